"""The timeline's geometry: true to scale, in order, nothing on top of anything else."""

import itertools
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from typeset_reading import assert_ua, lines_of, rules, runs, spoken
from typeset_sample import A4, EVENTS, chart, sheet, t

from handouts.model.document import ChartEvent, TimelineChart
from handouts.model.press import Style
from handouts.model.timeline import Day
from handouts.typeset import render
from handouts.typeset.scale import Scale, broken_gaps

ROWS = st.lists(st.tuples(st.integers(-800_000, 800_000), st.floats(5, 60)), min_size=1, max_size=30)


@given(ROWS, st.integers(-800_000, 900_000), st.floats(0, 1500))
def test_scale_keeps_order_space_and_proportion(rows, until, length):
    days, least = sorted(day for day, _ in rows), [need for _, need in rows]
    scale = Scale(days, least, until, length)
    steps = [b - a for a, b in pairwise(scale.places)]
    assert scale.places[0] == 0
    assert all(step >= need - 1e-6 for step, need in zip(steps, least, strict=False))
    gaps = [b - a for a, b in pairwise([*days, until] if until > days[-1] else days)]
    assert len(steps) == len(gaps)
    broken = broken_gaps(gaps)
    assert len(scale.breaks()) == len(broken)
    true = [step / gap for i, (step, gap) in enumerate(zip(steps, gaps, strict=True)) if gap and i not in broken]
    stretched = [
        step
        for step, need in zip(steps, [*least[: len(days) - 1], max(8, least[-1])], strict=False)
        if abs(step - need) < 1e-6
    ]
    units = sorted(true)
    free = [unit for unit in units if unit <= units[0] * 1.0001]
    assert len(free) + len(stretched) + len(broken) >= len([gap for gap in gaps if gap])
    if sum(steps) > sum(least) + 8 and any(gaps):
        assert sum(steps) <= max(length, sum(least) + 8) + 0.01


@given(ROWS, st.integers(-900_000, 900_000))
def test_any_day_has_a_place_in_order(rows, day):
    days = sorted(d for d, _ in rows)
    scale = Scale(days, [need for _, need in rows], days[-1], 500)
    assert 0 <= scale.at(day) <= scale.places[-1]
    assert scale.at(day) <= scale.at(day + 400) + 1e-6
    assert scale.at(days[-1]) == scale.places[-1]


def test_gaps_far_longer_than_the_rest_are_broken():
    assert broken_gaps([10, 12, 9, 60]) == {3}
    assert broken_gaps([10, 12, 9, 40]) == frozenset()
    assert broken_gaps([10, 1000, 12, 9, 900, 8, 7]) == {1, 4}
    assert broken_gaps([10, 1000]) == {1}
    assert broken_gaps([10, 200]) == frozenset()
    assert broken_gaps([10]) == broken_gaps([0, 1000]) == frozenset()
    assert broken_gaps([0, 0, 50]) == frozenset()
    assert broken_gaps([]) == frozenset()


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
