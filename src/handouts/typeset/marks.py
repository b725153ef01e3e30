"""What is drawn around the words of a timeline or a sheet of cards: dots, bars, breaks, cut lines, scissors."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.typeset.pen import Pen, Point
from handouts.typeset.pieces import Piece
from handouts.typeset.sheet import Sheet

LINE_COLOR, LINE_WEIGHT = "#8c8c8c", 0.45  # of lines to write on: 45% grey
DASH = (4.0, 3.0)  # of a line to cut along
_DOT = 2.3
_OPEN = 10.0  # length of a dashed end
_SHORTEST = 5.0  # a bar's length at least
_BAR_FILL, _BAR_EDGE, _BAR_DASH = "#dcdcdc", "#606060", (1.8, 1.4)
_HATCH = 2.6  # points between the strokes of a bar in black and white
_CUT = "#555555"
_WHITE = "#ffffff"

Pair = tuple[float, float]


@dataclass(eq=False)
class Told(Piece):
    """A text that holds more words than the document says; `words` are those, told when it is drawn."""

    text: Piece | None = None
    words: str = ""
    sheet: Sheet | None = None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the text and tell of the words."""
        if self.text is not None and self.sheet is not None:
            self.sheet.added.append(self.words)
            self.text.draw(pen, x, top)


def dot(pen: Pen, center: Point, color: str, is_open: bool = False, radius: float = _DOT) -> None:
    """The dot of an event; a ring when its date is uncertain."""
    if not is_open:
        pen.dot(center, radius, color)
        return
    radius *= 1.25
    corner, size = (center[0] - radius, center[1] - radius), (2 * radius, 2 * radius)
    pen.box(corner, size, radius, fill=_WHITE, stroke=color, width=1)


def bar(pen: Pen, sides: Pair, ends: Pair, loose: tuple[bool, bool], upright: bool = True) -> None:
    """A range between two ends (the earlier first); an uncertain end is open, with dashed sides.

    `upright`: time runs downwards between a left and a right side; else rightwards between a lower and an upper one.
    """
    flow = -1 if upright else 1
    first, last = ends
    last = first + flow * max(abs(last - first), _SHORTEST)
    end = min(_OPEN, abs(last - first) / 3) * flow
    solid = first + end * loose[0], last - end * loose[1]

    def at(across: float, along: float) -> Point:
        return (across, along) if upright else (along, across)

    low, high = sorted(solid)
    corner, far = at(sides[0], low), at(sides[1], high)
    size = (far[0] - corner[0], far[1] - corner[1])
    if pen.black_only:
        pen.hatch(corner, size, _BAR_EDGE, _HATCH)
    else:
        pen.box(corner, size, fill=_BAR_FILL)
    for side in sides:
        pen.line([at(side, solid[0]), at(side, solid[1])], _BAR_EDGE, 0.5)
        for is_loose, a, b in ((loose[0], first, solid[0]), (loose[1], solid[1], last)):
            if is_loose:
                pen.line([at(side, a), at(side, b)], _BAR_EDGE, 0.5, _BAR_DASH)
    for is_loose, along in ((loose[0], first), (loose[1], last)):
        if not is_loose:
            pen.line([at(sides[0], along), at(sides[1], along)], _BAR_EDGE, 0.5)


def axis_break(pen: Pen, axis: float, y: float, color: str) -> None:
    """Two slanted strokes with white between them: time has been left out here."""
    for step in range(-5, 6):
        drop = step * 0.28
        pen.line([(axis - 4, y + drop - 1.5), (axis + 4, y + drop + 1.5)], _WHITE, 0.8)
    for lift in (-2.0, 2.0):
        pen.line([(axis - 4.5, y + lift - 1.7), (axis + 4.5, y + lift + 1.7)], color, 1)


def cut_line(pen: Pen, start: Point, end: Point) -> None:
    """A dashed line to cut along."""
    pen.line([start, end], _CUT, 0.6, DASH)


def scissors(pen: Pen, tip: Point, upright: bool = False, size: float = 11) -> None:
    """Open scissors, drawn, that cut to the right from before `tip`, or downwards when `upright`."""
    x, y = tip

    def at(along: float, across: float) -> Point:
        return (x + across * size, y - along * size) if upright else (x + along * size, y + across * size)

    for side in (1, -1):
        pen.line([at(0.5, side * 0.2), at(-0.45, -side * 0.14)], _CUT, 1)
        ring = at(-0.62, -side * 0.19)
        radius = 0.17 * size
        pen.box((ring[0] - radius, ring[1] - radius), (2 * radius, 2 * radius), radius, stroke=_CUT, width=0.9)
