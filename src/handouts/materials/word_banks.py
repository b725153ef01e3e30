"""The word bank of a cloze: the answers of its gaps and a few words more, in an order that tells nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from handouts import seeds
from handouts.materials.kinds.context import Candidate, Context
from handouts.materials.vocabulary_rivals import related
from handouts.model.exercise import Gap

_EXTRA, _SHUFFLES = 2, 40


def word_bank(
    context: Context, gaps: Sequence[Candidate], pool: Sequence[Candidate], asked: Collection[str] = ()
) -> tuple[str, ...]:
    """The answers of the gaps, which stand in the order of the text, and one or two words of the same kinds, shuffled.

    `pool` holds all gaps that could have been chosen; the box adds none of `asked`, the answers of the whole sheet in
    small letters, which other questions would find there.
    """
    chosen = [(c.item.kind, c.item) for c in gaps if isinstance(c.item, Gap)]
    if not chosen:
        return ()
    ordered = [item.answer for _, item in chosen]
    accepted = {a.casefold() for _, item in chosen for a in (item.answer, *item.accept)} | (set(asked) - {""})
    extra = _spare(context, chosen, accepted, pool)[: 1 if len(ordered) < 4 else _EXTRA]
    words = [*ordered, *extra]
    draw = seeds.rng(*context.ids, "bank")
    for _ in range(_SHUFFLES):
        draw.shuffle(words)
        if len(ordered) < 2 or [w for w in words if w in ordered] != ordered:
            break
    return tuple(words)


def _spare(
    context: Context, chosen: Sequence[tuple[str, Gap]], accepted: set[str], pool: Iterable[Candidate]
) -> list[str]:
    """Words for the bank that fit no gap, of the kinds with the fewest answers first, the kinds in turn."""
    kinds = Counter(kind for kind, _ in chosen)
    carriers = [f"{item.before} {item.after}" for _, item in chosen]
    queues: dict[str, list[str]] = {kind: [] for kind in sorted(kinds, key=lambda k: (kinds[k], k == "cloze-name"))}
    for candidate in sorted(pool, key=lambda c: (-c.score, c.item.id)):
        word = candidate.item.answer if isinstance(candidate.item, Gap) else ""
        near = any(word.casefold() in a or a in word.casefold() for a in accepted)
        # "Haitian Revolution" beside "French Revolution": what is said of one may be true of the other
        near = near or any(related(word, a) for a in accepted)
        # a word that stands in a carrier sentence of the sheet could not be missing there
        if kinds[candidate.item.kind] and not near and not any(word in text for text in carriers):
            queues[candidate.item.kind].append(word)
            accepted.add(word.casefold())
    longest = max((len(q) for q in queues.values()), default=0)
    return [q[i] for i in range(longest) for q in queues.values() if i < len(q)]
