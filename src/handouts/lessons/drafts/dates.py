"""Dates in drafts: short where the value says it all (1939-08-23), with all their parts where it does not."""

from __future__ import annotations

import re

from handouts.model.timeline import Day, HistoricalDate, Precision

_SIMPLE = re.compile(r"(?:(\d{4})|BC(\d{4}))(?:-(\d\d)(?:-(\d\d))?)?")
_DAY = re.compile(r"(-?)(\d{4,})-(\d\d)-(\d\d)")
_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def of_value(value: str) -> HistoricalDate | None:
    """The date that a value alone stands for: a year, month or day, or a range of two; None for other values."""
    first, slash, second = value.partition("/")
    begin = _interval(first)
    end = _interval(second) if slash else begin
    if begin is None or end is None:
        return None
    return HistoricalDate(value, begin[0], end[1], begin[2], end_precision=end[2] if slash else None)


def _interval(value: str) -> tuple[Day, Day, Precision] | None:
    match = _SIMPLE.fullmatch(value)
    if not match:
        return None
    year = int(match[1]) if match[1] else -int(match[2])
    month, day = int(match[3] or 1), int(match[4] or 1)
    if year == 0 or not 1 <= month <= 12 or not 1 <= day <= _last_day(year, month):
        return None
    if match[4]:
        return Day(year, month, day), Day(year, month, day), "day"
    if match[3]:
        return Day(year, month, 1), Day(year, month, _last_day(year, month)), "month"
    return Day(year, 1, 1), Day(year, 12, 31), "year"


def _last_day(year: int, month: int) -> int:
    astronomical = year if year > 0 else year + 1
    leap = astronomical % 4 == 0 and (astronomical % 100 != 0 or astronomical % 400 == 0)
    return 29 if month == 2 and leap else _MONTHS[month - 1]


def day_text(day: Day) -> str:
    """A day as year-month-day, with a minus sign for BC."""
    return f"{'-' if day.year < 0 else ''}{abs(day.year):04d}-{day.month:02d}-{day.day:02d}"


def day_of(text: str) -> Day | None:
    """The day of `day_text`, or None."""
    match = _DAY.fullmatch(text)
    if not match or int(match[2]) == 0:
        return None
    year = -int(match[2]) if match[1] else int(match[2])
    return Day(year, int(match[3]), int(match[4]))


def parts(date: HistoricalDate) -> str | dict[str, str]:
    """What a draft holds of a date: its value where that says it all, else every part that is not the usual one."""
    if of_value(date.value) == date:
        return date.value
    found = {
        "value": date.value,
        "from": day_text(date.start),
        "to": day_text(date.end),
        "precision": str(date.precision),
    }
    extra = {
        "mod": date.mod,
        "basis": date.basis if date.basis != "explicit" else None,
        "end_precision": date.end_precision,
        "end_mod": date.end_mod,
    }
    return found | {key: str(value) for key, value in extra.items() if value}
