"""Long work in pieces: what finished pieces leave behind goes, so that a hundred classes take the memory of a few."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from typing import TypeVar

Piece = TypeVar("Piece")

_EVERY = 8  # pieces; a pass looks only at what was made since the last one


def sweeping(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces as they come. A command runs without the garbage collector, and files in the making are cycles."""
    for number, piece in enumerate(pieces, start=1):
        yield piece
        if number % _EVERY == 0:
            gc.collect(0)
