"""CSV as school systems and spreadsheets write it: titles above the header, rows of any length, any encoding asked for.

An encoding is never guessed: bytes that are not UTF-8 (and have no mark) are refused, with the words as likely
encodings would read them, for a person to choose.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from itertools import islice
from unicodedata import category, name

from handouts.diagnostics import Location, problem
from handouts.errors import ContentError, UsageProblem
from handouts.reading.csv import grid_of, split_records, told_encoding
from handouts.reading.grid import Grid
from handouts.reading.invisible import is_no_text

DELIMITERS = (";", ",", "\t", "|")
_ROWS = 40  # looked at for the delimiter; titles may fill the first ones
_TOLD = re.compile(r"sep=(.)(?=\r|\n|$)")  # what Excel writes and reads as the first line
# By how often they are met in files of schools; those that read any bytes come after those that refuse most.
_LIKELY = (
    "windows-1252",
    "gb18030",
    "shift_jis",
    "euc_kr",
    "big5",
    "windows-1256",
    "windows-1251",
    "cp874",
    "windows-1250",
    "windows-1253",
    "windows-1255",
    "windows-1254",
    "windows-1258",
    "koi8-r",
    "mac-roman",
    "cp850",
)
_SHOWN = 3  # encodings offered
_WORDS = 2  # cells shown of each
_WIDTH = 30
_BETWEEN = re.compile(r"[,;\t|\"\r\n]+")
_WEIGHED = 100_000  # characters from which the likelihood of an encoding is told
# Encodings of seven bits, which are UTF-8 to any reader. A "+" and digits alone are a telephone number.
_SEVEN_BITS = (
    ("utf-7", re.compile(rb"(?:(?<![!-~])|(?<=[;,|\"]))\+(?!\d+\b)[A-Za-z0-9/]{3,40}|\+(?!\d+\b)[A-Za-z0-9/]{3,40}-")),
    ("hz", re.compile(rb"~\{[!-~]{2,60}?~\}")),
)


def read_loose_csv(data: bytes, file: str, is_header: Callable[[str], bool], encoding: str = "") -> Grid:
    """The table of a CSV file with a header in any of its first rows; `is_header` tells a known one.

    Raises ContentError table-encoding-choice, table-nul, table-control, table-too-large, table-broken, and UsageProblem
    table-encoding-unknown.
    """
    text = _decoded(data, file, encoding)
    told = _TOLD.match(text)
    if told:  # the line keeps its number
        return grid_of(split_records(text[told.end() :], file, told[1]), file)
    return grid_of(split_records(text, file, _delimiter(text, is_header)), file)


def _decoded(data: bytes, file: str, encoding: str) -> str:
    used = told_encoding(data, encoding)
    try:
        text = data.decode(used).removeprefix("\ufeff")
    except UnicodeError as error:
        at = error.start if isinstance(error, UnicodeDecodeError) else 0
        if b"\0" in data and not used.startswith("utf-16"):
            raise ContentError(problem("table-nul", Location(file))) from error
        raise _choice(data, file, used, at) from error
    except (LookupError, ValueError) as error:
        raise UsageProblem(problem("table-encoding-unknown", None, name=encoding)) from error
    for known, sign in _SEVEN_BITS:
        signs = [] if encoding else sign.finditer(data)
        sure = next((m for m in signs if not m[0].decode(known, "ignore").isascii()), None)
        if sure:
            raise _choice(data, file, used, sure.start(), (known,))
    _refuse_no_text(text, file)
    return text


def _refuse_no_text(text: str, file: str) -> None:
    odd = next((n for n, char in enumerate(text) if is_no_text(char)), None)
    if odd is None:
        return
    line = text.count("\n", 0, odd) + 1
    if text[odd] == "\0":
        raise ContentError(problem("table-nul", Location(file, line)))
    raise ContentError(problem("table-control", Location(file, line), character=f"U+{ord(text[odd]):04X}"))


def _choice(data: bytes, file: str, used: str, at: int, known: tuple[str, ...] = ()) -> ContentError:
    previews = " · ".join(f"{one}: {words}" for one, words in likely_encodings(data, known or _LIKELY)) or "?"
    place = Location(file, data.count(b"\n", 0, at) + 1)
    return ContentError(problem("table-encoding-choice", place, encoding=used.upper(), previews=previews))


def likely_encodings(data: bytes, known: tuple[str, ...] = _LIKELY) -> list[tuple[str, str]]:
    """Up to three encodings in which the file can be read, the likeliest first, and the first words they would give."""
    found: list[tuple[float, int, str, list[str]]] = []
    for order, encoding in enumerate(known):
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        pieces = _BETWEEN.split(text[: max(_WEIGHED, _first_foreign(text) + _WIDTH)])
        cells = [" ".join(cell.split())[:_WIDTH] for cell in pieces if not cell.isascii()]
        # Readings that look the same are one offer.
        if cells and cells[:_WORDS] not in [shown for _, _, _, shown in found]:
            found.append((_strangeness("\n".join(cells)), order, encoding, cells[:_WORDS]))
    return [(encoding, ", ".join(cells)) for _, _, encoding, cells in sorted(found)[:_SHOWN]]


def _first_foreign(text: str) -> int:
    return next((n for n, char in enumerate(text) if char > "\x7f"), 0)


def _strangeness(text: str) -> float:
    """The share of characters beyond ASCII that names seldom have where they stand."""
    foreign = [n for n, char in enumerate(text) if char > "\x7f"]
    odd = 0.0
    for n in foreign:
        char = text[n]
        before = text[n - 1] if n else " "
        if category(char)[0] not in "LM" or is_no_text(char):
            odd += 1
        elif (char.isupper() and before.islower()) or (before.isalpha() and _alphabet(before) != _alphabet(char)):
            odd += 0.5
    return odd / max(len(foreign), 1)


def _alphabet(char: str) -> str:
    return name(char, "").partition(" ")[0]


def _delimiter(text: str, is_header: Callable[[str], bool]) -> str:
    """The delimiter that makes most known headers of a row; of equal ones the one that gives most rows that length."""

    def rank(delimiter: str) -> tuple[int, int]:
        try:
            rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _ROWS))
        except csv.Error:
            return (0, 0)
        header = max(rows, key=lambda row: (sum(map(is_header, row)), len(row)), default=[])
        alike = sum(len(row) == len(header) > 1 for row in rows)
        return sum(map(is_header, header)), alike

    return max(DELIMITERS, key=rank)
