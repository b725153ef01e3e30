"""Answers written into gaps, for copies of a sheet that show them."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.typeset.faces import Face, FontBook, drawable
from handouts.typeset.lines import Frag, Ink, Type

# Size as a share of the type's, and rows above the rule of a gap: the first that fits is taken.
_IN_GAP = ((0.95, 1), (0.85, 1), (0.75, 1), (0.66, 2), (0.56, 2), (0.48, 2), (0.48, 3), (0.4, 3))
_ROW = 1.08  # of the size


def gap_answer(book: FontBook, color: str, src: str, text: str, kind: Type, room: float) -> tuple[Frag, ...]:
    """An answer written into a gap of `room` points: as large as fits, in two or three rows where it must be."""
    words = drawable(text).split()
    for share, rows in _IN_GAP:
        size = share * kind.size
        lines = _rows(book, words, size, room - 2, kind, (text, 0, src))
        if len(lines) <= rows and max((width for _, width in lines), default=0) <= room:
            break
    made: list[Frag] = []
    for number, (pieces, width) in enumerate(lines):
        x = max(0.0, (room - width) / 2)
        rise = (len(lines) - 1 - number) * _ROW * size
        for face, run in pieces:
            ink = Ink(face, size, color, rise=rise)
            made.append(Frag(x, face.width(run, size), run, ink))
            x += made[-1].width
    return tuple(made)


def _rows(
    book: FontBook, words: Sequence[str], size: float, room: float, kind: Type, place: tuple[str, int, str]
) -> list[tuple[list[tuple[Face, str]], float]]:
    """The words in rows no wider than `room`, as runs of one face with the width of the row."""

    def runs(text: str) -> tuple[list[tuple[Face, str]], float]:
        found = list(book.runs(text, kind.role, True, kind.italic, place))
        return found, sum(face.width(run, size) for face, run in found)

    rows: list[str] = []
    for word in words:
        if rows and runs(f"{rows[-1]} {word}")[1] <= room:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    return [runs(row) for row in rows]
