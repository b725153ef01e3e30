"""The marks that an encyclopedia leaves in its text."""

from __future__ import annotations

import re
from functools import cache

from handouts.languages.lexicon import available, lexicon


@cache
def citation_pattern(language: str = "") -> re.Pattern[str]:
    """Matches the citation and repair marks of a language; "" means of all languages together.

    [1], [12], [a], [›], [butuh rujukan], [citation needed], [note 2], and a raised number after a word or stop.
    """
    codes = (language,) if language else available()
    marks = {word for code in codes for word in lexicon(code).citation_words}
    listed = "|".join(re.escape(mark) for mark in sorted(marks, key=lambda w: (-len(w), w)))
    bracketed = rf"\[(?:\d{{1,3}}(?:[,–-]\s?\d{{1,3}})*|[a-z]|›|(?:{listed})(?:\s\d{{1,3}})?)\](?:\s?:\s?\d+)?"
    return re.compile(rf"{bracketed}|(?:(?<=[.,;:!?”\"')])|(?<=[^\W\d_]{{4}}))[⁰¹²³⁴-⁹]{{1,3}}", re.IGNORECASE)
