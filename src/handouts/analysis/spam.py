"""Gambling and shop spam that was pushed into a text."""

from __future__ import annotations

import re

from handouts.languages.lexicon import Lexicon

_WORD = re.compile(r"\w+")
_WINDOW = 9


def spam_runs(text: str, words: Lexicon) -> tuple[tuple[int, int], ...]:
    """Offsets of spam: two strong words, or one strong and two weak, among nine; from the first to the last of them."""
    found = list(_WORD.finditer(text))
    lower = [m[0].lower() for m in found]
    kinds = [_kind(word, lower[i + 1] if i + 1 < len(lower) else "", words) for i, word in enumerate(lower)]
    if "strong" not in kinds:
        return ()
    inside = [False] * len(found)
    for start in range(max(1, len(found) - _WINDOW + 1)):
        window = range(start, min(start + _WINDOW, len(found)))
        strong = {lower[i] for i in window if kinds[i] == "strong"}
        weak = {lower[i] for i in window if kinds[i] == "weak"}
        if len(strong) >= 2 or (strong and len(weak) >= 2):
            listed = [i for i in window if kinds[i]]
            for i in range(listed[0], listed[-1] + 1):
                inside[i] = True
    return _runs(inside, found)


def _kind(word: str, following: str, words: Lexicon) -> str:
    if following in words.spam.exempt.get(word, ()):
        return ""
    return "strong" if word in words.spam.strong else "weak" if word in words.spam.weak else ""


def _runs(inside: list[bool], found: list[re.Match[str]]) -> tuple[tuple[int, int], ...]:
    runs: list[tuple[int, int]] = []
    for i, flagged in enumerate(inside):
        if flagged and i and inside[i - 1]:
            runs[-1] = (runs[-1][0], found[i].end())
        elif flagged:
            runs.append((found[i].start(), found[i].end()))
    return tuple(runs)
