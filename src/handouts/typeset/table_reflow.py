"""Tables set anew for large print: a pair a row, or the first cell of each row above the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handouts.model.document import Cell, Table, first_columns
from handouts.typeset.lines import Type
from handouts.typeset.sheet import Sheet
from handouts.typeset.table_widths import Pad, fitted_columns

_PAIR = (2, 3)  # shares of a label and of its words
_LEAST_WIDTH, _LEAST_ROOM = 9.0, 4.5  # of a column of words beside others, of one to write in, of the type's size


def set_columns(sheet: Sheet, block: Table, count: int) -> tuple[list[float], Type, Pad]:
    """Widths, type and padding of a table of `count` columns over its part of the width."""
    shares = [*block.widths[:count], *[1.0] * (count - len(block.widths))]
    return fitted_columns(sheet, block, shares, sheet.width * block.width / 100)


def reflowed(sheet: Sheet, block: Table) -> tuple[Table, bool]:
    """The table as it fits large type, and whether its rows were stacked: each is two then, the second held to it."""
    if _is_of_pairs(block):
        return _one_pair_a_row(block), False
    if block.stack and _is_plain(block) and _is_crowded(sheet, block):
        return _stacked(block), True
    return block, False


def _is_of_pairs(block: Table) -> bool:
    """Whether rows are a label and its words, twice: without head and lines, the last words over the rest of a row."""
    spans = {tuple(cell.colspan for cell in row) for row in block.rows}
    plain = not block.header_rows and not block.grid and all(cell.rowspan == 1 for row in block.rows for cell in row)
    return plain and (1, 1, 1, 1) in spans and spans <= {(1, 1, 1, 1), (1, 3)}


def _one_pair_a_row(block: Table) -> Table:
    """The same pairs below each other, for type that leaves four columns no room."""
    rows = [pair for row in block.rows for pair in (row[:2], row[2:]) if pair]
    single = tuple(tuple(replace(cell, colspan=1) for cell in pair) for pair in rows)
    return replace(block, rows=single, widths=_PAIR)


def _is_plain(block: Table) -> bool:
    """Whether each row has the same three cells or more, none over several rows or columns."""
    _, filled = first_columns(block.rows)
    single = all(cell.colspan == cell.rowspan == 1 for row in block.rows for cell in row)
    return single and len(set(filled)) == 1 and filled[0] > 2


def _is_crowded(sheet: Sheet, block: Table) -> bool:
    """Whether a column beside the first would be too narrow for its words, or to write in."""
    widths, kind, pad = set_columns(sheet, block, len(block.rows[0]))
    body = block.rows[block.header_rows :]
    written = [any(row[column].content for row in body) for column in range(len(widths))]
    least = [(_LEAST_WIDTH if words else _LEAST_ROOM) * kind.size for words in written]
    return any(width - 2 * pad[0] < need for width, need in list(zip(widths, least, strict=True))[1:])


def _stacked(block: Table) -> Table:
    """Two rows for each: its first cell over the whole width, and the others below it."""
    rows: list[Sequence[Cell]] = []
    for first, *others in block.rows:
        rows += [(replace(first, colspan=len(others)),), tuple(others)]
    return replace(block, rows=tuple(map(tuple, rows)), header_rows=2 * block.header_rows, widths=block.widths[1:])
