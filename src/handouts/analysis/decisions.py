"""Flags in the light of what the teacher decided: what is cleared, what only asks to look, what is barred."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handouts.model.analysis import Flag, Sentence
from handouts.model.correction import Citations, Correction
from handouts.model.text import Essay, Passage, passage

CITATION = "flag-citation"


def decided(
    essay: Essay, found: Sequence[Flag], corrections: Sequence[Correction], citations: Citations
) -> tuple[Flag, ...]:
    """The flags that are left. None in passages that are kept or not to be used; in replaced ones a doubt is a hint.

    A flag that reaches beyond such a passage stays on the words outside.
    """
    settled = [c.passage for c in corrections if c.passage and c.action in ("keep", "do-not-use")]
    hers = [c.passage for c in corrections if c.passage and c.action == "replace"]
    left: list[Flag] = []
    for flag in found:
        if flag.code == CITATION and citations == "keep":
            continue
        for part in _outside(essay, flag, settled):
            beyond = list(_outside(essay, part, hers))
            left += beyond or [_soft(part)]
    return tuple(left)


def _soft(flag: Flag) -> Flag:
    return replace(flag, severity="hint", settled=True)


def _outside(essay: Essay, flag: Flag, passages: Sequence[Passage]) -> Iterator[Flag]:
    """The flag itself, or its parts outside the passages that hold letters or digits."""
    cuts = sorted((p.start, p.end) for p in passages if p.overlaps(flag.passage))
    if not cuts:
        yield flag
        return
    text, block = essay.text_block(flag.passage.block).text, flag.passage.block
    at = flag.passage.start
    for start, end in (*cuts, (flag.passage.end, flag.passage.end)):
        part = text[at:start]
        if any(c.isalnum() for c in part):
            first = at + len(part) - len(part.lstrip())
            yield replace(flag, passage=passage(essay, block, first, at + len(part.rstrip())))
        at = max(at, end)


def barred(corrections: Sequence[Correction], sentences: Sequence[Sentence]) -> frozenset[str]:
    """Ids of the sentences that the teacher does not want used, even in part."""
    inside: dict[int, list[Passage]] = {}
    for correction in corrections:
        if correction.passage and correction.action == "do-not-use":
            inside.setdefault(correction.passage.block, []).append(correction.passage)
    return frozenset(s.id for s in sentences if any(p.overlaps(s.passage) for p in inside.get(s.passage.block, ())))
