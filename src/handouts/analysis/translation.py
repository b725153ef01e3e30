"""Signs of machine translation and spinning, where a rule is precise."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from handouts.analysis.phrases import PhraseIndex
from handouts.analysis.worded import Worded
from handouts.languages.flag_words import flag_words
from handouts.model.analysis import Flag


def translation(sentence: Worded) -> Iterator[Flag]:
    """Phrases that only a machine writes, with the likely right wording, and function words written twice."""
    for start, end, means in _rules(sentence.language).find(sentence.lower):
        if all(sentence.between(i).isspace() for i in range(start, end - 1)):
            said = sentence.text[sentence.starts[start] : sentence.ends[end - 1]]
            yield sentence.on_words("flag-translation", "warning", start, end, text=said, suggestion=means)
    doubled = flag_words(sentence.language).translation.doubled
    for i in range(len(sentence.lower) - 1):
        word, second = sentence.lower[i], sentence.raw[i + 1]
        if word == second and word in doubled and sentence.between(i).isspace():
            said = f"{sentence.raw[i]} {second}"
            yield sentence.on_words("flag-translation", "warning", i, i + 2, text=said, suggestion=sentence.raw[i])


@cache
def _rules(language: str) -> PhraseIndex[str]:
    return PhraseIndex(flag_words(language).translation.rules)
