"""Rosters from the files of a school: CSV or workbooks, one class or several, in the order of the files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from handouts.diagnostics import Diagnostic, Location, problem
from handouts.errors import ContentError, UsageProblem
from handouts.languages import roster_words as words
from handouts.model.roster import Pupil, Roster
from handouts.press.rosters.checks import check_class
from handouts.press.rosters.columns import asked_column, check_answers, find_columns, likely_header, shown
from handouts.press.rosters.findings import Findings, check_allowed, raise_errors
from handouts.press.rosters.names import cleaned
from handouts.press.rosters.pupils import Table, read_table
from handouts.reading.filenames import slug
from handouts.reading.grid import Grid
from handouts.reading.loose_csv import read_loose_csv
from handouts.reading.text import kind_of
from handouts.reading.xlsx import read_xlsx

Workbook = Callable[[bytes, str], Sequence[Grid]]
_WORKBOOK = "Excel (xlsx)"
_WEB_PAGE = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head", b"<style")


@dataclass(slots=True)
class _File:
    """A file while it is read: its tables, and what was found in it."""

    name: str
    found: Findings
    tables: list[Table] = field(default_factory=list)
    unanswered: set[str] = field(default_factory=set)


def read_rosters(
    files: Sequence[tuple[str, bytes]],
    *,
    encoding: str = "",
    columns: Mapping[str, str] | None = None,
    allow: Collection[str] = (),
    workbook: Workbook = read_xlsx,
) -> tuple[tuple[Roster, ...], tuple[Diagnostic, ...]]:
    """The classes of the files (name, bytes) and what is worth knowing of them: warnings and hints.

    `encoding` is a person's word for CSV files that are not UTF-8. `columns` says which column holds a field of
    `columns.FIELDS`, by header or letter, "" for none. `allow` are codes of `findings.ALLOWABLE` to let pass as
    warnings. `workbook` reads Excel files. Everything that is wrong is raised at once: ContentError with roster-…,
    table-…, archive-… and source-… codes; UsageProblem for an encoding, field, column or code that does not exist.
    """
    answers = columns or {}
    check_answers(answers)
    check_allowed(allow)
    read = [_read(name, data, encoding, answers, workbook, Findings(allow)) for name, data in files]
    _check_answered(read, answers)
    classes = [(file, roster) for file in read for roster in _classes(file)]
    _check_slugs(classes)
    raise_errors([file.found for file in read])
    return tuple(roster for _, roster in classes), tuple(note for file in read for note in file.found.notes)


def _read(
    name: str, data: bytes, encoding: str, answers: Mapping[str, str], workbook: Workbook, found: Findings
) -> _File:
    file = _File(name, found)
    try:
        grids = _grids(name, data, encoding, answers, workbook)
    except ContentError as error:
        found.errors.extend(error.diagnostics)
        return file
    without = []
    for grid in grids:
        if grid.hidden:
            _tell_hidden(grid, answers, found)
            continue
        before = len(found.errors)
        columns = find_columns(grid, answers, found)
        if columns:
            heads = columns.heads
            file.unanswered |= {f for f, answer in answers.items() if answer and not asked_column(answer, heads)}
            file.tables.append(read_table(grid, columns, found))
        elif len(found.errors) == before:
            without.append(grid)
    if file.tables or len(found.errors) > 0:
        for grid in without:
            if grid.rows:
                found.hint("roster-sheet-skipped", grid.location(), sheet=grid.sheet)
    else:
        _tell_no_name(name, without, found)
    return file


def _tell_hidden(grid: Grid, answers: Mapping[str, str], found: Findings) -> None:
    """A sheet that nobody sees is not printed; it is told of where it could hold pupils."""
    unsure = Findings()
    if find_columns(grid, answers, unsure) or unsure.errors:
        found.warning("roster-sheet-hidden", grid.location(), sheet=grid.sheet)


def _grids(name: str, data: bytes, encoding: str, answers: Mapping[str, str], workbook: Workbook) -> Sequence[Grid]:
    kind = kind_of(data)
    if kind == _WORKBOOK or data.startswith(b"PK"):
        if kind and kind not in (_WORKBOOK, "zip"):
            raise ContentError(problem("roster-file-kind", Location(name), kind=kind))
        return workbook(data, name)
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:9].lower().startswith(_WEB_PAGE):
        kind = "HTML"
    if kind:
        raise ContentError(problem("roster-file-kind", Location(name), kind=kind))
    asked = {words.head_key(answer) for answer in answers.values()} - {""}
    return [read_loose_csv(data, name, lambda h: bool(words.field_of(h)) or words.head_key(h) in asked, encoding)]


def _tell_no_name(name: str, grids: Sequence[Grid], found: Findings) -> None:
    filled = next((grid for grid in grids if grid.rows), None)
    if filled is None:
        found.error("roster-empty", Location(name))
        return
    row, heads = likely_header(filled)
    wanted = next((head for head in heads.values() if _like_name(head)), "")
    example = wanted or next(iter(heads.values()), "Nama")
    found.error("roster-no-name", filled.location(row), columns=shown(heads) or "–", example=example[:40])


def _like_name(head: str) -> bool:
    key = words.head_key(head)
    return words.field_of(head) != words.IGNORED and ("nama" in key or "name" in key)


def _check_answered(read: Sequence[_File], answers: Mapping[str, str]) -> None:
    """UsageProblem roster-column-unknown for an answer that fits no table of all."""
    files = [file for file in read if file.tables]
    for one, answer in answers.items():
        if files and all(one in file.unanswered for file in files):
            heads = shown(files[0].tables[0].columns.heads)
            place = Location(files[0].name, files[0].tables[0].columns.header_row)
            raise UsageProblem(problem("roster-column-unknown", place, field=one, found=answer, columns=heads))


def _classes(file: _File) -> list[Roster]:
    """The classes of a file in order; pupils of one class may stand in several tables."""
    pupils: dict[str, list[Pupil]] = {}
    for table in file.tables:
        if not table.rows:
            file.found.error("roster-empty", table.grid.location(table.columns.header_row))
        for told, those in table.classes.items():
            name = told or _class_without_name(file, table)
            pupils.setdefault(name, []).extend(those)
    rosters = [Roster(name, slug(name, "class"), tuple(those), those[0].at) for name, those in pupils.items()]
    for roster in rosters:
        check_class(roster, file.found)
    return rosters


def _class_without_name(file: _File, table: Table) -> str:
    """The sheet's name where several hold pupils, else the file's."""
    several = len(file.tables) > 1
    name = cleaned(table.grid.sheet if several else PurePath(file.name.replace("\\", "/")).stem).text
    return name if any(c.isalnum() for c in name) else "1"


def _check_slugs(classes: Sequence[tuple[_File, Roster]]) -> None:
    """Tell two classes that would be one file: one class in two files, or one name in two spellings."""
    first: dict[str, tuple[_File, Roster]] = {}
    for file, roster in classes:
        other = first.setdefault(roster.slug, (file, roster))
        if other[1] is roster:
            continue
        there = str(other[1].at)
        if other[1].name == roster.name:
            file.found.error("roster-class-twice", roster.at, name=roster.name, first=there)
        else:
            file.found.error("roster-class-spelling", roster.at, name=roster.name, other=other[1].name, first=there)
