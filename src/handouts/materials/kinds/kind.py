"""What a kind of exercise is: a name, the section it fills, and how its items are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from handouts.materials.kinds.context import Candidate, Context
from handouts.model.exercise import PLAIN, Bloom, Level, SectionKind, Traits


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of exercise. `make` gives every item the text supports, best or worst, and none where it is in doubt.

    `share` is how many items of the kind a section takes before the best of any kind fill it up, `most` the greatest
    number on one sheet (0: any). `bloom` and `level` are what its items ask for, unless an item says so itself.
    A kind that is not `default` is made only where it is asked for by name.
    """

    name: str
    section: SectionKind
    make: Callable[[Context], Iterable[Candidate]]
    share: int = 1
    most: int = 0
    bloom: Bloom = "C1"
    level: Level = "core"
    default: bool = True

    def candidates(self, context: Context) -> tuple[Candidate, ...]:
        """The items of the essay in the order they were made, each with its traits."""
        return tuple(self._with_traits(c) for c in self.make(context))

    def _with_traits(self, candidate: Candidate) -> Candidate:
        if candidate.item.traits != PLAIN:
            return candidate
        traits = Traits(self.level, self.bloom)
        variants = tuple(replace(v, traits=traits) for v in candidate.variants)
        return replace(candidate, item=replace(candidate.item, traits=traits), variants=variants)
