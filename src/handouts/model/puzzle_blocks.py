"""What the letter puzzles print: a grid of squares, and clues below it."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.model.inline import Content

RowColumn = tuple[int, int]
"""Row and column of a square, counted from 1."""


@dataclass(frozen=True, slots=True)
class Square:
    """A square to write in, or with its letter; `number` stands small in its corner."""

    letter: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Ring:
    """A line drawn around the letters from one square to another, along a row, a column or a diagonal."""

    start: RowColumn
    end: RowColumn


@dataclass(frozen=True, slots=True)
class LetterGrid:
    """Rows of squares, all as long; None is a place without a square. `alt` describes the grid in words.

    Squares are as large as `square_mm` where the page has room, else smaller, but not below `least_mm` unless the
    paper is too narrow. `ruled` draws their edges, else a frame around all; `labels` names the columns with letters and
    the rows with numbers. The letters of a ring's squares are tinted.
    """

    rows: tuple[tuple[Square | None, ...], ...]
    alt: str
    square_mm: float = 8
    least_mm: float = 6
    ruled: bool = True
    labels: bool = False
    rings: tuple[Ring, ...] = ()
    src: str = ""


@dataclass(frozen=True, slots=True)
class ClueList:
    """Numbered clues under a title, which may be empty."""

    title: str
    clues: tuple[tuple[str, Content], ...]


@dataclass(frozen=True, slots=True)
class Clues:
    """Lists of clues, one after the other down columns of even length."""

    lists: tuple[ClueList, ...]
    columns: int = 2
    src: str = ""


def column_name(column: int) -> str:
    """A for 1, Z for 26, then AA, AB …"""
    head, letter = divmod(column - 1, 26)
    return (column_name(head) if head else "") + chr(ord("A") + letter)
