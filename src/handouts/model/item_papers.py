"""What is made of the items besides worksheet and key: blueprint, item cards, and the sheet for the answers.

Plain values only, as in key_sheet, so that a record can hold them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handouts.model.foot import Foot


@dataclass(frozen=True, slots=True)
class Described:
    """What a school office asks of an item. `numbers` in each version: "3", or "11–15" for pairs or statements.

    `objective` and `topic` are in words, `cognitive` is the level, "" for what nobody has said.
    """

    numbers: tuple[str, ...]
    id: str
    objective: str
    topic: str
    indicator: str
    cognitive: str
    form: str
    points: int


@dataclass(frozen=True, slots=True)
class BlueprintSheet:
    """The test blueprint (kisi-kisi): a row for each item. `facts` are (label, value) of the lesson.

    `levels` tell how many numbers and points each cognitive level has, (level, numbers, points, share in per cent).
    """

    language: str
    title: str
    author: str
    foot: Foot
    facts: tuple[tuple[str, str], ...]
    objectives: tuple[str, ...]
    versions: tuple[str, ...]
    rows: tuple[Described, ...]
    levels: tuple[tuple[str, str, str, str], ...]
    count: int
    max_score: int


@dataclass(frozen=True, slots=True)
class ItemCard:
    """One item on a card of its own (kartu soal), as version A prints it, with its answer and evidence.

    `numbered` are its numbers in all versions. `asked` are the stimulus and the stem, `offered` and `parts` what stands
    below them: lettered options or responses, numbered statements or premises. `proofs` are (quotation, place).
    """

    about: Described
    numbered: str
    asked: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]
    offered: tuple[tuple[str, str], ...]
    answer: str
    notes: tuple[str, ...]
    proofs: tuple[tuple[str, str], ...]
    source: str


@dataclass(frozen=True, slots=True)
class ItemCardsSheet:
    """The cards of all items, in the order of version A."""

    language: str
    title: str
    author: str
    foot: Foot
    facts: tuple[tuple[str, str], ...]
    items: tuple[ItemCard, ...]


AnswerForm = Literal["letters", "letter", "boxes", "ticks", "words", "lines"]


@dataclass(frozen=True, slots=True)
class AnswerPlace:
    """Where the answer to a number goes: letters to be crossed, or so many lines. Without a number: nothing there.

    `hint` is printed at the start of the field, such as a first letter, `points` beside the number.
    """

    number: str = ""
    cross: tuple[str, ...] = ()
    lines: int = 0
    hint: str = ""
    points: str = ""


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """The places of a section, in rows of equal length; the numbers run down the columns.

    `form`: "letters" to be crossed, a "letter" to be written into a box, "boxes" under the letters of `heads`, "ticks"
    under the columns of `heads`, "words" to be written into a field, "lines" to write on. `width` in per cent of the
    room between the margins. Further parts of one section have no `title`.
    """

    letter: str
    title: str
    instruction: str
    form: AnswerForm
    heads: tuple[str, ...]
    rows: tuple[tuple[AnswerPlace, ...], ...]
    width: int = 100


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """The pupil's answer sheet of a version: numbers and room, never a stem. `line_pitch` as in WorkSheet."""

    language: str
    title: str
    author: str
    foot: Foot
    max_score: int
    sections: tuple[AnswerPart, ...]
    line_pitch: int = 0
