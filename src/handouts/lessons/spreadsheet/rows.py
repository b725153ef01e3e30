"""An item as the cells of one row, and back. Cells are known by their path, such as ("options", 0, "why")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from handouts.lessons.drafts.emit import Flow, Value
from handouts.lessons.spreadsheet import cells
from handouts.lessons.spreadsheet.fields import Field, Fields, Group, Leaf, Many
from handouts.reading.yaml import Path

Cells = dict[Path, str]


def flatten(fields: Fields, item: Mapping[str, Any]) -> Cells:
    """The filled cells of an item, as the strict YAML reader gives it (every scalar a text)."""
    return dict(_flat_members(fields, item, ()))


def _flat_members(fields: Sequence[Field], data: Mapping[str, Any], above: Path) -> Iterator[tuple[Path, str]]:
    for one in fields:
        if one.key in data:
            yield from _flat(one, data[one.key], (*above, one.key))
        elif isinstance(one, Leaf) and one.shown:
            yield (*above, one.key), one.default


def _flat(one: Field, value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    match one:
        case Leaf():
            cell = _cell(one, value)
            if cell:
                yield path, cell
        case Group():
            data = {one.short: value} if isinstance(value, str) else value
            yield from _flat_members(one.members, data, path)
        case Many():
            elements = _elements(one, value)
            if not elements and one.nullable:
                yield (*path, 0, *_first(one.element)), cells.NO_LIST
            for i, element in enumerate(elements):
                yield from _flat(one.element, element, (*path, i))


def _elements(one: Many, value: Any) -> list[Any]:
    if value == "":
        return []
    return [value] if one.loose and not isinstance(value, list) else list(value)


def _first(one: Leaf | Group) -> Path:
    """The path inside an element of its first cell."""
    return (one.members[0].key,) if isinstance(one, Group) else ()


def _cell(leaf: Leaf, value: Any) -> str:
    match leaf.type:
        case "date":
            return cells.of_date(value)
        case "numbers":
            return " ".join(value)
        case "text":
            return str(value) if value == "" and not (leaf.required or leaf.default) else cells.of_text(value)
        case _:
            return str(value) if leaf.shown or value != leaf.default else ""


@dataclass(slots=True)
class Built:
    """An item made from cells. `origin` gives the cell behind each path of the data; `gaps` are the first empty cells

    of lists that must not have any.
    """

    data: dict[str, Any]
    origin: dict[Path, Path] = field(default_factory=dict)
    gaps: list[Path] = field(default_factory=list)


def build(fields: Fields, row: Mapping[Path, str], old: Mapping[str, Any]) -> Built:
    """The item of a row. `old` is the item as it was ({} for a new one): keys keep their order, and a value that goes

    without saying is written where it was written.
    """
    filled = {path: cell for path, cell in row.items() if cell != ""}
    built = Built({})
    built.data = _members(fields, filled, old, ((), ()), built)
    return built


Where = tuple[Path, Path]  # of the cells, and of the data that is made of them


def _members(
    fields: Sequence[Field], filled: Mapping[Path, str], old: Mapping[str, Any], where: Where, built: Built
) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for one in fields:
        inside = ((*where[0], one.key), (*where[1], one.key))
        value = _made(one, filled, old.get(one.key), inside, built)
        if value is not None:
            made[one.key] = value
    # As it was written; what is new follows, an id first.
    order = [*(key for key in old if key in made), *sorted((k for k in made if k not in old), key=lambda k: k != "id")]
    return {key: made[key] for key in order}


def _made(one: Field, filled: Mapping[Path, str], old: Any, where: Where, built: Built) -> Any:
    match one:
        case Leaf():
            return _leaf(one, filled, old, where, built)
        case Group():
            if not _below(filled, where[0]):
                return None
            before = {one.short: old} if isinstance(old, str) else old if isinstance(old, dict) else {}
            _note(built, where[1], where[0])
            made = _members(one.members, filled, before, where, built)
            return made[one.short] if made.keys() == {one.short} else made
        case Many():
            return _list(one, filled, old, where, built)


def _leaf(leaf: Leaf, filled: Mapping[Path, str], old: Any, where: Where, built: Built) -> Any:
    cell = filled.get(where[0])
    if cell is None and leaf.type == "numbers":
        return []
    if cell is None:
        goes_without_saying = leaf.type == "text" and not leaf.required and not leaf.default
        return "" if goes_without_saying and old == "" else None
    _note(built, where[1], where[0])
    match leaf.type:
        case "text":
            return cells.to_text(cell)
        case "numbers":
            return [part for part in re.split(r"[\s,;]+", cell) if part]
        case "date":
            # A notation that cannot be read has been told when the cell was read.
            date = cells.to_date(cell)
            return cell if date is None else date
        case _:
            return None if cell == leaf.default and old is None else cell


def _list(many: Many, filled: Mapping[Path, str], old: Any, where: Where, built: Built) -> Any:
    below = _below(filled, where[0])
    numbers = sorted({step for path in below if isinstance(step := path[len(where[0])], int)})
    if not numbers:
        return [] if many.required else None
    _note(built, where[1], where[0])
    if many.nullable and filled.get((*where[0], 0, *_first(many.element))) == cells.NO_LIST:
        return []
    if many.positional and numbers[-1] != len(numbers) - 1:
        hole = next(i for i in range(numbers[-1]) if i not in numbers)
        built.gaps.append((*where[0], hole, *_first(many.element)))
    before = _elements(many, old) if old else []
    values = []
    for i, number in enumerate(numbers):
        inside = ((*where[0], number), (*where[1], i))
        values.append(_made(many.element, filled, before[i] if i < len(before) else None, inside, built))
    # An empty text without a list would mean no element.
    alone = many.loose and len(values) == 1 and values != [""] and not isinstance(old, list)
    return values[0] if alone else values


def _below(filled: Mapping[Path, str], path: Path) -> list[Path]:
    return [p for p in filled if p[: len(path)] == path]


def _note(built: Built, path: Path, cell: Path) -> None:
    """`cell` is the path of a cell, or of the cells of a group."""
    built.origin.setdefault(path, cell)


def written(fields: Fields, item: Mapping[str, Any]) -> dict[str, Value]:
    """The item as `emit` writes it: yes and no bare, dates and short lists on one line."""
    known = {one.key: one for one in fields}
    return {key: _written(known[key], value) for key, value in item.items()}


def _written(one: Field, value: Any) -> Value:
    match one:
        case Leaf(type="yes"):
            return bool(value == "true")
        case Leaf(type="date"):
            return Flow(value) if isinstance(value, dict) else str(value)
        case Leaf(type="numbers"):
            return Flow(value)
        case Group():
            return written(one.members, value) if isinstance(value, dict) else str(value)
        case Many():
            if one.flow:
                return Flow(value)
            if one.loose and not isinstance(value, list):
                return _written(one.element, value)
            return [_written(one.element, element) for element in value]
        case _:
            return str(value)
