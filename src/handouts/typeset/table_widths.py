"""How wide the columns of a table are: as its shares say, but never narrower than their longest words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from handouts.model.document import Cell, Span, Table, first_columns
from handouts.typeset.lines import Type
from handouts.typeset.sheet import Sheet
from handouts.typeset.word_breaks import unbreakable

PAD_X, PAD_Y = 5.0, 3.2
_DENSE = (3.0, 1.4)
_DENSE_SMALLER, _DENSE_LEADING = 1.0, 1.2  # than small type; of its own size
# Where words joined by no-break spaces are parted: nowhere, before a year, everywhere.
_WHOLE, _BEFORE_YEAR, _WORDS = (
    re.compile(p) for p in (r"(?!)", r"(?<=[\u00a0\u202f])(?=\d{3})", r"(?<=[\u00a0\u202f])")
)
_SPARE = 0.2
_CLOSE = 2.0  # points left and right of the words of a crowded table
_SMALLEST = 0.55  # of the type's size, for a table that is too wide
_MOST_JOINED = ((_WHOLE, 0.75), (_BEFORE_YEAR, 1.0))  # of the width, for words that stay together
_MOST_BESIDE = 0.5  # of the width, for the columns beside a word that no type makes fit

Pad = tuple[float, float]
Parting = re.Pattern[str]


def fitted_columns(sheet: Sheet, block: Table, shares: Sequence[float], width: float) -> tuple[list[float], Type, Pad]:
    """Widths, type and padding in which no word is cut: the widths by their shares where every word fits in them.

    Else narrow columns take room from wide ones, for whole dates if they can, or dates without their years; where that
    is not enough, cells come closer, then type shrinks. A word that is too long even for the smallest type is cut, and
    the others keep their size.
    """
    kind, pad = _setting(sheet, block)
    wished = [width * share / sum(shares) for share in shares]
    for parting, most in _MOST_JOINED:
        joined = _least(sheet, block, wished, kind, pad[0], parting)
        if all(need <= wish for need, wish in zip(joined, wished, strict=True)):
            return wished, kind, pad
        if sum(joined) <= most * width:
            return _spread(wished, joined), kind, pad
    least = _least(sheet, block, wished, kind, pad[0], _WORDS)
    if sum(least) > width:
        pad = (min(pad[0], _CLOSE), pad[1])
        least = _least(sheet, block, wished, kind, pad[0], _WORDS)
    if sum(least) > width:
        room = width - 2 * pad[0] * len(wished)
        share = room / (sum(least) - 2 * pad[0] * len(wished))
        widest = least.index(max(least))
        others = sum(least) - least[widest]
        if share < _SMALLEST and others <= _MOST_BESIDE * width:
            least[widest] = width - others
            return least, kind, pad
        share = max(_SMALLEST, share)
        kind = replace(kind, size=round(share * kind.size, 2), leading=round(share * kind.leading, 2))
        least = _least(sheet, block, wished, kind, pad[0], _WORDS)
    return _spread(wished, least), kind, pad


def least_width(sheet: Sheet, block: Table) -> float:
    """The width in points in which no word of the table is cut and its type need not shrink."""
    _, filled = first_columns(block.rows)
    kind, pad = _setting(sheet, block)
    return sum(_least(sheet, block, [0.0] * max(filled, default=0), kind, pad[0], _WORDS))


def _setting(sheet: Sheet, block: Table) -> tuple[Type, Pad]:
    """The type of a table, and the white space around its words."""
    return (_dense(sheet), _DENSE) if block.dense else (sheet.types["body"], (PAD_X, PAD_Y))


def _dense(sheet: Sheet) -> Type:
    small = sheet.types["small-black"]
    size = small.size - (0 if sheet.style.single else _DENSE_SMALLER)
    return replace(small, size=size, leading=round(size * _DENSE_LEADING, 2))


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
    sheet: Sheet, block: Table, wished: Sequence[float], kind: Type, pad: float, parting: Parting
) -> list[float]:
    """What the columns need at least, those below cells that span several of them included."""
    least = [0.0] * len(wished)
    spanning: list[tuple[range, float]] = []
    places, _ = first_columns(block.rows)
    for row, columns in zip(block.rows, places, strict=True):
        for cell, column in zip(row, columns, strict=True):
            need = _widest(sheet, cell, kind, parting) + 2 * pad + _SPARE
            if cell.colspan > 1:
                spanning.append((range(column, min(column + cell.colspan, len(least))), need))
            else:
                least[column] = max(least[column], need)
    for below, need in spanning:
        _widen(least, wished, below, need)
    return least


def _widen(least: list[float], wished: Sequence[float], columns: range, need: float) -> None:
    """Columns below one cell that together need more: up to the widths wished, and alike beyond that."""
    lack = need - sum(least[i] for i in columns)
    if lack <= 0:
        return
    slack = {i: max(0.0, wished[i] - least[i]) for i in columns}
    part = min(1.0, lack / sum(slack.values())) if any(slack.values()) else 0.0
    more = max(0.0, lack - sum(slack.values())) / len(columns)
    for i in columns:
        least[i] += part * slack[i] + more


def _widest(sheet: Sheet, cell: Cell, kind: Type, parting: Parting) -> float:
    """The width of the widest part of a cell that stays on one line, in points."""
    widest = 0.0
    for item in cell.content:
        if isinstance(item, Span):
            face = sheet.book.face(kind.role, kind.bold or cell.header or item.bold, kind.italic != item.italic)
            parts = (part for word in unbreakable(item.text) for part in parting.split(word))
            widest = max([widest, *(face.width(part, kind.size) for part in parts)])
    return widest
