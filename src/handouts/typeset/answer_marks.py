"""Answers written over a sheet that was set without them: in a colour of their own, and with a hatch or a frame beside

it, so that they are to be told from the sheet on a black-and-white copy. None of them takes any room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handouts.model.document import LineBreak, Span
from handouts.model.press import MM
from handouts.typeset.lines import Type
from handouts.typeset.pen import Pen
from handouts.typeset.pieces import Mark, Piece, Text, baseline
from handouts.typeset.sheet import Sheet
from handouts.typeset.tagging import Elem

TICK = 4.4 * MM  # side of a ticked box
_HATCH = 2.6  # between the strokes, in points
_BOLD = 1.3
_STRIP = 4.5  # hatched strip before the letter of a right option
_BAR = 1.6 * MM  # hatched bar beside a written answer
_ABOVE = 3.0  # of the rule that writing stands on
# Lines of writing on a ruled line, and their size as a share of the body's: the first that fits is taken.
_FITS = ((1, 0.9), (2, 0.9), (2, 0.8), (2, 0.7), (3, 0.62), (3, 0.55), (4, 0.48), (5, 0.4))
_FILL = 0.9  # of the distance between lines of writing, at most, for its size
_SMALL = (0.62, 0.55, 0.48, 0.4)


def figure(parent: Elem, spoken: str) -> Elem:
    """The element of a mark that says `spoken`."""
    return Elem("Figure", parent, alt=spoken, attributes={"O": "Layout", "Placement": "Block"})


def hatched(pen: Pen, corner: tuple[float, float], size: tuple[float, float], color: str) -> None:
    """A framed box from its lower left corner, with strokes that rise to the right."""
    pen.hatch(corner, size, color, _HATCH)
    pen.box(corner, size, stroke=color, width=0.9)


def _bounds(elem: Elem, x: float, top: float, width: float, height: float) -> None:
    elem.attributes["BBox"] = [round(v, 2) for v in (x, top - height, x + width, top)]


def tick(elem: Elem, color: str) -> Mark:
    """A hatched box with a cross, TICK wide and high."""

    def paint(pen: Pen, x: float, top: float) -> None:
        _bounds(elem, x, top, TICK, TICK)
        hatched(pen, (x, top - TICK), (TICK, TICK), color)
        near, far = 0.2 * TICK, 0.8 * TICK
        pen.line([(x + near, top - near), (x + far, top - far)], color, _BOLD + 0.4)
        pen.line([(x + near, top - far), (x + far, top - near)], color, _BOLD + 0.4)

    return Mark(TICK, paint=paint, elem=elem)


def option_mark(sheet: Sheet, letter: Text, text: Text, hang: float, elem: Elem) -> Mark:
    """A frame around the letter of a right option, hatched before it, and a rule under its words."""
    color, kind = sheet.style.answer, letter.type
    wide = letter.width + 2.5

    def paint(pen: Pen, x: float, top: float) -> None:
        _bounds(elem, x - _STRIP - 2, top, _STRIP + 2 + hang + text.width, text.height)
        foot, tall = top - baseline(kind) - 0.28 * kind.size, 1.12 * kind.size
        hatched(pen, (x - _STRIP - 2, foot), (_STRIP, tall), color)
        pen.box((x - _STRIP - 2, foot), (_STRIP + 2 + wide, tall), stroke=color, width=0.9)
        for number, line in enumerate(text.lines):
            y = top - number * text.type.leading - baseline(text.type) - 2.4
            pen.rule(x + hang, y, x + hang + line.width, color, _BOLD)

    return Mark(elem=elem, paint=paint)


def boxed(
    sheet: Sheet, words: str, room: float, height: float, parent: Elem, src: str
) -> list[tuple[float, float, Piece]]:
    """Short words in the middle of a hatched frame `room` wide and `height` high, on white."""
    kind = replace(sheet.types["bold"], color=sheet.style.answer)
    label = sheet.label(words, kind, parent, src)
    color = sheet.style.answer

    def paint(pen: Pen, x: float, top: float) -> None:
        hatched(pen, (x, top - height), (room, height), color)
        pen.box((x + (room - label.width) / 2 - 2, top - height + 1), (label.width + 4, height - 2), fill="#ffffff")

    return [(0, 0, Mark(height, paint=paint)), ((room - label.width) / 2, (height - label.height) / 2, label)]


def written(
    sheet: Sheet, words: Sequence[str], width: float, lines: int, pitch: float, parent: Elem, src: str
) -> list[tuple[float, float, Piece]]:
    """Writing on `lines` ruled lines: one line of it on each, or two, or as small as it must be; a bar beside it."""
    inset = _BAR + 2 * MM
    base = replace(sheet.types["bold"], color=sheet.style.answer)
    for rows, share in _FITS:
        leading = pitch / rows
        kind = replace(base, size=min(share * base.size, _FILL * leading), leading=leading)
        text = _paragraphs(sheet, words, kind, width - inset, parent, src)
        if len(text.lines) <= rows * lines:
            break
    drop = text.type.leading - _ABOVE * min(1.0, 2 / rows) - baseline(text.type)
    height = text.height
    color = sheet.style.answer
    bar = Mark(height, paint=lambda pen, x, top: hatched(pen, (x, top - height), (_BAR, height - 2), color))
    return [(0, 0, bar), (inset, drop, text)]


def small_answer(sheet: Sheet, words: str, width: float, height: float, parent: Elem, src: str) -> Text:
    """Words on one line no higher than `height`, for an item that has no lines."""
    kind: Type = replace(sheet.types["bold"], color=sheet.style.answer)
    for share in _SMALL:
        size = min(share * kind.size, height / 1.1)
        text = _paragraphs(sheet, [words], replace(kind, size=size, leading=1.1 * size), width, parent, src)
        if len(text.lines) == 1:
            break
    return text


def _paragraphs(sheet: Sheet, words: Sequence[str], kind: Type, width: float, parent: Elem, src: str) -> Text:
    content: list[Span | LineBreak] = []
    for paragraph in words:
        content += [LineBreak(), Span(paragraph)] if content else [Span(paragraph)]
    return sheet.text(tuple(content), kind, width, parent, src)
