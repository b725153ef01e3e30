"""What statements to be judged need of a language: `[statements]` of `data/<language>/exercises.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class StatementWords:
    """Words that can take each other's place without any other change, in lower case.

    `antonyms` turn a true statement false and hold each pair in both directions; `synonyms` leave it true.
    `symmetric` are words of what several do together; `with_article` the countries that English calls "the";
    `heads` common nouns that names of one sort are built on ("Dawes Plan", "Young Plan").
    `same` are sets of countries that must not stand for each other; `units` words that no cut clause may end with.
    """

    antonyms: Mapping[str, str]
    synonyms: Mapping[str, str]
    symmetric: frozenset[str]
    with_article: frozenset[str]
    heads: frozenset[str]
    same: tuple[frozenset[str], ...]
    units: frozenset[str]


def statement_words(data: Mapping[str, Any]) -> StatementWords:
    """The table of a language, typed."""
    return StatementWords(
        antonyms=_both(data["antonyms"]),
        synonyms={_spaced(a): _spaced(b) for a, b in data["synonyms"].items()},
        symmetric=frozenset(_spaced(w) for w in data["symmetric"].lower().split()),
        with_article=frozenset(_spaced(w) for w in data["with_article"].lower().split()),
        heads=frozenset(data["heads"].lower().split()),
        same=tuple(frozenset(_spaced(w) for w in row.lower().split()) for row in data["same"]),
        units=frozenset(data["units"].lower().split()),
    )


def _both(pairs: Mapping[str, str]) -> dict[str, str]:
    """Pairs in both directions; of a word with two partners the first is kept."""
    found = {_spaced(a): _spaced(b) for a, b in pairs.items()}
    for a, b in list(found.items()):
        found.setdefault(b, a)
    return found


def _spaced(word: str) -> str:
    return word.replace("_", " ")
