"""Plain text into blocks: paragraphs, and headings that stand alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handouts.lessons.gather import Gathering
from handouts.model.text import BlockKind, SourceText, TextBlock

TITLE_WORDS = 20
HEADING_WORDS = 12
_WRAP_MIN, _WRAP_MAX = 45, 100
_END_MARK = re.compile(r"[.!?…。！？:;,][\"'”’»)\]]*$")
_YEARS = re.compile(r"\d{3,4}(\s?[-–/]\s?\d{2,4})?$")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the source that becomes one block: `alone` when blank lines or the file's ends surround it."""

    start: int
    end: int
    text: str
    alone: bool


def blocks(source: SourceText) -> tuple[TextBlock, ...]:
    """The blocks of a plain text; lines that stand alone and look like headings come as headings of level 2.

    Where the lines are wrapped by hand, blank lines separate paragraphs; otherwise each line is one.
    """
    groups = _groups(source.text)
    wrapped = _is_wrapped(groups)
    pieces = [piece for group in groups for piece in (_unwrap(group) if wrapped else _single(group))]
    found: list[TextBlock] = []
    number = 0
    for piece, level in zip(pieces, _levels(pieces), strict=True):
        kind: BlockKind = "heading" if level else "paragraph"
        gathering = Gathering()
        gathering.add(source.text[piece.start : piece.end], range(piece.start, piece.end))
        block = gathering.block(kind, level, None if level else number + 1)
        if block:
            found.append(block)
            number += block.number is not None
    return tuple(found)


Line = tuple[int, str]


def _groups(text: str) -> list[list[Line]]:
    """Lines with their offsets, in groups between blank lines."""
    groups: list[list[Line]] = [[]]
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            groups[-1].append((offset, line))
        elif groups[-1]:
            groups.append([])
        offset += len(line) + 1
    return [group for group in groups if group]


def _is_wrapped(groups: list[list[Line]]) -> bool:
    """True when most lines that another one follows have the length of a typed line and end inside a sentence."""
    inner = [line.strip() for group in groups for _, line in group[:-1]]
    if len(inner) < 3:
        return False
    typed = sum(_WRAP_MIN <= len(line) <= _WRAP_MAX for line in inner)
    ended = sum(bool(_SENTENCE_END.search(line)) for line in inner)
    return typed >= 0.7 * len(inner) and ended <= 0.4 * len(inner)


def _single(group: list[Line]) -> list[Piece]:
    return [Piece(at, at + len(line), line.strip(), len(group) == 1) for at, line in group]


def _unwrap(group: list[Line]) -> list[Piece]:
    """Paragraphs of a wrapped group: a new one begins after a short line that ends a sentence."""
    width = max(len(line.rstrip()) for _, line in group)
    parts: list[list[Line]] = [[]]
    for at, line in group:
        parts[-1].append((at, line))
        if len(line.rstrip()) < 0.6 * width and _SENTENCE_END.search(line.rstrip()):
            parts.append([])
    parts = [part for part in parts if part]
    alone = len(parts) == 1
    return [
        Piece(part[0][0], part[-1][0] + len(part[-1][1]), " ".join(line.strip() for _, line in part), alone)
        for part in parts
    ]


def _levels(pieces: list[Piece]) -> list[int]:
    """0 for a paragraph, 2 for a heading. What no paragraph follows is no heading: it may be the

    foot of a web page. More than three headings in a row are a list.
    """
    levels = [2 if piece.alone and like_a_heading(piece.text, HEADING_WORDS) else 0 for piece in pieces]
    last = max((i for i, level in enumerate(levels) if not level), default=-1)
    run = 0
    for i in range(len(pieces)):
        if i > last:
            levels[i] = 0
        run = run + 1 if levels[i] else 0
        if run > 3:
            levels[i - run + 1 : i + 1] = [0] * run
    return levels


def like_a_heading(text: str, most_words: int) -> bool:
    """True for a short line without an end mark that does not begin in the middle of a sentence or list."""
    first = next((c for c in text if c.isalnum()), "")
    return (
        len(text.split()) <= most_words
        and len(text) <= 12 * most_words
        and not _END_MARK.search(text)
        and not first.islower()
        and text[0] not in "-*•·–—"
        and (any(c.isalpha() for c in text) or bool(_YEARS.match(text)))
    )
