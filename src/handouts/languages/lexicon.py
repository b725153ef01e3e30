"""The words of each language, read from `data/<language>/`; a language exists when its folder has a lexicon."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from handouts.diagnostics import problem
from handouts.errors import ContentError
from handouts.languages import DATA

FORMAT = 1


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """Abbreviations without their final point, in lower case: `hard` never end a sentence.

    `soft` do before a function word with a capital, `closing` before any common word with one.
    """

    hard: frozenset[str]
    soft: frozenset[str]
    closing: frozenset[str]


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """How finite verbs are counted when a sentence may be two fused ones."""

    verbs: frozenset[str]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    not_verbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class NameWords:
    """Cues for names. Phrases are tuples of lower-case words, so that "prime minister" is ("prime", "minister").

    `roles` tell a person in an apposition, beside the titles and the roles of definitions; `role_links` may stand
    between a role and whose it is; a name behind one of `before_places` is more often a place's.
    """

    head_first: bool
    inside: frozenset[str]
    bridges: frozenset[str]
    titles: frozenset[tuple[str, ...]]
    organisation_heads: frozenset[tuple[str, ...]]
    event_heads: frozenset[tuple[str, ...]]
    place_heads: frozenset[tuple[str, ...]]
    places: frozenset[tuple[str, ...]]
    demonyms: frozenset[str]
    aliases: Mapping[str, str]
    roles: frozenset[str]
    role_links: frozenset[str]
    before_places: frozenset[str]


@dataclass(frozen=True, slots=True)
class DefinitionWords:
    """Linking words of defining sentences; see `analysis.definitions`."""

    links: tuple[str, ...]
    articles: tuple[str, ...]
    relatives: tuple[str, ...]
    verbs: tuple[str, ...]
    named: tuple[str, ...]
    genus: frozenset[str]
    not_subjects: frozenset[str]
    leading: tuple[str, ...]
    weak_articles: frozenset[str]
    not_genus: frozenset[str]
    not_in_gloss: frozenset[str]
    appositives: tuple[str, ...]
    roles: frozenset[str]
    not_before_names: frozenset[str]
    joins: frozenset[str]


@dataclass(frozen=True, slots=True)
class DateWords:
    """Date expressions: `words` maps a class to words and their values, `patterns` are (rule, sequence of classes)."""

    words: Mapping[str, Mapping[str, str]]
    patterns: tuple[tuple[str, str], ...]
    macros: Mapping[str, str]
    capitalised: frozenset[str]
    ambiguous: frozenset[str]
    ordinal_suffixes: tuple[str, ...]
    ordinal_prefixes: tuple[str, ...]
    decade_suffixes: tuple[str, ...]
    thousands: str
    labels: frozenset[str]
    counted: frozenset[str]
    inexact: frozenset[str]
    plans: frozenset[str]
    month_before_day: bool


@dataclass(frozen=True, slots=True)
class Inflection:
    """An ending of another form of the same word, and what stands in its place in the headword.

    `verb`: it makes verb forms; `doubles`: the letter before it may be doubled ("stopped").
    """

    ending: str
    instead: tuple[str, ...]
    verb: bool
    doubles: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that the analysis knows of one language. `code` is the name of its folder ("id", "en")."""

    code: str
    name: str
    script: str
    function_words: frozenset[str]
    sentences: SentenceWords
    citation_words: frozenset[str]
    clauses: ClauseWords
    names: NameWords
    definitions: DefinitionWords
    common_words: frozenset[str]
    affixes: tuple[tuple[str, ...], tuple[str, ...]]
    learned_endings: tuple[str, ...]
    plurals: tuple[str, ...]
    inflections: tuple[Inflection, ...]


_FOLDERS: list[Path] = [DATA]


@contextmanager
def more_languages(folder: Path) -> Iterator[None]:
    """Languages from `folder` as well, while the block runs: for trying a language before it is part of the tool.

    The folder holds one folder a language, each with `lexicon.toml` and `dates.toml`. A code that exists already stays
    what it was.
    """
    _FOLDERS.append(folder)
    available.cache_clear()
    try:
        yield
    finally:
        _FOLDERS.remove(folder)
        available.cache_clear()


def folder(language: str) -> Path:
    """Where the files of a language stand."""
    return next((f / language for f in _FOLDERS if (f / language).is_dir()), DATA / language)


@cache
def available() -> tuple[str, ...]:
    """Codes of the languages that have a lexicon, in alphabetical order."""
    folders = [f for data in _FOLDERS for f in data.iterdir()]
    return tuple(sorted({f.name for f in folders if f.is_dir() and (f / "lexicon.toml").is_file()}))


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of `language`; ContentError when there is none."""
    data = _read(language, "lexicon.toml")
    names, definitions = data["names"], data["definitions"]
    return Lexicon(
        code=language,
        name=data["name"],
        script=data["script"],
        function_words=_words(data["function_words"]),
        sentences=SentenceWords(
            _words(data["sentences"]["abbreviations"]),
            _words(data["sentences"]["soft_abbreviations"]),
            _words(data["sentences"]["closing_abbreviations"]),
        ),
        citation_words=frozenset(data["citations"]["words"]),
        clauses=ClauseWords(
            _words(data["clauses"]["verbs"]),
            tuple(data["clauses"]["verb_prefixes"]),
            tuple(data["clauses"]["verb_suffixes"]),
            _words(data["clauses"]["not_verbs"]),
        ),
        names=_names(names),
        definitions=_definitions(definitions),
        common_words=_common_words(language),
        affixes=(tuple(data["terms"]["prefixes"]), tuple(data["terms"]["suffixes"])),
        learned_endings=tuple(data["terms"]["learned"]),
        plurals=tuple(data["terms"]["plurals"]),
        inflections=tuple(
            Inflection(i["ending"], tuple(i.get("instead", [""])), i.get("verb", False), i.get("doubles", False))
            for i in data["terms"].get("inflections", ())
        ),
    )


_DATE_LISTS = (
    *("capitalised", "ambiguous", "ordinal_suffixes", "ordinal_prefixes", "decade_suffixes"),
    *("labels", "counted", "inexact", "plans"),
)


@cache
def date_words(language: str) -> DateWords:
    """The date expressions of `language`; ContentError when there are none. Lists may be missing."""
    data = _read(language, "dates.toml")
    lists: dict[str, Any] = {name: data.get(name, ()) for name in _DATE_LISTS}
    return DateWords(
        words=data["classes"],
        patterns=tuple((p["rule"], p["pattern"]) for p in data["patterns"]),
        macros=data.get("macros", {}),
        capitalised=frozenset(lists["capitalised"]),
        ambiguous=frozenset(lists["ambiguous"]),
        ordinal_suffixes=tuple(lists["ordinal_suffixes"]),
        ordinal_prefixes=tuple(lists["ordinal_prefixes"]),
        decade_suffixes=tuple(lists["decade_suffixes"]),
        thousands=data["thousands"],
        labels=_words(lists["labels"]),
        counted=_words(lists["counted"]),
        inexact=frozenset(lists["inexact"]),
        plans=frozenset(lists["plans"]),
        month_before_day=data["month_before_day"],
    )


def _read(language: str, name: str) -> dict[str, Any]:
    if language not in available():
        raise ContentError(problem("language-unknown", language=language, known=", ".join(available())))
    file = folder(language) / name
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    if data.get("format") != FORMAT:
        raise ContentError(problem("format-unknown", file=f"{language}/{name}", format=str(data.get("format"))))
    return data


def _common_words(language: str) -> frozenset[str]:
    file = folder(language) / "words.txt"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _names(data: Mapping[str, Any]) -> NameWords:
    return NameWords(
        head_first=data["head_first"],
        inside=frozenset(data["inside"]),
        bridges=frozenset(data["bridges"]),
        titles=_phrases(data["titles"]),
        organisation_heads=_phrases(data["organisation_heads"]),
        event_heads=_phrases(data["event_heads"]),
        place_heads=_phrases(data["place_heads"]),
        places=_phrases(data["places"]),
        demonyms=_words(data["demonyms"]),
        aliases=dict(data["aliases"]),
        roles=_words(data.get("roles", "")),
        role_links=_words(data.get("role_links", "")),
        before_places=_words(data.get("before_places", "")),
    )


def _definitions(data: Mapping[str, Any]) -> DefinitionWords:
    return DefinitionWords(
        links=tuple(data["links"]),
        articles=tuple(data["articles"]),
        relatives=tuple(data["relatives"]),
        verbs=tuple(data["verbs"]),
        named=tuple(data["named"]),
        genus=_words(data["genus"]),
        not_subjects=_words(data["not_subjects"]),
        leading=tuple(data["leading"]),
        weak_articles=frozenset(data.get("weak_articles", ())),
        not_genus=_words(data.get("not_genus", "")),
        not_in_gloss=_words(data.get("not_in_gloss", "")),
        appositives=tuple(data.get("appositives", ())),
        roles=_words(data.get("roles", "")),
        not_before_names=_words(data.get("not_before_names", "")),
        joins=_words(data.get("joins", "")),
    )


def _words(text: str | Iterable[str]) -> frozenset[str]:
    return frozenset(text.lower().split() if isinstance(text, str) else text)


def _phrases(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(part.rstrip(".") for part in word.split("_")) for word in text.lower().split())
