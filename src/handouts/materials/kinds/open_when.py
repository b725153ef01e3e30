"""when: the date of one strict fact. Indonesian puts "Kapan" before the clause; English needs the verb's base form."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.materials.kinds.asking import ask
from handouts.materials.kinds.context import POINTS_FACT, Candidate, Context, important
from handouts.model.exercise import Open

KIND = "when"


def make(context: Context) -> Iterable[Candidate]:
    """A question for each fact with an own date that is no state and has nothing cut away."""
    for fact in context.askable:
        date = fact.date
        if date is None or date.is_range or date.precision not in ("day", "month", "year") or fact.clause.cut > 1:
            continue
        if fact.clause.faults & {"link", "predicates"} or date.mod == "APPROX":
            continue
        prompt = ask("when", fact.clause, context.reading)
        if not prompt:
            continue
        text = context.at_date(fact).strip()
        item = Open(
            id=f"when-{fact.sentence.key}",
            kind=KIND,
            prompt=prompt,
            answer=text[:1].upper() + text[1:] + ".",
            accept=(),
            lines=1,
            points=POINTS_FACT,
            rule="date-attached",
            evidence=(fact.sentence.passage,),
        )
        score = 0.5 + important(fact, context.words)
        yield Candidate(item, (fact.sentence.id,), fact.sentence.passage.block, score, dateless=True)
