"""A crossword from words: laid out, numbered in reading order, each word with its place."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from handouts.materials.puzzles.crossing import MENDINGS, Bounds, Layout, lay_out
from handouts.model.puzzle import FEWEST, LONGEST, Crossword, LeftOut, PuzzleWord, Slot

MOST = 18  # with more the clues do not stand on the page of the grid
FAIR = 12  # letters up to which a word is a good one for a crossword
# What stands on a page with its clues below, in squares of 7 mm and more; the second where the first leaves words out.
# The third takes the page and sends the clues overleaf: only where more than one word in twenty has no place.
USUAL, LARGE, WHOLE = Bounds(14, LONGEST), Bounds(18, LONGEST), Bounds(22, LONGEST)
_ENOUGH, _LEAST = 0.95, 0.9


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
    if len(layout.spots) < len(words):
        layout = lay_out(words, LARGE, draw, mendings, layout)
    if len(layout.spots) < _ENOUGH * len(words):
        layout = lay_out(words, WHOLE, draw, mendings, layout)
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
