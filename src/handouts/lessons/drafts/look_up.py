"""A draft file held against its essay: evidence is looked up by its words, and what is gone or wrong is noted."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.diagnostics import Diagnostic, capped, problem, warning
from handouts.errors import ContentError
from handouts.lessons.drafts import files
from handouts.lessons.drafts.evidence import Finder
from handouts.model.text import Passage
from handouts.model.timeline import HistoricalDate
from handouts.reading.yaml import Path, Tree


class Gone(Exception):
    """A sentence that the essay no longer has: the item is left out."""


class Reading:
    """One draft file and one essay: looks evidence up, and notes what is gone or wrong."""

    def __init__(self, tree: Tree, finder: Finder) -> None:
        self.tree = tree
        self.finder = finder
        self.errors: list[Diagnostic] = []
        self.warnings: list[Diagnostic] = []

    def passage(self, quote: files.Quote, path: Path, id_: str) -> Passage:
        """The sentence in the essay. Gone, and noted as such, when it is not there any more."""
        found = self.finder.passage(quote.text, quote.at)
        if found is None:
            self.gone(quote, path, id_)
            raise Gone
        return found

    def gone(self, quote: files.Quote, path: Path, id_: str) -> None:
        """Say that the essay no longer has a sentence, and which of its sentences is nearest to it."""
        nearest = self.finder.nearest(quote.text)
        place = self.tree.location(path)
        found = warning("draft-sentence-gone", place, id=id_, nearest=nearest)
        self.warnings.append(found if nearest else warning("draft-sentence-nowhere", place, id=id_))

    def passages(self, quotes: Sequence[files.Quote], path: Path, id_: str) -> tuple[Passage, ...]:
        """As `passage`, of several."""
        return tuple(self.passage(quote, (*path, i), id_) for i, quote in enumerate(quotes))

    def date(self, parts: files.DateParts, path: Path) -> HistoricalDate:
        """The date. Gone, and noted as unclear, when its parts do not make one."""
        date = parts.date()
        if date is None:
            self.errors.append(problem("draft-date-unclear", self.tree.location(path), value=parts.value))
            raise Gone
        return date

    def wrong(self, path: Path, key: str, found: str, allowed: str) -> None:
        """A value that its neighbours do not allow."""
        place = self.tree.location(path)
        self.errors.append(problem("yaml-wrong-value", place, key=key, found=found, allowed=allowed))

    def finish(self) -> tuple[Diagnostic, ...]:
        """The warnings; ContentError with them and the errors when there are any of those."""
        if self.errors:
            raise ContentError(*capped(self.errors), *self.warnings)
        return tuple(self.warnings)
