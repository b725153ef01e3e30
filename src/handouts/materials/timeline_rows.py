"""The chosen events as rows of a printed timeline: the date in words, the year only when it changes, what is drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handouts.model.axis import axis_gaps, broken_gaps, page_parts
from handouts.model.sheet import TimelineMoment, TimelineRow, TimelineSigns
from handouts.model.timeline import Day, Event, Timeline

# A range shorter than this part of the whole timeline would be a bar smaller than its dot.
SHORTEST_BAR = 60
# Dates whose year can be left out without leaving too little: "Agustus", not "" for a year alone.
_FINER_THAN_A_YEAR = ("day", "month", "season")


def timeline_rows(timeline: Timeline) -> tuple[TimelineRow, ...]:
    """The chosen events, when and what."""
    chosen = timeline.chosen
    return tuple(TimelineRow(m, e.label) for m, e in zip(moments(chosen), chosen, strict=True))


def moments(events: Sequence[Event]) -> tuple[TimelineMoment, ...]:
    """When the events happened, numbered from 1; the short date leaves the year out while it does not change."""
    if not events:
        return ()
    span = _drawn_span(events)
    made: list[TimelineMoment] = []
    year = 0
    for number, event in enumerate(events, start=1):
        made.append(_moment(str(number), event, year, span))
        # Behind a range over several years a bare "May" could be of any of them.
        year = event.date.end.year if event.date.start.year == event.date.end.year else 0
    return tuple(made)


def _drawn_span(events: Sequence[Event]) -> int:
    """The days between the first and the last, those of broken gaps counted as the axis draws them."""
    gaps = axis_gaps([e.date.start.ordinal() for e in events], max(e.date.end.ordinal() for e in events))
    broken = broken_gaps(gaps)
    whole = [gap for i, gap in enumerate(gaps) if i not in broken]
    return sum(whole) + len(broken) * max(whole, default=0)


def _moment(number: str, event: Event, previous_year: int, span: int) -> TimelineMoment:
    date = event.date
    is_bar = date.is_range and (date.end.ordinal() - date.start.ordinal()) * SHORTEST_BAR >= span
    short = event.display
    fine = date.precision in _FINER_THAN_A_YEAR and (date.end_precision or date.precision) in _FINER_THAN_A_YEAR
    if fine and date.start.year == date.end.year == previous_year:
        short = _without_year(short, previous_year)
    is_vague = date.mod == "APPROX"
    return TimelineMoment(
        number=number,
        date=event.display,
        short_date=short,
        start=_iso(date.start),
        end=_iso(date.end),
        bar=is_bar,
        loose_start=is_bar and date.mod is not None,
        loose_end=is_bar and (is_vague or date.end_mod is not None),
        open=not is_bar and (date.mod is not None or date.end_mod is not None),
    )


def _without_year(display: str, year: int) -> str:
    """ "15 Maret 44 SM" as "15 Maret", "June 22, 1941" as "June 22", "7–12 Juni 1941" as "7–12 Juni".

    The whole where the year does not end it, or stands in it twice.
    """
    found = re.search(rf"[ ,]+(?:[A-Z]+ )?{abs(year)}(?: [A-Z]+)?$", display)
    twice = len(re.findall(rf"(?<!\d){abs(year)}(?!\d)", display)) > 1
    return display[: found.start()] if found and found.start() and not twice else display


def signs(moments: Sequence[TimelineMoment], events: Sequence[Event]) -> TimelineSigns:
    """The signs that the chart of these events uses."""
    return TimelineSigns(
        bars=any(m.bar for m in moments),
        loose=any(m.loose_start or m.loose_end for m in moments),
        open=any(m.open for m in moments),
        breaks=any(_has_break([events[i] for i in part]) for part in page_parts(len(events))),
    )


def _has_break(events: Sequence[Event]) -> bool:
    days = [e.date.start.ordinal() for e in events]
    until = max([e.date.end.ordinal() for e in events if e.date.is_range], default=days[-1])
    return bool(broken_gaps(axis_gaps(days, until)))


def _iso(day: Day) -> str:
    sign = "-" if day.year < 0 else ""
    return f"{sign}{abs(day.year):04d}-{day.month:02d}-{day.day:02d}"
