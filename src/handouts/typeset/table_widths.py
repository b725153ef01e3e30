"""How wide the columns of a table are: as its shares say, but never narrower than their longest words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handouts.model.document import Cell, Span, Table
from handouts.typeset.lines import Type
from handouts.typeset.sheet import Sheet

_WORD = re.compile(r"[^\s-]+-*")  # a line may end behind a hyphen and, if it must, at any kind of space
_TOGETHER = re.compile("[^ \t\n]+")  # words joined by no-break spaces
_SPARE = 0.5


def column_widths(sheet: Sheet, block: Table, wished: list[float], size: str | Type, pad: float) -> list[float]:
    """The widths wished where every word fits, else the nearest in which none is cut, if there are such."""
    least = _least(sheet, block, len(wished), size, pad, _WORD)
    if all(need <= wish for need, wish in zip(least, wished, strict=True)):
        return wished
    joined = _least(sheet, block, len(wished), size, pad, _TOGETHER)
    return _spread(wished, joined if sum(joined) <= 0.75 * sum(wished) else least)


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


def _least(
    sheet: Sheet, block: Table, count: int, size: str | Type, pad: float, word: re.Pattern[str]
) -> list[float]:
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
