"""Dates of history and the events that carry them. Years are whole numbers, BC ones negative; there is no year 0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handouts.model.text import Passage

Precision = Literal["day", "month", "season", "half", "quarter", "year", "decade", "century"]
Modifier = Literal["START", "MID", "END", "APPROX"]
Basis = Literal["explicit", "inherited", "shifted", "guessed"]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar as the text means it. `year` is negative for BC (-264 = 264 BC); never 0."""

    year: int
    month: int
    day: int

    def ordinal(self) -> int:
        """A number for order and distance: days on a proleptic 31-day-month count, without a gap at BC/AD.

        Not a Julian day: it is for ordering and for drawing to scale (error below half a month), never printed.
        """
        astronomical = self.year if self.year > 0 else self.year + 1
        return (astronomical * 12 + self.month - 1) * 31 + self.day - 1


@dataclass(frozen=True, slots=True)
class HistoricalDate:
    """An interval with what is known of it.

    `value` is TIMEX3-like (1939, 1939-08, 1939-08-23, 1941-FA, 194 for a decade, 18 for the 19th century, BC0264,
    1997-H2, 1939/1945 for a range); `mod` START, MID, END, APPROX or None; `start` and `end` the first and the last
    day meant, both inclusive, modifiers applied (awal 1941 ends in April). For a range `value` is "A/B" and
    `end_mod` the modifier of its second end, `mod` that of the first; `end_precision` its precision.
    """

    value: str
    start: Day
    end: Day
    precision: Precision
    mod: Modifier | None = None
    basis: Basis = "explicit"
    end_precision: Precision | None = None
    end_mod: Modifier | None = None

    @property
    def is_range(self) -> bool:
        """True for "1939-1945", "dari Juni hingga Agustus 1941"; false for a year or a decade alone."""
        return self.end_precision is not None

    def before(self, other: HistoricalDate) -> bool:
        """True when this date surely lies before the other: the two intervals do not touch."""
        return self.end.ordinal() < other.start.ordinal()


@dataclass(frozen=True, slots=True)
class Event:
    """One row of a timeline. `label` is what is printed; `sentence` the evidence; `chosen` whether it is printed.

    `display` is the date in words of the lesson's language. `rule` names how the label was made.
    """

    id: str
    date: HistoricalDate
    display: str
    label: str
    sentence: Passage
    mention: Passage
    chosen: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """All events found, in order of time. `checked` is True once a teacher has approved the file."""

    events: tuple[Event, ...] = ()
    checked: bool = False

    @property
    def chosen(self) -> tuple[Event, ...]:
        """The events to be printed."""
        return tuple(e for e in self.events if e.chosen)
