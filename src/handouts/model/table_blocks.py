"""Tables, and where their cells lie when some of them take several rows or columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from handouts.model.inline import Content


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; `header` cells are TH. With `spoken` a tick is drawn over it, and these words are read out.

    It takes `colspan` columns and `rowspan` rows.
    """

    content: Content
    header: bool = False
    align: Literal["left", "center", "right"] = "left"
    spoken: str = ""
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table. The first `header_rows` repeat on each page. `widths` are shares of the width, () for equal ones.

    The other rows are at least `row_mm` high, less where that keeps the table on its page. A `dense` table is set
    small and close. `width`: per cent of the width between the margins. `zebra` tints every other row.
    Without `grid` there are lines between the rows alone, without `rules` not those either. With `stack`
    the first cell of each row stands above the others in large print, where they would be too narrow beside it.
    """

    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 1
    widths: tuple[float, ...] = ()
    grid: bool = True
    row_mm: float = 0
    src: str = ""
    dense: bool = False
    width: int = 100
    zebra: bool = False
    id: str = ""
    rules: bool = True
    stack: bool = False


def first_columns(rows: Sequence[Sequence[Cell]]) -> tuple[tuple[tuple[int, ...], ...], tuple[int, ...]]:
    """For each row the column (from 0) in which each of its cells begins, and how many columns the row fills.

    A cell goes into the first column that no cell of a row above still takes.
    """
    places: list[tuple[int, ...]] = []
    filled: list[int] = []
    taken: dict[int, int] = {}  # column -> rows, this one included, that a cell from above still takes
    for row in rows:
        here: list[int] = []
        column = 0
        spans: dict[int, int] = {}
        for cell in row:
            while taken.get(column, 0):
                column += 1
            here.append(column)
            for each in range(column, column + cell.colspan):
                spans[each] = cell.rowspan
            column += cell.colspan
        places.append(tuple(here))
        taken |= spans
        filled.append(sum(1 for left in taken.values() if left))
        taken = {each: left - 1 for each, left in taken.items() if left > 1}
    return tuple(places), tuple(filled)
