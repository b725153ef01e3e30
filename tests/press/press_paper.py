"""Sheets of paper, printed, turned, folded, laid into one another, cut and stacked: only with what lies where.

Nothing here knows how pages were imposed. A printed page is four corners on one face of a sheet, in coordinates of the
sheet as it lies in front of us with its front up; what is on its back is seen through the paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handouts.model.imposition import Flip, Matrix, PageSize, Side

Point = tuple[float, float]
NEAR = 0.02


@dataclass(frozen=True)
class Printed:
    """A page on a face: its number, and where its corners lower left, lower right and upper left lie on the sheet."""

    page: int
    origin: Point
    right: Point
    up: Point

    @property
    def box(self) -> tuple[float, float, float, float]:
        xs = [self.origin[0], self.right[0], self.up[0], self.right[0] + self.up[0] - self.origin[0]]
        ys = [self.origin[1], self.right[1], self.up[1], self.right[1] + self.up[1] - self.origin[1]]
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def middle(self) -> Point:
        left, bottom, right, top = self.box
        return (left + right) / 2, (bottom + top) / 2


@dataclass(frozen=True)
class Sheet:
    width: float
    height: float
    front: tuple[Printed, ...]
    back: tuple[Printed, ...]  # seen through the paper


def over(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def printed(side: Side, sizes: Sequence[PageSize]) -> tuple[Printed, ...]:
    found = []
    for one in side.placed:
        width, height = sizes[one.page]
        corners = (over(one.matrix, 0, 0), over(one.matrix, width, 0), over(one.matrix, 0, height))
        found.append(Printed(one.page, *corners))
    return tuple(found)


def moved(page: Printed, rule) -> Printed:
    return Printed(page.page, rule(page.origin), rule(page.right), rule(page.up))


def mirrored_across(pages: Sequence[Printed], middle: float) -> tuple[Printed, ...]:
    """Seen from the other side after a turn around an upright axis."""
    return tuple(moved(p, lambda at: (2 * middle - at[0], at[1])) for p in pages)


def mirrored_down(pages: Sequence[Printed], middle: float) -> tuple[Printed, ...]:
    """Seen from the other side after a turn around a lying axis."""
    return tuple(moved(p, lambda at: (at[0], 2 * middle - at[1])) for p in pages)


def printer(sides: Sequence[Side], sizes: Sequence[PageSize], flip: Flip) -> list[Sheet]:
    """A duplex printer: prints a side, turns the sheet around its long or short edge, prints the next one."""
    assert len(sides) % 2 == 0
    sheets = []
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        assert (front.width, front.height) == (back.width, back.height)
        upright = (flip == "long") == (front.height >= front.width)  # the edges it turns around are the upright ones
        below = printed(back, sizes)
        through = mirrored_across(below, front.width / 2) if upright else mirrored_down(below, front.height / 2)
        sheets.append(Sheet(front.width, front.height, printed(front, sizes), through))
    return sheets


def is_upright(page: Printed) -> bool:
    """Not turned, and not mirrored."""
    (x, y), (rx, ry), (ux, uy) = page.origin, page.right, page.up
    return abs(ry - y) < NEAR and rx > x and abs(ux - x) < NEAR and uy > y


def read_whole(sheet: Sheet, flip: Flip) -> list[list[Printed]]:
    """Front, then back after turning the sheet around that edge, each by rows."""
    if (flip == "long") == (sheet.height >= sheet.width):
        back = mirrored_across(sheet.back, sheet.width / 2)
    else:
        back = mirrored_down(sheet.back, sheet.height / 2)
    return [by_rows(sheet.front), by_rows(back)]


def by_rows(pages: Sequence[Printed]) -> list[Printed]:
    """As they are read: from the top, in a row from the left. Pages whose heights overlap by half are a row."""
    rows: list[list[Printed]] = []
    for page in sorted(pages, key=lambda p: -p.middle[1]):
        if rows and abs(rows[-1][0].middle[1] - page.middle[1]) < 1:
            rows[-1].append(page)
        else:
            rows.append([page])
    return [page for row in rows for page in sorted(row, key=lambda p: p.middle[0])]


def folded(sheets: Sequence[Sheet]) -> list[Printed | None]:
    """What a reader sees who turns the leaves of these sheets, laid into one another with fronts out and folded.

    Pages are in coordinates of the sheet as it is seen then; None is an empty page.
    """

    def half(pages: Sequence[Printed], sheet: Sheet, *, right: bool) -> Printed | None:
        there = [p for p in pages if (p.middle[0] > sheet.width / 2) == right]
        assert len(there) <= 1, "two pages on one half"
        return there[0] if there else None

    seen: list[Printed | None] = []
    # the right halves from the outside: front, then its back when it has been turned around the spine
    for sheet in sheets:
        seen.append(half(sheet.front, sheet, right=True))
        seen.append(half(mirrored_across(sheet.back, sheet.width / 2), sheet, right=False))
    # then the left halves from the inside: their backs lie open, their fronts follow
    for sheet in reversed(sheets):
        seen.append(half(mirrored_across(sheet.back, sheet.width / 2), sheet, right=True))
        seen.append(half(sheet.front, sheet, right=False))
    return seen


def cut(sheets: Sequence[Sheet], columns: int, rows: int) -> list[tuple[Printed | None, Printed | None]]:
    """The small sheets after the stack was cut into equal parts and the piles put together, the first on top.

    Each is turned like the page of a book: its front, and its back as it is seen then.
    """
    stack = []
    for row in reversed(range(rows)):
        for column in range(columns):
            for sheet in sheets:
                width, height = sheet.width / columns, sheet.height / rows
                left, bottom = column * width, row * height
                cell = (left, bottom, left + width, bottom + height)
                front = [p for p in sheet.front if within(p.middle, cell)]
                through = [p for p in sheet.back if within(p.middle, cell)]
                assert len(front) <= 1 and len(through) <= 1
                for page in front + through:
                    assert_inside(page.box, cell)
                back = mirrored_across(through, left + width / 2)
                stack.append((front[0] if front else None, back[0] if back else None))
    return stack


def within(at: Point, cell: tuple[float, float, float, float]) -> bool:
    return cell[0] < at[0] < cell[2] and cell[1] < at[1] < cell[3]


def assert_inside(box: tuple[float, float, float, float], cell: tuple[float, float, float, float]) -> None:
    slack = 1  # point: A5 twice is a little more or less than A4
    assert box[0] >= cell[0] - slack and box[1] >= cell[1] - slack
    assert box[2] <= cell[2] + slack and box[3] <= cell[3] + slack
