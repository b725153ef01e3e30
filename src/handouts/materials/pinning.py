"""Options that have an order of their own, whoever wrote them: they stay in it in every version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handouts.materials.linting import Look
from handouts.materials.linting.options import all_of_above
from handouts.materials.linting.wording import is_sorted, rank, sort_of
from handouts.model.exercise import Choice, Exercise, Section


def pinned(sections: Sequence[Section], language: str) -> tuple[Section, ...]:
    """The sections with options kept where they are that speak of each other ("All of the above", "A and B") or stand

    in the order of their dates or numbers.
    """
    look = Look(language)
    return tuple(replace(s, items=tuple(_pinned(item, look) for item in s.items)) for s in sections)


def _pinned(item: Exercise, look: Look) -> Exercise:
    if not isinstance(item, Choice) or item.natural_order:
        return item
    ordered = not item.also and in_order([o.text for o in item.options], look)
    return replace(item, natural_order=True) if ordered or speaks_of_others(item, look) else item


def speaks_of_others(item: Choice, look: Look) -> bool:
    """True when an option speaks of other options by their place."""
    return any(True for _ in all_of_above(item, None, look))


def in_order(texts: Sequence[str], look: Look) -> bool:
    """True for dates or numbers of one sort that rise or fall."""
    sorts = {sort_of(text, look.language) for text in texts}
    return len(sorts) == 1 and sorts != {"words"} and is_sorted([rank(text, look.language) for text in texts])
