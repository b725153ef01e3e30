"""The word lists of timeline labels: the `[labels]` table of `exercises.toml`, typed; each list is explained there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_PLAIN = ("participle", "began", "plural_ending", "earlier_past", "regular_past")


@dataclass(frozen=True, slots=True)
class LabelWords:
    """What the making of timeline labels knows.

    `participle` is an ending ("ing"), `plural_ending` that of plurals, `be` "was" and "were", `began` the verb of a
    beginning; `infinitive` tells whether the words of `purpose` open an infinitive.
    """

    subclauses: frozenset[str]
    relatives: frozenset[str]
    openers: frozenset[str]
    rest: frozenset[str]
    purpose: frozenset[str]
    infinitive: bool
    control: frozenset[str]
    nouns: frozenset[str]
    loose: frozenset[str]
    stays: frozenset[str]
    participle: str
    speech: frozenset[str]
    unreal: frozenset[str]
    particles: frozenset[str]
    states: frozenset[str]
    dangling: frozenset[str]
    open_ends: frozenset[str]
    contacts: frozenset[str]
    earlier_past: str
    regular_past: str
    complete: frozenset[str]
    persons: frozenset[str]
    owned: frozenset[str]
    role: frozenset[str]
    passives: frozenset[str]
    definite: frozenset[str]
    pointing: frozenset[str]
    indefinite: frozenset[str]
    event_nouns: frozenset[str]
    noun_links: frozenset[str]
    directed: frozenset[str]
    places: frozenset[str]
    limits: frozenset[str]
    lasting: frozenset[str]
    transitive: frozenset[str]
    generic: frozenset[str]
    unique: frozenset[str]
    tying: frozenset[str]
    counted: frozenset[str]
    telling: frozenset[str]
    carrying: frozenset[str]
    harmed: frozenset[str]
    slight: frozenset[str]
    lives: frozenset[str]
    weighty: frozenset[str]
    renewed: frozenset[str]
    offices: frozenset[str]
    naming: frozenset[str]
    bodies: frozenset[str]
    named: frozenset[str]
    title_joints: frozenset[str]
    made: frozenset[str]
    took_place: frozenset[str]
    relative_word: frozenset[str]
    moments: frozenset[str]
    earlier: frozenset[str]
    spans: frozenset[str]
    promises: frozenset[str]
    content: frozenset[str]
    begins: frozenset[str]
    plural: frozenset[str]
    manner: frozenset[str]
    fixed: frozenset[str]
    against: frozenset[str]
    accords: frozenset[str]
    assemblies: frozenset[str]
    defines: frozenset[str]
    be: tuple[str, ...]
    began: str
    plural_ending: str


def label_words(data: Mapping[str, Any]) -> LabelWords:
    """The lists of the `[labels]` table; words of several parts are written with underscores."""
    lists = {name: _words(text) for name, text in data.items() if isinstance(text, str) and name not in _PLAIN}
    return LabelWords(
        infinitive=data["infinitive"],
        participle=data["participle"],
        earlier_past=data["earlier_past"],
        regular_past=data["regular_past"],
        be=tuple(data["be"]),
        began=data["began"],
        plural_ending=data["plural_ending"],
        **lists,
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in text.lower().split())
