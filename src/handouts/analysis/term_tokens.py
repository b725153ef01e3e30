"""The words of an essay that may be terms or parts of terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handouts.analysis.headwords import forms
from handouts.analysis.tongues import other_language
from handouts.languages.terms import Key, key
from handouts.model.analysis import Sentence
from handouts.model.text import Essay, Passage

_TOKEN = re.compile(r"[^\W\d_]+(?:['’‐‑-][^\W\d_]+)*|\d+")
_OWNER = re.compile(r"(?:['’]s|(?<=s)['’])\Z")
# what a bracket says in another language: "(English: Tower of London)"
_LABELLED = re.compile(r"\([^()]{0,40}:[^()]*\)?")
_BEYOND_LATIN = re.compile(r"[Ͱ-ᷫἀ-῿⁰-⿿぀-힯一-鿿]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its offsets in the block. `keys` are its possible headwords, without hyphens.

    `first`: it opens its sentence; `joined`: only blanks stand between it and the token before.
    """

    text: str
    lower: str
    start: int
    end: int
    first: bool
    joined: bool
    keys: tuple[str, ...]

    @property
    def capital(self) -> bool:
        """Begins with a capital letter."""
        return self.text[:1].isupper()


def readable(sentences: Iterable[Sentence], language: str) -> list[Sentence]:
    """Usable sentences of the essay's language that are no headings."""
    return [
        s
        for s in sentences
        if s.usable and not s.id.startswith("h") and not other_language(s.text, s.language, language)
    ]


def tokens(sentence: Sentence, barred: set[int], language: str) -> list[Token]:
    """The words of a sentence that stand free; a barred one breaks the row."""
    found: list[Token] = []
    base, last, first = sentence.passage.start, -1, True
    for match in _TOKEN.finditer(sentence.text):
        text = _OWNER.sub("", match[0])
        start = match.start()
        if start + base in barred:
            last, first = -1, False
            continue
        lower = text.lower().replace("’", "'").replace("‐", "-").replace("‑", "-")
        # "Anna M. Brandt", "U.S."
        gap = sentence.text[last:start].removeprefix("." if found and len(found[-1].text) == 1 else "")
        joined = last >= 0 and (gap.isspace() or (not gap and last < start))
        keys = tuple(f.replace("-", "") for f in forms(lower, language, verbs=False))
        found.append(Token(text, lower, start + base, start + base + len(text), first, joined, keys))
        last, first = start + len(text), False
        if len(text) < len(match[0]):
            last = -1
    return found


def written_key(term: str) -> Key:
    """The words of a term as `tokens` would find them: "Anna M. Brandt" is ("anna", "m", "brandt")."""
    return tuple(word for match in _TOKEN.finditer(term) for word in key(_OWNER.sub("", match[0])))


def barred_places(essay: Essay, sentences: Iterable[Sentence], passages: Sequence[Passage]) -> dict[int, set[int]]:
    """Offsets by block under `passages` and in brackets that hold another language's words."""
    barred: dict[int, set[int]] = {}
    for p in passages:
        barred.setdefault(p.block, set()).update(range(p.start, p.end))
    for sentence in sentences:
        for match in _LABELLED.finditer(sentence.text) if ":" in sentence.text else ():
            start = sentence.passage.start
            barred.setdefault(sentence.passage.block, set()).update(range(start + match.start(), start + match.end()))
    return barred


def italic_places(essay: Essay, block: int) -> set[int]:
    """Offsets of the block that stand in italics."""
    found: set[int] = set()
    at = 0
    for run in essay.text_block(block).runs:
        if run.italic:
            found.update(range(at, at + len(run.text)))
        at += len(run.text)
    return found
