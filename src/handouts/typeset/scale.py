"""Where things stand on a timeline: distances true to scale, but never too small to read, far gaps broken."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from handouts.model.axis import broken_gaps

_STEPS = 40  # halvings in the search for the scale
_TAIL = 8.0  # points between the last event and the end of a range after it, at least


class Scale:
    """Places of days on an axis, in points from its first event.

    `days` are the events' days in order, `least` the space each event needs below it, `until` the last day of any
    range; after the last event its space counts only when a range goes on. Distances are true to scale where that
    leaves enough space; all of it is at most `length` long where the events allow that. A broken gap is drawn as long
    as the longest other one. `broken` are the indexes of broken gaps, `places` those of the days.
    """

    def __init__(self, days: Sequence[int], least: Sequence[float], until: int, length: float) -> None:
        rising = [max(days[: i + 1]) for i in range(len(days))]
        ended = until > rising[-1]
        self._days = rising + ([until] if ended else [])
        gaps = [b - a for a, b in zip(self._days, self._days[1:], strict=False)]
        needs = [*least[:-1], max(_TAIL, least[-1])] if ended else least[:-1]
        self.broken = broken_gaps(gaps)
        longest = max((gap for i, gap in enumerate(gaps) if i not in self.broken), default=0)
        shown = [longest if i in self.broken else gap for i, gap in enumerate(gaps)]
        unit = _unit(shown, needs, length)
        self.places = [0.0]
        for gap, need in zip(shown, needs, strict=True):
            self.places.append(self.places[-1] + max(gap * unit, need))

    def at(self, day: int) -> float:
        """The place of a day on the axis."""
        index = bisect_right(self._days, day) - 1
        if index < 0:
            return 0.0
        if index == len(self._days) - 1:
            return self.places[-1]
        first, last = self._days[index : index + 2]
        share = (day - first) / (last - first)
        return self.places[index] + share * (self.places[index + 1] - self.places[index])

    def breaks(self) -> list[float]:
        """The middles of the broken gaps."""
        return [(self.places[i] + self.places[i + 1]) / 2 for i in sorted(self.broken)]


def _unit(gaps: Sequence[int], needs: Sequence[float], length: float) -> float:
    """Points for a day, such that the gaps, none below its need, fill the length."""
    if not any(gaps):
        return 0.0
    low, high = 0.0, length / max(gaps)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        total = sum(max(gap * middle, need) for gap, need in zip(gaps, needs, strict=True))
        low, high = (middle, high) if total <= length else (low, middle)
    return low
