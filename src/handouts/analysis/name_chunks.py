"""Runs of capitalised words that may be names, with the title in front of them peeled off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from handouts.languages.citations import citation_pattern
from handouts.languages.lexicon import Lexicon, NameWords, lexicon
from handouts.model.analysis import Sentence

_TOKEN = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\.?|[^\W\d_]\.(?=\s?[^\W\d_])|[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|\S")
_ROMAN = re.compile(r"(?:I{1,3}|IV|VI{0,3}|IX|X{1,2})\Z")
_POSSESSIVE = ("'s", "’s", "'", "’")
_LONGEST_TITLE = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence with offsets in its block; `barred` when a date or citation mark covers it."""

    text: str
    start: int
    end: int
    first: bool
    barred: bool
    possessive: bool = False

    @property
    def lower(self) -> str:
        """The word in lower case without its final point."""
        return self.text.lower().rstrip(".") or self.text

    @property
    def capital(self) -> bool:
        """Begins with a capital letter and is a word."""
        return self.text[:1].isupper() and not self.barred


@dataclass(frozen=True, slots=True)
class Chunk:
    """A candidate: its words, the title before it (as written) and whether it opens its sentence."""

    words: tuple[Word, ...]
    role: str
    sentence: Sentence

    @property
    def key(self) -> tuple[str, ...]:
        """The words in lower case."""
        return tuple(w.lower for w in self.words)


def sentence_words(sentence: Sentence, barred: set[int], language: str) -> list[Word]:
    """The words of a sentence; `barred` holds the offsets of the block that belong to dates."""
    base = sentence.passage.start
    marks = citation_pattern(language).finditer(sentence.text) if "[" in sentence.text else ()
    closed = {i + base for m in marks for i in range(*m.span())}
    hard = lexicon(language).sentences.hard
    words: list[Word] = []
    opening = True
    for match in _TOKEN.finditer(sentence.text):
        start = match.start() + base
        text = match[0]
        if text == "." and words and words[-1].end == start and words[-1].lower in hard:
            words[-1] = replace(words[-1], text=words[-1].text + ".", end=start + 1)
            continue
        owner = next((e for e in _POSSESSIVE if text.endswith(e) and len(text) > len(e)), "")
        text = text.removesuffix(owner)
        shut = start in barred or start in closed
        words.append(Word(text, start, start + len(text), opening, shut, bool(owner)))
        opening = opening and not text[0].isalnum()
    return words


def chunks(words: list[Word], sentence: Sentence, lex: Lexicon) -> Iterator[Chunk]:
    """The capitalised runs of a sentence, left to right."""
    at = 0
    while at < len(words):
        role_end = _title(words, at, lex.names)
        while role_end and (further := _title(words, role_end, lex.names)):
            role_end = further
        if role_end:
            start = _skip_demonym(words, role_end, lex.names)
            end = _run(words, start, lex)
            if end > start:
                role = " ".join(w.text for w in words[at:role_end])
                yield Chunk(tuple(words[start:end]), role, sentence)
                at = end
                continue
            if not words[at].capital or role_end == at + 1:
                at = role_end
                continue
        end = _run(words, at, lex)
        if end > at:
            yield Chunk(tuple(words[at:end]), "", sentence)
        at = max(end, at + 1)


def _title(words: list[Word], at: int, names: NameWords) -> int:
    """Index after a title that starts at `at`; `at` must not be the inside of a name. 0 when there is none."""
    for length in range(_LONGEST_TITLE, 0, -1):
        if at + length <= len(words) and tuple(w.lower for w in words[at : at + length]) in names.titles:
            end = at + length
            following = end < len(words) and (words[end].capital or words[end].lower in names.demonyms)
            return end if following else 0
    return 0


def _skip_demonym(words: list[Word], at: int, names: NameWords) -> int:
    """ "perdana menteri Soviet Josef Stalin": the nationality is not part of the name."""
    if at + 1 < len(words) and words[at].lower in names.demonyms and words[at + 1].capital:
        return at + 1
    return at


def _run(words: list[Word], at: int, lex: Lexicon) -> int:
    """Index after the run of capitalised words that starts at `at`."""
    end = at
    while end < len(words):
        word = words[end]
        if end > at and words[end - 1].possessive and (word.lower,) not in lex.names.event_heads:
            break
        if word.capital:
            if end > at and _starts_title(words, end, lex.names):
                # "British Prime Minister Winston Churchill": the title begins a name of its own
                break
            end += 1
            continue
        if end > at and _is_inside(words, at, end, lex):
            end += 1
            continue
        break
    return end


def _starts_title(words: list[Word], at: int, names: NameWords) -> bool:
    """A title before another capital, unless it is part of a body's name ("UN General Assembly")."""
    end = _title(words, at, names)
    if not end or not words[end].capital:
        return False
    heads = names.organisation_heads | names.event_heads | names.place_heads
    return (words[end].lower,) not in heads


def _is_inside(words: list[Word], at: int, end: int, lex: Lexicon) -> bool:
    """Whether a small word belongs to the name around it: van, bin; "of" only after a head word."""
    word = words[end]
    if word.text == "–" and not word.barred and end + 1 < len(words):
        # "Persetujuan Roem–Royen"
        joined = words[end - 1].end == word.start and words[end + 1].start == word.end
        return joined and words[end + 1].capital and _has_head(words[at:end], lex.names)
    if word.lower not in lex.names.inside or word.barred:
        return False
    at_next = end + 1
    if at_next < len(words) and words[at_next].lower == "the" and "the" in lex.names.inside:
        at_next += 1
    if at_next >= len(words) or not words[at_next].capital:
        return word.lower == "the" and end > at and words[end - 1].lower in lex.names.bridges
    if word.lower == "the" and not (end > at and words[end - 1].lower in lex.names.bridges):
        # "the Battle of the Bulge", not "after the Korean War the UN Command"
        return False
    if word.lower in lex.names.bridges or word.lower == "the":
        return _has_head(words[at:end], lex.names)
    return True


def _has_head(words: Iterable[Word], names: NameWords) -> bool:
    heads = names.event_heads | names.organisation_heads | names.place_heads
    return any((w.lower,) in heads for w in words)


def is_roman(text: str) -> bool:
    """A Roman numeral such as belongs to "Perang Dunia II"."""
    return bool(_ROMAN.match(text))
