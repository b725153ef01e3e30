"""Alphabetical order: that of the Unicode Collation Algorithm, word by word, as dictionaries of both languages have it.

Capitals, accents, hyphens and a leading article decide only between terms that are otherwise alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import TypeVar

from handouts.languages.lexicon import available, lexicon

T = TypeVar("T")
Key = tuple[object, ...]

_HYPHENS = re.compile(r"[\s‐‑–-]+")
_MARKS = re.compile(r"[\"'“”‘’ʼ„«»*()\[\]]")
_PLAIN = re.compile(r"[A-Za-z0-9 ]*")


def in_order(items: Iterable[T], term: Callable[[T], str], language: str) -> tuple[T, ...]:
    """The items in the alphabetical order of their terms in the language; equals stay in the order they came in."""
    listed = list(items)
    bare = {word: _bare(word, language) for word in map(term, listed)}
    # Plain letters need no table of weights; reading it takes longer than all the rest.
    key = _plain if all(_PLAIN.fullmatch(word) for word in bare.values()) else _weights
    return tuple(sorted(listed, key=lambda item: (key(bare[term(item)]), term(item))))


def _bare(term: str, language: str) -> str:
    """The term as it is sorted first: without quotation marks and leading article, hyphens as blanks."""
    text = _HYPHENS.sub(" ", _MARKS.sub("", term)).strip()
    articles = lexicon(language).definitions.leading if language in available() else ()
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in articles else text


def _plain(text: str) -> Key:
    """As `_weights` orders ASCII letters, figures and blanks: all letters first, then small ones before capitals."""
    return text.lower(), tuple(char.isupper() for char in text)


def _weights(text: str) -> Key:
    return tuple(_collator()(text))


@cache
def _collator() -> Callable[[str], Iterable[int]]:
    # Imported here: the table of weights has 36,000 lines, and most glossaries need none of them.
    from pyuca import Collator

    sort_key: Callable[[str], Iterable[int]] = Collator().sort_key
    return sort_key
