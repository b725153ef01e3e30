"""Drafts without what rests on passages that are evidence for nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from handouts import lessons
from handouts.diagnostics import Diagnostic, Location, warning
from handouts.lessons.drafts.identity import term_id
from handouts.model.exercise import Choice, Exercise, Grid, Match, Order, Section
from handouts.model.glossary import Entry, Glossary
from handouts.model.lesson import Drafts, Lesson
from handouts.model.text import Essay, Passage
from handouts.model.timeline import Timeline

LEAST_PAIRS, LEAST_EVENTS, LEAST_OPTIONS, LEAST_ROWS = 2, 3, 3, 2
_OWN_WORDS = ("pattern",)


def sound(lesson: Lesson, blocked: Sequence[Passage], folder: Path) -> tuple[Drafts, tuple[Diagnostic, ...]]:
    """The lesson's drafts without items, events, pairs and meanings whose evidence overlaps a blocked passage.

    What the teacher has approved stays. Each thing left out is told at its line in the draft file (warning
    draft-evidence-doubtful); `folder` is the lesson's folder as messages call it.
    """
    drafts = lesson.drafts
    sieve = _Sieve(lesson.essay, blocked, drafts, folder)
    if not blocked or drafts == Drafts():
        return drafts, ()
    timeline = drafts.timeline and sieve.timeline(drafts.timeline)
    glossary = drafts.glossary and sieve.glossary(drafts.glossary)
    sections = None if drafts.sections is None else sieve.sections(drafts.sections)
    return replace(drafts, timeline=timeline, glossary=glossary, sections=sections), tuple(sieve.said)


@dataclass
class _Sieve:
    """Lets pass what rests on sound passages, and tells what does not."""

    essay: Essay
    blocked: Sequence[Passage]
    drafts: Drafts
    folder: Path
    said: list[Diagnostic] = field(default_factory=list)
    places: dict[str, Mapping[str, Location]] = field(default_factory=dict)

    def approved(self, file: str, id_: str) -> bool:
        """Whether the teacher has approved the item, alone or with its file."""
        return f"{file}/{term_id(id_) if file == 'glossary' else id_}" in self.drafts.approved_items

    def doubtful(self, file: str, id_: str, evidence: Iterable[Passage | None], part: str = "") -> bool:
        """True, and told, when the evidence is blocked and the teacher has not approved what rests on it.

        `part` names the part of the item that the evidence is for.
        """
        if self.approved(file, id_):
            return False
        bad = next((p for p in evidence if p and any(p.overlaps(b) for b in self.blocked)), None)
        if bad:
            self._tell(file, id_, f"{id_}: {part}" if part else id_, bad.text)
        return bad is not None

    def _tell(self, file: str, id_: str, name: str, text: str) -> None:
        path = self.folder / f"{file}.yaml"
        if file not in self.places:
            self.places[file] = lessons.places(path)
        place = self.places[file].get(id_, Location(str(path)))
        self.said.append(warning("draft-evidence-doubtful", place, id=name, text=shortened(text)))

    def timeline(self, given: Timeline) -> Timeline:
        kept = (e for e in given.events if not self.doubtful("timeline", e.id, (e.sentence, e.mention)))
        return replace(given, events=tuple(kept))

    def glossary(self, given: Glossary) -> Glossary:
        """The entries, without meanings in the essay's own words that it gives in blocked passages alone."""
        kept = []
        for entry in given.entries:
            bad = (entry.sentence or self._only_blocked(entry)) if entry.source in _OWN_WORDS else None
            if not self.doubtful("glossary", entry.term, (bad,)):
                kept.append(entry)
        return replace(given, entries=tuple(kept))

    def _only_blocked(self, entry: Entry) -> Passage | None:
        """A blocked passage that holds the meaning, when no other words of the essay do."""
        words = entry.definition.strip()
        inside = [b for b in self.blocked if words and words in b.text]
        all_of_it = sum(block.text.count(words) for _, block in self.essay.text_blocks()) if words else 0
        return inside[0] if inside and all_of_it <= sum(b.text.count(words) for b in inside) else None

    def sections(self, given: Iterable[Section]) -> tuple[Section, ...]:
        kept = []
        for section in given:
            items = tuple(sound for item in section.items if (sound := self._item(item)))
            if items:
                kept.append(replace(section, items=items))
        return tuple(kept)

    def _item(self, item: Exercise) -> Exercise | None:
        match item:
            case Match():
                return self._match(item)
            case Order():
                return self._order(item)
            case Choice():
                return self._choice(item)
            case Grid():
                return self._grid(item)
            case _:
                return None if self._bad(item.id, item.evidence) else item

    def _choice(self, item: Choice) -> Choice | None:
        """The item without the wrong options that rest on blocked passages, if enough are left."""
        if self._bad(item.id, item.evidence):
            return None
        kept = [
            k for k, o in enumerate(item.options) if k in item.keys or not self._bad(item.id, (o.evidence,), o.text)
        ]
        if len(kept) == len(item.options):
            return item
        if len(kept) < LEAST_OPTIONS:
            return None
        first, *rest = (kept.index(k) for k in item.keys)
        return replace(item, options=tuple(item.options[k] for k in kept), key=first, also=tuple(rest))

    def _bad(self, id_: str, evidence: Iterable[Passage | None], part: str = "") -> bool:
        return self.doubtful("questions", id_, evidence, part)

    def _match(self, item: Match) -> Match | None:
        if self.approved("questions", item.id):
            return item
        gone = [p for p in item.pairs if self._bad(p.id, (p.evidence,))]
        pairs = tuple(p for p in item.pairs if p not in gone)
        if len(pairs) < LEAST_PAIRS:
            return None
        needed = {p.response for p in pairs}
        dropped = {p.response for p in gone} - needed
        return replace(item, pairs=pairs, responses=tuple(r for r in item.responses if r not in dropped))

    def _grid(self, item: Grid) -> Grid | None:
        """The table without its blocked statements; two statements are no table."""
        if self.approved("questions", item.id):
            return item
        rows = tuple(r for r in item.rows if not self._bad(r.id, (r.evidence,)))
        return replace(item, rows=rows) if len(rows) >= LEAST_ROWS else None

    def _order(self, item: Order) -> Order | None:
        """The item without its blocked events, the others printed in the same order as before."""
        if self.approved("questions", item.id):
            return item
        kept = [k for k, e in enumerate(item.entries) if not self._bad(item.id, (e.evidence,), e.text)]
        if len(kept) < LEAST_EVENTS:
            return None
        shown = tuple(kept.index(k) for k in item.shown if k in kept)
        return replace(item, entries=tuple(item.entries[k] for k in kept), shown=shown)


def shortened(text: str, most: int = 60) -> str:
    """The beginning of a text in one line, with "…" where something is left out."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
