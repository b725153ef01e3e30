"""Cutting a text into sentences: abbreviations, initials, clock times, quotations and citation marks."""

from __future__ import annotations

import re
from itertools import pairwise

from handouts.analysis.rarity import is_rare
from handouts.languages.citations import citation_pattern as citation_pattern
from handouts.languages.lexicon import Lexicon, lexicon

_CITATION = r"\[(?:\d{1,3}(?:[,–-]\s?\d{1,3})*|[a-z]|[^\W\d_][^\[\]\n]{1,28})\](?:\s?:\s?\d+)?"
_STOP = re.compile(r"(?P<stop>[.!?…。！？]+)(?P<close>[\"'”’»)\]]*)(?P<cite>(?:\s?" + _CITATION + r")*)(?P<gap>\s*)")
_LAST_WORD = re.compile(r"[\w’'-]+(?:\.\w+)*\Z")
_INITIALS = re.compile(r"[A-Z](?:\.[A-Z]){1,3}")
_NUMBER_BEFORE = re.compile(r"\d\s?\Z")
_NEXT_WORD = re.compile(r"[\w’'-]+")
_OPENING = "\"'“‘«([—–-•*"


def split(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Offsets (start, end) of the sentences of `text`, trimmed of white space; every visible character is in one."""
    words = lexicon(language)
    cuts = [m.end() for m in _STOP.finditer(text) if m.end() < len(text) and _ends_sentence(text, m, words)]
    bounds = [0, *cuts, len(text)]
    trimmed = (_trim(text, a, b) for a, b in pairwise(bounds))
    return tuple(piece for piece in trimmed if piece is not None)


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None


def _ends_sentence(text: str, match: re.Match[str], words: Lexicon) -> bool:
    following = text[match.end() : match.end() + 40].lstrip(_OPENING)
    if not following or following[0].islower():
        return False
    if not match["gap"] and not _glued(text, match):
        return False
    if match["stop"] != "." or match["close"] or match["cite"]:
        return True
    return _full_stop(text, match.start(), following, words)


def _glued(text: str, match: re.Match[str]) -> bool:
    """A missing space between two sentences: "Italia.Pada", "selesai.[1]Pada"; not "U.S.A" or a time."""
    before, after = text[max(0, match.start() - 3) : match.start()], text[match.end() : match.end() + 2]
    if match["cite"]:
        return after[:1].isupper()
    sentence_like = len(after) == 2 and after[0].isupper() and after[1].islower()
    return sentence_like and len(before) == 3 and before.isalpha() and before.islower()


def _full_stop(text: str, at: int, following: str, words: Lexicon) -> bool:
    """Whether the point at offset `at` ends a sentence, given the text that follows it."""
    last = _LAST_WORD.search(text, max(0, at - 24), at)
    if last is None:
        return True
    word, next_word = last[0].lower(), _NEXT_WORD.match(following)
    opener = next_word is not None and following[0].isupper() and next_word[0].lower() in words.function_words
    common = next_word is not None and following[0].isupper() and not is_rare(next_word[0].lower(), words)
    counted = bool(_NUMBER_BEFORE.search(text, max(0, last.start() - 8), last.start()))
    if word in words.sentences.closing and (len(word) > 1 or counted):
        # "pukul 10.00 WIB. Soekarno", "14 M. Cucunya"; after "S.M." and "p.m." the point belongs to the abbreviation
        return following[0].isupper() if "." not in word else opener or common
    if word in words.sentences.soft:
        return opener
    if word in words.sentences.hard:
        return False
    if _INITIALS.fullmatch(last[0]):
        # "George H.W. Bush", "J.P. Coen"
        return opener
    if len(word) == 1 and word.isalpha():
        # "Franklin D. Roosevelt", but "plan B. The" and "Pius I. Gereja"
        return last[0].isupper() and (opener or (common and last[0] in "IVX"))
    # "1. Latar belakang" numbers a line or the items of a list
    before = text[max(0, last.start() - 8) : last.start()].rstrip()
    return not (word.isdigit() and before[-1:] in ("", ":", ";"))
