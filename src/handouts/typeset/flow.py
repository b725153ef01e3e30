"""Pieces put on pages: nothing alone at a foot, nothing cut that must not be, no last page with a few lines."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from handouts.diagnostics import Location, problem
from handouts.errors import CheckFailed
from handouts.typeset.pieces import Gap, Piece, Turn

_TIGHTER = (0.85, 0.7)  # what white space shrinks to, when that saves a nearly empty last page
_EPSILON = 0.01


@dataclass(eq=False, slots=True)
class Placed:
    """A piece on a page, `offset` points below the top of the type area."""

    piece: Piece
    offset: float


Page = list[Placed]


def paginate(pieces: Sequence[Piece], room: float, least: float) -> list[Page]:
    """Pages `room` points high. Less than `least` points on the last one are avoided if tighter spacing can."""
    pages = _Flow(pieces, room, 1).run()
    if len(pages) > 1 and _used(pages[-1]) < least:
        for factor in _TIGHTER:
            tighter = _Flow(pieces, room, factor).run()
            if len(tighter) < len(pages):
                return tighter
    return pages


def location(src: str) -> Location | None:
    """The place that "file:line" names."""
    file, _, line = src.rpartition(":")
    return Location(file, int(line)) if file and line.isdecimal() else Location(src) if src else None


def _used(page: Page) -> float:
    return page[-1].offset + page[-1].piece.height if page else 0


class _Flow:
    """One attempt to fill pages with white space scaled by `factor`."""

    def __init__(self, pieces: Sequence[Piece], room: float, factor: float) -> None:
        self._queue = deque(pieces)
        self._room = room
        self._factor = factor
        self._pages: list[Page] = [[]]
        self._y = 0.0
        self._after = 0.0
        self._extra = 0.0

    def run(self) -> list[Page]:
        while self._queue:
            piece = self._queue.popleft()
            if isinstance(piece, Turn):
                self._turn(piece.recto)
            elif isinstance(piece, Gap):
                self._extra += piece.height
            else:
                self._place(piece)
        if not self._pages[-1] and len(self._pages) > 1:
            self._pages.pop()
        return self._pages

    def _turn(self, recto: bool = False) -> None:
        if self._pages[-1]:
            self._pages.append([])
        if recto and len(self._pages) % 2 == 0:
            self._pages.append([])
        self._y = self._after = self._extra = 0

    def _place(self, piece: Piece) -> None:
        page = self._pages[-1]
        space = (max(self._after, piece.before) + self._extra) * self._factor if page else 0
        room = self._room - self._y - space
        if piece.height <= room + _EPSILON:
            self._put(piece, space)
            return
        smaller = piece.squeeze(room)
        if smaller is not None:
            self._put(smaller, space)
            return
        halves = piece.split(room)
        if halves is not None:
            self._put(halves[0], space)
            self._turn()
            self._queue.appendleft(halves[1])
        elif page:
            self._queue.appendleft(piece)
            self._take_back()
            self._turn()
        elif (parts := piece.cut(room)) is not None:
            self._put(parts[0], space)
            self._turn()
            self._queue.appendleft(parts[1])
        else:
            raise CheckFailed(problem("typeset-too-tall", location(piece.src), element=piece.element))

    def _put(self, piece: Piece, space: float) -> None:
        self._pages[-1].append(Placed(piece, self._y + space))
        self._y += space + piece.height
        self._after, self._extra = piece.after, 0

    def _take_back(self) -> None:
        """Headings and the like at the foot go along to the next page, unless they are all there is on this one."""
        page = self._pages[-1]
        first = len(page)
        while first and page[first - 1].piece.keep_next:
            first -= 1
        if first:
            self._queue.extendleft(placed.piece for placed in reversed(page[first:]))
            del page[first:]
