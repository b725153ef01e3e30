"""Pieces that belong on one page, one of which may be made smaller for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handouts.typeset.clues import ClueColumns
from handouts.typeset.pen import Pen
from handouts.typeset.pieces import Piece, stack


@dataclass(eq=False)
class Fitted(Piece):
    """Pieces below one another. One shrinks for the others; else the page turns between or inside them."""

    parts: Sequence[Piece] = ()

    def __post_init__(self) -> None:
        placed = stack(self.parts)
        self.height = placed[-1][1] + placed[-1][2].height if placed else 0
        if placed:
            self.before, self.after = self.parts[0].before, self.parts[-1].after

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """In order."""
        for dx, dy, part in stack(self.parts):
            part.place(pen, x + dx, top - dy)

    def squeeze(self, room: float) -> Piece | None:
        """The first part that can give all that is too much gives it; if none can, clues are set closer as well."""
        excess = self.height - room
        if excess <= 0:
            return self
        for index, part in enumerate(self.parts):
            smaller = part.squeeze(part.height - excess) if part.height > excess else None
            if smaller is not None:
                return self._with(index, smaller)
        for index, part in enumerate(self.parts):
            if isinstance(part, ClueColumns) and part.denser is not None:
                return self._with(index, part.denser).squeeze(room)
        return None

    def cut(self, room: float) -> tuple[Piece, Piece] | None:
        """For want of anything better, the first part alone, cut if need be."""
        if (halves := self.split(room)) is not None:
            return halves
        first, rest = self.parts[0], self.parts[1:]
        if rest and first.height <= room:
            return replace(self, parts=[first]), replace(self, parts=rest)
        if (cut := first.cut(room)) is None:
            return None
        return replace(self, parts=[cut[0]]), replace(self, parts=[cut[1], *rest])

    def _with(self, index: int, part: Piece) -> Fitted:
        return replace(self, parts=[*self.parts[:index], part, *self.parts[index + 1 :]])

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """What fits, the last of it smaller or cut if need be; what holds to its follower goes along with it.

        Clues that do not all fit below their grid go overleaf together if they stand there on one page.
        """
        for count in range(len(self.parts), 0, -1):
            taken, rest = list(self.parts[:count]), list(self.parts[count:])
            left = room - stack(taken)[-1][1]
            last = taken[-1]
            if left <= 0 or (last.keep_next and rest):
                continue
            whole = last if last.height <= left and rest else last.squeeze(left) if rest else None
            apart = count > 1 and isinstance(last, ClueColumns) and last.height <= room
            halves = last.split(left) if whole is None and not apart else None
            if whole is None and halves is None:
                continue
            taken[-1] = whole or (halves[0] if halves else last)
            rest = [halves[1], *rest] if halves else rest
            return replace(self, parts=taken), replace(self, parts=rest)
        return None
