"""What every block needs to be set: the style's types, the width of the page, and ways to make text and shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial

from handouts.model.document import Content, LineBreak, Span
from handouts.model.press import MM, Paper, Style
from handouts.typeset.breaking import Breaker
from handouts.typeset.faces import FontBook
from handouts.typeset.gap_answers import gap_answer
from handouts.typeset.lines import Line, Part, Type
from handouts.typeset.pen import Pen
from handouts.typeset.pieces import Frame, Mark, Text
from handouts.typeset.tagging import Elem, Tree

_HANG = 2.05  # of the type's size
_NARROWER = (0.97, 0.94, 0.91, 0.88)
_COLUMN = 12  # least width of a column, of the type's size
_PLATE = 1.2  # the frame that stands for a dark area
_GAP_LEADING = 19  # lines with a gap to write in stand at least this far apart, in points


def types(style: Style) -> dict[str, Type]:
    """The types of a style by name. "tiny" is what stands outside the text; "aside" small words in it, which are of the

    print's size in large print.
    """
    body, small, tiny = style.size_body, style.size_small, style.size_tiny
    aside = small if style.single else tiny
    sans = Type("sans", body, round(body * 1.36, 2))
    quiet = Type("sans", small, round(small * 1.36, 2), color=style.grey)
    return {
        "body": sans,
        "bold": replace(sans, bold=True),
        "answer": replace(sans, bold=True),
        "kicker": Type("sans", aside, aside * 1.4, bold=True, color=style.accent, tracking=aside * 0.1),
        "lead": quiet,
        "end": replace(sans, bold=True, align="center"),
        "instruction": quiet,
        "small": quiet,
        "small-black": replace(quiet, color="#000000"),
        "source": replace(quiet, italic=True),
        "quote": Type("reading", body - 0.75, round((body - 0.75) * 1.38, 2), italic=True),
        "reading": Type("reading", style.reading_size, style.reading_leading),
        "tiny": Type("sans", tiny, tiny * 1.3, color=style.grey),
        "aside": Type("sans", aside, aside * 1.3, color=style.grey),
        "h1": Type("sans", style.size_title, style.size_title * 1.18, bold=True),
        "h2": Type("sans", style.size_heading, style.size_heading * 1.3, bold=True),
        "h3": Type("sans", body, round(body * 1.36, 2), bold=True),
    }


def dotted(number: str) -> str:
    """A number or letter as it stands before an item: "7" as "7."."""
    return f"{number}." if number[-1:].isalnum() else number


def _parted(content: Content) -> Content:
    """A title with a line break after its first colon."""
    for index, item in enumerate(content):
        if isinstance(item, Span) and ": " in item.text:
            head, tail = item.text.split(": ", 1)
            return (
                *content[:index],
                replace(item, text=head + ":"),
                LineBreak(),
                replace(item, text=tail),
                *content[index + 1 :],
            )
    return content


def _cuts(lines: Sequence[Line]) -> bool:
    return any(line.cut for line in lines)


def _lonely(line: Line) -> bool:
    return sum(frag.text.rstrip().count(" ") for frag in line.frags) == 0


@dataclass(eq=False)
class Sheet:
    """The sheet being set. `width` and `height` are those of the type area, in points; `added` as in Rendered."""

    style: Style
    paper: Paper
    book: FontBook
    tree: Tree
    picture: Callable[[bytes, dict[str, str | int]], str]
    pen: Pen
    types: dict[str, Type] = field(init=False)
    width: float = field(init=False)
    height: float = field(init=False)
    deepest: int = 0
    added: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        style, paper = self.style, self.paper
        self.types = types(style)
        self.width = (paper.width_mm - style.margin_inner_mm - style.margin_outer_mm) * MM
        self.height = (paper.height_mm - style.margin_top_mm - style.margin_bottom_mm) * MM

    @contextmanager
    def within(self, width: float) -> Iterator[None]:
        """What is set meanwhile is set for a column `width` points wide."""
        whole, self.width = self.width, width
        try:
            yield
        finally:
            self.width = whole

    def heading_role(self, level: int) -> str:
        """H1 to H3 for a level; a level that would skip one is raised, as readers' tables of contents need."""
        self.deepest = min(level, self.deepest + 1)
        return f"H{self.deepest}"

    def text(self, content: Content, kind: str | Type, width: float, elem: Elem | None, src: str = "") -> Text:
        """Content set in one type (by name, or as it is), broken at `width` points."""
        used = self.types[kind] if isinstance(kind, str) else kind
        return self.parts([Part(content, used)], width, elem, src)

    def parts(self, parts: Sequence[Part], width: float, elem: Elem | None, src: str = "", hang: float = 0) -> Text:
        """A paragraph of several parts; the first part's type rules its leading and alignment."""
        kind = parts[0].type
        gap = min(self.style.gap_mm * MM, width - hang)
        breaker = Breaker(self.book, gap, elem, src, partial(gap_answer, self.book, self.style.answer, src))
        lines = breaker.lines(parts, width, hang)
        if kind.role == "sans" and len(lines) > 1 and _lonely(lines[-1]):
            tries = (breaker.lines(parts, width * factor, hang) for factor in _NARROWER)
            lines = next((t for t in tries if len(t) == len(lines) and not _lonely(t[-1]) and not _cuts(t)), lines)
        if breaker.has_gaps:
            kind = replace(kind, leading=max(kind.leading, _GAP_LEADING))
        return Text(lines=lines, type=kind, elem=elem, width=width, hang=hang, src=src)

    def balanced(self, content: Content, kind: str | Type, width: float, elem: Elem | None, src: str = "") -> Text:
        """Like text, in lines as even as their number allows, or cut at its colon: for titles."""
        piece = self.text(content, kind, width, elem, src)
        parted = self.text(_parted(content), kind, width, elem, src)
        if len(piece.lines) == len(parted.lines) == 2:
            return parted
        low, high = width / 2, width
        while len(piece.lines) > 1 and high - low > 4:
            middle = (low + high) / 2
            narrower = self.text(content, kind, middle, elem, src)
            if len(narrower.lines) > len(piece.lines) or _cuts(narrower.lines):
                low = middle
            else:
                high, piece = middle, narrower
        return piece

    def label(self, text: str, kind: str | Type, elem: Elem | None, src: str = "") -> Text:
        """A short text on one line; its `width` is the width it takes."""
        used = self.types[kind] if isinstance(kind, str) else kind
        left = used if used.align == "left" else replace(used, align="left")
        piece = self.text((Span(text),), left, 1e6, elem, src)
        piece.width = piece.lines[0].width if piece.lines else 0
        return piece

    def hang(self, number: Text) -> float:
        """How far an item's text stands to the right of where its number begins."""
        return max(_HANG * number.type.size, number.width + 6)

    def natural(self, content: Content, kind: str | Type, src: str = "") -> float:
        """Width of the content on one line, in points."""
        piece = self.text(content, kind, 1e6, None, src)
        return max((line.width for line in piece.lines), default=0)

    def rule(self, width: float, drop: float = 0, color: str = "#000000", weight: float = 0.6) -> Mark:
        """A horizontal rule `drop` points below its place."""
        return Mark(paint=lambda pen, x, top: pen.rule(x, top - drop, x + width, color, weight))

    @property
    def on_dark(self) -> str:
        """The colour of words on a plate."""
        return "#000000" if self.style.spare_ink else "#ffffff"

    def plate(self, width: float, height: float, radius: float, color: str) -> Frame:
        """A dark area for words in the colour `on_dark`; a frame where ink is to be spared."""
        if self.style.spare_ink:
            return Frame(height=height, width=width, radius=radius, stroke="#000000", weight=_PLATE)
        return self.frame(width, height, radius, fill=color)

    def columns(self, wanted: int, between: float, width: float = 0) -> int:
        """How many of the columns wanted there is room for, `between` points apart."""
        room = width or self.width
        least = _COLUMN * self.style.size_body
        fits = int((room + between) / (least + between))
        return 1 if self.style.single else max(1, min(wanted, fits))

    def frame(self, width: float, height: float, radius: float = 0, fill: str = "", stroke: str = "") -> Frame:
        """A box, filled or framed."""
        return Frame(height=height, width=width, radius=radius, fill=fill, stroke=stroke)
