"""The heads of generated tables of statements in the words of a theme, a school or a lesson."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handouts.languages.labels import Labels
from handouts.model.exercise import Exercise, Grid, Section

# The label keys of the columns, by the kind of table.
_COLUMNS = {
    "true-false": ("sections.true_false.true", "sections.true_false.false"),
    "category": ("sections.category_table.yes", "sections.category_table.no"),
}


def reworded(sections: Sequence[Section], labels: Labels) -> tuple[Section, ...]:
    """The sections with columns that still have the tool's words under those of `labels`; a teacher's own stay."""
    usual = Labels(labels.language)
    return tuple(replace(s, items=tuple(_reworded(item, usual, labels) for item in s.items)) for s in sections)


def _reworded(item: Exercise, usual: Labels, labels: Labels) -> Exercise:
    keys = _COLUMNS.get(item.kind)
    if keys is None or not isinstance(item, Grid) or item.columns != tuple(usual[key] for key in keys):
        return item
    return replace(item, columns=tuple(labels[key] for key in keys))
