"""Section heads and questions: stems, options, ruled lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handouts.model.document import Box, Content, GapMark, Options, Question, SectionHead, Span, WritingLines
from handouts.model.press import MM
from handouts.typeset.answer_marks import figure, option_mark, small_answer, written
from handouts.typeset.drawing_boxes import box_piece
from handouts.typeset.lines import Type
from handouts.typeset.marks import LINE_COLOR, LINE_WEIGHT
from handouts.typeset.pen import Pen
from handouts.typeset.pieces import LEAST_ROWS, Group, Piece, extent, stack
from handouts.typeset.sheet import Sheet, dotted
from handouts.typeset.tagging import Elem

_OPTION_HANG = 1.65  # of the type's size
_BETWEEN_COLUMNS = 6 * MM
_COLUMNS = {1: (1,), 2: (2, 1), 3: (3, 1), 4: (4, 2, 1), 5: (5, 3, 1)}
_OPTION_LEADING = 1.48  # of the type's size
_SECTION_LETTER = 0.86  # of its title's size
_BELOW = 7  # white space below an item without lines, in points


@dataclass(eq=False)
class Ruling(Piece):
    """Lines to write on, `pitch` points apart and `width` long; a figure when there is an `elem`."""

    count: int = 0
    pitch: float = 0
    width: float = 0
    elem: Elem | None = None

    @property
    def edges(self) -> Sequence[float]:
        """It may be cut below each line."""
        return [n * self.pitch for n in range(1, self.count + 1)]

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """The lines, top to bottom."""
        if self.elem is None:
            pen.artifact()
        else:
            pen.mark(self.elem)
            box = (x, top - self.count * self.pitch, x + self.width, top)
            self.elem.attributes["BBox"] = [round(v, 2) for v in box]
        for number in range(1, self.count + 1):
            pen.rule(x, top - number * self.pitch, x + self.width, LINE_COLOR, LINE_WEIGHT)
        pen.end()

    def cut(self, room: float) -> tuple[Piece, Piece] | None:
        """Between two lines; the rest is a figure of its own."""
        fit = min(int((room + 0.01) / self.pitch), self.count - 1)
        if fit < 1:
            return None
        rest = replace(self, count=self.count - fit, height=self.height - fit * self.pitch)
        if self.elem is not None:
            rest.elem = self.elem.twin()
        return replace(self, count=fit, height=fit * self.pitch, after=0), rest


def section(sheet: Sheet, block: SectionHead, parent: Elem) -> list[Piece]:
    """The letter in a dark square and the title, one heading of level 2; kept with what follows."""
    elem = Elem(sheet.heading_role(2), parent)
    title = sheet.types["h2"]
    side = 1.55 * title.size
    least = sheet.style.size_body if sheet.style.single else 0
    letter_type = replace(title, size=max(_SECTION_LETTER * title.size, least), color=sheet.on_dark)
    letter = sheet.label(block.letter + " ", letter_type, elem, block.src)
    square = max(side * 1.15, letter.width + 8)
    plate = sheet.plate(square, side, 0.8 * MM, sheet.style.accent)
    text = sheet.text((Span(block.title),), title, sheet.width - square - 3 * MM, elem, block.src)
    drop = max(0.0, (side - title.leading) / 2)
    placed: list[tuple[float, float, Piece]] = [(square + 3 * MM if block.letter else 0, drop, text)]
    if block.letter:
        placed[:0] = [(0, 0, plate), ((square - letter.width) / 2, drop, letter)]
    height = max(side, extent(placed))
    made = Group(height, 16, 5, keep_next=True, src=block.src, element="section", parts=placed)
    made.bookmark = (2, f"{dotted(block.letter)} {block.title}".strip())
    return [made]


def question(sheet: Sheet, block: Question, parent: Elem) -> list[Piece]:
    """The number hanging, the stem, then the body: all in one piece."""
    elem = Elem("P", parent)
    number = sheet.label(dotted(block.number) + " ", "bold", elem, block.src)
    hang = sheet.hang(number)
    width = sheet.width - hang
    stem = sheet.text(block.stem, "body", width, elem, block.src)
    number.type = stem.type
    pieces: list[Piece] = []
    for part in block.body:
        if isinstance(part, Options):
            pieces.append(options(sheet, part, parent, width))
        elif isinstance(part, Box):
            pieces.append(box_piece(sheet, part, parent, width))
        else:
            pieces.append(writing_lines(sheet, part, parent, width))
    placed: list[tuple[float, float, Piece]] = [(0, 0, number), (hang, 0, stem)]
    placed += stack([stem, *pieces], hang)[1:]
    height = extent(placed)
    if block.answer:
        placed.append((hang, height, small_answer(sheet, block.answer, width, _BELOW, Elem("P", parent), block.src)))
    ruled = bool(block.body) and isinstance(block.body[-1], (WritingLines, Box))
    gaps = any(isinstance(item, GapMark) for item in block.stem)
    free = [top + edge for _, top, part in placed if isinstance(part, Group) for edge in part.free]
    return [
        Group(
            height,
            5 if gaps else 7,
            10 if ruled else 5 if gaps else 7,
            src=block.src,
            element="ordering" if free else "question",
            parts=placed,
            free=free,
        )
    ]


def options(sheet: Sheet, block: Options, parent: Elem, width: float) -> Piece:
    """Lettered options in as many columns as the longest one allows; rows run A B, C D."""
    base = sheet.types["body"]
    kind = replace(base, leading=round(base.size * _OPTION_LEADING, 2))
    count = len(block.options)
    longest = max((sheet.natural(content, "body", block.src) for _, content in block.options), default=0)
    columns = next(
        c
        for c in _COLUMNS.get(count, (3, 1))
        if c == 1 or (not sheet.style.single and _fits(longest + _OPTION_HANG * base.size, width, c))
    )
    pitch = (width + _BETWEEN_COLUMNS) / columns
    listed = Elem("L", parent, attributes={"O": "List", "ListNumbering": "UpperAlpha"})
    placed: list[tuple[float, float, Piece]] = []
    tops: list[float] = []
    top = 0.0
    for first in range(0, count, columns):
        tops.append(top)
        row = block.options[first : first + columns]
        width = pitch - _BETWEEN_COLUMNS
        cells = [
            _option(sheet, option, listed, width, kind, block.src, block.spoken if option[0] in block.right else "")
            for option in row
        ]
        placed += [(index * pitch, top, cell) for index, cell in enumerate(cells)]
        top += max(cell.height for cell in cells)
    free = tops[LEAST_ROWS : 1 - LEAST_ROWS] if block.loose else ()
    return Group(top, 1.5, 0, src=block.src, parts=placed, free=free)


def _fits(longest: float, width: float, columns: int) -> bool:
    return longest <= (width + _BETWEEN_COLUMNS) / columns - _BETWEEN_COLUMNS


def _option(
    sheet: Sheet, option: tuple[str, Content], parent: Elem, width: float, kind: Type, src: str, spoken: str
) -> Piece:
    """An option; with `spoken` it is marked as right, which is then read out."""
    letter, content = option
    item = Elem("LI", parent)
    mark = Elem("Lbl", item)
    label = sheet.label(dotted(letter), kind, mark, src)
    hang = max(_OPTION_HANG * kind.size, label.width + 4)
    text = sheet.text(content, kind, width - hang, Elem("LBody", item), src)
    placed: list[tuple[float, float, Piece]] = [(0, 0, label), (hang, 0, text)]
    if spoken:
        placed.insert(0, (0, 0, option_mark(sheet, label, text, hang, figure(mark, spoken))))
    return Group(text.height, parts=placed)


def lines(sheet: Sheet, block: WritingLines, parent: Elem) -> list[Piece]:
    """Ruled lines over the whole width, without a question."""
    ruled = writing_lines(sheet, block, parent, sheet.width)
    ruled.after = 8
    return [ruled]


def writing_lines(sheet: Sheet, block: WritingLines, parent: Elem, width: float) -> Piece:
    """Ruled lines a pitch apart, the first a full pitch down. With a label they are a figure that says it."""
    pitch = block.pitch_mm * MM * sheet.style.hand
    height = block.count * pitch
    elem = None
    if block.label and block.count:
        elem = Elem("Figure", parent, alt=block.label, attributes={"O": "Layout", "Placement": "Block"})
    ruling = Ruling(
        height, after=3, src=block.src, element="lines", count=block.count, pitch=pitch, width=width, elem=elem
    )
    if not block.answer:
        return ruling
    text = written(sheet, block.answer, width, block.count, pitch, Elem("P", parent), block.src)
    return Group(height, after=3, src=block.src, element="lines", parts=[(0, 0, ruling), *text])
