"""Texts compared and searched: words, phrases, normal forms, what sort of thing an option is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal
from unicodedata import normalize

from handouts.languages.exercise_words import date_forms, exercise_words

Sort = Literal["year", "period", "number", "day", "month", "words"]
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_YEAR = re.compile(r"\d{3,4}(?:\s?[A-Z]{1,2})?")
_PERIOD = re.compile(r"(\d{3,4})\s?[–—/-]\s?(\d{2,4})")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*\s?%?")
_SHORTEST_ACRONYM, _LONGEST_ACRONYM = 2, 6
_DATE_WORDS = 4


def holds(text: str, needle: str) -> bool:
    """True when the needle stands in the text as whole words."""
    return bool(needle) and re.search(rf"(?<!\w){re.escape(needle)}(?!\w)", text) is not None


def words_of(text: str) -> list[str]:
    """The words as they are written."""
    return _WORD.findall(text.replace("’", "'"))


def flat(text: str) -> str:
    """The words in lower case with a blank around each, so that a phrase can be looked for as ` phrase `."""
    return f" {' '.join(words_of(text)).lower()} "


def phrases_in(text: str, phrases: Iterable[str], but: Iterable[str] = ()) -> list[str]:
    """Which of the phrases stand in the text outside the phrases `but`; not those that are part of a name.

    A phrase that begins with a capital inside the text is a name's ("the All India Union").
    """
    plain = flat(text)
    for other in but:
        plain = plain.replace(f" {other} ", " \0 ")
    found = [p for p in phrases if f" {p} " in plain]
    return [p for p in found if not _named(text, p)]


def _named(text: str, phrase: str) -> bool:
    """True when the phrase stands in the text only with a capital, and not at its start."""
    pattern = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", re.IGNORECASE)
    places = list(pattern.finditer(text))
    return bool(places) and all(m.start() > 0 and m.group()[0].isupper() and not m.group().isupper() for m in places)


@lru_cache(maxsize=4096)
def normal(text: str, language: str) -> str:
    """A text without case, marks at its ends, double blanks and an article before it."""
    plain = " ".join(normalize("NFKC", text).casefold().split()).strip(" .,;:!?\"'“”‘’()")
    first, _, rest = plain.partition(" ")
    return rest if rest and first in exercise_words(language).clauses.articles else plain


def is_acronym(short: str, long: str) -> bool:
    """True when one text is made of the first letters of the other's words ("U.S.A.", "United States of America")."""
    short = short.replace(".", "").replace(" ", "")
    if not (_SHORTEST_ACRONYM <= len(short) <= _LONGEST_ACRONYM and short.isalpha() and short.isupper()):
        return False
    # "Bangsa-Bangsa" counts twice (PBB)
    initials = [part[0] for w in words_of(long) for part in w.split("-") if part]
    return "".join(i for i in initials if i.isupper()) == short and len(initials) > 1


@lru_cache(maxsize=4096)
def sort_of(text: str, language: str) -> Sort:
    """What an option or response is by its form: a year, a span of years, another number, a day, a month, or words."""
    text = text.strip().rstrip(".")
    if _PERIOD.fullmatch(text):
        return "period"
    if _YEAR.fullmatch(text):
        return "year"
    if _NUMBER.fullmatch(text):
        return "number"
    found = words_of(text)
    if len(found) <= _DATE_WORDS and any(w.casefold() in _months(language) for w in found):
        numbers = [w for w in found if w.isdecimal()]
        if any(len(n) <= 2 for n in numbers):
            return "day"
        if numbers or len(found) == 1:
            return "month"
    return "words"


def sorts_of(texts: Iterable[str], language: str) -> set[Sort]:
    """The sorts of texts that stand together: among other numbers, one of three or four figures is no year."""
    found = {sort_of(text, language) for text in texts}
    return {"number"} if found == {"number", "year"} else found


@lru_cache(maxsize=8)
def _months(language: str) -> dict[str, int]:
    return {name.casefold(): i for i, name in enumerate(date_forms(language).months)}


def rank(text: str, language: str) -> tuple[float, ...]:
    """Where a year, number, day or month stands in its order."""
    sort = sort_of(text, language)
    if sort == "number":
        # the marks inside a number differ from place to place; its digits are enough to compare numbers of one text
        whole = re.sub(r"[.,](?=\d{3})", "", text.strip(" %."))
        return (float(whole.replace(",", ".")),)
    found = words_of(text)
    numbers = [int(w) for w in found if w.isdecimal()]
    if sort == "period":
        return tuple(float(n) for n in re.findall(r"\d+", text)[:2])
    if sort == "year":
        digits = re.match(r"\d+", text.strip())
        sign = -1 if _before_christ(text, language) else 1
        return (sign * float(digits.group() if digits else 0),)
    month = next((_months(language)[w.casefold()] for w in found if w.casefold() in _months(language)), 0)
    year = next((n for n in numbers if n > 31), 0)
    day = next((n for n in numbers if n <= 31), 0)
    return float(year), float(month), float(day)


def _before_christ(text: str, language: str) -> bool:
    mark = date_forms(language).bc.replace("{date}", "").strip()
    return bool(mark) and text.strip().endswith(mark)


def bare(texts: Sequence[str]) -> tuple[str, ...]:
    """The texts without the words that all of them begin or end with: "in 1911", "12 ships"."""
    parts = [text.strip().rstrip(".").split() for text in texts]
    while all(len(p) > 1 for p in parts) and len({p[0].casefold() for p in parts}) == 1:
        parts = [p[1:] for p in parts]
    while all(len(p) > 1 for p in parts) and len({p[-1].casefold() for p in parts}) == 1:
        parts = [p[:-1] for p in parts]
    return tuple(" ".join(p) for p in parts)


def same_value(one: str, other: str, language: str) -> bool:
    """True when two years, numbers, days or months are the same, however written ("3 March 1912", "March 3, 1912")."""
    sorts = sorts_of((one, other), language)
    if len(sorts) > 1 or "words" in sorts or ("%" in one) != ("%" in other):
        return False
    return rank(one, language) == rank(other, language)


def is_sorted(ranks: Sequence[tuple[float, ...]]) -> bool:
    """True when the values only rise or only fall."""
    return list(ranks) == sorted(ranks) or list(ranks) == sorted(ranks, reverse=True)


def runs(text: str, length: int) -> Iterator[str]:
    """All runs of so many words, in the form of `flat`."""
    found = [w.lower() for w in words_of(text)]
    for i in range(len(found) - length + 1):
        yield f" {' '.join(found[i : i + length])} "
