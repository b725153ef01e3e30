"""Broken hyphenation, citation marks, and what a web page leaves behind in the letters."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from handouts.analysis.splitting import citation_pattern
from handouts.analysis.worded import Worded
from handouts.languages.dictionary import frequent
from handouts.model.analysis import Flag

_HYPHEN = "-‐‑"
# The look-behind keeps the search linear: a long row of letters is tried from its first letter alone.
_SPACED = re.compile(rf"(?<![^\W_])([^\W\d_]{{2,}})(?:\s[{_HYPHEN}]|[{_HYPHEN}]\s|\s[{_HYPHEN}]\s)([^\W\d_]{{2,}})")
_NOT_SIGN = re.compile(r"(?<![^\W_])([^\W\d_]+)[¬\xad]\s?([^\W\d_]+)")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")


def hyphens(sentence: Worded) -> Iterator[Flag]:
    """A blank beside a hyphen, a hyphen left from the end of a line, a doubled word that lost its hyphen."""
    for match in _SPACED.finditer(sentence.text):
        if _is_broken(match, sentence):
            joined = _mended(match[1], match[2], sentence)
            yield sentence.flag("flag-hyphen", "warning", match.start(), match.end(), text=match[0], suggestion=joined)
    for match in _NOT_SIGN.finditer(sentence.text):
        whole = match[1] + match[2]
        yield sentence.flag("flag-hyphen", "warning", match.start(), match.end(), text=match[0], suggestion=whole)
    yield from _left_from_line_ends(sentence)
    yield from _lost(sentence)


def _is_broken(match: re.Match[str], sentence: Worded) -> bool:
    words = sentence.flag_words.hyphens
    first, second = match[1].lower(), match[2].lower()
    between = match[0][len(match[1]) : -len(match[2])]
    if between[0].isspace() and between[-1].isspace():
        # a dash between blanks is right, but not inside "hati - hati" or "non - agresi"
        twice = first == second and sentence.flag_words.hyphens.doubles
        return (twice or first in words.prefixes) and match[2].islower()
    if match[2][0].isupper() and not match[1][0].isupper():
        return False
    return not (between[-1].isspace() and second in words.joiners)


def _mended(first: str, second: str, sentence: Worded) -> str:
    """With the hyphen when both parts are words, else as one word."""
    words, listed = sentence.flag_words.hyphens, frequent(sentence.language)
    whole = (first + second).lower()
    if first.lower() in words.prefixes or (whole in listed and second.lower() not in listed):
        return first + second
    return f"{first}-{second}"


def _left_from_line_ends(sentence: Worded) -> Iterator[Flag]:
    """ "peme-rintah", "govern-ment": a common word, of which one part is none."""
    listed = frequent(sentence.language)
    words = sentence.flag_words.hyphens
    affixes = frozenset(sentence.lexicon.affixes[0]) if sentence.flag_words.hyphens.doubles else frozenset()
    for i, word in enumerate(sentence.lower):
        first, mark, second = word.partition("-")
        if not mark or "-" in second or first in words.kept or "'" in word or "’" in word:
            continue
        if first + second in listed and not sentence.raw[i][len(first) + 1 :][:1].isupper():
            whole_parts = first in listed and second in listed and first not in affixes
            if not whole_parts or min(len(first), len(second)) < 3:
                shown = sentence.raw[i]
                yield sentence.on_words(
                    "flag-hyphen", "warning", i, i + 1, text=shown, suggestion=shown.replace("-", "")
                )


def _lost(sentence: Worded) -> Iterator[Flag]:
    """ "negara negara" for "negara-negara", in a language that doubles its words."""
    if not sentence.flag_words.hyphens.doubles:
        return
    never = sentence.flag_words.translation.doubled
    for i in range(len(sentence.raw) - 1):
        word = sentence.raw[i]
        twice = word == sentence.raw[i + 1] and sentence.between(i).isspace()
        if twice and len(word) >= 4 and word.isalpha() and word.islower() and word not in never:
            said = f"{word} {word}"
            yield sentence.on_words("flag-hyphen", "warning", i, i + 2, text=said, suggestion=f"{word}-{word}")


def citations(sentence: Worded) -> Iterator[Flag]:
    """The marks of an encyclopedia: [1], [butuh rujukan], a raised number."""
    if "[" in sentence.text or not sentence.text.isascii():
        for match in citation_pattern(sentence.language).finditer(sentence.text):
            yield sentence.flag("flag-citation", "warning", match.start(), match.end(), text=match[0])


def entities(sentence: Worded) -> Iterator[Flag]:
    """Character references of HTML that were never turned into characters: "&nbsp;"."""
    for match in _ENTITY.finditer(sentence.text):
        meant = html.unescape(match[0]).strip()
        if meant != match[0]:
            yield sentence.flag(
                "flag-translation", "warning", match.start(), match.end(), text=match[0], suggestion=meant
            )
