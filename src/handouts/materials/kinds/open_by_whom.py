"""by-whom: the agent of a passive clause, where it is one sure person or country at its end."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.materials.clauses import Clause
from handouts.materials.grammar import tokenise, untokenise
from handouts.materials.kinds.asking import ask
from handouts.materials.kinds.context import POINTS_FACT, Candidate, Context, important
from handouts.materials.kinds.endings import NameEnding, name_endings
from handouts.model.exercise import Open

KIND = "by-whom"


def make(context: Context) -> Iterable[Candidate]:
    """A question for each passive clause that ends with its agent."""
    for ending in name_endings(context):
        if ending.rule != "agent" or ending.group.sort not in ("who", "country"):
            continue
        form = "by_whom" if ending.group.sort == "who" else "by_country"
        prompt = ask(form, _without_agent(ending), context.reading)
        if not prompt:
            continue
        fact = ending.fact
        name = context.with_article(ending.name.text)
        item = Open(
            id=f"by-whom-{fact.sentence.key}",
            kind=KIND,
            prompt=prompt,
            answer=name[:1].upper() + name[1:].rstrip(".") + ".",
            accept=tuple(sorted(ending.name.forms - {ending.name.text}, key=lambda f: (-len(f), f))),
            lines=1,
            points=POINTS_FACT,
            rule="agent-stated",
            evidence=(fact.sentence.passage,),
        )
        score = 0.7 + important(fact, context.words)
        yield Candidate(item, (fact.sentence.id,), fact.sentence.passage.block, score)


def _without_agent(ending: NameEnding) -> Clause:
    """The clause without "oleh" or "by" and what follows."""
    clause = ending.fact.clause
    count = len(tokenise(ending.before)) - 1
    kept = tuple(clause.shown)[:count]
    if untokenise(kept).casefold() != ending.before.rsplit(maxsplit=1)[0].casefold():
        return clause
    return Clause(kept, clause.verb, 0, clause.faults)
