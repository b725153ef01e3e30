"""Which page stands where on which side of which sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handouts.diagnostics import Location
from handouts.model.imposition import Flip, PageSize, Placed, Scheme, Side
from handouts.press.booklet import booklet, booklet_grid, check_booklet
from handouts.press.crop_marks import crop_marks
from handouts.press.cut_stack import abreast, cut_and_stack
from handouts.press.sheet_room import Grid, book_flip, box, centred, fitted, largest, roomiest, turned


def impose(
    units: Sequence[Sequence[PageSize]],
    scheme: Scheme,
    sheet_paper: tuple[float, float] | None = None,
    *,
    place: Location | None = None,
) -> tuple[Side, ...]:
    """The sides to be printed, in order: front and back of each sheet, or one for each sheet without duplex.

    `units` are the jobs of the pupils, each the sizes of its pages in points; each begins on a new sheet (in
    cut-and-stack, on a new sheet of those that are cut). `sheet_paper` is the paper in the printer, lying or standing,
    None for: the paper of the largest page (2-up, 4-up), or as much as two pages need (booklet, cut-and-stack); the
    scheme "none" does not use it. Pages are never enlarged, those of a unit get the same scale. Pages are counted
    through all units. A unit without pages has no sheet.

    Raises impose-too-small, impose-signature, impose-one-sided, impose-creep-negative, impose-creep-wide: as
    ContentError at `place`, the place in the file that asks for it, without it as UsageProblem.
    """
    paper = None if sheet_paper is None else PageSize(*sheet_paper)
    if scheme.name == "booklet":
        check_booklet(scheme, place)
    if scheme.name == "cut-and-stack":
        return tuple(cut_and_stack(units, scheme, paper, place))
    pages = [page for unit in units for page in unit]
    if not pages:
        return ()
    grid = _grid(pages, scheme, paper)
    known: dict[tuple[PageSize, ...], list[Side]] = {}
    sides: list[Side] = []
    first = 0
    for unit in units:
        # Pupils' packs are alike: the geometry of equal ones is worked out once.
        key = tuple(unit)
        if key not in known:
            known[key] = list(_unit(key, scheme, grid, first, place))
        sides.extend(_counted(side, first) for side in known[key])
        first += len(key)
    return tuple(sides)


def sets_abreast(pages: Sequence[PageSize], scheme: Scheme, sheet_paper: tuple[float, float] | None = None) -> int:
    """How often a set of these pages goes into a file that is copied, so that each part of the cut pile is whole sets.

    1 where sets share no sheets.
    """
    if scheme.name != "cut-and-stack":
        return 1
    return abreast(pages, None if sheet_paper is None else PageSize(*sheet_paper))


def flip_edge(scheme: Scheme, width: float, height: float) -> Flip:
    """The edge around which the printer must turn a sheet of this size: what the scheme says, else as in a book."""
    return scheme.flip or book_flip(width, height)


def _grid(pages: Sequence[PageSize], scheme: Scheme, paper: PageSize | None) -> Grid | None:
    """The cells of the whole job's sheets; None where each page is its own sheet."""
    if scheme.name == "none":
        return None
    if scheme.name == "booklet":
        return booklet_grid(pages, paper)
    sheet = paper or max(pages, key=lambda page: page.width * page.height)
    lying, standing = turned(sheet, landscape=True), turned(sheet, landscape=False)
    if scheme.name == "2-up":
        shapes = ((lying, 2, 1), (standing, 1, 2), (standing, 2, 1), (lying, 1, 2))
        return roomiest([Grid(*size, columns, rows) for size, columns, rows in shapes], pages)
    order = (standing, lying) if pages[0].height >= pages[0].width else (lying, standing)
    return roomiest([Grid(*size, 2, 2) for size in order], pages)


def _unit(
    pages: tuple[PageSize, ...], scheme: Scheme, grid: Grid | None, first: int, place: Location | None
) -> Iterator[Side]:
    """The sides of one unit, its pages counted from 0."""
    if grid is None:
        sides = [Side(*page, (centred(i, page, (page.width / 2, page.height / 2), 1),)) for i, page in enumerate(pages)]
    elif scheme.name == "booklet":
        sides = booklet(pages, scheme, grid, first, place)
    else:
        sides = _n_up(pages, scheme, grid, fitted(grid, pages, first, place))
    yield from sides
    if scheme.duplex and len(sides) % 2:
        yield Side(sides[-1].width, sides[-1].height)


def _n_up(pages: tuple[PageSize, ...], scheme: Scheme, grid: Grid, scale: float) -> list[Side]:
    """Sides with several pages, to be read by rows. A printer turns the whole sheet, so backs are like fronts."""
    marks: dict[int, tuple[tuple[float, float, float, float], ...]] = {}
    sides = []
    for start in range(0, len(pages), grid.count):
        here = pages[start : start + grid.count]
        placed = (centred(start + i, page, grid.middle(i), scale) for i, page in enumerate(here))
        if scheme.crop_marks and len(here) not in marks:
            trim = [box(largest(pages), grid.middle(i), scale) for i in range(len(here))]
            marks[len(here)] = crop_marks(trim, grid.width, grid.height)
        sides.append(Side(grid.width, grid.height, tuple(placed), marks.get(len(here), ())))
    return sides


def _counted(side: Side, first: int) -> Side:
    """The side with its pages counted from `first`."""
    if not first:
        return side
    placed = tuple(Placed(one.page + first, one.matrix) for one in side.placed)
    return Side(side.width, side.height, placed, side.marks)
