"""The quick key to fold: rows of number and answer in narrow columns, fold lines between, a frame to cut along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handouts.model.document import FoldKey, FoldPart, Span
from handouts.model.press import MM
from handouts.typeset.pen import Pen
from handouts.typeset.pieces import Group, Mark, Piece
from handouts.typeset.sheet import Sheet
from handouts.typeset.tagging import Elem

_INNER = 3 * MM  # between a fold line and the words beside it
_NUMBER = 7 * MM
_ROW_PAD = 1.3
_BEFORE_TITLE = 5.0
_DASH = (4, 3)
_TICK = 2.5 * MM  # how far fold lines reach out of the frame
_STEPS = 24


def fold_key(sheet: Sheet, block: FoldKey, parent: Elem) -> list[Piece]:
    """The strip in one piece; its columns are as even as the rows allow, and no heading ends one."""
    pitch = sheet.width / block.columns
    units: list[Piece] = []
    for part in block.parts:
        units += _part(sheet, part, pitch - 2 * _INNER, parent, block.src)
    band, head = _head(sheet, block, parent)
    columns = _columns(units, block.columns)
    tallest = max((_height(column) for column in columns), default=0)
    top = head + 2 * MM
    whole = top + tallest + 2 * MM
    placed: list[tuple[float, float, Piece]] = [(0, 0, _lines(sheet, block.columns, head, whole)), *band]
    for number, column in enumerate(columns):
        y = top
        for place, unit in enumerate(column):
            y += unit.before if place else 0
            placed.append((number * pitch + _INNER, y, unit))
            y += unit.height
    return [Group(whole, _TICK + 2 * MM, _TICK + 2 * MM, src=block.src, element="fold key", parts=placed)]


def _head(sheet: Sheet, block: FoldKey, parent: Elem) -> tuple[list[tuple[float, float, Piece]], float]:
    white = replace(sheet.types["bold"], color=sheet.on_dark)
    left = sheet.label(block.left, white, Elem("P", parent), block.src)
    height = left.height + 1.5 * MM
    box = sheet.plate(sheet.width, height, 0, sheet.style.dark)
    placed: list[tuple[float, float, Piece]] = [(0, 0, box), (_INNER, 0.75 * MM, left)]
    if block.right:
        right = sheet.label(block.right, replace(white, bold=False), Elem("P", parent), block.src)
        placed.append((sheet.width - _INNER - right.width, 0.75 * MM, right))
    return placed, height


def _part(sheet: Sheet, part: FoldPart, width: float, parent: Elem, src: str) -> list[Piece]:
    """The title with the first row, then the other rows."""
    title = sheet.text(
        (Span(part.title),), replace(sheet.types["small-black"], bold=True), width, Elem("P", parent), src
    )
    listed = Elem("L", parent, attributes={"O": "List", "ListNumbering": "Decimal"})
    rows = [_row(sheet, row, width, listed, src) for row in part.rows]
    down = title.height + 1
    first = rows[0].parts
    parts = [(0.0, 0.0, title), *((x, y + down, piece) for x, y, piece in first)]
    return [Group(rows[0].height + down, _BEFORE_TITLE, parts=parts), *rows[1:]]


def _row(sheet: Sheet, row: tuple[str, str], width: float, parent: Elem, src: str) -> Group:
    number, answer = row
    item = Elem("LI", parent)
    small = sheet.types["small-black"]
    label = sheet.label(number, small, Elem("Lbl", item), src)
    kind = "bold" if len(answer) <= 2 else replace(small, bold=True)
    text = sheet.text((Span(answer),), kind, width - _NUMBER, Elem("LBody", item), src)
    height = text.height + 2 * _ROW_PAD
    drop = _ROW_PAD + (min(text.height, text.type.leading) - label.height) / 2
    rule = Mark(paint=lambda pen, x, top: pen.rule(x, top - height, x + width, sheet.style.rule, 0.3))
    return Group(height, parts=((0, 0, rule), (0, drop, label), (_NUMBER, _ROW_PAD, text)))


def _height(column: Sequence[Piece]) -> float:
    return sum(unit.height + (unit.before if place else 0) for place, unit in enumerate(column))


def _columns(units: Sequence[Piece], most: int) -> list[list[Piece]]:
    """The units in order, in at most `most` columns of the least height that holds them."""
    low, high = max((u.height for u in units), default=0.0), _height(units)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(units, middle)) <= most else (middle, high)
    return _filled(units, high)


def _filled(units: Sequence[Piece], room: float) -> list[list[Piece]]:
    columns: list[list[Piece]] = [[]]
    for unit in units:
        if columns[-1] and _height([*columns[-1], unit]) > room + 0.01:
            columns.append([])
        columns[-1].append(unit)
    return columns


def _lines(sheet: Sheet, columns: int, head: float, whole: float) -> Mark:
    def paint(pen: Pen, x: float, top: float) -> None:
        pen.box((x, top - whole), (sheet.width, whole), stroke="#000000", width=0.8)
        for number in range(1, columns):
            at = x + number * sheet.width / columns
            pen.line([(at, top - head), (at, top - whole - _TICK)], "#000000", 0.5, _DASH)
            pen.line([(at, top + _TICK), (at, top)], "#000000", 0.5)

    return Mark(whole, paint=paint)
