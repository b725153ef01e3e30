"""How much a candidate is worth: by the rule that found it, how often it stands there, and how rare the word is."""

from __future__ import annotations

import math
from collections.abc import Mapping

from handouts.analysis.term_words import rank

# what each rule is worth
WORTH: Mapping[str, float] = {
    "glossary": 4.0,
    "name-known": 3.2,
    "name-event": 3.0,
    "phrase-listed": 2.9,
    "name-organisation": 2.7,
    "vocabulary": 2.5,
    "phrase-pattern": 2.3,
    "defined": 2.3,
    "name-people": 2.2,
    "name-realm": 2.2,
    "name-fair": 1.75,
    "phrase-fair": 1.75,
    "vocabulary-fair": 1.7,
    "learned-ending": 1.9,
    "learned-word": 1.9,
    "name-person": 1.85,
    "rare-noun": 1.5,
}
# the least that is shown: a short list is better than a bad one
FLOOR = 1.8
_OFTEN, _DEFINED = 0.2, 0.8
# rank of a single word in the frequency list (below this) → what it adds
_RANKS = ((1_500, -1.0), (3_000, -0.6), (5_000, -0.2), (12_000, 0.0), (math.inf, 0.2))


def score(rule: str, mentions: int, word: str, defined: bool, language: str) -> float:
    """The score of a candidate. `word`: its headword when it is a single word, else ""; `defined`: by the essay."""
    found = WORTH[rule] + _OFTEN * math.log(mentions)
    if word and rule not in ("glossary", "defined"):
        at = rank(word, language)
        found += next(change for below, change in _RANKS if at < below)
    if defined and rule != "defined":
        found += _DEFINED
    return round(found, 4)
