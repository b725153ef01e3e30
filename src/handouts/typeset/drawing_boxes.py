"""Boxes to write or draw in, and boxes for marks and signatures."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handouts.model.document import Box, ScoreBox, Span
from handouts.model.press import MM
from handouts.typeset.marks import LINE_COLOR, LINE_WEIGHT
from handouts.typeset.pen import Pen
from handouts.typeset.pieces import Group, Piece, Text
from handouts.typeset.sheet import Sheet
from handouts.typeset.tagging import Elem

_LEAST = 25 * MM  # of a box that takes a share of the page
_MOST = 0.8  # of the page, for a box that is higher in large print
_INSET = 3 * MM
_SQUARE_COLOR, _SQUARE_WEIGHT = "#b0b0b0", 0.3


@dataclass(eq=False)
class BoxPiece(Group):
    """A box `width` points wide. `share`: per cent of the room that is left, until it has its height."""

    width: float = 0
    share: int = 0
    title: Text | None = None
    fill: str = "empty"
    pitch: float = 0
    border: bool = True
    elem: Elem | None = None

    def grow(self, room: float) -> Piece | None:
        """As high as its share, but not too low to be of use."""
        if not self.share or room < self.height:
            return None
        return replace(self, height=min(room, max(self.height, room * self.share / 100)), share=0)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Title first; lines, dots and frame are a figure that says its label, or an artifact."""
        inset = _INSET if self.border else 0.0
        down = 0.0
        if self.title is not None:
            self.title.draw(pen, x + inset, top - 1.5 * MM)
            down = self.title.height + 1.5 * MM
        if self.elem is None:
            pen.artifact()
        else:
            self.elem.attributes["BBox"] = [round(v, 2) for v in (x, top - self.height, x + self.width, top)]
            pen.mark(self.elem)
        self._ground(pen, (x + inset, x + self.width - inset), top - down, top - self.height)
        if self.border:
            pen.box((x, top - self.height), (self.width, self.height), stroke="#000000")
        pen.end()

    def _ground(self, pen: Pen, sides: tuple[float, float], top: float, foot: float) -> None:
        if self.fill == "lined":
            for number in range(1, int((top - foot - (_INSET if self.border else -0.01)) / self.pitch) + 1):
                pen.rule(sides[0], top - number * self.pitch, sides[1], LINE_COLOR, LINE_WEIGHT)
        elif self.fill == "dotted":
            for y in _middle(top, foot, self.pitch):
                xs = _middle(sides[1], sides[0], self.pitch)
                pen.dots(min(xs), y, max(xs) + 0.1, LINE_COLOR, self.pitch)
        elif self.fill == "squared":
            xs, ys = _middle(sides[1], sides[0], self.pitch), _middle(top - 1 * MM, foot + 1 * MM, self.pitch)
            for y in ys:
                pen.rule(min(xs), y, max(xs), _SQUARE_COLOR, _SQUARE_WEIGHT)
            for x in xs:
                pen.line([(x, max(ys)), (x, min(ys))], _SQUARE_COLOR, _SQUARE_WEIGHT)


def _middle(high: float, low: float, pitch: float) -> list[float]:
    """Places a pitch apart between two edges, as far from one as from the other."""
    count = max(0, int((high - low) / pitch + 0.001))
    first = high - (high - low - count * pitch) / 2
    return [first - number * pitch for number in range(count + 1)]


def box(sheet: Sheet, block: Box, parent: Elem) -> list[Piece]:
    """A box of a height, or one that grows on its page."""
    return [box_piece(sheet, block, parent, sheet.width)]


def box_piece(sheet: Sheet, block: Box, parent: Elem, width: float) -> BoxPiece:
    """A box of a width; without a label it is nothing to a screen reader."""
    title = elem = None
    if block.title:
        kind = replace(sheet.types["small-black"], bold=True)
        inset = 2 * _INSET if block.border else 0
        title = sheet.text((Span(block.title),), kind, width - inset, Elem("P", parent), block.src)
    if block.label:
        elem = Elem("Figure", parent, alt=block.label, attributes={"O": "Layout", "Placement": "Block"})
    words = title.height + 3 * MM if title else 0
    height = max(_by_hand(sheet, block.height_mm * MM), words) if block.height_mm else _LEAST + words
    same = {"width": width, "share": block.share, "title": title, "elem": elem, "border": block.border}
    ground = {"fill": block.fill, "pitch": block.pitch_mm * MM * sheet.style.hand}
    return BoxPiece(height, 6, 8, src=block.src, element="box", **same, **ground)  # type: ignore[arg-type]


def _by_hand(sheet: Sheet, height: float) -> float:
    """A height with the room to write of the print, unless a question above the box then had none on the page."""
    return max(height, min(height * sheet.style.hand, _MOST * sheet.height))


def score_box(sheet: Sheet, block: ScoreBox, parent: Elem) -> list[Piece]:
    """Compartments beside one another: label at the top, the greatest score at the foot."""
    if not block.scores:
        return []
    shares = sum(score.share for score in block.scores)
    width = sheet.width * block.width / 100
    cramped = any(_longest(sheet, score.label) > width * score.share / shares - 8 for score in block.scores)
    if cramped or sheet.style.single:
        width = sheet.width
    x = {"left": 0.0, "center": (sheet.width - width) / 2, "right": sheet.width - width}[block.align]
    cells: list[tuple[float, Text, Text]] = []
    for score in block.scores:
        across = width * score.share / shares
        label = sheet.text((Span(score.label),), "small-black", across - 8, Elem("P", parent), block.src)
        total = sheet.label(score.of, "small-black", Elem("P", parent), block.src) if score.of else Text()
        cells.append((across, label, total))
    least = max(label.height + total.height for _, label, total in cells) + 6
    tall = max(block.height_mm * MM * sheet.style.hand, least)
    parts: list[tuple[float, float, Piece]] = []
    for across, label, total in cells:
        parts.append((x, 0, sheet.frame(across, tall, stroke="#000000")))
        parts += [(x + 4, 2, label), (x + across - 5 - total.width, tall - total.height - 2, total)]
        x += across
    return [Group(tall, 6, 8, src=block.src, element="score-box", parts=parts)]


def _longest(sheet: Sheet, label: str) -> float:
    """The width of the longest word of a label."""
    return max((sheet.natural((Span(word),), "small-black") for word in label.split()), default=0)
