"""Items of a draft file put in another order, parts of the worksheet taken out; comments are kept."""

from __future__ import annotations

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


def comments(chunks: Chunks, piece: Piece) -> list[str]:
    """The comments inside a piece, from their # to the end of their line."""
    starts = _starts(chunks)
    spans = [span for path, span in chunks.tree.spans.items() if _inside(path, piece.path) and _is_text(chunks, path)]
    found = []
    for number in range(piece.line, piece.line + _count(chunks, piece)):
        line = chunks.lines[number].removeprefix("\ufeff").rstrip("\r\n")
        at = next((i for i, c in enumerate(line) if c == "#" and _begins(line, i, starts[number], spans)), None)
        if at is not None:
            found.append(line[at:].rstrip())
    return found


def _begins(line: str, at: int, start: int, spans: Sequence[tuple[int, int]]) -> bool:
    free = at == 0 or line[at - 1] in " \t"
    return free and not any(first <= start + at < end for first, end in spans)


def _starts(chunks: Chunks) -> list[int]:
    """For each line its first code point in the text as the reader counts it."""
    starts, at = [], 0
    for line in chunks.lines:
        starts.append(at)
        at += len(unified(line.removeprefix("\ufeff")))
    return starts


def _inside(path: Path, above: Path) -> bool:
    return path[: len(above)] == above


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
