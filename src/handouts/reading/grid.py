"""Tables as spreadsheet programs hold them: rows and columns by number, cells that are more than text told as such."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from handouts.diagnostics import Location

MAX_ROWS = 20_000
MAX_COLUMNS = 300

CellKind = Literal["text", "number", "date", "yes-no", "formula", "error"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty. `text` of a date is 1939-08-23 (with a time, 1939-08-23T12:30:00), of a yes-no cell

    "true" or "false", of a number the shortest digits that give it.
    """

    text: str
    kind: CellKind = "text"


@dataclass(frozen=True, slots=True)
class Grid:
    """One table. Rows hold the number that the program shows and the cells by column, both from 1; empty rows are left

    out. `sheet` is "" in a file with one table only, `merged` are ranges such as "A2:B3". `hidden`: programs do not
    show this sheet; `hidden_rows` are those they do not show, mostly because of a filter.
    """

    name: str
    sheet: str
    rows: tuple[tuple[int, Mapping[int, Cell]], ...]
    merged: tuple[str, ...] = ()
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()

    def location(self, row: int = 0, column: int = 0) -> Location:
        """The place of a cell: file (with the sheet in brackets), row, column."""
        return Location(f"{self.name}[{self.sheet}]" if self.sheet else self.name, row, column)


def letters(number: int) -> str:
    """The number of a column (from 1) as programs show it: A, B, … Z, AA."""
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def number_of(text: str) -> int:
    """The number of `letters`."""
    number = 0
    for char in text:
        number = number * 26 + ord(char) - ord("A") + 1
    return number


def cell_name(row: int, column: int) -> str:
    """The name of a cell as programs show it, such as C5."""
    return f"{letters(column)}{row}"
