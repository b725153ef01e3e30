"""The layout of a crossword: words put one across another in many orders, then the best grid mended again and again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

STARTS, MENDINGS = 30, 400
_SHUFFLE = 4.0  # by how many letters a word may jump ahead of longer ones in the order of a try
_CROSSING, _GROWTH = 9.0, 1.0  # what a further crossing is worth in squares, what a new square of the box costs
_SQUARENESS = 4.0  # weight of rows against columns: sheets have less room downwards, where the clues stand
_NOISE = 6.0
_PATIENCE = 100  # mendings in a row without a better grid, after which it is good enough
_RUIN = 6  # words taken out at most, to be put in again

Spot = tuple[int, int, bool]
"""Row, column and whether the word runs across."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most rows and columns a grid may have."""

    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the words stand, by their index; words without a place are not in it. The first row and column are 0."""

    spots: dict[int, Spot]
    rows: int
    columns: int
    crossings: int

    @property
    def cost(self) -> float:
        """What the grid takes on the page, less what its crossings are worth: the lower the better."""
        return self.columns * self.rows + _SQUARENESS * self.rows * self.rows - _CROSSING * self.crossings


def lay_out(
    words: Sequence[str], bounds: Bounds, draw: Random, mendings: int = MENDINGS, first: Layout | None = None
) -> Layout:
    """The best layout found: most words, then lowest cost. Every word after the first crosses another one.

    No two words touch but where they cross. `mendings`: how often at most the grid is taken apart to be made better;
    `first` is a layout to begin with. Words longer than the bounds are left out; one word is a layout too.
    """
    best = first or Layout({}, 0, 0, 0)
    for _ in range(0 if best.spots else STARTS):
        best = min(best, _filled(words, bounds, best, (), draw), key=_rank)
    idle = 0
    for _ in range(mendings if len(best.spots) > 2 else 0):
        made = _filled(words, bounds, best, _kept(words, best, draw), draw)
        idle = 0 if _rank(made) < _rank(best) else idle + 1
        best = min(made, best, key=_rank)
        if idle == _PATIENCE:
            break
    return best


def _rank(layout: Layout) -> tuple[int, float]:
    return -len(layout.spots), layout.cost


def _filled(words: Sequence[str], bounds: Bounds, layout: Layout, kept: Collection[int], draw: Random) -> Layout:
    """A layout around the words kept of another one."""
    board = _Board(words, bounds)
    board.keep(layout, kept)
    board.fill((index for index in _order(words, draw) if index not in kept), draw)
    return board.layout()


def _kept(words: Sequence[str], layout: Layout, draw: Random) -> list[int]:
    """The layout's words without a few, without those that they alone held apart, and what then hangs on nothing."""
    indexes = sorted(layout.spots)
    gone = draw.sample(indexes, draw.randint(1, max(1, min(_RUIN, len(indexes) // 2))))
    kept = [index for index in indexes if index not in gone]
    while True:
        owners: dict[tuple[int, int], list[int]] = {}
        for index in kept:
            for square in _squares(len(words[index]), layout.spots[index]):
                owners.setdefault(square, []).append(index)
        touching = _touching(owners)
        if touching is None:
            break
        kept.remove(touching)
    near: dict[int, set[int]] = {index: set() for index in kept}
    for shared in owners.values():
        for index in shared:
            near[index].update(shared)
    return sorted(_largest(near))


def _squares(length: int, spot: Spot) -> Iterator[tuple[int, int]]:
    row, column, across = spot
    return ((row, column + i) if across else (row + i, column) for i in range(length))


def _touching(owners: dict[tuple[int, int], list[int]]) -> int | None:
    """A word with a square beside a square of another one, and no word that has both: together they read as a word."""
    for (row, column), here in owners.items():
        for beside in ((row, column + 1), (row + 1, column)):
            there = owners.get(beside)
            if there is not None and not any(index in there for index in here):
                return max(*here, *there)
    return None


def _largest(near: dict[int, set[int]]) -> set[int]:
    """The largest set of words that hang together."""
    best: set[int] = set()
    seen: set[int] = set()
    for first in near:
        if first in seen:
            continue
        group, waiting = {first}, [first]
        while waiting:
            new = near[waiting.pop()] - group
            group |= new
            waiting += sorted(new)
        seen |= group
        best = max(best, group, key=len)
    return best


def _order(words: Sequence[str], draw: Random) -> list[int]:
    """Longer words first, with some chance."""
    rank = [len(word) + _SHUFFLE * draw.random() for word in words]
    return sorted(range(len(words)), key=lambda index: -rank[index])


class _Board:
    """A grid being filled: a flat list of squares, wide enough that the first word may stand in the middle."""

    def __init__(self, words: Sequence[str], bounds: Bounds) -> None:
        self._words, self._bounds = words, bounds
        self._wide = 2 * bounds.columns + 2
        size = self._wide * (2 * bounds.rows + 2)
        self._letters = [""] * size
        self._used = [0] * size  # 1: a word across has this square, 2: a word down
        self._where: dict[str, list[int]] = {}
        self._spots: dict[int, tuple[int, bool]] = {}
        self._box = (size, -1, size, -1)  # first and last row, first and last column
        self._crossings = 0

    def keep(self, layout: Layout, indexes: Iterable[int]) -> None:
        """Put in these words of another layout, in the middle of the board."""
        top, left = self._bounds.rows - layout.rows // 2, self._bounds.columns - layout.columns // 2
        for index in indexes:
            row, column, across = layout.spots[index]
            self._put(index, (top + row) * self._wide + left + column, across)
        self._crossings = sum(used == 3 for used in self._used)

    def fill(self, order: Iterable[int], draw: Random) -> None:
        """Put in the words in this order; who finds no place waits until others stand."""
        waiting = list(order)
        while waiting:
            still = [index for index in waiting if not self._place(index, draw)]
            if len(still) == len(waiting):
                return
            waiting = still

    def _place(self, index: int, draw: Random) -> bool:
        word = self._words[index]
        if not self._spots:
            return self._first(index, draw)
        best: tuple[float, int, bool, int] | None = None
        for start, across in self._starts(word):
            crossings = self._fits(word, start, across)
            if crossings < 1:
                continue
            growth = self._growth(len(word), start, across)
            if growth is None:
                continue
            worth = _CROSSING * crossings - _GROWTH * growth + _NOISE * draw.random()
            if best is None or worth > best[0]:
                best = (worth, start, across, crossings)
        if best is None:
            return False
        self._put(index, best[1], best[2])
        self._crossings += best[3]
        return True

    def _first(self, index: int, draw: Random) -> bool:
        """The first word in the middle, across where it does not fit down and mostly also where it does."""
        length = len(self._words[index])
        down = length <= self._bounds.rows and draw.random() < 0.25
        if not down and length > self._bounds.columns:
            return False
        row, column = self._bounds.rows, self._bounds.columns
        start = (row - length // 2, column) if down else (row, column - length // 2)
        self._put(index, start[0] * self._wide + start[1], not down)
        return True

    def _starts(self, word: str) -> list[tuple[int, bool]]:
        """Every place where the word would cross a word of the other direction, once each, in a fixed order."""
        found: dict[tuple[int, bool], None] = {}
        for offset, letter in enumerate(word):
            for square in self._where.get(letter, ()):
                used = self._used[square]
                if used == 2:
                    found[square - offset, True] = None
                elif used == 1:
                    found[square - offset * self._wide, False] = None
        return list(found)

    def _fits(self, word: str, start: int, across: bool) -> int:
        """How many words it would cross there; -1 where it would touch or contradict one, or leave the board."""
        step, other = (1, self._wide) if across else (self._wide, 1)
        letters = self._letters
        end = start + len(word) * step
        if start < self._wide or end >= len(letters) - self._wide or letters[start - step] or letters[end]:
            return -1
        crossings, square = 0, start
        for letter in word:
            there = letters[square]
            if there:
                if there != letter or self._used[square] & (1 if across else 2):
                    return -1
                crossings += 1
            elif letters[square - other] or letters[square + other]:
                return -1
            square += step
        return crossings

    def _grown(self, length: int, start: int, across: bool) -> tuple[int, int, int, int]:
        """The box around all words with one more."""
        row, column = divmod(start, self._wide)
        top, bottom, left, right = self._box
        last_row, last_column = (row, column + length - 1) if across else (row + length - 1, column)
        return min(top, row), max(bottom, last_row), min(left, column), max(right, last_column)

    def _growth(self, length: int, start: int, across: bool) -> float | None:
        """By how much the box would grow, in squares; None when it would pass the bounds."""
        top, bottom, left, right = self._grown(length, start, across)
        rows, columns = bottom - top + 1, right - left + 1
        if rows > self._bounds.rows or columns > self._bounds.columns:
            return None
        old_rows, old_columns = self._box[1] - self._box[0] + 1, self._box[3] - self._box[2] + 1
        area = rows * columns - old_rows * old_columns
        return area + _SQUARENESS * (rows * rows - old_rows * old_rows)

    def _put(self, index: int, start: int, across: bool) -> None:
        word = self._words[index]
        step, bit = (1, 1) if across else (self._wide, 2)
        self._box = self._grown(len(word), start, across)
        for offset, letter in enumerate(word):
            square = start + offset * step
            if not self._letters[square]:
                self._letters[square] = letter
                self._where.setdefault(letter, []).append(square)
            self._used[square] |= bit
        self._spots[index] = (start, across)

    def layout(self) -> Layout:
        """What has been made, moved to the corner."""
        top, bottom, left, right = self._box
        if not self._spots:
            return Layout({}, 0, 0, 0)
        spots = {}
        for index, (start, across) in self._spots.items():
            row, column = divmod(start, self._wide)
            spots[index] = (row - top, column - left, across)
        return Layout(spots, bottom - top + 1, right - left + 1, self._crossings)
