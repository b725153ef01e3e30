"""What a template may see. The pupil's types cannot hold an answer; the key's types hold everything a key prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handouts.model.batch_sheets import BatchReportSheet as BatchReportSheet
from handouts.model.foot import Foot as Foot
from handouts.model.item_papers import AnswerSheet, BlueprintSheet, ItemCardsSheet
from handouts.model.key_papers import KeyMatrixSheet, KeyReviewSheet, QuickKeySheet
from handouts.model.key_sheet import FormKeySheet as FormKeySheet
from handouts.model.key_sheet import KeyChange as KeyChange
from handouts.model.key_sheet import KeyEntry as KeyEntry
from handouts.model.key_sheet import KeySection as KeySection
from handouts.model.key_sheet import KeySheet as KeySheet
from handouts.model.pack_sheets import DistributionSheet as DistributionSheet
from handouts.model.pack_sheets import JobSheet as JobSheet
from handouts.model.pack_sheets import SlipsSheet as SlipsSheet
from handouts.model.puzzle_sheet import CrosswordSheet as CrosswordSheet
from handouts.model.puzzle_sheet import PuzzleKeySheet as PuzzleKeySheet
from handouts.model.puzzle_sheet import WordSearchSheet as WordSearchSheet
from handouts.model.word_blocks import FlipEdge


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
    """A term, its meaning, and the lines of the reading where it stands, "14, 22", and `where` in words."""

    term: str
    meaning: str
    lines: str = ""
    where: str = ""


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
class GlossarySheet:
    """The glossary, in alphabetical order."""

    language: str
    title: str
    author: str
    foot: Foot
    rows: tuple[GlossaryRow, ...]


@dataclass(frozen=True, slots=True)
class BlankRow:
    """A term whose meaning is to be written on `lines` lines. `where` as in GlossaryRow."""

    number: str
    term: str
    where: str
    lines: int


@dataclass(frozen=True, slots=True)
class GlossaryBlanksSheet:
    """The terms of the glossary: pupils write the meanings."""

    language: str
    title: str
    author: str
    foot: Foot
    instruction: str
    rows: tuple[BlankRow, ...]
    max_score: int


@dataclass(frozen=True, slots=True)
class GlossaryMatchingSheet:
    """Meanings, (number, words), and terms, (letter, words), each in an order that tells nothing of the other."""

    language: str
    title: str
    author: str
    foot: Foot
    instruction: str
    premises: tuple[tuple[str, str], ...]
    responses: tuple[tuple[str, str], ...]
    max_score: int


@dataclass(frozen=True, slots=True)
class VocabularySheet:
    """Sentences of the essay, each with a gap, and a bank of words; then (number, term) for sentences of one's own."""

    language: str
    title: str
    author: str
    foot: Foot
    instruction: str
    bank: tuple[str, ...]
    gaps: tuple[PupilItem, ...]
    own_instruction: str
    own: tuple[tuple[str, str], ...]
    lines: int
    max_score: int


@dataclass(frozen=True, slots=True)
class FlashCardsSheet:
    """Cards to cut out, (term, meaning), the meaning on the back. `flip`: the edge that the paper is turned on."""

    language: str
    title: str
    author: str
    foot: Foot
    cards: tuple[tuple[str, str], ...]
    flip: FlipEdge
    note: str


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
    """The pupil's worksheet. `line_pitch`: hundredths of a millimetre between writing lines, 0 for the theme's.

    `directions` make a question paper of it: its answers are written on a sheet of their own, and it has no room for
    them.
    """

    language: str
    title: str
    author: str
    foot: Foot
    max_score: int
    sections: tuple[PupilSection, ...]
    line_pitch: int = 0
    directions: tuple[str, ...] = ()


TimelineFormSheet = TimelineSheet | WriteEventsSheet | WriteDatesSheet | CardsSheet
WordFormSheet = (
    GlossarySheet
    | GlossaryBlanksSheet
    | GlossaryMatchingSheet
    | VocabularySheet
    | FlashCardsSheet
    | CrosswordSheet
    | WordSearchSheet
)
PupilSheet = ReadingSheet | TimelineFormSheet | WordFormSheet | WorkSheet | AnswerSheet | SlipsSheet
FormKey = FormKeySheet | PuzzleKeySheet
KeyPaper = KeySheet | FormKey | QuickKeySheet | KeyMatrixSheet | KeyReviewSheet
OfficeSheet = BlueprintSheet | ItemCardsSheet | JobSheet | DistributionSheet | BatchReportSheet
TeacherSheet = KeyPaper | OfficeSheet
