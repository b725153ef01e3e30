"""What the sheets made of a glossary print besides words and lines: cards with words on both sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handouts.model.inline import Content

# The edge of the paper that a sheet printed on both sides is turned on.
FlipEdge = Literal["long", "short"]


@dataclass(frozen=True, slots=True)
class FlashCard:
    """A card with words on both sides. `name` stands small on both, so that sides printed apart can be joined."""

    name: str
    front: Content
    back: Content


@dataclass(frozen=True, slots=True)
class FlashCards:
    """Two-sided cards on a grid in the middle of the paper; fronts and backs on alternating pages.

    `flip` is the edge on which the paper is turned: backs are placed so that they lie behind their fronts. `title`,
    and `front` or `back` with {sheet}, the number of the sheet of paper, stand above the grid of every page.
    `height_mm` is what a card has at least; where words need more, there are fewer cards on a page.
    """

    cards: tuple[FlashCard, ...]
    title: str
    front: str
    back: str
    flip: FlipEdge = "long"
    columns: int = 2
    height_mm: float = 52
    src: str = ""
