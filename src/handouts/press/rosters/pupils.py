"""The pupils of one table, each with the class that its row, a line above it, or nothing names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from handouts.diagnostics import Location
from handouts.languages import roster_words as words
from handouts.model.roster import Pupil
from handouts.press.rosters import cells as reading
from handouts.press.rosters.columns import Columns
from handouts.press.rosters.findings import Findings
from handouts.press.rosters.names import cleaned
from handouts.press.rosters.rows import Row, pupil_rows
from handouts.reading.grid import Cell, Grid, number_of

_RANGE = re.compile(r"([A-Z]+)(\d+):\1(\d+)")
_SHOWN = 12


@dataclass(slots=True)
class Table:
    """What one table says: pupils by class, "" for a class that no cell and no line names; `rows` are those of pupils,

    good and bad ones.
    """

    grid: Grid
    columns: Columns
    classes: dict[str, list[Pupil]] = field(default_factory=dict)
    rows: int = 0


def read_table(grid: Grid, columns: Columns, found: Findings) -> Table:
    """The pupils of a table whose columns are known; what is wrong goes to `found`."""
    rows = pupil_rows(grid, columns, found)
    columns = _without_empty_class(columns, rows)
    table = Table(grid, columns)
    reader = _Reader(grid, columns, found)
    table.rows = len(rows)
    for row in rows:
        got = reader.pupil(row)
        if got:
            table.classes.setdefault(got[0], []).append(got[1])
    reader.end(rows)
    unseen = [row.number for row in rows if row.number in set(grid.hidden_rows)]
    if unseen:
        found.warning("roster-rows-hidden", grid.location(unseen[0]), count=len(unseen), rows=_listed(unseen))
    return table


def _without_empty_class(columns: Columns, rows: list[Row]) -> Columns:
    """The columns without that of the class where nobody has filled it in."""
    column = columns.by_field.get("class", 0)
    if any(reading.text_of(row.cells.get(column)) for row in rows):
        return columns
    return replace(columns, by_field={name: at for name, at in columns.by_field.items() if name != "class"})


class _Reader:
    def __init__(self, grid: Grid, columns: Columns, found: Findings) -> None:
        self._grid, self._columns, self._found = grid, columns, found
        self._merged = _merged(grid)
        self._rows = dict(grid.rows) if self._merged else {}
        self._stripped: list[int] = []

    def pupil(self, row: Row) -> tuple[str, Pupil] | None:
        """The class and the pupil of a row; None where one of them cannot be told."""
        before = len(self._found.errors)
        name = self._name(row)
        room = self._class(row)
        pupil = Pupil(
            name=name,
            at=self._grid.location(row.number),
            number=reading.number_of_pupil(*self._numbered(row), self._found),
            seat=reading.seat_of(
                self._cell(row, "row"), self._cell(row, "column"), self._cell(row, "seat"), self._found
            ),
            level=reading.level_of(*self._cell(row, "level"), self._found),
            print_name=reading.print_of(*self._cell(row, "print"), self._found),
            language=reading.language_of(*self._cell(row, "language"), self._found),
            id=self._id(row),
        )
        return None if len(self._found.errors) > before else (room, pupil)

    def end(self, rows: list[Row]) -> None:
        """Tell what was taken away from names, and which columns nothing was read of."""
        if self._stripped:
            place = self._grid.location(self._stripped[0], self._columns.by_field.get("name", 0))
            self._found.hint("roster-marks-stripped", place, rows=_listed(self._stripped))
        used = set(self._columns.by_field.values())
        unknown = [
            head
            for column, head in sorted(self._columns.heads.items())
            if column not in used and not words.field_of(head) and not _of_parents(head)
        ]
        if unknown:
            heads = ", ".join(f"“{head[:40]}”" for head in unknown[:_SHOWN]) + (", …" if len(unknown) > _SHOWN else "")
            place = self._grid.location(self._columns.header_row)
            self._found.hint("roster-columns-ignored", place, columns=heads)

    def _cell(self, row: Row, name: str) -> tuple[Cell | None, Location]:
        column = self._columns.by_field.get(name, 0)
        return row.cells.get(column), self._grid.location(row.number, column)

    def _numbered(self, row: Row) -> tuple[Cell | None, Location]:
        return self._cell(row, "number" if "number" in self._columns.by_field else "running")

    def _name(self, row: Row) -> str:
        fields = ("name",) if "name" in self._columns.by_field else ("given", "family")
        parts = []
        for one in fields:
            cell, place = self._cell(row, one)
            if cell and cleaned(cell.text).stripped:
                self._stripped.append(row.number)
            if cell and cleaned(cell.text).text:
                parts.append(reading.name_of(cell, place, self._found))
            elif one == fields[0] and len(fields) == 1:
                self._found.error("roster-name-missing", place)
        if not parts and len(fields) > 1:
            self._found.error("roster-name-missing", self._cell(row, fields[0])[1])
        return " ".join(part for part in parts if part)

    def _class(self, row: Row) -> str:
        if "class" not in self._columns.by_field:
            return cleaned(row.title).text
        column = self._columns.by_field["class"]
        cell, place = self._cell(row, "class")
        top = self._merged.get((row.number, column))
        if cell is None and top:
            cell = self._rows[top].get(column) if top in self._rows else None
        if cell is None or not any(c.isalnum() for c in reading.text_of(cell)):
            self._found.error("roster-class-missing", place)
            return ""
        return reading.class_of(cell, place, self._found)

    def _id(self, row: Row) -> str:
        found = [reading.id_of(*self._cell(row, one), self._found) for one in ("id", "nisn", "nis")]
        return next(filter(None, found), "")


def _merged(grid: Grid) -> Mapping[tuple[int, int], int]:
    """The first row of each merged range within one column, by the rows and column of its other cells."""
    found: dict[tuple[int, int], int] = {}
    for one in grid.merged:
        match = _RANGE.fullmatch(one)
        if match and int(match[3]) - int(match[2]) <= len(grid.rows):
            column, top = number_of(match[1]), int(match[2])
            found |= {(row, column): top for row in range(top + 1, int(match[3]) + 1)}
    return found


def _of_parents(head: str) -> bool:
    key = words.head_key(head)
    return any(key.startswith(parent) for parent in words.texts("parents"))


def _listed(rows: list[int]) -> str:
    return ", ".join(map(str, rows[:_SHOWN])) + (", …" if len(rows) > _SHOWN else "")
