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
from handouts.model.item_blocks import Bank as Bank
from handouts.model.item_blocks import Matching as Matching
from handouts.model.item_blocks import NameBlock as NameBlock
from handouts.model.item_blocks import NameField as NameField
from handouts.model.item_blocks import Options as Options
from handouts.model.item_blocks import Ordering as Ordering
from handouts.model.item_blocks import Question as Question
from handouts.model.item_blocks import WritingLines as WritingLines
from handouts.model.key_blocks import FoldKey as FoldKey
from handouts.model.key_blocks import FoldPart as FoldPart
from handouts.model.layout_blocks import Box as Box
from handouts.model.layout_blocks import CutLine as CutLine
from handouts.model.layout_blocks import Letterhead as Letterhead
from handouts.model.layout_blocks import LetterLine as LetterLine
from handouts.model.layout_blocks import Logo as Logo
from handouts.model.layout_blocks import QrCode as QrCode
from handouts.model.layout_blocks import Score as Score
from handouts.model.layout_blocks import ScoreBox as ScoreBox
from handouts.model.list_blocks import ListBlock as ListBlock
from handouts.model.list_blocks import list_labels as list_labels
from handouts.model.page_parts import PLAIN_FOOTER as PLAIN_FOOTER
from handouts.model.page_parts import Footer as Footer
from handouts.model.page_parts import Header as Header
from handouts.model.puzzle_blocks import ClueList as ClueList
from handouts.model.puzzle_blocks import Clues as Clues
from handouts.model.puzzle_blocks import LetterGrid as LetterGrid
from handouts.model.puzzle_blocks import Ring as Ring
from handouts.model.puzzle_blocks import Square as Square
from handouts.model.table_blocks import Cell as Cell
from handouts.model.table_blocks import Table as Table
from handouts.model.table_blocks import first_columns as first_columns
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

ParaStyle = Literal["body", "kicker", "lead", "instruction", "small", "quote", "source", "answer", "end"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (title of the sheet, exactly one) to 3. Never left alone at the foot of a page."""

    level: Literal[1, 2, 3]
    content: Content
    src: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. `keep_next` keeps it on the page of what follows."""

    content: Content
    style: ParaStyle = "body"
    keep_next: bool = False
    src: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A grey box: bold title, then text."""

    title: str
    content: Content
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
    id: str = ""


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
    """Blocks that stay together on one page when they fit on one.

    With `lean` they take the last block before them along rather than stand on a page of their own.
    """

    blocks: tuple[Block, ...]
    src: str = ""
    lean: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks in `count` columns of even length, `gap_mm` apart; `rule` draws a line between them.

    Blocks that need the whole width, and those in `Wide`, stand across it and break the columns.
    """

    blocks: tuple[Block, ...]
    count: int = 2
    gap_mm: float = 8
    rule: bool = False
    src: str = ""


@dataclass(frozen=True, slots=True)
class Wide:
    """Blocks in the midst of columns that stand over the whole width."""

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
    | Letterhead
    | WritingLines
    | Box
    | ScoreBox
    | CutLine
    | QrCode
    | Columns
    | Wide
    | Keep
    | Space
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Document:
    """One printed sheet: what becomes one PDF file. `landscape` turns the paper; what is cut up is

    `one_sided`: printed on one side of the paper, with the same margins on all pages. `banner` stands in a dark band
    in the upper margin of every page.
    """

    language: str
    title: str
    blocks: tuple[Block, ...]
    footer: Footer = PLAIN_FOOTER
    author: str = ""
    subject: str = ""
    landscape: bool = False
    one_sided: bool = False
    banner: str = ""
    header: Header | None = None

    @property
    def flip(self) -> FlipEdge | None:
        """The edge on which the paper must be turned, when backs have to meet their fronts."""
        return next((block.flip for block in self.blocks if isinstance(block, FlashCards)), None)
