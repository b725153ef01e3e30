"""Items as the rules of a school want them: worth so much, with so many lines, their options in an order."""

from __future__ import annotations

from dataclasses import replace

from handouts.languages.collation import in_order
from handouts.materials.kinds.context import Candidate, Context
from handouts.model.exercise import Choice, Exercise, Gap, Grid, Match, Open, Section
from handouts.model.item_rules import ItemRules

MOST_LINES = 12


def ruled(section: Section, rules: ItemRules) -> Section:
    """The section with the points and writing lines of the rules.

    An item with a rubric keeps the points of the rubric; an answer of one line stays one.
    """
    points = dict(rules.points).get(section.kind, 0)
    return replace(section, items=tuple(_lined(_worth(item, points), rules) for item in section.items))


def _worth(item: Exercise, points: int) -> Exercise:
    match item:
        case Choice() | Gap() | Match() | Grid() if points:
            return replace(item, points=points)
        case Open() if points and not item.rubric:
            return replace(item, points=points)
        case _:
            return item


def _lined(item: Exercise, rules: ItemRules) -> Exercise:
    if isinstance(item, Open) and rules.lines_per_point and item.lines > 1:
        return replace(item, lines=min(item.points * rules.lines_per_point, MOST_LINES))
    return item


def ordered(candidate: Candidate, context: Context) -> Candidate:
    """A choice item with its options in alphabetical order, where the rules want all options in an order."""
    item = candidate.item
    if context.options.rules.order != "all" or not isinstance(item, Choice) or item.natural_order or item.also:
        return candidate
    options = in_order(item.options, lambda option: option.text, context.analysis.language)
    key = options.index(item.options[item.key])
    return replace(candidate, item=replace(item, options=options, key=key, natural_order=True))
