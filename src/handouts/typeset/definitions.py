"""Glossary rows: the term in bold with its meaning, in one column or several."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from handouts.model.document import Content, Definitions, Span
from handouts.model.press import MM
from handouts.typeset.lines import Part
from handouts.typeset.pen import Pen
from handouts.typeset.pieces import Group, Piece, stack
from handouts.typeset.sheet import Sheet
from handouts.typeset.tagging import Elem

_TERM_SHARE = 0.26
_BETWEEN = 8 * MM
_HANG = 4 * MM


@dataclass(eq=False)
class Columns(Piece):
    """Entries in order, down the first column and then the next, the columns as even as they can be."""

    entries: Sequence[Piece] = ()
    columns: int = 2
    pitch: float = 0

    def __post_init__(self) -> None:
        self.height = max((_height(column) for column in self._balanced(self.entries)), default=0)

    def _balanced(self, entries: Sequence[Piece]) -> list[Sequence[Piece]]:
        low, high = max((e.height for e in entries), default=0.0), _height(entries)
        for _ in range(24):
            middle = (low + high) / 2
            low, high = (low, middle) if len(_packed(entries, middle)) <= self.columns else (middle, high)
        return _packed(entries, high)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Column by column, which is the reading order."""
        for index, column in enumerate(self._balanced(self.entries)):
            for dx, dy, piece in stack(column, index * self.pitch):
                piece.draw(pen, x + dx, top - dy)

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """As many entries as balanced columns hold in the room: a longer list is never lower."""
        counts = range(self.columns, len(self.entries))
        fit = bisect_right(counts, room, key=lambda count: self._first(count).height)
        if not fit:
            return None
        return self._first(counts[fit - 1]), replace(self, entries=self.entries[counts[fit - 1] :], before=0)

    def _first(self, count: int) -> Columns:
        return replace(self, entries=self.entries[:count], after=0)


def _height(column: Sequence[Piece]) -> float:
    placed = stack(column)
    return placed[-1][1] + column[-1].height if placed else 0


def _packed(entries: Sequence[Piece], limit: float) -> list[Sequence[Piece]]:
    columns: list[list[Piece]] = []
    foot = after = 0.0  # of the last column, as `stack` would place it
    for entry in entries:
        top = foot + max(after, entry.before)
        if columns and top + entry.height <= limit + 0.01:
            columns[-1].append(entry)
        else:
            columns.append([entry])
            top = 0.0
        foot, after = top + entry.height, entry.after
    return list(columns)


def definitions(sheet: Sheet, block: Definitions, parent: Elem) -> list[Piece]:
    """One column: meanings beside their terms. More: the meaning runs on after its term, hanging."""
    listed = Elem("L", parent, attributes={"O": "List", "ListNumbering": "None"})
    columns = sheet.columns(block.columns, _BETWEEN)
    if columns <= 1 and not sheet.style.single and block.columns <= 1:
        pieces = [_beside(sheet, *entry, listed, block.src) for entry in block.entries]
        if pieces:
            pieces[0].before, pieces[-1].after = 4, 9
        return pieces
    pitch = (sheet.width + _BETWEEN) / columns
    entries = [_run_in(sheet, *entry, listed, pitch - _BETWEEN, block.src) for entry in block.entries]
    if columns == 1:
        return list(entries)
    same = {"before": 4, "after": 9, "src": block.src, "element": "definitions"}
    return [Columns(entries=entries, columns=columns, pitch=pitch, **same)]  # type: ignore[arg-type]


def _beside(sheet: Sheet, term: Content, meaning: Content, parent: Elem, src: str) -> Piece:
    item = Elem("LI", parent)
    inset = sheet.width * _TERM_SHARE
    name = sheet.text(term, "bold", inset - 4 * MM, Elem("Lbl", item), src)
    text = sheet.text(meaning, "body", sheet.width - inset, Elem("LBody", item), src)
    height = max(name.height, text.height)
    return Group(height, 0, 4, src=src, element="definition", parts=((0, 0, name), (inset, 0, text)))


def _run_in(sheet: Sheet, term: Content, meaning: Content, parent: Elem, width: float, src: str) -> Piece:
    item = Elem("LI", parent)
    label, body = Elem("Lbl", item), Elem("LBody", item)
    bold = sheet.types["bold"]
    parts = [
        Part(term, bold, label),
        Part((Span("  "),), bold, label),
        Part(meaning, sheet.types["body"], body),
    ]
    text = sheet.parts(parts, width, item, src, hang=_HANG)
    text.solid = True
    text.after = 4
    return text
