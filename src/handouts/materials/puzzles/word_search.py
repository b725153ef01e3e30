"""A word search from words: each stands in the letters exactly once, and nothing rude stands there at all."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from random import Random

from handouts.materials.puzzles.lines import Spelling
from handouts.model.puzzle import FEWEST, LONGEST, Hidden, LeftOut, Level, Place, PuzzleWord, WordSearch

MOST = 16
FAIR = 12  # letters up to which a word is a good one for a word search
_RIGHT, _DOWN, _SLANTED = (0, 1), (1, 0), (1, 1)
DIRECTIONS: dict[Level, tuple[Place, ...]] = {
    "support": (_RIGHT, _DOWN),
    "core": (_RIGHT, _DOWN, _SLANTED),
    "challenge": (_RIGHT, _DOWN, _SLANTED, (-1, 1), (0, -1), (-1, 0), (-1, -1), (1, -1)),
}
_ROOMY = 1.9  # squares for each letter of the words
_LEAST_SIDE = 8
_ATTEMPTS = 60
_GROWS = 6  # attempts after which the grid gets larger
_CHOICES = 3  # places of which the one with most shared letters is taken

Grid = dict[Place, str]


def word_search(
    words: Sequence[PuzzleWord], level: Level, draw: Random, alphabet: Collection[str], banned: Collection[str]
) -> tuple[WordSearch | None, tuple[LeftOut, ...]]:
    """A word search of the words, and those that found no place; None when fewer than FEWEST are left.

    No word may stand inside another one, and none may be longer than LONGEST. No string of `banned` is spelled in any
    of the eight directions but inside a word that holds it. Fillers are letters of the words where those will do.
    """
    given = list(words)
    left: list[LeftOut] = []
    while len(given) >= FEWEST:
        for attempt in range(_ATTEMPTS):
            made = _attempt(given, level, draw, sorted(alphabet), banned, attempt // _GROWS)
            if made is not None:
                return made, tuple(left)
        hardest = max(given, key=lambda word: len(word.letters))
        given.remove(hardest)
        left.append(LeftOut(hardest.term, "room"))
    return None, tuple(left)


def _attempt(
    words: Sequence[PuzzleWord],
    level: Level,
    draw: Random,
    alphabet: Sequence[str],
    banned: Collection[str],
    larger: int,
) -> WordSearch | None:
    rows, columns = _size(words, larger)
    grid: Grid = {}
    hidden = _hide(words, (rows, columns), DIRECTIONS[level], draw, grid)
    if hidden is None:
        return None
    spelling = Spelling(grid, (rows, columns), [word.letters for word in words], banned)
    own = {word.letters: frozenset(h.squares) for word, h in zip(words, hidden, strict=True)}
    if spelling.faults(own) or not _filled(spelling, grid, (rows, columns), draw, alphabet):
        return None
    lines = tuple("".join(grid[row, column] for column in range(columns)) for row in range(rows))
    return WordSearch(lines, tuple(hidden))


def _size(words: Sequence[PuzzleWord], larger: int) -> tuple[int, int]:
    """Rows and columns: nearly a square, but never narrower than the longest word."""
    longest = max(len(word.letters) for word in words)
    squares = _ROOMY * sum(len(word.letters) for word in words)
    columns = max(longest, math.ceil(math.sqrt(squares)), _LEAST_SIDE)
    rows = max(math.ceil(squares / columns), _LEAST_SIDE)
    return min(rows + larger, LONGEST), min(columns + larger, LONGEST)


def _hide(
    words: Sequence[PuzzleWord], size: Place, directions: Sequence[Place], draw: Random, grid: Grid
) -> list[Hidden] | None:
    """The words in the grid, in their order; None when one has no place. The directions are used about evenly."""
    used = dict.fromkeys(directions, 0)
    hidden: dict[int, Hidden] = {}
    for index in sorted(range(len(words)), key=lambda i: -len(words[i].letters)):
        letters = words[index].letters
        turn = {step: (used[step], draw.random()) for step in directions}
        for step in sorted(directions, key=lambda s: turn[s]):
            places = [
                (row, column)
                for row, column in _starts(len(letters), step, size)
                if _free(letters, (row, column), step, grid)
            ]
            if not places:
                continue
            tried = [draw.choice(places) for _ in range(_CHOICES)]
            row, column = max(tried, key=lambda place: _shared(letters, place, step, grid))
            found = Hidden(row, column, step, words[index])
            break
        else:
            return None
        used[step] += 1
        hidden[index] = found
        grid.update(zip(found.squares, letters, strict=True))
    return [hidden[index] for index in range(len(words))]


def _starts(length: int, step: Place, size: Place) -> Iterator[Place]:
    """Every first square from which the word stays in the grid."""
    rows, columns = size
    down, right = ((length - 1) * part for part in step)
    for row in range(max(0, -down), min(rows, rows - down)):
        for column in range(max(0, -right), min(columns, columns - right)):
            yield row, column


def _free(letters: str, start: Place, step: Place, grid: Grid) -> bool:
    (row, column), (down, right) = start, step
    return all(grid.get((row + i * down, column + i * right), x) == x for i, x in enumerate(letters))


def _shared(letters: str, start: Place, step: Place, grid: Grid) -> int:
    (row, column), (down, right) = start, step
    return sum((row + i * down, column + i * right) in grid for i in range(len(letters)))


def _filled(spelling: Spelling, grid: Grid, size: Place, draw: Random, alphabet: Sequence[str]) -> bool:
    """Letters in all empty squares; False where each one would spell what must not stand there."""
    pool = sorted(grid.values())
    for row in range(size[0]):
        for column in range(size[1]):
            place = (row, column)
            if place in grid:
                continue
            offered = [draw.choice(pool) for _ in range(len(pool))]
            rest = draw.sample(alphabet, len(alphabet))
            letter = next((x for x in (*offered, *rest) if not spelling.completed(place, x)), None)
            if letter is None:
                return False
            grid[place] = letter
    return True
