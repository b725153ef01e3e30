"""which: a country, or a thing named after its sort ("the Young Plan"), as the only subject of a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.materials.kinds.context import POINTS_FACT, Candidate, Context, important
from handouts.materials.kinds.subjects import SubjectFact, subject_facts
from handouts.model.exercise import Open

KIND = "which"


def make(context: Context) -> Iterable[Candidate]:
    """A question for each sentence whose subject is such a name."""
    for found in subject_facts(context):
        if found.group.sort == "who":
            continue
        fact, name = found.fact, with_article(context, found)
        item = Open(
            id=f"which-{fact.sentence.key}",
            kind=KIND,
            prompt=prompt(context, found),
            answer=name[:1].upper() + name[1:].rstrip(".") + ".",
            accept=tuple(sorted(found.name.forms - {found.subject}, key=lambda f: (-len(f), f))),
            lines=1,
            points=POINTS_FACT,
            rule="named-subject",
            evidence=(fact.sentence.passage,),
        )
        score = 0.6 + important(fact, context.words)
        yield Candidate(item, (fact.sentence.id,), fact.sentence.passage.block, score)


def prompt(context: Context, found: SubjectFact) -> str:
    """The question, with the head word of the name where it is no country."""
    stems = context.words.stems
    if found.group.sort == "country":
        return found.question(stems["open_country"])
    text = found.question(stems["open_named"].replace("{head}", found.group.sort))
    return text if found.front else text[:1].upper() + text[1:]


def with_article(context: Context, found: SubjectFact) -> str:
    """The name as its sentence has it, with its article."""
    name, text = found.subject, f" {found.fact.sentence.text} ".lower()
    articles = [a for a in sorted(context.words.clauses.articles) if f" {a} {name.lower()} " in text]
    return f"{articles[0]} {name}" if articles else context.with_article(name)
