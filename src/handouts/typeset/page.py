"""The page around the type area: margins mirrored for duplex, and the footer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handouts.model.document import Footer
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
    turned = (style.mirrored and number % 2 == 0) or style.punch == "right"
    left = style.margin_outer_mm if turned else style.margin_inner_mm
    return Frame(left * MM, (paper.height_mm - style.margin_top_mm) * MM)


class Banner:
    """A dark band in the upper margin of every page, for sheets that must not be taken for others."""

    def __init__(self, sheet: Sheet, words: str) -> None:
        self._sheet = sheet
        kind = replace(sheet.types["tiny"], bold=True, color=sheet.on_dark)
        self._label = sheet.label(words, kind, None, "banner")
        self._words = words

    def draw(self, left: float) -> str:
        """Print it above a type area that begins at `left`; returns its words."""
        sheet, pen = self._sheet, self._sheet.pen
        margin, edge = sheet.style.margin_top_mm * MM, sheet.paper.height_mm * MM
        height = self._label.height + 2
        foot = edge - (margin + height) / 2
        pen.artifact(_HEADER)
        sheet.plate(sheet.width, height, 1, sheet.style.dark).paint(pen, left, foot + height)
        for frag in self._label.lines[0].frags:
            pen.frag(left + 4, foot + height - 1 - baseline(self._label.type), frag)
        pen.end()
        return self._words


class FooterLine:
    """The footer of one document; `pen` draws it for a page."""

    def __init__(self, sheet: Sheet, footer: Footer, pages: int) -> None:
        self._sheet = sheet
        self._footer = footer
        self._pages_in_all = pages
        self._middle = self._label(self._middle_text(), _MIDDLE_SHARE * sheet.width, bold=True)

    def _middle_text(self) -> str:
        return _DOT.join(text for text in (self._footer.middle, self._footer.notice) if text)

    def _label(self, text: str, room: float, bold: bool = False) -> Text:
        kind = self._sheet.types["tiny"]
        used = replace(kind, bold=bold, color="#262626" if bold else kind.color)
        label = self._sheet.label(text, used, None, "footer")
        while label.width > room and text.rstrip(_ELLIPSIS + " "):
            text = text.rstrip(_ELLIPSIS + " ")[:-1].rstrip() + _ELLIPSIS
            label = self._sheet.label(text, used, None, "footer")
        return label

    def _pages(self, number: int) -> str:
        return self._footer.pages.replace("{page}", str(number)).replace("{pages}", str(self._pages_in_all))

    def _right(self, number: int, room: float) -> Text:
        """The page's code gives way to the page number, never the other way round."""
        pages = self._pages(number)
        if not self._footer.right or not pages:
            return self._label(self._footer.right or pages, room)
        tail = _DOT + pages
        code = self._label(self._footer.right, room - self._label(tail, room).width)
        return self._label("".join(f.text for line in code.lines for f in line.frags) + tail, self._sheet.width)

    def _cramped(self, number: int) -> bool:
        """Whether code and page number need a line of their own: in large print, on small paper."""
        whole = _DOT.join(part for part in (self._footer.right, self._pages(number)) if part)
        needed = self._sheet.label(whole, self._sheet.types["tiny"], None, "footer").width
        return self._sheet.width * _RIGHT_SHARE < needed <= self._sheet.width

    def _placed(self, number: int) -> list[tuple[float, float, Text]]:
        """Labels with their place: from the left, and lines below the first.

        The middle stands in the middle while both sides leave it there, else between them. What is too long loses
        its end: first the left side, never the page number.
        """
        width, middle = self._sheet.width, self._middle.width
        beside = middle + _BETWEEN if middle else 0
        if self._cramped(number):
            right = self._right(number, width)
            start = self._label(self._footer.left, width - beside)
            upper = [(0.0, 0, start), (width - middle, 0, self._middle)]
            return [*upper, (width - right.width, 1 if start.lines or middle else 0, right)]
        right = self._right(number, width * _RIGHT_SHARE)
        start = self._label(self._footer.left, width - right.width - _BETWEEN - beside)
        shift = min(max((width - middle) / 2, start.width + _BETWEEN), width - right.width - _BETWEEN - middle)
        return [(0.0, 0, start), (shift, 0, self._middle), (width - right.width, 0, right)]

    def draw(self, number: int, left: float) -> str:
        """Print the footer of page `number` (from 1) whose type area begins at `left`; returns its words."""
        sheet, pen = self._sheet, self._sheet.pen
        bottom = sheet.style.margin_bottom_mm * MM - min(_LINE_DROP, sheet.style.margin_bottom_mm * MM / 3)
        kind = sheet.types["tiny"]
        pen.artifact(_FOOTER)
        pen.rule(left, bottom, left + sheet.width, _HAIR_COLOR, 0.3)
        y = bottom - 2.5 - baseline(kind)
        words = []
        for x, line, label in self._placed(number):
            for frag in label.lines[0].frags if label.lines else ():
                pen.frag(left + x, y - line * kind.leading, frag)
                words.append(frag.text)
        pen.end()
        return " ".join(words)
