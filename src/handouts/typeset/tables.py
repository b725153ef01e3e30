"""Tables: cells wrap, header rows repeat on every page, rows are never cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from handouts.model.document import Cell, Table
from handouts.typeset.answer_marks import TICK, figure, tick
from handouts.typeset.lines import Type
from handouts.typeset.pen import Pen
from handouts.typeset.pieces import Piece, Text
from handouts.typeset.sheet import MM, Sheet
from handouts.typeset.table_widths import fitted_columns
from handouts.typeset.tagging import Elem

PAD_X, _PAD_Y = 5.0, 3.2
_DENSE = (3.0, 1.4)
_DENSE_SMALLER, _DENSE_LEADING = 1.0, 1.2  # than small type; of its own size
_HAIR = 0.4
_LEAST = 2  # rows on either side of a page turn, where there are enough


@dataclass(eq=False, slots=True)
class Row:
    """A row of set cells. Its height is what they need, or more. `ticks` are what ticked cells say, by their column."""

    cells: Sequence[Text]
    height: float
    header: bool = False
    pad: tuple[float, float] = (PAD_X, _PAD_Y)
    ticks: Mapping[int, Elem] = field(default_factory=dict)

    @property
    def least(self) -> float:
        """What the cells need."""
        return max((cell.height for cell in self.cells), default=0) + 2 * self.pad[1]

    def cut(self, room: float) -> tuple[Row, Row] | None:
        """The lines of all cells that fit in the room, and the others; None when there is not one."""
        left = room - 2 * self.pad[1]
        fits = [min(int((left + 0.01) / cell.type.leading), len(cell.lines)) for cell in self.cells]
        if max(fits, default=0) < 1:
            return None
        pairs = list(zip(self.cells, fits, strict=True))
        above = replace(self, cells=[replace(cell, lines=cell.lines[:fit]) for cell, fit in pairs])
        below = replace(self, cells=[replace(cell, lines=cell.lines[fit:]) for cell, fit in pairs], ticks={})
        return replace(above, height=above.least), replace(below, height=below.least)


@dataclass(eq=False)
class TablePiece(Piece):
    """A table, or the rows of it on one page. `again` says that its header was printed before."""

    head: Sequence[Row] = ()
    rows: Sequence[Row] = ()
    widths: Sequence[float] = ()
    grid: bool = True
    rule: str = "#8c8c8c"
    tint: str = "#efefef"
    again: bool = False
    answer: str = ""

    def __post_init__(self) -> None:
        self.height = sum(row.height for row in (*self.head, *self.rows))

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Tints and rules as artifacts, then the cells row by row."""
        self._ground(pen, x, top)
        for row in self.head:
            self._cells(pen, row, x, top, artifact=self.again)
            top -= row.height
        for row in self.rows:
            self._cells(pen, row, x, top, artifact=False)
            top -= row.height

    def _ground(self, pen: Pen, x: float, top: float) -> None:
        pen.artifact()
        total = sum(self.widths)
        head = sum(row.height for row in self.head)
        if head:
            pen.box((x, top - head), (total, head), fill=self.tint)
        y = top
        for row in (*self.head, *self.rows):
            if self.grid or row is not (self.head or self.rows)[0]:
                pen.rule(x, y, x + total, self.rule, _HAIR)
            y -= row.height
        pen.rule(x, y, x + total, self.rule, _HAIR)
        if self.grid:
            edge = x
            for width in (0.0, *self.widths):
                edge += width
                pen.line([(edge, top), (edge, y)], self.rule, _HAIR)
        pen.end()

    def _cells(self, pen: Pen, row: Row, x: float, top: float, artifact: bool) -> None:
        for column, (width, cell) in enumerate(zip(self.widths, row.cells, strict=False)):
            shown = replace(cell, elem=None) if artifact else cell
            shown.draw(pen, x + row.pad[0], top - row.pad[1])
            if column in row.ticks:
                tick(row.ticks[column], self.answer).draw(pen, x + (width - TICK) / 2, top - (row.height - TICK) / 2)
            x += width

    def squeeze(self, room: float) -> Piece | None:
        """Lower rows, all as high as each other or as their words need, when that puts the table on the page."""
        left = room - sum(row.height for row in self.head)
        if sum(row.least for row in self.rows) > left:
            return None
        fixed: list[float] = []
        for least in sorted((row.least for row in self.rows), reverse=True):
            each = (left - sum(fixed)) / (len(self.rows) - len(fixed))
            if least <= each:
                return replace(self, rows=[replace(row, height=max(row.least, each)) for row in self.rows])
            fixed.append(least)
        return replace(self, rows=[replace(row, height=row.least) for row in self.rows])

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Cut between rows; the header is printed again above the rest."""
        used = sum(row.height for row in self.head)
        fit = 0
        while fit < len(self.rows) and used + self.rows[fit].height <= room + 0.01:
            used += self.rows[fit].height
            fit += 1
        least = min(_LEAST, len(self.rows) // 2)
        fit = min(fit, len(self.rows) - least)
        if fit < max(least, 1) or fit >= len(self.rows):
            return None
        head = replace(self, rows=self.rows[:fit], after=0, keep_next=False)
        return head, replace(self, rows=self.rows[fit:], before=0, again=bool(self.head))

    def cut(self, room: float) -> tuple[Piece, Piece] | None:
        """Between rows, or through a row that is higher than the room: the lines that fit, then the others."""
        halves = self.split(room)
        if halves is not None or not self.rows:
            return halves
        parts = self.rows[0].cut(room - sum(row.height for row in self.head))
        if parts is None:
            return None
        head = replace(self, rows=parts[:1], after=0, keep_next=False)
        return head, replace(self, rows=[parts[1], *self.rows[1:]], before=0, again=bool(self.head))


def table(sheet: Sheet, block: Table, parent: Elem) -> list[Piece]:
    """A table over its part of the width. Short rows are filled up with empty cells."""
    count = max((len(row) for row in block.rows), default=0)
    if not count:
        return []
    shares = [*block.widths[:count], *[1.0] * (count - len(block.widths))]
    width = sheet.width * block.width / 100
    size, pad = (_dense(sheet), _DENSE) if block.dense else ("body", (PAD_X, _PAD_Y))
    widths, size, pad = fitted_columns(sheet, block, [width * share / sum(shares) for share in shares], size, pad)
    elem = Elem("Table", parent)
    rows = [
        table_row(
            sheet, [*row, *[Cell(())] * (count - len(row))], widths, elem, n < block.header_rows, block.src, size, pad
        )
        for n, row in enumerate(block.rows)
    ]
    head, body = rows[: block.header_rows], rows[block.header_rows :]
    if not body:
        head, body = [], rows
    body = [replace(row, height=max(row.height, block.row_mm * sheet.style.hand * MM)) for row in body]
    return [_piece(sheet, head, body, widths, block.grid, block.src)]


def _piece(sheet: Sheet, head: list[Row], body: list[Row], widths: list[float], grid: bool, src: str) -> TablePiece:
    return TablePiece(
        before=5,
        after=9,
        src=src,
        element="table",
        head=head,
        rows=body,
        widths=widths,
        grid=grid,
        rule=sheet.style.rule,
        tint=sheet.style.tint,
        answer=sheet.style.answer,
    )


def _dense(sheet: Sheet) -> Type:
    small = sheet.types["small-black"]
    size = small.size - (0 if sheet.style.single else _DENSE_SMALLER)
    return replace(small, size=size, leading=round(size * _DENSE_LEADING, 2))


def table_row(
    sheet: Sheet,
    cells: Sequence[Cell],
    widths: Sequence[float],
    table: Elem,
    header: bool,
    src: str,
    size: str | Type = "body",
    pad: tuple[float, float] = (PAD_X, _PAD_Y),
) -> Row:
    """One row set in its columns' widths, with its structure."""
    line = Elem("TR", table, needed=True)
    set_cells: list[Text] = []
    ticks: dict[int, Elem] = {}
    base = sheet.types[size] if isinstance(size, str) else size
    for cell, width in zip(cells, widths, strict=False):
        scope = "Column" if header else "Row"
        attributes: dict[str, str | list[float]] = {"O": "Table", "Scope": scope} if cell.header else {}
        elem = Elem("TH" if cell.header else "TD", line, attributes=attributes, needed=True)
        kind = replace(base, bold=cell.header, align=cell.align)
        if cell.spoken:
            ticks[len(set_cells)] = figure(elem, cell.spoken)
        set_cells.append(sheet.text(cell.content, kind, width - 2 * pad[0], elem, src))
    row = Row(set_cells, 0, header, pad, ticks)
    return replace(row, height=row.least)
