"""Things of different widths put in rows: as few rows as they need, as even as that allows."""

from __future__ import annotations

from collections.abc import Sequence

_STEPS = 20  # halvings of the row width: finer than a printer's dot


def even_rows(widths: Sequence[float], room: float, gap: float = 0, most: int = 0) -> list[list[int]]:
    """Indexes in order, row by row; `gap` points between neighbours, at most `most` in a row (0 = any number)."""
    count = len(_packed(widths, room, gap, most))
    low, high = max(widths, default=0), room
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if len(_packed(widths, middle, gap, most)) <= count else (middle, high)
    return _packed(widths, high, gap, most)


def _packed(widths: Sequence[float], room: float, gap: float, most: int) -> list[list[int]]:
    rows: list[list[int]] = []
    used = 0.0
    for index, width in enumerate(widths):
        if rows and used + gap + width <= room + 0.01 and not 0 < most <= len(rows[-1]):
            rows[-1].append(index)
            used += gap + width
        else:
            rows.append([index])
            used = width
    return rows
