"""Tables as CSV files: UTF-8 with its mark, and nothing in them that a spreadsheet program would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace

from handouts.lessons.spreadsheet import cells
from handouts.lessons.spreadsheet.pages import Page
from handouts.reading.csv import read_csv
from handouts.reading.grid import Cell, Grid


def write(page: Page, language: str) -> bytes:
    """The file. The delimiter is the one that programs in the language's countries expect: , for en, ; for others."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="," if language == "en" else ";", lineterminator="\r\n")
    writer.writerow(page.heads)
    writer.writerows([cells.guarded(cell) for cell in row] for row in page.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def read(data: bytes, name: str, is_header: Callable[[str], bool], encoding: str = "") -> Grid:
    """The table of `write`, or of a program that has saved it since. Errors as in `read_csv`."""
    grid = read_csv(data, name, is_header, encoding)
    rows = tuple((n, {c: Cell(cells.unguarded(cell.text)) for c, cell in row.items()}) for n, row in grid.rows)
    return replace(grid, rows=rows)
