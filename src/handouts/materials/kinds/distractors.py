"""Which wrong options stand beside the right one, so that lengths tell nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")

# Of so many more than are wanted, best first, the options are drawn.
_BEYOND = 4


def drawn(found: Sequence[T], wanted: int, right: str, text: Callable[[T], str], draw: Random) -> list[T]:
    """`wanted` of the best found, in a drawn order. How many of them are longer than the right option is drawn as well:

    it is then the longest about as often as any other, where the essay has longer ones at all. (That test-wise pupils
    pick the longest option, and mostly rightly: Haladyna, Downing and Rodriguez 2002, guideline 24.)
    """
    best = found[: wanted + _BEYOND]
    longer = [f for f in best if len(text(f)) > len(right)]
    others = [f for f in best if len(text(f)) <= len(right)]
    count = min(max(draw.randrange(wanted + 1), wanted - len(others)), len(longer))
    chosen = [*longer[:count], *others[: wanted - count]]
    draw.shuffle(chosen)
    return chosen
