"""Attribute values: text of the template -> value of the model. A reader returns None for what it cannot take."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from handouts.model.timeline import Day

Reader = Callable[[str], Any]

_BLANKS = re.compile(r"[ \t\r\n]+")
_LENGTH = re.compile(r"(\d{1,4}(?:\.\d{1,4})?) ?(mm|cm|pt|in)")
_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,4})?")
_WHOLE = re.compile(r"\d{1,6}")
_DAY = re.compile(r"(-?\d{4})-(\d\d)-(\d\d)")
_PICTURE = re.compile(r"(?!\.)[^/\\:?#%\x00-\x1f]+(?:/(?!\.)[^/\\:?#%\x00-\x1f]+)*")
_ADDRESS = re.compile(r"https?://[!-~]{1,1990}|mailto:[!-~]+@[!-~]+|#[^\s#]{1,100}")
_NAME = re.compile(r"[^\s#]{1,100}")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_POINTS = {"mm": 72 / 25.4, "cm": 720 / 25.4, "pt": 1.0, "in": 72.0}


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of an element: how it is read, what an error says was wanted, and what stands for its absence.

    For the schema: the `choices` there are, the `bounds` of a whole number, or a `pattern` (XML Schema's regular
    expressions) that the text follows.
    """

    read: Reader
    wanted: str = ""
    required: bool = False
    default: Any = None
    choices: tuple[str, ...] = ()
    bounds: tuple[int, int] | None = None
    pattern: str = ""


def meant_value(attribute: Attribute, written: str) -> str:
    """What was probably meant with a value that does not fit, "" when there is no telling."""
    tries = [written.strip().casefold(), written.replace(",", "."), f"{written}mm", f"{written.replace(',', '.')}mm"]
    if not attribute.choices and not attribute.wanted.startswith("8mm"):
        return ""
    close = get_close_matches(tries[0], attribute.choices, 1, 0.6) if attribute.choices else []
    return next((text for text in (*close, *tries) if attribute.read(text) is not None), "")


def blanks(text: str) -> str:
    """`text` with runs of spaces and line breaks as one space. No-break spaces stay."""
    return _BLANKS.sub(" ", text)


def _text(value: str) -> str:
    return blanks(value).strip(" ")


def text(default: str | None = "") -> Attribute:
    """Any text, empty too."""
    return Attribute(_text, default=default)


def filled() -> Attribute:
    """Text that must be there and must not be blank."""
    return Attribute(lambda value: _text(value) or None, "some-words", required=True, pattern=r"[\s\S]*\S[\s\S]*")


def given() -> Attribute:
    """Text that must be given but may be blank."""
    return Attribute(_text, required=True)


def choice(*values: str, default: str) -> Attribute:
    """One of `values`."""
    return Attribute(
        lambda value: value if value in values else None, ", ".join(values), default=default, choices=values
    )


def switch(default: bool = False) -> Attribute:
    """yes or no."""
    return Attribute({"yes": True, "no": False}.get, "yes, no", default=default, choices=("yes", "no"))


def whole(least: int, most: int, default: int | None = None) -> Attribute:
    """A whole number; required when it has no default."""

    def read(value: str) -> int | None:
        number = int(value) if _WHOLE.fullmatch(value) else -1
        return number if least <= number <= most else None

    return Attribute(read, f"{least}–{most}", default is None, default, bounds=(least, most))


def _plain(expression: re.Pattern[str]) -> str:
    """The pattern as XML Schema writes it."""
    return expression.pattern.replace("(?:", "(")


def _positive(value: str) -> float | None:
    number = float(value) if _NUMBER.fullmatch(value) else 0.0
    return number if 0 < number <= 1000 else None


def share(default: float) -> Attribute:
    """A positive number: a share of a width."""
    return Attribute(_positive, "1, 2, 1.5", default=default, pattern=_plain(_NUMBER))


def _shares(value: str) -> tuple[float, ...] | None:
    numbers = [_positive(part) for part in value.replace(",", " ").split()]
    return tuple(n for n in numbers if n is not None) if numbers and None not in numbers else None


def shares() -> Attribute:
    """Positive numbers with spaces or commas between them."""
    return Attribute(_shares, "1 3 3", default=(), pattern=r"[0-9., ]+")


def length(unit: str, most_mm: float, default: float | None = None) -> Attribute:
    """A length in `unit` ("mm" or "pt"), more than 0 and at most `most_mm`; required when it has no default."""

    def read(value: str) -> float | None:
        found = _LENGTH.fullmatch(value.strip(" "))
        points = float(found[1]) * _POINTS[found[2]] if found else 0.0
        return round(points / _POINTS[unit], 4) if 0 < points <= most_mm * _POINTS["mm"] else None

    return Attribute(
        read, f"8mm, 2cm, 12pt (≤ {most_mm:g}mm)", default is None, default, pattern=f" *{_plain(_LENGTH)} *"
    )


def row_column() -> Attribute:
    """Row and column of a square, counted from 1, with a space between."""

    def read(value: str) -> tuple[int, int] | None:
        parts = value.split()
        if len(parts) != 2 or not all(_WHOLE.fullmatch(part) for part in parts):
            return None
        row, column = (int(part) for part in parts)
        return (row, column) if row and column else None

    return Attribute(read, "3 12", required=True, pattern=r"\s*\d{1,6}\s+\d{1,6}\s*")


def _day(value: str) -> Day | None:
    found = _DAY.fullmatch(value)
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups())
    return Day(year, month, day) if year and 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1] else None


def day(required: bool = False) -> Attribute:
    """A day such as 1941-06-22, or -0264-01-01 for 264 BC."""
    return Attribute(_day, "1941-06-22, -0264-01-01", required, pattern=_DAY.pattern)


def _marks(value: str) -> tuple[str, ...] | None:
    names = tuple(value.split())
    return names if all(name in ("gloss", "doubt") for name in names) else None


def marks() -> Attribute:
    """gloss, doubt or both."""
    return Attribute(_marks, "gloss, doubt", default=(), pattern=r"\s*(gloss|doubt)?(\s+(gloss|doubt))*\s*")


def _pages(value: str) -> str | None:
    rest = value.replace("{pages}", "").replace("{page}", "")
    return None if "{" in rest or "}" in rest else _text(value)


def pages() -> Attribute:
    """The words around the page numbers {page} and {pages}."""
    return Attribute(_pages, "{page} / {pages}", default="{page} / {pages}")


def year() -> Attribute:
    """The words around a year, {year}, at an axis."""

    def read(value: str) -> str | None:
        rest = value.replace("{year}", "", 1)
        return _text(value) if "{year}" in value and "{" not in rest and "}" not in rest else None

    return Attribute(read, "{year}", default="{year}")


def picture() -> Attribute:
    """The name of a picture: relative, below its folder, never an address."""
    return Attribute(lambda value: value if _PICTURE.fullmatch(value) else None, "picture-of-the-folder", required=True)


def address() -> Attribute:
    """What a link leads to: a web page, a mail address, or "#" and an id of the sheet."""
    return Attribute(
        lambda value: value if _ADDRESS.fullmatch(value) else None,
        "https://…, http://…, mailto:…, #…",
        required=True,
        pattern=_ADDRESS.pattern,
    )


def name() -> Attribute:
    """An id: what a link with "#" leads to."""
    return Attribute(lambda value: value if _NAME.fullmatch(value) else None, "p1", default="", pattern=_NAME.pattern)


def language(required: bool = False) -> Attribute:
    """A language code such as id, en, zh-Hans."""
    code = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
    return Attribute(
        lambda value: value if code.fullmatch(value) else None, "id, en", required, "", pattern=code.pattern
    )
