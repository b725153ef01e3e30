"""The closed shapes of exercise items, with answers and evidence; a kind (mcq-date, cloze-term) generates one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from handouts.model.text import Passage
from handouts.model.timeline import HistoricalDate

ShapeName = Literal["choice", "gap", "match", "order", "open", "grid"]
# In the order of a sheet: closed items first, as in an Indonesian question paper, and what takes longest last.
SectionKind = Literal[
    "multiple_choice",
    "complex_choice",
    "category_table",
    "true_false",
    "cloze",
    "matching",
    "person_matching",
    "term_matching",
    "ordering",
    "completion",
    "short_answer",
    "source",
    "essay",
]
SECTION_KINDS: tuple[SectionKind, ...] = get_args(SectionKind)
SECTION_SHAPES: Mapping[SectionKind, ShapeName] = {
    "multiple_choice": "choice",
    "complex_choice": "choice",
    "category_table": "grid",
    "true_false": "grid",
    "cloze": "gap",
    "matching": "match",
    "person_matching": "match",
    "term_matching": "match",
    "ordering": "order",
    "completion": "gap",
    "short_answer": "open",
    "source": "choice",
    "essay": "open",
}
Level = Literal["support", "core", "challenge"]
LEVELS: tuple[Level, ...] = get_args(Level)
# Levels of the revised taxonomy of Bloom (Anderson and Krathwohl 2001), in the notation of Indonesian test blueprints.
Bloom = Literal["C1", "C2", "C3", "C4", "C5", "C6"]


@dataclass(frozen=True, slots=True)
class Traits:
    """What a teacher's file knows of an item and a pupil never sees: difficulty, cognitive level, the rules of the

    linter (by their ids) that the teacher allows the item to break, and which of the lesson's objectives it serves (by
    its number from 1; 0: not said).
    """

    level: Level = "core"
    bloom: Bloom = "C1"
    allow: tuple[str, ...] = ()
    objective: int = 0


PLAIN = Traits()


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a choice item. `why` tells the teacher why a distractor is wrong, "" for the key;

    `evidence` is the sentence the distractor was taken from.
    """

    text: str
    why: str = ""
    evidence: Passage | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One right answer among options: `options[key]`. `natural_order` pins options such as years in their order.

    `also` are the places of further right options: with any, all of them are to be ticked (complex multiple choice),
    and the item is scored as a whole.
    """

    id: str
    kind: str
    stem: str
    options: tuple[Option, ...]
    key: int
    natural_order: bool
    points: int
    rule: str
    evidence: tuple[Passage, ...]
    shape: Literal["choice"] = "choice"
    also: tuple[int, ...] = ()
    traits: Traits = PLAIN

    @property
    def answer(self) -> str:
        """The text of the right option; of the first one where several are right."""
        return self.options[self.key].text

    @property
    def keys(self) -> tuple[int, ...]:
        """The places of all right options, in their order on the page."""
        return tuple(sorted((self.key, *self.also)))


@dataclass(frozen=True, slots=True)
class Gap:
    """A sentence with one gap between `before` and `after`. `accept` are other answers that are right.

    `hint` is printed at the start of the gap, such as the first letter of the answer.
    """

    id: str
    kind: str
    before: str
    after: str
    answer: str
    accept: tuple[str, ...]
    points: int
    rule: str
    evidence: tuple[Passage, ...]
    shape: Literal["gap"] = "gap"
    hint: str = ""
    traits: Traits = PLAIN


@dataclass(frozen=True, slots=True)
class Pair:
    """One premise and its response."""

    id: str
    premise: str
    response: str
    evidence: Passage
    date: HistoricalDate | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """Premises to be matched with responses. `responses` as printed: the pairs' responses and some unused ones.

    Each premise is a numbered item; `points` are for each pair.
    """

    id: str
    kind: str
    pairs: tuple[Pair, ...]
    responses: tuple[str, ...]
    points: int
    rule: str
    shape: Literal["match"] = "match"
    traits: Traits = PLAIN


@dataclass(frozen=True, slots=True)
class OrderEntry:
    """One event of an ordering item."""

    text: str
    display: str
    date: HistoricalDate
    evidence: Passage


@dataclass(frozen=True, slots=True)
class Order:
    """Events to be put in order. `entries` are in the right order; `shown[i]` is the index of the i-th printed one.

    Scored by neighbouring pairs: `points` for each two neighbouring events in the right order.
    """

    id: str
    kind: str
    entries: tuple[OrderEntry, ...]
    shown: tuple[int, ...]
    points: int
    rule: str
    shape: Literal["order"] = "order"
    traits: Traits = PLAIN


@dataclass(frozen=True, slots=True)
class RubricRow:
    """A level of a rubric: so many points for an answer of this kind."""

    points: int
    text: str


@dataclass(frozen=True, slots=True)
class Open:
    """A question answered in writing on `lines` ruled lines; `answer` is the model answer, `accept` others.

    With a `rubric` it has no model answer: the teacher judges, and `points` are those of the best row.
    """

    id: str
    kind: str
    prompt: str
    answer: str
    accept: tuple[str, ...]
    lines: int
    points: int
    rule: str
    evidence: tuple[Passage, ...]
    shape: Literal["open"] = "open"
    rubric: tuple[RubricRow, ...] = ()
    traits: Traits = PLAIN


@dataclass(frozen=True, slots=True)
class GridRow:
    """A statement and the place of its right column. `why` tells the teacher what the essay says instead.

    `evidence` is the sentence that decides, None for what the essay does not state.
    """

    id: str
    text: str
    column: int
    evidence: Passage | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Statements to be put under one of the same columns each: true, false, not stated; or categories.

    Each row is a numbered item; `points` are for each row. `columns` are what the head of the table prints.
    """

    id: str
    kind: str
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    points: int
    rule: str
    shape: Literal["grid"] = "grid"
    traits: Traits = PLAIN


Exercise = Choice | Gap | Match | Order | Open | Grid


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the worksheet: items of one kind. `bank` is the word bank of a cloze, as printed; `stimulus` the

    passage of the essay that all items of a "source" section ask about, printed above them.
    """

    kind: SectionKind
    items: tuple[Exercise, ...]
    bank: tuple[str, ...] = ()
    stimulus: tuple[Passage, ...] = ()


def item_evidence(item: Exercise) -> tuple[Passage, ...]:
    """The sentences that an item rests on."""
    match item:
        case Match():
            return tuple(pair.evidence for pair in item.pairs)
        case Order():
            return tuple(entry.evidence for entry in item.entries)
        case Grid():
            return tuple(row.evidence for row in item.rows if row.evidence)
        case _:
            return item.evidence


def section_points(section: Section) -> int:
    """The greatest score of a section."""
    return sum(item_points(item) for item in section.items)


def item_points(item: Exercise) -> int:
    """The greatest score of an item: pairs and neighbouring events count one by one."""
    match item:
        case Match():
            return item.points * len(item.pairs)
        case Order():
            return item.points * (len(item.entries) - 1)
        case Grid():
            return item.points * len(item.rows)
        case _:
            return item.points


def item_count(item: Exercise) -> int:
    """How many numbers an item takes on the sheet: premises and statements are numbered one by one."""
    match item:
        case Match():
            return len(item.pairs)
        case Grid():
            return len(item.rows)
        case _:
            return 1
