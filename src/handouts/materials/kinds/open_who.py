"""who: a person as the only subject of a strict fact. The longest form of the name is the answer."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.materials.facts import Fact
from handouts.materials.kinds.context import POINTS_FACT, Candidate, Context, important
from handouts.materials.kinds.known_names import Known, persons, subject_name, tells
from handouts.materials.kinds.subjects import subject_facts
from handouts.model.exercise import Open

KIND = "who"


def make(context: Context) -> Iterable[Candidate]:
    """A question for each clause whose subject is one person with a title somewhere in the essay."""
    people = persons(context)
    views = {v.sentence.id: v for v in context.reading.views}
    stem, asked = context.words.stems["open_who"], set[str]()
    for fact in context.askable:
        told = tells(fact.clause.tokens[fact.clause.verb :], fact.date is not None)
        if "link" in fact.clause.faults or fact.clause.cut or not told:
            continue
        name = subject_name(fact.clause.subject, views[fact.sentence.id].names, context.words.clauses.articles)
        if name in people:
            asked.add(fact.sentence.id)
            prompt = stem.format(predicate=fact.clause.predicate + context.at_date(fact))
            yield _candidate(context, fact, people[name], prompt)
    for found in subject_facts(context):
        if found.group.sort == "who" and found.fact.sentence.id not in asked:
            yield _candidate(context, found.fact, found.name, found.question(stem))


def _candidate(context: Context, fact: Fact, person: Known, prompt: str) -> Candidate:
    item = Open(
        id=f"who-{fact.sentence.key}",
        kind=KIND,
        prompt=prompt,
        answer=f"{person.text.rstrip('.')}.",
        accept=tuple(sorted(person.forms - {person.text}, key=lambda f: (-len(f), f))),
        lines=1,
        points=POINTS_FACT,
        rule="person-subject",
        evidence=(fact.sentence.passage,),
    )
    score = 0.6 + important(fact, context.words)
    return Candidate(item, (fact.sentence.id,), fact.sentence.passage.block, score)
