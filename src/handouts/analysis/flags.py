"""What is doubtful in a text. Each kind of doubt has its module; this one knows their order and what follows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable

from handouts.analysis.foreign import language as other_language
from handouts.analysis.foreign import script
from handouts.analysis.furniture import furniture
from handouts.analysis.fused import fused
from handouts.analysis.marks import citations, entities, hyphens
from handouts.analysis.name_case import Capitals, name_case
from handouts.analysis.quotes import quotes
from handouts.analysis.spam import spam
from handouts.analysis.spelling import misspelt
from handouts.analysis.translation import translation
from handouts.analysis.worded import Worded, worded
from handouts.model.analysis import Flag, Sentence
from handouts.model.text import Essay, Passage

# What is wrong with a sentence as a whole; the finer rules say nothing more about it.
_WHOLE: tuple[Callable[[Worded], Iterable[Flag]], ...] = (furniture, other_language, script)
_INSIDE: tuple[Callable[[Worded], Iterable[Flag]], ...] = (hyphens, translation)
_ALWAYS: tuple[Callable[[Worded], Iterable[Flag]], ...] = (spam, citations, entities)


def flags(essay: Essay, sentences: tuple[Sentence, ...], language: str, spelling: bool = False) -> tuple[Flag, ...]:
    """All flags in reading order. Those that block mean: this sentence is evidence for nothing.

    `spelling`: look up each word as well; this reads the whole dictionary, and gives hints that block nothing.
    """
    found: list[Flag] = []
    capitals = Capitals(language)
    native: list[Sentence] = []
    # Words are cut twice and not kept: a text of megabytes must not be held in pieces.
    for sentence in sentences:
        cut = worded(essay, sentence, language)
        odd = [flag for detector in _WHOLE for flag in detector(cut)]
        found += odd
        whole = any(flag.passage == sentence.passage for flag in odd)
        # Site furniture may talk like advertising ("Click here to read more."): one finding is enough.
        furnished = any(flag.code == "flag-boilerplate" for flag in odd)
        found += (f for detect in _ALWAYS for f in detect(cut) if not (furnished and f.code == "flag-spam"))
        if not whole:
            found += (flag for detector in _INSIDE for flag in detector(cut))
            capitals.add(cut)
            native.append(sentence)
    names = capitals.names()
    touched = _Ranges(found)
    for sentence in native:
        cut = worded(essay, sentence, language)
        found += fused(cut, capitals)
        words = [*name_case(cut, names), *(misspelt(cut, names) if spelling else ())]
        found += (f for f in words if not touched.touch(f.passage))
    found += quotes(essay)
    return tuple(sorted(found, key=lambda f: (f.passage.block, f.passage.start, f.passage.end, f.code)))


def unusable(found: tuple[Flag, ...], sentences: tuple[Sentence, ...]) -> frozenset[str]:
    """Ids of the sentences that a flag that blocks touches."""
    blocked = _Ranges(f for f in found if f.blocks)
    return frozenset(s.id for s in sentences if blocked.touch(s.passage))


class _Ranges:
    """The stretches under some flags, merged, so that asking for one of many takes no walk through all."""

    def __init__(self, found: Iterable[Flag]) -> None:
        places = sorted((f.passage.block, f.passage.start, f.passage.end) for f in found)
        merged: list[tuple[int, int, int]] = []
        for block, start, end in places:
            if merged and merged[-1][0] == block and start <= merged[-1][2]:
                merged[-1] = (block, merged[-1][1], max(end, merged[-1][2]))
            else:
                merged.append((block, start, end))
        self._merged = merged

    def touch(self, where: Passage) -> bool:
        """Whether any of the stretches has a character in common with `where`."""
        at = bisect_left(self._merged, (where.block, where.end, -1)) - 1
        return at >= 0 and self._merged[at][0] == where.block and self._merged[at][2] > where.start
