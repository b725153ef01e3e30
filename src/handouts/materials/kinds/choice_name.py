"""mcq-name: who, or which country, did it? The predicate of a clause whose subject is one sure name.

Indonesian: "Tokoh yang mengumumkan embargo moral pada Desember 1939 adalah ...."; English: a subject question, which
needs no auxiliary ("Which country invaded Poland on 1 September 1939?").
"""

from __future__ import annotations

from collections.abc import Iterable

from handouts import seeds
from handouts.materials.facts import Fact
from handouts.materials.kinds.context import POINTS_CHOICE, Candidate, Context, important
from handouts.materials.kinds.distractors import drawn
from handouts.materials.kinds.known_names import Known, countries, persons, subject_name, tells, wrong_names
from handouts.materials.kinds.name_groups import Group
from handouts.materials.kinds.subjects import subject_facts
from handouts.model.exercise import Choice, Option

KIND = "mcq-name"


def make(context: Context) -> Iterable[Candidate]:
    """Person and country questions; a country question needs its date, for countries do the same thing twice."""
    known = {"who": persons(context), "country": countries(context)}
    views = {v.sentence.id: v for v in context.reading.views}
    stems, asked = context.words.stems, set[str]()
    for fact in context.askable:
        told = tells(fact.clause.tokens[fact.clause.verb :], fact.date is not None)
        if "link" in fact.clause.faults or fact.clause.cut or not told:
            continue
        name = subject_name(fact.clause.subject, views[fact.sentence.id].names, context.words.clauses.articles)
        for stem, group in known.items():
            if name in group and (stem == "who" or fact.date is not None):
                predicate = fact.clause.predicate + context.at_date(fact)
                text = stems[stem].format(predicate=predicate)
                yield from _candidates(context, fact, Group(stem, group), name, predicate, text)
                asked.add(fact.sentence.id)
    for found in subject_facts(context):
        sort = found.group.sort
        if found.fact.sentence.id not in asked:
            text = found.question(stems[sort] if sort in known else stems["named_thing"].replace("{head}", sort))
            if not found.front:
                text = text[:1].upper() + text[1:]
            yield from _candidates(context, found.fact, found.group, found.name.text, found.predicate, text)


def _candidates(
    context: Context, fact: Fact, group: Group, name: str, predicate: str, text: str
) -> Iterable[Candidate]:
    item = _item(context, fact, group, name, predicate, text + context.words.stems["who_blank"])
    if item is not None:
        score = 0.9 + important(fact, context.words)
        yield Candidate(item, (fact.sentence.id,), fact.sentence.passage.block, score)


def _item(context: Context, fact: Fact, group: Group, name: str, predicate: str, stem: str) -> Choice | None:
    wrong = wrong_names(context, group.names, name, predicate, stem)
    wanted = context.options.options - 1
    if len(wrong) < wanted:
        return None
    item_id = f"mcq-{fact.sentence.key}"
    draw = seeds.rng(*context.ids, item_id)
    # names met most often are the plausible ones
    ranked = sorted(wrong, key=lambda k: (-len(k.sentences), k.text))
    chosen = [_option(context, k) for k in drawn(ranked, wanted, name, lambda k: k.text, draw)]
    key = draw.randrange(wanted + 1)
    chosen.insert(key, Option(name))
    return Choice(
        id=item_id,
        kind=KIND,
        stem=stem,
        options=tuple(chosen),
        key=key,
        natural_order=False,
        points=POINTS_CHOICE,
        rule=f"subject-{'named' if group.sort not in ('who', 'country') else group.sort}",
        evidence=(fact.sentence.passage,),
    )


def _option(context: Context, known: Known) -> Option:
    """A distractor with what the essay tells of it instead: an event that begins with its name, or where it stands."""
    for event in context.events:
        if any(event.label.startswith(f"{form} ") for form in known.forms):
            why = context.words.stems["named"].format(event=event.label, date=event.display)
            return Option(known.text, why, event.sentence)
    first = next((s.passage for s in context.analysis.sentences if s.id in known.sentences), None)
    return Option(known.text, evidence=first)
