"""Date expressions found by the patterns of a language: which tokens, which rule, which parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from handouts.analysis.date_tokens import DateLexicon, Token, date_lexicon

_NAME = re.compile(r"[A-Z][A-Z0-9]*")
_MACRO = re.compile(r"\$([A-Z]+)")


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: tokens `first` to `last` (inclusive), the rule, and the value of each class that took part.

    `parts` keeps the first value of a class; `where` its token.
    """

    first: int
    last: int
    rule: str
    parts: Mapping[str, str]
    where: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A rule and its expression; `groups[i]` is the class that group i+1 stands for."""

    rule: str
    expression: re.Pattern[str]
    groups: tuple[str, ...]


@cache
def patterns(language: str) -> tuple[Pattern, ...]:
    """The patterns of `language`, compiled."""
    lex = date_lexicon(language)
    return tuple(_compile(rule, source, lex) for rule, source in lex.words.patterns)


def _compile(rule: str, source: str, lex: DateLexicon) -> Pattern:
    while _MACRO.search(source):
        source = _MACRO.sub(lambda m: f"({lex.words.macros[m[1]]})", source)
    groups: list[str] = []

    def element(match: re.Match[str]) -> str:
        name = match[0]
        groups.append(name)
        letters = "".join(letter for classes, letter in lex.alphabet.items() if name in classes)
        return f"([{letters}])" if letters else "((?!))"

    expression = _NAME.sub(element, source.replace("(", "(?:"))
    return Pattern(rule, re.compile(expression.replace(" ", "")), tuple(groups))


def find(tokens: tuple[Token, ...], language: str) -> list[Found]:
    """The expressions of a sentence, left to right without overlap: the longest, then the pattern listed first.

    A candidate that ends where another begins does not suppress it; one that overlaps a longer one is dropped.
    """
    lex = date_lexicon(language)
    word = "".join(lex.letter(t.classes) for t in tokens)
    candidates: list[tuple[int, int, int, re.Match[str], Pattern]] = []
    for order, pattern in enumerate(patterns(language)):
        at = 0
        while (match := pattern.expression.search(word, at)) is not None:
            if match.end() > match.start():
                candidates.append((match.start() - match.end(), order, match.start(), match, pattern))
            at = match.start() + 1 if match.end() == match.start() else match.end()
    taken: list[Found] = []
    used = [False] * len(tokens)
    for _, _, start, match, pattern in sorted(candidates, key=lambda c: c[:3]):
        if any(used[start : match.end()]):
            continue
        used[start : match.end()] = [True] * (match.end() - start)
        taken.append(_found(match, pattern, tokens))
    return sorted(taken, key=lambda f: f.first)


def _found(match: re.Match[str], pattern: Pattern, tokens: tuple[Token, ...]) -> Found:
    parts: dict[str, str] = {}
    where: dict[str, int] = {}
    for group, name in enumerate(pattern.groups, 1):
        if match.start(group) >= 0:
            token = match.start(group)
            parts.setdefault(name, tokens[token].classes[name])
            where.setdefault(name, token)
    if "ERA" in where and "MONTH" in where:
        _year_beside_era(match, parts, where, tokens)
    return Found(match.start(), match.end() - 1, pattern.rule, parts, where)


def _year_beside_era(
    match: re.Match[str], parts: dict[str, str], where: dict[str, int], tokens: tuple[Token, ...]
) -> None:
    """ "19 Agustus 14 M", "August 19, 14 AD", "19 August AD 14": the small number beside the era is the year."""
    for at in (where["ERA"] - 1, where["ERA"] + 1):
        if match.start() <= at < match.end() and "DAY" in tokens[at].classes and where.get("DAY", at) != at:
            parts["YEAR2"], where["YEAR2"] = tokens[at].classes["DAY"], at
