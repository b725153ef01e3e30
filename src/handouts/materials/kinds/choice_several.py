"""mcq-several: which of four or five statements about one person, country or paragraph agree with the essay?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handouts import seeds
from handouts.materials.kinds.context import POINTS_CHOICE, Candidate, Context
from handouts.materials.kinds.name_groups import groups
from handouts.materials.kinds.statement_sets import balanced
from handouts.materials.kinds.statements import Judged, Statement, judged
from handouts.model.exercise import Choice, Option

KIND = "mcq-several"
_SHAPES = ((3, 2), (2, 3), (2, 2))


def make(context: Context) -> Iterable[Candidate]:
    """An item for each sure name and each paragraph with enough statements: two or three right, one or more wrong."""
    found = judged(context)
    stems = context.words.stems
    sorts = [g for g in groups(context) if g.sort in ("who", "country")]
    for topic in sorted({n for g in sorts for n in g.names}):
        about = tuple(kept for j in found if (kept := _about(j, topic)))
        stem = stems["about"].format(topic=context.with_article(topic))
        yield from _items(context, about, stem, topic, 1.2)
    blocks = dict.fromkeys(j.fact.sentence.passage.block for j in found)
    for block in blocks:
        number = context.essay.text_block(block).number
        if number is not None:
            about = tuple(j for j in found if j.fact.sentence.passage.block == block)
            yield from _items(context, about, stems["about_paragraph"].format(number=number), f"p{number}", 1.0)


def _about(found: Judged, topic: str) -> Judged | None:
    """What is stated about the topic: the wordings that name it."""
    true = found.true if found.true and topic in found.true.names else None
    false = tuple(s for s in found.false if topic in s.names and s.rule != "name")
    false += tuple(s for s in found.false if s.rule == "name" and {topic} <= s.names and topic in _own(found))
    return Judged(found.fact, true, false) if true or false else None


def _own(found: Judged) -> frozenset[str]:
    return found.true.names if found.true else frozenset()


def _items(context: Context, about: Sequence[Judged], stem: str, topic: str, score: float) -> Iterable[Candidate]:
    """At most one item: the largest that the statements about the topic allow."""
    item_id = "-".join(["several", *topic.lower().split()])
    for right, wrong in _SHAPES:
        draw = seeds.rng(*context.ids, item_id, right, wrong)
        chosen = list(balanced(about, right, wrong, draw))
        if not chosen:
            continue
        draw.shuffle(chosen)
        keys = [i for i, s in enumerate(chosen) if s.true]
        item = Choice(
            id=item_id,
            kind=KIND,
            stem=stem,
            options=tuple(_option(s) for s in chosen),
            key=keys[0],
            natural_order=False,
            points=POINTS_CHOICE,
            rule="one-change",
            evidence=tuple(s.fact.sentence.passage for s in chosen if s.true),
            also=tuple(keys[1:]),
        )
        yield Candidate(item, tuple(s.sentence for s in chosen), item.evidence[0].block, score)
        return


def _option(statement: Statement) -> Option:
    return Option(statement.text, statement.why, None if statement.true else statement.fact.sentence.passage)
