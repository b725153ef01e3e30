"""The wording of printed pages, by language: flat keys ("sections.cloze.title") to text with {placeholders}."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from handouts.diagnostics import problem
from handouts.errors import UsageProblem
from handouts.languages import DATA


@cache
def _table(language: str, name: str) -> Mapping[str, str]:
    path = DATA / language / name
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    flat: dict[str, str] = {}
    _flatten("", data, flat)
    return flat


def _flatten(prefix: str, node: Mapping[str, Any], into: dict[str, str]) -> None:
    for key, value in node.items():
        if isinstance(value, dict):
            _flatten(f"{prefix}{key}.", value, into)
        elif isinstance(value, list):
            into.update({f"{prefix}{key}.{i}": str(v) for i, v in enumerate(value)})
        else:
            into[prefix + key] = str(value)


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages that material can be made in, sorted."""
    return tuple(sorted(d.name for d in DATA.iterdir() if d.joinpath("labels.toml").is_file()))


def require(language: str) -> str:
    """The language code itself when material can be made in it; UsageProblem otherwise."""
    if language not in languages():
        raise UsageProblem(problem("language-unknown", language=language, known=", ".join(languages())))
    return language


class Labels:
    """Labels of one language, with a theme's or lesson's overrides on top. Unknown keys raise KeyError."""

    def __init__(self, language: str, overrides: Mapping[str, str] | None = None) -> None:
        self.language = language
        self.overrides: Mapping[str, str] = dict(overrides or {})
        self._table = {**_table(language, "labels.toml"), **self.overrides}

    def __getitem__(self, key: str) -> str:
        return self._table[key]

    def __contains__(self, key: str) -> bool:
        return key in self._table

    def __call__(self, key: str, **values: str | int) -> str:
        """The label with its placeholders filled; {learner} and {packet} come from the terms table."""
        terms = {
            "learner": self._table["terms.learner"],
            "packet": self._table["terms.packet"],
            "packet_upper": self._table["terms.packet"].upper(),
        }
        return self._table[key].format_map({**terms, **values})

    def counted(self, key: str, count: int, **values: str | int) -> str:
        """`key`_one for 1, else `key`_other, with {count} and {count_word} (spelled out to ten)."""
        form = "one" if count == 1 else "other"
        return self(f"{key}_{form}", count=count, count_word=self.number_word(count), **values)

    def number_word(self, count: int) -> str:
        """The number in words up to ten, in digits above."""
        return self._table.get(f"numbers.words.{count}", str(count))

    def keys(self) -> frozenset[str]:
        """All label keys."""
        return frozenset(self._table)
