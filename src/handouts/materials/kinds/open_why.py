"""why: a main clause with its cause in the same sentence ("… karena …", "… because …")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handouts.materials.clauses import Clause, clauses
from handouts.materials.facts import NEVER
from handouts.materials.grammar import SentenceView, verb_groups
from handouts.materials.kinds.asking import ask
from handouts.materials.kinds.context import POINTS_REASON, Candidate, Context
from handouts.materials.kinds.told_before import leans
from handouts.model.exercise import Open

KIND = "why"
_LEAST_CAUSE, _MOST_CAUSE = 3, 24


def make(context: Context) -> Iterable[Candidate]:
    """A question for each sentence with one cause word behind one plain main clause."""
    for seen in context.reading.views:
        split = _split(context, seen)
        if split is None:
            continue
        main, cause = split
        prompt = ask("why", main, context.reading)
        if not prompt:
            continue
        item = Open(
            id=f"why-{seen.sentence.key}",
            kind=KIND,
            prompt=prompt,
            answer=context.words.stems["because"].format(cause=cause),
            accept=(),
            lines=3,
            points=POINTS_REASON,
            rule="cause-stated",
            evidence=(seen.sentence.passage,),
        )
        yield Candidate(item, (seen.sentence.id,), seen.sentence.passage.block, 2.0)


def _split(context: Context, seen: SentenceView) -> tuple[Clause, str] | None:
    """The main clause and the text of the cause; None unless both are plain."""
    words = context.words.clauses
    lower = [t.lower for t in seen.tokens]
    places = [i for i, w in enumerate(lower) if w in words.cause]
    if len(places) != 1 or places[0] < 3:
        return None
    at = places[0]
    around = " ".join(lower[max(at - 2, 0) : at + 3])
    if any(phrase in around for phrase in words.not_cause) or context.reading.phrases[seen.sentence.id]:
        return None
    head = seen.tokens[:at]
    if head and head[-1].text == ",":
        head = head[:-1]
    found = clauses(replace(seen, tokens=head), (), context.words)
    cause = seen.text[seen.tokens[at].end :].strip().rstrip(".!")
    tail = seen.tokens[at + 1 :]
    if len(found) != 1 or found[0].cut or not _plain(found[0]) or not verb_groups(tail, context.words):
        return None
    count = len(cause.split())
    marks = {t.text for t in tail}
    if leans(found[0].shown, seen, context.words):
        return None
    return (found[0], cause) if _LEAST_CAUSE <= count <= _MOST_CAUSE and not marks & {";", ":", "“", '"', "("} else None


def _plain(clause: Clause) -> bool:
    return not clause.faults & ((NEVER - {"negation"}) | {"subordinate", "verbs", "predicates", "quote", "link"})
