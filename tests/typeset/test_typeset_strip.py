"""The strip for the wall: any events find room, in order, on sheets that no label is cut by; years in their places."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.model.axis import MOST_ROWS, MUCH_LONGER, axis_gaps, broken_gaps, page_parts
from handouts.model.timeline import Day
from handouts.typeset.strip_layout import EDGE, GAP, lay_out, year_of, years

DAYS = st.lists(st.integers(-300_000, 800_000), min_size=1, max_size=30).map(sorted)
BOX = st.floats(150, 330)
WIDTH = st.floats(560, 1000)


@settings(deadline=None)
@given(DAYS, st.integers(0, 40_000), BOX, WIDTH)
def test_no_label_is_cut_and_no_two_touch(days, more, box, width):
    layout = lay_out(days, days[-1] + more, box, width)
    assert len(layout.spots) == len(days)
    for spot in layout.spots:
        sheet = int(spot.x // width)
        assert 0 <= sheet < layout.sheets
        assert sheet * width - 0.01 <= spot.left and spot.left + box <= (sheet + 1) * width + 0.01
        assert spot.left - 0.01 <= spot.x <= spot.left + box + 0.01
        assert spot.x - sheet * width >= EDGE - 0.01
    for side in (0, 1):
        labels = [spot.left for spot in layout.spots if spot.side == side]
        assert all(b - a >= box + GAP - 0.01 for a, b in pairwise(labels))
    assert layout.end <= layout.sheets * width + 0.01


@settings(deadline=None)
@given(DAYS, BOX, WIDTH)
def test_time_runs_one_way(days, box, width):
    layout = lay_out(days, days[-1], box, width)
    xs = [spot.x for spot in layout.spots]
    assert all(a < b for a, b in pairwise(xs))
    assert all(layout.at(a) <= layout.at(b) + 1e-6 for a, b in pairwise(range(days[0], days[-1], 5000)))
    assert len(layout.breaks) == len(layout.broken)


def test_distances_are_true_where_labels_leave_room():
    days = [year * 372 for year in (1000, 1100, 1300, 1400)]
    layout = lay_out(days, days[-1], 60, 700)
    steps = [b.x - a.x for a, b in pairwise(layout.spots)]
    assert layout.sheets == 1
    assert abs(steps[1] - 2 * steps[0]) < 0.1 and abs(steps[2] - steps[0]) < 0.1


@settings(deadline=None)
@given(DAYS, BOX, WIDTH)
def test_years_are_round_in_order_and_never_0(days, box, width):
    layout = lay_out(days, days[-1], box, width)
    found = years(layout, 60)
    assert 0 not in [year for year, _ in found]
    assert all(a < b for (a, _), (b, _) in pairwise(found))
    assert all(a <= b + 1e-6 for (_, a), (_, b) in pairwise(found))
    for year, place in found:
        day = Day(year, 1, 1).ordinal()
        assert days[0] <= day <= days[-1]
        assert not layout.is_left_out(day)
        assert layout.at(day) == place
    steps = {abs(b - a) for (a, _), (b, _) in pairwise(found) if a > 1}
    assert len(steps) <= 1 or layout.broken


def test_a_year_is_the_one_that_a_day_lies_in():
    for year in (-753, -1, 1, 79, 1945):
        assert year_of(Day(year, 1, 1).ordinal()) == year_of(Day(year, 12, 31).ordinal()) == year


@settings(deadline=None)
@given(st.lists(st.integers(0, 10_000), max_size=29))
def test_only_gaps_far_longer_than_the_rest_are_broken(gaps):
    broken = broken_gaps(gaps)
    whole = [gap for i, gap in enumerate(gaps) if i not in broken]
    assert len(broken) <= (1 if len(gaps) == 2 else len(gaps) / 3)
    assert all(gaps[i] > MUCH_LONGER * max(whole) for i in broken)


@settings(deadline=None)
@given(DAYS, st.integers(-400_000, 900_000))
def test_gaps_add_up(days, until):
    gaps = axis_gaps(days, until)
    assert all(gap >= 0 for gap in gaps)
    assert sum(gaps) == max(days[-1], until) - days[0]


@settings(deadline=None)
@given(st.integers(1, 100))
def test_pages_hold_every_event_once_and_as_many_as_the_next(count):
    parts = page_parts(count)
    assert [i for part in parts for i in part] == list(range(count))
    sizes = [len(part) for part in parts]
    assert max(sizes) <= MOST_ROWS and max(sizes) - min(sizes) <= 1
    assert len(parts) == -(-count // MOST_ROWS)
