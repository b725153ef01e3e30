"""Lists of clues below a puzzle, in columns of even length."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handouts.model.document import Span
from handouts.model.press import MM
from handouts.model.puzzle_blocks import ClueList, Clues
from handouts.typeset.definitions import Columns
from handouts.typeset.pieces import Group, Piece, extent
from handouts.typeset.sheet import Sheet, dotted
from handouts.typeset.tagging import Elem

_BETWEEN = 8 * MM
_UNDER_TITLE = 2.0


@dataclass(frozen=True, slots=True)
class _Setting:
    """How clues are set: what their type is smaller than the body's, leading by size, points between clues."""

    smaller: float
    leading: float
    apart: float


_ROOMY, _DENSE = _Setting(0.75, 1.28, 2.4), _Setting(1.5, 1.2, 1.2)


@dataclass(eq=False)
class ClueColumns(Columns):
    """Clues in columns. `denser`: the same, set closer, for a page that needs it."""

    denser: Columns | None = None


def clues(sheet: Sheet, block: Clues, parent: Elem) -> list[Piece]:
    """Title by title, number by number; a title never stands without its first clue."""
    columns = sheet.columns(block.columns, _BETWEEN)
    pitch = (sheet.width + _BETWEEN) / columns
    elems = [_structure(sheet, given, parent) for given in block.lists]
    made = []
    for setting in (_ROOMY, _DENSE):
        entries: list[Piece] = []
        for given, elem in zip(block.lists, elems, strict=True):
            entries += _entries(sheet, given, elem, pitch - _BETWEEN, setting, block.src)
        if entries:
            entries[0].before = 0
        made.append(entries)
    if not made[0]:
        return []
    model = ClueColumns(before=6, after=9, src=block.src, element="clues", columns=columns, pitch=pitch)
    return [replace(model, entries=made[0], denser=replace(model, entries=made[1]))]


@dataclass(eq=False, slots=True)
class _Structure:
    """The elements of a list: its title's, and number and text of each clue."""

    title: Elem | None
    clues: list[tuple[Elem, Elem]]


def _structure(sheet: Sheet, given: ClueList, parent: Elem) -> _Structure:
    title = Elem(sheet.heading_role(2), parent) if given.title else None
    listed = Elem("L", parent, attributes={"O": "List", "ListNumbering": "Decimal"})
    items = [Elem("LI", listed) for _ in given.clues]
    return _Structure(title, [(Elem("Lbl", item), Elem("LBody", item)) for item in items])


def _entries(
    sheet: Sheet, given: ClueList, elems: _Structure, width: float, setting: _Setting, src: str
) -> list[Piece]:
    smaller = 0 if sheet.style.single else setting.smaller
    size = sheet.types["body"].size - smaller
    kind = replace(sheet.types["body"], size=size, leading=round(size * setting.leading, 2))
    numbers = [
        sheet.label(dotted(number), replace(kind, bold=True), elem, src)
        for (number, _), (elem, _) in zip(given.clues, elems.clues, strict=True)
    ]
    hang = max((number.width for number in numbers), default=0) + 5
    pieces: list[Piece] = []
    for number, (_, clue), (_, elem) in zip(numbers, given.clues, elems.clues, strict=True):
        text = sheet.text(clue, kind, width - hang, elem, src)
        parts: list[tuple[float, float, Piece]] = [(0, 0, number), (hang, 0, text)]
        if not pieces and elems.title is not None:
            title = sheet.text((Span(given.title),), "h3", width, elems.title, src)
            down = title.height + _UNDER_TITLE
            parts = [(0, 0, title), (0, down, number), (hang, down, text)]
        before = 0 if pieces else 2 * setting.apart
        pieces.append(Group(extent(parts), before, setting.apart, src=src, element="clue", parts=parts))
    return pieces
