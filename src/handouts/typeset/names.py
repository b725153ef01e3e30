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


def fit_name(book: FontBook, text: str, kind: Type, room: float, tail: str = "") -> tuple[str, float]:
    """What of `text` and the words behind it stands on `room` points, and the size of its letters in points.

    The letters are at least 62 % of the type's size; a text that is too long even then loses its end, and keeps `tail`
    where there is room for it.
    """
    text = " ".join(text.split())
    whole = text + tail
    width = width_of(runs_of(book, whole, kind), kind.size)
    if width <= room:
        return whole, kind.size
    size = int(kind.size * room / width * _PRECISION) / _PRECISION
    least = max(kind.size * _LEAST, 1 / _PRECISION)
    if size >= least:
        return whole, size
    least = round(least, 2)
    kept = _cut(book, text, tail, kind, room, least) if tail else ""
    return kept or _cut(book, whole, "", kind, room, least) or _ELLIPSIS, least


def _cut(book: FontBook, text: str, tail: str, kind: Type, room: float, size: float) -> str:
    """As much of the text as stands before an ellipsis and the tail; "" when nothing of it does."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        short = text[:middle].rstrip() + _ELLIPSIS + tail
        if width_of(runs_of(book, short, kind), size) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + _ELLIPSIS + tail if low else ""
