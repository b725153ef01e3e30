"""Lists, and the labels in front of their items."""

from __future__ import annotations

from typing import Literal

Numbering = Literal["1", "a", "A", "i"]

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


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
