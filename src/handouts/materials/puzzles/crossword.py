"""A crossword from words: laid out, numbered in reading order, each word with its place."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from handouts.materials.puzzles.crossing import MENDINGS, Bounds, Layout, lay_out
from handouts.model.puzzle import FEWEST, LONGEST, Crossword, LeftOut, PuzzleWord, Slot

MOST = 20
# Of a glossary with more than MOST terms so many: they stand on a page with their clues, on whatever paper.
ON_A_PAGE = 18
FAIR = 12  # letters up to which a word is a good one for a crossword
# What stands on a page with its clues below, in squares of 7 mm and more: the next where the one before leaves words
# out. The last takes the page and sends the clues overleaf: only where more than one word in twenty has no place.
USUAL, MIDDLE, LARGE, WHOLE = (Bounds(rows, LONGEST) for rows in (14, 16, 18, 22))
_ENOUGH, _LEAST = 0.95, 0.9
_AGAIN = 3  # how often a grid is begun anew when fewer than nine in ten words have a place
_FEW = 2  # words without a place for which two more rows are tried before four


def share(count: int) -> int:
    """How many of so many words a crossword takes."""
    return count if count <= MOST else ON_A_PAGE


def crossword(
    words: Sequence[PuzzleWord], draw: Random, mendings: int = MENDINGS
) -> tuple[Crossword | None, tuple[LeftOut, ...]]:
    """A crossword of the words, and those that found no place; None when fewer than FEWEST did.

    `mendings` as for lay_out. Words must differ in their letters and be no longer than LONGEST. The same words and
    chance give the same grid.
    """
    layout = laid_out([word.letters for word in words], draw, mendings)
    left = tuple(LeftOut(word.term, "room") for index, word in enumerate(words) if index not in layout.spots)
    return (_numbered(words, layout) if len(layout.spots) >= FEWEST else None), left


def laid_out(words: Sequence[str], draw: Random, mendings: int = MENDINGS) -> Layout:
    """The best layout in the smallest bounds that hold the words, given as their letters; see `lay_out`."""
    layout = lay_out(words, USUAL, draw, mendings)
    if 0 < len(words) - len(layout.spots) <= _FEW:
        layout = lay_out(words, MIDDLE, draw, mendings, layout)
    wanted = min(len(words), ON_A_PAGE)  # a word beyond these is no reason to turn the page
    if len(layout.spots) < wanted:
        layout = lay_out(words, LARGE, draw, mendings, layout)
    if len(layout.spots) < _ENOUGH * wanted:
        layout = lay_out(words, WHOLE, draw, mendings, layout)
    for _ in range(_AGAIN):
        if len(layout.spots) < _LEAST * len(words):
            layout = min(layout, lay_out(words, WHOLE, draw, mendings), key=lambda made: -len(made.spots))
    return layout


def _numbered(words: Sequence[PuzzleWord], layout: Layout) -> Crossword:
    """Numbers row by row; a square that begins two words has one number."""
    starts = sorted({(row, column) for row, column, _ in layout.spots.values()})
    numbers = {start: number for number, start in enumerate(starts, 1)}
    slots = [
        Slot(numbers[row, column], row, column, across, words[index])
        for index, (row, column, across) in layout.spots.items()
    ]
    slots.sort(key=lambda slot: (slot.number, not slot.across))
    return Crossword(layout.rows, layout.columns, tuple(slots))
