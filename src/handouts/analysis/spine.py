"""The narrative spine: which year, month and day the story has reached when a date leaves them out.

A year in parentheses does not move the spine; a heading does; a year that goes back, or more than three years ahead,
only when it opens its sentence or its heading. These rules come from counts on war narratives.
"""

from __future__ import annotations

from dataclasses import dataclass

from handouts.analysis.intervals import Moment

FAR_AHEAD = 3


@dataclass(slots=True)
class Spine:
    """Where the story stands. `last` is the last moment told, `bc_seen` whether the essay has a year BC.

    `sure` is False while the story stands where a sentence that is no evidence has put it.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    last: Moment | None = None
    bc_seen: bool = False
    sure: bool = True

    def accepts(self, moment: Moment, *, heading: bool, opens: bool) -> bool:
        """Whether an explicit date moves the story."""
        if moment.year is None:
            return False
        if self.year is None or heading or opens:
            return True
        return 0 <= moment.year - self.year <= FAR_AHEAD

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
        self.last = moment
        self.bc_seen = self.bc_seen or moment.year < 0
