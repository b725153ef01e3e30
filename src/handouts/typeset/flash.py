"""Two-sided cards: fronts and backs on alternating pages, placed so that they meet when the paper is turned.

The grid stands in the middle of the paper, not of the type area: only then does the back of a page lie behind its front
on either edge, whatever the margins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handouts.model.document import Content, FlashCard, FlashCards, Span
from handouts.model.press import MM
from handouts.typeset import marks
from handouts.typeset.flow import too_tall
from handouts.typeset.pen import Pen
from handouts.typeset.pieces import Piece, Text, Turn
from handouts.typeset.sheet import Sheet
from handouts.typeset.tagging import Elem

_PAD = 4 * MM
_BELOW_HEAD = 3 * MM
_ABOVE_FOOT = 2 * MM
_SHARED = 11  # points: below this size no card follows the others
_LEADING = 1.3


@dataclass(frozen=True, slots=True)
class Face:
    """How one side of the cards is set: sizes in points, the largest first."""

    sizes: tuple[float, ...]
    bold: bool = False


_FRONT = Face((18, 16, 14, 12, 11, 10, 9), bold=True)
_BACK = Face((13, 12, 11, 10, 9, 8))


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the cards stand: `columns` by `rows`, each `across` by `down` points, the first at left, top.

    `foot` is the height at the foot of a card that its number has for itself, `aside` the type of numbers and of what

    stands above the cards.
    """

    columns: int
    rows: int
    left: float
    top: float
    across: float
    down: float
    foot: float = 0
    aside: str = "aside"

    @property
    def room(self) -> float:
        """The height that the words of a card may take."""
        return self.down - 2 * _PAD - self.foot

    def corner(self, index: int, flip: str) -> tuple[float, float]:
        """The upper left corner of card `index`; on a back (`flip` is then the edge) where its front lies behind."""
        row, column = divmod(index, self.columns)
        if flip == "long":
            column = self.columns - 1 - column
        elif flip == "short":
            row = self.rows - 1 - row
        return self.left + column * self.across, self.top - row * self.down


@dataclass(eq=False, kw_only=True)
class CardPage(Piece):
    """The fronts of a sheet of paper, or its backs (`flip` is then the edge it is turned on)."""

    sheet: Sheet
    grid: Grid
    words: Sequence[Text]
    names: Sequence[Text]
    head: Sequence[Text]
    flip: str = ""

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """What stands above the grid, cut lines on fronts, then card by card; `x` and `top` do not matter."""
        y = (self.sheet.paper.height_mm - self.sheet.style.margin_top_mm) * MM
        for text in self.head:
            self.sheet.added.append("".join(frag.text for line in text.lines for frag in line.frags))
            text.draw(pen, self.grid.left, y)
            y -= text.height
        if not self.flip:
            self._cut_lines(pen)
        for index, (words, name) in enumerate(zip(self.words, self.names, strict=True)):
            left, high = self.grid.corner(index, self.flip)
            name.draw(pen, left + self.grid.across - _PAD / 2 - name.width, high - self.grid.down + name.height + 2)
            words.draw(pen, left + _PAD, high - (self.grid.down - self.grid.foot - words.height) / 2)

    def _cut_lines(self, pen: Pen) -> None:
        """Every edge of every card once."""
        grid, edges = self.grid, set()
        for index in range(len(self.words)):
            row, column = divmod(index, grid.columns)
            edges |= {(row, column, True), (row + 1, column, True), (row, column, False), (row, column + 1, False)}
        pen.artifact()
        for row, column, level in sorted(edges):
            x, y = grid.left + column * grid.across, grid.top - row * grid.down
            marks.cut_line(pen, (x, y), (x + grid.across, y) if level else (x, y - grid.down))
        marks.scissors(pen, (grid.left + 5 * MM, grid.top))
        pen.end()


def flash_cards(sheet: Sheet, block: FlashCards, parent: Elem) -> list[Piece]:
    """Two pages for each sheet of paper. CheckFailed when the words of a card do not fit even on a page alone."""
    if not block.cards:
        return []
    heading = Elem(sheet.heading_role(2), parent)
    wide = (sheet.paper.width_mm - 2 * max(sheet.style.margin_inner_mm, sheet.style.margin_outer_mm)) * MM
    front_face, back_face = _faces(sheet)
    grid = _grid(sheet, block, wide)
    listed = Elem("L", parent, attributes={"O": "List", "ListNumbering": "Decimal"})
    items = [Elem("LI", listed) for _ in block.cards]
    tags = [Elem("Lbl", item) for item in items]
    fronts = _sides(sheet, [card.front for card in block.cards], grid, front_face, items, block.src)
    backs = _sides(sheet, [card.back for card in block.cards], grid, back_face, items, block.src)
    pieces: list[Piece] = []
    each = grid.columns * grid.rows
    for number, first in enumerate(range(0, len(block.cards), each)):
        here = slice(first, first + each)
        for back, sides in enumerate((fronts, backs)):
            numbered = zip(block.cards[here], tags[here], strict=True)
            names = [_name(sheet, card, grid, None if back else tag, block.src) for card, tag in numbered]
            page = CardPage(
                height=sheet.height,
                src=block.src,
                element="flash-cards",
                sheet=sheet,
                grid=grid,
                words=sides[here],
                names=names,
                head=_head(sheet, block, wide, grid.aside, None if pieces else heading, number + 1, bool(back)),
                flip=block.flip if back else "",
            )
            page.bookmark = None if pieces else (2, block.title)
            pieces += [Turn(recto=not pieces), page]
    return [*pieces, Turn()]


def _head(
    sheet: Sheet,
    block: FlashCards,
    wide: float,
    aside: str,
    heading: Elem | None = None,
    number: int = 1,
    back: bool = False,
) -> list[Text]:
    """The title, and which side of which sheet this is; only the first title is one to a screen reader."""
    title = sheet.text((Span(block.title),), "h2", wide, heading, block.src)
    words = (block.back if back else block.front).replace("{sheet}", str(number))
    kind = replace(sheet.types[aside], color="#000000") if sheet.style.single else sheet.types["small-black"]
    return [title, sheet.text((Span(words),), kind, wide, None, block.src)]


def _grid(sheet: Sheet, block: FlashCards, wide: float) -> Grid:
    """As many cards as the least height allows, fewer where the longest words need more; CheckFailed beyond that.

    In large print the words around those of the cards give way where they must.
    """
    faces = _faces(sheet)
    sides = [side for card in block.cards for side in ((card.front, faces[0]), (card.back, faces[1]))]
    grids: list[Grid] = []
    for aside in ("aside", "tiny") if sheet.style.single else ("tiny",):
        grids = _grids(sheet, block, wide, aside)
        for grid in grids:
            if all(_fits(sheet, content, grid, face, face.sizes[-1]) for content, face in sides):
                return grid
    alone = max(_set(sheet, content, grids[-1], face, face.sizes[-1]).height for content, face in sides)
    most = grids[-1].down - grids[-1].foot
    raise too_tall(Piece(alone + 2 * _PAD, src=block.src, element="flash-card"), most)


def _grids(sheet: Sheet, block: FlashCards, wide: float, aside: str) -> list[Grid]:
    """The grids that there are room for, the best first, a single card at the end."""
    style, paper = sheet.style, sheet.paper
    heads = (_head(sheet, block, wide, aside, back=back) for back in (False, True))
    head = max(sum(text.height for text in texts) for texts in heads)
    above = max(style.margin_top_mm * MM + head + _BELOW_HEAD, style.margin_bottom_mm * MM + _ABOVE_FOOT)
    tall = paper.height_mm * MM - 2 * above
    top, left = paper.height_mm * MM - above, (paper.width_mm * MM - wide) / 2
    most = max(1, int(tall / (block.height_mm * MM)))
    shapes = [(columns, rows) for columns in range(block.columns, 0, -1) for rows in range(most, 0, -1)]
    if style.single:  # the most cards on a page, in long lines rather than short ones
        shapes.sort(key=lambda shape: (-shape[0] * shape[1], shape[0]))
    foot = sheet.types[aside].leading if style.single and aside == "aside" else 0  # large numbers would touch the words
    return [Grid(columns, rows, left, top, wide / columns, tall / rows, foot, aside) for columns, rows in shapes]


def _faces(sheet: Sheet) -> tuple[Face, Face]:
    """Fronts and backs; in large print all words have its size at least."""
    size = sheet.style.size_body
    return (Face((1.25 * size, size), bold=True), Face((size,))) if sheet.style.single else (_FRONT, _BACK)


def _sides(
    sheet: Sheet, contents: Sequence[Content], grid: Grid, face: Face, items: Sequence[Elem], src: str
) -> list[Text]:
    """One side of all cards, in one size where that can be read well; longer texts in smaller type than the others."""
    sizes = face.sizes
    fitting = [next((s for s in sizes if _fits(sheet, c, grid, face, s)), sizes[-1]) for c in contents]
    shared = max(min(fitting), min(_SHARED, max(fitting)))
    return [
        _set(sheet, content, grid, face, min(size, shared), Elem("LBody", item), src)
        for content, size, item in zip(contents, fitting, items, strict=True)
    ]


def _fits(sheet: Sheet, content: Content, grid: Grid, face: Face, size: float) -> bool:
    """Whether the words stand inside a card without being cut in two."""
    text = _set(sheet, content, grid, face, size)
    cut = any(line.cut for line in text.lines)
    return text.height <= grid.room and not (cut and size > face.sizes[-1])


def _set(
    sheet: Sheet, content: Content, grid: Grid, face: Face, size: float, elem: Elem | None = None, src: str = ""
) -> Text:
    leading = round(size * _LEADING, 2)
    kind = replace(sheet.types["body"], size=size, leading=leading, bold=face.bold, align="center")
    return sheet.text(content, kind, grid.across - 2 * _PAD, elem, src)


def _name(sheet: Sheet, card: FlashCard, grid: Grid, elem: Elem | None, src: str) -> Text:
    """The small number in the corner; that of a back is not read out again."""
    return sheet.label(card.name, replace(sheet.types[grid.aside], color="#000000"), elem, src)
