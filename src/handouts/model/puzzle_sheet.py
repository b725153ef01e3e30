"""What templates see of the letter puzzles. The pupil's types cannot hold a solution; the key's hold plain values."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.model.foot import Foot


@dataclass(frozen=True, slots=True)
class PupilSquare:
    """A place in a crossword's grid: a square to write in, or none. `number` is printed in its corner."""

    open: bool
    number: str = ""


@dataclass(frozen=True, slots=True)
class CrosswordSheet:
    """The crossword to be solved: numbered squares, and clues as (number, words). `alt` says where each word begins."""

    language: str
    title: str
    author: str
    foot: Foot
    rows: tuple[tuple[PupilSquare, ...], ...]
    across: tuple[tuple[str, str], ...]
    down: tuple[tuple[str, str], ...]
    alt: str
    max_score: int


@dataclass(frozen=True, slots=True)
class WordSearchSheet:
    """The square of letters, and what to find: `words`, or at the hardest level only their meanings, (number, words).

    Where the words stand is not in it.
    """

    language: str
    title: str
    author: str
    foot: Foot
    rows: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]
    clues: tuple[tuple[str, str], ...]
    directions: str
    alt: str
    max_score: int


@dataclass(frozen=True, slots=True)
class SolvedSquare:
    """A place in a solved grid: its letter, "" for no square. `number` is printed in its corner."""

    letter: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class SolvedWord:
    """A word of the key. `begins` and `direction` tell where it stands, `source` where its meaning comes from,

    `place` where the essay has it, in words. `start` and `end` are row and column of its ends ("3 12").
    """

    number: str
    term: str
    begins: str
    direction: str
    source: str
    place: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class PuzzleKeySheet:
    """The key to a puzzle: the solved grid, and each word with its place. `groups` are (title, words).

    `form` is the name of the sheet.
    """

    language: str
    title: str
    author: str
    foot: Foot
    form: str
    name: str
    rows: tuple[tuple[SolvedSquare, ...], ...]
    groups: tuple[tuple[str, tuple[SolvedWord, ...]], ...]
    alt: str
    notes: tuple[str, ...]
