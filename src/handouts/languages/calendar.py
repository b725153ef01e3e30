"""Names of months and the order of day, month and year, from the CLDR through Babel; loaded when first asked for.

Reading dates needs none of this (its words are in `dates.toml`); only what is printed does. Babel and one locale cost
about 50 ms, so a build whose dates stand in the teacher's files does not load them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

_LETTERS = {"d": "{day}", "dd": "{day}", "MMMM": "{month}", "LLLL": "{month}", "y": "{year}"}
_FIELD = re.compile(r"'([^']*)'|([dMLy]+)|([^dMLy']+)")
# the day comes first in British usage, the month in American
_MONTH_FIRST = {"en": ("en_GB", "en_US")}


@dataclass(frozen=True, slots=True)
class CalendarNames:
    """Month names and the patterns of a full day, a day without its year, and a month, with {day} {month} {year}."""

    months: tuple[str, ...]
    day: str
    day_short: str
    month: str


@cache
def calendar_names(language: str, month_first: bool = False) -> CalendarNames | None:
    """What the CLDR says of the language; None when it does not know the language.

    `month_first` asks for "August 23, 1939" where a language is written both ways.
    """
    from babel.core import Locale, UnknownLocaleError

    usual, first = _MONTH_FIRST.get(language, (language, language))
    try:
        locale = Locale.parse(first if month_first else usual)
    except (UnknownLocaleError, ValueError):
        return None
    names: Mapping[int, str] = locale.months["format"]["wide"]
    skeletons = locale.datetime_skeletons
    return CalendarNames(
        months=tuple(names[i] for i in range(1, 13)),
        day=_pattern(locale.date_formats["long"]),
        day_short=_pattern(skeletons["MMMMd"]) if "MMMMd" in skeletons else "{day} {month}",
        month=_pattern(skeletons["yMMMM"]) if "yMMMM" in skeletons else "{month} {year}",
    )


def _pattern(source: Any) -> str:
    """A CLDR pattern as a format string: "d MMMM y" is "{day} {month} {year}"."""
    text = getattr(source, "pattern", str(source))
    parts = []
    for quoted, field, other in _FIELD.findall(text):
        parts.append(_LETTERS.get(field, "") if field else quoted or other)
    return "".join(parts)
