"""How wide the columns of a table are: as its shares say, but never narrower than their longest words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from handouts.model.document import Cell, Span, Table
from handouts.typeset.lines import Type
from handouts.typeset.sheet import Sheet

_WORD = re.compile(r"[^\s-]+-*")  # a line may end behind a hyphen and, if it must, at any kind of space
_TOGETHER = re.compile("[^ \t\n]+")  # words joined by no-break spaces
_SPARE = 0.2
_CLOSE = 2.0  # points left and right of the words of a crowded table
_SMALLEST = 0.55  # of the type's size, for a table that is too wide
_MOST_JOINED = 0.75  # of the width, for words that stay together


def fitted_columns(
    sheet: Sheet, block: Table, wished: list[float], size: str | Type, pad: tuple[float, float]
) -> tuple[list[float], str | Type, tuple[float, float]]:
    """Widths, type and padding in which no word is cut: the widths wished where every word fits in them.

    Else narrow columns take room from wide ones; where that is not enough, cells come closer, then type shrinks.
    """
    least = _least(sheet, block, len(wished), size, pad[0], _WORD)
    if all(need <= wish for need, wish in zip(least, wished, strict=True)):
        return wished, size, pad
    joined = _least(sheet, block, len(wished), size, pad[0], _TOGETHER)
    total = sum(wished)
    if sum(joined) <= _MOST_JOINED * total:
        return _spread(wished, joined), size, pad
    if sum(least) > total:
        pad = (min(pad[0], _CLOSE), pad[1])
        least = _least(sheet, block, len(wished), size, pad[0], _WORD)
    kind = sheet.types[size] if isinstance(size, str) else size
    if sum(least) > total:
        room = total - 2 * pad[0] * len(wished)
        share = max(_SMALLEST, room / (sum(least) - 2 * pad[0] * len(wished)))
        kind = replace(kind, size=round(share * kind.size, 2), leading=round(share * kind.leading, 2))
        least = _least(sheet, block, len(wished), kind, pad[0], _WORD)
    return _spread(wished, least), kind, pad


def _spread(wished: Sequence[float], least: Sequence[float]) -> list[float]:
    """The narrow columns as wide as they must be, the others in the proportions wished."""
    total, fixed = sum(wished), set[int]()
    if sum(least) >= total:
        return [total * need / sum(least) for need in least]
    while True:
        rest = total - sum(least[i] for i in fixed)
        shares = sum(wish for i, wish in enumerate(wished) if i not in fixed)
        widths = [least[i] if i in fixed else rest * wish / shares for i, wish in enumerate(wished)]
        narrow = {i for i, width in enumerate(widths) if width < least[i] - 0.01}
        if not narrow:
            return widths
        fixed |= narrow


def _least(sheet: Sheet, block: Table, count: int, size: str | Type, pad: float, word: re.Pattern[str]) -> list[float]:
    least = [0.0] * count
    base = sheet.types[size] if isinstance(size, str) else size
    for row in block.rows:
        for column, cell in enumerate(row[:count]):
            least[column] = max(least[column], _widest(sheet, cell, base, word) + 2 * pad + _SPARE)
    return least


def _widest(sheet: Sheet, cell: Cell, kind: Type, word: re.Pattern[str]) -> float:
    """The width of the widest word of a cell, in points."""
    widest = 0.0
    for item in cell.content:
        if isinstance(item, Span):
            face = sheet.book.face(kind.role, kind.bold or cell.header or item.bold, kind.italic != item.italic)
            widest = max([widest, *(face.width(found, kind.size) for found in word.findall(item.text))])
    return widest
