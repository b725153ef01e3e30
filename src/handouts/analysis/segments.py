"""The sentences of an essay and the language it is written in."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from handouts.analysis.keys import sentence_keys
from handouts.analysis.splitting import split
from handouts.analysis.tongues import sentence_language
from handouts.languages.lexicon import available
from handouts.model.analysis import Sentence
from handouts.model.text import Essay, TextBlock, passage

_ROUGH = re.compile(r"[^.!?\n]+")
_LONGEST_VOTE = 12


def detect_language(text: str) -> str:
    """The language of most sentences of `text` ("id", "en"); "" without a sign of any.

    Longer sentences weigh more, up to twelve words, so that headings and captions do not decide.
    """
    votes: Counter[str] = Counter()
    for piece in _ROUGH.findall(text):
        code = sentence_language(piece)
        if code in available():
            votes[code] += min(_LONGEST_VOTE, len(piece.split()))
    return min(votes, key=lambda code: (-votes[code], code), default="")


def essay_text(essay: Essay) -> str:
    """All text of the essay, one line a block."""
    return "\n".join(block.text for _, block in essay.text_blocks())


def sentences(essay: Essay, language: str) -> tuple[Sentence, ...]:
    """The sentences of all blocks in reading order, each with its own language; none is marked unusable here."""
    found: list[Sentence] = []
    for index, block in essay.text_blocks():
        for number, (start, end) in enumerate(split(block.text, language), 1):
            where = passage(essay, index, start, end)
            found.append(Sentence(f"{_prefix(index, block)}.{number}", where, sentence_language(where.text)))
    keys = sentence_keys(s.text for s in found)
    return tuple(replace(s, key=key) for s, key in zip(found, keys, strict=True))


def mark_unusable(found: tuple[Sentence, ...], bad: frozenset[str]) -> tuple[Sentence, ...]:
    """The same sentences, those whose id is in `bad` marked unusable."""
    return tuple(replace(s, usable=False) if s.id in bad else s for s in found)


def _prefix(index: int, block: TextBlock) -> str:
    if block.kind == "heading":
        return f"h{index}"
    return str(block.number) if block.number is not None else f"b{index}"
