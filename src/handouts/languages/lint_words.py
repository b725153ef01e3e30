"""The words that the check of items looks for: `data/<language>/lint.toml`, typed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from handouts.languages import DATA


@dataclass(frozen=True, slots=True)
class ArticleWords:
    """The two forms of an article that depend on the sound behind it; "" in a language without one."""

    a: str
    an: str
    vowels: str
    as_vowel: frozenset[str]
    as_consonant: frozenset[str]


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Verbs that tell the number of what follows, and how a plural ends; empty in a language without such forms."""

    plural_verbs: frozenset[str]
    singular_verbs: frozenset[str]
    plural_ending: str
    not_plural: tuple[str, ...]
    joint: str


@dataclass(frozen=True, slots=True)
class LintWords:
    """All of it for one language. Phrases are in lower case, their words separated by one blank."""

    absolute: tuple[str, ...]
    not_absolute: tuple[str, ...]
    negative: frozenset[str]
    negative_stem: frozenset[str]
    negative_inside: frozenset[str]
    not_negative: tuple[str, ...]
    joints: frozenset[str]
    all_of_above: tuple[str, ...]
    letters_joined: tuple[str, ...]
    letters_around: tuple[str, ...]
    reasons: frozenset[str]
    pronouns: frozenset[str]
    possessives: frozenset[str]
    demonstratives: frozenset[str]
    noun_behind: bool
    not_demonstrative: tuple[str, ...]
    self_reference: frozenset[str]
    time_nouns: frozenset[str]
    suffix: str
    verbal: tuple[str, ...]
    fixed: frozenset[str]
    question: frozenset[str]
    article: ArticleWords
    number: NumberWords


@cache
def lint_words(language: str) -> LintWords:
    """The words of a language; a language without a file has none, and the rules that need them find nothing."""
    path = DATA / language / "lint.toml"
    data: Mapping[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    article, number = data.get("article", {}), data.get("number", {})
    return LintWords(
        absolute=_phrases(data, "absolute"),
        not_absolute=_phrases(data, "not_absolute"),
        negative=frozenset(_phrases(data, "negative")),
        negative_stem=frozenset(_phrases(data, "negative_stem")),
        negative_inside=frozenset(_phrases(data, "negative_inside")),
        not_negative=_phrases(data, "not_negative"),
        joints=frozenset(_phrases(data, "joints")),
        all_of_above=_phrases(data, "all_of_above"),
        letters_joined=_phrases(data, "letters_joined"),
        letters_around=_phrases(data, "letters_around"),
        reasons=frozenset(_phrases(data, "reasons")),
        pronouns=frozenset(_phrases(data, "pronouns")),
        possessives=frozenset(_phrases(data, "possessives")),
        demonstratives=frozenset(_phrases(data, "demonstratives")),
        noun_behind=data.get("noun_behind", False),
        not_demonstrative=_phrases(data, "not_demonstrative"),
        self_reference=frozenset(_phrases(data, "self_reference")),
        time_nouns=frozenset(_phrases(data, "time_nouns")),
        suffix=data.get("suffix", ""),
        verbal=_phrases(data, "verbal"),
        fixed=frozenset(_phrases(data, "fixed")),
        question=frozenset(_phrases(data, "question")),
        article=ArticleWords(
            article.get("a", ""),
            article.get("an", ""),
            article.get("vowels", ""),
            frozenset(_phrases(article, "as_vowel")),
            frozenset(_phrases(article, "as_consonant")),
        ),
        number=NumberWords(
            frozenset(_phrases(number, "plural_verbs")),
            frozenset(_phrases(number, "singular_verbs")),
            number.get("plural_ending", ""),
            _phrases(number, "not_plural"),
            number.get("joint", ""),
        ),
    )


def _phrases(data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(" ".join(text.lower().split()) for text in data.get(name, ()))
