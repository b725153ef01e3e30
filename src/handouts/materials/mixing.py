"""Orders that tell nothing: neither the order of time or the alphabet, nor which thing stands beside its partner."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from handouts import seeds

_TRIES = 200


def mixed(count: int, unlike: Sequence[Sequence[int]], *ids: str) -> tuple[int, ...]:
    """An order that shares as few places as can be with the first orders of `unlike` and is none of them."""
    draw = seeds.rng(*ids)
    best: tuple[int, ...] = tuple(reversed(range(count)))
    least = _likeness(best, unlike)
    for _ in range(_TRIES):
        order = list(range(count))
        draw.shuffle(order)
        likeness = _likeness(order, unlike)
        if likeness < least:
            best, least = tuple(order), likeness
    return best


def _likeness(order: Sequence[int], unlike: Sequence[Sequence[int]]) -> int:
    """Places shared with the orders, and neighbours in them that are neighbours in print; whole orders weigh most."""
    shared = sum(a == b for other in unlike[:-1] for a, b in zip(order, other, strict=True))
    neighbours = sum(b == a + 1 for a, b in pairwise(order))
    whole = len(order) > 2 and any(tuple(order) == tuple(other) for other in unlike)
    return 2 * shared + neighbours + 100 * whole
