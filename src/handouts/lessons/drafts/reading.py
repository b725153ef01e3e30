"""The drafts of a lesson folder. Their evidence is found again in the essay by its exact text."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from handouts.diagnostics import Diagnostic, capped, hint, problem, warning
from handouts.errors import ContentError
from handouts.lessons.drafts import files
from handouts.lessons.drafts.evidence import Finder
from handouts.lessons.drafts.identity import term_id
from handouts.model.exercise import (
    Choice,
    Exercise,
    Gap,
    Match,
    Open,
    Option,
    Order,
    OrderEntry,
    Pair,
    Section,
)
from handouts.model.glossary import Entry, Glossary, usual_source
from handouts.model.text import Essay, Passage, SourceText
from handouts.model.timeline import Event, HistoricalDate, Timeline
from handouts.reading.yaml import Path, Tree, load_with_places

Source = SourceText | str | os.PathLike[str] | Tree
T = TypeVar("T")


@dataclass(frozen=True)
class Read(Generic[T]):
    """What a draft file holds: its content, whether the whole file is approved, the ids of the items that are (all of

    them in an approved file), and what there is to say.
    """

    content: T
    checked: bool = False
    approved: frozenset[str] = frozenset()
    diagnostics: tuple[Diagnostic, ...] = ()


class _Gone(Exception):
    """A sentence that the essay no longer has: the item is left out."""


class _Reading:
    """One draft file and one essay: looks evidence up, and notes what is gone or wrong."""

    def __init__(self, tree: Tree, finder: Finder) -> None:
        self.tree = tree
        self.finder = finder
        self.errors: list[Diagnostic] = []
        self.warnings: list[Diagnostic] = []

    def passage(self, quote: files.Quote, path: Path, id_: str) -> Passage:
        found = self.finder.passage(quote.text, quote.at)
        if found is None:
            self.gone(quote, path, id_)
            raise _Gone
        return found

    def gone(self, quote: files.Quote, path: Path, id_: str) -> None:
        """Say that the essay no longer has a sentence, and which of its sentences is nearest to it."""
        nearest = self.finder.nearest(quote.text)
        place = self.tree.location(path)
        found = warning("draft-sentence-gone", place, id=id_, nearest=nearest)
        self.warnings.append(found if nearest else warning("draft-sentence-nowhere", place, id=id_))

    def passages(self, quotes: Sequence[files.Quote], path: Path, id_: str) -> tuple[Passage, ...]:
        return tuple(self.passage(quote, (*path, i), id_) for i, quote in enumerate(quotes))

    def date(self, parts: files.DateParts, path: Path) -> HistoricalDate:
        date = parts.date()
        if date is None:
            self.errors.append(problem("draft-date-unclear", self.tree.location(path), value=parts.value))
            raise _Gone
        return date

    def wrong(self, path: Path, key: str, found: str, allowed: str) -> None:
        """A value that its neighbours do not allow."""
        place = self.tree.location(path)
        self.errors.append(problem("yaml-wrong-value", place, key=key, found=found, allowed=allowed))

    def finish(self) -> tuple[Diagnostic, ...]:
        if self.errors:
            raise ContentError(*capped(self.errors), *self.warnings)
        return tuple(self.warnings)


def _checked(reading: _Reading, file: files.TimelineFile | files.GlossaryFile | files.QuestionsFile) -> bool:
    """Whether the file is approved as a whole; the older word for it is read, and named."""
    if file.status is None:
        return file.approved is True
    approved = file.approved if file.approved is not None else file.status == "checked"
    new = "true" if approved else "false"
    place = reading.tree.location(("status",), of_key=True)
    reading.warnings.append(hint("draft-old-status", place, value=new))
    return approved


def read_timeline(source: Source, essay: Essay) -> Read[Timeline]:
    """timeline.yaml, with a warning draft-sentence-gone for each event whose sentence the essay no longer has, and a

    hint draft-old-status. Raises ContentError: what `reading.yaml.load` raises, draft-date-unclear, draft-same-id.
    """
    file, tree = load_with_places(source, files.TimelineFile)
    reading = _Reading(tree, Finder(essay))
    events = []
    _refuse_same_ids(reading, [(e.id, ("events", i)) for i, e in enumerate(file.events)])
    for i, entry in enumerate(file.events):
        try:
            events.append(_event(reading, entry, ("events", i)))
        except _Gone:
            continue
    checked = _checked(reading, file)
    approved = frozenset(e.id for e in file.events if checked or e.approved)
    return Read(Timeline(tuple(events), checked), checked, approved, reading.finish())


def _event(reading: _Reading, entry: files.EventEntry, path: Path) -> Event:
    date = reading.date(entry.date, (*path, "date"))
    sentence = reading.passage(entry.sentence, (*path, "sentence"), entry.id)
    mention = _mention(reading.finder, sentence, entry.phrase or files.Phrase(text=entry.display))
    return Event(entry.id, date, entry.display, entry.label, sentence, mention, entry.chosen, entry.rule)


def _mention(finder: Finder, sentence: Passage, phrase: files.Phrase) -> Passage:
    """The words of the date; the whole sentence when they are not found, as in an event of the teacher's own."""
    found = (
        finder.passage(phrase.text, phrase.at) if phrase.elsewhere else finder.within(sentence, phrase.text, phrase.at)
    )
    return found or sentence


def read_glossary(source: Source, essay: Essay) -> Read[Glossary]:
    """glossary.yaml. Mentions are those that the file lists (`placed`); `materials.locate` finds the others.

    The ids of entries are those of `identity.term_id`. Without `source`, an entry with a definition is "curated", one
    without "blank". A hint draft-old-status may come with it. Raises ContentError as `reading.yaml.load`.
    """
    file, tree = load_with_places(source, files.GlossaryFile)
    reading = _Reading(tree, Finder(essay))
    entries = []
    checked = _checked(reading, file)
    for i, entry in enumerate(file.entries):
        entries.append(_glossary_entry(reading, entry, ("entries", i), checked or entry.approved))
    approved = frozenset(term_id(e.term) for e in file.entries if checked or e.approved)
    return Read(Glossary(tuple(entries), checked), checked, approved, reading.finish())


def _glossary_entry(reading: _Reading, entry: files.GlossaryEntry, path: Path, approved: bool) -> Entry:
    """An entry. A meaning that the essay gave goes when its sentence has gone, unless a teacher approved it."""
    found = [reading.finder.passage(quote.text, quote.at) for quote in entry.mentions or ()]
    sentence = reading.finder.passage(entry.sentence.text, entry.sentence.at) if entry.sentence else None
    definition = entry.definition
    origin = entry.source or usual_source(definition, sentence)
    if origin == "pattern" and entry.sentence and not sentence and not approved:
        reading.gone(entry.sentence, (*path, "sentence"), entry.term)
        definition, origin = "", "blank"
    return Entry(
        entry.term,
        definition,
        origin,
        entry.variants,
        tuple(passage for passage in found if passage),
        sentence,
        entry.kind,
        entry.from_,
        approved,
        placed=entry.mentions is not None,
    )


def read_questions(source: Source, essay: Essay) -> Read[tuple[Section, ...]]:
    """questions.yaml: the sections, with a warning draft-sentence-gone for each item left out, and a hint

    draft-old-status. Raises ContentError: what `reading.yaml.load` raises, yaml-wrong-value, draft-date-unclear,
    draft-same-id.
    """
    file, tree = load_with_places(source, files.QuestionsFile)
    reading = _Reading(tree, Finder(essay))
    ids = [
        (item.id, ("sections", s, "items", i))
        for s, part in enumerate(file.sections)
        for i, item in enumerate(part.items)
    ]
    _refuse_same_ids(reading, ids)
    sections = []
    for s, section in enumerate(file.sections):
        items: list[Exercise] = []
        for i, entry in enumerate(section.items):
            try:
                items.append(_ITEMS[type(entry)](reading, entry, ("sections", s, "items", i)))
            except _Gone:
                continue
        if items:
            sections.append(Section(section.kind, tuple(items), section.bank))
    checked = _checked(reading, file)
    approved = frozenset(item.id for part in file.sections for item in part.items if checked or item.approved)
    return Read(tuple(sections), checked, approved, reading.finish())


def _refuse_same_ids(reading: _Reading, ids: Sequence[tuple[str, Path]]) -> None:
    first: dict[str, Path] = {}
    for id_, path in ids:
        if id_ in first:
            line = reading.tree.location((*first[id_], "id")).line
            place = reading.tree.location((*path, "id"))
            reading.errors.append(problem("draft-same-id", place, id=id_, first=line))
        first.setdefault(id_, path)


def _choice(reading: _Reading, entry: files.ChoiceItem, path: Path) -> Choice:
    key = ord(entry.key) - ord("A")
    if key >= len(entry.options):
        reading.wrong((*path, "key"), "key", entry.key, f"A–{chr(ord('A') + max(len(entry.options) - 1, 0))}")
        raise _Gone
    options = tuple(
        Option(
            option.text,
            option.why,
            reading.passage(option.evidence, (*path, "options", i, "evidence"), entry.id) if option.evidence else None,
        )
        for i, option in enumerate(entry.options)
    )
    evidence = reading.passages(entry.evidence, (*path, "evidence"), entry.id)
    return Choice(
        entry.id, entry.kind, entry.stem, options, key, entry.natural_order, entry.points, entry.rule, evidence
    )


def _gap(reading: _Reading, entry: files.GapItem, path: Path) -> Gap:
    evidence = reading.passages(entry.evidence, (*path, "evidence"), entry.id)
    return Gap(
        entry.id,
        entry.kind,
        entry.before,
        entry.after,
        entry.answer,
        entry.accept,
        entry.points,
        entry.rule,
        evidence,
    )


def _match(reading: _Reading, entry: files.MatchItem, path: Path) -> Match:
    pairs = tuple(
        Pair(
            pair.id,
            pair.premise,
            pair.response,
            reading.passage(pair.evidence, (*path, "pairs", i, "evidence"), entry.id),
            reading.date(pair.date, (*path, "pairs", i, "date")) if pair.date else None,
        )
        for i, pair in enumerate(entry.pairs)
    )
    return Match(entry.id, entry.kind, pairs, entry.responses, entry.points, entry.rule)


def _order(reading: _Reading, entry: files.OrderItem, path: Path) -> Order:
    count = len(entry.entries)
    if sorted(entry.shown) != list(range(1, count + 1)):
        found = ", ".join(map(str, entry.shown))
        reading.wrong((*path, "shown"), "shown", found, f"1–{count}")
        raise _Gone
    entries = tuple(
        OrderEntry(
            part.text,
            part.display,
            reading.date(part.date, (*path, "entries", i, "date")),
            reading.passage(part.evidence, (*path, "entries", i, "evidence"), entry.id),
        )
        for i, part in enumerate(entry.entries)
    )
    shown = tuple(number - 1 for number in entry.shown)
    return Order(entry.id, entry.kind, entries, shown, entry.points, entry.rule)


def _open(reading: _Reading, entry: files.OpenItem, path: Path) -> Open:
    evidence = reading.passages(entry.evidence, (*path, "evidence"), entry.id)
    return Open(
        entry.id,
        entry.kind,
        entry.prompt,
        entry.answer,
        entry.accept,
        entry.lines,
        entry.points,
        entry.rule,
        evidence,
    )


_ITEMS: dict[type[Any], Callable[[_Reading, Any, Path], Exercise]] = {
    files.ChoiceItem: _choice,
    files.GapItem: _gap,
    files.MatchItem: _match,
    files.OrderItem: _order,
    files.OpenItem: _open,
}
