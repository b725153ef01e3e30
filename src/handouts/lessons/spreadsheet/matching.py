"""Which row is which item of the file: by id, glossary entries by their term, and by place where a term has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handouts.diagnostics import Diagnostic, problem
from handouts.lessons.drafts.identity import term_id
from handouts.lessons.spreadsheet.cells import to_text
from handouts.lessons.spreadsheet.fields import PART, PART_KIND
from handouts.lessons.spreadsheet.records import UNREADABLE, Record
from handouts.reading.yaml import Path

_ID: Path = ("id",)
_TERM: Path = ("term",)
_PART: Path = (PART,)
_KIND: Path = (PART_KIND,)
_MOST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Old:
    """An item of the file as it is: its path and what it holds."""

    path: Path
    data: Mapping[str, Any]


def by_id(records: Sequence[Record], olds: Sequence[Old]) -> tuple[list[Old | None], list[Diagnostic]]:
    """For each row the item with its id, None for a new one; and an error for each id that stands twice."""
    known = {old.data["id"]: old for old in olds if old.data.get("id")}
    seen: dict[str, str] = {}
    found: list[Old | None] = []
    wrong: list[Diagnostic] = []
    for record in records:
        id_ = to_text(record.cells.get(_ID, ""))
        found.append(known.get(id_))
        if id_ and id_ in seen:
            wrong.append(problem("table-same-id", record.place(_ID), cell=record.cell(_ID), id=id_, first=seen[id_]))
        seen.setdefault(id_, record.row)
    return found, wrong


def by_term(records: Sequence[Record], olds: Sequence[Old]) -> list[Old | None]:
    """For each row the entry with its term (of equal terms the first with the first), None for a new one.

    Rows and entries left over between the same neighbours, as many of one as of the other, are the same ones: their
    terms were changed.
    """
    waiting: dict[str, list[Old]] = {}
    for old in olds:
        waiting.setdefault(term_id(old.data["term"]), []).append(old)
    found: list[Old | None] = []
    for record in records:
        same = waiting.get(term_id(to_text(record.cells.get(_TERM, ""))), [])
        found.append(same.pop(0) if same else None)
    _by_place(found, olds)
    return found


def _by_place(found: list[Old | None], olds: Sequence[Old]) -> None:
    taken = {old.path for old in found if old}
    numbers = {old.path: n for n, old in enumerate(olds)}
    start = 0
    while start < len(found):
        end = start
        while end < len(found) and found[end] is None:
            end += 1
        before = found[start - 1] if start else None
        at = numbers[before.path] + 1 if before else 0
        left = [*olds[at : at + end - start]]
        behind = olds[at + end - start].path if at + end - start < len(olds) else None
        neighbour = found[end] if end < len(found) else None
        same_end = behind == (neighbour.path if neighbour else None)
        if same_end and len(left) == end - start and not any(old.path in taken for old in left):
            found[start:end] = left
        start = end + 1


def new_id(taken: set[str], stem: str = "own-") -> str:
    """An id that no item has yet; it is taken from then on."""
    number = 1
    while f"{stem}{number}" in taken:
        number += 1
    taken.add(f"{stem}{number}")
    return f"{stem}{number}"


def part_of_rows(
    records: Sequence[Record], sections: Sequence[Mapping[str, Any]]
) -> tuple[list[tuple[int, str]], list[Diagnostic]]:
    """For each row the number of its part, from 1, and that part's kind; (0, "") stands for a row with an error.

    An empty cell means what the row above it says; where the column is gone, an item stays in its part.
    """
    known: dict[int, str] = {n: part["kind"] for n, part in enumerate(sections, start=1)}
    homes = {item.get("id", ""): n for n, part in enumerate(sections, start=1) for item in part.get("items") or ()}
    above: dict[int, int] = {}
    found = []
    wrong: list[Diagnostic] = []
    for record in records:
        sheet = id(record.header)
        home = 0 if record.header.place((PART,)) else homes.get(to_text(record.cells.get(_ID, "")), 0)
        place, finding = _part(record, known, home or above.get(sheet, 0))
        above[sheet] = place[0] or above.get(sheet, 0)
        found.append((0, "") if finding else place)
        wrong += [finding] if finding else []
    return found, wrong


def _part(record: Record, known: dict[int, str], else_: int) -> tuple[tuple[int, str], Diagnostic | None]:
    cell = record.cells.get((PART,), "")
    if UNREADABLE in (cell, record.cells.get((PART_KIND,))):
        return (0, ""), None
    if cell and not (cell.isascii() and cell.isdecimal() and len(cell) <= _MOST_DIGITS and int(cell)):
        return (0, ""), problem(
            "table-wrong-value", record.place(_PART), cell=record.cell(_PART), found=cell, allowed="1, 2, 3 …"
        )
    number = int(cell) if cell else else_
    kind = record.cells.get((PART_KIND,), "") or known.get(number, "")
    if not number or not kind:
        missing = _KIND if number else _PART
        return (number, kind), record.missing(missing)
    if known.setdefault(number, kind) != kind:
        where = record.place(_KIND)
        name = record.cell(_KIND)
        return (number, kind), problem("table-part-kind", where, cell=name, part=number, section=known[number])
    return (number, kind), None
