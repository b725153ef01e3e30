"""The words of each language by frequency, from `data/<language>/dictionary.txt`: the most frequent first.

A "~" stands before words that may be names, abbreviations or slang. The whole list is read for spelling alone;
everything else makes do with its head.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from handouts.languages import DATA

FREQUENT = 16_000


@cache
def dictionary(language: str) -> Mapping[str, int]:
    """Every listed word with its rank (0 is the most frequent); empty for a language without a list.

    The words of `dictionary-more.txt`, our own, come last.
    """
    ranks = dict(_ranks(language, None))
    for word in _own(language):
        ranks.setdefault(word, len(ranks))
    return ranks


@cache
def ordinary_words(language: str) -> frozenset[str]:
    """The listed words that are surely no names, abbreviations or slang."""
    return frozenset(_own(language)).union(_sure(language, None))


@cache
def ordinary_frequent(language: str) -> frozenset[str]:
    """Of the FREQUENT most frequent words, those that are surely no names, abbreviations or slang."""
    return frozenset(_sure(language, FREQUENT))


@cache
def frequent(language: str) -> Mapping[str, int]:
    """The FREQUENT most frequent words with their rank."""
    return _ranks(language, FREQUENT)


def standing(word: str, language: str) -> str:
    """ "ordinary" for a listed word, "unsure" for one that may be a name, "" for one that is not listed.

    A set of the lines is enough for that, and much quicker made than the table of `dictionary`.
    """
    listed = _lines(language)
    if word.encode() in listed:
        return "ordinary"
    return "unsure" if f"~{word}".encode() in listed else ""


@cache
def _lines(language: str) -> frozenset[bytes]:
    return frozenset(_bytes(language).split(b"\n"))


@cache
def _bytes(language: str) -> bytes:
    file = DATA / language / "dictionary.txt"
    return file.read_bytes().replace(b"\r", b"") if file.is_file() else b""


@cache
def own_words(language: str) -> frozenset[str]:
    """The words of `dictionary-more.txt`: of history, religion, government and learning."""
    return frozenset(_own(language))


def _own(language: str) -> list[str]:
    file = DATA / language / "dictionary-more.txt"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def _ranks(language: str, most: int | None) -> Mapping[str, int]:
    return {word.lstrip("~"): rank for rank, word in enumerate(_listed(language, most))}


def _sure(language: str, most: int | None) -> Iterable[str]:
    return (word for word in _listed(language, most) if not word.startswith("~"))


def _listed(language: str, most: int | None) -> list[str]:
    text = _bytes(language).decode("utf-8")
    while text.startswith("#"):
        text = text.partition("\n")[2]
    return text.rstrip("\n").split("\n", -1 if most is None else most)[:most] if text else []
