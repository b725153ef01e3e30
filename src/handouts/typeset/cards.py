"""Cards to cut out: a grid of cards of one size with dashed lines between them, scissors where the cutting begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handouts.model.document import Card, Cards, Span, plain
from handouts.model.press import MM
from handouts.typeset import marks
from handouts.typeset.pen import Pen, Point
from handouts.typeset.pieces import Group, Piece, extent
from handouts.typeset.sheet import Sheet
from handouts.typeset.tagging import Elem

_PAD = 2.8 * MM
_SIZE = 1.15  # of the body type
_SIZE_LOW = 1.05  # the same where the cards are low, in bold
_LOW = 20  # mm
_TAG = 6 * MM  # the corner that holds the card's name
_SLOT_GAP = 1.5 * MM
_SLOT_LINES = 2  # of a card that is glued on in large print
_NARROWEST, _NARROWEST_LOW = 12, 8.5  # width of a card, and of a low one, of the body type's size


@dataclass(eq=False, slots=True)
class SetCard:
    """A card set: its words, and the place to glue another card on, if it has one."""

    words: Group
    slot: Group | None = None


@dataclass(eq=False)
class CardGrid(Piece):
    """Rows of set cards, all of one height. `least` is what the fullest card needs, `wish` what was asked for."""

    cells: Sequence[SetCard] = ()
    columns: int = 1
    width: float = 0
    least: float = 0
    wish: float = 0

    def __post_init__(self) -> None:
        self.height = self._rows * max(self.least, self.wish)

    @property
    def _rows(self) -> int:
        return -(-len(self.cells) // self.columns)

    def squeeze(self, room: float) -> Piece | None:
        """Lower cards, as low as the fullest allows, when that puts all on the page."""
        each = room / max(self._rows, 1)
        return replace(self, wish=each) if each >= self.least else None

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Between rows, not leaving a single one when there are enough."""
        fit = int(room / self.least)
        fit = min(fit, self._rows - min(2, self._rows // 2))
        if fit < 1:
            return None
        wish = min(max(self.wish, self.least), room / fit)
        head = replace(self, cells=self.cells[: fit * self.columns], wish=wish, after=0)
        return head, replace(self, cells=self.cells[fit * self.columns :], before=0)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Cut lines first, as artifacts, then card by card."""
        across, pitch = self.width / self.columns, self.height / max(self._rows, 1)
        pen.artifact()
        self._lines(pen, (x, top), across, pitch)
        pen.end()
        for index, cell in enumerate(self.cells):
            row, column = divmod(index, self.columns)
            left, high = x + column * across, top - row * pitch
            cell.words.draw(pen, left, high)
            if cell.slot is not None:
                cell.slot.draw(pen, left, high - pitch + cell.slot.height + _SLOT_GAP)

    def _lines(self, pen: Pen, corner: Point, across: float, pitch: float) -> None:
        """Every edge of every card, no edge twice."""
        (x, top), wide = corner, min(self.columns, len(self.cells))
        last = len(self.cells) - (self._rows - 1) * self.columns
        for row in range(self._rows + 1):
            y = top - row * pitch
            marks.cut_line(pen, (x, y), (x + (last if row == self._rows else wide) * across, y))
        for column in range(wide + 1):
            edge = x + column * across
            rows = self._rows if column <= last else self._rows - 1
            marks.cut_line(pen, (edge, top), (edge, top - rows * pitch))
        marks.scissors(pen, (x + 5 * MM, top))


def cards(sheet: Sheet, block: Cards, parent: Elem) -> list[Piece]:
    """The grid, tagged as a list of name and words."""
    if not block.cards:
        return []
    listed = Elem("L", parent, attributes={"O": "List", "ListNumbering": "None"})
    low = block.height_mm < _LOW
    columns = _columns(sheet, block.columns, low, 0 if low else _widest(sheet, block))
    across = sheet.width / columns
    cells = []
    for card in block.cards:
        item = Elem("LI", listed)
        words = _words(sheet, block, card, across, item)
        cells.append(SetCard(words, _slot(sheet, block, across, item) if block.slot else None))
    least = max(cell.words.height + (cell.slot.height + 2 * _SLOT_GAP if cell.slot else 0) for cell in cells)
    grid = CardGrid(before=10, after=12, src=block.src, element="cards", width=sheet.width, columns=columns)
    return [replace(grid, cells=cells, least=least, wish=block.height_mm * MM)]


def _columns(sheet: Sheet, wanted: int, low: bool, widest: float = 0) -> int:
    """As many cards side by side as leave each a line of a few words, and are no narrower than `widest`."""
    least = max((_NARROWEST_LOW if low else _NARROWEST) * sheet.types["body"].size, widest)
    return max(1, min(wanted, int(sheet.width / least)))


def _widest(sheet: Sheet, block: Cards) -> float:
    """The width of a card in which no word of any card is cut."""
    words = {word for card in block.cards for word in plain(card.content).split()}
    longest = max((sheet.natural((Span(word),), "body", block.src) for word in words), default=0)
    return _SIZE * longest + _TAG + 3 * _PAD + 1


def _words(sheet: Sheet, block: Cards, card: Card, across: float, item: Elem) -> Group:
    """The name in its corner, the words beside it in a type larger than that of the page."""
    low = block.height_mm < _LOW
    body = sheet.types["body"]
    size = body.size * (_SIZE_LOW if low else _SIZE)
    kind = replace(body, size=size, leading=round(size * 1.3, 2), bold=low)
    tag = sheet.label(card.name, replace(sheet.types["small-black"], bold=True), Elem("Lbl", item), block.src)
    side = max(_TAG, tag.width + 5)
    box = sheet.frame(side, tag.height + 3, 1.5, stroke="#000000")
    text = sheet.text(card.content, kind, across - side - 3 * _PAD, Elem("LBody", item), block.src)
    placed: list[tuple[float, float, Piece]] = [
        (_PAD, _PAD, box),
        (_PAD + (side - tag.width) / 2, _PAD + 1.5, tag),
        (side + 2 * _PAD, _PAD + max(0.0, (tag.height + 3 - kind.leading) / 2), text),
    ]
    return Group(extent(placed) + _PAD, parts=placed)


def _slot(sheet: Sheet, block: Cards, across: float, item: Elem) -> Group:
    """A frame as large as the card that is to be glued into it, at the right of the card's foot."""
    glued = _columns(sheet, block.slot_columns, block.slot_height_mm < _LOW)
    width = min(sheet.width / glued, across - 2 * _SLOT_GAP)
    body = sheet.types["body"]
    lines = _SLOT_LINES * body.leading if sheet.style.single else 0
    height = max(block.slot_height_mm * MM, lines + 2 * _PAD)
    quiet = replace(sheet.types["aside"], align="center")
    text = sheet.text((Span(block.slot),), quiet, width - 2 * _PAD, Elem("LBody", item), block.src)
    left = across - width - _SLOT_GAP
    frame = sheet.frame(width, height, stroke=sheet.style.rule)
    return Group(height, parts=[(left, 0, frame), (left + _PAD, (height - text.height) / 2, text)])
