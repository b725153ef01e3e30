"""No-break spaces where a line must not end: inside dates, between initials, before units and Roman numerals."""

from __future__ import annotations

import re
from functools import cache

from handouts.languages.labels import Labels

NO_BREAK = "\u00a0"


def bind(text: str, labels: Labels) -> str:
    """The text with some of its spaces turned into no-break spaces; same length, so that offsets still hold."""
    if " " not in text:
        return text
    return _pattern(labels["binding.months"], labels["binding.units"]).sub(lambda m: NO_BREAK, text)


@cache
def _pattern(months: str, units: str) -> re.Pattern[str]:
    day_month = rf"(?<=\d) (?=(?:{months})\b)"
    month_number = "|".join(rf"(?<=\b{m}) (?=\d)" for m in months.split("|"))
    initials = r"(?<=\b[A-Z]\.) (?=[A-Z])"
    before_initial = r"(?<=\w) (?=[A-Z]\. ?[A-Z])"
    unit = rf"(?<=\d) (?=(?:{units})\b)"
    roman = r"(?<=\w) (?=[IVX]{1,5}\b(?!\.\w))"
    return re.compile("|".join((day_month, month_number, initials, before_initial, unit, roman)))
