"""Which function sets which block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from handouts.model.document import (
    AnswerEntry,
    Band,
    Bank,
    Block,
    Cards,
    Clues,
    Definitions,
    FlashCards,
    FoldKey,
    Heading,
    Image,
    Keep,
    LetterGrid,
    ListBlock,
    Matching,
    NameBlock,
    Note,
    Ordering,
    PageBreak,
    Para,
    Question,
    QuickKey,
    ReadingPassage,
    SectionHead,
    Space,
    Table,
    TimelineChart,
    WallStrip,
    WriteDates,
    WriteEvents,
)
from handouts.typeset.answers import answer, quick_key
from handouts.typeset.blanks import write_dates, write_events
from handouts.typeset.boxes import bank, matching, name_block, ordering
from handouts.typeset.cards import cards
from handouts.typeset.chart import timeline
from handouts.typeset.clues import clues
from handouts.typeset.definitions import definitions
from handouts.typeset.fitting import Fitted
from handouts.typeset.flash import flash_cards
from handouts.typeset.fold_key import fold_key
from handouts.typeset.items import question, section
from handouts.typeset.letter_grid import GridPiece, letter_grid
from handouts.typeset.passage import passage
from handouts.typeset.pieces import Gap, Group, Piece, Text, Turn, stack
from handouts.typeset.prose import band, bullets, heading, image, note, para
from handouts.typeset.sheet import Sheet
from handouts.typeset.strip import strip
from handouts.typeset.tables import table
from handouts.typeset.tagging import Elem

Setter = Callable[[Sheet, Any, Elem], list[Piece]]


def space(sheet: Sheet, block: Space, parent: Elem) -> list[Piece]:
    """White space."""
    return [Gap(block.height, src=block.src)]


def page_break(sheet: Sheet, block: PageBreak, parent: Elem) -> list[Piece]:
    """A new page."""
    return [Turn(src=block.src)]


def keep(sheet: Sheet, block: Keep, parent: Elem) -> list[Piece]:
    """The blocks' pieces chained to one another, when they fit on a page together; a grid shrinks for the others."""
    pieces = set_blocks(sheet, block.blocks, parent)
    if any(isinstance(p, GridPiece) for p in pieces) and not any(isinstance(p, Gap) for p in pieces):
        return [Fitted(src=block.src, element="keep", parts=pieces)]
    placed = stack(pieces)
    if not placed or placed[-1][1] + pieces[-1].height > sheet.height or any(isinstance(p, Turn) for p in pieces):
        return pieces
    whole = [_solid(piece) for piece in pieces]
    for piece in whole[:-1]:
        piece.keep_next = True
    return whole


def _solid(piece: Piece) -> Piece:
    """The piece, never to be cut."""
    if isinstance(piece, Text):
        piece.solid = True
    if isinstance(piece, (Text, Gap, Group)):
        return piece
    same = (piece.height, piece.before, piece.after, piece.keep_next, piece.src, piece.element)
    return Group(*same, parts=((0, 0, piece),))


_SETTERS: dict[type, Setter] = {
    Heading: heading,
    Para: para,
    Note: note,
    ListBlock: bullets,
    Image: image,
    ReadingPassage: passage,
    SectionHead: section,
    Question: question,
    Bank: bank,
    Matching: matching,
    Ordering: ordering,
    NameBlock: name_block,
    Table: table,
    Definitions: definitions,
    TimelineChart: timeline,
    WriteEvents: write_events,
    WriteDates: write_dates,
    Cards: cards,
    LetterGrid: letter_grid,
    Clues: clues,
    WallStrip: strip,
    FlashCards: flash_cards,
    Band: band,
    QuickKey: quick_key,
    FoldKey: fold_key,
    AnswerEntry: answer,
    Keep: keep,
    Space: space,
    PageBreak: page_break,
}


def set_blocks(sheet: Sheet, blocks: Sequence[Block], parent: Elem) -> list[Piece]:
    """All pieces of the blocks, in order; their structure goes below `parent`."""
    return [piece for block in blocks for piece in _spaced(sheet, block, _SETTERS[type(block)](sheet, block, parent))]


def _spaced(sheet: Sheet, block: Block, pieces: list[Piece]) -> list[Piece]:
    """The pieces with the white space of the print; those that hold other blocks have it already."""
    factor = sheet.style.spacing
    if factor != 1 and not isinstance(block, Keep):
        for piece in pieces:
            piece.before, piece.after = factor * piece.before, factor * piece.after
    return pieces
