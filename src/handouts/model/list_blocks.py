"""Lists, and the labels in front of their items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handouts.model.inline import Content

Numbering = Literal["1", "a", "A", "i"]

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; `ordered` numbers its items from `start` on, in figures, letters or Roman numerals.

    `below` are the lists inside its items, one place an item; () when there are none.
    """

    items: tuple[Content, ...]
    ordered: bool = False
    src: str = ""
    numbering: Numbering = "1"
    start: int = 1
    below: tuple[ListBlock | None, ...] = ()


def list_labels(block: ListBlock, nested: bool = False) -> tuple[str, ...]:
    """What stands before each item."""
    if not block.ordered:
        return ("–" if nested else "•",) * len(block.items)
    return tuple(f"{_number(n, block.numbering)}." for n in range(block.start, block.start + len(block.items)))


def _number(number: int, numbering: Numbering) -> str:
    if numbering == "1":
        return str(number)
    if numbering == "i":
        return _roman(number)
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord(numbering) + rest) + letters
    return letters


def _roman(number: int) -> str:
    written = ""
    for value, digits in _ROMAN:
        written += digits * (number // value)
        number %= value
    return written
