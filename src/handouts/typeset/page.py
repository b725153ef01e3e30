"""The page around the type area: margins mirrored for duplex, and the footer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from handouts.model.document import Footer, Header
from handouts.model.press import MM, Style
from handouts.typeset.codes import modules, squares
from handouts.typeset.pen import Pen
from handouts.typeset.pieces import Text, baseline
from handouts.typeset.sheet import Sheet, types

_FOOTER = "/Type /Pagination /Subtype /Footer"
_HEADER = "/Type /Pagination /Subtype /Header"
_LINE_DROP = 4.5 * MM  # from the type area to the hair line
_OVER_LINE = 2.5  # from the hair line of a header to its words
_BANNER_EDGE = 4.0  # white space above and below a banner at least, together
_BETWEEN = 4 * MM
_CODE = 10 * MM  # side of a code with its quiet zone: squares of a third of a millimetre
_CODE_DROP, _CODE_EDGE = 0.5 * MM, 3 * MM  # below the hair line, and from the paper's edge
_PRINTER_EDGE = 5 * MM  # where printers begin to print
_ELLIPSIS = "…"
_MIDDLE_SHARE = 0.4
_CRAMPED_SHARE = 0.7  # where the right side stands on a line of its own
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


def with_head(style: Style) -> Style:
    """The style with a margin, wider if need be, that holds a header and above it a banner."""
    words = types(style)["tiny"].leading
    least = (_LINE_DROP + _OVER_LINE + 2 * words + 2 + _BANNER_EDGE) / MM
    return replace(style, margin_top_mm=max(style.margin_top_mm, round(least, 2)))


def running_line(sheet: Sheet, left: float, taken: float) -> None:
    """Keep the place of a pupil's name in the upper margin: over a header that takes so many points of it."""
    kind = sheet.types["tiny"]
    edge, free = sheet.paper.height_mm * MM, sheet.style.margin_top_mm * MM - taken
    top = min(max(_PRINTER_EDGE, (free - kind.leading) / 2), max(0.0, free - kind.leading))
    sheet.pen.field("running", left, edge - top - baseline(kind), sheet.width, kind.size)


class Banner:
    """A dark band in the upper margin of every page, for sheets that must not be taken for others."""

    def __init__(self, sheet: Sheet, words: str) -> None:
        self._sheet = sheet
        kind = replace(sheet.types["tiny"], bold=True, color=sheet.on_dark)
        self._label = sheet.label(words, kind, None, "banner")
        self._words = words

    def draw(self, left: float, taken: float = 0) -> str:
        """Print it above a type area that begins at `left` and a header of this height; returns its words."""
        sheet, pen = self._sheet, self._sheet.pen
        margin, edge = sheet.style.margin_top_mm * MM, sheet.paper.height_mm * MM
        height = self._label.height + 2
        foot = edge - (margin - taken + height) / 2
        pen.artifact(_HEADER)
        sheet.plate(sheet.width, height, 1, sheet.style.dark).paint(pen, left, foot + height)
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
        y = line + _OVER_LINE + kind.leading - baseline(kind)
        shift = _shift(width, start.width, middle.width, right.width)
        sheet.added += _row(pen, ((left, y, start), (left + shift, y, middle), (left + width - right.width, y, right)))
        pen.end()
        return drop + _OVER_LINE + kind.leading


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


def _row(pen: Pen, labels: Iterable[tuple[float, float, Text]]) -> list[str]:
    """Draw labels from x on base lines y; returns their words."""
    words = []
    for x, y, label in labels:
        for frag in label.lines[0].frags if label.lines else ():
            pen.frag(x, y, frag)
            words.append(frag.text)
    return words


class FooterLine:
    """The footer of one document; `pen` draws it for a page."""

    def __init__(self, sheet: Sheet, footer: Footer, pages: int) -> None:
        self._sheet = sheet
        self._footer = footer
        self._pages_in_all = pages
        # The words make room for the code.
        self._width = sheet.width - (_CODE + _BETWEEN if footer.qr else 0)

    def _middle(self, middle: str, share: float) -> Text:
        words = _DOT.join(text for text in (middle, self._footer.notice) if text)
        return cut_label(self._sheet, words, share * self._width, bold=True)

    def _pages(self, number: int) -> str:
        return self._footer.pages.replace("{page}", str(number)).replace("{pages}", str(self._pages_in_all))

    def _right(self, right: str, number: int, room: float) -> Text:
        """The page's code gives way to the page number, never the other way round."""
        sheet, pages = self._sheet, self._pages(number)
        if not right or not pages:
            return cut_label(sheet, right or pages, room)
        tail = _DOT + pages
        code = cut_label(sheet, right, room - cut_label(sheet, tail, room).width)
        return cut_label(sheet, "".join(f.text for line in code.lines for f in line.frags) + tail, self._width)

    def _cramped(self, right: str, number: int) -> bool:
        """Whether code and page number need a line of their own: in large print, on small paper."""
        whole = _DOT.join(part for part in (right, self._pages(number)) if part)
        needed = self._sheet.label(whole, self._sheet.types["tiny"], None, "footer").width
        return self._width * _RIGHT_SHARE < needed <= self._width

    def _placed(self, number: int) -> list[tuple[float, float, Text]]:
        """Labels with their place: from the left, and lines below the first.

        The middle stands in the middle while both sides leave it there, else between them. What is too long loses
        its end: first the left side, never the page number.
        """
        sheet, width = self._sheet, self._width
        words = self._footer.on(number)
        cramped = self._cramped(words[2], number)
        middle = self._middle(words[1], _CRAMPED_SHARE if cramped else _MIDDLE_SHARE)
        beside = middle.width + _BETWEEN if middle.width else 0
        if cramped:
            right = self._right(words[2], number, width)
            start = cut_label(sheet, words[0], width - beside)
            upper = [(0.0, 0, start), (width - middle.width, 0, middle)]
            return [*upper, (width - right.width, 1 if start.lines or middle.width else 0, right)]
        right = self._right(words[2], number, width * _RIGHT_SHARE)
        start = cut_label(sheet, words[0], width - right.width - _BETWEEN - beside)
        shift = _shift(width, start.width, middle.width, right.width)
        return [(0.0, 0, start), (shift, 0, middle), (width - right.width, 0, right)]

    def draw(self, number: int, left: float) -> str:
        """Print the footer of page `number` (from 1) whose type area begins at `left`; returns its words."""
        sheet, pen = self._sheet, self._sheet.pen
        bottom = sheet.style.margin_bottom_mm * MM - min(_LINE_DROP, sheet.style.margin_bottom_mm * MM / 3)
        kind = sheet.types["tiny"]
        pen.artifact(_FOOTER)
        pen.rule(left, bottom, left + sheet.width, _HAIR_COLOR, 0.3)
        y = bottom - 2.5 - baseline(kind)
        shown = _row(pen, ((left + x, y - line * kind.leading, label) for x, line, label in self._placed(number)))
        if self._footer.qr:
            value = f"{self._footer.qr} {number}/{self._pages_in_all}"
            corner = (left + sheet.width - _CODE, max(_CODE_EDGE, bottom - _CODE_DROP - _CODE))
            squares(pen, modules(value), corner, _CODE)
        pen.end()
        return " ".join(shown)
