"""Which wrong options stand beside the right one, so that lengths tell nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")

# Of so many more than are wanted, best first, the options are drawn.
_BEYOND = 4


def drawn(found: Sequence[T], wanted: int, right: str, text: Callable[[T], str], draw: Random) -> list[T]:
    """`wanted` of the best found, in a drawn order. How many of them are longer than the right option is drawn as well,

    "none" less often than the rest: many an essay has no longer one, and on the whole the right option is to be the
    longest about as often as any other. (Test-wise pupils pick the longest one, and mostly rightly: Haladyna, Downing
    and Rodriguez 2002, guideline 24.)
    """
    best = found[: wanted + _BEYOND]
    longer = [f for f in best if len(text(f)) > len(right)]
    others = [f for f in best if len(text(f)) <= len(right)]
    asked = draw.randrange(wanted + 1) or draw.choice((0, draw.randrange(wanted + 1)))
    count = min(max(asked, wanted - len(others)), len(longer))
    chosen = [*longer[:count], *others[: wanted - count]]
    draw.shuffle(chosen)
    return chosen
