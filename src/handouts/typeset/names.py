"""Names of people on a line of a given width: smaller letters first, an ellipsis only when those do not help."""

from __future__ import annotations

from handouts.typeset.faces import Face, FontBook, drawable
from handouts.typeset.lines import Type

_LEAST = 0.62  # of the size of the letters
_ELLIPSIS = "…"
_PRECISION = 4  # sizes are quarters of a point

Runs = list[tuple[Face, str]]


def runs_of(book: FontBook, text: str, kind: Type) -> Runs:
    """The text in the faces that have its characters."""
    shown = drawable(text)
    return book.runs(shown, kind.role, kind.bold, kind.italic, (shown, 0, ""))


def width_of(runs: Runs, size: float) -> float:
    """Width in points at `size` points."""
    return sum(face.width(text, size) for face, text in runs)


def fit_name(book: FontBook, text: str, kind: Type, room: float) -> tuple[str, float]:
    """What of `text` stands on `room` points, and the size of its letters in points.

    The letters are at least 62 % of the type's size; a text that is too long even then loses its end.
    """
    text = " ".join(text.split())
    width = width_of(runs_of(book, text, kind), kind.size)
    if width <= room:
        return text, kind.size
    size = int(kind.size * room / width * _PRECISION) / _PRECISION
    least = max(kind.size * _LEAST, 1 / _PRECISION)
    if size >= least:
        return text, size
    least = round(least, 2)
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        short = text[:middle].rstrip() + _ELLIPSIS
        if width_of(runs_of(book, short, kind), least) <= room:
            low = middle
        else:
            high = middle - 1
    return (text[:low].rstrip() + _ELLIPSIS) if low else _ELLIPSIS, least
