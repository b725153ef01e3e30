"""Lists of clues below a puzzle, in columns of even length."""

from __future__ import annotations

from dataclasses import replace

from handouts.model.document import Content, Span
from handouts.model.puzzle_blocks import ClueList, Clues
from handouts.typeset.definitions import Columns
from handouts.typeset.pieces import Group, Piece, stack
from handouts.typeset.sheet import MM, Sheet, dotted
from handouts.typeset.tagging import Elem

_BETWEEN = 8 * MM
_APART = 2.4  # points between clues
_UNDER_TITLE = 2.0


def clues(sheet: Sheet, block: Clues, parent: Elem) -> list[Piece]:
    """Title by title, number by number; a title never stands without its first clue."""
    pitch = (sheet.width + _BETWEEN) / block.columns
    entries: list[Piece] = []
    for index, given in enumerate(block.lists):
        entries += _entries(sheet, given, parent, pitch - _BETWEEN, block.src, first=index == 0)
    if not entries:
        return []
    piece = Columns(before=6, after=9, src=block.src, element="clues", entries=entries, columns=block.columns)
    return [replace(piece, pitch=pitch)]


def _entries(sheet: Sheet, given: ClueList, parent: Elem, width: float, src: str, first: bool) -> list[Piece]:
    pieces: list[Piece] = []
    title = None
    if given.title:
        role = sheet.heading_role(2)
        title = sheet.text((Span(given.title),), "h3", width, Elem(role, parent), src)
        title.after = _UNDER_TITLE
    listed = Elem("L", parent, attributes={"O": "List", "ListNumbering": "Decimal"})
    widest = max(
        (sheet.natural((Span(dotted(number), bold=True),), "small-black") for number, _ in given.clues), default=0
    )
    for number, clue in given.clues:
        piece = _clue(sheet, number, clue, listed, width, widest + 4, src)
        if title is not None:
            placed = stack([title, piece])
            piece = Group(placed[-1][1] + piece.height, 0 if first else 5, _APART, src=src, parts=placed)
            title = None
        pieces.append(piece)
    return pieces


def _clue(sheet: Sheet, number: str, clue: Content, listed: Elem, width: float, hang: float, src: str) -> Piece:
    """The number hanging at the left, bold; the clue beside it."""
    item = Elem("LI", listed)
    kind = replace(sheet.types["body"], size=sheet.types["body"].size - 0.75)
    kind = replace(kind, leading=round(kind.size * 1.28, 2))
    name = sheet.label(dotted(number), replace(kind, bold=True), Elem("Lbl", item), src)
    text = sheet.text(clue, kind, width - hang, Elem("LBody", item), src)
    height = max(name.height, text.height)
    return Group(height, 0, _APART, src=src, element="clue", parts=[(0, 0, name), (hang, 0, text)])
