"""Where a line of text may end: at spaces, behind hyphens and dashes inside words, between signs of wide scripts."""

from __future__ import annotations

import re
from itertools import pairwise

from handouts.typeset.scripts import wide_breaks

# Spaces a line may end at; no-break, figure and narrow no-break space are not among them.
_SPACE = "\\t\\n\\v\\f\\r\\x1c-\\x20\\x85\\u1680\\u2000-\\u2006\\u2008-\\u200b\\u2028\\u2029\\u205f\\u3000"
_TOKEN = re.compile(f"([^{_SPACE}]*)([{_SPACE}]*)")
# A line may also end behind a hyphen or dash inside a word, and behind the dash of "28 November–1 December".
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2}[-\u2010\u2013\u2014/])(?=[^\W\d_]{2})|(?<=[^\W\d_]{2}\u2013)(?=\d)")
_SHORTEST = 5  # characters of a word that may be cut behind a hyphen
_WIDE = re.compile("[\u2e80-\u31ff\u3400-\u9fff\uf900-\ufaff\uff01-\uffef\U00020000-\U0003ffff]")
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")


def tokens(text: str, begin: int, stop: int) -> list[tuple[str, str]]:
    """The words of a range of the text, each with the white space behind it; the first may be empty, the last is."""
    found: list[tuple[str, str]] = _TOKEN.findall(text, begin, stop)
    return found


def cuts(word: str) -> list[int]:
    """Offsets inside a word without spaces at which a line may end, in order."""
    found = [cut.start() for cut in _HYPHEN.finditer(word)] if len(word) >= _SHORTEST else []
    return sorted({*found, *wide_breaks(word)}) if _WIDE.search(word) else found


def clusters(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The range of each character with its combining marks."""
    starts = [i for i in range(start, end) if i == start or not _MARKS.match(text[i])]
    return list(zip(starts, [*starts[1:], end], strict=True))


def unbreakable(text: str) -> list[str]:
    """The parts of a text between the places at which a line may end; no-break spaces are inside them."""
    parts: list[str] = []
    for word, _ in tokens(text, 0, len(text)):
        bounds = [0, *cuts(word), len(word)]
        parts += (word[a:b] for a, b in pairwise(bounds) if b > a)
    return parts
