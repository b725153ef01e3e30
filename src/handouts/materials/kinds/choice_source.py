"""mcq-source: several questions on one quoted passage of two to four sentences that lie together in a paragraph.

The questions are those that the other choice kinds ask, of sentences of the passage; what is quoted is asked nowhere
else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from handouts.materials.kinds import choice_date, choice_ending, choice_name
from handouts.materials.kinds.context import Candidate, Context
from handouts.model.analysis import Sentence
from handouts.model.text import Passage

KIND = "mcq-source"
_LEAST_ITEMS, _SIZES = 2, (3, 2, 4)


def make(context: Context) -> Iterable[Candidate]:
    """The questions on each passage that allows two or more, each with the passage as its stimulus."""
    asked: dict[str, list[Candidate]] = {}
    for maker in (choice_name, choice_ending, choice_date):
        for candidate in maker.make(context):
            asked.setdefault(candidate.sentences[0], []).append(candidate)
    taken: set[str] = set()
    for size in _SIZES:
        for run in _runs(context, size):
            found = [asked[s.id][0] for s in run if s.id in asked]
            ids = {s.id for s in run}
            if len(found) < _LEAST_ITEMS or ids & taken or run[0].id not in asked:
                continue
            taken |= ids
            stimulus = tuple(s.passage for s in run)
            for candidate in found:
                yield _on(candidate, stimulus, len(found))


def _runs(context: Context, size: int) -> Iterable[Sequence[Sentence]]:
    """All runs of so many usable sentences that follow each other in one block."""
    order = {s.id: i for i, s in enumerate(context.analysis.sentences)}
    sentences = [v.sentence for v in context.reading.views]
    for i in range(len(sentences) - size + 1):
        run = sentences[i : i + size]
        together = order[run[-1].id] - order[run[0].id] == size - 1
        if together and run[0].passage.block == run[-1].passage.block:
            yield run


def _on(candidate: Candidate, stimulus: tuple[Passage, ...], count: int) -> Candidate:
    """The item as one about the passage, with an id of its own."""
    item = replace(candidate.item, id=f"source-{candidate.item.id}", kind=KIND)
    variants = tuple(replace(v, id=item.id, kind=KIND) for v in candidate.variants)
    return replace(candidate, item=item, variants=variants, stimulus=stimulus, score=1.0 + count + candidate.score / 10)
