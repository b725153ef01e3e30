"""The closed shapes of exercise items, with answers and evidence; a kind (mcq-date, cloze-term) generates one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handouts.model.text import Passage
from handouts.model.timeline import HistoricalDate

ShapeName = Literal["choice", "gap", "match", "order", "open"]
SectionKind = Literal["multiple_choice", "cloze", "matching", "ordering", "short_answer"]
SECTION_KINDS: tuple[SectionKind, ...] = ("multiple_choice", "cloze", "matching", "ordering", "short_answer")


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
    """One right answer among options: `options[key]`. `natural_order` pins options such as years in their order."""

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

    @property
    def answer(self) -> str:
        """The text of the right option."""
        return self.options[self.key].text


@dataclass(frozen=True, slots=True)
class Gap:
    """A sentence with one gap between `before` and `after`. `accept` are other answers that are right."""

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


@dataclass(frozen=True, slots=True)
class Open:
    """A question answered in writing on `lines` ruled lines; `answer` is the model answer, `accept` others."""

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


Exercise = Choice | Gap | Match | Order | Open


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the worksheet: items of one kind. `bank` is the word bank of a cloze, as printed."""

    kind: SectionKind
    items: tuple[Exercise, ...]
    bank: tuple[str, ...] = ()


def item_evidence(item: Exercise) -> tuple[Passage, ...]:
    """The sentences that an item rests on."""
    match item:
        case Match():
            return tuple(pair.evidence for pair in item.pairs)
        case Order():
            return tuple(entry.evidence for entry in item.entries)
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
        case _:
            return item.points
