"""What the three cloze kinds share: where in a sentence a gap may stand, and the item that comes of it."""

from __future__ import annotations

from handouts.materials.grammar import SentenceView, content_words
from handouts.materials.kinds.carriers import opening
from handouts.materials.kinds.context import POINTS_GAP, Candidate, Context
from handouts.materials.kinds.told_before import leaning_words
from handouts.model.exercise import Gap

_TELLING = 4  # letters
_LEAST_REST = 3  # content words beside the gap


def gap(
    context: Context, kind: str, seen: SentenceView, start: int, end: int, score: float, accept: tuple[str, ...] = ()
) -> Candidate | None:
    """The item with a gap at an offset of the sentence; None where the place or the answer gives trouble.

    No gap opens a sentence (leave the opening intact), stands after "a" or "an", or asks for a word that the rest of
    the sentence still shows, be it in another form. A connective in front goes: it speaks of the sentence before.
    """
    text, first = seen.text, opening(context, seen.text)
    if start <= first or end >= len(text) or _quoted(text[:start]):
        return None
    before, answer, after = text[first:start], text[start:end], text[end:]
    before = before[:1].upper() + before[1:]
    last = before.split()[-1:] or [""]
    rest = f"{before} {after}".lower()
    if last[0].lower() in context.words.clauses.no_gap_after or answer.lower() in rest:
        return None
    if _shown(context, answer, f"{before} {after}"):
        return None
    if len(content_words(rest, context.words)) < _LEAST_REST:
        # "The ____ was an important confrontation": nothing to judge the gap by
        return None
    lone = last[0].lower() in context.words.labels.definite and answer.lower() in leaning_words(context.words)
    if lone and not _tied(context, after):
        # "was annexed to the ____": which proclamation is not told
        return None
    if after[:1] in ("-", "’", "'") or before[-1:] == "-" or after.lstrip()[:1] == "(":
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


def _shown(context: Context, answer: str, rest: str) -> bool:
    """True when a word of the answer stands in the rest in another form: "a slaveholder, popular among other ____".

    A name is shown by a name only: "the other states" does not tell of the United States.
    """
    words = context.words
    if answer[:1].isupper():
        rest = " ".join(w for w in rest.split() if w[:1].isupper())
    return any("." not in w and len(w) >= _TELLING for w in content_words(answer, words) & content_words(rest, words))


def _tied(context: Context, after: str) -> bool:
    """True when what follows says which one is meant: "the ____ of Bree"."""
    following = after.split()[:1]
    return bool(following) and following[0].lower() in context.words.labels.tying


def _quoted(before: str) -> bool:
    """True inside a quotation."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
