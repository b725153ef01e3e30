"""What makes a word, phrase or name worth a glossary entry, for each language: `data/<language>/terms.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from handouts.diagnostics import problem
from handouts.errors import ContentError
from handouts.languages.dictionary import standing
from handouts.languages.lexicon import FORMAT, folder, lexicon
from handouts.model.glossary import EntryKind

# The words of a phrase in small letters, without hyphens: "non-aggression pact" is ("nonaggression", "pact").
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermWords:
    """The words of terms.toml; docs/terms.md says what each list is for.

    `phrases` and `known` map keys to the written form, `strong` and `fair` words without hyphens to theirs.
    """

    free_hyphens: bool
    strong: Mapping[str, str]
    fair: Mapping[str, str]
    plain: frozenset[str]
    endings: tuple[str, ...]
    learned: tuple[str, ...]
    prefixes: tuple[str, ...]
    derived: tuple[str, ...]
    adjectives: tuple[str, ...]
    phrases: Mapping[Key, str]
    phrases_fair: Mapping[Key, str]
    modifiers: frozenset[str]
    heads: frozenset[str]
    weak: frozenset[str]
    events: frozenset[str]
    treaties: frozenset[str]
    operations: frozenset[str]
    writings: frozenset[str]
    domains: frozenset[str]
    no_kind: frozenset[Key]
    no_treaties: frozenset[Key]
    organisations: frozenset[str]
    realms: frozenset[str]
    generic: frozenset[str]
    openers: frozenset[str]
    known: Mapping[Key, str]
    known_fair: frozenset[Key]
    familiar: frozenset[Key]
    peoples: frozenset[str]
    ordinals: frozenset[str]
    joiners: frozenset[str]


@cache
def term_words(language: str) -> TermWords:
    """The lists of `language`; a language without terms.toml has empty ones."""
    file = folder(language) / "terms.toml"
    data: dict[str, Any] = {"format": FORMAT}
    if file.is_file():
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    if data.get("format") != FORMAT:
        raise ContentError(problem("format-unknown", file=f"{language}/terms.toml", format=str(data.get("format"))))
    words, phrases, names = (data.get(part, {}) for part in ("words", "phrases", "names"))
    return TermWords(
        free_hyphens=bool(words.get("free_hyphens", False)),
        strong=_written(words, "strong"),
        fair=_written(words, "fair"),
        plain=_set(words, "plain"),
        endings=tuple(words.get("endings", ())),
        learned=tuple(words.get("learned", ())),
        prefixes=tuple(words.get("prefixes", ())),
        derived=tuple(words.get("derived", ())) or ("\0",),
        adjectives=tuple(words.get("adjectives", ())) or ("\0",),
        phrases=_phrases(phrases, "terms"),
        phrases_fair=_phrases(phrases, "fair"),
        modifiers=frozenset(key(w)[0] for w in _set(phrases, "modifiers")),
        heads=_set(phrases, "heads"),
        weak=_set(phrases, "weak"),
        events=_set(names, "events"),
        treaties=_set(names, "treaties"),
        operations=_set(names, "operations"),
        writings=_set(names, "writings"),
        domains=_set(names, "domains"),
        no_kind=frozenset(_phrases(names, "no_kind")),
        no_treaties=frozenset(_phrases(names, "no_treaties")),
        organisations=_set(names, "organisations"),
        realms=_set(names, "realms"),
        generic=_set(names, "generic"),
        openers=_set(names, "openers"),
        known=_phrases(names, "known"),
        known_fair=frozenset(_phrases(names, "fair")),
        familiar=frozenset(_phrases(names, "familiar")),
        peoples=_set(names, "peoples"),
        ordinals=_set(names, "ordinals"),
        joiners=_set(names, "joiners"),
    )


def is_treaty(name: str, language: str) -> bool:
    """Whether a name is that of an agreement in writing: "Treaty of Lindara", "Salt Pact", "Perjanjian Lindara"."""
    words, parts = term_words(language), key(name)
    if parts in words.no_treaties or len(parts) < 2:
        return False
    names = lexicon(language).names
    if names.head_first:
        return parts[0] in words.treaties
    before_of = (part for part, after in pairwise(parts) if after in names.bridges)
    return parts[-1] in words.treaties or any(part in words.treaties for part in before_of)


def sure_kind(name: str, kind: EntryKind, language: str) -> EntryKind:
    """The kind of a name, or "term" where its head word does not bear it out.

    A military operation is an event, an act is neither event nor body, and no person is called "Domain …",
    "Bani …" or by ordinary words alone ("Supreme Commander").
    """
    words, parts, head_first = term_words(language), key(name), lexicon(language).names.head_first
    if not parts:
        return kind
    head = parts[0] if head_first else parts[-1]
    if parts[0] in words.operations and len(parts) > 1:
        return "event"
    if (
        parts in words.no_kind
        or parts in words.no_treaties
        or (head in words.writings and kind in ("event", "organisation", "treaty"))
    ):
        return "term"
    bodies = words.realms | words.organisations | words.events | words.domains
    plain = head in bodies or all(standing(part, language) == "ordinary" for part in parts)
    return "term" if kind == "person" and len(parts) > 1 and plain else kind


def key(text: str) -> Key:
    """The words of a term as they are compared: small letters, no hyphens, straight apostrophes."""
    return tuple(text.lower().replace("’", "'").replace("-", "").split())


def _set(data: Mapping[str, Any], name: str) -> frozenset[str]:
    return frozenset(str(data.get(name, "")).split())


def _written(data: Mapping[str, Any], name: str) -> Mapping[str, str]:
    return {word.replace("-", ""): word for word in str(data.get(name, "")).split()}


def _phrases(data: Mapping[str, Any], name: str) -> Mapping[Key, str]:
    listed = (" ".join(part.split()) for part in str(data.get(name, "")).split(","))
    found: dict[Key, str] = {}
    for phrase in listed:
        if phrase:
            found.setdefault(key(phrase), phrase)
    return found
