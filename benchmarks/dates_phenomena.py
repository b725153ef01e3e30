"""What kind of expression a gold date is, by the word classes of its language: the rows of the table of dates.py."""

from __future__ import annotations

from handouts.analysis.date_tokens import tokens

_LONG = 7


def phenomenon(text: str, value: str, language: str) -> str:
    """The row of the table that an expression is counted in."""
    found = tokens(text, language)
    classes = {name for t in found for name in t.classes}
    year, part = bool(classes & {"YEAR", "YEAR3", "APOS"}), bool(classes & {"MODA", "MODN", "HALF", "QUARTER"})
    day = bool(classes & {"DAY", "ORDDAY"})
    if "NUMDATE" in classes:
        return "date in figures"
    if "MONTH" in classes and len(found) <= _LONG + 4:
        if year:
            return "day, month and year" if day else "month and year"
        return "day and month" if day else "month alone"
    if len(found) > _LONG:
        return "long phrase with an event"
    if "ERA" in classes or (value.startswith("BC") and (year or "YEAR2" in classes)):
        return "year with an era"
    if "SEASON" in classes:
        return "season and year" if year else "season alone"
    if "CENTURY" in classes:
        return "century"
    if "DECADE" in classes:
        return "decade"
    if year:
        return "part of a year" if part else "year"
    return _pointing(classes, len(found), day)


def _pointing(classes: set[str], length: int, day: bool) -> str:
    """Expressions without month and year."""
    unit = bool(classes & {"UNIT", "UNITS", "ONEUNIT", "POSS", "YEARUNIT"})
    if classes & {"CLOCK", "AMPM", "DAYPART", "HOURS"}:
        return "time or part of a day"
    if "HOLIDAY" in classes:
        return "holiday"
    if unit and classes & {"SHIFT", "AFTER", "NEXTDAY"}:
        return "so many units later or earlier"
    if "NEXTDAY" in classes or (unit and classes & {"NEXT", "PREV"}):
        return "next or previous unit"
    if unit and classes & {"MODN", "MODA", "LATER", "REST", "HALF"}:
        return "part of that unit"
    if classes & {"THAT", "THIS", "SAME"}:
        return "that or the same unit"
    if day and length <= 2:
        return "day alone (end of a range)"
    return "unit alone" if unit else "other"
