"""Lines of the web page around a text, and lines that are no sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from handouts.analysis.phrases import PhraseIndex
from handouts.analysis.rarity import is_verb
from handouts.analysis.splitting import citation_pattern
from handouts.analysis.worded import Worded
from handouts.languages.flag_words import Phrase, flag_words
from handouts.model.analysis import Flag

_END_MARK = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*\Z")
# what stands between the items of a menu
_BAR = re.compile(r"\s[|•·»›>/]\s")
_FEWEST_BARS = 2
_FEWEST_WORDS, _LONGEST_LABEL = 6, 14
_ENOUGH, _STRONG, _ONE_IN = 3, 2, 3


def furniture(sentence: Worded) -> Iterator[Flag]:
    """A sentence or line of the page around the text; else a line without an end mark that is no sentence."""
    if not sentence.raw or (sentence.kind == "heading" and sentence.sentence.passage.block == 0):
        return
    text = citation_pattern(sentence.language).sub("", sentence.text[-200:]).rstrip()
    ended = bool(_END_MARK.search(text))
    if _is_furniture(sentence, ended):
        yield sentence.whole("flag-boilerplate", "warning")
    elif not ended and _is_label(sentence):
        yield sentence.whole("flag-not-a-sentence", "warning")


def _is_furniture(sentence: Worded, ended: bool) -> bool:
    words = flag_words(sentence.language).furniture
    opener = _openers(sentence.language).at(sentence.lower, 0)
    if opener:
        doubtful = _doubtful(sentence.language).at(sentence.lower, 0)
        if doubtful is None or doubtful[0] < opener[0]:
            return True
        after = sentence.text[sentence.ends[doubtful[0] - 1] :].lstrip()[:1]
        if after in (":", "|", "/", "•", "") or (not ended and len(sentence.lower) <= _FEWEST_WORDS):
            return True
    if not ended and len(_BAR.findall(sentence.text)) >= _FEWEST_BARS:
        return True
    strong = sum(word in words.strong for word in sentence.lower)
    weak = sum(word in words.weak for word in sentence.lower)
    points = _STRONG * strong + weak
    short = not ended and len(sentence.lower) <= _FEWEST_WORDS + 2 and 2 * (strong + weak) > len(sentence.lower)
    return short or (points >= _ENOUGH and strong > 0 and points * _ONE_IN >= len(sentence.lower))


def _is_label(sentence: Worded) -> bool:
    """A line without an end mark that is too short for a sentence, or has no verb, or opens like a caption."""
    if sentence.kind == "item":
        return False
    caption = sentence.is_line and _captions(sentence.language).at(sentence.lower, 0) is not None
    if sentence.kind == "heading":
        digits = any(w.isdigit() for w in sentence.raw)
        return caption and (digits or ":" in sentence.text or len(sentence.raw) <= 2)
    if len(sentence.raw) < _FEWEST_WORDS:
        return True
    if not sentence.is_line or len(sentence.raw) > _LONGEST_LABEL:
        return False
    return caption or not any(is_verb(w, sentence.lexicon) for w in sentence.lower)


@cache
def _openers(language: str) -> PhraseIndex[bool]:
    return _index(flag_words(language).furniture.openers)


@cache
def _doubtful(language: str) -> PhraseIndex[bool]:
    return _index(flag_words(language).furniture.doubtful)


@cache
def _captions(language: str) -> PhraseIndex[bool]:
    return _index(flag_words(language).furniture.lines)


def _index(phrases: tuple[Phrase, ...]) -> PhraseIndex[bool]:
    return PhraseIndex((phrase, True) for phrase in phrases)
