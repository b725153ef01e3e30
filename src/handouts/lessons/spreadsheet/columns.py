"""The columns of a table: which cells of which fields, in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from handouts.lessons.spreadsheet.fields import BANK, PART, PART_KIND, Field, Fields, Group, Leaf, Many
from handouts.reading.yaml import Path


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `name` is its key in the tables of headers ("options.why"), `number` counts from 0 in a list;

    `letters` tells that it is shown as A, B, C. `part` columns tell of the part of the worksheet, not of an item.
    """

    path: Path
    name: str
    leaf: Leaf
    number: int | None = None
    letters: bool = False
    part: bool = False


_PART_FIELDS: Fields = (Leaf(PART, "whole"), Leaf(PART_KIND, "kind"))
Numbers = Callable[[Many, Path], Iterable[int]]


def columns(fields: Fields, used: Iterable[Path], parts: bool = False, bank: bool = False) -> tuple[Column, ...]:
    """All columns that rows with the `used` cells need, and those that a person wants for more.

    With `parts` the columns that tell of the part of the worksheet go before; with `bank` some for a word box.
    """
    paths = set(used)

    def numbers(many: Many, path: Path) -> Iterable[int]:
        found = (step for p in paths if p[: len(path)] == path for step in p[len(path) : len(path) + 1])
        least = many.least if many is not BANK or bank else 0
        return range(max([least, *(step + 1 for step in found if isinstance(step, int))]))

    return tuple(c for c in _all(fields, numbers, parts) if not c.leaf.rare or c.path in paths)


@cache
def every_column(fields: Fields, number: int = 0, parts: bool = False) -> tuple[Column, ...]:
    """One column of each name; those of lists with this number (from 0)."""
    return tuple(_all(fields, lambda many, path: (number,), parts))


def _all(fields: Fields, numbers: Numbers, parts: bool) -> Iterator[Column]:
    of_part, of_item = Column((), "", Leaf(""), part=True), Column((), "", Leaf(""))
    head = [(one, of_part) for one in _PART_FIELDS] if parts else []
    head.append((fields[0], of_item))
    head += [(BANK, of_part)] if parts else []
    for one, like in [*head, *((one, of_item) for one in fields[1:])]:
        yield from _of(one, (), numbers, like)


def _of(one: Field, above: Path, numbers: Numbers, like: Column) -> Iterator[Column]:
    path = (*above, one.key) if one.key else above
    match one:
        case Leaf():
            yield Column(path, one.column or name_of(path), one, like.number, like.letters, like.part)
        case Group():
            for member in one.members:
                yield from _of(member, path, numbers, like)
        case Many():
            for number in numbers(one, path):
                inside = Column((), "", Leaf(""), number, one.letters, like.part)
                if isinstance(one.element, Group):
                    yield from _of(one.element, (*path, number), numbers, inside)
                else:
                    yield Column((*path, number), name_of(path), one.element, number, one.letters, like.part)


def name_of(path: Path) -> str:
    """The key of a header: the steps of the path without numbers, and without the text that a group stands for."""
    steps = [step for step in path if isinstance(step, str)]
    return ".".join(steps[:-1] if len(steps) > 1 and steps[-1] == "text" else steps)
