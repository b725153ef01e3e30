"""Where things stand on a timeline for the wall: a horizontal axis that goes on over several sheets.

Distances run along the whole axis, in points; sheet `k` shows those from `k * width` to `(k + 1) * width`. No label is
cut by the edge of a sheet, no two labels of one side touch.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from handouts.model.timeline import Day
from handouts.typeset.scale import Scale

_SLACK = 1.15  # length given, as a multiple of what the labels need, so that distances can tell something
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000)
_SHARES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.7, 0.5, 0.0)
_PER_YEAR = 2.2  # a year's mark takes this many times the width of its words
_DAYS_OF_YEAR = 12 * 31  # as Day.ordinal counts
EDGE = 14.0  # no event and no break stands nearer to the edge of a sheet
GAP = 14.0  # between labels of one side


@dataclass(frozen=True, slots=True)
class Spot:
    """An event's place on the axis, and its label's: `left` end, on `side` 0 (above) or 1 (below)."""

    x: float
    left: float
    side: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole strip: number of sheets, events in order, the places of broken gaps, and the axis's two ends."""

    sheets: int
    width: float
    spots: tuple[Spot, ...]
    breaks: tuple[float, ...]
    end: float
    days: tuple[int, ...]
    places: tuple[float, ...]
    broken: frozenset[int]

    def at(self, day: int) -> float:
        """The place of a day."""
        index = bisect_right(self.days, day) - 1
        if index < 0:
            return self.places[0]
        if index == len(self.days) - 1:
            return self.places[-1]
        first, last = self.days[index : index + 2]
        return self.places[index] + (day - first) / (last - first) * (self.places[index + 1] - self.places[index])

    @property
    def shown_years(self) -> float:
        """Years that the axis shows: those of broken gaps do not count."""
        gaps = zip(self.days, self.days[1:], strict=False)
        return sum(b - a for i, (a, b) in enumerate(gaps) if i not in self.broken) / _DAYS_OF_YEAR

    def is_left_out(self, day: int) -> bool:
        """True for a day inside a broken gap, whose place tells nothing."""
        index = bisect_right(self.days, day) - 1
        return index in self.broken and day > self.days[index]


def lay_out(days: Sequence[int], until: int, box: float, width: float) -> Layout:
    """The layout on as few sheets as its labels, `box` points wide, allow. `days` in order, `until` as in Scale."""
    need = (box + GAP) / 2
    wanted = ((len(days) - 1) * need + box) * _SLACK + 2 * EDGE
    sheets = max(1, math.ceil(wanted / width)) if len(days) > 1 else 1
    while True:
        for share in _SHARES:
            made = _attempt(days, until, box, width, sheets, share)
            if made is not None:
                return made
        sheets += 1


def _attempt(days: Sequence[int], until: int, box: float, width: float, sheets: int, share: float) -> Layout | None:
    """The layout on so many sheets, the scale as long as `share` of them; None when it does not fit."""
    room = sheets * width - 2 * EDGE - box
    scale = Scale(days, [(box + GAP) / 2] * len(days), until, max(room * share, 0))
    spots = _spots([EDGE + place for place in scale.places[: len(days)]], box, width)
    ended = len(scale.places) > len(days)
    end = spots[-1].x + (scale.places[-1] - scale.places[len(days) - 1] if ended else 0)
    if max(max(spot.left for spot in spots) + box, end) > sheets * width:
        return None
    rising = tuple(max(days[: i + 1]) for i in range(len(days)))
    xs = tuple(spot.x for spot in spots)
    known, places = ((*rising, until), (*xs, end)) if ended else (rising, xs)
    breaks = tuple(_clear((places[i] + places[i + 1]) / 2, width) for i in sorted(scale.broken))
    return Layout(sheets, width, tuple(spots), breaks, end, known, places, scale.broken)


def _spots(wanted: Sequence[float], box: float, width: float) -> list[Spot]:
    """Events at the places wanted or later, each label on the side that is free, inside one sheet."""
    taken = [-math.inf, -math.inf]
    spots: list[Spot] = []
    shift = 0.0
    for index, place in enumerate(wanted):
        x = _clear(place + shift, width)
        side = side_of(index)
        left = _inside(x, box, width)
        if left < taken[side] + GAP:
            x = _clear(max(x, taken[side] + GAP), width)
            left = _inside(x, box, width)
        if left < taken[side] + GAP:
            x = left = (math.floor(x / width) + 1) * width + EDGE
        shift = max(shift, x - place)
        taken[side] = left + box
        spots.append(Spot(x, left, side))
    return spots


def side_of(index: int) -> int:
    """The side of an event's label: above and below in turn."""
    return index % 2


def _inside(x: float, box: float, width: float) -> float:
    """Where a label begins that belongs to x: there, or further left where the sheet ends."""
    sheet = math.floor(x / width)
    return max(min(x, (sheet + 1) * width - box - EDGE / 2), sheet * width)


def _clear(x: float, width: float) -> float:
    """The place itself, or one a little further on, away from the edge between two sheets."""
    sheet = math.floor(x / width)
    if x - sheet * width < EDGE and sheet:
        return sheet * width + EDGE
    return x if (sheet + 1) * width - x >= EDGE else (sheet + 1) * width + EDGE


def years(layout: Layout, word: float) -> list[tuple[int, float]]:
    """Years to be marked and their places: round ones, as many as there is room for words `word` points wide.

    There is no year 0: of a row of hundreds the one between 100 BC and 100 AD is 1 AD.
    """
    first, last = layout.days[0], layout.days[-1]
    low, high = year_of(first), year_of(last)
    most = max(layout.end / (word * _PER_YEAR), 1)
    step = next((s for s in _STEPS if layout.shown_years / s <= most), _STEPS[-1])
    found: list[tuple[int, float]] = []
    for count in range(low // step, high // step + 2):
        year = count * step or 1
        day = Day(year, 1, 1).ordinal()
        if first <= day <= last and not layout.is_left_out(day) and (not found or found[-1][0] < year):
            found.append((year, layout.at(day)))
    return found


def year_of(day: int) -> int:
    """The year of a place on the axis, as Day.ordinal counts."""
    year = day // _DAYS_OF_YEAR
    return year if year > 0 else year - 1
