"""How a term may look in running text: regular endings, joined and hyphenated spellings, a capital at the start.

The forms are made from the term, not looked up from the words of the text: a term is known and the text is not, and a
lemma would take "perjanjian" for a form of "janji". The rules stand in `data/<language>/forms.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from handouts.languages import DATA

_HYPHENS = "–‐‑-"
_BESIDE = r"\w‐‑-"  # a dash may stand beside a term, a hyphen makes it part of a longer word
_PREFIXED_LEAST = 4  # letters behind a prefix: "antara" is not "antar" and "a"
_JOINED_LEAST = 3  # letters of each of two words that may be written as one: "kerjasama"
_STEM = 4  # letters that every form of a word shares with it, unless it is irregular
_APOSTROPHES = "'’ʼ`"
_WORD = re.compile(r"[^\W_]+")
_OPENING = re.compile(r"(?:\A|[.!?…:\n][\"'”’)\]]*\s*|[\"“‘«(\[–—]\s?)\Z")
_LOOK_BACK = 6
_QUOTES = tuple('"“‘«')


@dataclass(frozen=True, slots=True)
class _Rule:
    ending: re.Pattern[str]
    cut: int
    add: tuple[str, ...]
    double: bool


@dataclass(frozen=True, slots=True)
class _Forms:
    prefixes: tuple[str, ...]
    after_head: frozenset[str]
    verb_meanings: tuple[str, ...]
    reduplication: bool
    letters: tuple[str, ...]
    clitics: Mapping[str, int]
    nouns: tuple[_Rule, ...]
    verbs: tuple[_Rule, ...]
    irregular: Mapping[str, tuple[str, ...]]
    spellings: tuple[tuple[re.Pattern[str], str], ...]


@cache
def _forms(language: str) -> _Forms:
    file = DATA / language / "forms.toml"
    data: Mapping[str, Any] = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return _Forms(
        tuple(sorted(data.get("prefixes", ()), key=lambda p: (-len(p), p))),
        frozenset(data.get("after_head", ())),
        tuple(data.get("verb_meanings", ())),
        bool(data.get("reduplication", False)),
        tuple(data.get("letters", ())),
        dict(data.get("clitics", {})),
        tuple(map(_rule, data.get("nouns", ()))),
        tuple(map(_rule, data.get("verbs", ()))),
        {word: tuple(forms) for word, forms in data.get("irregular", {}).items()},
        tuple((re.compile(one), instead) for one, instead in data.get("spellings", ())),
    )


def _rule(data: Mapping[str, Any]) -> _Rule:
    return _Rule(
        re.compile(f"{data['ending']}\\Z"), int(data["cut"]), tuple(data["add"]), bool(data.get("double", False))
    )


def places(text: str, term: str, language: str, meaning: str = "") -> Iterator[tuple[int, int]]:
    """Start and end of each place of the term in the text, as a whole word or phrase.

    Inflected, joined and hyphenated spellings count. A small word may have a capital where a sentence or quotation
    begins, the words of a small phrase anywhere; a capital may not be small. `meaning` tells a verb ("to take land by
    force") from a noun.
    """
    if not _WORD.search(term):
        return
    single = len(term.split()) == 1 and term[:1].islower()
    for match in _pattern(term, language, _is_verb(meaning, language)).finditer(text):
        start, end = match.span()
        opens = _OPENING.search(text[max(start - _LOOK_BACK, 0) : start])
        if not (single and text[start].isupper()) or (opens and not _titled(text, start, end)):
            yield start, end


def _titled(text: str, start: int, end: int) -> bool:
    """True for the first word of a title in quotation marks: “Laskar Pelangi” is about no troops."""
    after = text[end : end + 2]
    return text[start - 1 : start] in _QUOTES and after[:1].isspace() and after[1:].isupper()


def same_term(form: str, term: str, language: str) -> bool:
    """Whether a form, alone, is one of the term."""
    return any(span == (0, len(form)) for span in places(form, term, language))


def squeezed(text: str) -> str:
    """A text for `may_hold`: small letters without blanks and hyphens."""
    return re.sub(rf"[\s{_HYPHENS}]+", "", text).casefold()


@cache
def one_spelling(text: str, language: str) -> str:
    """Small letters in the one of several usual spellings: labor for labour, sukarno for Soekarno. Only to compare."""
    small = text.casefold()
    for pattern, instead in _forms(language).spellings:
        small = pattern.sub(instead, small)
    return small


def may_hold(squeezed_text: str, term: str, language: str) -> bool:
    """False where the text surely has no place of the term: a quick look before the slow one."""
    words = [w.casefold() for w in _WORD.findall(term)]
    if any(_irregular(word, language) for word in words):
        return True
    return all(word[: min(_STEM, len(word) - 1) or 1] in squeezed_text for word in words)


def _is_verb(meaning: str, language: str) -> bool:
    return any(meaning.startswith(f"{word} ") for word in _forms(language).verb_meanings)


@cache
def _pattern(term: str, language: str, verb: bool) -> re.Pattern[str]:
    words = term.split()
    inflected = _inflected(words, language, verb)
    parts = [_word(word, language, i in inflected, verb) for i, word in enumerate(words)]
    body = parts[0]
    for before, word, part in zip(words, words[1:], parts[1:], strict=False):
        body += _gap(before, word) + part
    if _forms(language).reduplication and len(words) > 1:
        body = rf"(?:{parts[0]}[{_HYPHENS}])?{body}"
    elif _forms(language).reduplication:
        body = rf"{body}(?:[{_HYPHENS}]{body})?"
    clitics = [re.escape(c) for c, least in _forms(language).clitics.items() if len(words[-1]) >= least]
    end = rf"(?:{'|'.join(clitics)})?" if clitics else ""
    return re.compile(rf"(?<![{_BESIDE}])(?:{body}){end}(?![{_BESIDE}])")


def _inflected(words: list[str], language: str, verb: bool) -> set[int]:
    """The numbers of the words that take endings: of a verb the first; of a noun the last, and a head before "of"."""
    if verb:
        return {0}
    heads = {i - 1 for i, word in enumerate(words) if i and word in _forms(language).after_head}
    return {min(heads)} if heads else {len(words) - 1}


def _gap(before: str, after: str) -> str:
    """What may stand between two words of a term: a blank, a hyphen; between small ones nothing as well."""
    joined = before.islower() and after.islower() and min(len(before), len(after)) >= _JOINED_LEAST
    return rf"(?:\s+|\s?[{_HYPHENS}]\s?{'|' if joined else ''})"


def _word(word: str, language: str, inflected: bool, verb: bool) -> str:
    forms = [word, *(_endings(word, language, verb) if inflected else ())]
    return rf"(?:{'|'.join(_spelt(form, language) for form in dict.fromkeys(forms))})"


def _spelt(word: str, language: str) -> str:
    """The pattern of one form: its first letter may be a capital, its hyphens a blank or nothing."""
    prefix = next(
        (p for p in _forms(language).prefixes if word.casefold().startswith(p) and word[len(p) :].isalpha()), ""
    )
    cut = len(prefix) if len(word) - len(prefix) >= _PREFIXED_LEAST else 0
    pattern = ""
    for i, char in enumerate(word):
        if i == cut and cut:
            pattern += rf"(?:[{_HYPHENS}]|\s)?"
        if char in _HYPHENS:
            pattern += rf"(?:\s?[{_HYPHENS}]\s?|\s)?" if word.islower() else rf"(?:[{_HYPHENS}]|\s)"
        elif char in _APOSTROPHES:
            pattern += f"[{_APOSTROPHES}]"
        elif i == 0 and char.islower() and len(char.upper()) == 1:
            pattern += f"[{re.escape(char)}{re.escape(char.upper())}]"
        else:
            pattern += re.escape(char)
    return pattern


def _endings(word: str, language: str, verb: bool) -> list[str]:
    irregular = _irregular(word.casefold(), language)
    if irregular:
        stem, forms = irregular
        return [word[: len(word) - len(stem)] + form for form in forms]
    known = _forms(language)
    if not word[-1:].isalpha():
        return []
    if word.isupper():
        return [word + ending for ending in known.letters]
    rule = next((r for r in (known.verbs if verb else known.nouns) if r.ending.search(word)), None)
    if rule is None:
        return []
    stem = word[: len(word) - rule.cut]
    made = [stem + add for add in rule.add]
    return made + [stem + stem[-1] + add for add in rule.add if rule.double and add != "s"]


@cache
def _irregular(word: str, language: str) -> tuple[str, tuple[str, ...]] | None:
    """The ending of the word that is irregular, and what may stand for it."""
    known = _forms(language).irregular
    if word in known:
        return word, known[word]
    found = (end for end in known if end.startswith("-") and word.endswith(end[1:]))
    end = max(found, key=len, default="")
    return (end[1:], known[end]) if end else None
