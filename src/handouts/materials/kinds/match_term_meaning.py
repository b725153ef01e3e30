"""match-term-meaning: terms and their meanings, only where the pupils do not hold the glossary that says them."""

from __future__ import annotations

from collections.abc import Iterable

from handouts import seeds
from handouts.materials.grammar import content_words
from handouts.materials.kinds.choice_term import mentioned
from handouts.materials.kinds.context import POINTS_PAIR, Candidate, Context
from handouts.materials.kinds.match_event_date import mix
from handouts.model.exercise import Match, Pair
from handouts.model.glossary import Entry
from handouts.model.text import Passage

KIND = "match-term-meaning"
LEAST_PAIRS = 4
_MOST_WORDS = 22


def make(context: Context) -> Iterable[Candidate]:
    """One item of entries with a meaning that share no word of sense with one another."""
    if context.options.glossary_visible:
        return
    found: list[tuple[Entry, Passage]] = []
    for entry in context.glossary.entries:
        sentence = mentioned(context, entry)
        if sentence is not None and _fit(context, entry, [e for e, _ in found]):
            found.append((entry, sentence.passage))
    if len(found) <= LEAST_PAIRS:
        return
    item_id = "match-terms"
    draw = seeds.rng(*context.ids, item_id)
    draw.shuffle(found)
    count = min(context.options.pairs, max(LEAST_PAIRS, len(found) - context.options.extra_responses))
    pairs = [
        Pair(f"{item_id}.{'-'.join(e.term.lower().split())}", _meaning(e), e.term, place) for e, place in found[:count]
    ]
    spare = [e.term for e, _ in found[count : count + context.options.extra_responses]]
    item = Match(item_id, KIND, *mix(pairs, [p.response for p in pairs] + spare, draw), POINTS_PAIR, "glossary")
    yield Candidate(item, tuple(f"term:{p.response}" for p in pairs), pairs[0].evidence.block, 1.0)


def _meaning(entry: Entry) -> str:
    text = entry.definition.rstrip(".")
    return text[:1].upper() + text[1:]


def _fit(context: Context, entry: Entry, others: list[Entry]) -> bool:
    """True when the meaning is short, does not hold the term, and is not much like that of another entry."""
    if entry.source not in ("curated", "shared", "pattern") or not 0 < len(entry.definition.split()) <= _MOST_WORDS:
        return False
    words = context.words
    term, sense = content_words(entry.term, words), content_words(entry.definition, words)
    for other in others:
        theirs = content_words(other.definition, words)
        if len(sense & theirs) > 0.4 * min(len(sense), len(theirs)) or term & content_words(other.term, words):
            return False
    return not term & sense
