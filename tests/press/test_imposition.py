"""Imposed pages, read as paper: printed, turned by the flip edge, folded or cut, each page once, in place, upright."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from press_paper import NEAR, assert_inside, cut, folded, is_upright, printed, printer, read_whole

from handouts.diagnostics import Location
from handouts.errors import ContentError, UsageProblem
from handouts.model.imposition import PageSize, Scheme
from handouts.press.imposition import flip_edge, impose

MM = 72 / 25.4
A3, A4, A5, A6 = (PageSize(w * MM, h * MM) for w, h in ((297, 420), (210, 297), (148, 210), (105, 148)))
F4, LETTER = PageSize(215 * MM, 330 * MM), PageSize(612, 792)
SLIP = PageSize(210 * MM, 74 * MM)
FLIPS = st.sampled_from(["", "long", "short"])
PORTRAIT = st.sampled_from([A4, A5, F4, LETTER])


def lying(page: PageSize) -> PageSize:
    return PageSize(page.height, page.width)


def units_of(size, most=200):
    """Jobs of pupils with up to 200 pages in all, of one size; a unit may be empty."""
    return st.lists(st.integers(0, 60), max_size=8).map(lambda counts: [[size] * n for n in cap(counts, most)])


def cap(counts, most):
    kept, left = [], most
    for count in counts:
        kept.append(min(count, left))
        left -= kept[-1]
    return kept


def flat(units):
    return [page for unit in units for page in unit]


def per_unit(units, sides, side_count):
    """The sides of each unit, with the numbers of its pages; `side_count(unit)` is what paper it must take."""
    at, first = 0, 0
    for unit in units:
        count = side_count(len(unit))
        yield range(first, first + len(unit)), sides[at : at + count]
        at, first = at + count, first + len(unit)
    assert at == len(sides)


def even(n):
    return n + n % 2


# ---- one page a side ----


@given(st.lists(st.lists(st.sampled_from([A4, lying(A4), A5]), max_size=30), max_size=8), st.booleans(), FLIPS)
def test_single_pages_keep_their_size_and_each_pupil_begins_a_sheet(units, duplex, flip) -> None:
    sizes = flat(units)
    sides = impose(units, Scheme("none", duplex, flip), None)
    for numbers, mine in per_unit(units, sides, even if duplex else lambda n: n):
        for number, side in zip(numbers, mine, strict=False):
            (page,) = printed(side, sizes)
            assert page.page == number
            assert (side.width, side.height) == sizes[number]
            assert page.box == pytest.approx((0, 0, *sizes[number]))
            assert is_upright(page)
        for blank in mine[len(numbers) :]:
            assert not blank.placed
            assert (blank.width, blank.height) == sizes[numbers[-1]]


# ---- n-up ----


@given(
    PORTRAIT.flatmap(units_of),
    st.sampled_from([("2-up", 2), ("4-up", 4)]),
    st.booleans(),
    FLIPS,
    st.sampled_from([None, A4, lying(A4), A3, F4]),
)
def test_pages_side_by_side_are_read_in_order_on_both_faces(units, how, duplex, flip, paper) -> None:
    name, many = how
    sizes, scheme = flat(units), Scheme(name, duplex, flip)
    sides = impose(units, scheme, paper)

    def count(n):
        return even(-(-n // many)) if duplex else -(-n // many)

    for numbers, mine in per_unit(units, sides, count):
        if not numbers:
            continue
        edge = flip_edge(scheme, mine[0].width, mine[0].height)
        if duplex:
            faces = [face for sheet in printer(mine, sizes, edge) for face in read_whole(sheet, edge)]
        else:
            faces = [list(printed(side, sizes)) for side in mine]
        assert [page.page for face in faces for page in face] == list(numbers)
        assert all(len(face) in (0, many) for face in faces[: len(numbers) // many])
        assert all(is_upright(page) for face in faces for page in face)
        for side, face in zip(mine, faces, strict=True):
            for page in face:
                assert_inside(page.box, (0, 0, side.width, side.height))
            assert_apart(face)


def assert_apart(pages):
    for i, one in enumerate(pages):
        for other in pages[:i]:
            a, b = one.box, other.box
            assert a[0] > b[2] - 1 or b[0] > a[2] - 1 or a[1] > b[3] - 1 or b[1] > a[3] - 1


def scales(sides):
    return {round(abs(one.matrix[0]) + abs(one.matrix[1]), 4) for side in sides for one in side.placed}


@pytest.mark.parametrize(
    ("name", "page", "paper", "scale", "sheet"),
    [
        ("2-up", A4, None, 0.7071, lying(A4)),
        ("2-up", A4, A3, 1, lying(A3)),
        ("2-up", A5, A4, 1, lying(A4)),
        ("2-up", A6, A4, 1, lying(A4)),
        ("2-up", lying(A4), None, 0.7071, A4),
        ("4-up", A4, None, 0.5, A4),
        ("4-up", lying(A4), None, 0.5, lying(A4)),
        ("4-up", A4, A3, 0.7071, A3),
        ("booklet", A4, A4, 0.7071, lying(A4)),
        ("booklet", A5, A4, 1, lying(A4)),
        ("booklet", A5, None, 1, lying(A4)),
        ("booklet", A4, None, 1, lying(A3)),
        ("booklet", F4, None, 1, PageSize(2 * F4.width, F4.height)),
        ("booklet", PageSize(A5.width + 1 * MM, A5.height), None, 1, PageSize(2 * A5.width + 2 * MM, A5.height)),
        ("cut-and-stack", A5, None, 1, lying(A4)),
        ("cut-and-stack", lying(A5), None, 1, A4),
        ("cut-and-stack", A6, None, 1, lying(A5)),
        ("cut-and-stack", A5, A4, 1, lying(A4)),
        ("cut-and-stack", A6, A4, 1, A4),
        ("cut-and-stack", A4, A4, 0.7071, lying(A4)),
        ("cut-and-stack", SLIP, A4, 1, A4),
        ("cut-and-stack", SLIP, None, 1, PageSize(SLIP.width, 2 * SLIP.height)),
    ],
)
def test_the_sheet_and_the_scale(name, page, paper, scale, sheet) -> None:
    sides = impose([[page] * 8], Scheme(name), paper)
    (found,) = scales(sides)
    assert found == pytest.approx(scale, abs=0.002)
    assert all((side.width, side.height) == pytest.approx(tuple(sheet)) for side in sides)


def test_a_landscape_page_among_others_gives_the_whole_unit_one_scale() -> None:
    sides = impose([[A4, lying(A4), A4], [A4, A4]], Scheme("2-up"), None)
    assert scales(sides[:2]) == {0.5}
    assert scales(sides[2:]) == {0.7071}
    assert all(one.matrix[1] == one.matrix[2] == 0 for side in sides for one in side.placed)


# ---- booklets ----


@given(
    PORTRAIT.flatmap(units_of),
    FLIPS,
    st.sampled_from([0, 0, 4, 8, 16, 32]),
    st.sampled_from([0, 0.05, 0.1]),
    st.booleans(),
    st.sampled_from([A4, lying(A4), F4, A3]),
)
def test_a_folded_booklet_is_read_in_order(units, flip, signature, creep, trimmed, paper) -> None:
    sizes = flat(units)
    scheme = Scheme("booklet", True, flip, signature, creep, trimmed)
    sides = impose(units, scheme, paper)
    for numbers, mine in per_unit(units, sides, lambda n: 2 * (-(-n // 4))):
        if not numbers:
            continue
        sheets = printer(mine, sizes, flip_edge(scheme, mine[0].width, mine[0].height))
        step = signature // 4 or len(sheets)
        seen = []
        for start in range(0, len(sheets), step):
            together = sheets[start : start + step]
            seen += folded(together)
            outermost = check_creep(together, creep)
            assert not trimmed or abs(outermost) < 0.6  # A5 on A4: half a millimetre too little
        assert [page and page.page for page in seen] == [*numbers, *[None] * (-len(numbers) % 4)]
        assert all(is_upright(page) for page in seen if page)
        for place, page in enumerate(seen):
            if page:  # odd pages on the right, with their left edge at the spine
                middle = mine[0].width / 2
                assert (page.middle[0] > middle) == (place % 2 == 0)
                assert_inside(page.box, (0, 0, mine[0].width, mine[0].height))


def check_creep(sheets, creep):
    """From one sheet to the next inner one, pages come closer to the fold by the creep; front and back alike.

    Returns how far from the fold the outermost pages are.
    """
    gaps = []
    for sheet in sheets:
        fold = sheet.width / 2
        distances = {
            round(p.box[0] - fold if p.middle[0] > fold else fold - p.box[2], 2) for p in sheet.front + sheet.back
        }
        assert max(distances) - min(distances) < NEAR
        gaps.append(min(distances))
    for outer, inner in pairwise(gaps):
        assert outer - inner == pytest.approx(creep * MM, abs=NEAR)
    return gaps[0]


@pytest.mark.parametrize(("flip", "turned"), [("", 1), ("short", 1), ("long", -1)])
def test_the_back_of_a_booklet_stands_on_its_head_for_the_long_edge(flip, turned) -> None:
    front, back = impose([[A5] * 4], Scheme("booklet", flip=flip), A4)
    assert [one.page for one in front.placed] == [3, 0]
    assert {one.matrix[0] for one in front.placed} == {1}
    assert {one.matrix[0] for one in back.placed} == {turned}


def test_a_folder_of_one_sheet_of_a3() -> None:
    """Four A4 pages, once folded: 4 and 1 outside, 2 and 3 inside."""
    front, back = impose([[A4] * 4], Scheme("booklet"), A3)
    assert [(one.page, round(one.matrix[4] / MM)) for one in front.placed] == [(3, 0), (0, 210)]
    assert [(one.page, round(one.matrix[4] / MM)) for one in back.placed] == [(1, 0), (2, 210)]


# ---- cut and stack ----


@given(
    st.sampled_from([A5, A6, SLIP, lying(A5), lying(A6), A4]).flatmap(units_of),
    st.booleans(),
    FLIPS,
    st.sampled_from([A4, lying(A4), A3]),
)
def test_a_cut_stack_is_in_order(units, duplex, flip, paper) -> None:
    sizes, scheme = flat(units), Scheme("cut-and-stack", duplex, flip)
    sides = impose(units, scheme, paper)
    if not sizes:
        assert sides == ()
        return
    if not duplex:  # a printer that leaves all backs empty
        assert all(side.placed for side in sides)
        sides = tuple(s for side in sides for s in (side, type(side)(side.width, side.height)))
    sheets = printer(sides, sizes, flip_edge(scheme, sides[0].width, sides[0].height))
    columns, rows = cells(sheets[0], sizes[0], scales(sides))
    stack = cut(sheets, columns, rows)
    wanted, first = [], 0
    for unit in units:
        numbers = [*range(first, first + len(unit))]
        first += len(unit)
        if duplex:
            numbers += [None] * (len(numbers) % 2)
            wanted += zip(numbers[::2], numbers[1::2], strict=True)
        else:
            wanted += [(n, None) for n in numbers]
    read = [(front and front.page, back and back.page) for front, back in stack]
    assert read[: len(wanted)] == wanted
    assert set(read[len(wanted) :]) <= {(None, None)}
    assert len(sheets) == -(-len(wanted) // (columns * rows))
    assert all(is_upright(page) for leaf in stack for page in leaf if page)
    for front, back in stack:
        if front and back:
            assert front.middle[1] == pytest.approx(back.middle[1], abs=NEAR)


def cells(sheet, size, scale):
    """How the sheet must be cut: as many parts as it has room for, at least two."""
    (by,) = scale
    columns, rows = int(sheet.width / (size.width * by) * 1.002), int(sheet.height / (size.height * by) * 1.002)
    assert columns * rows >= 2
    return columns, rows


def test_two_slips_on_a_sheet_need_one_cut() -> None:
    half = PageSize(A4.width, A4.height / 2)
    sides = impose([[half]] * 5, Scheme("cut-and-stack", duplex=False), A4)
    assert [[one.page for one in side.placed] for side in sides] == [[0, 3], [1, 4], [2]]
    assert [one.matrix[5] > A4.height / 2 - 1 for one in sides[0].placed] == [True, False]


# ---- crop marks ----


@given(
    st.sampled_from(["2-up", "4-up", "booklet", "cut-and-stack"]),
    st.sampled_from([A4, A5, A6, SLIP, lying(A5)]),
    st.sampled_from([A4, A3, F4]),
    st.integers(1, 17),
    FLIPS,
)
def test_marks_lie_on_paper_and_on_no_page(name, size, paper, count, flip) -> None:
    pages = [size] * count
    sides = impose([pages], Scheme(name, flip=flip, crop_marks=True, creep_mm=0.1), paper)
    if name != "booklet":  # which is trimmed at the marks
        assert impose([pages], Scheme(name, flip=flip), paper) == tuple(
            type(s)(s.width, s.height, s.placed) for s in sides
        )
    for side in sides:
        assert bool(side.placed) or not side.marks
        boxes = [p.box for p in printed(side, pages)]
        for x1, y1, x2, y2 in side.marks:
            assert (x2 - x1) + (y2 - y1) == pytest.approx(5 * MM, abs=NEAR)
            assert x1 == x2 or y1 == y2
            assert x1 >= -NEAR and y1 >= -NEAR and x2 <= side.width + NEAR and y2 <= side.height + NEAR
            for left, bottom, right, top in boxes:
                outside = x2 < left or x1 > right or y2 < bottom or y1 > top
                assert outside


def test_marks_stand_three_millimetres_off_each_corner_where_there_is_room() -> None:
    a6_on_a4 = impose([[A6, A6]], Scheme("2-up", crop_marks=True), A4)
    marks = a6_on_a4[0].marks
    assert len(marks) == 16
    left, bottom, *_ = printed(a6_on_a4[0], [A6, A6])[0].box
    assert pytest.approx((left - 8 * MM, bottom, left - 3 * MM, bottom), abs=NEAR) in [tuple(m) for m in marks]
    assert pytest.approx((left, bottom - 8 * MM, left, bottom - 3 * MM), abs=NEAR) in [tuple(m) for m in marks]


def test_no_marks_where_pages_fill_the_sheet() -> None:
    assert all(not side.marks for side in impose([[A5] * 4], Scheme("2-up", crop_marks=True), A4))


def test_a_trimmed_booklet_has_the_size_of_its_pages() -> None:
    """The marks of the outermost sheet are those of two pages side by side; further in they follow the creep."""
    sides = impose([[A5] * 8], Scheme("booklet", creep_mm=0.5, crop_marks=True), A3)
    for side, creep in zip(sides, (0, 0, 0.5, 0.5), strict=True):
        xs = [m[0] for m in side.marks if m[0] == m[2]]
        assert len(side.marks) == 8
        assert max(xs) - min(xs) == pytest.approx(2 * (148 - creep) * MM, abs=NEAR)


def test_marks_of_fronts_and_backs_coincide() -> None:
    sides = impose([[A6] * 4], Scheme("cut-and-stack", crop_marks=True), lying(A3))
    front, back = ({tuple(sorted((m[0::2], m[1::2]))) for m in side.marks} for side in sides[:2])
    assert front == back


# ---- what is refused ----


@pytest.mark.parametrize(
    ("scheme", "pages", "paper", "code"),
    [
        (Scheme("2-up"), [A3], A5, "impose-too-small"),
        (Scheme("4-up"), [A4, lying(A4)], None, "impose-too-small"),
        (Scheme("booklet"), [A3], A5, "impose-too-small"),
        (Scheme("cut-and-stack"), [A3], A5, "impose-too-small"),
        (Scheme("booklet", signature=6), [A5], A4, "impose-signature"),
        (Scheme("booklet", signature=-4), [A5], A4, "impose-signature"),
        (Scheme("booklet", duplex=False), [A5], A4, "impose-one-sided"),
        (Scheme("booklet", creep_mm=-0.1), [A5], A4, "impose-creep-negative"),
        (Scheme("booklet", creep_mm=float("nan")), [A5], A4, "impose-creep-negative"),
        (Scheme("booklet", creep_mm=0.2), [A5] * 200, A4, "impose-creep-wide"),
    ],
)
def test_what_cannot_be_printed_is_refused(scheme, pages, paper, code) -> None:
    with pytest.raises(UsageProblem) as raising:
        impose([[A6], pages], scheme, paper)
    assert [d.code for d in raising.value.diagnostics] == [code]
    with pytest.raises(ContentError) as raising:
        impose([[A6], pages], scheme, paper, place=Location("pack.yaml", 3, 5))
    assert raising.value.diagnostics[0].location == Location("pack.yaml", 3, 5)


def test_the_page_that_does_not_fit_is_named() -> None:
    with pytest.raises(UsageProblem) as raising:
        impose([[A4, A4], [A4, A4, A3]], Scheme("4-up"), A4)
    data = raising.value.diagnostics[0].data
    assert (data["page"], data["size"], data["percent"], data["least"]) == (5, "297 × 420 mm", 35, 45)


def test_signatures_keep_the_creep_of_a_thick_booklet_small() -> None:
    assert len(impose([[A5] * 200], Scheme("booklet", creep_mm=0.2, signature=32), A4)) == 100


@pytest.mark.parametrize("name", ["none", "2-up", "4-up", "booklet", "cut-and-stack"])
def test_nothing_gives_no_sheet(name) -> None:
    assert impose([], Scheme(name), A4) == ()
    assert impose([[], []], Scheme(name), A4) == ()


@pytest.mark.parametrize(
    ("flip", "size", "edge"),
    [("", A4, "long"), ("", lying(A4), "short"), ("long", lying(A4), "long"), ("short", A4, "short")],
)
def test_the_flip_edge(flip, size, edge) -> None:
    assert flip_edge(Scheme(flip=flip), *size) == edge
