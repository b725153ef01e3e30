"""What a process that makes a pack again and again has made before: it serves while its ingredients are the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass
class _Held:
    """A result, all that it was made of, and the round in which it was last wanted."""

    inputs: tuple[Any, ...]
    result: Any
    round: int


class Kept:
    """Results by what they were made of, for functions whose result depends on their arguments alone.

    Inputs are compared, not hashed: they are values that nobody changes. A result that no round of the last `rounds`
    wanted goes, so a day of editing takes no more memory than a minute; with 0 nothing is kept.
    """

    def __init__(self, rounds: int = 2) -> None:
        self._rounds = rounds
        self._round = 0
        self._held: dict[str, list[_Held]] = {}

    def made(self, name: str, inputs: tuple[Any, ...], make: Callable[[], T]) -> T:
        """The result of `make`, or the one that the same inputs gave before under this name. An error is not kept."""
        if not self._rounds:
            return make()
        held = self._held.setdefault(name, [])
        for one in reversed(held):
            if one.inputs == inputs:
                one.round = self._round
                known: T = one.result
                return known
        result = make()
        held.append(_Held(inputs, result, self._round))
        return result

    def next_round(self) -> None:
        """Begin another round, and forget what is not wanted any more."""
        self._round += 1
        oldest = self._round - self._rounds
        kept = {name: [one for one in held if one.round >= oldest] for name, held in self._held.items()}
        self._held = {name: held for name, held in kept.items() if held}


NOTHING = Kept(rounds=0)
