"""The closed vocabulary of printed things: what markup produces and typeset draws. Neither side knows the other.

Lengths are points unless a name ends in `_mm`. `src` is the place in the template ("worksheet.xml.j2:12") that an
error about the element names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handouts.model.inline import Content as Content
from handouts.model.inline import GapMark as GapMark
from handouts.model.inline import Inline as Inline
from handouts.model.inline import LineBreak as LineBreak
from handouts.model.inline import Span as Span
from handouts.model.inline import plain as plain
from handouts.model.key_blocks import FoldKey as FoldKey
from handouts.model.key_blocks import FoldPart as FoldPart
from handouts.model.puzzle_blocks import ClueList as ClueList
from handouts.model.puzzle_blocks import Clues as Clues
from handouts.model.puzzle_blocks import LetterGrid as LetterGrid
from handouts.model.puzzle_blocks import Ring as Ring
from handouts.model.puzzle_blocks import Square as Square
from handouts.model.timeline_blocks import Card as Card
from handouts.model.timeline_blocks import Cards as Cards
from handouts.model.timeline_blocks import ChartEvent as ChartEvent
from handouts.model.timeline_blocks import TimelineChart as TimelineChart
from handouts.model.timeline_blocks import WallStrip as WallStrip
from handouts.model.timeline_blocks import WriteDates as WriteDates
from handouts.model.timeline_blocks import WriteEvents as WriteEvents
from handouts.model.word_blocks import FlashCard as FlashCard
from handouts.model.word_blocks import FlashCards as FlashCards
from handouts.model.word_blocks import FlipEdge as FlipEdge

ParaStyle = Literal["body", "kicker", "lead", "instruction", "small", "quote", "source", "answer"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (title of the sheet, exactly one) to 3. Never left alone at the foot of a page."""

    level: Literal[1, 2, 3]
    content: Content
    src: str = ""


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. `keep_next` keeps it on the page of what follows."""

    content: Content
    style: ParaStyle = "body"
    keep_next: bool = False
    src: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A grey box: bold title, then text."""

    title: str
    content: Content
    src: str = ""


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; `ordered` numbers its items."""

    items: tuple[Content, ...]
    ordered: bool = False
    src: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture, already read: PNG or JPEG bytes. `alt` is never empty; `width_mm` 0 means the column's width."""

    data: bytes
    alt: str
    caption: Content = ()
    width_mm: float = 0
    src: str = ""


@dataclass(frozen=True, slots=True)
class PassagePara:
    """A paragraph of the reading text. `id` returns in the anchors; `number` is printed in the inner gutter."""

    id: str
    number: str
    content: Content
    kind: Literal["paragraph", "item", "quote"] = "paragraph"
    src: str = ""


@dataclass(frozen=True, slots=True)
class ReadingPassage:
    """The reading text: narrower measure, paragraph numbers inside, line numbers every `every` lines outside."""

    parts: tuple[PassagePara | Heading | Image, ...]
    every: int = 5
    src: str = ""


@dataclass(frozen=True, slots=True)
class SectionHead:
    """A section's letter in a dark square, and its title (a heading of level 2)."""

    letter: str
    title: str
    src: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """Lettered options, in one, two or four columns by their longest one, never split from their stem.

    The letters in `right` are marked, with `spoken` read out; marks take no room.
    """

    options: tuple[tuple[str, Content], ...]
    src: str = ""
    right: tuple[str, ...] = ()
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class WritingLines:
    """Ruled lines to write on; the first stands a full pitch below what precedes.

    `answer` is written over them, a paragraph each, as small as it must be; it takes no room.
    """

    count: int
    pitch_mm: float = 8
    label: str = ""
    src: str = ""
    answer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A numbered item: the number hangs, stem and body hold together on one page.

    `answer` is written small below an item that has no lines to write on; it takes no room.
    """

    number: str
    stem: Content
    body: tuple[Options | WritingLines, ...] = ()
    src: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Bank:
    """The framed word bank of a cloze."""

    title: str
    words: tuple[str, ...]
    src: str = ""


@dataclass(frozen=True, slots=True)
class Matching:
    """Two columns on one page: numbered premises with a blank before the number, lettered responses.

    Without `blanks` the letters are written elsewhere. `answers` are written on the blanks, one for each premise, and
    take no room.
    """

    premises: tuple[tuple[str, Content], ...]
    responses: tuple[tuple[str, Content], ...]
    premise_head: str = ""
    response_head: str = ""
    src: str = ""
    answers: tuple[str, ...] = ()
    blanks: bool = True


@dataclass(frozen=True, slots=True)
class Ordering:
    """Events with a box before each; on one page. `answers` stand in the boxes."""

    events: tuple[Content, ...]
    number: str = ""
    src: str = ""
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NameField:
    """A label and a rule to write on; `share` is its share of the row's width."""

    label: str
    share: float = 1


@dataclass(frozen=True, slots=True)
class NameBlock:
    """Rows of fields, and a box for the score with `score_of` ("/ 40") in it."""

    rows: tuple[tuple[NameField, ...], ...]
    score_label: str = ""
    score_of: str = ""
    src: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; `header` cells are TH. With `spoken` a tick is drawn over it, and these words are read out."""

    content: Content
    header: bool = False
    align: Literal["left", "center", "right"] = "left"
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. The first `header_rows` repeat on each page. `widths` are shares of the width, () for equal ones.

    The other rows are at least `row_mm` high, less where that keeps the table on its page. A `dense` table is set
    small and close. `width`: per cent of the width between the margins.
    """

    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 1
    widths: tuple[float, ...] = ()
    grid: bool = True
    row_mm: float = 0
    src: str = ""
    dense: bool = False
    width: int = 100


@dataclass(frozen=True, slots=True)
class Definitions:
    """Glossary rows: term (bold), meaning; set in `columns` columns."""

    entries: tuple[tuple[Content, Content], ...]
    columns: int = 1
    src: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A dark band over the full width: white text left and right. Marks teacher's pages."""

    left: str
    right: str
    src: str = ""


@dataclass(frozen=True, slots=True)
class QuickKey:
    """The short key as a strip of cells (number above answer), wrapped into rows; a cut line below it."""

    cells: tuple[tuple[str, str], ...]
    src: str = ""


@dataclass(frozen=True, slots=True)
class AnswerEntry:
    """An item of the key: number hanging, answer bold, `place` at the right, then small paragraphs."""

    number: str
    answer: Content
    place: str
    body: tuple[Para, ...] = ()
    src: str = ""


@dataclass(frozen=True, slots=True)
class Keep:
    """Blocks that stay together on one page when they fit on one."""

    blocks: tuple[Block, ...]
    src: str = ""


@dataclass(frozen=True, slots=True)
class Space:
    """Vertical white space; dropped at the top of a page."""

    height: float
    src: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page."""

    src: str = ""


Block = (
    Heading
    | Para
    | Note
    | ListBlock
    | Image
    | ReadingPassage
    | SectionHead
    | Question
    | Bank
    | Matching
    | Ordering
    | NameBlock
    | Table
    | Definitions
    | TimelineChart
    | WriteEvents
    | WriteDates
    | Cards
    | LetterGrid
    | Clues
    | WallStrip
    | FlashCards
    | Band
    | QuickKey
    | FoldKey
    | AnswerEntry
    | Keep
    | Space
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Footer:
    """The foot of every page: left | middle | right. `pages` holds {page} and {pages} ("Halaman {page} dari {pages}")

    and follows `right` after a middle dot. `notice` ("Belum diperiksa guru") stands bold in the middle.
    """

    left: str = ""
    middle: str = ""
    right: str = ""
    pages: str = "{page} / {pages}"
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One printed sheet: what becomes one PDF file. `landscape` turns the paper; what is cut up is

    `one_sided`: printed on one side of the paper, with the same margins on all pages. `banner` stands in a dark band
    in the upper margin of every page.
    """

    language: str
    title: str
    blocks: tuple[Block, ...]
    footer: Footer = Footer()
    author: str = ""
    subject: str = ""
    landscape: bool = False
    one_sided: bool = False
    banner: str = ""

    @property
    def flip(self) -> FlipEdge | None:
        """The edge on which the paper must be turned, when backs have to meet their fronts."""
        return next((block.flip for block in self.blocks if isinstance(block, FlashCards)), None)
