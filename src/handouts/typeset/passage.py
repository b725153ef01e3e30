"""The reading passage: numbered paragraphs and lines, and the range of text on every printed line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from handouts.model.document import Heading, PassagePara, ReadingPassage
from handouts.model.press import MM, PrintedLine
from handouts.typeset.flow import Page
from handouts.typeset.lines import Line
from handouts.typeset.pen import Pen
from handouts.typeset.pieces import Piece, Text, baseline
from handouts.typeset.prose import heading, image
from handouts.typeset.sheet import Sheet
from handouts.typeset.tagging import Elem

_NUMBER_AT = 10 * MM  # right edge of line numbers, from the text's right edge
_NUMBER = 2.3  # the same, of the size of the numbers
_INDENT = 5 * MM
_BETWEEN = 5.0


@dataclass(eq=False)
class PassageText(Text):
    """A paragraph, or what of it stands on one page. `x`: its left edge; `count`: its first line's number."""

    para: str = ""
    count: int = 1
    every: int = 5
    number: Text | None = None
    bullet: Text | None = None
    digits: tuple[Text, ...] = ()
    x: float = 0
    edge: float = 0

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """The paragraph first; then its numbers in the gutters, as artifacts."""
        if self.bullet is not None and self.first:
            self.bullet.draw(pen, x + self.x - self.bullet.width - 5, top)
        super().draw(pen, x + self.x, top)
        base = baseline(self.type)
        if self.number is not None and self.first:
            self.number.draw(pen, x, top - base + baseline(self.number.type))
        for index, digit in enumerate(self.digits):
            if digit.lines:
                shift = base - baseline(digit.type) + index * self.type.leading
                digit.draw(pen, x + self.edge - digit.width, top - shift)
        pen.end()

    def _cut_behind(self, fit: int) -> tuple[Piece, Piece]:
        """Numbers go on."""
        head, tail = super()._cut_behind(fit)
        assert isinstance(head, PassageText)
        assert isinstance(tail, PassageText)
        cut = len(head.lines)
        head.digits, tail.digits = self.digits[:cut], self.digits[cut:]
        tail.count = self.count + cut
        return head, tail


def passage(sheet: Sheet, block: ReadingPassage, parent: Elem) -> list[Piece]:
    """The passage's pieces in order. Line numbers count the lines of paragraphs, not headings."""
    inner = _gutter(sheet)
    measure = min(sheet.style.measure_mm * MM, sheet.width - inner - _number_at(sheet))
    pieces: list[Piece] = []
    count = 1
    group: Elem | None = None
    for part in block.parts:
        if isinstance(part, PassagePara):
            group = _list(part, parent, group)
            text = _paragraph(sheet, part, block.every, measure, count, group or parent)
            count += len(text.lines)
            pieces.append(text)
            continue
        group = None
        if isinstance(part, Heading):
            placed = heading(sheet, part, parent, sheet.width - inner)
            placed[0].anchor = part.id
        else:
            placed = image(sheet, part, parent, measure)
        pieces += [_Shifted.of(piece, inner) for piece in placed]
    if pieces:
        pieces[-1].after = 9
    return pieces


def _gutter(sheet: Sheet) -> float:
    """Room for paragraph numbers, left of the text."""
    return max(9 * MM, 2.2 * sheet.style.reading_size)


def _number_at(sheet: Sheet) -> float:
    """Room for line numbers of three figures, right of the text."""
    return max(_NUMBER_AT, _NUMBER * sheet.types["tiny"].size)


@dataclass(eq=False)
class _Shifted(Piece):
    """A piece some way in from the left edge."""

    inner: Piece | None = None
    shift: float = 0

    @classmethod
    def of(cls, piece: Piece, shift: float) -> _Shifted:
        same = (piece.height, piece.before, piece.after, piece.keep_next, piece.src, piece.element)
        return cls(*same, inner=piece, shift=shift)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        assert self.inner is not None
        self.inner.place(pen, x + self.shift, top)


def _list(part: PassagePara, parent: Elem, group: Elem | None) -> Elem | None:
    if part.kind != "item":
        return None
    return group or Elem("L", parent, attributes={"O": "List", "ListNumbering": "Disc"})


def _paragraph(sheet: Sheet, part: PassagePara, every: int, measure: float, count: int, parent: Elem) -> PassageText:
    kind = sheet.types["reading"]
    tiny = sheet.types["tiny"]
    indent = 0 if part.kind == "paragraph" else _INDENT
    bullet = None
    if part.kind == "item":
        item = Elem("LI", parent)
        bullet = sheet.label("•", kind, Elem("Lbl", item), part.src)
        elem = Elem("LBody", item)
    elif part.kind == "quote":
        elem = Elem("P", Elem("BlockQuote", parent))
    else:
        elem = Elem("P", parent)
    width = measure - indent * (2 if part.kind == "quote" else 1)
    text = sheet.text(part.content, kind, width, elem, part.src)
    number = sheet.label(part.number, replace(sheet.types["bold"], color=sheet.style.accent), None, part.src)
    blank = Text()
    numbers = range(count, count + len(text.lines))
    digits = tuple(sheet.label(str(n), tiny, None) if n % every == 0 else blank for n in numbers) if every > 0 else ()
    return PassageText(
        after=2 if part.kind == "item" else _BETWEEN,
        before=_BETWEEN if part.kind == "quote" else 0,
        src=part.src,
        element="passage",
        lines=text.lines,
        type=text.type,
        elem=elem,
        width=width,
        para=part.id,
        anchor=part.id,
        count=count,
        every=every,
        number=number if part.number else None,
        bullet=bullet,
        digits=digits,
        x=_gutter(sheet) + indent,
        edge=_gutter(sheet) + measure + _number_at(sheet),
    )


def printed_lines(pages: Iterable[Page]) -> tuple[PrintedLine, ...]:
    """Where every line of the passage was printed."""
    found: list[PrintedLine] = []
    for page_number, page in enumerate(pages, 1):
        for placed in page:
            piece = placed.piece
            if isinstance(piece, PassageText):
                lines: Iterable[tuple[int, Line]] = enumerate(piece.lines, piece.count)
                found += [PrintedLine(piece.para, n, page_number, line.start, line.end) for n, line in lines]
    return tuple(found)
