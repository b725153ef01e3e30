"""Excel workbooks (.xlsx): a zip file that is judged first, and then read in a process of its own."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from handouts.diagnostics import Location, problem
from handouts.errors import ContentError
from handouts.reading.apart import run_apart
from handouts.reading.archive import check_zip
from handouts.reading.grid import MAX_COLUMNS, MAX_ROWS, Cell, CellKind, Grid

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z0-9:]{2,30})"')
_ROW = re.compile(rb"<(?:\w+:)?row((?:\s[^>]*)?)>")
_ROW_NUMBER = re.compile(rb'\sr="(\d{1,7})"')
_HIDDEN = re.compile(rb'\shidden="(?:1|true)"')
_MOST_MERGED = 100
_LAST_ROW = 1_048_576  # of any workbook: a number beyond it is a lie, and the empty rows up to it take for ever


def read_xlsx(data: bytes, name: str) -> tuple[Grid, ...]:
    """All worksheets of a workbook, in their order.

    Raises ContentError: those of `check_zip` and `run_apart`, and table-too-large for a filled cell beyond row 20,000
    or column 300.
    """
    check_zip(data, name)
    return grids(run_apart("handouts.reading.xlsx:sheets", data, name), name)


def grids(sheets: list[Any], name: str) -> tuple[Grid, ...]:
    """What `sheets` gave, as tables. ContentError source-damaged where there are none."""
    if not sheets:
        raise ContentError(problem("source-damaged", Location(name), detail="no worksheet"))
    return tuple(
        Grid(
            name,
            sheet,
            tuple((number, {column: Cell(text, kind) for column, text, kind in cells}) for number, cells in rows),
            tuple(merged),
            hidden,
            tuple(hidden_rows),
        )
        for sheet, rows, merged, hidden, hidden_rows in sheets
    )


def sheets(data: bytes, name: str) -> list[Any]:
    """The child's part: name, rows, merged ranges, and what is hidden of each worksheet, as plain data."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    found = []
    for sheet in cast("list[Any]", book.worksheets):
        # What the file says of its size may be a lie.
        sheet.reset_dimensions()
        rows = list(_rows(sheet, f"{name}[{sheet.title}]"))
        source = _source(data, sheet._worksheet_path)
        hidden = sheet.sheet_state != "visible"
        found.append([sheet.title, rows, _merged(source), hidden, _hidden_rows(source)])
    return found


def _rows(sheet: Any, name: str) -> Iterator[list[Any]]:
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if number > _LAST_ROW:
            raise ContentError(problem("table-too-large", Location(name, number), rows=MAX_ROWS, columns=MAX_COLUMNS))
        cells = []
        for column, cell in enumerate(row, start=1):
            if cell.value is None or cell.value == "":
                continue
            if number > MAX_ROWS or column > MAX_COLUMNS:
                place = Location(name, number, column)
                raise ContentError(problem("table-too-large", place, rows=MAX_ROWS, columns=MAX_COLUMNS))
            cells.append([column, *_cell(cell.value, cell.data_type)])
        if cells:
            yield [number, cells]


def _cell(value: Any, data_type: str) -> tuple[str, CellKind]:
    if data_type in ("f", "e"):
        return str(value), "formula" if data_type == "f" else "error"
    if isinstance(value, bool):
        return ("true" if value else "false"), "yes-no"
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return (value.date().isoformat() if midnight else value.isoformat()), "date"
    if isinstance(value, date | time | timedelta):
        return str(value), "date"
    if isinstance(value, int | float):
        return (str(int(value)) if float(value).is_integer() else repr(value)), "number"
    return str(value), "text"


def _source(data: bytes, path: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(path)


def _merged(source: bytes) -> list[str]:
    return [ref.decode("ascii") for ref in _MERGED.findall(source)[:_MOST_MERGED]]


def _hidden_rows(source: bytes) -> list[int]:
    """The rows that are hidden by hand or by a filter; a row without a number follows the one before."""
    number, found = 0, []
    for tag in _ROW.finditer(source):
        numbered = _ROW_NUMBER.search(tag[1])
        number = int(numbered[1]) if numbered else number + 1
        if _HIDDEN.search(tag[1]) and number <= MAX_ROWS:
            found.append(number)
    return found
