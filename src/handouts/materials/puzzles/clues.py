"""Clues from meanings: a clue never contains its answer, in no form of the word."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from handouts.languages.affixes import stems
from handouts.languages.flag_words import flag_words
from handouts.languages.lexicon import lexicon
from handouts.languages.word_forms import one_spelling, places

GAP = "____"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SHORTEST_STEM = 3
_OPENING, _OPENING_SHARE = 5, 0.65  # letters and share of the shorter word that two forms of one word begin alike with


def untold(term: str, meaning: str, language: str) -> str:
    """The meaning as a clue to the term. "" when it contains the term, or all the words of it that mean something.

    Single words of a longer term ("war" in "Cold War") become a gap. Forms of a word count as the word.
    """
    small = lexicon(language).function_words
    found = [_folded(w) for w in _WORD.findall(term)]
    parts = [w for w in found if w not in small] or found
    told: set[str] = set()

    def hidden(match: re.Match[str]) -> str:
        word = _folded(match[0])
        near = [p for p in parts if word not in small and same_word(word, p, language)]
        told.update(near)
        return GAP if near else match[0]

    clue = _WORD.sub(hidden, meaning).strip()
    return "" if len(told) == len(set(parts)) else clue


def circular(term: str, meaning: str, language: str) -> bool:
    """Whether a meaning names the term itself or is made of its words, in whatever form; capitals do not count."""
    said = meaning.casefold()
    if next(places(said, term.casefold(), language), None) is not None:
        return True
    return _WORD.search(term) is not None and bool(said.strip()) and not untold(term, said, language)


@lru_cache(maxsize=65536)
def same_word(one: str, other: str, language: str) -> bool:
    """Whether two words in small letters are forms or spellings of one word, by the language's rules or beginning."""
    if one == other or one_spelling(one, language) == one_spelling(other, language):
        return True
    if _roots(one, language) & _roots(other, language):
        return True
    least = max(_OPENING, _OPENING_SHARE * min(len(one), len(other)))
    alike = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return alike >= least


@lru_cache(maxsize=8192)
def _roots(word: str, language: str) -> frozenset[str]:
    return frozenset((word, *(s for s in stems(word, flag_words(language).affixes) if len(s) > _SHORTEST_STEM)))


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c))
