"""Characters with their places in the source, gathered into the runs of one block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from handouts.model.text import BlockKind, Run, TextBlock

# Invisible and without meaning in print: controls, soft hyphen, zero-width space, word joiner, stray byte-order marks.
INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff]")


@dataclass(slots=True)
class Gathering:
    """Characters in reading order: each with its offset in the source file and its style (bold, italic)."""

    chars: list[str] = field(default_factory=list)
    origin: list[int] = field(default_factory=list)
    styles: list[tuple[bool, bool]] = field(default_factory=list)

    def add(self, text: str, origin: list[int] | range, style: tuple[bool, bool] = (False, False)) -> None:
        """Append `text`; `origin` holds one offset for each of its characters."""
        self.chars.extend(text)
        self.origin.extend(origin)
        self.styles.extend([style] * len(text))

    def block(self, kind: BlockKind, level: int = 0, number: int | None = None) -> TextBlock | None:
        """The block, or None when nothing but white space was gathered.

        A run of white space becomes one space at the place of its first character; at the ends it goes.
        """
        kept = list(self._kept())
        if not kept:
            return None
        runs: list[Run] = []
        start = 0
        for end in range(1, len(kept) + 1):
            if end == len(kept) or kept[end][2] != kept[start][2]:
                runs.append(Run("".join(char for char, _, _ in kept[start:end]), *kept[start][2]))
                start = end
        return TextBlock(kind, tuple(runs), tuple(at for _, at, _ in kept), level, number)

    def _kept(self) -> Iterator[tuple[str, int, tuple[bool, bool]]]:
        space: tuple[str, int, tuple[bool, bool]] | None = None
        begun = False
        for char, at, style in zip(self.chars, self.origin, self.styles, strict=True):
            if char.isspace():
                space = space or (" ", at, style)
            elif not INVISIBLE.match(char):
                if space and begun:
                    yield space
                space, begun = None, True
                yield char, at, style
