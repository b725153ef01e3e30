"""What single items print and want, for comparing them."""

from __future__ import annotations

from handouts.model.exercise import Choice, Exercise, Grid, Match, Order


def statements(item: Exercise) -> list[str]:
    """What an item prints that may be right or wrong."""
    match item:
        case Grid():
            return [row.text for row in item.rows]
        case Choice() if item.also:
            return [option.text for option in item.options]
        case _:
            return []


def single_answer(item: Exercise) -> str:
    """The one answer of an item; of items with several something that no other item has."""
    match item:
        case Choice() if not item.also:
            return item.answer
        case Match() | Order() | Grid() | Choice():
            return item.id
        case _:
            return item.answer
