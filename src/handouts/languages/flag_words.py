"""What makes a passage doubtful, for each language: `data/<language>/flags.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from handouts.diagnostics import problem
from handouts.errors import ContentError
from handouts.languages import DATA
from handouts.languages.lexicon import FORMAT, available

# One set of words for each place of the phrase; ANY stands for every word, YEAR for a number of four digits.
Phrase = tuple[frozenset[str], ...]
ANY, YEAR = "*", "####"


@dataclass(frozen=True, slots=True)
class SpamWords:
    """Words of gambling, shop and loan spam by weight; a giveaway is spam by itself,
    all `gambling` words count once. `exempt` maps a word to followers that make it harmless."""

    certain: frozenset[str]
    strong: frozenset[str]
    gambling: frozenset[str]
    weak: frozenset[str]
    phrases: tuple[Phrase, ...]
    giveaways: tuple[Phrase, ...]
    exempt: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class FurnitureWords:
    """Words of the page around a text. `doubtful` are openers that ordinary sentences have too.

    `lines` open captions, bylines and page numbers: lines that are no sentences.
    """

    openers: tuple[Phrase, ...]
    doubtful: tuple[Phrase, ...]
    strong: frozenset[str]
    weak: frozenset[str]
    lines: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """An ending, what stands in its place in the stem, and whether it also stands without a prefix.

    `doubles`: the last letter of the stem may be doubled before it ("stopped").
    """

    ending: str
    instead: tuple[str, ...]
    alone: bool
    doubles: bool


@dataclass(frozen=True, slots=True)
class Prefix:
    """A prefix, the letters it stands before ("" is all), the letter that melts into it, its endings (None is all)."""

    prefix: str
    before: str
    melts: str
    takes: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class AffixWords:
    """How words are formed; see `languages.affixes`. `sure_only`: listed words of unsure standing prove no spelling."""

    sure_only: bool
    enclitics: tuple[str, ...]
    endings: tuple[Ending, ...]
    prefixes: tuple[Prefix, ...]


@dataclass(frozen=True, slots=True)
class HyphenWords:
    """`prefixes` never stand alone, `joiners` follow a hyphen that is meant to hang, `kept` may carry a hyphen.

    `doubles`: the language writes words twice to make others of them.
    """

    doubles: bool
    prefixes: frozenset[str]
    joiners: frozenset[str]
    kept: frozenset[str]


@dataclass(frozen=True, slots=True)
class CaseWords:
    """Names that are wrong in lower case: single words, and phrases with the places of the words that need a capital.

    After `exempt_after` they are common nouns. Words of names.txt are trusted from `shortest_listed` letters on.
    """

    shortest_listed: int
    words: frozenset[str]
    phrases: tuple[tuple[Phrase, tuple[int, ...]], ...]
    exempt: frozenset[str]
    exempt_after: frozenset[str]


@dataclass(frozen=True, slots=True)
class FusedWords:
    """How sentences and clauses begin; see `analysis.fused`.

    `starters` open sentences, `joints` open or join clauses, `heaviest` is what one sentence bears, `never_last` end no
    sentence, after `before_names` no name opens one, `pointers` follow the noun that opens one, a capital and one of
    the `endings` open one, `verbs` show by no ending that they are verbs, after `works` the title of a work stands.
    `attributes` are adjectives and the like that stand before their noun (none in a language where they stand behind
    it); after one of the `links` they end a clause ("the army was weak").
    """

    starters: frozenset[str]
    joints: frozenset[str]
    heaviest: int
    never_last: frozenset[str]
    before_names: frozenset[str]
    pointers: frozenset[str]
    endings: tuple[str, ...]
    verbs: frozenset[str]
    works: frozenset[str]
    attributes: frozenset[str]
    links: frozenset[str]


@dataclass(frozen=True, slots=True)
class TranslationWords:
    """Words never written twice in a row, and phrases of machine translation with the likely right wording."""

    doubled: frozenset[str]
    rules: tuple[tuple[Phrase, str], ...]


@dataclass(frozen=True, slots=True)
class FlagWords:
    """All lists of one language's flags.toml."""

    spam: SpamWords
    furniture: FurnitureWords
    affixes: AffixWords
    hyphens: HyphenWords
    case: CaseWords
    fused: FusedWords
    translation: TranslationWords


@cache
def flag_words(language: str) -> FlagWords:
    """The lists of `language`; ContentError when there are none."""
    if language not in available():
        raise ContentError(problem("language-unknown", language=language, known=", ".join(available())))
    data = tomllib.loads((DATA / language / "flags.toml").read_text(encoding="utf-8"))
    if data.get("format") != FORMAT:
        raise ContentError(problem("format-unknown", file=f"{language}/flags.toml", format=str(data.get("format"))))
    hyphens, case, fused, translation = data["hyphens"], data["name_case"], data["fused"], data["translation"]
    return FlagWords(
        spam=_spam(data["spam"]),
        furniture=FurnitureWords(
            _phrases(data["boilerplate"]["openers"]),
            _phrases(data["boilerplate"]["doubtful_openers"]),
            _words(data["boilerplate"]["strong"]),
            _words(data["boilerplate"]["weak"]),
            _phrases(data["lines"]["openers"]),
        ),
        affixes=_affixes(data["affixes"]),
        hyphens=HyphenWords(
            hyphens["doubles"], _words(hyphens["prefixes"]), _words(hyphens["joiners"]), _words(hyphens["kept"])
        ),
        case=CaseWords(
            case["shortest_listed"],
            _words(case["words"]),
            _cased(case["phrases"]),
            _words(case["exempt"]),
            _words(case["exempt_after"]),
        ),
        fused=FusedWords(
            _words(fused["starters"]),
            _words(fused["joints"]),
            fused["heaviest"],
            _words(fused["never_last"]),
            _words(fused["before_names"]),
            _words(fused["pointers"]),
            tuple(fused["endings"]),
            _words(fused["verbs"]),
            _words(fused["works"]),
            _words(fused["attributes"]),
            _words(fused["links"]),
        ),
        translation=TranslationWords(
            _words(translation["doubled"]), tuple((_phrase(r["says"]), r["means"]) for r in translation["rules"])
        ),
    )


@cache
def name_list(language: str) -> frozenset[str]:
    """Words in lower case that are names when they are rightly written, from names.txt; empty without that file."""
    return frozenset(line.lower() for line in _lines(language, "names.txt"))


@cache
def foreign_words() -> Mapping[str, frozenset[str]]:
    """Function words of languages that the tool does not read, by language code (`data/foreign.toml`)."""
    data = tomllib.loads((DATA / "foreign.toml").read_text(encoding="utf-8"))
    return {code: _words(listed) for code, listed in data.items() if isinstance(listed, str)}


def _spam(data: Mapping[str, Any]) -> SpamWords:
    return SpamWords(
        _words(data["certain"]),
        _words(data["strong"]),
        _words(data["gambling"]),
        _words(data["weak"]),
        _phrases(data["phrases"]),
        _phrases(data["giveaways"]),
        {word: frozenset(followers) for word, followers in data["exempt"].items()},
    )


def _affixes(data: Mapping[str, Any]) -> AffixWords:
    return AffixWords(
        data["sure_only"],
        tuple(data["enclitics"].split()),
        tuple(
            Ending(e["ending"], tuple(e.get("instead", ("",))), e.get("alone", True), e.get("doubles", False))
            for e in data["endings"]
        ),
        tuple(
            Prefix(
                p["prefix"], p.get("before", ""), p.get("melts", ""), frozenset(p["takes"]) if "takes" in p else None
            )
            for p in data["prefixes"]
        ),
    )


def _lines(language: str, name: str) -> list[str]:
    file = DATA / language / name
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return [line for line in lines if line and not line.startswith("#")]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> tuple[Phrase, ...]:
    return tuple(_phrase(part) for part in text.split(",") if part.strip())


def _cased(text: str) -> tuple[tuple[Phrase, tuple[int, ...]], ...]:
    """Phrases with the places of the words after "^"; of all words where there is no "^"."""
    found = []
    for part in (p.split() for p in text.split(",") if p.strip()):
        marked = tuple(i for i, word in enumerate(part) if "^" in word)
        found.append((_phrase(" ".join(part).replace("^", "")), marked or tuple(range(len(part)))))
    return tuple(found)


def _phrase(text: str) -> Phrase:
    return tuple(frozenset(word.split("|")) for word in text.split())
