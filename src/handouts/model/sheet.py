"""What a template may see. The pupil's types cannot hold an answer; the key's types hold everything a key prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Foot:
    """The footer's parts, in words. `version` and `notice` may be empty."""

    lesson: str
    version: str
    code: str
    pages: str
    notice: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the passage in one style. `gloss`: explained in the glossary; `doubt`: flagged."""

    text: str
    bold: bool = False
    italic: bool = False
    gloss: bool = False
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class PassageBlock:
    """A heading, paragraph or picture of the passage. `id` names the block in the anchors."""

    kind: Literal["heading", "paragraph", "item", "quote", "picture"]
    id: str
    pieces: tuple[Piece, ...] = ()
    number: str = ""
    level: int = 2
    file: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class GlossaryRow:
    """A term and its meaning."""

    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class TimelineMoment:
    """When: a date in words, and what an axis draws of it. There is no place in it for what happened.

    `short_date` leaves the year out where the one above has the same. `start` and `end` are "1941-06-22", BC
    "-0264-01-01"; `bar` draws a range; loose ends are drawn dashed, `open` a ring for an uncertain date.
    """

    number: str
    date: str
    short_date: str
    start: str
    end: str
    bar: bool = False
    loose_start: bool = False
    loose_end: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A row of the filled timeline: when, and what."""

    moment: TimelineMoment
    label: str


@dataclass(frozen=True, slots=True)
class TimelineSigns:
    """Which signs a timeline uses, and so must explain."""

    bars: bool = False
    loose: bool = False
    open: bool = False
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class ReadingSheet:
    """The handout: passage and glossary; the timeline only when the lesson asks for it."""

    language: str
    title: str
    author: str
    foot: Foot
    aim: str
    objectives: tuple[str, ...]
    minutes: int
    source: str
    blocks: tuple[PassageBlock, ...]
    glossary: tuple[GlossaryRow, ...]
    timeline: tuple[TimelineRow, ...]
    has_gloss: bool
    has_doubt: bool


@dataclass(frozen=True, slots=True)
class TimelineSheet:
    """The filled timeline, as chart, table or strip for the wall, given out after the work."""

    language: str
    title: str
    author: str
    foot: Foot
    rows: tuple[TimelineRow, ...]
    signs: TimelineSigns


@dataclass(frozen=True, slots=True)
class WriteEventsSheet:
    """The timeline with its dates alone: pupils write what happened."""

    language: str
    title: str
    author: str
    foot: Foot
    moments: tuple[TimelineMoment, ...]
    signs: TimelineSigns
    max_score: int


@dataclass(frozen=True, slots=True)
class WriteDatesSheet:
    """The events in order of time, (number, label): pupils write when they happened."""

    language: str
    title: str
    author: str
    foot: Foot
    events: tuple[tuple[str, str], ...]
    max_score: int


@dataclass(frozen=True, slots=True)
class CardsSheet:
    """Cards to cut out, (name, words), each kind in an order of its own that tells nothing of time or of pairs."""

    language: str
    title: str
    author: str
    foot: Foot
    events: tuple[tuple[str, str], ...]
    dates: tuple[tuple[str, str], ...]
    places: tuple[str, ...]
    max_score: int


@dataclass(frozen=True, slots=True)
class PupilItem:
    """One item as the pupil sees it. Which fields are filled depends on the shape.

    `hint` is printed at the start of the gap, such as a first letter. `rows` are the statements of a table with their
    numbers, `columns` its heads.
    """

    number: str
    stem: str = ""
    before: str = ""
    after: str = ""
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    lines: int = 0
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PupilSection:
    """A section of the worksheet. `premises`/`responses` for matching, `events` for ordering, `bank` for cloze.

    `stimulus` is the quoted passage that its items ask about, `several` that options are ticked and not crossed.
    """

    letter: str
    shape: Literal["choice", "gap", "match", "order", "open", "grid"]
    title: str
    instruction: str
    items: tuple[PupilItem, ...] = ()
    bank: tuple[str, ...] = ()
    premises: tuple[tuple[str, str], ...] = ()
    responses: tuple[tuple[str, str], ...] = ()
    events: tuple[str, ...] = ()
    stimulus: str = ""
    several: bool = False


@dataclass(frozen=True, slots=True)
class WorkSheet:
    """The pupil's worksheet."""

    language: str
    title: str
    author: str
    foot: Foot
    max_score: int
    sections: tuple[PupilSection, ...]


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """An item of the key. `places` are in words ("Paragraf 3, baris 14–16"); `notes` small type below the evidence."""

    number: str
    answer: str
    points: str
    quotes: tuple[str, ...]
    place: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeySection:
    """A section of the key, in the order and numbering of that version's worksheet."""

    letter: str
    title: str
    entries: tuple[KeyEntry, ...]


@dataclass(frozen=True, slots=True)
class KeyChange:
    """A passage of the text that the teacher changed or decided about.

    `what` was done, in words; `place` where it stands on the printed page; `lines` tell the old and new text and why.
    """

    number: str
    what: str
    place: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeySheet:
    """The key to one version. Plain strings only, so that a lock file can hold it and print it again years later.

    `changes` tell how the text differs from the essay as it came; records of older versions have none.
    """

    language: str
    title: str
    author: str
    foot: Foot
    version: str
    code: str
    max_score: int
    quick: tuple[tuple[str, str], ...]
    sections: tuple[KeySection, ...]
    notes: tuple[str, ...]
    changes: tuple[KeyChange, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineKeySheet:
    """The key to one form of the timeline, in order of time: plain strings, like KeySheet. `quick` may be empty."""

    language: str
    title: str
    author: str
    foot: Foot
    form: str
    name: str
    quick: tuple[tuple[str, str], ...]
    entries: tuple[KeyEntry, ...]
    notes: tuple[str, ...]


PupilSheet = ReadingSheet | TimelineSheet | WriteEventsSheet | WriteDatesSheet | CardsSheet | WorkSheet
TeacherSheet = KeySheet | TimelineKeySheet
