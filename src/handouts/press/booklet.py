"""Booklets: sheets folded in the middle and laid into one another, for languages read from left to right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from handouts.diagnostics import Location, problem
from handouts.model.imposition import PageSize, Scheme, Side
from handouts.model.press import MM
from handouts.press.crop_marks import crop_marks
from handouts.press.sheet_room import (
    Grid,
    book_flip,
    box,
    centred,
    fitted,
    half_turn,
    largest,
    on_known_paper,
    refusal,
    roomiest,
    turned,
)

_MOST_CREEP = 5  # mm; the inner margin of a page made smaller can be 7


def booklet_grid(pages: Sequence[PageSize], paper: PageSize | None) -> Grid:
    """The sheet with its fold in the middle: the given paper, or the one that two pages fill."""
    if paper is None:
        size = largest(pages)
        return on_known_paper(Grid(2 * size.width, size.height, 2, 1))
    return roomiest([Grid(*turned(paper, landscape=lying), 2, 1) for lying in (True, False)], pages)


def check_booklet(scheme: Scheme, place: Location | None) -> None:
    """Raises impose-one-sided, impose-signature, impose-creep-negative."""
    if not scheme.duplex:
        raise refusal(place)(problem("impose-one-sided", place))
    if scheme.signature < 0 or scheme.signature % 4:
        raise refusal(place)(problem("impose-signature", place, pages=scheme.signature))
    if not scheme.creep_mm >= 0:
        raise refusal(place)(problem("impose-creep-negative", place, creep=f"{scheme.creep_mm:g}"))


def booklet(pages: Sequence[PageSize], scheme: Scheme, grid: Grid, first: int, place: Location | None) -> list[Side]:
    """The sides of one booklet; `first` is only used to name a page that does not fit.

    Pages stand in the middle of their halves; with crop marks at the fold, since the booklet is then trimmed to them.

    Raises impose-too-small, impose-creep-wide.
    """
    scale = fitted(grid, pages, first, place)
    sides: list[Side] = []
    step = scheme.signature or max(len(pages), 1)
    for start in range(0, len(pages), step):
        count = min(step, len(pages) - start)
        sheets = -(-count // 4)
        moved = scheme.creep_mm * (sheets - 1)
        if moved > _MOST_CREEP:
            raise refusal(place)(
                problem("impose-creep-wide", place, moved=ceil(moved), most=_MOST_CREEP, sheets=sheets)
            )
        for depth, spread in enumerate(_spreads(sheets)):
            sides.extend(_sheet(pages, scheme, grid, scale, start, depth, spread))
    return sides


def _spreads(sheets: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """For each sheet from the outside: left and right page of its front, of its back, counted from 0."""
    last = 4 * sheets - 1
    for low in range(0, 2 * sheets, 2):
        yield (last - low, low), (low + 1, last - low - 1)


def _sheet(
    pages: Sequence[PageSize],
    scheme: Scheme,
    grid: Grid,
    scale: float,
    start: int,
    depth: int,
    spread: tuple[tuple[int, int], tuple[int, int]],
) -> Iterator[Side]:
    size = largest(pages)
    shift = scheme.creep_mm * MM * depth
    if scheme.crop_marks:  # what is trimmed to the size of a page has its pages at the fold
        shift += (grid.cell.width - scale * size.width) / 2
    middles = [(x + by, y) for (x, y), by in zip(map(grid.middle, (0, 1)), (shift, -shift), strict=True)]
    trim = [box(size, middle, scale) for middle in middles]
    # Trimmed after folding: the two pages are cut as one.
    marks = crop_marks([(trim[0][0], trim[0][1], trim[1][2], trim[1][3])], grid.width, grid.height)
    for back, pair in enumerate(spread):
        placed = tuple(
            centred(start + number, pages[start + number], middle, scale)
            for number, middle in zip(pair, middles, strict=True)
            if start + number < len(pages)
        )
        # The fold is upright: a printer that turns the sheet around another edge turns it over.
        if back and scheme.flip and scheme.flip != book_flip(grid.width, grid.height):
            placed = half_turn(placed, grid.width, grid.height)
        # The trim lies the same on a side turned by 180 degrees.
        yield Side(grid.width, grid.height, placed, marks if scheme.crop_marks and placed else ())
