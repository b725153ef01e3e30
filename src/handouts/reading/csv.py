"""Tables as text: CSV. The encoding is never guessed silently, the delimiter is told by the header."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator

from handouts.diagnostics import Location, capped, problem
from handouts.errors import ContentError, UsageProblem
from handouts.reading.grid import MAX_COLUMNS, MAX_ROWS, Cell, Grid
from handouts.reading.text import MAX_BYTES

DELIMITERS = (";", ",", "\t")
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# What programs that do not write UTF-8 write in Western Europe and in Indonesia.
_LIKELY = "windows-1252"
_PREVIEW = 60


def read_csv(data: bytes, name: str, is_header: Callable[[str], bool], encoding: str = "") -> Grid:
    """The table of a CSV file whose first row holds headers; `is_header` tells a known one.

    Without `encoding`: UTF-8, or UTF-16 with its mark. Line ends inside a cell stay as they are. Raises ContentError
    table-encoding, table-nul, table-too-large, table-broken, table-ragged, and UsageProblem table-encoding-unknown.
    """
    text = _decoded(data, name, encoding)
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise ContentError(problem("table-nul", Location(name, line)))
    records = list(split_records(text, name, _delimiter(text, is_header)))
    while records and not any(records[-1]):
        records.pop()
    wanted = next((len(record) for record in records if any(record)), 0)
    ragged = [
        problem("table-ragged", Location(name, number), found=len(record), wanted=wanted)
        for number, record in enumerate(records, start=1)
        if len(record) != wanted and any(record)
    ]
    if ragged:
        raise ContentError(*capped(ragged))
    return grid_of(records, name)


def grid_of(records: Iterable[list[str]], name: str) -> Grid:
    """Rows of texts as a table; the first one is row 1."""
    rows = (
        (number, {column: Cell(cell) for column, cell in enumerate(record, start=1) if cell})
        for number, record in enumerate(records, start=1)
    )
    return Grid(name, "", tuple((number, cells) for number, cells in rows if cells))


def told_encoding(data: bytes, encoding: str) -> str:
    """What a person said, or the mark at the start of the file says; else UTF-8."""
    return encoding or next((known for mark, known in _MARKS if data.startswith(mark)), "utf-8")


def _decoded(data: bytes, name: str, encoding: str) -> str:
    used = told_encoding(data, encoding)
    try:
        return data.decode(used).removeprefix("\ufeff")
    except UnicodeError as error:
        if b"\0" in data and not used.startswith("utf-16"):  # a workbook or picture with the wrong ending
            raise ContentError(problem("table-nul", Location(name))) from error
        at = error.start if isinstance(error, UnicodeDecodeError) else 0
        start = max(data.rfind(b"\n", 0, at) + 1, at - _PREVIEW // 2)
        guess = _LIKELY if used != _LIKELY else "utf-8"
        preview = data[start:].split(b"\n", 1)[0].decode(guess, "replace")[:_PREVIEW].strip()
        place = Location(name, data[:at].count(b"\n") + 1)
        raise ContentError(
            problem("table-encoding", place, encoding=used.upper(), guess=guess, preview=preview)
        ) from error
    except (LookupError, ValueError) as error:
        raise UsageProblem(problem("table-encoding-unknown", name=encoding)) from error


def _delimiter(text: str, is_header: Callable[[str], bool]) -> str:
    """The delimiter that gives most headers; of equal ones that which gives most cells."""

    def rank(delimiter: str) -> tuple[int, int]:
        try:
            rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            first = next((row for row in rows if any(row)), [])
        except csv.Error:
            return (0, 0)
        return sum(map(is_header, first)), len(first)

    return max(DELIMITERS, key=rank)


def split_records(text: str, name: str, delimiter: str) -> Iterator[list[str]]:
    """The rows of a CSV file. Raises ContentError table-broken, table-too-large."""
    csv.field_size_limit(MAX_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for record in reader:
            number += 1
            if number > MAX_ROWS or len(record) > MAX_COLUMNS:
                raise ContentError(
                    problem("table-too-large", Location(name, number), rows=MAX_ROWS, columns=MAX_COLUMNS)
                )
            yield record
    except csv.Error as error:
        raise ContentError(
            problem("table-broken", Location(name, number + 1), row=number + 1, line=reader.line_num)
        ) from error
