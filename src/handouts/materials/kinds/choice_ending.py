"""mcq-ending: a sentence that breaks off before the name it ends with, in the Indonesian school style (" ....").

The name is that of a person, a country, or one of several that share a head word; the options are of its sort.
"""

from __future__ import annotations

from collections.abc import Iterable

from handouts import seeds
from handouts.materials.kinds.context import POINTS_CHOICE, Candidate, Context, important
from handouts.materials.kinds.distractors import drawn
from handouts.materials.kinds.endings import NameEnding, name_endings
from handouts.materials.kinds.known_names import Known, wrong_names
from handouts.model.exercise import Choice, Option

KIND = "mcq-ending"


def make(context: Context) -> Iterable[Candidate]:
    """An item for each such ending with enough other names of the same sort that did nothing alike."""
    for ending in name_endings(context):
        item = _item(context, ending)
        if item is not None:
            fact = ending.fact
            score = 0.9 + important(fact, context.words)
            yield Candidate(item, (fact.sentence.id,), fact.sentence.passage.block, score)


def _item(context: Context, ending: NameEnding) -> Choice | None:
    stem = ending.before + context.words.stems["blank"]
    wrong = wrong_names(context, ending.group.names, ending.name.text, ending.before, stem)
    same = {c for row in context.words.statements.same if ending.name.text.lower() in row for c in row}
    wrong = [k for k in wrong if k.text.lower() not in same]
    asked, listed = {t.lower for t in ending.fact.clause.tokens}, context.words.statements
    if ending.group.sort == "country" and asked & (listed.symmetric | listed.hostile):
        # whom else one fought or met, the essay need not tell
        return None
    wanted = context.options.options - 1
    if len(wrong) < wanted:
        return None
    item_id = f"ending-{ending.fact.sentence.key}"
    draw = seeds.rng(*context.ids, item_id)
    ranked = sorted(wrong, key=lambda k: (-len(k.sentences), k.text))
    chosen = [_option(context, k) for k in drawn(ranked, wanted, ending.name.text, lambda k: k.text, draw)]
    key = draw.randrange(wanted + 1)
    chosen.insert(key, Option(context.with_article(ending.name.text)))
    return Choice(
        id=item_id,
        kind=KIND,
        stem=stem,
        options=tuple(chosen),
        key=key,
        natural_order=False,
        points=POINTS_CHOICE,
        rule=f"ending-{ending.rule}",
        evidence=(ending.fact.sentence.passage,),
    )


def _option(context: Context, known: Known) -> Option:
    first = next((s.passage for s in context.analysis.sentences if s.id in known.sentences), None)
    return Option(context.with_article(known.text), evidence=first)
