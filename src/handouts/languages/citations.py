"""The marks that an encyclopedia leaves in its text: [1], [12], [a], [butuh rujukan], [citation needed]."""

from __future__ import annotations

import re
from functools import cache

from handouts.languages.lexicon import available, lexicon


@cache
def citation_pattern(language: str = "") -> re.Pattern[str]:
    """Matches the citation and repair marks of a language; "" means of all languages together."""
    codes = (language,) if language else available()
    marks = {word for code in codes for word in lexicon(code).citation_words}
    listed = "|".join(re.escape(mark) for mark in sorted(marks, key=lambda w: (-len(w), w)))
    return re.compile(rf"\[(?:\d{{1,3}}(?:[,–-]\s?\d{{1,3}})*|[a-z]|{listed})\](?:\s?:\s?\d+)?", re.IGNORECASE)
