"""The words of rosters, in all languages at once: a school's file does not ask which language its reader speaks."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any
from unicodedata import normalize

from handouts.languages import DATA
from handouts.languages.calendar import calendar_names

# Columns that nothing is read of, though they are known.
IGNORED = "ignored"


@cache
def _tables() -> tuple[Mapping[str, Any], ...]:
    paths = sorted(folder / "roster.toml" for folder in DATA.iterdir())
    return tuple(tomllib.loads(path.read_text(encoding="utf-8")) for path in paths if path.is_file())


@lru_cache(maxsize=4096)
def head_key(text: str) -> str:
    """A header as headers are compared: small letters, digits and "#" alone."""
    folded = normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalnum() or c == "#")


@cache
def columns() -> Mapping[str, frozenset[str]]:
    """The keys of headers by the field they name."""
    found: dict[str, set[str]] = {}
    for table in _tables():
        for field, heads in table["columns"].items():
            found.setdefault(field, set()).update(map(head_key, heads))
    return {field: frozenset(keys) for field, keys in found.items()}


@cache
def _by_key() -> Mapping[str, str]:
    return {key: field for field, keys in columns().items() for key in sorted(keys)}


def field_of(head: str) -> str:
    """The field that a header names in any language; "" for none."""
    return _by_key().get(head_key(head), "")


@cache
def texts(kind: str) -> frozenset[str]:
    """The keys of words of a kind: "parents", "class", "footer"."""
    return frozenset(head_key(word) for table in _tables() for word in table["texts"][kind])


@cache
def values(field: str) -> Mapping[str, str]:
    """The values of "level", "print" or "language" by the words for them (small letters, single blanks)."""
    found: dict[str, str] = {}
    for table in _tables():
        for value, words in table["values"][field].items():
            found |= {word_key(word): value for word in (value, *words)}
    return found


def word_key(text: str) -> str:
    """A word as values are compared."""
    return " ".join(normalize("NFKC", text).casefold().replace("_", " ").split())


@cache
def _months() -> frozenset[str]:
    languages = (folder.name for folder in DATA.iterdir() if folder.joinpath("roster.toml").is_file())
    names = (calendar_names(language) for language in sorted(languages))
    full = {month.casefold() for one in names if one for month in one.months}
    return frozenset(full | {month[:3] for month in full})


def is_month(text: str) -> bool:
    """Whether a word names a month, in full or by its first three letters."""
    return text.casefold() in _months()
