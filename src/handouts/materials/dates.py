"""Dates in words of the lesson's language, and in EDTF (ISO 8601-2) for exchange."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from handouts.languages.exercise_words import DateForms
from handouts.model.analysis import DateMention
from handouts.model.timeline import Day, HistoricalDate, Modifier, Precision

_VALUE = re.compile(r"(?P<bc>BC)?(?P<year>\d+)(?:-(?P<month>\d\d|[A-Z]\w))?(?:-(?P<day>\d\d))?")
_PLAIN_YEAR = 3
# EDTF level 1: sub-year groupings of seasons; level 2: quarters and semesters
_EDTF_PARTS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24, "Q1": 33, "Q2": 34, "Q3": 35, "Q4": 36, "H1": 40, "H2": 41}


def display(date: HistoricalDate, forms: DateForms) -> str:
    """The date as printed: "akhir Oktober 1941", "28 November–1 Desember 1943", "1941–1945".

    A dash joins two ends of one kind that share what follows (4–11 Februari 1945, Juni–Agustus 1941, 264–241 SM); words
    join all others ("akhir 1941 hingga 1945", never "akhir 1941–1945").
    """
    if not date.is_range:
        return _modified(_single(date, forms), date.mod, forms)
    first, last = date.value.split("/")
    end_precision = date.end_precision or date.precision
    end = _modified(_point(last, end_precision, forms), date.end_mod, forms)
    if date.mod is None and date.end_mod is None:
        short = _shortened(first, last, date.precision, end_precision, end, forms)
        if short:
            return short
    if first.startswith("BC") and not last.startswith("BC") and end_precision == "year" and date.end_mod is None:
        end = forms.ad.format(date=str(int(_parts(last)["year"])))
    start = _modified(_point(first, date.precision, forms), date.mod, forms)
    return forms.range_mixed.format(a=start, b=end)


def _single(date: HistoricalDate, forms: DateForms) -> str:
    if date.precision == "season" and date.start.year != date.end.year and min(date.start.year, date.end.year) > 0:
        # a winter over the year's end: "musim dingin 1941–1942"
        years = forms.range.format(a=date.start.year, b=date.end.year)
        return forms.seasons[_parts(date.value)["month"]].format(year=years)
    return _point(date.value, date.precision, forms)


def _shortened(
    first: str, last: str, precision: Precision, end_precision: Precision, end: str, forms: DateForms
) -> str:
    """A range whose first end leaves out what the second says; "" when nothing can be left out."""
    if precision != end_precision:
        return ""
    one, two = _parts(first), _parts(last)
    if precision == "year":
        return forms.range.format(a=int(one["year"]), b=end) if one["bc"] == two["bc"] else ""
    if one["year"] != two["year"] or one["bc"] != two["bc"]:
        return ""
    if precision == "month":
        return forms.range.format(a=forms.months[int(one["month"]) - 1], b=end)
    if precision == "day" and one["month"] == two["month"]:
        days = forms.range.format(a=int(one["day"]), b=int(two["day"]))
        return _day(days, two, forms)
    if precision == "day":
        start = forms.day_short.format(day=int(one["day"]), month=forms.months[int(one["month"]) - 1])
        return forms.range.format(a=start, b=end)
    return ""


def _parts(value: str) -> dict[str, str]:
    match = _VALUE.fullmatch(value)
    if match is None:
        raise ValueError(f"not a date value: {value!r}")
    return {k: v or "" for k, v in match.groupdict().items()}


def _point(value: str, precision: Precision, forms: DateForms) -> str:
    if precision == "century":
        return _century(value, forms)
    if precision == "decade":
        parts = _parts(value)
        return _era(forms.decade.format(year=int(parts["year"]) * 10), parts["bc"], forms)
    parts = _parts(value)
    if precision == "day" and parts["day"]:
        return _day(str(int(parts["day"])), parts, forms)
    year = _year(value, forms)
    part = parts["month"]
    if part.isdecimal():
        return forms.month.format(month=forms.months[int(part) - 1], year=year)
    if part in forms.seasons:
        return forms.seasons[part].format(year=year)
    if part in forms.parts:
        return forms.parts[part].format(year=year)
    return year


def _day(day: str, parts: dict[str, str], forms: DateForms) -> str:
    year = _era(str(int(parts["year"])), parts["bc"], forms)
    return forms.day.format(day=day, month=forms.months[int(parts["month"]) - 1], year=year)


def _year(value: str, forms: DateForms) -> str:
    parts = _parts(value)
    year = str(int(parts["year"]))
    if not parts["bc"] and len(year) < _PLAIN_YEAR:
        return forms.ad.format(date=year)
    return _era(year, parts["bc"], forms)


def _era(text: str, bc: str, forms: DateForms) -> str:
    return forms.bc.format(date=text) if bc else text


def _century(value: str, forms: DateForms) -> str:
    parts = _parts(value)
    # value 18 is the 19th century, BC04 the 5th before Christ
    number = int(parts["year"]) + 1
    if not forms.ordinals:
        text = forms.century.format(number=number)
    else:
        rest, st, nd, rd = forms.ordinals
        suffix = rest if number % 100 in (11, 12, 13) else {1: st, 2: nd, 3: rd}.get(number % 10, rest)
        text = forms.century.format(number=f"{number}{suffix}")
    return _era(text, parts["bc"], forms)


def _modified(text: str, mod: Modifier | None, forms: DateForms) -> str:
    return forms.modifiers[mod].format(date=text) if mod else text


def edtf(date: HistoricalDate) -> str:
    """The date in EDTF: 1939-08-23, 1941-23 (autumn), 194X, 18XX, 1941~ (about), 1939/1945, -0263 (264 BC).

    Early, mid and late have no sign in EDTF; such a date is written as the interval that is meant.
    """
    if date.is_range:
        first, last = date.value.split("/")
        if date.mod in (None, "APPROX") and date.end_mod in (None, "APPROX"):
            end = _edtf_point(last, date.end_mod, date.end_precision or date.precision)
            return f"{_edtf_point(first, date.mod, date.precision)}/{end}"
        return f"{_edtf_day(date.start)}/{_edtf_day(date.end)}"
    if date.mod in ("START", "MID", "END"):
        return f"{_edtf_month(date.start)}/{_edtf_month(date.end)}"
    return _edtf_point(date.value, date.mod, date.precision)


def _edtf_point(value: str, mod: Modifier | None, precision: Precision) -> str:
    parts = _parts(value)
    mark = "~" if mod == "APPROX" else ""
    if precision in ("decade", "century"):
        shown = parts["year"].zfill(3 if precision == "decade" else 2)
        text = ("-" if parts["bc"] else "") + shown.ljust(4, "X")
        return text + mark
    year = _edtf_year(-int(parts["year"]) if parts["bc"] else int(parts["year"]))
    part = parts["month"]
    if part in _EDTF_PARTS:
        return f"{year}-{_EDTF_PARTS[part]}{mark}"
    tail = "".join(f"-{p}" for p in (part, parts["day"]) if p.isdecimal())
    return f"{year}{tail}{mark}"


def _edtf_year(year: int) -> str:
    astronomical = year if year > 0 else year + 1
    return f"{astronomical:04d}" if astronomical >= 0 else f"-{-astronomical:04d}"


def _edtf_month(day: Day) -> str:
    return f"{_edtf_year(day.year)}-{day.month:02d}"


def _edtf_day(day: Day) -> str:
    return f"{_edtf_month(day)}-{day.day:02d}"


def prefers_month_first(mentions: Iterable[DateMention]) -> bool:
    """True when the essay itself writes most of its full dates as "August 23, 1939"."""
    full = [m.passage.text.strip() for m in mentions if m.date.precision == "day"]
    return sum(1 if text[:1].isalpha() else -1 for text in full if text) > 0


def coarser(date: HistoricalDate, precision: Precision) -> HistoricalDate | None:
    """The month or the year that holds a date; None when it cannot be told ("winter 1941" has no month)."""
    if date.is_range or date.mod == "APPROX" or date.precision in ("decade", "century"):
        return None
    parts = _parts(date.value)
    era = parts["bc"]
    if precision == "year":
        year = date.start.year
        same = replace(date, value=f"{era}{parts['year']}", precision="year", mod=None)
        return replace(same, start=Day(year, 1, 1), end=Day(year, 12, 31))
    if precision == "month" and parts["month"].isdecimal() and date.precision in ("day", "month"):
        same = replace(date, value=f"{era}{parts['year']}-{parts['month']}", precision="month", mod=None)
        year, month = date.start.year, int(parts["month"])
        return replace(same, start=Day(year, month, 1), end=Day(year, month, 31))
    return date if date.precision == precision else None
