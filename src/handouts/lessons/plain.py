"""Plain text into blocks: paragraphs, and headings that stand alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handouts.lessons.gather import Gathering
from handouts.lessons.wrapping import FEW, Line, Wrapping, breaks_in_words, wrapping
from handouts.model.text import BlockKind, SourceText, TextBlock

TITLE_WORDS = 20
HEADING_WORDS = 12
_END_MARK = re.compile(r"[.!?…。！？:;,][\"'”’»)\]]*$")
_YEARS = re.compile(r"\d{3,4}(\s?[-–/]\s?\d{2,4})?$")


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
    ways = _ways(groups)
    pieces = [
        piece
        for group, way in zip(groups, ways, strict=True)
        for piece in (_joined(way.paragraphs(group)) if way else _single(group))
    ]
    found: list[TextBlock] = []
    number = 0
    for piece, level in zip(pieces, _levels(pieces), strict=True):
        kind: BlockKind = "heading" if level else "paragraph"
        gathering = Gathering()
        begin = piece.start
        for start, end in [*breaks_in_words(source.text[piece.start : piece.end]), (piece.end - piece.start,) * 2]:
            gathering.add(source.text[begin : piece.start + start], range(begin, piece.start + start))
            begin = piece.start + end
        block = gathering.block(kind, level, None if level else number + 1)
        if block:
            found.append(block)
            number += block.number is not None
    return tuple(found)


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


def _ways(groups: list[list[Line]]) -> list[Wrapping | None]:
    """How the lines of each group were broken: as in the whole text, else as the group by itself shows."""
    whole = wrapping(groups)
    return [whole or wrapping([group], FEW) for group in groups]


def _single(group: list[Line]) -> list[Piece]:
    return [Piece(at, at + len(line), line.strip(), len(group) == 1) for at, line in group]


def _joined(parts: list[list[Line]]) -> list[Piece]:
    """Paragraphs of several lines, each as one piece."""
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
