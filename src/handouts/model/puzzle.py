"""Letter puzzles with their solutions: what the generators make, before the views of pupil and teacher."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FEWEST = 4
"""Words that a puzzle has at least."""
SHORTEST, LONGEST = 3, 24
"""Letters that a word of a puzzle has: shorter ones stand anywhere by chance, longer ones find no place on a page."""

Level = Literal["support", "core", "challenge"]
Place = tuple[int, int]
"""Row and column of a square, counted from 0."""

Why = Literal["sign", "digit", "script", "short", "long", "twin", "inside", "clue", "room", "many"]
"""Why a term is not in a puzzle; `materials.puzzles.choice` says what each means."""


@dataclass(frozen=True, slots=True)
class PuzzleWord:
    """A term as a puzzle takes it: `letters` one for each square, `lengths` of its parts ("second front": 6, 5)."""

    term: str
    letters: str
    lengths: tuple[int, ...]
    clue: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A term that is not in a puzzle, and why. `detail`: the characters, number or other term that stand in the way."""

    term: str
    why: Why
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A word in a crossword. `number` is printed in its first square."""

    number: int
    row: int
    column: int
    across: bool
    word: PuzzleWord

    @property
    def squares(self) -> tuple[Place, ...]:
        """The squares of the word, in order."""
        down, right = (0, 1) if self.across else (1, 0)
        return tuple((self.row + i * down, self.column + i * right) for i in range(len(self.word.letters)))


@dataclass(frozen=True, slots=True)
class Crossword:
    """A crossword with its solution: every slot crosses another one. `slots` in the order of their numbers."""

    rows: int
    columns: int
    slots: tuple[Slot, ...]

    @property
    def letters(self) -> dict[Place, str]:
        """The letter of each square that has one."""
        return {place: x for s in self.slots for place, x in zip(s.squares, s.word.letters, strict=True)}


@dataclass(frozen=True, slots=True)
class Hidden:
    """A word in a word search: its first square, and the step (down, right) from letter to letter."""

    row: int
    column: int
    step: Place
    word: PuzzleWord

    @property
    def squares(self) -> tuple[Place, ...]:
        """The squares of the word, in order."""
        down, right = self.step
        return tuple((self.row + i * down, self.column + i * right) for i in range(len(self.word.letters)))


@dataclass(frozen=True, slots=True)
class WordSearch:
    """A word search with its solution. `rows` are strings of letters, all as long; `hidden` in the list's order."""

    rows: tuple[str, ...]
    hidden: tuple[Hidden, ...]
