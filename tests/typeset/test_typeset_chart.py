"""The timeline's geometry: true to scale, in order, nothing on top of anything else."""

import itertools

from hypothesis import given
from hypothesis import strategies as st
from typeset_reading import assert_ua, lines_of, rules, runs, spoken
from typeset_sample import A4, EVENTS, chart, sheet, t

from handouts.model.document import ChartEvent, TimelineChart
from handouts.model.press import Style
from handouts.model.timeline import Day
from handouts.typeset import render
from handouts.typeset.scale import Scale, broken_gaps, spread

DAYS = st.lists(st.integers(-800_000, 800_000), min_size=1, max_size=30)


@given(DAYS, st.floats(50, 700))
def test_scale_is_in_order_and_fills_its_length(days, length):
    scale = Scale(days, length)
    places = [scale.at(day) for day in sorted(days)]
    assert places == sorted(places)
    assert places[0] == 0
    assert abs(places[-1] - (length if len(set(days)) > 1 else 0)) < 0.01


@given(DAYS, st.floats(50, 700))
def test_scale_is_true_between_breaks(days, length):
    scale = Scale(days, length)
    knots = sorted(set(days))
    gaps = [b - a for a, b in itertools.pairwise(knots)]
    broken = broken_gaps(gaps)
    units = [(scale.at(b) - scale.at(a)) / (b - a) for a, b in itertools.pairwise(knots)]
    whole = [unit for index, unit in enumerate(units) if index not in broken]
    assert all(abs(unit - whole[0]) < 1e-6 for unit in whole)
    assert len(scale.breaks()) == len(broken)


def test_gaps_far_longer_than_the_rest_are_broken():
    assert broken_gaps([10, 12, 9, 60]) == {3}
    assert broken_gaps([10, 12, 9, 40]) == frozenset()
    assert broken_gaps([10, 1000, 12, 9, 900, 8, 7]) == {1, 4}
    assert broken_gaps([10, 1000]) == frozenset()
    assert broken_gaps([]) == frozenset()


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(5, 60)), min_size=1, max_size=20), st.floats(600, 1500))
def test_rows_are_spread_without_touching(rows, room):
    wanted = sorted(want for want, _ in rows)
    heights = [height for _, height in rows]
    tops = spread(wanted, heights, room)
    for (top, height), after in zip(zip(tops, heights, strict=True), tops[1:], strict=False):
        assert top + height <= after + 1e-6
    assert tops[0] >= 0
    if sum(heights) <= room:
        assert tops[-1] + heights[-1] <= room + 1e-6


def test_rows_that_do_not_touch_stay_where_they_are():
    assert spread([0, 50, 100], [20, 20, 20], 200) == [0, 50, 100]


def test_dates_and_labels_share_a_line_in_order_of_time():
    data = render(sheet((chart(),)), Style(), A4).data
    lines = [text for _, _, text in lines_of([run for run in runs(data) if not run.artifact])]
    starts = [
        next(i for i, line in enumerate(lines) if line.startswith(date + label[:20])) for date, label, _ in EVENTS
    ]
    assert starts == sorted(starts)
    ys = [y for _, y, _ in lines_of([run for run in runs(data) if not run.artifact])]
    assert all(a - b > 10 for a, b in itertools.pairwise(ys))
    said = spoken(data)
    assert [text for role, text in said if role == "Lbl"] == [date for date, _, _ in EVENTS]
    assert_ua(data)


def test_a_break_is_drawn_for_a_long_gap_only():
    def strokes(years):
        events = tuple((str(year), "Peristiwa", (year, 1, 1)) for year in years)
        found = rules(render(sheet((chart(events),)), Style(), A4).data)
        return [rule for rule in found if rule.width == 1 and rule.y != rule.y2 and rule.x != rule.x2]

    assert len(strokes((1900, 1903, 1905, 1990))) == 2
    assert strokes((1900, 1903, 1905, 1908)) == []


def bar(start, end, **more):
    return ChartEvent(str(start), t("Perang"), Day(start, 1, 1), Day(end, 12, 31), bar=True, **more)


def test_bars_of_all_kinds_are_drawn():
    events = (
        bar(-264, -241),
        bar(1900, 1940, loose_end=True),
        bar(1905, 1950, loose_start=True),
        bar(1939, 1945, loose_start=True, loose_end=True),
        bar(1946, 1946),
    )
    data = render(sheet((TimelineChart(events, "Perang-perang"),)), Style(), A4).data
    assert_ua(data)
    assert {role for role, _ in spoken(data)} == {"Lbl", "LBody"}


def test_events_on_one_day_and_a_single_event():
    same = tuple(ChartEvent("1945", t(f"nomor {n}"), Day(1945, 8, 17), Day(1945, 8, 17)) for n in range(4))
    for events in (same, same[:1]):
        assert_ua(render(sheet((TimelineChart(events, "x"),)), Style(), A4).data)


def test_labels_wrap_in_their_width():
    long = (ChartEvent("1945", t("kata " * 100), Day(1945, 8, 17), Day(1945, 8, 17)),)
    data = render(sheet((TimelineChart(long, "x"),)), Style(), A4).data
    assert len([run for run in runs(data) if run.text.startswith("kata")]) > 3
