"""Pages for the teacher: the quick key as a strip to fold, and the entries of the key."""

from __future__ import annotations

from dataclasses import replace

from handouts.model.document import AnswerEntry, Cell, QuickKey, Span
from handouts.model.press import MM
from handouts.typeset.packing import even_rows
from handouts.typeset.pieces import Group, Mark, Piece, Text, baseline, extent
from handouts.typeset.prose import para
from handouts.typeset.sheet import Sheet, dotted
from handouts.typeset.table_widths import PAD_X
from handouts.typeset.tables import TablePiece, table_row
from handouts.typeset.tagging import Elem

_ACROSS = 12  # cells in a row of the strip
_WIDEST = 0.4  # of the width, at most, for one cell
_NARROWEST = 18
_PLACE_SHARE = 0.42  # of the width, at most, for the place of the evidence
_CUT_DASH = (4, 3)


def quick_key(sheet: Sheet, block: QuickKey, parent: Elem) -> list[Piece]:
    """Rows of cells, number above answer; below the last a dashed line to cut or fold along."""
    least = [_least(sheet, cell, block.src) for cell in block.cells]
    pieces: list[Piece] = []
    if not block.cells:
        return []
    rows = even_rows(least, sheet.width, most=_ACROSS)
    unit = sheet.width / max(len(row) for row in rows)
    alike = max(least) <= unit
    for row in rows:
        spare = (sheet.width - sum(least[index] for index in row)) / len(row)
        widths = [unit if alike else least[index] + spare for index in row]
        elem = Elem("Table", parent)
        heads = [Cell((Span(block.cells[index][0]),), header=True, align="center") for index in row]
        answers = [Cell((Span(block.cells[index][1]),), align="center") for index in row]
        head = table_row(sheet, heads, widths, elem, True, block.src, "small-black")
        body = table_row(sheet, answers, widths, elem, False, block.src)
        pieces.append(_strip(sheet, TablePiece(head=[head], rows=[body], widths=widths), block.src))
    pieces[0].before = 3
    pieces.append(_cut_line(sheet))
    return pieces


def _strip(sheet: Sheet, piece: TablePiece, src: str) -> TablePiece:
    piece.rule, piece.tint = sheet.style.rule, sheet.style.tint
    piece.after, piece.keep_next = 4, True
    piece.src, piece.element = src, "quick key"
    return piece


def _least(sheet: Sheet, cell: tuple[str, str], src: str) -> float:
    """The least width of a cell: its text on one line, within reason."""
    number, short = (
        sheet.natural((Span(cell[0], bold=True),), "small", src),
        sheet.natural((Span(cell[1]),), "body", src),
    )
    return min(max(number, short, _NARROWEST) + 2 * PAD_X + 1, _WIDEST * sheet.width)


def _cut_line(sheet: Sheet) -> Piece:
    rule = sheet.style.rule
    return Mark(
        height=1,
        before=9,
        after=11,
        paint=lambda pen, x, top: pen.rule(x, top, x + sheet.width, rule, 0.6, _CUT_DASH),
    )


def answer(sheet: Sheet, block: AnswerEntry, parent: Elem) -> list[Piece]:
    """Number hanging, answer bold, place at the right on the same line; then the paragraphs, kept with it."""
    elem = Elem("P", parent)
    number = sheet.label(dotted(block.number) + " ", "bold", elem, block.src)
    hang = sheet.hang(number)
    place = _place(sheet, block)
    room = sheet.width - hang - (place.width + 4 * MM if block.place else 0)
    text = sheet.text(block.answer, "bold", room, elem, block.src)
    placed: list[tuple[float, float, Piece]] = [(0, 0, number), (hang, 0, text)]
    if block.place:
        place.elem = Elem("P", parent)
        drop = baseline(text.type) - baseline(place.type)
        placed.append((sheet.width - place.width, drop, place))
    head = Group(extent(placed), 5, 1, bool(block.body), block.src, "answer", parts=placed)
    pieces: list[Piece] = [head]
    for part in block.body:
        inner = [p for p in para(sheet, part, parent, sheet.width - hang - 8 * MM) if isinstance(p, Text)]
        pieces += [_indented(piece, hang) for piece in inner]
    pieces[-1].after = 5
    return pieces


def _place(sheet: Sheet, block: AnswerEntry) -> Text:
    quiet = replace(sheet.types["small"], color=sheet.style.accent, leading=sheet.types["body"].leading, align="right")
    natural = sheet.natural((Span(block.place),), "small", block.src)
    width = min(natural + 0.5, _PLACE_SHARE * sheet.width)
    return sheet.text((Span(block.place),), quiet, width, None, block.src)


def _indented(text: Text, hang: float) -> Piece:
    """The paragraph further in, in one piece."""
    same = {"before": 1, "after": 1, "keep_next": text.keep_next, "src": text.src, "element": "answer"}
    return Group(text.height, parts=((hang, 0, text),), **same)  # type: ignore[arg-type]
