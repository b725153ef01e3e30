"""How the items of a section are scored, in words for the key."""

from __future__ import annotations

from handouts.languages.labels import Labels
from handouts.model.exercise import Choice, Exercise, Gap, Grid, Match, Open, Order, Section, section_points


def scheme(section: Section, labels: Labels) -> str:
    """What earns how many points, and what the section is worth in all."""
    rules = {(_rule(item), item.points) for item in section.items}
    if len(rules) == 1:
        (rule, points), *_ = rules
        said = labels.counted(f"key.scheme.{rule}", points, points=points)
    else:
        # each item then states its own points
        said = " ".join(labels[f"key.scheme.{rule}_each"] for rule in sorted({rule for rule, _ in rules}))
    total = section_points(section)
    return f"{said} {labels.counted('key.scheme.part', total, points=total)}"


def _rule(item: Exercise) -> str:
    match item:
        case Choice():
            return "several" if item.also else "choice"
        case Gap():
            return "gap"
        case Match():
            return "match"
        case Grid():
            return "grid"
        case Order():
            return "order"
        case Open():
            return "rubric" if item.rubric else "open"
