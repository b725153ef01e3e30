"""The plan of a batch as a table: a row for each lesson and the classes that get it, and a sheet for what all share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handouts.batch import paths
from handouts.batch.asked import NOTHING, Asked, AskedJob, AskedPack, Reading, Said, each_once
from handouts.batch.schools import numbers_told
from handouts.diagnostics import Diagnostic, Location, capped, hint, problem, warning
from handouts.errors import ContentError
from handouts.languages import batch_words as words
from handouts.lessons.batch_file import Choices, RowFile, SheetDefaults
from handouts.lessons.pack_layers import Layer
from handouts.reading.grid import Cell, Grid
from handouts.reading.loose_csv import read_loose_csv
from handouts.reading.text import read_bytes
from handouts.reading.validation import validate
from handouts.reading.xlsx import read_xlsx
from handouts.reading.yaml import Tree

NEEDED = ("school", "classes")  # columns; a lesson may be that of all rows
_HEADS = 20  # filled rows in which the header may stand
_LISTS: Mapping[str, str] = {"lesson": r"[;\n]", "classes": r"[;\n]", "rombel": r"[;,\n]", "sheets": r"[;,\s]"}
_PACK = frozenset(
    {"sheets", "versions", "assign", "order", "mode", "spares", "teacher-copies"}
    | {"print", "duplex", "imposition", "qr", "digital"}
)
_OF_ROWS = frozenset({*NEEDED, "npsn", "rombel"})
_OF_ALL = frozenset({"name", "out", "keys", "zip"})


def read_plan_sheet(path: Path) -> Asked:
    """The plan of a workbook or CSV file.

    Raises ContentError with what is wrong in its form: what readers of tables raise, batch-plan-encoding,
    batch-header-missing, batch-empty, batch-column-unknown, batch-column-twice, batch-column-of-all,
    batch-column-of-rows, batch-cell-missing, batch-cell-kind, batch-npsn-short, and what `validate` finds. What it
    names and is not there stands in `found`, as of `read_plan_file`.
    """
    data = read_bytes(str(path))
    return _Sheets(path).asked(read_xlsx(data, str(path)) if data.startswith(b"PK") else [_csv(data, path)])


def _csv(data: bytes, path: Path) -> Grid:
    """The table of a CSV file. ContentError batch-plan-encoding: there is no place to say how it is stored."""
    try:
        return read_loose_csv(data, str(path), lambda head: bool(words.field_of(head)))
    except ContentError as error:
        told = [d for d in error.diagnostics if d.code == "table-encoding-choice"]
        if not told:
            raise
        used = told[0].data["encoding"]
        raise ContentError(problem("batch-plan-encoding", told[0].location, encoding=used)) from error


@dataclass(frozen=True)
class _Row:
    """What one row (or the sheet for all) says, as a tree whose lines and columns are those of its cells."""

    tree: Tree
    file: Any


@dataclass
class _Sheets:
    path: Path
    wrong: list[Diagnostic] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)

    def asked(self, grids: Sequence[Grid]) -> Asked:
        shared = [grid for grid in grids if grid.sheet and words.is_defaults(grid.sheet)]
        defaults = self._defaults(shared[0]) if shared else _Row(Tree(str(self.path)), SheetDefaults.model_validate({}))
        rows = [row for grid in grids if grid not in shared for row in self._rows(grid)]
        if not rows and not self.wrong:
            self.wrong.append(self._nothing(grids))
        if self.wrong:
            raise ContentError(*capped(self.wrong))
        jobs = tuple(job for row in rows for job in self._jobs(row, defaults))
        file = defaults.file
        return Asked(
            name=file.name or self.path.stem,
            folder=self.path.parent,
            out=_said(defaults, "out"),
            keys=_said(defaults, "keys"),
            zipped=file.zipped,
            jobs=jobs,
            found=tuple(self.found),
        )

    def _nothing(self, grids: Sequence[Grid]) -> Diagnostic:
        """What is said of a file without a row of a plan."""
        for grid in grids:
            if header := _header(grid):
                return problem("batch-empty", grid.location(header))
        needed = ", ".join(map(words.headers, ("school", "lesson", "classes")))
        return problem("batch-header-missing", Location(str(self.path)), needed=needed)

    def _defaults(self, grid: Grid) -> _Row:
        """The sheet for all rows: what is meant in one column, its value in the next."""
        cells: dict[str, tuple[int, int, Cell]] = {}
        for number, row in grid.rows:
            columns = sorted(row)
            one = words.field_of(row[columns[0]].text)
            place, head = grid.location(number, columns[0]), row[columns[0]].text[:40]
            if not one:
                near = words.meant(row[columns[0]].text)
                self.wrong.append(problem("batch-column-unknown", place, name=head, suggestion=near))
            elif one in _OF_ROWS:
                self.wrong.append(problem("batch-column-of-rows", place, name=head))
            elif one in cells:
                self.wrong.append(problem("batch-column-twice", place, name=head))
            elif one != words.IGNORED and len(columns) > 1:
                cells[one] = (number, columns[1], row[columns[1]])
        return self._filled(grid, (0, 0), cells, SheetDefaults)

    def _rows(self, grid: Grid) -> Iterator[_Row]:
        header = _header(grid)
        if header is None:
            if grid.rows and grid.sheet:
                self.found.append(hint("batch-sheet-skipped", grid.location(), sheet=grid.sheet))
            return
        columns = self._columns(grid, header)
        for number, row in grid.rows:
            cells = {one: (number, column, row[column]) for one, column in columns.items() if column in row}
            if number > header and cells:
                yield self._filled(grid, (number, 0), cells, RowFile, columns)

    def _columns(self, grid: Grid, header: int) -> dict[str, int]:
        columns: dict[str, int] = {}
        for column, cell in sorted(dict(grid.rows)[header].items()):
            one, place, name = words.field_of(cell.text), grid.location(header, column), cell.text[:40]
            if one == words.IGNORED:
                continue
            if one in _OF_ALL:
                self.wrong.append(problem("batch-column-of-all", place, name=name))
            elif not one:
                near = words.meant(cell.text)
                say = problem if near else warning
                told = say("batch-column-unknown", place, name=name, suggestion=near)
                (self.wrong if near else self.found).append(told)
            elif one in columns:
                self.wrong.append(problem("batch-column-twice", place, name=name))
            else:
                columns[one] = column
        return columns

    def _filled(
        self,
        grid: Grid,
        start: tuple[int, int],
        cells: Mapping[str, tuple[int, int, Cell]],
        model: type[Choices],
        columns: Mapping[str, int] | None = None,
    ) -> _Row:
        """The cells as a tree, and what the model makes of it; what is wrong goes to `wrong`."""
        tree = _tree(grid, start, cells)
        before = len(self.wrong)
        for one, (row, column, cell) in cells.items():
            if cell.kind in ("formula", "error", "date"):
                place = grid.location(row, column)
                self.wrong.append(problem("batch-cell-kind", place, column=words.headers(one), kind=cell.kind))
        for one, column in (columns or {}).items():
            if one in NEEDED and one not in cells:
                place = grid.location(start[0], column)
                self.wrong.append(problem("batch-cell-missing", place, column=words.headers(one)))
        if len(self.wrong) == before:
            try:
                return _Row(tree, validate(tree, model))
            except ContentError as error:
                self.wrong += numbers_told(error.diagnostics)
        return _Row(tree, model.model_construct())

    def _jobs(self, row: _Row, defaults: _Row) -> Iterator[AskedJob]:
        lessons = self._found(row, "lesson", paths.lessons) or self._found(defaults, "lesson", paths.lessons)
        classes = self._found(row, "classes", paths.rosters)
        if not (row.file.lesson or defaults.file.lesson):
            self.found.append(problem("batch-no-lessons", row.tree.location(())))
        for lesson in lessons:
            yield AskedJob(
                school=_said(row, "school"),
                npsn=_said(row, "npsn"),
                kop=_said(row, "kop") or _said(defaults, "kop"),
                lesson=lesson,
                classes=classes,
                rombel=_list(row, "rombel"),
                pack=self._pack(row, defaults),
                reading=Reading(row.file.encoding or defaults.file.encoding),
                at=row.tree.location(()),
            )

    def _found(
        self, row: _Row, key: str, find: Callable[[Said, Path, list[Diagnostic]], Iterator[Said]]
    ) -> tuple[Said, ...]:
        return each_once(one for said in _list(row, key) for one in find(said, self.path.parent, self.found))

    def _pack(self, row: _Row, defaults: _Row) -> AskedPack:
        said = (row,) if row.file.plan else (defaults, row)
        layers = [Layer(one.file.pack, self.path.parent, one.tree, ("pack",)) for one in said if one.file.pack]
        return AskedPack(
            theme=_said(row, "theme") or _said(defaults, "theme"),
            paper=row.file.paper or defaults.file.paper,
            language=_said(row, "language") or _said(defaults, "language"),
            plan=_said(row, "plan") or _said(defaults, "plan"),
            layers=tuple(layers),
        )


def _header(grid: Grid) -> int | None:
    """The row of headers: the first that names school and class file."""
    for number, row in grid.rows[:_HEADS]:
        if set(NEEDED) <= {words.field_of(cell.text) for cell in row.values()}:
            return number
    return None


def _tree(grid: Grid, start: tuple[int, int], cells: Mapping[str, tuple[int, int, Cell]]) -> Tree:
    """Cells as plain data, those of a pack's keys below "pack"; lists are cut at semicolons."""
    data: dict[str, Any] = {}
    tree = Tree(grid.location().file, data)
    tree.values[()] = start
    for one, (row, column, cell) in cells.items():
        text = words.value(one, " ".join(cell.text.split()) if one not in _LISTS else cell.text.strip())
        text = text.removeprefix("'") if one == "npsn" else text  # how a number is typed as text
        value: Any = text
        steps = ("pack", one) if one in _PACK else (one,)
        if one in _LISTS:
            value = [part.strip() for part in re.split(_LISTS[one], text) if part.strip()]
            tree.values |= {(*steps, n): (row, column) for n in range(len(value))}
        if one in _PACK:
            data.setdefault("pack", {})[one] = value
            tree.values.setdefault(("pack",), (row, column))
        else:
            data[one] = value
        tree.values[steps] = (row, column)
        tree.keys[steps] = (row, column)
    return tree


def _said(row: _Row, key: str) -> Said:
    text = getattr(row.file, key, "") or ""
    return Said(text, row.tree.location((key,))) if text else NOTHING


def _list(row: _Row, key: str) -> tuple[Said, ...]:
    return tuple(Said(text, row.tree.location((key, n))) for n, text in enumerate(getattr(row.file, key, ()) or ()))
