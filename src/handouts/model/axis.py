"""Which stretches of a time axis are left out: one rule for the drawing and for the words that explain it."""

from __future__ import annotations

from collections.abc import Sequence

MUCH_LONGER = 4  # a gap this many times as long as every gap that is drawn whole is broken
OF_TWO = 20  # of two gaps, the longer one is broken from here on: the other could not be seen beside it
MOST_ROWS = 12  # events on one page of a chart: what a class can take in at a glance


def broken_gaps(gaps: Sequence[int]) -> frozenset[int]:
    """Indexes of the gaps that are far longer than all the rest (at most a third of them, or one of two)."""
    order = sorted(range(len(gaps)), key=lambda i: (-gaps[i], i))
    if len(gaps) == 2:
        return frozenset(order[:1]) if gaps[order[0]] > OF_TWO * gaps[order[1]] > 0 else frozenset()
    for count in range(len(gaps) // 3, 0, -1):
        if gaps[order[count - 1]] > MUCH_LONGER * gaps[order[count]] > 0:
            return frozenset(order[:count])
    return frozenset()


def page_parts(count: int) -> list[range]:
    """The events of each page, as even as the number of pages allows."""
    pages = -(-count // MOST_ROWS)
    return [range(count * i // pages, count * (i + 1) // pages) for i in range(pages)]


def axis_gaps(days: Sequence[int], until: int) -> list[int]:
    """The gaps between days in order, the last one to the end of a range that goes on after them."""
    rising = [max(days[: i + 1]) for i in range(len(days))]
    ends = [until] if until > rising[-1] else []
    return [b - a for a, b in zip(rising, [*rising[1:], *ends], strict=False)]
