"""The words of a sentence with the classes that date expressions are made of.

A token carries every class its word has ("second" is an ordinal and a unit); numbers get a class by their size. Each
set of classes is one letter of a private alphabet, so that a sentence becomes a string and a pattern over classes an
ordinary regular expression over that string (see `date_patterns`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from handouts.languages.citations import citation_pattern
from handouts.languages.lexicon import DateWords, date_words

_RAW = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?!\d)|\d{4}-\d{2}-\d{2}(?!\d)|\d+(?:-\d+){2,}|\d{1,2}[.:]\d{2}(?![\d.,]\d)(?!\d)|\d+"
    r"|[^\W\d_](?:\.[^\W\d_])+\.?|[^\W\d_]+(?:['’][^\W\d_]+)*|\+/-|\S"
)
_NUMDATE = re.compile(r"(?:(\d{1,2})([/.-])(\d{1,2})\2(\d{4})|(\d{4})-(\d{2})-(\d{2}))\Z")
_GROUPED = {sep: re.compile(rf"\d{{1,3}}(?:{re.escape(sep)}\d{{3}})+(?!\d)") for sep in ".,"}
_PUNCTUATION = {
    ",": "COMMA",
    "-": "DASH",
    "–": "DASH",
    "—": "DASH",
    "‒": "DASH",
    "(": "PAROPEN",
    ")": "PARCLOSE",
    "/": "SLASH",
}
_APOSTROPHES = "'’‘"
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_NUMBER_CLASSES = (
    "DAY",
    "YEAR2",
    "YEAR3",
    "YEAR",
    "FARYEAR",
    "NUMBER",
    "ORDDAY",
    "ORDNUM",
    "APOS",
    "POSS",
    "CLOCK",
    "NUMDATE",
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark of a sentence, with offsets in the sentence's text."""

    text: str
    start: int
    end: int
    classes: Mapping[str, str]


@dataclass(frozen=True)
class DateLexicon:
    """The words of one language by their first word, longest phrase first, and its private alphabet."""

    words: DateWords
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Mapping[str, str]], ...]]
    alphabet: dict[frozenset[str], str] = field(default_factory=dict)

    def letter(self, classes: Mapping[str, str]) -> str:
        """The letter of this set of classes; "." is the letter of words that mean nothing here."""
        return self.alphabet.get(frozenset(classes), ".")


@cache
def date_lexicon(language: str) -> DateLexicon:
    """The date words of `language`, made ready for looking up."""
    words = date_words(language)
    merged: dict[tuple[str, ...], dict[str, str]] = {}
    for name, entries in words.words.items():
        for phrase, value in entries.items():
            merged.setdefault(tuple(_RAW.findall(phrase.lower())), {})[name] = value
    by_first: dict[str, list[tuple[tuple[str, ...], Mapping[str, str]]]] = {}
    for phrase_words, classes in merged.items():
        by_first.setdefault(phrase_words[0], []).append((phrase_words, classes))
    phrases = {first: tuple(sorted(found, key=lambda f: -len(f[0]))) for first, found in by_first.items()}
    sets = {frozenset(c) for c in merged.values()} | {frozenset({n}) for n in _NUMBER_CLASSES}
    sets |= {frozenset({"DECADE"}), *(frozenset({n}) for n in _PUNCTUATION.values())}
    # a capitalised word that is written small loses those classes
    sets |= {s - words.capitalised for s in sets} - {frozenset()}
    ordered = sorted(sets, key=sorted)
    return DateLexicon(words, phrases, {s: chr(0xE000 + i) for i, s in enumerate(ordered)})


def tokens(text: str, language: str) -> tuple[Token, ...]:
    """The tokens of a sentence; citation marks are left out, numbers that cannot be dates carry no class."""
    lex = date_lexicon(language)
    blank = citation_pattern(language).sub(lambda m: " " * len(m[0]), text) if "[" in text else text
    raw = [(m.start(), m.end()) for m in _RAW.finditer(blank)]
    found: list[Token] = []
    at = 0
    while at < len(raw):
        token, used = _number(blank, raw, at, lex) or _phrase(blank, raw, at, lex)
        found.append(token)
        at += used
    return tuple(found)


def _phrase(text: str, raw: list[tuple[int, int]], at: int, lex: DateLexicon) -> tuple[Token, int]:
    start, end = raw[at]
    word = text[start:end]
    for phrase, classes in lex.phrases.get(word.lower(), ()):
        last = at + len(phrase) - 1
        if last >= len(raw) or any(
            text[a:b].lower() != w for (a, b), w in zip(raw[at : last + 1], phrase, strict=True)
        ):
            continue
        end = raw[last][1]
        kept = classes if word[0].isupper() else _small(text, raw, at, last, classes, lex)
        return Token(text[start:end], start, end, kept), len(phrase)
    name = _PUNCTUATION.get(word)
    if word in _APOSTROPHES or word.lower() in ("'s", "’s"):
        return Token(word, start, end, {}), 1
    if len(word) > 2 and word[-1] in "sS" and word[-2] in _APOSTROPHES:
        return _possessive(text, raw, at, lex)
    return Token(word, start, end, {name: ""} if name else {}), 1


def _possessive(text: str, raw: list[tuple[int, int]], at: int, lex: DateLexicon) -> tuple[Token, int]:
    """ "month's" counts as the unit and its mark: one token of the unit's classes, marked POSS by its ending."""
    start, end = raw[at]
    for phrase, classes in lex.phrases.get(text[start : end - 2].lower(), ()):
        if len(phrase) == 1 and "UNIT" in classes:
            return Token(text[start:end], start, end, {"POSS": classes["UNIT"]}), 1
    return Token(text[start:end], start, end, {}), 1


def _small(
    text: str, raw: list[tuple[int, int]], at: int, last: int, classes: Mapping[str, str], lex: DateLexicon
) -> Mapping[str, str]:
    """Classes of a word without a capital: a month only between a day and a year, or beside one if unambiguous."""
    lost = lex.words.capitalised & classes.keys()
    if not lost:
        return classes
    before = text[slice(*raw[at - 1])].lower() if at else ""
    after = text[slice(*raw[last + 1])] if last + 1 < len(raw) else ""
    day = before.isdigit() and 1 <= int(before) <= 31
    year = after.isdigit() and len(after) == 4
    sure = text[slice(*raw[at])].lower() not in lex.words.ambiguous
    headed = before in lex.words.words.get("MONTHHEAD", {})
    if "MONTH" in lost and (headed or (day and year) or (sure and (day or year))):
        return classes
    return {name: value for name, value in classes.items() if name not in lost}


def _number(text: str, raw: list[tuple[int, int]], at: int, lex: DateLexicon) -> tuple[Token, int] | None:
    start, end = raw[at]
    first = text[start:end]
    if first in _APOSTROPHES:
        return _short_year(text, raw, at, lex)
    prefix = next((p for p in lex.words.ordinal_prefixes if text[start : start + len(p)].lower() == p), "")
    if prefix and not first[0].isdigit():
        digits = re.compile(r"\d{1,3}(?!\d)").match(text, start + len(prefix))
        if digits:
            value = digits[0]
            name = "ORDDAY" if 1 <= int(value) <= 31 else "ORDNUM"
            return _upto(text, raw, at, digits.end(), {name: value})
        return None
    if not first[0].isdigit() or not first.isascii():
        return None
    if _NUMDATE.match(first):
        return _numeric(first, start, end, lex), 1
    grouped = _GROUPED[lex.words.thousands].match(text, start)
    if grouped and grouped.end() > end - (end - start) + 3:
        return _upto(text, raw, at, grouped.end(), {})
    if not first.isdigit():
        return Token(first, start, end, {"CLOCK": first}), 1
    return _suffixed(text, raw, at, lex) or (Token(first, start, end, _plain(text, first, start, end)), 1)


def _upto(text: str, raw: list[tuple[int, int]], at: int, end: int, classes: Mapping[str, str]) -> tuple[Token, int]:
    """One token from raw token `at` to offset `end`."""
    used = sum(1 for a, _ in raw[at : at + 12] if a < end)
    return Token(text[raw[at][0] : end], raw[at][0], end, classes), used


def _plain(text: str, digits: str, start: int, end: int) -> Mapping[str, str]:
    glued_before = start > 0 and (
        text[start - 1].isalpha() or (text[start - 1] in ".," and text[start - 2 : start - 1].isdigit())
    )
    decimal = end + 1 < len(text) and text[end] in ".," and text[end + 1].isdigit()
    if glued_before or decimal or (end < len(text) and (text[end] in "%°" or text[end].isalpha())) or len(digits) > 4:
        return {"NUMBER": digits}
    value = int(digits)
    if len(digits) <= 2:
        if 1 <= value <= 31:
            return {"DAY": digits}
        return {"YEAR2": digits} if value else {"NUMBER": digits}
    if len(digits) == 3:
        return {"YEAR3": digits} if digits[0] != "0" else {"NUMBER": digits}
    if _FIRST_YEAR <= value <= _LAST_YEAR:
        return {"YEAR": digits}
    return {"FARYEAR": digits} if value > _LAST_YEAR else {"NUMBER": digits}


def _suffixed(text: str, raw: list[tuple[int, int]], at: int, lex: DateLexicon) -> tuple[Token, int] | None:
    """Ordinals (22nd) and decades (1920s, 1940-an) whose ending is written onto the number."""
    start, end = raw[at]
    digits = text[start:end]
    for suffixes, decade in ((lex.words.ordinal_suffixes, False), (lex.words.decade_suffixes, True)):
        for suffix in suffixes:
            stop = end + len(suffix)
            if text[end:stop].lower() != suffix or (stop < len(text) and text[stop].isalnum()):
                continue
            if decade and len(digits) in (2, 3, 4) and digits.endswith("0"):
                return _upto(text, raw, at, stop, {"DECADE": digits})
            if not decade and int(digits) < 1000:
                return _upto(text, raw, at, stop, {"ORDDAY" if 1 <= int(digits) <= 31 else "ORDNUM": digits})
    return None


def _short_year(text: str, raw: list[tuple[int, int]], at: int, lex: DateLexicon) -> tuple[Token, int] | None:
    """'74 is a year, '40-an a decade; the mark must not close a word."""
    start = raw[at][0]
    digits = re.compile(r"\d{2}(?![\d.,]\d)(?!\d)").match(text, start + 1)
    if not digits or (start > 0 and text[start - 1].isalnum()):
        return None
    for suffix in lex.words.decade_suffixes:
        if digits[0].endswith("0") and text.startswith(suffix, digits.end()):
            return _upto(text, raw, at, digits.end() + len(suffix), {"DECADE": digits[0]})
    if text[digits.end() : digits.end() + 1].isalpha():
        return None
    return _upto(text, raw, at, digits.end(), {"APOS": digits[0]})


def _numeric(text: str, start: int, end: int, lex: DateLexicon) -> Token:
    """22/6/1941 by the custom of the language (day or month first), 1941-06-22 as it stands."""
    match = _NUMDATE.match(text)
    if match is None:
        return Token(text, start, end, {})
    if match[5]:
        year, month, day = int(match[5]), int(match[6]), int(match[7])
    else:
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        month, day = (first, second) if lex.words.month_before_day else (second, first)
        if month > 12:
            month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return Token(text, start, end, {})
    return Token(text, start, end, {"NUMDATE": f"{year:04d}-{month:02d}-{day:02d}"})
