"""Blocks in columns: as even as the page allows, and on the next page again where it does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from handouts.errors import CheckFailed
from handouts.typeset.flow import Page, fill, used
from handouts.typeset.pen import Pen
from handouts.typeset.pieces import Piece, stack

_STEPS = 20  # halvings of the height: finer than a printer's dot
_RULE = 0.4


@dataclass(eq=False)
class ColumnPiece(Piece):
    """Pieces down the first column and then the next, the columns as even as they can be.

    `pitch` is the width of a column and its gap, `gap` the gap, `most` the height of a page; `rule` the colour of the
    line between columns, "" for none. `columns` are the parts in their places.
    """

    parts: Sequence[Piece] = ()
    count: int = 2
    pitch: float = 0
    gap: float = 0
    most: float = 0
    rule: str = ""
    columns: list[Page] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.columns:
            self.columns = self._balanced()
        if self.columns:
            self.height = max(used(column) for column in self.columns)
        else:
            placed = stack(self.parts)
            self.height = max(self.most * 2, placed[-1][1] + self.parts[-1].height)  # more than any page holds

    def _balanced(self) -> list[Page]:
        """The lowest columns that hold everything; [] when a page does not."""
        best = self._filled(self.most)
        low, high = 0.0, self.most
        for _ in range(_STEPS if best else 0):
            middle = (low + high) / 2
            found = self._filled(middle)
            if found:
                best, high = found, middle
            else:
                low = middle
        return best

    def _filled(self, height: float) -> list[Page]:
        try:
            columns, rest = fill(self.parts, height, self.count)
        except CheckFailed:
            return []
        return [] if rest or not _sound(columns[:-1]) else columns

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Column by column, which is the reading order; then the lines between them."""
        for index, column in enumerate(self.columns):
            for placed in column:
                placed.piece.place(pen, x + index * self.pitch, top - placed.offset)
        if self.rule:
            pen.artifact()
            for index in range(1, len(self.columns)):
                middle = x + index * self.pitch - self.gap / 2
                pen.line([(middle, top), (middle, top - self.height)], self.rule, _RULE)
            pen.end()

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Columns filled to the foot of the page, and the rest; a heading alone in one only if nothing else will do."""
        try:
            filled, left = fill(self.parts, room, self.count)
        except CheckFailed:
            return None
        columns, rest = _without_strays(filled, left)
        if not columns and room >= self.most - 1:
            columns, rest = filled, left
        if not columns or not rest:
            return None
        return replace(self, columns=columns, after=0), replace(self, parts=rest, columns=[], before=0)

    def squeeze(self, room: float) -> Piece | None:
        """All on this one page, in columns that cut what is higher than they are."""
        if self.columns or room < self.most - 1:
            return None
        try:
            columns, rest = fill(self.parts, room, self.count, cut=True)
        except CheckFailed:
            return None
        return None if rest or not _sound(columns[:-1]) else replace(self, columns=columns)

    def cut(self, room: float) -> tuple[Piece, Piece] | None:
        """Like split, with cuts through what is higher than a column; CheckFailed for what cannot be cut."""
        filled, left = fill(self.parts, room, self.count, cut=True)
        columns, rest = _without_strays(filled, left)
        if not columns:
            columns, rest = filled, left
        if not columns or not rest:
            return None
        return replace(self, columns=columns, after=0), replace(self, parts=rest, columns=[], before=0)

    def culprit(self, room: float) -> Piece:
        """The part that no column of this height holds."""
        for part in self.parts:
            if part.height > room and part.squeeze(room) is None and part.split(room) is None:
                return part.culprit(room)
        return self


def _without_strays(columns: list[Page], rest: list[Piece]) -> tuple[list[Page], list[Piece]]:
    """The columns up to the first that ends with what belongs to the next thing; that goes along to the rest."""
    for index, column in enumerate(columns):
        kept = len(column)
        while kept and column[kept - 1].piece.keep_next:
            kept -= 1
        if kept < len(column):
            later = (placed for other in columns[index + 1 :] for placed in other)
            moved = [placed.piece for placed in (*column[kept:], *later)]
            return [*columns[:index], *([column[:kept]] if kept else [])], [*moved, *rest]
    return columns, rest


def _sound(columns: Sequence[Page]) -> bool:
    """Whether no column ends with what belongs to the next thing."""
    return not any(column and column[-1].piece.keep_next for column in columns)
