"""Diagnostics in words. A catalogue gives for each code a `message`, and where there is one a `hint` (the remedy)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from handouts.diagnostics import Datum, Diagnostic
from handouts.languages import DATA

Catalogue = Mapping[str, Mapping[str, str]]
FALLBACK = "en"


@cache
def catalogue(language: str) -> Catalogue:
    """All messages of the interface language, "en" when the language has no catalogue."""
    folder = DATA / language
    if not folder.joinpath("messages.toml").is_file():
        folder = DATA / FALLBACK
    data: Catalogue = tomllib.loads(folder.joinpath("messages.toml").read_text(encoding="utf-8"))
    return data


def message(diagnostic: Diagnostic, language: str) -> str:
    """What is wrong, in one sentence of the interface language."""
    return _fill(catalogue(language)[diagnostic.code]["message"], _said(diagnostic, language))


def remedy(diagnostic: Diagnostic, language: str) -> str:
    """What to do about it, "" when there is nothing to add. A suggestion becomes "did you mean"."""
    text = _fill(catalogue(language)[diagnostic.code].get("hint", ""), _said(diagnostic, language))
    suggestion = str(diagnostic.data.get("suggestion", ""))
    if suggestion:
        mean = _fill(catalogue(language)["did-you-mean"]["message"], {"suggestion": suggestion})
        text = f"{mean} {text}".strip()
    return text


# Data that name a kind of thing and not a teacher's own words: the catalogue's [words] translate them.
_TRANSLATED = frozenset({"allowed", "wanted", "found", "kind", "what", "section", "language", "script"})


def _said(diagnostic: Diagnostic, language: str) -> Mapping[str, Datum]:
    words = catalogue(language)["words"]
    return {k: words.get(str(v), v) if k in _TRANSLATED else v for k, v in diagnostic.data.items()}


def _fill(template: str, data: Mapping[str, Datum]) -> str:
    return template.format_map(data)
