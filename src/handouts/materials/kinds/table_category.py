"""category: the same statements as in true-false, under "agrees" and "does not agree" (as in AKM papers)."""

from __future__ import annotations

from collections.abc import Iterable

from handouts import seeds
from handouts.languages.labels import Labels
from handouts.materials.kinds.context import Candidate, Context
from handouts.materials.kinds.statement_sets import tables

KIND = "category"


def make(context: Context) -> Iterable[Candidate]:
    """A table of six or four statements, half of them true."""
    labels = Labels(context.analysis.language)
    columns = (labels["sections.category_table.yes"], labels["sections.category_table.no"])
    yield from tables(context, KIND, columns, seeds.rng(*context.ids, KIND))
