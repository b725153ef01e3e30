"""Names in lower case: "presiden roosevelt", "in june 1941"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from handouts.analysis.phrases import PhraseIndex
from handouts.analysis.rarity import is_rare
from handouts.analysis.worded import Worded
from handouts.languages.dictionary import frequent
from handouts.languages.flag_words import Phrase, flag_words, name_list
from handouts.languages.lexicon import lexicon
from handouts.model.analysis import Flag

_SHORTEST = 4
_PART = re.compile(r"[-‐‑'’]")


def name_case(sentence: Worded, own: Mapping[str, str]) -> Iterator[Flag]:
    """Names of the lists, and of this essay (`own_names`), that stand in lower case."""
    taken = 0
    words = flag_words(sentence.language).case
    phrases = _phrases(sentence.language)
    singles = _singles(sentence.language)
    for i, word in enumerate(sentence.raw):
        if i < taken or not word.islower():
            continue
        found = phrases.at(sentence.raw, i)
        if found and all(sentence.between(k).isspace() for k in range(i, i + found[0] - 1)):
            taken = i + found[0]
            yield _flag(sentence, i, taken, "")
            continue
        base = _PART.split(word)[0] if word not in singles else word
        if base not in singles and base not in own:
            continue
        if (i and sentence.lower[i - 1] in words.exempt_after) or _in_address(sentence, i):
            continue
        taken = i + 1
        yield _flag(sentence, i, taken, own.get(base, ""))


def _flag(sentence: Worded, first: int, after: int, spelling: str) -> Flag:
    said = sentence.text[sentence.starts[first] : sentence.ends[after - 1]]
    right = spelling + said[len(spelling) :] if spelling else _capital(said)
    return sentence.on_words("flag-name-case", "warning", first, after, text=said, suggestion=right)


def _capital(text: str) -> str:
    return re.sub(r"(?<![^\W_])([^\W\d_])", lambda m: m[1].upper(), text)


def _in_address(sentence: Worded, i: int) -> bool:
    """Part of a web or e-mail address, or of a word with a dot or slash in it."""
    before = sentence.text[max(0, sentence.starts[i] - 1) : sentence.starts[i]]
    after = sentence.text[sentence.ends[i] : sentence.ends[i] + 2]
    return before in ("@", "/", ".", "_", "#") or (after[:1] in "@/_." and after[1:2].isalnum())


class OwnNames:
    """Words that this essay writes with a capital inside sentences and that no one would call common.

    With that, "oumansky" is a name where the essay has "Oumansky" elsewhere.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._spelled: dict[str, str] = {}

    def add(self, sentence: Worded) -> None:
        """Take in the capitals of one sentence."""
        for word in sentence.raw[1:]:
            if word[0].isupper() and len(word) >= _SHORTEST and word.isalpha() and word[1:].islower():
                self._spelled.setdefault(word.lower(), word)

    def names(self) -> Mapping[str, str]:
        """The names in lower case, each with its right spelling."""
        return {low: word for low, word in self._spelled.items() if not _is_ordinary(low, self._language)}


def _is_ordinary(word: str, language: str) -> bool:
    lex = lexicon(language)
    if word in flag_words(language).case.exempt or word in frequent(language) or not is_rare(word, lex):
        return True
    names = lex.names
    heads = (names.titles, names.organisation_heads, names.event_heads, names.place_heads)
    return any((word,) in listed for listed in heads)


@cache
def _singles(language: str) -> frozenset[str]:
    names = lexicon(language).names
    places = {phrase[0] for phrase in names.places if len(phrase) == 1}
    words = flag_words(language).case
    listed = {w for w in name_list(language) if len(w) > _SHORTEST or language not in _WARY}
    everything = places | names.demonyms | words.words | listed
    return frozenset(w for w in everything if len(w) >= _SHORTEST) - words.exempt


# Names of the list that is made of English are trusted from five letters on where the language is another one.
_WARY = frozenset({"id"})


@cache
def _phrases(language: str) -> PhraseIndex[bool]:
    places: list[Phrase] = [
        tuple(frozenset({word}) for word in phrase) for phrase in lexicon(language).names.places if len(phrase) > 1
    ]
    return PhraseIndex((phrase, True) for phrase in (*flag_words(language).case.phrases, *places))
