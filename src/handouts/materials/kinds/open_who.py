"""who: a person as the only subject of a strict fact. The longest form of the name is the answer."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.materials.kinds.context import POINTS_FACT, Candidate, Context, important
from handouts.materials.kinds.known_names import persons, subject_name
from handouts.model.exercise import Open

KIND = "who"


def make(context: Context) -> Iterable[Candidate]:
    """A question for each clause whose subject is one person with a title somewhere in the essay."""
    people = persons(context)
    views = {v.sentence.id: v for v in context.reading.views}
    for fact in context.askable:
        if "link" in fact.clause.faults or fact.clause.cut:
            continue
        name = subject_name(fact.clause.subject, views[fact.sentence.id].names, context.words.clauses.articles)
        if name not in people:
            continue
        predicate = fact.clause.predicate + context.at_date(fact)
        item = Open(
            id=f"who-{fact.sentence.key}",
            kind=KIND,
            prompt=context.words.stems["open_who"].format(predicate=predicate),
            answer=f"{name.rstrip('.')}.",
            accept=tuple(sorted(people[name].forms - {name}, key=lambda f: (-len(f), f))),
            lines=1,
            points=POINTS_FACT,
            rule="person-subject",
            evidence=(fact.sentence.passage,),
        )
        score = 0.6 + important(fact, context.words)
        yield Candidate(item, (fact.sentence.id,), fact.sentence.passage.block, score)
