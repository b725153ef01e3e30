"""true-false: statements that the essay makes, and such as differ from it in one thing.

No third column: that an essay does not state a thing can be told for sure of few things, and none worth asking.
"""

from __future__ import annotations

from collections.abc import Iterable

from handouts import seeds
from handouts.languages.labels import Labels
from handouts.materials.kinds.context import Candidate, Context
from handouts.materials.kinds.statement_sets import tables

KIND = "true-false"


def make(context: Context) -> Iterable[Candidate]:
    """A table of six or four statements, half of them true."""
    labels = Labels(context.analysis.language)
    columns = (labels["sections.true_false.true"], labels["sections.true_false.false"])
    yield from tables(context, KIND, columns, seeds.rng(*context.ids, KIND))
