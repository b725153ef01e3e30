"""What statements to be judged need of a language: `[statements]` of `data/<language>/exercises.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class StatementWords:
    """Words that can take each other's place without any other change, in lower case.

    `antonyms` turn a true statement false; they hold each pair in both directions, and those of `contrary` in one.
    `synonyms` leave it true. `tied` are words before which no pair holds ("opened fire"), `hostile` words of what one
    country does to several, `bearing` verbs behind which none of `borne` changes ("suffered a defeat").

    Which names may change places: `heads` are common nouns that names of one sort are built on ("Dawes Plan", "Young
    Plan"), `same` sets of countries that must not stand for each other, `peoples` sets of what a country and its people
    are called, `rulers` titles of those whom nobody else can stand for, `with_article` the countries that English calls
    "the". Not where `symmetric` tells what several do together, unless one of `alone` follows, nor with verbs of what
    many do or feel at once (`shared`). `partners` lead to whom something is done together or against.

    `units` are words that no cut clause may end with, `open` leads of dates that bound what another date may bound as
    well ("by 1990").
    """

    antonyms: Mapping[str, str]
    contrary: frozenset[str]
    synonyms: Mapping[str, str]
    symmetric: frozenset[str]
    alone: frozenset[str]
    rulers: frozenset[str]
    with_article: frozenset[str]
    heads: frozenset[str]
    same: tuple[frozenset[str], ...]
    units: frozenset[str]
    shared: frozenset[str]
    peoples: tuple[frozenset[str], ...]
    tied: frozenset[str]
    hostile: frozenset[str]
    bearing: frozenset[str]
    borne: frozenset[str]
    open: frozenset[str]
    partners: frozenset[str]


def statement_words(data: Mapping[str, Any]) -> StatementWords:
    """The table of a language, typed."""
    return StatementWords(
        antonyms={**data["contrary"], **_both(data["antonyms"])},
        contrary=frozenset(data["contrary"]),
        synonyms={_spaced(a): _spaced(b) for a, b in data["synonyms"].items()},
        symmetric=frozenset(_spaced(w) for w in data["symmetric"].lower().split()),
        alone=frozenset(data["alone"].lower().split()),
        rulers=frozenset(data["rulers"].lower().split()),
        with_article=frozenset(_spaced(w) for w in data["with_article"].lower().split()),
        heads=frozenset(data["heads"].lower().split()),
        same=tuple(frozenset(_spaced(w) for w in row.lower().split()) for row in data["same"]),
        units=frozenset(data["units"].lower().split()),
        shared=frozenset(data["shared"].lower().split()),
        peoples=tuple(frozenset(_spaced(w) for w in row.lower().split()) for row in data["peoples"]),
        tied=frozenset(data["tied"].lower().split()),
        hostile=frozenset(data["hostile"].lower().split()),
        bearing=frozenset(data["bearing"].lower().split()),
        borne=frozenset(data["borne"].lower().split()),
        open=frozenset(data["open"].lower().split()),
        partners=frozenset(data["partners"].lower().split()),
    )


def _both(pairs: Mapping[str, str]) -> dict[str, str]:
    """Pairs in both directions; of a word with two partners the first is kept."""
    found = {_spaced(a): _spaced(b) for a, b in pairs.items()}
    for a, b in list(found.items()):
        found.setdefault(b, a)
    return found


def _spaced(word: str) -> str:
    return word.replace("_", " ")
