"""Pieces put on pages: nothing alone at a foot, nothing cut that must not be, no last page with a few lines."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from handouts.diagnostics import Location, problem
from handouts.errors import CheckFailed
from handouts.model.press import MM
from handouts.typeset.pieces import Gap, Piece, Turn

_TIGHTER = (0.85, 0.7)  # what white space shrinks to, when that saves a nearly empty last page
_POOR = 0.5  # of a page: what holds less than this is rather empty
_EPSILON = 0.01


@dataclass(eq=False, slots=True)
class Placed:
    """A piece on a page, `offset` points below the top of the type area."""

    piece: Piece
    offset: float


Page = list[Placed]


def too_tall(piece: Piece, room: float) -> CheckFailed:
    """That the piece is higher than `room` points; a piece as high as the message says will fit."""
    height, most = ceil(piece.height / MM), floor(room / MM)
    at, name = location(piece.src), piece.element
    if name == "box":
        return CheckFailed(problem("typeset-box-too-tall", at, element=name, height=height, room=most))
    if name == "question":
        return CheckFailed(problem("typeset-question-too-tall", at, element=name, height=height, room=most))
    if name == "table row":
        return CheckFailed(problem("typeset-row-too-tall", at, element=name, height=height, room=most))
    return CheckFailed(problem("typeset-too-tall", at, element=name, height=height, room=most))


def paginate(pieces: Sequence[Piece], room: float, least: float) -> list[Page]:
    """Pages `room` points high. Less than `least` points on the last one are avoided if tighter spacing can."""
    pages = _Flow(pieces, room, 1, poor=_POOR).run()
    if len(pages) > 1 and used(pages[-1]) < least:
        for factor in _TIGHTER:
            tighter = _Flow(pieces, room, factor, poor=_POOR).run()
            if len(tighter) < len(pages):
                return tighter
    return pages


def fill(pieces: Sequence[Piece], room: float, count: int, cut: bool = False) -> tuple[list[Page], list[Piece]]:
    """The first `count` pages, or columns, `room` points high, and the pieces that are left for others.

    With `cut` what is higher than a column is cut anywhere; without, CheckFailed.
    """
    flow = _Flow(pieces, room, 1, cut)
    pages = flow.run(count)
    return pages[:count], flow.left()


def location(src: str) -> Location | None:
    """The place that "file:line" names."""
    file, _, line = src.rpartition(":")
    return Location(file, int(line)) if file and line.isdecimal() else Location(src) if src else None


def used(page: Page) -> float:
    """How much of a page its pieces take."""
    return page[-1].offset + page[-1].piece.height if page else 0


class _Flow:
    """One attempt to fill pages with white space scaled by `factor`; `cut`: what no page holds is cut anywhere.

    `poor`: the share of a page that it should not be left with.
    """

    def __init__(
        self, pieces: Sequence[Piece], room: float, factor: float = 1, cut: bool = True, poor: float = 0
    ) -> None:
        self._cut = cut
        self._queue = deque(pieces)
        self._room = room
        self._factor = factor
        self._poor = poor * room
        self._pages: list[Page] = [[]]
        self._y = 0.0
        self._after = 0.0
        self._extra = 0.0

    def run(self, most: int = 0) -> list[Page]:
        """All pages, or as many as it takes to fill `most` of them."""
        while self._queue and not 0 < most < len(self._pages):
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

    def left(self) -> list[Piece]:
        """What is on no page yet."""
        return list(self._queue)

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
        grown = piece.grow(room)
        if grown is not None:
            self._put(grown, space)
            return
        if piece.height <= room + _EPSILON:
            self._put(piece, space)
            return
        smaller = piece.squeeze(room)
        if smaller is not None:
            self._put(smaller, space)
            return
        halves = piece.split(room) or (piece.part(room) if page and self._may_part(piece) else None)
        if halves is not None:
            self._put(halves[0], space)
            self._turn()
            self._queue.appendleft(halves[1])
        elif page:
            self._queue.appendleft(piece)
            self._take_back(piece)
            self._turn()
        elif self._cut and (parts := piece.cut(room)) is not None:
            self._put(parts[0], space)
            self._turn()
            self._queue.appendleft(parts[1])
        else:
            raise too_tall(piece.culprit(room), room)

    def _put(self, piece: Piece, space: float) -> None:
        self._pages[-1].append(Placed(piece, self._y + space))
        self._y += space + piece.height
        self._after, self._extra = piece.after, 0

    def _kept(self, count: int | None = None) -> int:
        """How many of the first `count` pieces of the page stay on it when the last of them go with what follows."""
        page = self._pages[-1]
        first = len(page) if count is None else count
        while first and page[first - 1].piece.keep_next:
            first -= 1
        return first

    def _may_part(self, piece: Piece) -> bool:
        """Whether the page holds little but what goes along with the piece; nothing, if that is to stay close."""
        first = self._kept()
        return first == 0 if piece.close else self._is_poor(first)

    def _is_poor(self, first: int) -> bool:
        """Whether the first pieces of the page leave most of it empty."""
        return used(self._pages[-1][:first]) < self._poor

    def _take_back(self, piece: Piece) -> None:
        """Headings and the like at the foot go along to the next page, unless they are all there is on this one.

        An instruction stays on a page that would be rather empty, when `piece` takes most of the next one, and where
        `_leads_from_afar` says so.
        """
        page = self._pages[-1]
        first = self._kept()
        moved = [placed.piece for placed in page[first:]]
        alone = [each.element for each in moved] == ["instruction"] and self._is_poor(first)
        if (alone and piece.height > self._poor) or (piece.close and self._leads_from_afar(first, piece)):
            return
        if (moved or [piece])[0].lean:
            first = self._leant(first, piece) or first
        if first:
            self._queue.extendleft(placed.piece for placed in reversed(page[first:]))
            del page[first:]

    def _leads_from_afar(self, first: int, piece: Piece) -> bool:
        """Whether an instruction, with its heading, is not to go along with a piece that stays whole: where they need

        more than a page together, or would leave hardly anything on this one.
        """
        page = self._pages[-1]
        if not first or page[-1].piece.element != "instruction":
            return False
        needed = used(page) - page[first].offset + max(page[-1].piece.after, piece.before) + piece.height
        return needed > self._room or used(page[:first]) < self._poor / 2

    def _leant(self, first: int, piece: Piece) -> int:
        """The same with the piece before, and what is kept with that, going along; 0 when they need the next page."""
        page = self._pages[-1]
        before = self._kept(first - 1) if first else 0
        if not before:
            return 0
        needed = used(page) - page[before].offset + piece.before + piece.height
        return before if needed <= self._room else 0
