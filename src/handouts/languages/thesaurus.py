"""Synonyms of rare words, from `data/<language>/synonyms.txt`: an offer to a teacher, never printed unasked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from handouts.languages import DATA


def synonyms(word: str, language: str) -> tuple[str, ...]:
    """At most three more frequent words of the same meaning, the best first; none for a word that is not listed."""
    return _table(language).get(word, ())


@cache
def _table(language: str) -> Mapping[str, tuple[str, ...]]:
    file = DATA / language / "synonyms.txt"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    pairs = (line.partition(": ") for line in lines if not line.startswith("#"))
    return {word: tuple(alike.split("; ")) for word, _, alike in pairs}
