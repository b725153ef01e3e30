"""The words of each language by frequency, from `data/<language>/dictionary.txt`: the most frequent first.

A "~" stands before words that may be names, abbreviations or slang. The whole list is read for spelling alone. Everything else makes do with its head, which takes two milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import islice

from handouts.languages import DATA

FREQUENT = 16_000


@cache
def dictionary(language: str) -> Mapping[str, int]:
    """Every listed word with its rank (0 is the most frequent); empty for a language without a list."""
    return _ranks(language, None)


@cache
def frequent(language: str) -> Mapping[str, int]:
    """The FREQUENT most frequent words with their rank."""
    return _ranks(language, FREQUENT)


def standing(word: str, language: str) -> str:
    """ "ordinary" for a listed word, "unsure" for one that may be a name, "" for one that is not listed.

    Looks through the bytes of the file and builds no table: for a few words.
    """
    listed = _bytes(language)
    if f"\n{word}\n".encode() in listed:
        return "ordinary"
    return "unsure" if f"\n~{word}\n".encode() in listed else ""


@cache
def _bytes(language: str) -> bytes:
    file = DATA / language / "dictionary.txt"
    return file.read_bytes().replace(b"\r", b"") if file.is_file() else b""


def _ranks(language: str, most: int | None) -> Mapping[str, int]:
    file = DATA / language / "dictionary.txt"
    if not file.is_file():
        return {}
    with file.open(encoding="utf-8") as lines:
        words = (line.strip("~\n") for line in lines if not line.startswith("#"))
        return {word: rank for rank, word in enumerate(islice(words, most))}
