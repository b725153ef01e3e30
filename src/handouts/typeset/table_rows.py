"""Rows of set cells: how high they are, and how they are cut where a page turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handouts.typeset.pieces import Text
from handouts.typeset.table_widths import PAD_X, PAD_Y
from handouts.typeset.tagging import Elem

_EPSILON = 0.01


@dataclass(eq=False, slots=True)
class SetCell:
    """A set cell: where it begins, how many columns and rows it takes; `tick` is what says that it is ticked."""

    text: Text
    column: int
    colspan: int = 1
    rowspan: int = 1
    tick: Elem | None = None

    def cut(self, room: float, above: int, below: int) -> tuple[SetCell, SetCell]:
        """The lines that fit in the room, and the others; in so many rows of each half."""
        fit = self.fit(room)
        head = replace(self, text=replace(self.text, lines=self.text.lines[:fit]), rowspan=above)
        return head, replace(self, text=replace(self.text, lines=self.text.lines[fit:]), rowspan=below, tick=None)

    def fit(self, room: float) -> int:
        """How many of its lines fit in the room."""
        return max(0, min(int((room + _EPSILON) / self.text.type.leading), len(self.text.lines)))


@dataclass(eq=False, slots=True)
class Row:
    """A row of set cells. Its height is what they need, or more. `least`: what those need that end in it.

    `tinted` is every other row of a table with stripes; one that is `held` stays with the row above.
    """

    cells: Sequence[SetCell]
    height: float
    header: bool = False
    pad: tuple[float, float] = (PAD_X, PAD_Y)
    least: float = 0
    tinted: bool = False
    held: bool = False


def joined(rows: Sequence[Row], cut: int) -> bool:
    """Whether a cell stands above and below the cut before this row, or the row stays with the one above."""
    if rows[cut].held:
        return True
    return any(n + cell.rowspan > cut for n, row in enumerate(rows[:cut]) for cell in row.cells)


def stretch(rows: Sequence[Row]) -> None:
    """A cell that needs more than its rows have makes the last of them higher."""
    for number, row in enumerate(rows):
        for cell in row.cells:
            spanned = rows[number : number + cell.rowspan]
            lack = cell.text.height + 2 * row.pad[1] - sum(each.least for each in spanned)
            if lack > 0:
                spanned[-1].least += lack
                spanned[-1].height = max(spanned[-1].height, spanned[-1].least)


def cut_rows(rows: Sequence[Row], room: float) -> tuple[list[Row], list[Row]] | None:
    """Rows for the room and the others, where no usual cut is left: through cells over several rows, or through lines.

    None when not even a line fits.
    """
    if rows[0].height > room >= rows[0].least:
        rows = [replace(rows[0], height=room), *rows[1:]]
    fit, used = 0, 0.0
    while fit < len(rows) - 1 and used + rows[fit].height <= room + _EPSILON:
        used += rows[fit].height
        fit += 1
    if not fit:
        return _through_first(rows, room)
    return _between(rows, next((cut for cut in range(fit, 0, -1) if not joined(rows, cut)), fit))


def _between(rows: Sequence[Row], cut: int) -> tuple[list[Row], list[Row]]:
    """The rows before and from the cut; a cell over it has its lines on both sides."""
    above: list[Row] = []
    going_on: list[SetCell] = []
    for number, row in enumerate(rows[:cut]):
        cells = []
        for cell in row.cells:
            if number + cell.rowspan <= cut:
                cells.append(cell)
                continue
            room = sum(each.height for each in rows[number:cut]) - 2 * row.pad[1]
            head, rest = cell.cut(room, cut - number, number + cell.rowspan - cut)
            cells.append(head)
            going_on.append(rest)
        above.append(replace(row, cells=cells))
    first = sorted([*going_on, *rows[cut].cells], key=lambda cell: cell.column)
    below = [replace(row) for row in (replace(rows[cut], cells=first), *rows[cut + 1 :])]
    stretch(below)
    return above, below


def _through_first(rows: Sequence[Row], room: float) -> tuple[list[Row], list[Row]] | None:
    """The lines of the first row that fit, and the others with the rows below it."""
    row = rows[0]
    left = room - 2 * row.pad[1]
    if not any(cell.fit(left) for cell in row.cells):
        return None
    pairs = [cell.cut(left, 1, cell.rowspan) for cell in row.cells]
    heights = [
        max((half.text.height for half in side if half.rowspan == 1), default=0) for side in zip(*pairs, strict=True)
    ]
    least = [height + 2 * row.pad[1] for height in heights]
    head = replace(row, cells=[pair[0] for pair in pairs], height=least[0], least=least[0])
    rest = replace(row, cells=[pair[1] for pair in pairs], height=least[1], least=least[1])
    below = [rest, *(replace(each) for each in rows[1:])]
    stretch(below)
    return [head], below
