"""Cells of a roster as what they mean: a number of the class, a seat, a level, a print, a language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from typing import cast

from handouts.diagnostics import Location
from handouts.languages import DATA
from handouts.languages import roster_words as words
from handouts.model.exercise import Level
from handouts.model.prints import PrintName
from handouts.model.roster import Seat
from handouts.press.rosters.findings import Findings
from handouts.press.rosters.names import LONGEST, cleaned, has_letter, has_sign, is_garbled, kind_of_text
from handouts.reading.grid import Cell

_EMPTY = {"", "-", "–", "—"}
_WHOLE = re.compile(r"(\d+)[.,]0+")
_NUMBER = re.compile(r"[\w./-]{1,12}")
_SEATS = (
    re.compile(r"(?P<row>\d{1,2})\s*[-/,.;:x–]\s*(?P<column>\d{1,2})"),
    re.compile(r"(?P<letter>[a-z])\s*[-/.]?\s*(?P<column>\d{1,2})"),
    re.compile(
        r"(?:baris|row|b|r)\.?\s*(?P<row>\d{1,2})[\s,;/-]*(?:kolom|lajur|column|col|k|c)\.?\s*(?P<column>\d{1,2})"
    ),
)
_SHOWN = 3  # letters of a cell that a message may quote
_LARGEST_ROOM = 99
_CLASS_YEARS = range(1, 14)
_LONGEST_CLASS = 60
_SHORTENED = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)


def text_of(cell: Cell | None) -> str:
    """The words of a cell, "" for an empty one and for a dash."""
    text = cleaned(cell.text).text if cell else ""
    return "" if text in _EMPTY else text


def _without_zero(text: str) -> str:
    """A whole number as it was typed: "1" for the "1.0" that programs make of it."""
    whole = _WHOLE.fullmatch(text)
    return whole[1] if whole else text


def is_text(cell: Cell, place: Location, field: str, found: Findings) -> bool:
    """Whether a cell holds what was written there; formulas, dates, numbers, yes or no and errors are told."""
    if cell.kind == "formula":
        found.error("roster-formula", place, what=field)
        return False
    text = cleaned(cell.text).text
    kind = cell.kind if cell.kind != "text" else kind_of_text(text) or "text"
    if kind == "text":
        return True
    found.error("roster-not-text", place, what=field, kind=f"cell-kind-{kind}", found=text[:40])
    return False


def name_of(cell: Cell, place: Location, found: Findings, what: str = "cell-name") -> str:
    """The name as it is printed; "" where it cannot be printed, which is told."""
    if not is_text(cell, place, what, found):
        return ""
    clean = cleaned(cell.text)
    before = len(found.errors)
    if clean.odd:
        found.error("roster-name-control", place, what=what, character=clean.odd)
    elif what == "cell-name" and not has_letter(clean.text):
        found.error("roster-name-letters", place)
    elif len(clean.text) > LONGEST:
        found.error("roster-name-long", place, what=what, count=len(clean.text), limit=LONGEST)
    else:
        if has_sign(clean.text):
            found.error("roster-name-sign", place, what=what, sign=clean.text[0])
        if is_garbled(clean.text):
            found.error("roster-name-garbled", place, what=what)
    return "" if len(found.errors) > before else clean.text


def class_of(cell: Cell, place: Location, found: Findings) -> str:
    """The class as the column names it; a bare number only as a school year, since "7E1" becomes 70 in Excel."""
    if cell.kind == "number" and cell.text.isdecimal() and int(cell.text) in _CLASS_YEARS:
        return cell.text
    if not text_of(cell):
        return ""
    text = name_of(cell, place, found, "cell-class")
    if len(text) > _LONGEST_CLASS:
        found.error("roster-name-long", place, what="cell-class", count=len(text), limit=_LONGEST_CLASS)
        return ""
    return text


def number_of_pupil(cell: Cell | None, place: Location, found: Findings) -> str:
    """The number in the class as text: "1" for 1.0 and "1."; "" for none."""
    text = text_of(cell).lstrip("'").rstrip(".)").strip()
    if not cell or not text:
        return ""
    if cell.kind == "number" or cell.kind == "text":
        text = _without_zero(text)
        fit = _NUMBER.fullmatch(text) and any(c.isdecimal() for c in text)
        if fit and not (cell.kind == "number" and "." in text) and not kind_of_text(text):
            return text
        found.error("roster-number", place, found=_quoted(text[:40]))
        return ""
    is_text(cell, place, "cell-number", found)
    return ""


def id_of(cell: Cell | None, place: Location, found: Findings) -> str:
    """An NISN or NIS, as it stands there; "" for none, for zeros, and for digits that a program has shortened."""
    text = text_of(cell).lstrip("'").replace(" ", "")
    if not cell or not text.strip("0"):
        return ""
    if cell.kind not in ("text", "number"):
        is_text(cell, place, "cell-id", found)
        return ""
    if _SHORTENED.fullmatch(text):
        found.warning("roster-id-shortened", place)
        return ""
    return text[:40]


Placed = tuple[Cell | None, Location]


def seat_of(row: Placed, column: Placed, both: Placed, found: Findings) -> Seat | None:
    """The seat by columns of rows and columns, or by one column for both ("2-3", "B3"); None for none."""
    texts = [text_of(cell) for cell, _ in (row, column)]
    if any(texts):
        numbers = [_without_zero(text) for text in texts]
        if all(n.isdecimal() and len(n) < 4 and 1 <= int(n) <= _LARGEST_ROOM for n in numbers):
            return Seat(int(numbers[0]), int(numbers[1]))
        found.error("roster-seat", row[1], found=" / ".join(_quoted(text[:20]) or "–" for text in texts))
        return None
    cell, place = both
    text = text_of(cell)
    if not cell or not text:
        return None
    match = next((m for m in (known.fullmatch(text.casefold()) for known in _SEATS) if m), None)
    parts = match.groupdict() if match and cell.kind == "text" else {"column": "0"}
    at = ord(parts["letter"]) - ord("a") + 1 if parts.get("letter") else int(parts.get("row") or 0)
    if at and int(parts["column"]):
        return Seat(at, int(parts["column"]))
    found.error("roster-seat", place, found=_quoted(text[:40]))
    return None


def level_of(cell: Cell | None, place: Location, found: Findings) -> Level | None:
    """The level that a word of any language stands for."""
    return cast("Level | None", _value(cell, place, "level", found) or None)


def print_of(cell: Cell | None, place: Location, found: Findings) -> PrintName | None:
    """The print that a word of any language stands for: "besar", "18", "large-24"."""
    return cast("PrintName | None", _value(cell, place, "print", found) or None)


def language_of(cell: Cell | None, place: Location, found: Findings) -> str:
    """The code of a language, by its code or its name."""
    return _value(cell, place, "language", found, _languages())


@cache
def _languages() -> tuple[str, ...]:
    return tuple(sorted(folder.name for folder in DATA.iterdir() if folder.joinpath("labels.toml").is_file()))


def _quoted(text: str) -> str:
    """A wrong cell as a message shows it. Columns get swapped, so that of a longer word only the beginning is told:

    it may be a pupil's name.
    """
    return text if sum(map(str.isalpha, text)) <= _SHOWN else text[:_SHOWN].rstrip() + "…"


def _value(cell: Cell | None, place: Location, field: str, found: Findings, also: Iterable[str] = ()) -> str:
    text = text_of(cell)
    if not cell or not text:
        return ""
    if cell.kind not in ("text", "number", "yes-no"):
        is_text(cell, place, f"cell-{field}", found)
        return ""
    known = {**{code: code for code in also}, **words.values(field)}
    word = words.word_key(_without_zero(text[:_LONGEST_CLASS]))
    if word in known:
        return known[word]
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    allowed = ", ".join(dict.fromkeys(known.values()))
    found.error(
        "roster-word",
        place,
        what=f"cell-{field}",
        found=_quoted(text[:40]),
        allowed=allowed,
        suggestion=near[0] if near else "",
    )
    return ""
