"""The page around the type area: margins mirrored for duplex, and the footer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from handouts.model.document import Footer, Header
from handouts.typeset.pen import Pen
from handouts.typeset.pieces import Text, baseline
from handouts.typeset.sheet import MM, Sheet

_FOOTER = "/Type /Pagination /Subtype /Footer"
_HEADER = "/Type /Pagination /Subtype /Header"
_LINE_DROP = 4.5 * MM  # from the type area to the hair line
_BETWEEN = 4 * MM
_ELLIPSIS = "…"
_MIDDLE_SHARE = 0.4
_RIGHT_SHARE = 0.4
_DOT = " · "
_HAIR_COLOR = "#a8a8a8"


@dataclass(frozen=True, slots=True)
class Frame:
    """The type area of a page: its left edge and its top, in points from the page's lower left corner."""

    left: float
    top: float


def frame(sheet: Sheet, number: int) -> Frame:
    """The type area of page `number` (from 1): even pages are mirrored for printing on both sides."""
    style, paper = sheet.style, sheet.paper
    verso = style.mirrored and number % 2 == 0
    left = style.margin_outer_mm if verso else style.margin_inner_mm
    return Frame(left * MM, (paper.height_mm - style.margin_top_mm) * MM)


class Banner:
    """A dark band in the upper margin of every page, for sheets that must not be taken for others."""

    def __init__(self, sheet: Sheet, words: str) -> None:
        self._sheet = sheet
        kind = replace(sheet.types["tiny"], bold=True, color="#ffffff")
        self._label = sheet.label(words, kind, None, "banner")
        self._words = words

    def draw(self, left: float, taken: float = 0) -> str:
        """Print it above a type area that begins at `left` and a header of this height; returns its words."""
        sheet, pen = self._sheet, self._sheet.pen
        margin, edge = sheet.style.margin_top_mm * MM, sheet.paper.height_mm * MM
        height = self._label.height + 2
        foot = edge - (margin - taken + height) / 2
        pen.artifact(_HEADER)
        pen.box((left, foot), (sheet.width, height), 1, fill=sheet.style.dark)
        for frag in self._label.lines[0].frags:
            pen.frag(left + 4, foot + height - 1 - baseline(self._label.type), frag)
        pen.end()
        return self._words


class HeaderLine:
    """The header of one document, in the upper margin above a hair line."""

    def __init__(self, sheet: Sheet, header: Header) -> None:
        self._sheet = sheet
        self._header = header

    def draw(self, number: int, left: float) -> float:
        """Print it on page `number` (from 1); returns how much of the margin it takes, in points."""
        sheet, pen, width = self._sheet, self._sheet.pen, self._sheet.width
        if number == 1 and not self._header.first:
            return 0
        margin, kind = sheet.style.margin_top_mm * MM, sheet.types["tiny"]
        drop = min(_LINE_DROP, margin / 3)
        line = sheet.paper.height_mm * MM - margin + drop
        middle = cut_label(sheet, self._header.middle, _MIDDLE_SHARE * width)
        right = cut_label(sheet, self._header.right, _RIGHT_SHARE * width)
        taken = right.width + (middle.width + _BETWEEN if self._header.middle else 0)
        start = cut_label(sheet, self._header.left, width - taken - _BETWEEN)
        pen.artifact(_HEADER)
        pen.rule(left, line, left + width, _HAIR_COLOR, 0.3)
        y = line + 2.5 + kind.leading - baseline(kind)
        shift = _shift(width, start.width, middle.width, right.width)
        sheet.added += _row(pen, y, ((left, start), (left + shift, middle), (left + width - right.width, right)))
        pen.end()
        return drop + 2.5 + kind.leading


def cut_label(sheet: Sheet, text: str, room: float, bold: bool = False) -> Text:
    """A small text on one line, with an ellipsis for the end that does not fit."""
    kind = sheet.types["tiny"]
    used = replace(kind, bold=bold, color="#262626" if bold else kind.color)
    label = sheet.label(text, used, None, "footer")
    while label.width > room and text.rstrip(_ELLIPSIS + " "):
        text = text.rstrip(_ELLIPSIS + " ")[:-1].rstrip() + _ELLIPSIS
        label = sheet.label(text, used, None, "footer")
    return label


def _shift(width: float, start: float, middle: float, right: float) -> float:
    """Where the middle begins: in the middle while both sides leave it there, else between them."""
    return min(max((width - middle) / 2, start + _BETWEEN), width - right - _BETWEEN - middle)


def _row(pen: Pen, y: float, labels: Iterable[tuple[float, Text]]) -> list[str]:
    """Draw labels on a base line; returns their words."""
    words = []
    for x, label in labels:
        for frag in label.lines[0].frags if label.lines else ():
            pen.frag(x, y, frag)
            words.append(frag.text)
    return words


class FooterLine:
    """The footer of one document; `pen` draws it for a page."""

    def __init__(self, sheet: Sheet, footer: Footer, pages: int) -> None:
        self._sheet = sheet
        self._footer = footer
        self._pages = pages

    def _middle(self, middle: str) -> Text:
        words = _DOT.join(text for text in (middle, self._footer.notice) if text)
        return cut_label(self._sheet, words, _MIDDLE_SHARE * self._sheet.width, bold=True)

    def _right(self, right: str, number: int, room: float) -> Text:
        """The page's code gives way to the page number, never the other way round."""
        pages = self._footer.pages.replace("{page}", str(number)).replace("{pages}", str(self._pages))
        sheet = self._sheet
        if not right or not pages:
            return cut_label(sheet, right or pages, room)
        tail = _DOT + pages
        code = cut_label(sheet, right, room - cut_label(sheet, tail, room).width)
        return cut_label(sheet, "".join(f.text for line in code.lines for f in line.frags) + tail, sheet.width)

    def draw(self, number: int, left: float) -> str:
        """Print the footer of page `number` (from 1) whose type area begins at `left`; returns its words.

        The middle stands in the middle while both sides leave it there, else between them. What is too long loses
        its end: first the left side, never the page number.
        """
        sheet, pen, width = self._sheet, self._sheet.pen, self._sheet.width
        bottom = sheet.style.margin_bottom_mm * MM - min(_LINE_DROP, sheet.style.margin_bottom_mm * MM / 3)
        words = self._footer.on(number)
        middle = self._middle(words[1])
        right = self._right(words[2], number, width * _RIGHT_SHARE)
        rest = width - right.width - _BETWEEN - (middle.width + _BETWEEN if middle.width else 0)
        start = cut_label(sheet, words[0], rest)
        shift = _shift(width, start.width, middle.width, right.width)
        pen.artifact(_FOOTER)
        pen.rule(left, bottom, left + width, _HAIR_COLOR, 0.3)
        y = bottom - 2.5 - baseline(sheet.types["tiny"])
        shown = _row(pen, y, ((left, start), (left + shift, middle), (left + width - right.width, right)))
        pen.end()
        return " ".join(shown)
