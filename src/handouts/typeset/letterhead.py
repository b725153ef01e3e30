"""The head of a school's paper: its lines between logos, a rule below; or one picture of the whole."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handouts.model.document import Image, Letterhead, LetterLine, Logo
from handouts.model.press import MM
from handouts.typeset.lines import Type
from handouts.typeset.pen import Pen
from handouts.typeset.pieces import Group, Mark, Piece, Text, extent, stack
from handouts.typeset.sheet import Sheet
from handouts.typeset.tagging import Elem

_BESIDE = 5 * MM  # between a logo and the lines
_WIDEST = 0.25  # of the width, at most, for a logo
_TITLE = 0.85  # of the size of a sheet's title
_LEADING = 1.22
_SMALLER = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)
_ABOVE_RULE = 2 * MM
_RULES = {"none": (), "single": ((0.0, 1.0),), "double": ((0.0, 2.2), (2.7, 0.7))}  # (drop, weight)


@dataclass(eq=False, slots=True)
class _Picture:
    """A logo as it is printed: its XObject, its size, its element."""

    name: str
    width: float
    height: float
    elem: Elem

    def mark(self) -> Mark:
        def paint(pen: Pen, x: float, top: float) -> None:
            corner = (x, top - self.height)
            self.elem.attributes["BBox"] = [round(v, 2) for v in (*corner, x + self.width, top)]
            pen.image(self.name, corner, (self.width, self.height))

        return Mark(self.height, paint=paint, elem=self.elem)


def letterhead(sheet: Sheet, block: Letterhead, parent: Elem) -> list[Piece]:
    """Lines and logos in the middle of one another; a screen reader hears them from left to right."""
    left = [_picture(sheet, logo, parent, block.src) for logo in block.logos if logo.side != "right"]
    elems = [Elem("P", parent) for _ in block.lines]
    right = [_picture(sheet, logo, parent, block.src) for logo in block.logos if logo.side == "right"]
    start, width, factor = _measure(sheet, block, _room(left), _room(right))
    lines = [_line(sheet, *pair, block, width, factor) for pair in zip(block.lines, elems, strict=True)]
    height = max([extent(stack(lines)), *(logo.height for logo in (*left, *right))])
    if not height:
        return []
    parts: list[tuple[float, float, Piece]] = []
    for logo in left:
        whole = any(given.side == "full" for given in block.logos)
        x = (sheet.width - logo.width) / 2 if whole and block.align == "center" else 0.0
        parts.append((x, (height - logo.height) / 2, logo.mark()))
    parts += stack(lines, start, (height - extent(stack(lines))) / 2)
    parts += [(sheet.width - logo.width, (height - logo.height) / 2, logo.mark()) for logo in right]
    for drop, weight in _RULES[block.rule]:
        parts.append((0, height + _ABOVE_RULE + drop, sheet.rule(sheet.width, weight=weight)))
    foot = height + (_ABOVE_RULE + 3.4 if block.rule != "none" else 0)
    return [Group(foot, 0, 12, src=block.src, element="letterhead", parts=parts)]


def _picture(sheet: Sheet, logo: Logo, parent: Elem, src: str) -> _Picture:
    from handouts.typeset.pictures import picture

    name, ratio, most = picture(sheet, Image(logo.data, logo.alt, src=logo.src or src))
    widest = sheet.width * (1 if logo.side == "full" else _WIDEST)
    width = min(logo.height_mm * MM / ratio, widest, most)
    elem = Elem("Figure", parent, alt=logo.alt, attributes={"O": "Layout", "Placement": "Block"})
    return _Picture(name, width, width * ratio, elem)


def _room(logos: list[_Picture]) -> float:
    return max((logo.width + _BESIDE for logo in logos), default=0)


def _measure(sheet: Sheet, block: Letterhead, left: float, right: float) -> tuple[float, float, float]:
    """Where the lines begin, how wide they may be, and what their type shrinks to so that none is broken.

    They stand in the middle of the paper if they fit there. Type that is too small still is not made smaller at all.
    """
    longest = max((sheet.natural(line.content, _type(sheet, line), block.src) for line in block.lines), default=0)
    inset = max(left, right)
    if block.align == "center" and longest <= sheet.width - 2 * inset:
        return inset, sheet.width - 2 * inset, 1
    room = sheet.width - left - right
    smaller = () if sheet.style.single else _SMALLER  # in large print lines are broken instead
    return left, room, next((factor for factor in smaller if longest * factor <= room), 1)


def _type(sheet: Sheet, line: LetterLine, factor: float = 1) -> Type:
    style = sheet.style
    sizes = {"small": style.size_small, "body": style.size_body, "heading": style.size_heading}
    size = factor * sizes.get(line.size, max(style.size_heading, style.size_title * _TITLE))
    return Type("sans", size, round(size * _LEADING, 2), bold=line.bold)


def _line(sheet: Sheet, line: LetterLine, elem: Elem, block: Letterhead, width: float, factor: float) -> Text:
    kind = replace(_type(sheet, line, factor), align=block.align)
    return sheet.text(line.content, kind, width, elem, block.src)
