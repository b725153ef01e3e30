"""Two sentences that ran together: the full stop between them is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.analysis.rarity import is_verb
from handouts.analysis.worded import Worded
from handouts.model.analysis import Flag

_LONG_RUN, _MANY_VERBS = 28, 3
_FEWEST_BEFORE, _FEWEST_AFTER = 4, 3
_STOPS = re.compile(r"[,;:()–—\"“”]")


def fused(sentence: Worded) -> Iterator[Flag]:
    """A capital that opens a sentence inside one, or a long run without a comma that holds many verbs."""
    at = _seam(sentence)
    if at is not None or _long_run(sentence):
        yield sentence.whole("flag-fused", "hint")


def _seam(sentence: Worded) -> int | None:
    """The word at which a second sentence seems to begin: "… atas Jerman Nazi Sampai tahun 1939 …"."""
    words = sentence.flag_words.fused
    for i in range(_FEWEST_BEFORE, len(sentence.raw) - _FEWEST_AFTER):
        word, before, after = sentence.raw[i], sentence.raw[i - 1], sentence.raw[i + 1]
        if not word[0].isupper() or sentence.lower[i] not in words.starters or word.isupper() and len(word) > 1:
            continue
        if not sentence.between(i - 1).isspace() or not sentence.between(i).replace(",", " ").isspace():
            continue
        if sentence.lower[i - 1] in sentence.lexicon.function_words or _is_title(before, after, sentence):
            continue
        return i
    return None


def _is_title(before: str, after: str, sentence: Worded) -> bool:
    """ "The Great Gatsby", "Di Bawah Lindungan": common words with capitals on either side are the title of a work."""
    lex = sentence.lexicon
    named = after[0].isupper() and (after.lower() in lex.common_words or after.lower() in lex.function_words)
    return named or (before[0].isupper() and before.lower() in lex.function_words)


def _long_run(sentence: Worded) -> bool:
    begin = 0
    for i in range(len(sentence.raw)):
        last = i + 1 == len(sentence.raw)
        if last or _STOPS.search(sentence.between(i)):
            run = sentence.lower[begin : i + 1]
            if len(run) >= _LONG_RUN and sum(is_verb(w, sentence.lexicon) for w in run) >= _MANY_VERBS:
                return True
            begin = i + 1
    return False
