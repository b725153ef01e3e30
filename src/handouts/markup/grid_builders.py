"""The builders of letter grids and clues, like those of `builders`."""

from __future__ import annotations

from handouts.markup.builders import Node, Unfit
from handouts.model import document as d


def letter_grid(n: Node) -> d.LetterGrid | None:
    """A grid of squares: as many in each row; each ring straight and inside it."""
    rows: tuple[tuple[d.Square | None, ...], ...] = n.of("grid-row")
    if not rows:
        return None
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            raise Unfit("markup-uneven-table", row=number, cells=len(row), wanted=len(rows[0]))
    rings: tuple[d.Ring, ...] = n.of("ring")
    for ring in rings:
        _check_ring(ring, len(rows), len(rows[0]))
    least = min(n["least"], n["square"])
    return d.LetterGrid(rows, n["alt"], n["square"], least, n["ruled"], n["labels"], rings, n.src)


def _check_ring(ring: d.Ring, rows: int, columns: int) -> None:
    for name, (row, column) in (("from", ring.start), ("to", ring.end)):
        if not (1 <= row <= rows and 1 <= column <= columns):
            raise Unfit("markup-bad-value", attribute=name, value=f"{row} {column}", wanted=f"≤ {rows} {columns}")
    down, right = abs(ring.end[0] - ring.start[0]), abs(ring.end[1] - ring.start[1])
    if down and right and down != right:
        row, column = ring.end
        raise Unfit("markup-bad-value", attribute="to", value=f"{row} {column}", wanted="→ ↓ ↘ ↗")


def squares(n: Node) -> tuple[d.Square | None, ...] | None:
    """A row of squares and holes; nothing when there are none."""
    return tuple(None if tag == "hole" else kid for tag, kid in n.kids) or None


def square(n: Node) -> d.Square:
    """A square, with its letter or empty."""
    return d.Square(n.content, n["number"])


def hole(n: Node) -> bool:
    """A place without a square."""
    return True


def ring(n: Node) -> d.Ring:
    """A line around a word."""
    return d.Ring(n["from"], n["to"])


def clues(n: Node) -> d.Clues | None:
    """Lists of clues."""
    return d.Clues(n.all(), n["columns"], n.src) if n.kids else None


def clue_list(n: Node) -> d.ClueList | None:
    """Clues under a title."""
    return d.ClueList(n["title"], n.all()) if n.kids else None
