"""Names in lower case: "presiden roosevelt", "in june 1941"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from handouts.analysis.phrases import PhraseIndex
from handouts.analysis.rarity import is_rare
from handouts.analysis.worded import Worded
from handouts.languages.affixes import is_formed
from handouts.languages.dictionary import standing
from handouts.languages.flag_words import Phrase, flag_words, name_list
from handouts.languages.lexicon import lexicon
from handouts.model.analysis import Flag

_SHORTEST = 4
# an unsure word must stand with a capital so often before it is taken for a name
_SURE = 3
_NUMERALS = ("i", "ii", "iii", "iv")
_PART = re.compile(r"[-‐‑'’]")


def name_case(sentence: Worded, own: Mapping[str, str]) -> Iterator[Flag]:
    """Names of the lists, and of this essay (`Capitals.names`), that stand in lower case."""
    taken = 0
    words = flag_words(sentence.language).case
    phrases = _phrases(sentence.language)
    singles = _singles(sentence.language)
    for i, word in enumerate(sentence.raw):
        if i < taken:
            continue
        found = phrases.at(sentence.lower, i)
        if found and all(sentence.between(k).isspace() for k in range(i, i + found[0] - 1)):
            taken = i + found[0]
            if any(sentence.raw[i + k].islower() for k in found[1]):
                yield _on_phrase(sentence, i, found[1])
            continue
        base = _PART.split(word)[0] if word not in singles else word
        if not word.islower() or (base not in singles and base not in own):
            continue
        if (i and sentence.lower[i - 1] in words.exempt_after) or _in_address(sentence, i):
            continue
        right = own.get(base, base[:1].upper() + base[1:]) + word[len(base) :]
        yield sentence.on_words("flag-name-case", "warning", i, i + 1, text=word, suggestion=right)


def _on_phrase(sentence: Worded, at: int, needed: tuple[int, ...]) -> Flag:
    first, after = at + needed[0], at + needed[-1] + 1
    right = [_capital(sentence.raw[k]) if k - at in needed else sentence.raw[k] for k in range(first, after)]
    said = sentence.text[sentence.starts[first] : sentence.ends[after - 1]]
    return sentence.on_words("flag-name-case", "warning", first, after, text=said, suggestion=" ".join(right))


def _capital(word: str) -> str:
    if word in _NUMERALS:
        return word.upper()
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


def _in_address(sentence: Worded, i: int) -> bool:
    """Part of a web or e-mail address, or of a word with a dot or slash in it."""
    before = sentence.text[max(0, sentence.starts[i] - 1) : sentence.starts[i]]
    after = sentence.text[sentence.ends[i] : sentence.ends[i] + 2]
    return before in ("@", "/", ".", "_", "#") or (after[:1] in "@/_." and after[1:2].isalnum())


class Capitals:
    """How often each word of the essay stands with a capital inside a sentence, and how often without."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._spelled: dict[str, str] = {}
        self.capital: Counter[str] = Counter()
        self.small: Counter[str] = Counter()

    def add(self, sentence: Worded) -> None:
        """Count the words of one sentence but the first."""
        for word in sentence.raw[1:]:
            if word.islower():
                self.small[word] += 1
            elif word[0].isupper() and word[1:].islower() and word.isalpha():
                self.capital[word.lower()] += 1
                self._spelled.setdefault(word.lower(), word)

    def names(self) -> Mapping[str, str]:
        """Words that are names in this essay and stand in lower case somewhere, each with its right spelling.

        So "oumansky" is a name where the essay has "Oumansky" elsewhere, at least as often.
        """
        both = (w for w in self._spelled if len(w) >= _SHORTEST and 0 < self.small[w] <= self.capital[w])
        return {word: self._spelled[word] for word in both if self._is_name(word)}

    def _is_name(self, word: str) -> bool:
        lex = lexicon(self._language)
        if word in flag_words(self._language).case.exempt or not is_rare(word, lex):
            return False
        heads = (lex.names.titles, lex.names.organisation_heads, lex.names.event_heads, lex.names.place_heads)
        if any((word,) in listed for listed in heads):
            return False
        found = standing(word, self._language)
        if found == "ordinary" or is_formed(word, self._language, lambda s: bool(standing(s, self._language))):
            return False
        return not found or (self.capital[word] >= _SURE and self.small[word] == 1)


@cache
def _singles(language: str) -> frozenset[str]:
    names = lexicon(language).names
    places = {phrase[0] for phrase in names.places if len(phrase) == 1}
    words = flag_words(language).case
    listed = {w for w in name_list(language) if len(w) >= words.shortest_listed}
    everything = places | names.demonyms | words.words | listed
    return frozenset(w for w in everything if len(w) >= _SHORTEST) - words.exempt


@cache
def _phrases(language: str) -> PhraseIndex[tuple[int, ...]]:
    places: list[tuple[Phrase, tuple[int, ...]]] = [
        (tuple(frozenset({word}) for word in phrase), tuple(range(len(phrase))))
        for phrase in sorted(lexicon(language).names.places)
        if len(phrase) > 1
    ]
    return PhraseIndex((*flag_words(language).case.phrases, *places))
