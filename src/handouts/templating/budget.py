"""What one rendering may use. Counted at run time: no nesting of loops, macros and includes gets past it."""

from __future__ import annotations

from collections.abc import Iterable, Sized
from contextvars import ContextVar
from itertools import islice
from typing import Any

STEPS = 50_000  # turns of loops, calls of macros, blocks and includes
CHARACTERS = 10_000_000  # characters produced, those of intermediate texts too
OUTPUT = 2_000_000  # characters of the finished markup
TEXT = 100_000  # characters of one text made by an operator or filter
RANGE = 200


class Spent(Exception):
    """The template asks for more than one sheet can need."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit}")
        self.limit = limit


class Refused(Exception):
    """Something that shows only at run time not to be allowed; `what` as it stands in the template."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Budget:
    """What is left."""

    def __init__(self) -> None:
        self.steps = STEPS
        self.characters = CHARACTERS


CURRENT: ContextVar[Budget | None] = ContextVar("budget", default=None)


def spend(steps: int, characters: int) -> None:
    """Take from the budget of the rendering in progress; the compiler, folding constants, has none."""
    budget = CURRENT.get()
    if budget is None:
        return
    budget.steps -= steps
    budget.characters -= characters
    if budget.steps < 0:
        raise Spent(STEPS)
    if budget.characters < 0:
        raise Spent(CHARACTERS)


def tick(size: int) -> None:
    """A macro, block or template begins, with `size` characters of its own."""
    spend(1, size)


def counted(values: Iterable[Any], size: int) -> Any:
    """The values of a loop whose body has `size` characters of its own; charged before the first turn."""
    if not isinstance(values, (tuple, list, dict, str)):
        values = tuple(islice(values, STEPS + 1))
    turns = len(values)
    spend(turns + 1, turns * size)
    return values


def bounded(value: Any) -> Any:
    """A text made by an operator or filter: not longer than any text of a sheet can be."""
    if isinstance(value, Sized):
        if len(value) > TEXT:
            raise Spent(TEXT)
        spend(0, len(value))
    return value


def numbers(*arguments: Any) -> range:
    """`range`, but short."""
    if not all(type(argument) is int for argument in arguments):
        raise Refused("range(…)")
    values = range(*arguments)
    if len(values) > RANGE:
        raise Refused(f"range({', '.join(str(a) for a in arguments)})")
    return values
