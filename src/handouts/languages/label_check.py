"""Whether a label can be reworded so: a known key, known names in braces, none missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from string import Formatter
from types import MappingProxyType

from handouts.diagnostics import Diagnostic, Location, problem
from handouts.languages.labels import Labels, languages

Choices = Mapping[str, Sequence[str]]  # what labels that are no words may be, by key
Place = Callable[[str, bool], Location]  # of a key's text, or with True of the key itself

_RANGE = re.compile("([0-9]{1,4})-([0-9]{1,4})")
_NUMBER = re.compile("0|[1-9][0-9]{0,3}")
OWN = "own."  # keys that a theme may invent for its own templates
# Filled in every label, whether its wording has them or not.
TERMS = frozenset({"learner", "packet", "packet_upper"})
# What a sentence can do without: the sheet shows it anyway.
SPARE = TERMS | {"letters", "count", "count_word", "minutes"}
# No words of the page, but patterns that the line breaks are found with.
_FIXED = "binding."


def check_labels(
    language: str,
    texts: Mapping[str, str],
    place: Place,
    base: Mapping[str, str] = MappingProxyType({}),
    choices: Choices = MappingProxyType({}),
) -> Iterator[Diagnostic]:
    """What is wrong with `texts` (label key -> wording) of a language, each at its place.

    `base` are the labels of themes below: they may be reworded as well. A key that begins with "own." need not be
    known. Where `choices` has a key, its text must be one of them. Codes: yaml-wrong-value, label-unknown,
    label-unknown-placeholder, label-missing-placeholder, label-braces.
    """
    for key, text in texts.items():
        names = placeholders(text)
        if names is None:
            yield problem("label-braces", place(key, False), key=key)
        elif key.startswith(OWN):
            if not chosen(text, choices.get(key, ())):
                allowed = ", ".join(choices[key])
                yield problem("yaml-wrong-value", place(key, False), key=key, found=text[:40], allowed=allowed)
            elif key in base:
                yield from _compared(key, names, placeholders(base[key]) or frozenset(), place)
            elif key == OWN:
                yield _unknown(language, key, place, base)
        elif key not in _table(language) or key.startswith(_FIXED):
            yield _unknown(language, key, place, base)
        else:
            yield from _compared(key, names, _needed(language, key), place, _known(key))


def check_tables(
    tables: Mapping[str, Mapping[str, str]],
    place: Callable[[tuple[str, ...], bool], Location],
    below: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    choices: Choices = MappingProxyType({}),
) -> Iterator[Diagnostic]:
    """What is wrong with labels by language, as they stand under `labels:` of a file; `below` are those they reword.

    `place` tells where a path below `labels` stands, or with True its key. Code yaml-wrong-value for a language that is
    not there, and those of `check_labels`.
    """
    for language, texts in tables.items():
        if language not in languages():
            known = ", ".join(languages())
            yield problem("yaml-wrong-value", place((language,), True), key="labels", found=language, allowed=known)
            continue

        def place_of(key: str, of_key: bool, at: str = language) -> Location:
            return place((at, key), of_key)

        yield from check_labels(language, texts, place_of, below.get(language, {}), choices)


def chosen(text: str, choices: Sequence[str]) -> bool:
    """Whether a text is one of the choices: a word, or a whole number in a range such as "0-20".

    Without choices every text is.
    """
    return not choices or any(_is(text, choice) for choice in choices)


def _is(text: str, choice: str) -> bool:
    ends = _RANGE.fullmatch(choice)
    number = _NUMBER.fullmatch(text)
    return bool(number and int(ends[1]) <= int(text) <= int(ends[2])) if ends else text == choice


def placeholders(text: str) -> frozenset[str] | None:
    """The names in braces of a text; None when the braces hold anything but names, or one of them is left open."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return None
    if any(n is not None and (spec or conversion or not _is_name(n)) for _, n, spec, conversion in parts):
        return None
    return frozenset(name for _, name, _, _ in parts if name)


def _is_name(text: str) -> bool:
    return text.isascii() and text.isidentifier() and text.islower()


def _compared(
    key: str, names: frozenset[str], needed: frozenset[str], place: Place, known: frozenset[str] | None = None
) -> Iterator[Diagnostic]:
    from difflib import get_close_matches  # only loaded when a school has words of its own

    allowed = (known or needed) | TERMS
    shown = _braced(sorted((known or needed) - TERMS) or sorted(TERMS))
    for name in sorted(names - allowed):
        close = get_close_matches(name, sorted(allowed), 1, 0.5)
        meant = _braced(close)
        where = place(key, False)
        yield problem("label-unknown-placeholder", where, key=key, name=_braced([name]), known=shown, suggestion=meant)
    missing = sorted(needed - SPARE - names)
    if missing and names <= allowed:
        yield problem("label-missing-placeholder", place(key, False), key=key, missing=_braced(missing), known=shown)


def _braced(names: list[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)


def unknown_label(language: str, key: str, place: Place, meant: str, theme: str = "default") -> Diagnostic:
    """The error for a key that is none; `theme` is one whose list of words helps."""
    return problem("label-unknown", place(key, True), key=key[:80], code=language, suggestion=meant, theme=theme)


def _unknown(language: str, key: str, place: Place, base: Mapping[str, str]) -> Diagnostic:
    from difflib import get_close_matches  # only when something is wrong

    known = sorted(k for k in {*_table(language), *base} if not k.startswith(_FIXED))
    close = get_close_matches(key[:80].casefold(), known, 1, 0.6)
    return unknown_label(language, key, place, close[0] if close else "")


@cache
def _table(language: str) -> Mapping[str, str]:
    labels = Labels(language)
    return {key: labels[key] for key in sorted(labels.keys())}


def _needed(language: str, key: str) -> frozenset[str]:
    return placeholders(_table(language)[key]) or frozenset()


@cache
def _known(key: str) -> frozenset[str]:
    """What the tool fills in a label: the names in its wordings in all languages; of a counted one the number too."""
    found = {name for language in languages() for name in placeholders(_table(language).get(key, "")) or ()}
    stem, _, form = key.rpartition("_")
    if form in ("one", "other"):
        both = (f"{stem}_one", f"{stem}_other")
        of_both = {n for lang in languages() for k in both for n in placeholders(_table(lang).get(k, "")) or ()}
        if of_both & {"count", "count_word"}:
            found |= {"count", "count_word"}
    return frozenset(found)
