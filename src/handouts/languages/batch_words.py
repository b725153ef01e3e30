"""The words of a batch's plan as a table, in all languages at once: an office's file does not say its language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any

from handouts.languages import DATA
from handouts.languages.roster_words import head_key, word_key
from handouts.languages.roster_words import values as roster_values

# Columns that nothing is read of, though they are known.
IGNORED = "ignored"
_YES_NO = ("duplex", "qr", "zip")


@cache
def _tables() -> tuple[Mapping[str, Any], ...]:
    paths = sorted(folder / "batch.toml" for folder in DATA.iterdir())
    return tuple(tomllib.loads(path.read_text(encoding="utf-8")) for path in paths if path.is_file())


@cache
def _heads() -> Mapping[str, tuple[str, str]]:
    """What each header names, and the header as people write it, by its key."""
    pairs = ((field, head) for table in _tables() for field, heads in table["columns"].items() for head in heads)
    return {head_key(head): (field, head) for field, head in pairs}


def field_of(head: str) -> str:
    """The field that a header names in any language; "" for none."""
    return _heads().get(head_key(head), ("", ""))[0]


def meant(head: str) -> str:
    """The known header that looks most like one that is not known; "" for none."""
    near = get_close_matches(head_key(head)[:60], _heads(), n=1, cutoff=0.8)
    return _heads()[near[0]][1] if near and _heads()[near[0]][0] != IGNORED else ""


def headers(field: str) -> str:
    """The first header of a field in each language, as a question shows it: "school / sekolah"."""
    return " / ".join(dict.fromkeys(table["columns"][field][0] for table in _tables()))


def is_defaults(sheet: str) -> bool:
    """Whether a sheet of this name holds what is said for all rows."""
    return head_key(sheet) in {head_key(word) for table in _tables() for word in table["texts"]["defaults"]}


def value(field: str, text: str) -> str:
    """The value that a word stands for in a column; any other text is its own."""
    kind = "yes-no" if field in _YES_NO else field
    if kind == "print":
        return roster_values("print").get(word_key(text), text)
    if kind == "language":
        return roster_values("language").get(word_key(text), text)
    for table in _tables():
        for one, words in table["values"].get(kind, {}).items():
            if word_key(text) in (one, *map(word_key, words)):
                return str(one)
    return text
