"""Where pages stand on sheets of paper. Lengths are points, from a side's lower left corner, unless they say mm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

SchemeName = Literal["none", "2-up", "4-up", "booklet", "cut-and-stack"]
SCHEMES: tuple[SchemeName, ...] = get_args(SchemeName)
Flip = Literal["long", "short"]

Matrix = tuple[float, float, float, float, float, float]


class PageSize(NamedTuple):
    """Width and height of a page as it is read: upright."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Scheme:
    """How pages go on sheets. `duplex`: both sides are printed; `flip`: the edge of the sheet that the printer turns it

    around, "" for the one that lets it be turned like the page of a book. `signature`: pages of a booklet folded
    together (a multiple of 4, 0 = all in one); `creep_mm`: the thickness of one folded sheet, by which inner pages move
    towards the spine. `crop_marks`: fine lines outside the pages where they are cut apart.
    """

    name: SchemeName = "none"
    duplex: bool = True
    flip: Flip | Literal[""] = ""
    signature: int = 0
    creep_mm: float = 0
    crop_marks: bool = False


PLAIN = Scheme()


@dataclass(frozen=True, slots=True)
class Placed:
    """A page on a side: its index among the pages of the job (from 0), and the matrix of PDF's `cm` that takes the page

    (lower left corner 0, 0) to its place.
    """

    page: int
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet. `marks` are lines (x1, y1, x2, y2). A side may be blank."""

    width: float
    height: float
    placed: tuple[Placed, ...] = ()
    marks: tuple[tuple[float, float, float, float], ...] = ()
