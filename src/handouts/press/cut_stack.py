"""Cut and stack: several small sheets on a large one, in order once the stack is cut and its piles are put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handouts.diagnostics import Location
from handouts.model.imposition import PageSize, Placed, Scheme, Side
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
    roomiest,
    turned,
)

_MOST_ACROSS = 10  # cells in a row or column: nobody cuts more

Leaf = tuple[int | None, int | None]  # the pages on its front and back


def cut_grid(pages: Sequence[PageSize], paper: PageSize | None) -> Grid:
    """As many cells as the paper has room for at full size; two where it has not room for two, or without paper."""
    size = largest(pages)
    if paper is None:
        if size.height >= size.width:
            return on_known_paper(Grid(2 * size.width, size.height, 2, 1))
        return on_known_paper(Grid(size.width, 2 * size.height, 1, 2))
    sheets = [turned(paper, landscape=size.height >= size.width), turned(paper, landscape=size.height < size.width)]
    full = [Grid(*sheet, _times(sheet.width, size.width), _times(sheet.height, size.height)) for sheet in sheets]
    most = max(full, key=lambda grid: grid.count)  # of equal ones the first
    if most.count >= 2:
        return most
    shapes = ((2, 1), (1, 2)) if size.height >= size.width else ((1, 2), (2, 1))
    return roomiest([Grid(*sheet, *shape) for sheet in sheets for shape in shapes], pages)


def abreast(pages: Sequence[PageSize], paper: PageSize | None) -> int:
    """How many small sheets with these pages lie beside one another on the sheet that is cut."""
    return cut_grid(pages, paper).count if pages else 1


def cut_and_stack(
    units: Sequence[Sequence[PageSize]], scheme: Scheme, paper: PageSize | None, place: Location | None
) -> Iterator[Side]:
    """The sides of a whole class: pile 1 (top left) holds the first sheets, pile 2 those after it.

    Raises impose-too-small.
    """
    pages = [page for unit in units for page in unit]
    if not pages:
        return
    grid = cut_grid(pages, paper)
    scale = fitted(grid, pages, 0, place)
    trim = [box(largest(pages), grid.middle(cell), scale) for cell in range(grid.count)]
    marks = crop_marks(trim, grid.width, grid.height) if scheme.crop_marks else ()
    leaves = _leaves(units, scheme.duplex)
    sheets = -(-len(leaves) // grid.count)
    for sheet in range(sheets):
        on = list(enumerate(leaves[sheet::sheets]))
        front = tuple(_at(page, pages, grid, cell, scale) for cell, (page, _) in on if page is not None)
        yield Side(grid.width, grid.height, front, marks)
        if scheme.duplex:
            back = tuple(_at(page, pages, grid, grid.behind(cell), scale) for cell, (_, page) in on if page is not None)
            # What is cut is turned like the page of a book, whatever edge the printer turns.
            if scheme.flip and scheme.flip != book_flip(grid.width, grid.height):
                back = half_turn(back, grid.width, grid.height)
            yield Side(grid.width, grid.height, back, marks if back else ())


def _times(room: float, size: float) -> int:
    """How many pages of this size fit side by side, half a millimetre more or less."""
    return min(int(room / size * 1.001), _MOST_ACROSS)


def _leaves(units: Sequence[Sequence[PageSize]], duplex: bool) -> list[Leaf]:
    """The small sheets in order; each unit begins on a new one."""
    leaves: list[Leaf] = []
    first = 0
    for unit in units:
        end = first + len(unit)
        if duplex:
            leaves += [(page, page + 1 if page + 1 < end else None) for page in range(first, end, 2)]
        else:
            leaves += [(page, None) for page in range(first, end)]
        first = end
    return leaves


def _at(page: int, pages: Sequence[PageSize], grid: Grid, cell: int, scale: float) -> Placed:
    return centred(page, pages[page], grid.middle(cell), scale)
