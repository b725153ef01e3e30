"""What the three cloze kinds share: which sentences can carry a gap, and where a gap may stand."""

from __future__ import annotations

import re

from handouts.materials.faults import Fault
from handouts.materials.grammar import SentenceView
from handouts.materials.kinds.context import POINTS_GAP, Candidate, Context
from handouts.model.exercise import Gap

LEAST_WORDS, MOST_WORDS = 6, 32
# a sentence that ends in initials is likely cut in two ("commanded the U.S.S. / Ticonderoga")
_CUT_OFF = re.compile(r"\w\.\w\.$")
# what only a reader of the sentences before would understand; a pronoun that its own sentence explains is borne
_BARRED: frozenset[Fault] = frozenset(("start", "pronoun", "dangling", "quote"))


def carriers(context: Context) -> tuple[SentenceView, ...]:
    """Sentences that can be read alone: no pointer, a pronoun only behind a name, 6 to 32 words, no quotation."""
    return tuple(v for v in context.reading.views if _alone(context, v))


def _alone(context: Context, seen: SentenceView) -> bool:
    words = context.words.clauses
    count = sum(t.is_word for t in seen.tokens)
    lower = [t.lower for t in seen.tokens]
    if not LEAST_WORDS <= count <= MOST_WORDS or seen.text[-1:] != "." or {"(", "[", ":", ";", "?"} & set(lower):
        return False
    if _CUT_OFF.search(seen.text):
        return False
    if (words.dangling - words.object_pronouns) & set(lower) or lower[0] in words.reject_starts:
        return False
    leaning = words.object_pronouns | words.pronouns | words.possessives
    suffix = words.possessive_suffix
    owned = {w for w in lower if suffix and w.endswith(suffix) and w not in words.not_possessive}
    first = next((i for i, w in enumerate(lower) if w in leaning | owned), len(lower))
    if first < len(lower) and not any(t.name >= 0 for t in seen.tokens[1:first]):
        return False
    found = context.reading.clauses[seen.sentence.id]
    return bool(found) and not any(c.faults & _BARRED for c in found) and not _opens_with_connective(context, lower)


def _opens_with_connective(context: Context, lower: list[str]) -> bool:
    opening = " ".join(lower[: lower.index(",")]) if "," in lower else ""
    return opening in context.words.clauses.connectives


def gap(
    context: Context, kind: str, seen: SentenceView, start: int, end: int, score: float, accept: tuple[str, ...] = ()
) -> Candidate | None:
    """The item with a gap at an offset of the sentence; None where the place or the answer gives trouble.

    No gap opens a sentence (leave the opening intact), stands after "a" or "an", or asks for a word that the rest of
    the sentence still shows.
    """
    text = seen.text
    before, answer, after = text[:start], text[start:end], text[end:]
    last = before.split()[-1:] or [""]
    rest = f"{before} {after}".lower()
    if start == 0 or last[0].lower() in context.words.clauses.no_gap_after or answer.lower() in rest:
        return None
    if after[:1] in ("-", "’", "'") or before[-1:] == "-":
        return None
    item = Gap(
        id=f"cloze-{seen.sentence.key}",
        kind=kind,
        before=before,
        after=after,
        answer=answer,
        accept=accept,
        points=POINTS_GAP,
        rule=kind,
        evidence=(seen.sentence.passage,),
    )
    return Candidate(item, (seen.sentence.id,), seen.sentence.passage.block, score)
