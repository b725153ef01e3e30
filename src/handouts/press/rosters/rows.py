"""Which rows of a table are pupils: not titles, not a header said again, not what a teacher writes below her list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handouts.languages import roster_words as words
from handouts.press.rosters.columns import Cells, Columns
from handouts.press.rosters.findings import Findings
from handouts.press.rosters.names import has_letter
from handouts.reading.grid import Grid

_TOLD = re.compile(r"\s*([^:=]{1,40}?)\s*[:=]\s*(.*)")
# "KELAS X-A", "Daftar Siswa Kelas XI IPA 2", "Class 7B"
_BARE = re.compile(r"(?:.*\s)?([^\W\d_]+)\s+((?:[IVX]{1,4}|\d{1,2})(?:[ .\-/]?[A-Za-z0-9]{1,4}){0,2})")
_LONGEST_TITLE = 40
_LONGEST_LINE = 200
_TITLE_CELLS = 4  # a row with more is no title
_FOOT = re.compile(r"[:=,]")
_DIGITS = re.compile(r"[\d.\s/-]+$")


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds a pupil, or should. `title` is the class that a line above it names, "" for none."""

    number: int
    cells: Cells
    title: str


def pupil_rows(grid: Grid, columns: Columns, found: Findings) -> list[Row]:
    """The rows of pupils in order; what stands below the list is told as left out."""
    walk = _Walk(grid, columns, found)
    for number, cells in grid.rows:
        walk.step(number, cells)
    return walk.end()


def classes_in_title(cells: Cells) -> set[str]:
    """The classes that a line above a table names: "Kelas : X-A", "Class" beside "9B", "DAFTAR KELAS X-A"."""
    texts = [cells[c].text.replace("\u00a0", " ").strip()[:_LONGEST_LINE] for c in sorted(cells)]
    if len(texts) > _TITLE_CELLS:
        return set()
    found = set()
    for n, text in enumerate(texts):
        after = " ".join(texts[n + 1 :]).lstrip(": =\t")
        told, bare = _TOLD.fullmatch(text), _BARE.fullmatch(" ".join(text.split()))
        if told and _names_class(told[1]):
            found.add(_title(told[2].strip() or after))
        elif _names_class(text) and after:
            found.add(_title(after))
        elif bare and _names_class(bare[1]):
            found.add(bare[2])
    return found - {""}


def _names_class(text: str) -> bool:
    return words.head_key(text) in words.texts("class")


def _title(text: str) -> str:
    text = re.split(r"\s{2,}|\t", text.strip())[0]
    fit = ":" not in text and len(text) <= _LONGEST_TITLE and any(c.isalnum() for c in text)
    return text if fit else ""


class _Walk:
    def __init__(self, grid: Grid, columns: Columns, found: Findings) -> None:
        self._grid, self._columns, self._found = grid, columns, found
        self._fields = columns.by_field
        numbering = self._fields.get("number", self._fields.get("running", 0))
        self._numbering = numbering
        self._naming = tuple(self._fields[f] for f in ("name", "given", "family") if f in self._fields)
        self._headers = [_keys(cells) for number, cells in grid.rows if columns.header_row <= number < columns.first]
        self._titles: set[str] = set()
        self._rows: list[Row] = []
        self._skipped: list[int] = []
        self._all_numbered = bool(numbering)
        self._last = 0  # the last row with anything in it
        self._below = False  # whether a word that closes a list has been met
        self._after_gap: list[Row] | None = None  # rows since the last empty one below pupils

    def step(self, number: int, cells: Cells) -> None:
        gap, self._last = number > self._last + 1, number
        if number < self._columns.header_row:
            self._titles |= classes_in_title(cells)
            return
        if number < self._columns.first or _keys(cells) in self._headers:
            self._new_block()
            return
        titles = set() if self._has_pupil(cells) or self._named_late(cells) else classes_in_title(cells)
        if titles:
            self._titles = titles
            self._new_block()
        elif self._closes(cells):
            self._close(number)
        elif not any(column in cells for column in self._read()):
            self._skipped.append(number)
        else:
            self._pupil(Row(number, cells, self._title()), gap)

    def end(self) -> list[Row]:
        # Lines that are numbered for pupils who never came.
        while self._rows and set(self._rows[-1].cells) <= {self._numbering}:
            self._skipped.append(self._rows.pop().number)
        if self._skipped:
            rows = ", ".join(map(str, sorted(self._skipped)[:_SHOWN])) + (", …" if len(self._skipped) > _SHOWN else "")
            place = self._grid.location(min(self._skipped))
            self._found.hint("roster-rows-skipped", place, count=len(self._skipped), rows=rows)
        return [row for row in self._rows if not self._ragged(row)]

    def _pupil(self, row: Row, gap: bool) -> None:
        numbered = self._numbering in row.cells
        if self._below and not numbered:
            self._skipped.append(row.number)
            return
        if gap and self._rows:
            self._after_gap = []
        if self._after_gap is not None and not numbered:
            if self._all_numbered:
                self._found.error("roster-below", self._grid.location(row.number))
                return
            self._after_gap.append(row)
        self._below = False
        self._all_numbered = self._all_numbered and numbered
        self._rows.append(row)

    def _close(self, number: int) -> None:
        """A word that closes a list: what stands between it and the last empty row above may be no pupil either."""
        self._skipped.append(number)
        self._below = True
        doubtful = {row.number for row in self._after_gap or ()}
        for below in sorted(doubtful):
            self._found.error("roster-below", self._grid.location(below))
        self._rows = [row for row in self._rows if row.number not in doubtful]
        self._after_gap = None

    def _new_block(self) -> None:
        self._below, self._after_gap = False, None

    def _read(self) -> Iterator[int]:
        yield from self._fields.values()

    def _has_pupil(self, cells: Cells) -> bool:
        numbered = self._numbering in cells and any(c.isdecimal() for c in cells[self._numbering].text)
        return numbered and bool(self._named(cells))

    def _named(self, cells: Cells) -> list[int]:
        """The columns of names that hold words; a formula there is most likely a sum below the list."""
        texts = {column: cells[column] for column in self._naming if column in cells}
        return [
            c for c, cell in texts.items() if cell.kind == "text" and has_letter(cell.text) and cell.text[:1] != "="
        ]

    def _named_late(self, cells: Cells) -> bool:
        """Whether a name stands behind another cell: then that cell is no title and closes no list."""
        named = self._named(cells)
        return bool(named) and min(named) > min(cells)

    def _closes(self, cells: Cells) -> bool:
        if self._has_pupil(cells) or self._named_late(cells):
            return False
        first = _DIGITS.sub("", _FOOT.split(cells[min(cells)].text[:_LONGEST_LINE])[0])
        return words.head_key(first) in words.texts("footer")

    def _title(self) -> str:
        return next(iter(self._titles)) if len(self._titles) == 1 else ""

    def _ragged(self, row: Row) -> bool:
        """Whether a row of a CSV file has cells beyond its header: a delimiter in a name shifts all that follows."""
        beyond = [column for column in row.cells if column > self._columns.last]
        if self._grid.sheet or not beyond:
            return False
        place = self._grid.location(row.number, min(beyond))
        self._found.error("roster-ragged", place, found=max(beyond), wanted=self._columns.last)
        return True


_SHOWN = 8


def _keys(cells: Cells) -> Mapping[int, str]:
    return {column: words.head_key(cell.text) for column, cell in cells.items() if cell.text.strip()}
