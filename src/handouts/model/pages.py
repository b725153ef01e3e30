"""The lines of a page as they are printed: what is left of a text in a PDF."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line: its text, where it begins (points from the lower left corner), size of letters, whether all bold."""

    text: str
    x: float
    y: float
    size: float
    bold: bool


Page = tuple[PageLine, ...]
