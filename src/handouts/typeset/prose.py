"""Headings, paragraphs, notes, lists, pictures and bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from handouts.model.document import Band, Content, Heading, Image, ListBlock, Note, Para, Span, list_labels, plain
from handouts.model.press import MM
from handouts.typeset.lines import Part
from handouts.typeset.pen import Pen
from handouts.typeset.pieces import Group, Mark, Piece, extent
from handouts.typeset.sheet import Sheet
from handouts.typeset.tagging import Elem

_HEADING_SPACE = {1: (0, 3), 2: (13, 3), 3: (9, 2)}
_PARA_SPACE = {
    "body": (3, 5),
    "kicker": (0, 1),
    "lead": (0, 9),
    "instruction": (0, 5),
    "small": (1, 2),
    "quote": (2, 2),
    "source": (2, 6),
    "answer": (2, 2),
    "end": (10, 4),
}
_CORNER = 1.5 * MM
_PAD = 3 * MM
_TALLEST = 0.62  # a picture's share of the page's height at most
_NUMBERINGS = {"1": "Decimal", "a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman"}


Label = tuple[str, float]  # of an item, and how far its text stands to the right of it


def heading(sheet: Sheet, block: Heading, parent: Elem, width: float = 0) -> list[Piece]:
    """A heading, kept with what follows; `width` where it has not that of the page."""
    elem = Elem(sheet.heading_role(block.level), parent)
    piece = sheet.balanced(block.content, f"h{block.level}", width or sheet.width, elem, block.src)
    piece.before, piece.after = _HEADING_SPACE[block.level]
    piece.keep_next = piece.solid = True
    piece.bookmark = (block.level, " ".join(plain(block.content).split()))
    return [piece]


def para(sheet: Sheet, block: Para, parent: Elem, width: float = 0) -> list[Piece]:
    """A paragraph; kickers and instructions are always kept with what follows."""
    elem = Elem("P", parent)
    piece = sheet.text(block.content, block.style, width or sheet.width, elem, block.src)
    piece.before, piece.after = _PARA_SPACE[block.style]
    piece.keep_next = block.keep_next or block.style in ("kicker", "instruction")
    piece.solid = block.style in ("kicker", "instruction")
    piece.element = "instruction" if block.style == "instruction" else ""
    return [piece]


def note(sheet: Sheet, block: Note, parent: Elem) -> list[Piece]:
    """A tinted box: bold title, then text in the same paragraph."""
    quiet = sheet.types["small-black"]
    elem = Elem("P", parent)
    parts = [Part(block.content, quiet)]
    if block.title:
        parts.insert(0, Part((Span(block.title + " "),), replace(quiet, bold=True)))
    text = sheet.parts(parts, sheet.width - 2 * _PAD, elem, block.src)
    height = text.height + 2 * _PAD - 2
    box = sheet.frame(sheet.width, height, _CORNER, fill=sheet.style.tint)
    placed = ((0, 0, box), (_PAD, _PAD - 1, text))
    return [Group(height, 9, 9, src=block.src, element="note", parts=placed)]


def bullets(sheet: Sheet, block: ListBlock, parent: Elem) -> list[Piece]:
    """A list, one piece an item, labels hanging."""
    elem = _list(block, parent)
    below = block.below or (None,) * len(block.items)
    pieces: list[Piece] = []
    labels = list_labels(block)
    indent = _indent(sheet, labels)
    for label, content, inner in zip(labels, block.items, below, strict=True):
        pieces += _with_inner(sheet, elem, (label, indent), content, inner, block.src)
    for piece in pieces[:-1]:
        piece.after = 2
    for piece in (*pieces[:1], *pieces[-2:-1]) if len(pieces) > 1 else ():
        piece.keep_next = True
    return list(pieces)


def _list(block: ListBlock, parent: Elem) -> Elem:
    numbering = _NUMBERINGS[block.numbering] if block.ordered else "Disc"
    return Elem("L", parent, attributes={"O": "List", "ListNumbering": numbering})


def _with_inner(
    sheet: Sheet, parent: Elem, label: Label, content: Content, inner: ListBlock | None, src: str
) -> list[Piece]:
    """An item, and further in the items of the list inside it; the first of those stays with it."""
    item = Elem("LI", parent)
    if inner is None:
        return [_list_item(sheet, item, label, content, src)]
    first = _list_item(sheet, item, label, content, src, in_paragraph=True)
    shift = label[1]
    elem = _list(inner, first.body)
    pieces: list[Piece] = [first]
    with sheet.within(sheet.width - shift):
        labels = list_labels(inner, nested=True)
        indent = _indent(sheet, labels)
        for mark, text in zip(labels, inner.items, strict=True):
            made = _list_item(sheet, Elem("LI", elem), (mark, indent), text, inner.src)
            made.parts = [(x + shift, y, part) for x, y, part in made.parts]
            pieces.append(made)
    first.keep_next = True
    for piece in pieces:
        piece.before = piece.after = 2
    return pieces


@dataclass(eq=False)
class _Item(Group):
    """An item of a list; a list inside it goes below `body`."""

    body: Elem = field(default_factory=lambda: Elem("LBody"))


def _indent(sheet: Sheet, labels: Sequence[str]) -> float:
    """How far the texts of a list stand to the right of its labels: alike for all."""
    widest = max((sheet.natural((Span(label),), "body") for label in labels), default=0)
    return max(1.5 * sheet.types["body"].size, widest + 5)


def _list_item(sheet: Sheet, item: Elem, label: Label, content: Content, src: str, in_paragraph: bool = False) -> _Item:
    """One item: its label, then its text beside it, `in_paragraph` when more follows in its body."""
    words, indent = label
    mark = sheet.label(words, "body", Elem("Lbl", item), src)
    body = Elem("LBody", item)
    elem = Elem("P", body) if in_paragraph else body
    text = sheet.text(content, "body", sheet.width - indent, elem, src)
    placed = ((0.5 * MM, 0, mark), (indent, 0, text))
    return _Item(text.height, 2, 5, src=src, element="list item", parts=placed, body=body)


def band(sheet: Sheet, block: Band, parent: Elem) -> list[Piece]:
    """A dark band with white text at both ends."""
    white = replace(sheet.types["bold"], color=sheet.on_dark)
    right = sheet.label(block.right, replace(white, bold=False), None, block.src)
    left = sheet.text((Span(block.left),), white, sheet.width - right.width - 3 * _PAD, Elem("P", parent), block.src)
    right.elem = Elem("P", parent)
    height = left.height + 3 * MM
    box = sheet.plate(sheet.width, height, 0.7 * MM, sheet.style.dark)
    x = sheet.width - _PAD - right.width
    placed = ((0, 0, box), (_PAD, 1.5 * MM, left), (x, 1.5 * MM, right))
    mark = (1, block.left)
    return [Group(height, 0, 9, keep_next=True, src=block.src, element="band", bookmark=mark, parts=placed)]


def image(sheet: Sheet, block: Image, parent: Elem, measure: float = 0) -> list[Piece]:
    """A picture with its caption, no wider than the column and no higher than two thirds of the page."""
    column = measure or sheet.width
    from handouts.typeset.pictures import picture

    name, ratio, most = picture(sheet, block)
    width = min(block.width_mm * MM or most, column)
    scale = min(1.0, _TALLEST * sheet.height / (width * ratio))
    width, height = width * scale, width * ratio * scale
    elem = Elem("Figure", parent, alt=block.alt, attributes={"O": "Layout", "Placement": "Block"})

    def paint(pen: Pen, x: float, top: float) -> None:
        elem.attributes["BBox"] = [round(v, 2) for v in (x, top - height, x + width, top)]
        pen.image(name, (x, top - height), (width, height))

    parts: list[tuple[float, float, Piece]] = [(0, 0, Mark(height, paint=paint, elem=elem))]
    if block.caption:
        caption = sheet.text(block.caption, "small", column, Elem("P", parent), block.src)
        parts.append((0, height + 4, caption))
    return [Group(extent(parts), 6, 9, src=block.src, element="image", parts=parts)]
