"""Pieces: things of a known height that the flow puts on pages. Heights and offsets in points, y runs upwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from handouts.typeset.lines import Ink, Line, Type
from handouts.typeset.pen import Pen
from handouts.typeset.tagging import Elem

LEAST_ROWS = 2  # events or options on either side of a page turn between them
_LEAST = 2  # lines of a paragraph on either side of a page turn
_TINT_TOP, _TINT_FOOT = 0.92, 0.3  # extent of the tint over and under the baseline, in type sizes
_DOT_DROP = 2.4
_LINE_DROP, _LINE_WEIGHT = 1.6, 0.5


@dataclass(eq=False)
class Piece:
    """Something to print. `before` and `after` are white space; neighbours share the larger one.

    `keep_next` holds it to what follows; one that should `lean` takes the one before it along to another page. `src`
    and `element` name it in messages; `anchor` is the id that links lead to, `bookmark` level and words of a heading.
    What is `close` is parted only on a page that holds nothing above it but what is held to it.
    """

    height: float = 0
    before: float = 0
    after: float = 0
    keep_next: bool = False
    src: str = ""
    element: str = ""
    anchor: str = ""
    bookmark: tuple[int, str] | None = None
    lean: bool = False
    close: bool = False

    def place(self, pen: Pen, x: float, top: float) -> None:
        """Draw it, and remember where, when links or bookmarks lead there."""
        if self.anchor:
            pen.anchor(self.anchor, top)
        if self.bookmark:
            pen.bookmark(*self.bookmark, top)
        self.draw(pen, x, top)

    @property
    def edges(self) -> Sequence[float]:
        """Distances from its top at which it may be cut for want of anything better, its foot among them."""
        return (self.height,)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Print with the upper left corner at x, top."""

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """A part no higher than `room` and the rest, or None if it must not be cut there."""
        return None

    def part(self, room: float) -> tuple[Piece, Piece] | None:
        """Like split, for a page that would hold little else: with fewer rows or events on either side."""
        return self.split(room)

    def cut(self, room: float) -> tuple[Piece, Piece] | None:
        """Like split, for what is higher than a page: between any two lines, since nothing else is left to do."""
        return self.split(room)

    def squeeze(self, room: float) -> Piece | None:
        """The same thing in less height, no more than `room`, or None."""
        return None

    def grow(self, room: float) -> Piece | None:
        """The same thing as high as its share of the `room` that is left; None for what has a height of its own."""
        return None

    def culprit(self, room: float) -> Piece:
        """What of it is too high for a page: itself, unless it is made of others."""
        return self


@dataclass(eq=False)
class Gap(Piece):
    """White space, dropped at the top and the foot of a page."""


@dataclass(eq=False)
class Turn(Piece):
    """A page break. `recto`: what follows begins on the front of a sheet of paper, behind an empty page if need be."""

    recto: bool = False


def baseline(kind: Type) -> float:
    """Distance from the top of a line to its baseline: capitals stand in the middle of the line."""
    return kind.leading / 2 + 0.35 * kind.size


@dataclass(eq=False)
class Text(Piece):
    """Lines of text. `width` matters for centred and right-aligned text; `hang` indents all lines but the first."""

    lines: Sequence[Line] = ()
    type: Type = field(default_factory=lambda: Type("sans", 10, 14))
    elem: Elem | None = None
    width: float = 0
    hang: float = 0
    first: bool = True
    solid: bool = False

    def __post_init__(self) -> None:
        self.height = len(self.lines) * self.type.leading

    def _x(self, line: Line, index: int) -> float:
        if self.type.align == "left":
            return 0 if index == 0 and self.first else self.hang
        return (self.width - line.width) / (2 if self.type.align == "center" else 1)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Tints and underlines first, as artifacts; then the text in its elements; line by line in reading order."""
        y = top - baseline(self.type)
        for index, line in enumerate(self.lines):
            for frag in line.frags:
                if frag.ink is not None and _decorated(frag.ink):
                    _decorate(pen, line, x + self._x(line, index), y - index * self.type.leading)
                    break
        for index, line in enumerate(self.lines):
            left = x + self._x(line, index)
            for frag in line.frags:
                owner = frag.owner or self.elem
                if owner is None or self.elem is None:
                    pen.artifact()
                else:
                    pen.mark(owner)
                pen.frag(left, y, frag)
                if owner is not None and frag.ink is not None and frag.ink.href and self.elem is not None:
                    pen.link(owner, frag, left + frag.x, y)
            y -= self.type.leading
        pen.end()

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Cut between lines, leaving two on either side."""
        fit = min(int((room + 0.01) / self.type.leading), len(self.lines) - _LEAST)
        if self.solid or fit < _LEAST:
            return None
        return self._cut_behind(fit)

    def cut(self, room: float) -> tuple[Piece, Piece] | None:
        """Cut behind the last line that fits."""
        fit = min(int((room + 0.01) / self.type.leading), len(self.lines) - 1)
        return self._cut_behind(fit) if fit >= 1 else None

    def _cut_behind(self, fit: int) -> tuple[Piece, Piece]:
        head = replace(self, lines=self.lines[:fit], keep_next=False, after=0)
        return head, replace(self, lines=self.lines[fit:], before=0, first=False, bookmark=None)


def _decorated(ink: Ink) -> bool:
    return ink.gloss or ink.doubt or ink.underline


def _decorate(pen: Pen, line: Line, x: float, y: float) -> None:
    pen.artifact()
    for frag in line.frags:
        ink = frag.ink
        if ink is None or not _decorated(ink):
            continue
        width = frag.width - (ink.face.width(" ", ink.size) if frag.text.endswith(" ") else 0)
        if ink.doubt:
            corner = (x + frag.x - 0.5, y - _TINT_FOOT * ink.size)
            pen.box(corner, (width + 1, (_TINT_TOP + _TINT_FOOT) * ink.size), 1, fill="#ebebeb")
        if ink.underline:
            left = x + frag.x
            pen.rule(left, y - _LINE_DROP, left + width, "#000000", _LINE_WEIGHT)
        if ink.gloss:
            pen.dots(x + frag.x + 0.5, y - _DOT_DROP, x + frag.x + width, "#000000")


@dataclass(eq=False)
class Mark(Piece):
    """Something drawn that is not text: an artifact, or the content of `elem` when there is one."""

    paint: Callable[[Pen, float, float], None] = lambda pen, x, top: None
    elem: Elem | None = None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Paint inside its element."""
        if self.elem is None:
            pen.artifact()
        else:
            pen.mark(self.elem)
        self.paint(pen, x, top)
        pen.end()


@dataclass(eq=False)
class Frame(Piece):
    """A box around or behind other pieces, `width` points wide; cut, it goes on on the next page."""

    width: float = 0
    radius: float = 0
    fill: str = ""
    stroke: str = ""
    weight: float = 0.6

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """The box, as an artifact."""
        pen.artifact()
        self.paint(pen, x, top)
        pen.end()

    def paint(self, pen: Pen, x: float, top: float) -> None:
        """The box, inside what the pen has open."""
        corner, size = (x, top - self.height), (self.width, self.height)
        pen.box(corner, size, self.radius, self.fill, self.stroke, self.weight)

    def cut(self, room: float) -> tuple[Piece, Piece] | None:
        """Two boxes."""
        return (replace(self, height=room), replace(self, height=self.height - room)) if room > 0 else None


@dataclass(eq=False)
class Group(Piece):
    """Pieces at fixed places (x, distance from the top) that stay together; drawn in the order they are listed.

    `free`: distances from its top at which it may be cut when a page would otherwise hold little else.
    """

    parts: Sequence[tuple[float, float, Piece]] = ()
    free: Sequence[float] = ()

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw all parts."""
        for dx, dy, part in self.parts:
            part.place(pen, x + dx, top - dy)

    def part(self, room: float) -> tuple[Piece, Piece] | None:
        """Cut at the lowest place in the room that is free for it."""
        return self._cut_at(self.free, room)

    def cut(self, room: float) -> tuple[Piece, Piece] | None:
        """Cut below the lowest line or part that ends in the room and lets all others be cut there as well."""
        return self.part(room) or self._cut_at(_edges(self), room)

    def _cut_at(self, edges: Iterable[float], room: float) -> tuple[Piece, Piece] | None:
        for edge in sorted({e for e in edges if e <= room + 0.01}, reverse=True):
            above: Placements = []
            below: Placements = []
            if edge < self.height - 0.01 and _cut_parts(self.parts, edge, above, below):
                rest = self.height - edge
                free = [each - edge for each in self.free if each > edge]
                head = replace(self, height=edge, parts=above, after=0, keep_next=False, free=())
                return head, replace(self, height=rest, parts=below, before=0, bookmark=None, free=free)
        return None


Placements = list[tuple[float, float, Piece]]


def _edges(group: Group) -> Iterator[float]:
    """Distances from the top at which a line or a part of a group ends."""
    for _, dy, part in group.parts:
        if isinstance(part, Group):
            yield from (dy + edge for edge in _edges(part))
        elif isinstance(part, Text):
            yield from (dy + (n + 1) * part.type.leading for n in range(len(part.lines)))
        elif not isinstance(part, Frame):
            yield from (dy + edge for edge in part.edges)


def _cut_parts(parts: Sequence[tuple[float, float, Piece]], edge: float, above: Placements, below: Placements) -> bool:
    """Deal parts out to both sides of an edge, cut where they cross it; False if one must not be cut there."""
    for dx, dy, part in parts:
        if dy + part.height <= edge + 0.01:
            above.append((dx, dy, part))
        elif dy >= edge - 0.01:
            below.append((dx, dy - edge, part))
        else:
            halves = part.cut(edge - dy)
            if halves is None:
                return False
            above.append((dx, dy, halves[0]))
            below.append((dx, max(dy + halves[0].height - edge, 0), halves[1]))
    return any(not isinstance(part, Frame) for _, _, part in above)


def extent(parts: Sequence[tuple[float, float, Piece]]) -> float:
    """The height that placed parts take up."""
    return max((dy + part.height for _, dy, part in parts), default=0)


def stack(pieces: Sequence[Piece], x: float = 0, top: float = 0) -> list[tuple[float, float, Piece]]:
    """Pieces placed below one another from `top`, with the white space between them."""
    placed: list[tuple[float, float, Piece]] = []
    after = 0.0
    for piece in pieces:
        top += max(after, piece.before) if placed else 0
        placed.append((x, top, piece))
        top += piece.height
        after = piece.after
    return placed
