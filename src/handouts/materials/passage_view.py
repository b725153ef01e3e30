"""The reading passage as it is printed: pieces in one style each, and the way back from printed text to the essay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from handouts.model.glossary import Entry
from handouts.model.sheet import PassageBlock, Piece
from handouts.model.text import Essay, Passage, Picture, TextBlock

OMITTED = "[…]"


def block_id(index: int) -> str:
    """The id under which a block of the essay returns in the anchors."""
    return f"b{index}"


def printable(text: str, unprintable: frozenset[str]) -> tuple[str, tuple[int, ...]]:
    """The text with each run of characters no font has replaced by "[…]", and for each printed character its origin.

    Blanks between two such runs go with them, so that a foreign name becomes one mark.
    """
    if not unprintable or not unprintable.intersection(text):
        return text, tuple(range(len(text)))
    bad = "".join(re.escape(c) for c in sorted(unprintable))
    out: list[str] = []
    index: list[int] = []
    last = 0
    for match in re.finditer(f"[{bad}](?:\\s*[{bad}])*", text):
        out.append(text[last : match.start()])
        index += range(last, match.start())
        out.append(OMITTED)
        index += [match.start()] * len(OMITTED)
        last = match.end()
    out.append(text[last:])
    index += range(last, len(text))
    return "".join(out), tuple(index)


def passage_blocks(
    essay: Essay, entries: Iterable[Entry], doubtful: Iterable[Passage], unprintable: frozenset[str]
) -> tuple[tuple[PassageBlock, ...], dict[str, tuple[int, ...]]]:
    """The blocks to print, and for each block id the map from printed offsets to offsets in the block's text."""
    gloss = _first_mentions(entries)
    doubts: dict[int, list[Passage]] = {}
    for p in doubtful:
        doubts.setdefault(p.block, []).append(p)
    blocks: list[PassageBlock] = []
    maps: dict[str, tuple[int, ...]] = {}
    for i, block in enumerate(essay.blocks):
        name = block_id(i)
        if isinstance(block, TextBlock) and block.kind == "heading" and block.level == 1:
            continue  # the title, which the sheet prints by itself
        if isinstance(block, Picture):
            blocks.append(PassageBlock("picture", name, (Piece(block.caption),), file=block.file, alt=block.alt))
            continue
        pieces, index = _pieces(block, gloss.get(i, []), doubts.get(i, []), unprintable)
        maps[name] = index
        number = "" if block.number is None else str(block.number)
        blocks.append(PassageBlock(block.kind, name, pieces, number, max(2, min(3, block.level))))
    return tuple(blocks), maps


def _first_mentions(entries: Iterable[Entry]) -> dict[int, list[Passage]]:
    found: dict[int, list[Passage]] = {}
    for entry in entries:
        if entry.mentions:
            first = entry.mentions[0]
            found.setdefault(first.block, []).append(first)
    return found


def _pieces(
    block: TextBlock, gloss: Sequence[Passage], doubts: Sequence[Passage], unprintable: frozenset[str]
) -> tuple[tuple[Piece, ...], tuple[int, ...]]:
    cuts = {0, len(block.text)}
    offset = 0
    styles: list[tuple[int, int, bool, bool]] = []
    for run in block.runs:
        styles.append((offset, offset + len(run.text), run.bold, run.italic))
        offset += len(run.text)
        cuts.add(offset)
    for p in (*gloss, *doubts):
        cuts.update((p.start, p.end))
    edges = sorted(cuts)
    pieces: list[Piece] = []
    index: list[int] = []
    for a, b in pairwise(edges):
        text, origin = printable(block.text[a:b], unprintable)
        bold, italic = next(((s[2], s[3]) for s in styles if s[0] <= a < s[1]), (False, False))
        in_gloss = block.kind != "heading" and any(p.start <= a < p.end for p in gloss)
        in_doubt = any(p.start <= a < p.end for p in doubts)
        pieces.append(Piece(text, bold, italic, in_gloss, in_doubt))
        index += (a + o for o in origin)
    return tuple(pieces), tuple(index)
