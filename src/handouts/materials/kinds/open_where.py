"""where: the place that ends the clause of an event tied to one ("dilahirkan di …", "was signed in …")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handouts.materials.clauses import Clause
from handouts.materials.facts import Fact
from handouts.materials.grammar import Token, untokenise
from handouts.materials.kinds.asking import ask
from handouts.materials.kinds.context import POINTS_FACT, Candidate, Context, important
from handouts.materials.kinds.standing import standing
from handouts.model.exercise import Open

KIND = "where"


def make(context: Context) -> Iterable[Candidate]:
    """A question for each such clause whose place is one name behind a preposition of place."""
    for fact in standing(context):
        split = _split(context, fact)
        if split is None:
            continue
        clause, place = split
        prompt = ask("where", clause, context.reading)
        if not prompt:
            continue
        item = Open(
            id=f"where-{fact.sentence.key}",
            kind=KIND,
            prompt=prompt,
            answer=place[:1].upper() + place[1:] + ".",
            accept=(place.split(maxsplit=1)[1],),
            lines=1,
            points=POINTS_FACT,
            rule="place-attached",
            evidence=(fact.sentence.passage,),
        )
        score = 0.6 + important(fact, context.words)
        yield Candidate(item, (fact.sentence.id,), fact.sentence.passage.block, score)


def _split(context: Context, fact: Fact) -> tuple[Clause, str] | None:
    """The clause without its place, and the place with its preposition; None unless the verb is one of events."""
    words, tokens = context.words, tuple(fact.clause.shown)
    verbs = {t.lower for t in tokens[fact.clause.verb :]} & words.clauses.located
    last = tokens[-1]
    if not verbs or last.name < 0 or fact.clause.cut > 1:
        return None
    first = next(i for i, t in enumerate(tokens) if t.name == last.name)
    if first < 2 or first <= fact.clause.verb or tokens[first - 1].lower not in words.clauses.at_place:
        return None
    head: tuple[Token, ...] = tokens[: first - 1]
    if any(t.lower in words.clauses.prepositions for t in head[fact.clause.verb :]):
        return None
    return replace(fact.clause, tokens=head, cut=0), untokenise(tokens[first - 1 :])
