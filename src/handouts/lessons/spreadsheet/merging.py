"""Rows put in the place of the items of a file: what it holds then, with the cell behind each value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from handouts.diagnostics import Diagnostic, problem
from handouts.lessons.spreadsheet.cells import to_text
from handouts.lessons.spreadsheet.columns import every_column, name_of
from handouts.lessons.spreadsheet.fields import BANK, ENTRY, ITEMS, PART, PART_KIND, Fields, Many, Topic
from handouts.lessons.spreadsheet.matching import Old, by_id, by_term, new_id, part_of_rows
from handouts.lessons.spreadsheet.pages import LISTS
from handouts.lessons.spreadsheet.records import FIELDS, Record, Table
from handouts.lessons.spreadsheet.rows import Cells, build, flatten
from handouts.reading.yaml import Path

# A table without these columns has no rows of that kind: its items are not deleted but elsewhere.
_SIGNS = {
    "multiple_choice": "stem",
    "complex_choice": "keys",
    "category_table": "rows",
    "true_false": "rows",
    "cloze": "before",
    "matching": "pairs.premise",
    "person_matching": "pairs.premise",
    "term_matching": "pairs.premise",
    "ordering": "entries",
    "completion": "before",
    "short_answer": "prompt",
    "source": "stem",
    "essay": "prompt",
}


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the new file. `old` is None for an added one, `record` for one that no row speaks of."""

    fields: Fields
    data: Mapping[str, Any]
    changed: bool
    old: Old | None = None
    record: Record | None = None
    origin: Mapping[Path, Path] = field(default_factory=dict)


@dataclass(slots=True)
class Part:
    """A list of items: the whole file, or a part of the worksheet. `old` is its number in the file from 0, or None.

    `bank` is the new word bank; None leaves it as it is.
    """

    items: list[Item] = field(default_factory=list)
    old: int | None = None
    kind: str = ""
    bank: list[str] | None = None
    bank_record: Record | None = None


@dataclass(slots=True)
class Merged:
    """The parts of the new file in their order, and what is wrong with the rows."""

    parts: list[Part]
    wrong: list[Diagnostic]


def merge(topic: Topic, data: Mapping[str, Any], table: Table) -> Merged:
    """What the file with this data holds after the table."""
    if topic == "questions":
        return _merge_questions(data, table)
    path = LISTS[topic]
    olds = [Old((path, i), item) for i, item in enumerate(data.get(path) or ())]
    wrong: list[Diagnostic] = []
    if topic == "timeline":
        found, wrong = by_id(table.records, olds)
    else:
        found = by_term(table.records, olds)
    taken = {str(old.data.get("id", "")) for old in olds}
    taken |= {to_text(record.cells.get(("id",), "")) for record in table.records}
    items = [_item(FIELDS[topic], record, old, taken, wrong) for record, old in zip(table.records, found, strict=True)]
    return Merged([Part(items, 0)], wrong)


def _merge_questions(data: Mapping[str, Any], table: Table) -> Merged:
    sections = list(data.get("sections") or ())
    numbers, wrong = part_of_rows(table.records, sections)
    rows = [(record, *place) for record, place in zip(table.records, numbers, strict=True) if place[0]]
    olds = [
        Old(("sections", s, "items", i), item)
        for s, section in enumerate(sections)
        for i, item in enumerate(section.get("items") or ())
    ]
    banks = [row for row in rows if _is_bank(row[0])]
    rows = [row for row in rows if not _is_bank(row[0])]
    found, same = by_id([record for record, _, _ in rows], olds)
    taken = {str(old.data.get("id", "")) for old in olds} | {to_text(r.cells.get(("id",), "")) for r, _, _ in rows}
    parts = _parts(sections, table, {number: kind for _, number, kind in [*rows, *banks]})
    wrong += same
    for (record, number, kind), old in zip(rows, found, strict=True):
        wrong += _misplaced(record, kind)
        if old and sections[int(old.path[1])]["kind"] != kind:
            old = None  # an item that becomes one of another kind is written anew
        parts[number].items.append(_item(ITEMS[kind], record, old, taken, wrong))
    _put_banks(banks, parts, sections, wrong)
    return Merged([parts[number] for number in sorted(parts)], wrong)


def _parts(sections: Sequence[Mapping[str, Any]], table: Table, named: Mapping[int, str]) -> dict[int, Part]:
    """The parts that rows name, and those that the table has no columns for, as they are."""
    names = {column.name for header in table.headers for column in header.columns.values()}
    parts: dict[int, Part] = {}
    for number, section in enumerate(sections, start=1):
        kind = section["kind"]
        if number in named:
            parts[number] = Part(old=number - 1, kind=kind)
        elif _SIGNS[kind] not in names:
            items = enumerate(section.get("items") or ())
            kept = [Item(ITEMS[kind], i, False, Old(("sections", number - 1, "items", n), i)) for n, i in items]
            parts[number] = Part(kept, number - 1, kind)
    parts.update({number: Part(kind=kind) for number, kind in named.items() if number not in parts})
    return parts


def _is_bank(record: Record) -> bool:
    return all(path[0] in (PART, PART_KIND, BANK.key) for path in record.cells)


def _put_banks(
    banks: Sequence[tuple[Record, int, str]],
    parts: Mapping[int, Part],
    sections: Sequence[Mapping[str, Any]],
    wrong: list[Diagnostic],
) -> None:
    for record, number, _ in banks:
        part = parts[number]
        if part.bank_record is not None:
            first = part.bank_record.row
            name = record.cell((PART,))
            wrong.append(problem("table-part-twice", record.place((PART,)), cell=name, part=number, first=first))
            continue
        old = sections[part.old] if part.old is not None else {}
        made = build((BANK,), _overlaid(flatten((BANK,), old), record), {}).data.get(BANK.key, [])
        part.bank_record = record
        part.bank = made if made != (old.get(BANK.key) or []) else None


def _misplaced(record: Record, kind: str) -> list[Diagnostic]:
    """Filled cells of columns that items of this kind do not have."""
    known = {column.name for column in every_column(ITEMS[kind])} | {PART, PART_KIND}
    found = []
    for path in record.cells:
        place, name = record.place(path), record.cell(path)
        if path[0] == BANK.key:
            found.append(problem("table-word-box", place, cell=name))
        elif name_of(path) not in known:
            found.append(problem("table-not-for-kind", place, cell=name, section=kind))
    return found


def _item(fields: Fields, record: Record, old: Old | None, taken: set[str], wrong: list[Diagnostic]) -> Item:
    before = flatten(fields, old.data) if old else {}
    row = {path: cell for path, cell in record.cells.items() if path[0] not in (PART, PART_KIND, BANK.key)}
    merged = _overlaid(before, record) if old else dict(row)
    if old and merged == before:
        return Item(fields, old.data, False, old, record)
    _make_ids(fields, merged, taken)
    if fields is ENTRY and old:
        _make_own(merged, before)
    built = build(fields, merged, old.data if old else {})
    wrong += [problem("table-gap", record.place(gap), cell=record.cell(gap)) for gap in built.gaps]
    return Item(fields, built.data, True, old, record, built.origin)


def _overlaid(before: Cells, record: Record) -> Cells:
    """The cells as they were where the table has no such column, else those of the row."""
    kept = {path: cell for path, cell in before.items() if path not in record.header.places}
    return kept | {p: c for p, c in record.cells.items() if p[0] not in (PART, PART_KIND)}


def _make_own(row: Cells, before: Cells) -> None:
    """A meaning that was rewritten comes from nowhere else any more; what the row says of its source itself stays."""
    source = ("source",)
    if row.get(("definition",)) != before.get(("definition",)) and row.get(source) == before.get(source):
        row.pop(source, None)
        row.pop(("from",), None)


def _make_ids(fields: Fields, row: Cells, taken: set[str]) -> None:
    """Ids for an item, and for pairs and statements that have none."""
    if fields[0].key != "id":
        return
    own = row.setdefault(("id",), "") or new_id(taken)
    row[("id",)] = own
    for part in (one.key for one in fields if isinstance(one, Many) and one.key in ("pairs", "rows")):
        ids = {cell for path, cell in row.items() if path[0] == part and path[-1] == "id"}
        for number in sorted({path[1] for path in row if path[0] == part}, key=int):
            if not row.get((part, number, "id")):
                row[(part, number, "id")] = new_id(ids, f"{to_text(own)}.")
