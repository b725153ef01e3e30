"""Tables that a person gives back: headers found, cells understood. All that is wrong is told at its cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache

from handouts.diagnostics import Diagnostic, Location, hint, problem
from handouts.errors import ContentError
from handouts.languages import spreadsheet as words
from handouts.lessons.spreadsheet import cells
from handouts.lessons.spreadsheet.columns import Column, every_column
from handouts.lessons.spreadsheet.fields import ENTRY, EVENT, EVERY_ITEM, Fields, LeafKind, Topic
from handouts.lessons.spreadsheet.pages import head
from handouts.lessons.spreadsheet.rows import Cells
from handouts.reading.grid import Cell, Grid, cell_name, number_of
from handouts.reading.yaml import Path

UNREADABLE = "\0"
_FOUND_LENGTH = 40
_EXACT_DIGITS = 15  # more are rounded by spreadsheet programs
FIELDS: Mapping[Topic, Fields] = {"timeline": EVENT, "glossary": ENTRY, "questions": EVERY_ITEM}


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of one table by their number, and by the path of their cells; `language` is that of suggestions."""

    grid: Grid
    topic: Topic
    language: str
    columns: Mapping[int, Column]
    places: Mapping[Path, int]

    def place(self, path: Path) -> int:
        """The number of the column of a cell, or of the first of a group of cells; 0 when the table has none."""
        if path in self.places:
            return self.places[path]
        return next((n for p, n in self.places.items() if p[: len(path)] == path), 0)

    def wanted(self, path: Path) -> str:
        """The header that the column of a cell would have."""
        number = next((step for step in path if isinstance(step, int)), 0)
        shown = every_column(FIELDS[self.topic], number, parts=self.topic == "questions")
        return next((head(c, self.language) for c in shown if c.path[: len(path)] == path), str(path[-1]))


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its cells by path, as `rows.flatten` gives them, without the empty ones."""

    header: Header
    number: int
    cells: Cells

    @property
    def row(self) -> str:
        """The row as a person finds it: its number, with the sheet where there are several."""
        return f"{self.header.grid.sheet}!{self.number}" if self.header.grid.sheet else str(self.number)

    def place(self, path: Path) -> Location:
        """Where a cell is, or would be."""
        return self.header.grid.location(self.number, self.header.place(path))

    def missing(self, path: Path) -> Diagnostic:
        """What to say of a cell that must not be empty; where the table lacks its column, that is what is missing."""
        if self.header.place(path):
            return problem("table-missing-value", self.place(path), cell=self.cell(path))
        place = self.header.grid.location(self.header.grid.rows[0][0])
        return problem("table-column-needed", place, head=self.header.wanted(path), row=self.row)

    def cell(self, path: Path) -> str:
        """A cell as messages name it, such as "D2 (event)"; "2 (event)" where the table has no such column."""
        column = self.header.place(path)
        if column:
            return f"{cell_name(self.number, column)} ({_title(self.header.grid, column)})"
        return f"{self.number} ({self.header.wanted(path)})"


@dataclass(slots=True)
class Table:
    """All rows of a file in their order, what is wrong with it, and what is worth knowing."""

    records: list[Record] = field(default_factory=list)
    headers: list[Header] = field(default_factory=list)
    wrong: list[Diagnostic] = field(default_factory=list)
    notes: list[Diagnostic] = field(default_factory=list)


def known_header(topic: Topic, header: str) -> bool:
    """True when a column of this topic has such a header in some language."""
    return _column(topic, header) is not None


def read_table(grids: Sequence[Grid], topic: Topic, language: str) -> Table:
    """The rows of all sheets that have columns of this topic; `language` is that of suggestions.

    Raises ContentError table-no-columns, table-no-rows, table-other-topic.
    """
    _refuse_other_topic(grids, topic)
    table = Table()
    for grid in grids:
        first = dict(grid.rows[0][1]) if grid.rows else {}
        if not any(known_header(topic, cell.text) for cell in first.values()):
            if grid.rows and words.sheet_key(grid.sheet) != "readme":
                table.notes.append(hint("table-sheet-skipped", grid.location(), sheet=grid.sheet))
            continue
        table.headers.append(_header(grid, topic, language, table.wrong))
        table.records += _records(table.headers[-1], table.wrong)
    if not table.headers:
        raise ContentError(problem("table-no-columns", grids[0].location(1) if grids else None, known=_known(topic)))
    _require_ids(table, topic, language)
    if not table.records and not table.wrong:
        raise ContentError(problem("table-no-rows", table.headers[0].grid.location()))
    return table


def _refuse_other_topic(grids: Sequence[Grid], topic: Topic) -> None:
    """A table of another draft gives one error, not one for each of its cells: more of its headers are known there."""
    heads = [cell.text for grid in grids if grid.rows for cell in grid.rows[0][1].values()]
    counts = {one: sum(known_header(one, head) for head in heads) for one in FIELDS}
    likely = max(counts, key=lambda one: (counts[one], one == topic))
    if counts[likely] > counts[topic]:
        place = Location(grids[0].name)
        raise ContentError(
            problem("table-other-topic", place, what=f"table-{likely}", wanted=f"table-{topic}", topic=likely)
        )


def _require_ids(table: Table, topic: Topic, language: str) -> None:
    """Without the column that tells items from each other every row would be a new one, and every item deleted."""
    key = FIELDS[topic][0]
    for header in table.headers:
        if (key.key,) not in header.places:
            title = words.head(key.key, "", language)
            table.wrong.append(
                problem("table-missing-column", header.grid.location(header.grid.rows[0][0]), head=title)
            )


def _known(topic: Topic) -> str:
    shown = every_column(FIELDS[topic], parts=topic == "questions")
    return ", ".join(dict.fromkeys(head(c, one) for one in ("en", "id") for c in shown[:4]))


@cache
def _column(topic: Topic, header: str) -> Column | None:
    parts = topic == "questions"
    for column in every_column(FIELDS[topic], parts=parts):
        number = words.matching(column.name, header, column.letters)
        if number is None:
            continue
        index = 0 if not number else (number_of(number) if column.letters else int(number)) - 1
        numbered = every_column(FIELDS[topic], index, parts)
        return next(c for c in numbered if c.name == column.name and c.part == column.part)
    return None


def _header(grid: Grid, topic: Topic, language: str, wrong: list[Diagnostic]) -> Header:
    first, titles = grid.rows[0]
    filled = {column for _, row in grid.rows[1:] for column in row}
    wrong += [problem("table-merged", grid.location(), range=ref) for ref in grid.merged]
    columns: dict[int, Column] = {}
    places: dict[Path, int] = {}
    for number, cell in titles.items():
        column = _column(topic, cell.text)
        if column is None:
            if number in filled:
                wrong.append(_unknown(grid, first, number, cell, topic, language))
        elif column.path in places:
            other = cell_name(first, places[column.path])
            wrong.append(problem("table-column-twice", grid.location(first, number), head=cell.text, first=other))
        else:
            columns[number], places[column.path] = column, number
    for number in sorted(filled - titles.keys()):
        row = next(n for n, row in grid.rows[1:] if number in row)
        wrong.append(problem("table-no-header", grid.location(row, number), cell=cell_name(row, number)))
    return Header(grid, topic, language, columns, places)


def _unknown(grid: Grid, row: int, number: int, cell: Cell, topic: Topic, language: str) -> Diagnostic:
    shown = [head(c, language) for c in every_column(FIELDS[topic], parts=topic == "questions")]
    near = get_close_matches(words.folded(cell.text), shown, n=1, cutoff=0.6)
    place = grid.location(row, number)
    suggestion = near[0] if near else ""
    return problem("table-unknown-column", place, head=cell.text, suggestion=suggestion, cell=cell_name(row, number))


def _title(grid: Grid, column: int) -> str:
    return grid.rows[0][1][column].text


def _records(header: Header, wrong: list[Diagnostic]) -> Iterator[Record]:
    for number, row in header.grid.rows[1:]:
        record = Record(header, number, {})
        seen = False
        for at, column in header.columns.items():
            if at not in row:
                continue
            seen = True
            understood = _understood(row[at], column, record)
            if isinstance(understood, Diagnostic):
                wrong.append(understood)
                # What stood there is unknown: an empty cell would be a second complaint.
                record.cells[column.path] = UNREADABLE
            elif understood:
                record.cells[column.path] = understood
        if seen:
            yield record


def _understood(cell: Cell, column: Column, record: Record) -> str | Diagnostic:
    """What the cell says in the words of the file."""
    text = cells.unported(cell.text)
    kind = column.leaf.type

    place, name = record.place(column.path), record.cell(column.path)
    found = text if len(text) <= _FOUND_LENGTH else text[: _FOUND_LENGTH - 1] + "…"
    if cell.kind == "formula":
        return problem("table-formula", place, cell=name, found=found)
    if cell.kind == "error":
        return problem("table-error", place, cell=name, found=found)
    if not text.strip() and kind != "text":
        return ""
    if kind in ("yes", "kind", "source", "entry_kind"):
        value = words.value_of(kind, text)
        offered = ", ".join(_offered(kind))
        return value or problem("table-wrong-value", place, cell=name, found=found, allowed=offered)
    if not _is_written(cell, kind):
        return problem("table-not-text", place, cell=name, found=found)
    if kind == "date" and cells.to_date(text) is None:
        return problem("table-date-notation", place, cell=name, found=found)
    return " ".join(text.split()) if kind in ("whole", "numbers") else text


def _is_written(cell: Cell, kind: LeafKind) -> bool:
    """True when the program has kept what was written: a text, or a number or date that gives it again."""
    if cell.kind == "number":
        return cell.text.lstrip("-").isdecimal() and len(cell.text) <= _EXACT_DIGITS
    if cell.kind == "date":
        return kind == "date" and len(cell.text) == len("1939-08-23")
    return cell.kind == "text"


def _offered(kind: str) -> Iterable[str]:
    return dict.fromkeys(word for one in ("en", "id") for word in words.value_words(kind, one))
