"""Grids of letters: squares to write in or with letters, rings around words, names of rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import atan2, cos, pi, sin

from handouts.model.document import Span
from handouts.model.press import MM
from handouts.model.puzzle_blocks import LetterGrid, Ring, RowColumn, column_name
from handouts.typeset.lines import Type
from handouts.typeset.pen import Pen, Point
from handouts.typeset.pieces import Piece, Text
from handouts.typeset.sheet import Sheet
from handouts.typeset.tagging import Elem

_EDGE, _RING, _FRAME = 0.7, 1.1, 0.9
_LETTER, _NUMBER, _SMALLEST = 0.56, 0.31, 5.5  # shares of a square's side, and points
# In large print: a square with a letter or to write in by the type's size, a number by its square.
_LARGE_SIDE, _LARGE_BLANK, _LARGE_NUMBER = 1.6, 2.0, 0.5
_LARGE_LETTER = 0.97  # of a square's side, the widest letter of a grid in large print at most
_NUMBER_INSET = (0.07, 0.05)
_ASIDE = 0.1  # of a side: a letter makes room for the number in its square
_LABEL = 5 * MM  # the margin in which rows and columns are named
_RING_WIDTH = 0.74  # of a square's side
_ARC = 8  # strokes of a half circle


@dataclass(eq=False, kw_only=True)
class GridPiece(Piece):
    """A grid, centred. `side` is that of a square; `owners` are the elements of squares and labels, if each has one."""

    sheet: Sheet
    block: LetterGrid
    width: float = 0
    side: float = 0
    least: float = 0
    figure: Elem | None = None
    owners: dict[RowColumn, Elem] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.height = self._rows * self.side + self._margin

    @property
    def _rows(self) -> int:
        return len(self.block.rows)

    @property
    def _margin(self) -> float:
        return _LABEL if self.block.labels else 0

    def squeeze(self, room: float) -> Piece | None:
        """Smaller squares, down to the least that can be written in."""
        side = (room - self._margin) / max(self._rows, 1)
        return replace(self, side=side) if side >= self.least - 0.01 else None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Tints, edges and rings as artifacts, or all as one figure; then numbers and letters row by row."""
        columns = len(self.block.rows[0])
        left = x + (self.width - columns * self.side - self._margin) / 2 + self._margin
        corner = (left, top - self._margin)
        if self.figure is None:
            pen.artifact()
        else:
            pen.mark(self.figure)
            box = (corner[0], corner[1] - self._rows * self.side, corner[0] + columns * self.side, corner[1])
            self.figure.attributes["BBox"] = [round(v, 2) for v in box]
        self._ground(pen, corner)
        if self.figure is None:
            pen.end()
        self._labels(pen, corner)
        self._letters(pen, corner)
        pen.end()

    def _ground(self, pen: Pen, corner: Point) -> None:
        block, side = self.block, self.side
        ringed = {place: None for ring in block.rings for place in squares_of(ring)}
        for row, column in ringed if not pen.black_only else ():
            low = (corner[0] + (column - 1) * side, corner[1] - row * side)
            pen.box(low, (side, side), fill=self.sheet.style.tint)
        if block.ruled:
            for row, squares in enumerate(block.rows, 1):
                for column, square in enumerate(squares):
                    if square is not None:
                        low = (corner[0] + column * side, corner[1] - row * side)
                        pen.box(low, (side, side), stroke="#000000", width=_EDGE)
        else:
            size = (len(block.rows[0]) * side, len(block.rows) * side)
            pen.box((corner[0], corner[1] - size[1]), size, stroke="#000000", width=_FRAME)
        for ring in block.rings:
            outline = _capsule(self._centre(corner, ring.start), self._centre(corner, ring.end), _RING_WIDTH * side / 2)
            pen.line(outline, "#000000", _RING)

    def _centre(self, corner: Point, place: RowColumn) -> Point:
        return corner[0] + (place[1] - 0.5) * self.side, corner[1] - (place[0] - 0.5) * self.side

    def _labels(self, pen: Pen, corner: Point) -> None:
        if not self.block.labels:
            return
        quiet = self.sheet.types["tiny"]
        for column in range(1, len(self.block.rows[0]) + 1):
            centre = (corner[0] + (column - 0.5) * self.side, corner[1] + _LABEL / 2)
            self._centred(pen, column_name(column), quiet, centre, self.owners.get((0, column)))
        for row in range(1, self._rows + 1):
            centre = (corner[0] - _LABEL / 2, corner[1] - (row - 0.5) * self.side)
            self._centred(pen, str(row), quiet, centre, self.owners.get((row, 0)))

    def _sizes(self) -> tuple[float, float]:
        """Of letters and of numbers: in large print that of its words, or what the square has room for."""
        if not self.sheet.style.single:
            return _LETTER * self.side, max(_NUMBER * self.side, _SMALLEST)
        body = self.sheet.style.size_body
        letters = {square.letter for squares in self.block.rows for square in squares if square and square.letter}
        kind = Type("sans", body, body, bold=self.block.ruled)
        widest = max((self.sheet.natural((Span(letter),), kind) for letter in letters), default=0)
        share = min(1.0, _LARGE_LETTER * self.side / widest) if widest else 1.0
        number = max((_NUMBER if letters else _LARGE_NUMBER) * self.side, _SMALLEST)
        return share * body, min(body, number)

    def _letters(self, pen: Pen, corner: Point) -> None:
        size, small = self._sizes()
        large = Type("sans", size, size * 1.2, bold=self.block.ruled)
        little = Type("sans", small, small * 1.15)
        for row, squares in enumerate(self.block.rows, 1):
            for column, square in enumerate(squares, 1):
                if square is None:
                    continue
                owner = self.owners.get((row, column), self.figure)
                if square.number:
                    number = self._set(square.number, little, owner)
                    dx, dy = (share * self.side for share in _NUMBER_INSET)
                    number.draw(pen, corner[0] + (column - 1) * self.side + dx, corner[1] - (row - 1) * self.side - dy)
                if square.letter:
                    middle = self._centre(corner, (row, column))
                    if square.number:
                        middle = middle[0] + _ASIDE * self.side, middle[1] - _ASIDE * self.side
                    self._centred(pen, square.letter, large, middle, owner)

    def _set(self, words: str, kind: Type, owner: Elem | None) -> Text:
        return self.sheet.label(words, kind, owner, self.src)

    def _centred(self, pen: Pen, words: str, kind: Type, centre: Point, owner: Elem | None) -> None:
        text = self._set(words, kind, owner)
        text.draw(pen, centre[0] - text.width / 2, centre[1] + text.height / 2)


def squares_of(ring: Ring) -> list[RowColumn]:
    """The squares from one end of a ring to the other."""
    (row, column), (last_row, last_column) = ring.start, ring.end
    length = max(abs(last_row - row), abs(last_column - column))
    down, right = (last_row > row) - (last_row < row), (last_column > column) - (last_column < column)
    return [(row + i * down, column + i * right) for i in range(length + 1)]


def _capsule(start: Point, end: Point, radius: float) -> list[Point]:
    """The outline of all that is near the line between two points: two half circles and what joins them."""
    turn = atan2(end[1] - start[1], end[0] - start[0])
    outline = []
    for centre, begin in ((end, turn - pi / 2), (start, turn + pi / 2)):
        for step in range(_ARC + 1):
            angle = begin + pi * step / _ARC
            outline.append((centre[0] + radius * cos(angle), centre[1] + radius * sin(angle)))
    return [*outline, outline[0]]


def letter_grid(sheet: Sheet, block: LetterGrid, parent: Elem) -> list[Piece]:
    """The grid: with letters a table, row by row; without any a figure, which its `alt` describes."""
    if not block.rows or not block.rows[0]:
        return []
    margin = _LABEL if block.labels else 0
    fits = (sheet.width - margin) / len(block.rows[0])
    tall = (sheet.height - margin) / len(block.rows)
    side = min(block.square_mm * MM, fits, tall)
    least = min(block.least_mm * MM, side)
    blank = not any(square and square.letter for row in block.rows for square in row)
    if sheet.style.single:
        wish = _LARGE_BLANK if blank else _LARGE_SIDE
        least = side = min(wish * sheet.style.size_body, fits, tall)
    piece = GridPiece(before=5, after=8, src=block.src, element="letter-grid", sheet=sheet, block=block, side=side)
    piece.width, piece.least = sheet.width, least
    if not blank:
        piece.owners = _table(block, parent)
    else:
        piece.figure = Elem(
            "Figure", parent, alt=block.alt, attributes={"O": "Layout", "Placement": "Block"}, needed=True
        )
    return [piece]


def _table(block: LetterGrid, parent: Elem) -> dict[RowColumn, Elem]:
    """An element for each square and label, by row and column from 1; 0 is the row or column of labels."""
    table = Elem("Table", parent, title=block.alt)
    owners: dict[RowColumn, Elem] = {}
    width = len(block.rows[0])
    if block.labels:
        _header(table, [(0, column) for column in range(width + 1)], owners, "Column")
    for row in range(1, len(block.rows) + 1):
        line = Elem("TR", table, needed=True)
        if block.labels:
            owners[row, 0] = _head_cell(line, "Row")
        for column in range(1, width + 1):
            owners[row, column] = Elem("TD", line, needed=True)
    return owners


def _header(table: Elem, places: Sequence[RowColumn], owners: dict[RowColumn, Elem], scope: str) -> None:
    line = Elem("TR", table, needed=True)
    for index, place in enumerate(places):
        owners[place] = _head_cell(line, scope) if index else Elem("TD", line, needed=True)


def _head_cell(line: Elem, scope: str) -> Elem:
    return Elem("TH", line, attributes={"O": "Table", "Scope": scope}, needed=True)
