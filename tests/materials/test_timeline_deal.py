"""How cards are dealt: every card once, none in its place in time or beside its partner, and rows of a timeline."""

from __future__ import annotations

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st
from support_timeline import CASES, handout_of, sheets_of

from handouts.materials.timeline_rows import moments
from handouts.materials.timeline_views import card_letter, deal
from handouts.model.sheet import CardsSheet, TimelineMoment, TimelineRow, WriteDatesSheet, WriteEventsSheet

NAMES = st.text("abcdefgh-", min_size=1, max_size=8)


@settings(deadline=None)
@given(st.integers(4, 30), NAMES)
def test_no_card_stands_in_order_or_beside_its_partner(count: int, slug: str) -> None:
    dealt = deal(count, slug)
    assert sorted(dealt.events) == sorted(dealt.dates) == list(range(count))
    for order in (dealt.events, dealt.dates):
        assert order not in (tuple(range(count)), tuple(reversed(range(count))))
    allowed = 0 if count > 5 else 1
    assert sum(i == place for i, place in enumerate(dealt.events)) <= allowed
    assert sum(a == b for a, b in zip(dealt.events, dealt.dates, strict=True)) <= allowed + 1


@given(st.integers(2, 3), NAMES)
def test_few_cards_are_not_in_order_either(count: int, slug: str) -> None:
    assert deal(count, slug).events != tuple(range(count))


def test_one_card_is_dealt() -> None:
    assert deal(1, "x") == deal(1, "y")


def test_cards_have_names_without_end() -> None:
    assert [card_letter(n) for n in (0, 25, 26, 27, 51, 52)] == ["A", "Z", "AA", "AB", "AZ", "BA"]


def test_the_types_of_pupils_have_no_place_for_an_answer() -> None:
    def names(kind: type) -> set[str]:
        return {field.name for field in dataclasses.fields(kind)}

    common = {"language", "title", "author", "foot", "max_score"}
    assert names(WriteEventsSheet) == common | {"moments", "signs"}
    assert names(WriteDatesSheet) == common | {"events"}
    assert names(CardsSheet) == common | {"events", "dates", "places"}
    assert "label" not in names(TimelineMoment)
    assert names(TimelineRow) == {"moment", "label"}
    sheet, _ = sheets_of(handout_of(CASES["overlapping"]), "timeline-blank-dates")
    assert isinstance(sheet, WriteDatesSheet)
    assert {len(event) for event in sheet.events} == {2}


def test_uncertain_points_are_rings_and_uncertain_ends_are_loose() -> None:
    made = moments(handout_of(CASES["overlapping"]).timeline.chosen)
    drawn = [(m.bar, m.loose_start, m.loose_end, m.open) for m in made]
    plain, ring = (True, False, False, False), (False, False, False, True)
    assert drawn[0] == drawn[2] == drawn[4] == drawn[7] == plain
    assert drawn[3] == (True, True, True, False)
    assert drawn[5] == ring
    assert drawn[6] == (True, True, True, False)
    assert drawn[1] == (False, False, False, False)


def test_a_range_is_a_bar_when_the_axis_leaves_the_centuries_out() -> None:
    made = moments(handout_of(CASES["far-jump"]).timeline.chosen)
    assert made[2].bar and made[2].loose_start and not made[2].loose_end


def short_dates(*dates: str, language: str = "en") -> list[str]:
    """What a chart prints of dates in this order."""
    handout = handout_of([(date, f"Event {number}") for number, date in enumerate(dates)], language)
    return [m.short_date.replace("\u00a0", " ") for m in moments(handout.timeline.chosen)]


def test_a_range_within_a_year_leaves_out_the_year_that_goes_on() -> None:
    assert short_dates(
        "1957-10-01/1957-10-04", "1957-10-04", "1957-10-07/1957-10-12", "1957-11/1957-12", "1958-01"
    ) == [
        "1–4 October 1957",
        "4 October",
        "7–12 October",
        "November–December",
        "January 1958",
    ]
    # The year stands in the middle too, or is all there is to say.
    assert short_dates("1957-10-01", "late 1957-10/1957-11-03", "1957", "1957-12", language="id") == [
        "1 Oktober 1957",
        "akhir Oktober 1957 hingga 3 November 1957",
        "1957",
        "Desember",
    ]


def test_the_year_is_told_again_behind_a_range_over_years() -> None:
    assert short_dates("1939-09/1945-05", "1945-08", "1945-09") == [
        "September 1939 to May 1945",
        "August 1945",
        "September",
    ]
