"""Dictionary forms: "alliances" is "alliance", "paktanya" is "pakta", "invasi-invasi" is "invasi"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from handouts.languages.lexicon import lexicon

_SHORTEST = 3


@lru_cache(maxsize=20_000)
def forms(word: str, language: str, verbs: bool = True) -> tuple[str, ...]:
    """What may be the headword of `word` (in small letters), the word itself first, each form once.

    Only endings are taken off that never make another word: plurals, enclitics and, with `verbs`, tenses. Derived nouns
    stay.
    """
    return tuple(dict.fromkeys(_forms(word, language, verbs)))


def _forms(word: str, language: str, verbs: bool) -> Iterator[str]:
    yield word
    yield from _undoubled(word)
    for inflection in lexicon(language).inflections:
        core = word[: -len(inflection.ending)] if word.endswith(inflection.ending) else ""
        if len(core) < _SHORTEST or (inflection.verb and not verbs):
            continue
        yield from (core + last for last in inflection.instead)
        yield from _undoubled(core)
        if inflection.doubles and core[-1] == core[-2]:
            yield core[:-1]


def _undoubled(word: str) -> Iterator[str]:
    """ "invasi-invasi", a plural."""
    first, hyphen, second = word.partition("-")
    if hyphen and first == second:
        yield first


@lru_cache(maxsize=20_000)
def lemma(word: str, language: str) -> str:
    """simplemma's lemma of a word in small letters; the word itself in a language that simplemma lacks.

    It goes through derivation ("penyerahan" is "serah") and has faults, so it says how common a word is and irregular
    plurals, and is never printed otherwise.
    """
    lemmatize = _lemmatizer()
    try:
        return str(lemmatize(word, lang=language)).lower()
    except ValueError:
        return word


@cache
def _lemmatizer():  # type: ignore[no-untyped-def]
    # loading it takes longer than everything else here
    from simplemma import lemmatize

    return lemmatize
