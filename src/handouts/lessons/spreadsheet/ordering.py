"""Items of a draft file put in another order, parts of the worksheet taken out; comments are kept."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from copy import deepcopy

from handouts.diagnostics import Location, problem
from handouts.errors import ContentError
from handouts.lessons.drafts.chunks import Chunks, Piece, chunks_of, unified
from handouts.reading.yaml import Path


def reordered(chunks: Chunks, path: Path, order: Sequence[int]) -> Chunks:
    """The file with the items of one list in another order; `order` names them by their number, from 0.

    An item keeps its bytes and the comments that stand right above it. Raises ContentError draft-layout where this
    would change another line.
    """
    pieces = chunks.items_of(path)
    slots = [_with_comments(chunks, piece) for piece in pieces]
    lines = list(chunks.lines)
    units = ["".join(lines[start:end]) for start, end in slots]
    last = _ends_without(chunks, slots)
    for (start, end), number in zip(slots, order, strict=True):
        unit = units[number]
        if last and not unit.endswith(("\n", "\r")):
            unit += chunks.newline
        lines[start:end] = [unit] + [""] * (end - start - 1)
    text = "".join(lines)
    if last and text.endswith(chunks.newline):
        text = text.removesuffix(chunks.newline)
    wanted = deepcopy(chunks.tree.data)
    holder: object = wanted
    for step in path[:-1]:
        holder = holder[step]  # type: ignore[index]
    old = holder[path[-1]]  # type: ignore[index]
    old[:] = [old[number] for number in order]
    return _checked(chunks, text, wanted)


def without_sections(chunks: Chunks, numbers: Sequence[int]) -> Chunks:
    """The file without some parts of the worksheet; comments between items stay."""
    if not numbers:
        return chunks
    lines = list(chunks.lines)
    for section in chunks.sections:
        if section.path[-1] in numbers:
            inside = {n for item in chunks.items for n in range(item.line, item.line + _count(chunks, item))}
            for line in range(section.line, section.line + _count(chunks, section)):
                if line in inside or not lines[line].lstrip().startswith("#"):
                    lines[line] = ""
    wanted = deepcopy(chunks.tree.data)
    assert isinstance(wanted, dict)
    wanted["sections"] = [s for n, s in enumerate(wanted["sections"]) if n not in numbers] or ""
    return _checked(chunks, "".join(lines), wanted)


class Comments:
    """The comments of a file by their line, from their # to the end of it."""

    def __init__(self, chunks: Chunks) -> None:
        self._chunks = chunks
        # Scalars do not overlap: the last one that begins before a place is the only one that may hold it.
        self._spans = sorted(span for path, span in chunks.tree.spans.items() if _is_text(chunks, path))
        self._starts = [start for start, _ in self._spans]
        self._lines: dict[int, str] = {}
        at = 0
        for number, whole in enumerate(chunks.lines):
            line = whole.removeprefix("\ufeff")
            found = next((i for i, c in enumerate(line) if c == "#" and self._begins(line, i, at)), None)
            if found is not None:
                self._lines[number] = line[found:].rstrip()
            at += len(unified(line))

    def inside(self, piece: Piece) -> list[str]:
        """The comments in the lines of a piece."""
        lines = range(piece.line, piece.line + _count(self._chunks, piece))
        return [self._lines[number] for number in lines if number in self._lines]

    def _begins(self, line: str, at: int, start: int) -> bool:
        before = bisect_right(self._starts, start + at) - 1
        in_text = before >= 0 and start + at < self._spans[before][1]
        return (at == 0 or line[at - 1] in " \t") and not in_text


def _is_text(chunks: Chunks, path: Path) -> bool:
    here: object = chunks.tree.data
    for step in path:
        here = here[step]  # type: ignore[index]
    return isinstance(here, str)


def _with_comments(chunks: Chunks, piece: Piece) -> tuple[int, int]:
    """The lines of an item with the comments right above it."""
    start = piece.line
    while start > 0 and chunks.lines[start - 1].strip().startswith("#"):
        start -= 1
    return start, piece.line + _count(chunks, piece)


def _ends_without(chunks: Chunks, slots: Sequence[tuple[int, int]]) -> bool:
    return slots[-1][1] == len(chunks.lines) and not chunks.text.endswith(("\n", "\r"))


def _count(chunks: Chunks, piece: Piece) -> int:
    count, length = 0, 0
    while length < len(piece.text):
        length += len(chunks.lines[piece.line + count])
        count += 1
    return count


def _checked(chunks: Chunks, text: str, wanted: object) -> Chunks:
    """The new file, read again: what it holds must be what was meant."""
    failed = ContentError(problem("draft-layout", Location(chunks.name)))
    try:
        result = chunks_of(chunks.name, text, chunks.encoding)
    except ContentError as error:
        raise failed from error
    if result.odd or result.tree.data != wanted:
        raise failed
    return result
