"""Values of dates (TIMEX3-like strings) and the days they cover. Years are whole numbers, BC negative, no year 0."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from handouts.model.timeline import Basis, Day, HistoricalDate, Modifier, Precision

SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_HALVES = {"H1": (1, 6), "H2": (7, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Moment:
    """A point or stretch of time: the fields that are known. `part` is a season, half or quarter of the year.

    `turn` tells where a winter lies: 1 when it runs into the next year ("winter 1941–42"), -1 when it began in the year
    before, 0 when only its year is known. `decade` and `century` are digits of the value ("194", "18"); with `bc` they
    count before Christ.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    decade: int | None = None
    century: int | None = None
    bc: bool = False
    turn: int = 0


def month_length(year: int, month: int) -> int:
    """Days of a month in the Gregorian calendar; BC years by their astronomical number."""
    astronomical = year if year > 0 else year + 1
    leap = astronomical % 4 == 0 and (astronomical % 100 != 0 or astronomical % 400 == 0)
    return 29 if month == 2 and leap else _DAYS[month - 1]


def add_years(year: int, n: int) -> int:
    """`year` moved by `n` years, over the missing year 0."""
    moved = year + n
    if year < 0 <= moved:
        return moved + 1
    if year > 0 >= moved:
        return moved - 1
    return moved


def add_months(year: int, month: int, n: int) -> tuple[int, int]:
    """Year and month `n` months on."""
    index = month - 1 + n
    return add_years(year, index // 12), index % 12 + 1


def add_days(year: int, month: int, day: int, n: int) -> tuple[int, int, int] | None:
    """The day `n` days on; None outside the years 1 to 9999."""
    try:
        moved = datetime.date(year, month, day) + datetime.timedelta(days=n)
    except (ValueError, OverflowError):
        return None
    return moved.year, moved.month, moved.day


def next_weekday(year: int, month: int, day: int, weekday: int, step: int) -> tuple[int, int, int] | None:
    """The next `weekday` (Monday is 1), the last one with `step` -1; None outside the years 1 to 9999."""
    try:
        now = datetime.date(year, month, day).isoweekday()
    except ValueError:
        return None
    away = (weekday - now) * step % 7 or 7
    return add_days(year, month, day, away * step)


def _year_text(year: int) -> str:
    return f"{year:04d}" if year > 0 else f"BC{-year:04d}"


def value_of(moment: Moment) -> str:
    """The TIMEX3-like value: 1941-06-22, 1941-FA, 194, 18, BC0264, 1997-H2."""
    if moment.century is not None:
        return f"{'BC' if moment.bc else ''}{moment.century:02d}"
    if moment.decade is not None:
        return f"{'BC' if moment.bc else ''}{moment.decade:03d}"
    if moment.year is None:
        return ""
    text = _year_text(moment.year)
    if moment.part:
        return f"{text}-{moment.part}"
    if moment.month is not None:
        text += f"-{moment.month:02d}"
        if moment.day is not None:
            text += f"-{moment.day:02d}"
    return text


def precision_of(moment: Moment) -> Precision:
    """How fine the moment is."""
    if moment.century is not None:
        return "century"
    if moment.decade is not None:
        return "decade"
    if moment.part:
        return "season" if moment.part in SEASON_START else "half" if moment.part[0] == "H" else "quarter"
    return "year" if moment.month is None else "month" if moment.day is None else "day"


def days_of(moment: Moment, mod: Modifier | None) -> tuple[Day, Day]:
    """First and last day meant: START, MID and END take a third of the stretch (awal 1941: January to April)."""
    if moment.century is not None or moment.decade is not None:
        return _years_of(moment, mod)
    year = moment.year or 1
    if moment.month is not None and moment.day is not None:
        day = Day(year, moment.month, min(moment.day, month_length(year, moment.month)))
        return day, day
    if moment.month is not None:
        last = month_length(year, moment.month)
        a, b = {"START": (1, 10), "MID": (11, 20), "END": (21, last)}.get(mod or "", (1, last))
        return Day(year, moment.month, a), Day(year, moment.month, b)
    first, months = _months_of(moment)
    third = months // 3
    shift, length = {"START": (0, third), "MID": (third, months - 2 * third), "END": (months - third, third)}.get(
        mod or "", (0, months)
    )
    return _month_span(year, first + shift, max(1, length))


def _months_of(moment: Moment) -> tuple[int, int]:
    """First month and number of months; a winter of one year may stand at either end of it."""
    part = moment.part
    if not part or (part == "WI" and not moment.turn):
        return 1, 12
    if part == "WI":
        return (12, 3) if moment.turn > 0 else (0, 3)
    if part in SEASON_START:
        return SEASON_START[part], 3
    a, b = _HALVES[part]
    return a, b - a + 1


def _month_span(year: int, first: int, count: int) -> tuple[Day, Day]:
    y1, m1 = add_months(year, 1, first - 1)
    y2, m2 = add_months(year, 1, first + count - 2)
    return Day(y1, m1, 1), Day(y2, m2, month_length(y2, m2))


def _years_of(moment: Moment, mod: Modifier | None) -> tuple[Day, Day]:
    if moment.century is not None:
        first, length = moment.century * 100 + 1, 100
    else:
        first, length = (moment.decade or 0) * 10, 10
    a, b = {
        "START": (0, length // 3),
        "MID": (length // 3, 2 * length // 3 - 1),
        "END": (2 * length // 3, length - 1),
    }.get(mod or "", (0, length - 1))
    if moment.bc:
        # the 4th century BC runs from 400 to 301 BC, the 480s from 489 to 480
        top = -(first + length - 1)
        return Day(min(-1, top + a), 1, 1), Day(min(-1, top + b), 12, 31)
    return Day(max(1, first + a), 1, 1), Day(first + b, 12, 31)


def historical(moment: Moment, mod: Modifier | None, basis: Basis) -> HistoricalDate:
    """The date of a moment with its modifier."""
    start, end = days_of(moment, mod)
    return HistoricalDate(value_of(moment), start, end, precision_of(moment), mod, basis)
