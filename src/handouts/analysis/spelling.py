"""Words in no dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from handouts.analysis.worded import Worded
from handouts.languages.affixes import is_formed
from handouts.languages.dictionary import FREQUENT, dictionary, ordinary_words
from handouts.languages.flag_words import flag_words, name_list
from handouts.languages.lexicon import lexicon
from handouts.languages.terms import term_words
from handouts.model.analysis import Flag

_SHORTEST, _LONGEST = 4, 40
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PART = re.compile(r"[-‐‑]")
# the best suggestion must be this many times more frequent than the next
_CLEAR = 4


def misspelt(sentence: Worded, own: Mapping[str, str]) -> Iterator[Flag]:
    """A hint on each word in lower case that is in no list, no regular form of a listed one, and no name."""
    for i, word in enumerate(sentence.raw):
        if not word.islower() or not _is_checked(sentence, i) or is_known(word, sentence.language):
            continue
        if any(part in own for part in _PART.split(word)):
            continue
        yield sentence.on_words(
            "flag-spelling", "hint", i, i + 1, text=word, suggestion=suggestion(word, sentence.language)
        )


def _is_checked(sentence: Worded, i: int) -> bool:
    """Words of letters that stand free: no part of an address, of a number with a unit, or of a foreign script."""
    word = sentence.raw[i]
    before = sentence.text[max(0, sentence.starts[i] - 1) : sentence.starts[i]]
    after = sentence.text[sentence.ends[i] : sentence.ends[i] + 2]
    if before in ("@", "/", ".", "_", "#", "\\", "'", "’") or (
        after[:1] in ("@", "_", "/", ".") and after[1:2].isalnum()
    ):
        return False
    return _SHORTEST <= len(word) <= _LONGEST and word.replace("-", "").replace("’", "").replace("'", "").isalpha()


@lru_cache(maxsize=50_000)
def is_known(word: str, language: str) -> bool:
    """Whether a word in lower case is in the dictionary or a regular form of a word there."""
    word = word.replace("’", "'").replace("‐", "-").replace("‑", "-")
    if _is_listed(word, language) or is_formed(word, language, lambda stem: _is_stem(stem, language)):
        return True
    if "-" in word:
        return _is_doubled(word, language) or all(
            len(part) < _SHORTEST or is_known(part, language) for part in _parts(word, language)
        )
    return False


def _parts(word: str, language: str) -> list[str]:
    """Parts of a compound. A doubled word may carry its affixes outside: "bersama-sama", "kehijau-hijauan"."""
    return [part for part in word.split("-") if part not in flag_words(language).hyphens.kept]


def _is_doubled(word: str, language: str) -> bool:
    """ "ubi-ubian", "kesewenang-wenangan": the affixes of a doubled word stand outside."""
    first, _, second = word.partition("-")
    for ending in ("", *lexicon(language).affixes[1]):
        core = second[: len(second) - len(ending)] if second.endswith(ending) else ""
        if len(core) >= 3 and first.endswith(core):
            return _is_listed(core, language) or is_known(first, language)
    return False


def _is_listed(word: str, language: str) -> bool:
    lex = lexicon(language)
    return (
        word in _trusted(language)
        or word in lex.common_words
        or word in lex.function_words
        or word in lex.names.demonyms
        or word in name_list(language)
        or word in term_words(language).strong
        or word in term_words(language).fair
        or (word,) in lex.names.places
        or (word,) in lex.names.titles
    )


@cache
def _trusted(language: str) -> frozenset[str]:
    """The listed words that prove a spelling.

    In English the words that SCOWL lacks do not, names apart: "goverment" is frequent too. What is known of
    Indonesian words (simplemma) has too many gaps for that.
    """
    if flag_words(language).affixes.sure_only:
        return ordinary_words(language)
    return frozenset(dictionary(language))


def _is_stem(word: str, language: str) -> bool:
    """Slang and names of the list take no affixes: with them, too many misspellings would be regular forms."""
    lex = lexicon(language)
    return word in ordinary_words(language) or word in lex.common_words or word in lex.names.demonyms


@lru_cache(maxsize=50_000)
def suggestion(word: str, language: str) -> str:
    """The one frequent word that is an edit away; "" when there is none, or several that are about as frequent."""
    ranks, trusted = dictionary(language), _trusted(language)
    edits = {w for w in _edits(word) if len(w) > 2 and w in trusted and w != word}
    near = sorted((ranks[w], w) for w in edits if ranks[w] < FREQUENT)
    if not near or (len(near) > 1 and near[1][0] < _CLEAR * (near[0][0] + 50)):
        return ""
    return near[0][1]


def _edits(word: str) -> Iterator[str]:
    """Every word one letter away: one left out, put in, changed, or two changed places."""
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail
            yield head + letter + tail[1:]
