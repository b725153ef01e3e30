"""Finding many listed phrases in a row of words at once, in time that grows with the words alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from handouts.languages.flag_words import ANY, YEAR, Phrase

T = TypeVar("T")


class PhraseIndex(Generic[T]):
    """Phrases by their first word, each with what it stands for; of several that fit, the longest counts."""

    def __init__(self, phrases: Iterable[tuple[Phrase, T]]) -> None:
        self._by_first: dict[str, list[tuple[Phrase, T]]] = {}
        for phrase, value in phrases:
            for word in phrase[0]:
                self._by_first.setdefault(word, []).append((phrase, value))
        for listed in self._by_first.values():
            listed.sort(key=lambda item: -len(item[0]))

    def at(self, words: Sequence[str], i: int) -> tuple[int, T] | None:
        """The number of words of the longest phrase that begins at word `i`, and its value."""
        for phrase, value in self._by_first.get(words[i], ()):
            if i + len(phrase) <= len(words) and all(
                _fits(words[i + k], allowed) for k, allowed in enumerate(phrase[1:], 1)
            ):
                return len(phrase), value
        return None

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, T]]:
        """First word, word after the last, and value of each phrase; they do not overlap."""
        i = 0
        while i < len(words):
            found = self.at(words, i)
            if found is None:
                i += 1
            else:
                yield i, i + found[0], found[1]
                i += found[0]


def _fits(word: str, allowed: frozenset[str]) -> bool:
    return word in allowed or ANY in allowed or (YEAR in allowed and len(word) == 4 and word.isdigit())
