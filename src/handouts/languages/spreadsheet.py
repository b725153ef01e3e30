"""The words of tables: headers, sheet names, values, explanations. Written in one language, read in all of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from handouts.languages import DATA

FALLBACK = "en"
_NUMBER = {False: "([1-9][0-9]{0,3})", True: "([a-z]{1,2})"}


@cache
def _table(language: str) -> Mapping[str, Any]:
    path = DATA / language / "spreadsheet.toml"
    if not path.is_file():
        path = DATA / FALLBACK / "spreadsheet.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _languages() -> tuple[str, ...]:
    return tuple(sorted(d.name for d in DATA.iterdir() if d.joinpath("spreadsheet.toml").is_file()))


def sheet_name(key: str, language: str) -> str:
    """The name of a worksheet: that of a topic, of a kind of exercise, or of the explanations ("readme")."""
    return str(_table(language)["sheets"][key])


def sheet_key(name: str) -> str:
    """The key of a worksheet by its name in any language, or ""."""
    wanted = folded(name)
    found = (k for one in _languages() for k, v in _table(one)["sheets"].items() if folded(v) == wanted)
    return next(found, "")


def head(name: str, number: str, language: str) -> str:
    """The header of a column; `number` is "3" or "C" for a repeated one."""
    return str(_table(language)["columns"][name]["head"]).replace("{n}", number)


def note(name: str, language: str) -> str:
    """What a column means."""
    return str(_table(language)["columns"][name]["note"])


def matching(name: str, header: str, letters: bool) -> str | None:
    """The number in a header of the column `name` in any language, "" where the column has none; None for others."""
    for pattern in _patterns(name, letters):
        match = pattern.fullmatch(folded(header))
        if match:
            return match[1].upper() if match.groups() else ""
    return None


@cache
def _patterns(name: str, letters: bool) -> tuple[re.Pattern[str], ...]:
    heads = [folded(_table(one)["columns"][name]["head"]) for one in _languages()]
    return tuple(re.compile(re.escape(h).replace(r"\{n\}", _NUMBER[letters])) for h in heads)


def value_word(kind: str, value: str, language: str) -> str:
    """The word that a table has for a value of the file, or the value itself when it has none."""
    words = _table(language)["values"].get(kind, {}).get(value)
    return str(words[0]) if words else value


def value_words(kind: str, language: str) -> tuple[str, ...]:
    """All words that are offered in a column of this kind."""
    return tuple(str(words[0]) for words in _table(language)["values"].get(kind, {}).values())


def value_of(kind: str, word: str) -> str | None:
    """The value that a word of any language stands for."""
    wanted = folded(word)
    return next((value for value, known in _values(kind) if wanted in known), None)


def _values(kind: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for one in _languages():
        for value, words in _table(one)["values"].get(kind, {}).items():
            yield value, (folded(value), *map(folded, words))


def readme(language: str) -> tuple[str, str, tuple[str, ...]]:
    """The two heads of the table of explanations, and the lines above it."""
    texts = _table(language)["readme"]
    return str(texts["columns"]), str(texts["meaning"]), tuple(map(str, texts["intro"]))


def folded(text: str) -> str:
    """A text as headers and words are compared: small letters, single blanks."""
    return " ".join(text.casefold().split())
