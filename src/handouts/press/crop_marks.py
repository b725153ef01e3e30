"""Fine lines that say where pages are cut apart. Lengths are points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handouts.model.press import MM
from handouts.press.sheet_room import Box

Line = tuple[float, float, float, float]

_AWAY = 3 * MM
_LONG = 5 * MM
_HAIR = 0.01  # what rounding may move


def crop_marks(boxes: Sequence[Box], width: float, height: float) -> tuple[Line, ...]:
    """Two lines outside each corner of each box, 3 mm away from it and 5 mm long.

    Those that would leave the sheet or run into a box are left out. Boxes that share an edge share its marks.
    """
    found: dict[Line, None] = {}
    for one in boxes:
        for line in _corners(one):
            if _inside(line, width, height) and not any(_meets(line, other) for other in boxes):
                found[line] = None
    return tuple(found)


def _corners(box: Box) -> Iterator[Line]:
    left, bottom, right, top = (round(n, 3) + 0.0 for n in box)
    for y in (bottom, top):
        yield _line(left - _AWAY - _LONG, y, left - _AWAY, y)
        yield _line(right + _AWAY, y, right + _AWAY + _LONG, y)
    for x in (left, right):
        yield _line(x, bottom - _AWAY - _LONG, x, bottom - _AWAY)
        yield _line(x, top + _AWAY, x, top + _AWAY + _LONG)


def _line(x1: float, y1: float, x2: float, y2: float) -> Line:
    return round(x1, 3) + 0.0, round(y1, 3) + 0.0, round(x2, 3) + 0.0, round(y2, 3) + 0.0


def _inside(line: Line, width: float, height: float) -> bool:
    x1, y1, x2, y2 = line
    return x1 >= -_HAIR and y1 >= -_HAIR and x2 <= width + _HAIR and y2 <= height + _HAIR


def _meets(line: Line, box: Box) -> bool:
    """Whether the line touches the box, be it at its edge."""
    x1, y1, x2, y2 = line
    left, bottom, right, top = box
    return x1 <= right + _HAIR and x2 >= left - _HAIR and y1 <= top + _HAIR and y2 >= bottom - _HAIR
