"""Where things stand on a timeline: to scale, breaks for the longest gaps, labels moved apart."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

_MUCH_LONGER = 4  # a gap this many times as long as all others is broken


class Scale:
    """Maps days to distances from the top of the axis, `length` points long. Broken gaps look like the longest other."""

    def __init__(self, days: Sequence[int], length: float) -> None:
        self._knots = sorted(set(days))
        gaps = [b - a for a, b in zip(self._knots, self._knots[1:], strict=False)]
        self._broken = broken_gaps(gaps)
        longest = max((gap for i, gap in enumerate(gaps) if i not in self._broken), default=0)
        shown = [longest if i in self._broken else gap for i, gap in enumerate(gaps)]
        unit = max(length, 0) / (sum(shown) or 1)
        self._places = [0.0]
        for gap in shown:
            self._places.append(self._places[-1] + gap * unit)

    def at(self, day: int) -> float:
        """The distance of a day from the top, in points."""
        index = min(max(bisect_right(self._knots, day) - 1, 0), len(self._knots) - 1)
        if index == len(self._knots) - 1:
            return self._places[-1]
        first, last = self._knots[index : index + 2]
        share = max(day - first, 0) / (last - first)
        return self._places[index] + share * (self._places[index + 1] - self._places[index])

    def breaks(self) -> list[float]:
        """The middles of the broken gaps."""
        return [(self._places[i] + self._places[i + 1]) / 2 for i in sorted(self._broken)]


def broken_gaps(gaps: Sequence[int]) -> frozenset[int]:
    """Indexes of the gaps that are far longer than all the rest (at most a third of them)."""
    order = sorted(range(len(gaps)), key=lambda i: (-gaps[i], i))
    for count in range(len(gaps) // 3, 0, -1):
        if gaps[order[count - 1]] > _MUCH_LONGER * gaps[order[count]]:
            return frozenset(order[:count])
    return frozenset()


def spread(wanted: Sequence[float], heights: Sequence[float], room: float) -> list[float]:
    """Tops of rows in order, as near to `wanted` as can be without touching, inside 0..room where they fit."""
    offsets = [sum(heights[:i]) for i in range(len(heights))]
    blocks: list[list[float]] = []  # sum of targets, count
    for want, offset in zip(wanted, offsets, strict=True):
        blocks.append([want - offset, 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            last = blocks.pop()
            blocks[-1] = [blocks[-1][0] + last[0], blocks[-1][1] + last[1]]
    levels = [block[0] / block[1] for block in blocks for _ in range(int(block[1]))]
    most = max(room - sum(heights), 0)
    return [min(max(level, 0), most) + offset for level, offset in zip(levels, offsets, strict=True)]
