"""Words that may not stand in one bank, because a pupil could write either into the same gap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from handouts.languages.lexicon import lexicon
from handouts.materials.puzzles.clues import same_word
from handouts.materials.word_choice import words_of
from handouts.model.glossary import Entry
from handouts.model.handout import Handout

STEM = 4  # letters that two words begin with, and half of the shorter one, make them forms of one word
_ACTORS = ("person", "place", "organisation")  # a head of state, a country and a body all say, sign and attack
_COMMON = 3  # meanings that a word stands in so often says little of any of them: "country", "war"


class Rivals:
    """Tells which entries of one glossary are too near to each other in meaning or kind.

    `strict`: any word of weight that two meanings share makes them rivals; else only one that few meanings have.
    """

    def __init__(self, handout: Handout, strict: bool) -> None:
        self._language = handout.meta.language
        self._small = lexicon(self._language).function_words
        self._said = {e.term: self._weighty(e.definition) for e in handout.glossary.printed}
        counts = Counter(word for said in self._said.values() for word in said)
        self._common = frozenset() if strict else frozenset(w for w, n in counts.items() if n >= _COMMON)

    def near(self, one: Entry, other: Entry) -> bool:
        """Whether both may fit one gap: names of one sort, or terms whose meanings share a word."""
        if one.kind != "term" and _sort(one) == _sort(other):
            return True
        mine, theirs = self._own(one), self._own(other)
        return any(same_word(a, b, self._language) for a in mine for b in theirs)

    def _own(self, entry: Entry) -> Collection[str]:
        return self._said[entry.term] - self._common

    def _weighty(self, text: str) -> frozenset[str]:
        return frozenset(word for word in words_of(text) if word not in self._small and len(word) >= STEM)


def _sort(entry: Entry) -> str:
    return "actor" if entry.kind in _ACTORS else entry.kind


def weight(text: str, small: Iterable[str]) -> int:
    """The number of words of some length in a text that are no function words: what a pupil can judge a gap by."""
    return len([word for word in words_of(text) if word not in small and len(word) >= STEM])


def kin(one: str, other: str) -> bool:
    """The same word, or two that begin alike as forms of one word do."""
    if one == other:
        return True
    alike = 0
    while alike < min(len(one), len(other)) and one[alike] == other[alike]:
        alike += 1
    return alike >= STEM and 2 * alike >= min(len(one), len(other)) and alike >= max(len(one), len(other)) - 4


def related(one: str, other: str) -> bool:
    """Whether two phrases share a word of some length, so that both may seem to fit: "Red Army", "Home Army"."""
    return any(kin(a, b) for a in words_of(one) for b in words_of(other) if min(len(a), len(b)) >= STEM or one == other)
