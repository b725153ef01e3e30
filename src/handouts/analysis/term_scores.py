"""How much a candidate is worth: by the rule that found it, how often it stands there, and how rare the word is."""

from __future__ import annotations

import math
from collections.abc import Mapping

from handouts.analysis.term_words import rank
from handouts.model.glossary import EntryKind

# what each rule is worth
WORTH: Mapping[str, float] = {
    "glossary": 4.0,
    "name-known": 3.8,
    "name-event": 3.5,
    "name-organisation": 2.9,
    "phrase-listed": 2.9,
    "name-headed": 2.7,
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
    "name-place": 1.7,
    "name-short": 1.8,
    "rare-noun": 1.5,
}
# the least that is shown: a short list is better than a bad one
FLOOR = 1.8
_OFTEN, _DEFINED, _FAMILIAR = 0.2, 0.8, -0.6
# what the kind of an entry of a glossary adds: what happened is explained before who took part
_KINDS: Mapping[EntryKind, float] = {"event": 0.2, "treaty": 0.2, "organisation": 0.1, "person": -0.2}
# rank of a single word in the frequency list (below this) → what it adds
_RANKS = ((1_500, -1.0), (3_000, -0.6), (5_000, -0.2), (12_000, 0.0), (math.inf, 0.2))


def score(
    rule: str, mentions: int, word: str, defined: bool, language: str, kind: EntryKind = "term", familiar: bool = False
) -> float:
    """The score of a candidate. `word`: its headword when it is a single word, else ""; `defined`: by the essay.

    `kind`: what the glossary knows it as; `familiar`: a name that most pupils know, and
    that no rule but "glossary" offers.
    """
    if rule == "name-short":
        return WORTH[rule]
    found = WORTH[rule] + _OFTEN * math.log(mentions)
    if word and rule != "defined" and not word[0].isupper():
        at = rank(word, language)
        change = next(change for below, change in _RANKS if at < below)
        found += min(change, 0.0) if rule == "glossary" else change
    found += _KINDS.get(kind, 0.0)
    if familiar and rule == "glossary":
        found += _FAMILIAR
    if defined and rule != "defined":
        found += _DEFINED
    return round(found, 4)
