"""How wide the columns of a table are: by their shares, but with room for their longest words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handouts.model.document import Span, Table, first_columns, plain
from handouts.typeset.lines import Type
from handouts.typeset.sheet import Sheet

PAD_X, PAD_Y = 5.0, 3.2
_DENSE = (3.0, 1.4)
_DENSE_SMALLER, _DENSE_LEADING = 1.0, 1.2  # than small type; of its own size


def setting(sheet: Sheet, block: Table) -> tuple[Type, tuple[float, float]]:
    """The type of a table, and the white space around its words."""
    return (_dense(sheet), _DENSE) if block.dense else (sheet.types["body"], (PAD_X, PAD_Y))


def _dense(sheet: Sheet) -> Type:
    small = sheet.types["small-black"]
    size = small.size - _DENSE_SMALLER
    return replace(small, size=size, leading=round(size * _DENSE_LEADING, 2))


def column_widths(sheet: Sheet, block: Table, shares: Sequence[float], width: float) -> list[float]:
    """Columns by their shares; those too narrow for a word of theirs take from the others what it needs."""
    widths = [width * share / sum(shares) for share in shares]
    least = _longest_words(sheet, block, widths)
    if not any(need > given for need, given in zip(least, widths, strict=True)):
        return widths
    needs = _longest_words(sheet, block, [0.0] * len(widths))
    spare = width - sum(needs)
    if spare < 0:
        return widths
    fixed: set[int] = set()
    while True:
        room = width - sum(needs[index] for index in fixed)
        free = sum(share for index, share in enumerate(shares) if index not in fixed)
        new = {i for i, share in enumerate(shares) if i not in fixed and room * share / free < needs[i]}
        if not new:
            return [needs[i] if i in fixed else room * share / free for i, share in enumerate(shares)]
        fixed |= new


def _longest_words(sheet: Sheet, block: Table, given: Sequence[float]) -> list[float]:
    """What each column's longest word needs; 0 for words that surely stand in the width that is given."""
    kind, pad = setting(sheet, block)
    needs = [0.0] * len(given)
    places, _ = first_columns(block.rows)
    for row, columns in zip(block.rows, places, strict=True):
        for cell, column in zip(row, columns, strict=True):
            if cell.colspan > 1:
                continue
            for word in plain(cell.content).split():
                if (len(word) + 1) * kind.size > given[column] - 2 * pad[0]:
                    wide = sheet.natural((Span(word, bold=cell.header),), kind, block.src) + 2 * pad[0] + 0.1
                    needs[column] = max(needs[column], wide)
    return needs


def least_width(sheet: Sheet, block: Table) -> float:
    """The width in which no word of the table is cut."""
    _, filled = first_columns(block.rows)
    return sum(_longest_words(sheet, block, [0.0] * max(filled, default=0)))
