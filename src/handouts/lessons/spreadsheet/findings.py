"""What the models and readers of the draft files say of a table's content, at the cell and in words of tables."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from handouts.diagnostics import Diagnostic, problem, warning
from handouts.lessons.spreadsheet.fields import Topic
from handouts.lessons.spreadsheet.merging import Part
from handouts.lessons.spreadsheet.pages import LISTS
from handouts.lessons.spreadsheet.records import UNREADABLE, Record
from handouts.lessons.spreadsheet.remade import is_remade
from handouts.lessons.spreadsheet.rows import flatten
from handouts.reading.yaml import Path, Tree

_DATES = "1939, 1939-08, 1939-08-23, 1939/1945"


@dataclass(frozen=True, slots=True)
class _Spot:
    """A value of the new file: the row it came from, and its cell (or the first of a group)."""

    record: Record
    cell: Path


@dataclass(slots=True)
class Content:
    """The new file as the readers take it: `tree` gives for each value the number of its spot as its line."""

    topic: Topic
    tree: Tree
    spots: list[_Spot] = field(default_factory=list)


def content(topic: Topic, data: Mapping[str, Any], parts: Sequence[Part], name: str) -> Content:
    """The data of the new file, with the place of each value in the table."""
    made = Content(topic, Tree(name))
    if topic == "questions":
        sections = [_section(part, data) for part in parts]
        made.tree.data = {**data, "sections": sections}
        for number, part in enumerate(parts):
            _note(made, part, ("sections", number, "items"))
    else:
        made.tree.data = {**data, LISTS[topic]: [dict(item.data) for item in parts[0].items]}
        _note(made, parts[0], (LISTS[topic],))
    return made


def _section(part: Part, data: Mapping[str, Any]) -> dict[str, Any]:
    section = dict(data["sections"][part.old]) if part.old is not None else {"kind": part.kind}
    if part.bank is not None:
        section.pop("bank", None)
        section |= {"bank": part.bank} if part.bank else {}
    return section | {"items": [dict(item.data) for item in part.items]}


def _note(made: Content, part: Part, path: Path) -> None:
    for number, item in enumerate(part.items):
        if item.record is None:
            continue
        above = (*path, number)
        _spot(made, above, _Spot(item.record, ()))
        for below, cell in item.origin.items():
            _spot(made, (*above, *below), _Spot(item.record, cell))
            if item.record.cells.get(cell) == UNREADABLE:
                made.tree.damaged.add((*above, *below))
        if not item.changed:
            for key in item.data:
                _spot(made, (*above, key), _Spot(item.record, (key,)))


def remade(parts: Sequence[Part]) -> list[Diagnostic]:
    """A warning for each cell that a program seems to have changed by itself."""
    found = []
    for item in (item for part in parts for item in part.items if item.record and item.old and item.changed):
        assert item.record and item.old
        before = flatten(item.fields, item.old.data)
        for path, cell in item.record.cells.items():
            old = before.get(path, "")
            if is_remade(old, cell):
                place, name = item.record.place(path), item.record.cell(path)
                found.append(warning("table-remade", place, cell=name, before=old, after=cell))
    return found


def _spot(made: Content, path: Path, spot: _Spot) -> None:
    made.spots.append(spot)
    made.tree.values[path] = (len(made.spots), 1)


def translated(made: Content, diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The findings at their cells; those of other places than items are left out, for the file has had them before."""
    found = []
    for diagnostic in diagnostics:
        line = diagnostic.location.line if diagnostic.location else 0
        if line:
            found.append(_translated(made, diagnostic, made.spots[line - 1]))
        elif diagnostic.severity == "error":
            found.append(diagnostic)
    return found


def once(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The findings in the order of the table; a column that many rows need is told once, with the first of them."""
    told: dict[Hashable, Diagnostic] = {}
    for number, one in enumerate(sorted(found, key=_place)):
        needed = one.code == "table-column-needed"
        told.setdefault((_place(one), one.data["head"]) if needed else number, one)
    return list(told.values())


def _place(diagnostic: Diagnostic) -> tuple[str, int, int]:
    place = diagnostic.location
    return (place.file, place.line, place.column) if place else ("", 0, 0)


def _translated(made: Content, diagnostic: Diagnostic, spot: _Spot) -> Diagnostic:
    path, data = spot.cell, dict(diagnostic.data)
    if diagnostic.code == "yaml-missing-key" and path[-1:] != (data["key"],):
        path = (*path, str(data["key"]))
    place, cell = spot.record.place(path), spot.record.cell(path)
    match diagnostic.code:
        case "yaml-missing-key":
            return spot.record.missing(path)
        case "yaml-unknown-key":
            return problem("table-date-notation", place, cell=cell, found=data["key"])
        case "draft-date-unclear":
            return problem("table-wrong-value", place, cell=cell, found=data["value"], allowed=_DATES)
        case "yaml-wrong-value":
            return problem("table-wrong-value", place, cell=cell, found=data["found"], allowed=data["allowed"])
        case "yaml-wrong-type":
            return problem("table-wrong-type", place, cell=cell, found=data["found"], wanted=data["wanted"])
        case _:
            return Diagnostic(diagnostic.code, diagnostic.severity, place, diagnostic.data)
