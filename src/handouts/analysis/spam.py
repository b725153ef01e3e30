"""Gambling, shop and loan spam that was pushed into a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache

from handouts.analysis.phrases import PhraseIndex
from handouts.analysis.worded import Worded
from handouts.languages.flag_words import SpamWords, flag_words
from handouts.model.analysis import Flag

_WINDOW, _ENOUGH, _ENOUGH_WEAK = 9, 4, 6
_STRONG, _CERTAIN = 2, 3
_APART = 3
# all words of gambling count as this one
_GAMBLING = "\0"
# a web address, a telephone number as people advertise it: a call to action
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w-])[\w-]+\.(?:com|net|org|xyz|site|online|id|shop|vip|club)\b"
    r"|\b08\d{2}[\d -]{6,12}\d"
)


def spam(sentence: Worded) -> Iterator[Flag]:
    """One flag for each run of spam, from its first to its last listed word."""
    for first, after in spam_runs(sentence):
        yield sentence.on_words("flag-spam", "warning", first, after)


def spam_runs(sentence: Worded) -> list[tuple[int, int]]:
    """Word ranges in which nine words weigh four points with one that is more than weak, or six weak ones.

    A phrase that only advertisers use weighs four by itself.

    The same word counts once in a window, so that "bonus, bonus, bonus" is no spam.
    """
    weights, ends = _weights(sentence)
    gambling = flag_words(sentence.language).spam.gambling
    listed = [i for i, weight in enumerate(weights) if weight]
    runs: list[tuple[int, int]] = []
    first = 0
    for last, i in enumerate(listed):
        while listed[first] <= i - _WINDOW:
            first += 1
        window = listed[first : last + 1]
        if _is_spam([(_GAMBLING if sentence.lower[k] in gambling else sentence.lower[k], weights[k]) for k in window]):
            if runs and runs[-1][1] > window[0]:
                runs[-1] = (runs[-1][0], i + 1)
            else:
                runs.append((window[0], i + 1))
    return [_trimmed(run, weights, ends) for run in runs]


def _trimmed(run: tuple[int, int], weights: list[int], ends: Mapping[int, int]) -> tuple[int, int]:
    """Without the weak words at the ends that stand apart: "today" may be the essay's own. A last phrase is whole."""
    listed = [i for i in range(*run) if weights[i]]
    while len(listed) > 2 and weights[listed[-1]] == 1 and listed[-1] - listed[-2] > _APART:
        listed.pop()
    while len(listed) > 2 and weights[listed[0]] == 1 and listed[1] - listed[0] > _APART:
        listed.pop(0)
    return listed[0], ends.get(listed[-1], listed[-1] + 1)


def _is_spam(window: list[tuple[str, int]]) -> bool:
    points = dict(window)
    enough = _ENOUGH if any(p >= _STRONG for p in points.values()) else _ENOUGH_WEAK
    return sum(points.values()) >= enough


def _weights(sentence: Worded) -> tuple[list[int], Mapping[int, int]]:
    """The weight of each word, and where phrases and addresses end by their first word, which carries their weight."""
    words = flag_words(sentence.language).spam
    lower = sentence.lower
    weights = [_weight(word, lower[i + 1] if i + 1 < len(lower) else "", words) for i, word in enumerate(lower)]
    ends: dict[int, int] = {}
    for start, end, weight in _phrases(sentence.language).find(lower):
        ends[start] = end
        weights[start] = max(weights[start], weight)
    for match in _ADDRESS.finditer(sentence.text):
        first = bisect_left(sentence.starts, match.start())
        ends[first] = max(first + 1, bisect_left(sentence.starts, match.end()))
    for start in ends:
        if start < len(weights):
            weights[start] = max(weights[start], _STRONG)
    return weights, ends


def _weight(word: str, following: str, words: SpamWords) -> int:
    if following in words.exempt.get(word, ()):
        return 0
    if word in words.certain:
        return _CERTAIN
    return _STRONG if word in words.strong or word in words.gambling else int(word in words.weak)


@cache
def _phrases(language: str) -> PhraseIndex[int]:
    words = flag_words(language).spam
    strong = ((phrase, _STRONG) for phrase in words.phrases)
    return PhraseIndex((*((phrase, _ENOUGH) for phrase in words.giveaways), *strong))
