"""Lines to cut along, and QR codes drawn as squares."""

from __future__ import annotations

from dataclasses import replace

from handouts.model.document import CutLine, QrCode, Span
from handouts.model.press import MM
from handouts.typeset import marks
from handouts.typeset.pen import Pen
from handouts.typeset.pieces import Group, Mark, Piece, Text, extent
from handouts.typeset.sheet import Sheet
from handouts.typeset.tagging import Elem

_TALL = 5 * MM  # of a line to cut along, scissors included
_AROUND = 3 * MM  # between the line and its words
_SCISSORS_AT = 6 * MM
_LEAST_SQUARE = 0.4 * MM  # smaller ones are lost in the copier
_QUIET = 4  # white squares around a code
_OVERLAP = 0.05  # of a point, so that no hair of white shows between rows
_BESIDE = 4 * MM


def cut_line(sheet: Sheet, block: CutLine, parent: Elem) -> list[Piece]:
    """Dashes over the full width, scissors at the left, the words in a space left for them."""
    label = Text()
    if block.label:
        quiet = replace(sheet.types["aside"], color="#000000")
        label = sheet.text((Span(block.label),), quiet, sheet.width - 60, Elem("P", parent), block.src)
    wide = max((line.width for line in label.lines), default=0)
    height = max(_TALL, label.height)
    start, end = (sheet.width - wide) / 2 - _AROUND, (sheet.width + wide) / 2 + _AROUND

    def paint(pen: Pen, x: float, top: float) -> None:
        y = top - height / 2
        spans = [(0.0, start), (end, sheet.width)] if wide else [(0.0, sheet.width)]
        for left, right in spans:
            marks.cut_line(pen, (x + left, y), (x + right, y))
        marks.scissors(pen, (x + _SCISSORS_AT, y))

    parts: list[tuple[float, float, Piece]] = [(0, 0, Mark(height, paint=paint))]
    if wide:
        parts.append((start + _AROUND, (height - label.height) / 2, label))
    return [Group(height, 6, 6, src=block.src, element="cut-line", parts=parts)]


def qr_code(sheet: Sheet, block: QrCode, parent: Elem) -> list[Piece]:
    """The code as a figure; its caption stands beside it, below one in the middle."""
    rows = modules(block.value)
    side = min(max(block.size_mm * MM, (len(rows) + 2 * _QUIET) * _LEAST_SQUARE), sheet.width)
    elem = Elem("Figure", parent, alt=block.alt, attributes={"O": "Layout", "Placement": "Block"})
    code = _squares(rows, side, elem)
    x = {"left": 0.0, "center": (sheet.width - side) / 2, "right": sheet.width - side}[block.align]
    parts: list[tuple[float, float, Piece]] = [(x, 0, code)]
    if block.caption:
        kind = replace(sheet.types["small-black"], align=block.align)
        room = sheet.width if block.align == "center" else sheet.width - side - _BESIDE
        text = sheet.text(block.caption, kind, room, Elem("P", parent), block.src)
        left = side + _BESIDE if block.align == "left" else 0.0
        parts.append((left, side if block.align == "center" else max(0.0, (side - text.height) / 2), text))
    return [Group(extent(parts), 6, 8, src=block.src, element="qr", parts=parts)]


def _squares(rows: list[list[bool]], side: float, elem: Elem) -> Mark:
    def paint(pen: Pen, x: float, top: float) -> None:
        elem.attributes["BBox"] = [round(v, 2) for v in (x, top - side, x + side, top)]
        squares(pen, rows, (x, top - side), side)

    return Mark(side, paint=paint, elem=elem)


def squares(pen: Pen, rows: list[list[bool]], corner: tuple[float, float], side: float) -> None:
    """Draw a code with its quiet zone from its lower left corner."""
    pitch = side / (len(rows) + 2 * _QUIET)
    x, top = corner[0], corner[1] + side
    corners, sizes = [], []
    for number, row in enumerate(rows):
        y = top - (number + 1 + _QUIET) * pitch
        for first, length in _runs(row):
            corners.append((x + (first + _QUIET) * pitch, y - _OVERLAP))
            sizes.append((length * pitch, pitch + _OVERLAP))
    pen.squares(corners, sizes, "#000000")


def modules(value: str) -> list[list[bool]]:
    """The dark squares of the code of `value`, row by row."""
    from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QR8bitByte(value))
    code.make()
    count = code.getModuleCount()
    return [[bool(code.isDark(row, column)) for column in range(count)] for row in range(count)]


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Dark squares beside one another: (first, how many)."""
    runs: list[tuple[int, int]] = []
    for column, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == column:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((column, 1))
    return runs
