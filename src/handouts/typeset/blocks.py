"""Which function sets which block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from handouts.model.document import (
    AnswerEntry,
    Band,
    Bank,
    Block,
    Box,
    Cards,
    Clues,
    Columns,
    CutLine,
    Definitions,
    FlashCards,
    FoldKey,
    Heading,
    Image,
    Keep,
    LetterGrid,
    Letterhead,
    ListBlock,
    Matching,
    NameBlock,
    Note,
    Ordering,
    PageBreak,
    Para,
    QrCode,
    Question,
    QuickKey,
    ReadingPassage,
    ScoreBox,
    SectionHead,
    Space,
    Table,
    TimelineChart,
    WallStrip,
    Wide,
    WriteDates,
    WriteEvents,
    WritingLines,
)
from handouts.model.press import MM
from handouts.typeset.answers import answer, quick_key
from handouts.typeset.blanks import write_dates, write_events
from handouts.typeset.boxes import bank, matching, ordering
from handouts.typeset.cards import cards
from handouts.typeset.chart import timeline
from handouts.typeset.clues import clues
from handouts.typeset.codes import cut_line, qr_code
from handouts.typeset.column_flow import ColumnPiece
from handouts.typeset.definitions import definitions
from handouts.typeset.drawing_boxes import box, score_box
from handouts.typeset.fitting import Fitted
from handouts.typeset.flash import flash_cards
from handouts.typeset.fold_key import fold_key
from handouts.typeset.items import lines, question, section
from handouts.typeset.letter_grid import GridPiece, letter_grid
from handouts.typeset.letterhead import letterhead
from handouts.typeset.name_block import name_block
from handouts.typeset.passage import passage
from handouts.typeset.pieces import Gap, Group, Piece, Text, Turn, stack
from handouts.typeset.prose import band, bullets, heading, image, note, para
from handouts.typeset.sheet import Sheet
from handouts.typeset.strip import strip
from handouts.typeset.table_widths import least_width
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
    for piece in whole:
        piece.lean = block.lean
    return whole


_LEAST_MATCHING = 100 * MM  # of the column that two columns side by side still fit in
# These need the whole width: they break columns they stand in.
PAGE_WIDE = (
    NameBlock,
    TimelineChart,
    WriteEvents,
    WriteDates,
    Cards,
    LetterGrid,
    Clues,
    QuickKey,
    FoldKey,
    CutLine,
    Wide,
)


def columns(sheet: Sheet, block: Columns, parent: Elem) -> list[Piece]:
    """The blocks in balanced columns; the columns end before a block that needs the whole width, and begin again."""
    gap = block.gap_mm * MM
    count = sheet.columns(block.count, gap)
    if count == 1:
        return set_blocks(sheet, block.blocks, parent)
    pitch = (sheet.width + gap) / count
    space = sheet.style.spacing
    model = ColumnPiece(before=4 * space, after=8 * space, src=block.src, element="columns", columns=[[]])
    pieces: list[Piece] = []
    wide_ones = _over_the_width(sheet, block.blocks, pitch - gap)
    for across, group in groupby(zip(wide_ones, block.blocks, strict=True), lambda pair: pair[0]):
        run = [inner for _, inner in group]
        if across:
            pieces += set_blocks(sheet, run, parent)
            continue
        with sheet.within(pitch - gap):
            parts = set_blocks(sheet, run, parent)
        if parts:
            rule = sheet.style.rule if block.rule else ""
            shape = {"count": count, "pitch": pitch, "gap": gap, "most": sheet.height, "rule": rule}
            pieces.append(replace(model, parts=parts, columns=[], **shape))  # type: ignore[arg-type]
    return pieces


def _over_the_width(sheet: Sheet, blocks: Sequence[Block], column: float) -> list[bool]:
    """Which blocks in columns stand over the whole width; what is kept with such a block goes along with it."""
    flags = [_across(sheet, block, column) for block in blocks]
    for index in range(len(blocks) - 2, -1, -1):
        flags[index] = flags[index] or (flags[index + 1] and _leads(blocks[index]))
    return flags


def _across(sheet: Sheet, block: Block, column: float) -> bool:
    if isinstance(block, Keep):
        return any(_across(sheet, inner, column) for inner in block.blocks)
    if isinstance(block, Matching):
        return column < _LEAST_MATCHING
    if isinstance(block, Table):
        return least_width(sheet, block) > column * block.width / 100
    return isinstance(block, PAGE_WIDE)


def _leads(block: Block) -> bool:
    """Whether a block is never parted from the one behind it."""
    return isinstance(block, (Heading, SectionHead)) or (
        isinstance(block, Para) and (block.keep_next or block.style in ("kicker", "instruction"))
    )


def wide(sheet: Sheet, block: Wide, parent: Elem) -> list[Piece]:
    """Blocks across the columns."""
    return set_blocks(sheet, block.blocks, parent)


def _solid(piece: Piece) -> Piece:
    """The piece, never to be cut."""
    if isinstance(piece, Text):
        piece.solid = True
    if isinstance(piece, (Text, Gap, Group)):
        return piece
    same = (piece.height, piece.before, piece.after, piece.keep_next, piece.src, piece.element, piece.anchor)
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
    Letterhead: letterhead,
    WritingLines: lines,
    Box: box,
    ScoreBox: score_box,
    CutLine: cut_line,
    QrCode: qr_code,
    Columns: columns,
    Wide: wide,
    Keep: keep,
    Space: space,
    PageBreak: page_break,
}


def set_blocks(sheet: Sheet, blocks: Sequence[Block], parent: Elem) -> list[Piece]:
    """All pieces of the blocks, in order; their structure goes below `parent`."""
    pieces: list[Piece] = []
    for block in blocks:
        made = _spaced(sheet, block, _SETTERS[type(block)](sheet, block, parent))
        if made and (name := getattr(block, "id", "")):
            made[0].anchor = name
        pieces += made
    return pieces


def _spaced(sheet: Sheet, block: Block, pieces: list[Piece]) -> list[Piece]:
    """The pieces with the white space of the print; those that hold other blocks have it already."""
    factor = sheet.style.spacing
    if factor != 1 and not isinstance(block, (Keep, Columns, Wide)):
        for piece in pieces:
            piece.before, piece.after = factor * piece.before, factor * piece.after
    return pieces
