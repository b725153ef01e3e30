"""Words that tell whether a sentence can be read alone: `data/<language>/carriers.toml`, typed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from handouts.languages import DATA


@dataclass(frozen=True, slots=True)
class Borne:
    """Where a pointing word points at nothing outside its sentence.

    `not_after`, `not_before`: words that must not stand right before or behind it; `needs`: a word that must follow
    somewhere in the sentence ("" for none).
    """

    not_after: frozenset[str]
    not_before: frozenset[str]
    needs: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Comparatives: `degrees` ("more") before a word, or an `ending` ("er", "" for none) behind `raised` ("even").

    One of `than` brings the other side, which those of `comparatives` want wherever they stand.
    """

    degrees: frozenset[str]
    raised: frozenset[str]
    ending: str
    than: frozenset[str]
    comparatives: frozenset[str]


@dataclass(frozen=True, slots=True)
class CarrierWords:
    """`openers` begin a clause in front of the main one, `fronts` a phrase there that may go when it points back.

    `later` ends a short one that counts from the sentence before. `persons` are pronouns for people. `pointers` are
    nouns that say nothing alone at the head of a sentence, `matters` those of them that say nothing anywhere, `places`
    what only a named place before it explains, `offices` titles of which the bearer must be told; `ways` open a phrase
    that goes with its verb; `headings` are what a text runs into its first sentence. `answering` words want another
    side, which one of `answered` behind them brings; `replying` ones have it right behind them, and so none when one of
    `answered` stands there; `owners` are possessives of things; `replies` open a sentence that answers another;
    `besides` add to what was told. In lower case.
    """

    openers: tuple[str, ...]
    fronts: frozenset[str]
    later: frozenset[str]
    possessives: frozenset[str]
    persons: frozenset[str]
    borne: Mapping[str, Borne]
    pointers: frozenset[str]
    matters: frozenset[str]
    places: frozenset[str]
    offices: frozenset[str]
    ways: frozenset[str]
    headings: tuple[str, ...]
    compared: Compared
    answering: frozenset[str]
    answered: frozenset[str]
    replying: frozenset[str]
    replies: tuple[str, ...]
    besides: tuple[str, ...]
    owners: frozenset[str]


@cache
def carrier_words(language: str) -> CarrierWords:
    """The words of a language."""
    data = tomllib.loads((DATA / language / "carriers.toml").read_text(encoding="utf-8"))
    borne = {
        word: Borne(_words(rule.get("not_after", "")), _words(rule.get("not_before", "")), rule.get("with", ""))
        for word, rule in data["borne"].items()
    }
    return CarrierWords(
        openers=tuple(sorted(_words(data["openers"]))),
        fronts=_words(data["fronts"]),
        later=_words(data["later"]),
        possessives=_words(data["possessives"]),
        persons=_words(data["persons"]),
        borne=borne,
        pointers=_words(data["pointers"]),
        matters=_words(data["matters"]),
        places=_words(data["places"]),
        offices=_words(data["offices"]),
        ways=_words(data["ways"]),
        headings=tuple(data["headings"]),
        compared=Compared(
            degrees=_words(data["compared"]["degrees"]),
            raised=_words(data["compared"]["raised"]),
            ending=data["compared"]["ending"],
            than=_words(data["compared"]["than"]),
            comparatives=_words(data["compared"]["comparatives"]),
        ),
        answering=_words(data["answering"]),
        answered=_words(data["answered"]),
        replying=_words(data["replying"]),
        replies=tuple(data["replies"]),
        besides=tuple(data["besides"]),
        owners=_words(data["owners"]),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in text.split())
