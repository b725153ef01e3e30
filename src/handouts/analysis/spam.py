"""Gambling, shop and loan spam that was pushed into a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from handouts.analysis.phrases import PhraseIndex
from handouts.analysis.worded import Worded
from handouts.languages.flag_words import SpamWords, flag_words
from handouts.model.analysis import Flag

_WINDOW, _ENOUGH, _ENOUGH_WEAK = 9, 4, 5
_STRONG, _CERTAIN = 2, 3
_APART = 3
# a web address, a telephone number as people advertise it: a call to action
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|net|org|xyz|site|online|id|shop|vip|club)\b|\b08\d{2}[\d -]{6,12}\d")


def spam(sentence: Worded) -> Iterator[Flag]:
    """One flag for each run of spam, from its first to its last listed word."""
    for first, after in spam_runs(sentence):
        yield sentence.on_words("flag-spam", "warning", first, after)


def spam_runs(sentence: Worded) -> list[tuple[int, int]]:
    """Word ranges in which nine words weigh four points with one that is more than weak, or five weak ones.

    The same word counts once in a window, so that "bonus, bonus, bonus" is no spam.
    """
    weights = _weights(sentence)
    listed = [i for i, weight in enumerate(weights) if weight]
    if len(listed) < 2:
        return []
    runs: list[tuple[int, int]] = []
    first = 0
    for last, i in enumerate(listed):
        while listed[first] <= i - _WINDOW:
            first += 1
        window = listed[first : last + 1]
        if _is_spam([(sentence.lower[k], weights[k]) for k in window]):
            if runs and runs[-1][1] > window[0]:
                runs[-1] = (runs[-1][0], i + 1)
            else:
                runs.append((window[0], i + 1))
    return [_trimmed(run, weights) for run in runs]


def _trimmed(run: tuple[int, int], weights: list[int]) -> tuple[int, int]:
    """Without the weak words at the ends that stand apart: "today" may be the essay's own."""
    listed = [i for i in range(*run) if weights[i]]
    while len(listed) > 2 and weights[listed[-1]] == 1 and listed[-1] - listed[-2] > _APART:
        listed.pop()
    while len(listed) > 2 and weights[listed[0]] == 1 and listed[1] - listed[0] > _APART:
        listed.pop(0)
    return listed[0], listed[-1] + 1


def _is_spam(window: list[tuple[str, int]]) -> bool:
    points = dict(window)
    if len(points) < 2:
        return False
    enough = _ENOUGH if any(p >= _STRONG for p in points.values()) else _ENOUGH_WEAK
    return sum(points.values()) >= enough


def _weights(sentence: Worded) -> list[int]:
    words = flag_words(sentence.language).spam
    lower = sentence.lower
    weights = [
        _weight(word, lower[i + 1] if i + 1 < len(lower) else "", words) for i, word in enumerate(lower)
    ]
    # a phrase weighs two points in all: its first word carries what its other words lack
    for start, end, _ in _phrases(sentence.language).find(lower):
        weights[start] = max(weights[start], _STRONG)
    if _ADDRESS.search(sentence.text):
        for match in _ADDRESS.finditer(sentence.text):
            inside = [i for i, at in enumerate(sentence.starts) if match.start() <= at < match.end()]
            for i in inside[:1]:
                weights[i] = max(weights[i], _STRONG)
    return weights


def _weight(word: str, following: str, words: SpamWords) -> int:
    if following in words.exempt.get(word, ()):
        return 0
    return _CERTAIN if word in words.certain else _STRONG if word in words.strong else int(word in words.weak)


@cache
def _phrases(language: str) -> PhraseIndex[bool]:
    return PhraseIndex((phrase, True) for phrase in flag_words(language).spam.phrases)
