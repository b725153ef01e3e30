"""The head of a worksheet that pupils fill in: rows of labels and rules, and the box for the score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from handouts.model.document import NameBlock, NameField, Span
from handouts.model.press import MM
from handouts.typeset.names import fit_name
from handouts.typeset.pen import Pen
from handouts.typeset.pieces import Group, Mark, Piece, Text, baseline
from handouts.typeset.sheet import Sheet
from handouts.typeset.tagging import Elem

Placements = list[tuple[float, float, Piece]]
Rows = Sequence[Sequence[NameField]]
Cell = tuple[int, int]  # row and column

_NAME_PITCH = 7.6 * MM
_SCORE_WIDTH = 25 * MM
_SCORE_HEIGHT = 15 * MM
_SCORE_GAP = 6 * MM
_TO_SCORE = 1.0  # lines between the words in the box for the score, in large print
_FIELD_GAP = 4 * MM
_VALUE_INSET, _VALUE_OVER = 3, 3.2  # points from the rule's start, and above it
_TO_WRITE = 7  # least room to write in of a field, of the type's size


def name_block(sheet: Sheet, block: NameBlock, parent: Elem) -> list[Piece]:
    """Rows of labels and rules; a box for the score at the right."""
    score = _score(sheet, block)
    width = sheet.width - (score[0] + _SCORE_GAP if score else 0)
    rows = _roomy_rows(sheet, block, width)
    order = list(_reading_order(rows))
    labels = {(r, c): sheet.label(rows[r][c].label, "body", Elem("P", parent), block.src) for r, c in order}
    placed: Placements = []
    for cell in order:
        placed += _field(sheet, rows, labels, cell, width)
    height = len(rows) * _pitch(sheet)
    if score:
        wide, least, words = score
        height = max(height, least)
        for _, _, text in words:
            text.elem = Elem("P", parent)
        placed.append((sheet.width - wide, 0, sheet.frame(wide, height, 0, stroke="#000000")))
        placed += [(sheet.width - wide + x, y if y >= 0 else height + y, text) for x, y, text in words]
    return [Group(height, 4, 8, src=block.src, element="name block", parts=placed)]


def _roomy_rows(sheet: Sheet, block: NameBlock, width: float) -> Rows:
    """The rows, or every field on a row of its own where one would have no room to write in."""
    least = _TO_WRITE * sheet.types["body"].size
    for row in block.rows:
        shares = sum(field.share for field in row) or 1
        room = width - _FIELD_GAP * (len(row) - 1)
        for field in (each for each in row if each.kind != "heading"):
            if room * field.share / shares - sheet.natural((Span(field.label),), "body", block.src) < least:
                fields = (block.rows[r][c] for r, c in _reading_order(block.rows))
                return tuple((each,) for each in fields if each.label or each.kind != "heading")
    return block.rows


def _reading_order(rows: Rows) -> Iterator[Cell]:
    """The fields row by row; those of the members of a group down one column after the other, as they are numbered."""
    for listed, run in groupby(range(len(rows)), lambda r: any(field.kind == "member" for field in rows[r])):
        cells = [(r, c) for r in run for c in range(len(rows[r]))]
        yield from sorted(cells, key=lambda cell: cell[1]) if listed else cells


def _pitch(sheet: Sheet) -> float:
    return max(_NAME_PITCH * sheet.style.hand, 1.2 * sheet.types["body"].leading)


def _column_label(rows: Rows, labels: dict[Cell, Text], cell: Cell) -> float:
    """Labels above one another share a width, when the rows have the same number of fields of the same kind."""
    kinds = [[field.kind for field in fields] for fields in rows]
    same = (r for r, kind in enumerate(kinds) if kind == kinds[cell[0]])
    return max(labels[r, cell[1]].width for r in same)


def _field(sheet: Sheet, rows: Rows, labels: dict[Cell, Text], cell: Cell, width: float) -> Placements:
    """A label and its rule, with what stands on it already."""
    row, (number, column) = rows[cell[0]], cell
    field, label = row[column], labels[cell]
    shares = sum(each.share for each in row) or 1
    room = width - _FIELD_GAP * (len(row) - 1)
    x = room * sum(each.share for each in row[:column]) / shares + column * _FIELD_GAP
    start = _column_label(rows, labels, cell) + 2.5 * MM
    top = (number + 1) * _pitch(sheet) - label.height
    rest = room * field.share / shares - start
    placed: Placements = [(x, top, label)]
    if field.kind != "heading":
        placed.append((x + start, top + baseline(label.type) + 1.6, _to_fill(sheet, field, rest)))
    if field.filled:
        placed.append((x + start + _VALUE_INSET, top, _value(sheet, field, rest, label)))
    return placed


def _to_fill(sheet: Sheet, field: NameField, width: float) -> Mark:
    """The rule of a field; the pen remembers those that a class pack fills."""
    size = sheet.types["body"].size

    def paint(pen: Pen, x: float, top: float) -> None:
        pen.rule(x, top, x + width)
        if field.fill:
            pen.field(field.fill, x + _VALUE_INSET, top + _VALUE_OVER, width - _VALUE_INSET, size)

    return Mark(paint=paint)


def _value(sheet: Sheet, field: NameField, width: float, label: Text) -> Text:
    """What stands on the rule already, in letters small enough for it; the end is left out where nothing else helps."""
    kind, room = replace(sheet.types["body"], bold=True), width - _VALUE_INSET
    text, size = fit_name(sheet.book, field.filled, kind, room)
    sheet.added.append(text)
    fitted = replace(kind, size=size, leading=label.type.leading)
    return sheet.label(text, fitted, label.elem)


def _score(sheet: Sheet, block: NameBlock) -> tuple[float, float, list[tuple[float, float, Text]]] | None:
    """The box for the score: its width, its least height, and its words; those at its foot have a place below 0.

    None when there is no such box.
    """
    if not block.score_label and not block.score_of:
        return None
    words: list[tuple[float, float, Text]] = []
    wide = _SCORE_WIDTH
    if block.score_label:
        label = sheet.label(block.score_label, "aside", None, block.src)
        words.append((4, 2, label))
        wide = max(wide, label.width + 8)
    if block.score_of:
        total = sheet.label(block.score_of, "small-black", None, block.src)
        wide = max(wide, total.width + 9)
        words.append((wide - 5 - total.width, -total.height - 2, total))
    to_write = _TO_SCORE * sheet.types["body"].leading if sheet.style.single else 0
    return wide, max(_SCORE_HEIGHT, sum(text.height for *_, text in words) + 4 + to_write), words
