"""The narrative spine: which year, month and day the story has reached when a date leaves them out.

A year in parentheses does not move the spine. A heading does, and so does the first date below one: a new section takes
up its own thread. Elsewhere a year that goes back, or more than three years ahead, moves it only when it opens its
sentence. These rules come from counts on war narratives; docs/dates.md tells what each was worth.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from handouts.analysis.intervals import Moment, add_years

FAR_AHEAD = 3
FULL_YEARS = 1000
# farther from the story a bare year may as well be one of the other era: "in 44 BC … in 410"
NEAR_ERA = 100


@dataclass(slots=True)
class Spine:
    """Where the story stands. `bc_seen` tells whether the essay has a year BC, `fresh` whether a section just began.

    `named` is the year named last, wherever it stood: what "that year" points to. `strays` counts the explicit years
    that did not move the story since one did: after several of them nobody can be sure where the story stands.
    `sure` is False since a sentence that is no evidence named a year, until one that is evidence moves the story.
    `beside` is a date told just before that did not move the story, `closing` the day on which what was told last
    ended, `lasted` whether its range was told, `block` the paragraph of the last explicit date.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    bc_seen: bool = False
    fresh: bool = True
    named: int | None = None
    strays: int = 0
    sure: bool = True
    beside: Moment | None = None
    closing: tuple[int, int, int] | None = None
    lasted: bool = False
    block: int = -1

    def accepts(self, moment: Moment, *, heading: bool, opens: bool, first: bool, ahead: Iterable[int]) -> bool:
        """Whether an explicit date moves the story; `ahead` are the years told next, `first`
        tells that no year stands before it in its paragraph.

        A leap of many years is a step of the story when that goes on from there, and a look ahead when it comes back.
        """
        if moment.year is None:
            return False
        if self.year is None or heading or opens or self.fresh:
            return True
        leap = moment.year - self.year
        years = list(ahead)
        if 0 <= leap <= FAR_AHEAD:
            return leap < 2 or not years or not self.year <= years[0] < moment.year
        if not years:
            return False
        if leap < 0:
            # a paragraph that goes back, and stays there
            return first and moment.year <= years[0] < self.year
        return (years[0] if first else min(years)) >= moment.year

    def move(self, moment: Moment) -> None:
        """The story is now at `moment`."""
        if moment.year is None:
            return
        if moment.year != self.year:
            self.month = self.day = None
            self.part = ""
        self.year = moment.year
        if moment.month is not None:
            self.month, self.day = moment.month, moment.day
        if moment.part:
            self.part = moment.part
            if moment.part == "WI" and moment.turn < 0:
                # the story stands in the January of that winter
                self.month, self.day = 1, None
        elif moment.month is not None:
            self.part = ""
        self.bc_seen = self.bc_seen or moment.year < 0

    def close(self, moment: Moment, *, lasted: bool) -> None:
        """What was told last ended at `moment`; a day within a range that was told ends nothing."""
        if moment.day is None or moment.month is None or moment.year is None:
            return
        day = moment.year, moment.month, moment.day
        within = self.closing is not None and self.lasted and day <= self.closing
        if lasted or not within:
            self.closing, self.lasted = day, lasted

    def at(self, moment: Moment) -> Spine:
        """A copy that stands at `moment`: for what one sentence counts from a date the story itself does not go to."""
        copy = replace(self)
        copy.move(moment)
        return copy

    def month_index(self) -> int | None:
        """Months since the year 0 of astronomers; None while the story has no month."""
        if self.year is None or self.month is None:
            return None
        return month_index(self.year, self.month)


def signed(year: int, story: int | None) -> int:
    """A year without its era beside years BC: before Christ unless the story has come to the first centuries."""
    return year if story is not None and 0 < story < FULL_YEARS else -year


def month_index(year: int, month: int) -> int:
    """Months since the year 0 of astronomers, so that distances over the change of era are right."""
    return (year if year > 0 else year + 1) * 12 + month - 1


def nearest_year(spine_year: int, month: int, at: int, *, back: bool = False) -> int:
    """The year that brings `month` nearest to the month `at`; with `back` the last one that is not after it."""
    years = [add_years(spine_year, n) for n in (-1, 0, 1)]
    if back:
        return max((y for y in years if month_index(y, month) <= at), default=years[0])
    return min(years, key=lambda y: (abs(month_index(y, month) - at), y != spine_year))
