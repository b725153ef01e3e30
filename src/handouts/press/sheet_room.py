"""Sheets divided into cells, and pages fitted into them. Lengths are points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handouts.diagnostics import Location, problem
from handouts.errors import ContentError, HandoutsError, UsageProblem
from handouts.model.imposition import Flip, Matrix, PageSize, Placed
from handouts.model.press import MM
from handouts.reading.papers import known_paper

Box = tuple[float, float, float, float]  # left, bottom, right, top

_LEAST = 0.45  # type of 11 points is then as small as a footnote
_HAIR = 0.3  # points: sizes are rounded
_NEARLY = 0.999  # A5 is half a millimetre smaller than half of A4: such pages keep their size


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet's size, and the equal cells it is divided into."""

    width: float
    height: float
    columns: int
    rows: int

    @property
    def count(self) -> int:
        """How many cells there are."""
        return self.columns * self.rows

    @property
    def cell(self) -> PageSize:
        """The size of one cell."""
        return PageSize(self.width / self.columns, self.height / self.rows)

    def middle(self, index: int) -> tuple[float, float]:
        """The middle of a cell; cells are counted as pages are read, by rows from the top."""
        row, column = divmod(index, self.columns)
        return (column + 0.5) * self.cell.width, self.height - (row + 0.5) * self.cell.height

    def behind(self, index: int) -> int:
        """The cell that stands behind this one when the sheet is turned like the page of a book."""
        row, column = divmod(index, self.columns)
        return row * self.columns + self.columns - 1 - column

    def scale(self, pages: Iterable[PageSize]) -> float:
        """The one scale, at most 1, at which each of the pages fits into a cell."""
        found = min((min(self.cell.width / p.width, self.cell.height / p.height) for p in pages), default=1.0)
        return 1.0 if found > _NEARLY else found


def turned(paper: PageSize, *, landscape: bool) -> PageSize:
    """The paper with its long edge lying, or standing."""
    short, long = sorted(paper)
    return PageSize(long, short) if landscape else PageSize(short, long)


def book_flip(width: float, height: float) -> Flip:
    """The edge around which a sheet turns like the page of a book: left to right."""
    return "long" if height >= width else "short"


def sheet_paper(width: float, height: float) -> tuple[float, float]:
    """The paper that a sheet of this size is printed on, standing: the known one that is nearest, or its own size."""
    found = known_paper(width / MM, height / MM)
    if found is None:
        short, long = sorted((width, height))
        return round(short, 1), round(long, 1)
    return found.width_mm * MM, found.height_mm * MM


def on_known_paper(grid: Grid) -> Grid:
    """The grid on the known paper that is up to 2 mm larger than its sheet; where there is none, as it is."""
    found = known_paper(grid.width / MM, grid.height / MM)
    short, long = sorted((grid.width, grid.height))
    if found is None or found.width_mm * MM < short - _HAIR or found.height_mm * MM < long - _HAIR:
        return grid
    short, long = found.width_mm * MM, found.height_mm * MM
    lying = grid.width > grid.height
    return Grid(long if lying else short, short if lying else long, grid.columns, grid.rows)


def roomiest(grids: Sequence[Grid], pages: Iterable[PageSize]) -> Grid:
    """The grid in which the pages are largest; of equal ones the first."""
    sizes = sorted(set(pages))
    best = grids[0]
    for grid in grids[1:]:
        if grid.scale(sizes) > best.scale(sizes) + 1e-6:
            best = grid
    return best


def fitted(grid: Grid, pages: Sequence[PageSize], first: int, place: Location | None) -> float:
    """The scale of the pages, the first of which has the index `first` in the job.

    Raises impose-too-small where the page that asks for most room would be too small to read.
    """
    scale = grid.scale(pages)
    if scale < _LEAST - 1e-4:
        at = min(range(len(pages)), key=lambda i: grid.scale(pages[i : i + 1]))
        raise refusal(place)(
            problem(
                "impose-too-small",
                place,
                page=first + at + 1,
                size=_mm(pages[at]),
                sheet=_mm(PageSize(grid.width, grid.height)),
                percent=int(scale * 100),
                least=round(_LEAST * 100),
            )
        )
    return scale


def refusal(place: Location | None) -> type[HandoutsError]:
    """What is raised: the fault of a file where its place is known, otherwise of the command."""
    return ContentError if place else UsageProblem


def centred(page: int, size: PageSize, middle: tuple[float, float], scale: float) -> Placed:
    """The page with its middle there, upright."""
    x, y = middle[0] - scale * size.width / 2, middle[1] - scale * size.height / 2
    return Placed(page, tidy((scale, 0, 0, scale, x, y)))


def box(size: PageSize, middle: tuple[float, float], scale: float) -> Box:
    """The room of such a page there."""
    x, y, w, h = *middle, scale * size.width / 2, scale * size.height / 2
    return x - w, y - h, x + w, y + h


def half_turn(placed: Iterable[Placed], width: float, height: float) -> tuple[Placed, ...]:
    """The pages of a side of this size after it has been turned by 180 degrees."""
    turned = []
    for one in placed:
        a, b, c, d, e, f = one.matrix
        turned.append(Placed(one.page, tidy((-a, -b, -c, -d, width - e, height - f))))
    return tuple(turned)


def largest(pages: Iterable[PageSize]) -> PageSize:
    """As wide as the widest page, as high as the highest."""
    sizes = set(pages)
    return PageSize(max(s.width for s in sizes), max(s.height for s in sizes))


def tidy(matrix: Matrix) -> Matrix:
    """The matrix in hundred-thousandths, without negative zeros."""
    a, b, c, d, e, f = (round(n, 5) + 0.0 for n in matrix)
    return a, b, c, d, e, f


def _mm(size: PageSize) -> str:
    return f"{size.width / MM:.0f} × {size.height / MM:.0f} mm"
