"""The essay as it was read. Every piece of text knows where in the source file it came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from handouts.diagnostics import Location


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points in the decoded source file (BOM stripped, newlines as \\n)."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """True when the two ranges share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class SourceText:
    """A file as decoded: `name` is what messages call it, `text` what spans point into."""

    name: str
    text: str

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0] + [i + 1 for i, c in enumerate(self.text) if c == "\n"]

    def location(self, offset: int) -> Location:
        """Line and column (from 1) of a code point offset."""
        line = bisect_right(self._line_starts, offset)
        return Location(self.name, line, offset - self._line_starts[line - 1] + 1)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. Plain text: never markup."""

    text: str
    bold: bool = False
    italic: bool = False


BlockKind = Literal["heading", "paragraph", "item", "quote"]


@dataclass(frozen=True)
class TextBlock:
    """A heading, paragraph, list item or quotation of the essay, as it will be printed.

    `origin[i]` is the offset in the source file of the i-th code point of `text`.
    `number` is the printed paragraph number (None for headings); `level` is the heading level, 1 to 3.
    """

    kind: BlockKind
    runs: tuple[Run, ...]
    origin: tuple[int, ...]
    level: int = 0
    number: int | None = None

    @cached_property
    def text(self) -> str:
        """The plain text of the block."""
        return "".join(run.text for run in self.runs)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Source span of `text[start:end]`; the range must not be empty."""
        stop = len(self.origin) if end is None else end
        return Span(self.origin[start], self.origin[stop - 1] + 1)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the essay: `file` relative to the lesson folder, `alt` for readers who cannot see it."""

    file: str
    alt: str
    caption: str
    span: Span


Block = TextBlock | Picture


@dataclass(frozen=True)
class Essay:
    """A source text and its blocks in reading order. Blocks are referred to by their index."""

    source: SourceText
    blocks: tuple[Block, ...] = field(default=())

    def text_block(self, index: int) -> TextBlock:
        """The text block at `index`; a picture there is a programming error."""
        block = self.blocks[index]
        if not isinstance(block, TextBlock):
            raise TypeError(f"block {index} is a picture")
        return block

    def text_blocks(self) -> Iterable[tuple[int, TextBlock]]:
        """Index and block of everything but pictures."""
        return ((i, b) for i, b in enumerate(self.blocks) if isinstance(b, TextBlock))


@dataclass(frozen=True, slots=True)
class Passage:
    """A range inside one block of the essay: `start` and `end` are offsets into that block's text."""

    block: int
    start: int
    end: int
    text: str
    span: Span

    @property
    def place(self) -> tuple[int, int]:
        """Block and offset: no two sentences have the same, while in a correction they may share a `span`."""
        return self.block, self.start

    def overlaps(self, other: Passage) -> bool:
        """True when the two passages share at least one character of the essay as printed."""
        return self.block == other.block and self.start < other.end and other.start < self.end


def passage(essay: Essay, block: int, start: int, end: int) -> Passage:
    """The passage `start:end` (offsets in the block's text) of block number `block`."""
    b = essay.text_block(block)
    return Passage(block, start, end, b.text[start:end], b.span(start, end))
