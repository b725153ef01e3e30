"""Sentences that can be read alone, taken as one clause word for word: grammatical whatever their build."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.materials.clauses import Clause
from handouts.materials.facts import Fact
from handouts.materials.faults import faults
from handouts.materials.grammar import SentenceView, verb_groups
from handouts.materials.kinds.carriers import carriers, opening
from handouts.materials.kinds.context import Context
from handouts.materials.kinds.told_before import month_alone


def whole_facts(context: Context) -> Iterator[tuple[SentenceView, Fact]]:
    """Each such sentence without its connective and its final mark; its dates stay where they are, so it has none."""
    for seen in carriers(context):
        start = opening(context, seen.text)
        tokens = tuple(t for t in seen.tokens if t.start >= start)[:-1]
        verbs = verb_groups(tokens, context.words)
        if verbs and seen.text.endswith(".") and not month_alone(tokens, context.words):
            found = frozenset(faults(tokens, verbs, context.words))
            yield seen, Fact(seen.sentence, Clause(tokens, verbs[0], 0, found))
