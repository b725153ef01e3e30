"""What the packs of further classes can take over: editions that are laid out, keys that are printed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from handouts.pipeline.kept import NOTHING, Kept

Made = TypeVar("Made")


class Shelf:
    """Keeps what was made last, up to a number of things; what was not used for longest goes first.

    `kept` holds what is made of an essay alone, and may serve the shelves of several schools that have it.
    """

    def __init__(self, most: int = 24, kept: Kept = NOTHING) -> None:
        self._most = most
        self.kept = kept
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """The thing of this key, made now if it is not here. `key` says everything that it is made of."""
        if key in self._kept:
            self._kept.move_to_end(key)
        else:
            self._kept[key] = make()
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        made: Made = self._kept[key]
        return made
