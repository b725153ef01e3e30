"""Tables: cells wrap, header rows repeat on every page, rows are cut only when no page holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handouts.model.document import Cell, Table, first_columns
from handouts.model.press import MM
from handouts.typeset.answer_marks import TICK, figure, tick
from handouts.typeset.lines import Type
from handouts.typeset.pen import Pen
from handouts.typeset.pieces import Piece
from handouts.typeset.sheet import Sheet
from handouts.typeset.table_reflow import reflowed, set_columns
from handouts.typeset.table_rows import Row, SetCell, cut_rows, joined, stretch
from handouts.typeset.table_widths import PAD_X, PAD_Y
from handouts.typeset.tagging import Attributes, Elem

_HAIR = 0.4
_LEAST = 2  # rows on either side of a page turn, where there are enough


@dataclass(eq=False)
class TablePiece(Piece):
    """A table, or the rows of it on one page. `again` says that its header was printed before."""

    head: Sequence[Row] = ()
    rows: Sequence[Row] = ()
    widths: Sequence[float] = ()
    grid: bool = True
    rules: bool = True
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
        y = top - head
        for row in self.rows:
            if row.tinted:
                pen.box((x, y - row.height), (total, row.height), fill=self.tint)
            y -= row.height
        if not self.grid and not self.rules:
            pass
        elif any(cell.colspan > 1 or cell.rowspan > 1 for row in (*self.head, *self.rows) for cell in row.cells):
            self._frames(pen, x, top)
        else:
            self._rules(pen, x, top, y)
        pen.end()

    def _rules(self, pen: Pen, x: float, top: float, foot: float) -> None:
        total = sum(self.widths)
        y = top
        for row in (*self.head, *self.rows):
            if self.grid or row is not (self.head or self.rows)[0]:
                pen.rule(x, y, x + total, self.rule, _HAIR)
            y -= row.height
        pen.rule(x, foot, x + total, self.rule, _HAIR)
        if self.grid:
            edge = x
            for width in (0.0, *self.widths):
                edge += width
                pen.line([(edge, top), (edge, foot)], self.rule, _HAIR)

    def _frames(self, pen: Pen, x: float, top: float) -> None:
        """Each cell framed, or a rule under it; no edge that two cells share is drawn twice."""
        rows = (*self.head, *self.rows)
        edges: set[tuple[float, float, float, float]] = set()
        for index, row in enumerate(rows):
            for cell in row.cells:
                left = round(x + sum(self.widths[: cell.column]), 2)
                right = round(x + sum(self.widths[: cell.column + cell.colspan]), 2)
                low = round(top - sum(r.height for r in rows[index : index + cell.rowspan]), 2)
                high = round(top, 2)
                edges.add((left, low, right, low))
                if self.grid:
                    edges |= {(left, high, right, high), (left, low, left, high), (right, low, right, high)}
            top -= row.height
        for x1, y1, x2, y2 in sorted(edges):
            pen.line([(x1, y1), (x2, y2)], self.rule, _HAIR)

    def _cells(self, pen: Pen, row: Row, x: float, top: float, artifact: bool) -> None:
        for cell in row.cells:
            left = x + sum(self.widths[: cell.column])
            shown = replace(cell.text, elem=None) if artifact else cell.text
            shown.draw(pen, left + row.pad[0], top - row.pad[1])
            if cell.tick is not None:
                across = left + (sum(self.widths[cell.column : cell.column + cell.colspan]) - TICK) / 2
                tick(cell.tick, self.answer).draw(pen, across, top - (row.height - TICK) / 2)

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

    def culprit(self, room: float) -> Piece:
        """The rows that no cut may part, with the header above them."""
        blocks = [number for number in range(len(self.rows)) if not joined(self.rows, number)]
        ends = [*blocks[1:], len(self.rows)]
        heights = [sum(row.height for row in self.rows[a:b]) for a, b in zip(blocks, ends, strict=True)]
        head = sum(row.height for row in self.head)
        return Piece(max(heights, default=0) + head, src=self.src, element="table row")

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Cut between rows; the header is printed again above the rest."""
        return self._between(room, _LEAST)

    def part(self, room: float) -> tuple[Piece, Piece] | None:
        """Cut between rows, also behind the first."""
        return self._between(room, 1)

    def _between(self, room: float, wanted: int) -> tuple[Piece, Piece] | None:
        """The rows that fit, `wanted` of them at least and as many left, where there are enough, and the rest."""
        used = sum(row.height for row in self.head)
        fit = 0
        while fit < len(self.rows) and used + self.rows[fit].height <= room + 0.01:
            used += self.rows[fit].height
            fit += 1
        least = min(wanted, len(self.rows) // 2)
        fit = min(fit, len(self.rows) - least)
        while fit > 0 and joined(self.rows, fit):
            fit -= 1
        if fit < max(least, 1) or fit >= len(self.rows):
            return None
        head = replace(self, rows=self.rows[:fit], after=0, keep_next=False)
        return head, replace(self, rows=self.rows[fit:], before=0, again=bool(self.head))

    def cut(self, room: float) -> tuple[Piece, Piece] | None:
        """Between rows, or through a row that is higher than the room: the lines that fit, then the others."""
        halves = self.split(room)
        if halves is not None or not self.rows:
            return halves
        parts = cut_rows(self.rows, room - sum(row.height for row in self.head))
        if parts is None:
            return None
        head = replace(self, rows=parts[0], after=0, keep_next=False)
        return head, replace(self, rows=parts[1], before=0, again=bool(self.head))


def table(sheet: Sheet, block: Table, parent: Elem) -> list[Piece]:
    """A table over its part of the width. Short rows are filled up with empty cells."""
    block, stacked = reflowed(sheet, block) if sheet.style.single else (block, False)
    places, filled = first_columns(block.rows)
    count = max(filled, default=0)
    if not count:
        return []
    widths, size, pad = set_columns(sheet, block, count)
    elem = Elem("Table", parent)
    rows = []
    for number, (cells, columns) in enumerate(zip(block.rows, places, strict=True)):
        row = _filled_up(cells, columns, count - filled[number], count)
        header = number < block.header_rows
        rows.append(table_row(sheet, row[0], widths, elem, header, block.src, size, pad, row[1]))
    stretch(rows)
    head, body = rows[: block.header_rows], rows[block.header_rows :]
    if not body:
        head, body = [], rows
    _stripe(body, block.zebra)
    least = block.row_mm * sheet.style.hand * MM
    for number, made in enumerate(body):
        made.held = stacked and number % 2 == 1
        made.height = made.height if stacked and not made.held else max(made.height, least)
    return [_piece(sheet, head, body, widths, block)]


def _filled_up(
    cells: Sequence[Cell], columns: Sequence[int], short: int, count: int
) -> tuple[Sequence[Cell], Sequence[int]]:
    """A row that is `short` of cells, with empty ones at its end."""
    return [*cells, *[Cell(())] * short], [*columns, *range(count - short, count)]


def _stripe(rows: Sequence[Row], zebra: bool) -> None:
    """Every other row tinted; rows that share a cell count as one."""
    stripe, bound = 1, 0
    for number, row in enumerate(rows):
        if number >= bound:
            stripe = 1 - stripe
        row.tinted = zebra and stripe == 1
        bound = max(bound, number + max((cell.rowspan for cell in row.cells), default=1))


def _piece(sheet: Sheet, head: list[Row], body: list[Row], widths: list[float], block: Table) -> TablePiece:
    return TablePiece(
        before=5,
        after=9,
        src=block.src,
        element="table",
        head=head,
        rows=body,
        widths=widths,
        grid=block.grid,
        rules=block.rules,
        rule=sheet.style.rule,
        tint=sheet.style.tint,
        answer=sheet.style.answer,
    )


def table_row(
    sheet: Sheet,
    cells: Sequence[Cell],
    widths: Sequence[float],
    table: Elem,
    header: bool,
    src: str,
    size: str | Type = "body",
    pad: tuple[float, float] = (PAD_X, PAD_Y),
    columns: Sequence[int] | None = None,
) -> Row:
    """One row set in its columns' widths, with its structure. `columns`: where its cells begin, one after another

    when nothing is said.
    """
    line = Elem("TR", table, needed=True)
    set_cells: list[SetCell] = []
    base = sheet.types[size] if isinstance(size, str) else size
    for cell, column in zip(cells, columns if columns is not None else range(len(cells)), strict=True):
        elem = Elem("TH" if cell.header else "TD", line, attributes=_spoken(cell, header), needed=True)
        kind = replace(base, bold=cell.header, align=cell.align)
        marked = figure(elem, cell.spoken) if cell.spoken else None
        width = sum(widths[column : column + cell.colspan])
        text = sheet.text(cell.content, kind, width - 2 * pad[0], elem, src)
        set_cells.append(SetCell(text, column, cell.colspan, cell.rowspan, marked))
    least = max((cell.text.height for cell in set_cells if cell.rowspan == 1), default=base.leading) + 2 * pad[1]
    return Row(set_cells, least, header, pad, least)


def _spoken(cell: Cell, header: bool) -> Attributes:
    """What a screen reader is told of a cell: what it is the head of, and how many columns and rows it takes."""
    told: Attributes = {}
    if cell.header:
        told["Scope"] = "Column" if header else "Row"
    if cell.colspan > 1:
        told["ColSpan"] = cell.colspan
    if cell.rowspan > 1:
        told["RowSpan"] = cell.rowspan
    return {"O": "Table", **told} if told else {}
