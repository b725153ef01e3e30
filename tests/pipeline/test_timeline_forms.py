"""The timeline's forms on paper: valid, whole, nothing over anything else, cut marks where scissors go."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import pairwise

import page
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import PAPERS
from support_examples import examples
from support_pdf import MM, Box, dark, overlaps, pages, sizes, strokes, text_boxes, visible
from support_timeline import CASES, LONG, TIMELINE_FORMS, events_of, handout_of, print_form, sheets_of

from handouts.languages.labels import Labels
from handouts.model.lesson import TimelineForm
from handouts.model.sheet import CardsSheet, FormKeySheet

pytestmark = pytest.mark.sliced(4)

WORDY: tuple[TimelineForm, ...] = ("timeline-chart", "timeline-table", "timeline-strip")
CUT = "4 3"
FAST = [(case, form, "A4") for case in CASES for form in TIMELINE_FORMS]
MORE = [(case, form, paper) for case in ("overlapping", "thirty") for form in TIMELINE_FORMS for paper in PAPERS]
REST = [(case, form, paper) for case in CASES for form in TIMELINE_FORMS for paper in PAPERS]
MATRIX = [*FAST, *(c for c in MORE if c not in FAST)]
MATRIX += [pytest.param(*c, marks=pytest.mark.verify) for c in REST if c not in MATRIX]


@pytest.mark.parametrize(("case", "form", "paper"), MATRIX)
def test_every_form_of_every_timeline_can_be_handed_out(case: str, form: TimelineForm, paper: str) -> None:
    for made in print_form(handout_of(CASES[case]), form, paper):
        report = page.validate_pdf_bytes(made.data, profile="ua1")
        assert report.is_compliant, list(report.failures)[:3]
        assert overlaps(made.data) == []
        wide, high = sizes(made.data)[0]
        for box in text_boxes(made.data):
            assert box.left >= 14 * MM and box.right <= (wide - 14) * MM, box
            assert box.foot >= 9 * MM and box.head <= (high - 14) * MM, box
        assert all(len(dark(text)) > 60 for text in pages(made.data))


def test_words_over_words_would_be_found() -> None:
    one = Box(1, 100, 100, 150, 110, "one")
    assert one.touches(Box(1, 149, 109, 200, 120, "other"))
    assert not one.touches(Box(1, 151, 100, 200, 110, "beside"))
    assert not one.touches(Box(1, 100, 110, 150, 120, "above"))
    assert not one.touches(Box(2, 100, 100, 150, 110, "overleaf"))


@pytest.mark.parametrize("paper", PAPERS)
def test_only_the_strip_lies_on_its_side(paper: str) -> None:
    handout = handout_of(CASES["two"])
    wide, high = PAPERS[paper]
    for form in TIMELINE_FORMS:
        sheet, key = print_form(handout, form, paper)
        assert set(sizes(sheet.data)) == {(high, wide) if form == "timeline-strip" else (wide, high)}
        assert set(sizes(key.data)) == {(wide, high)}


@pytest.mark.parametrize("form", TIMELINE_FORMS)
def test_what_is_cut_up_asks_for_one_side_of_the_paper(form: TimelineForm) -> None:
    sheet, _ = print_form(handout_of(CASES["thirty"]), form)
    with pikepdf.open(io.BytesIO(sheet.data)) as pdf:
        asked = pdf.Root.ViewerPreferences.get("/Duplex")
    assert (str(asked) == "/Simplex") == (form in ("timeline-cards", "timeline-strip"))


@pytest.mark.sliced(8)
@pytest.mark.parametrize("case", CASES)
def test_each_form_shows_what_it_may_and_nothing_else(case: str) -> None:
    handout = handout_of(CASES[case])
    dates = {dark(e.display) for e in handout.timeline.chosen}
    labels = {dark(e.label) for e in handout.timeline.chosen}
    for form in TIMELINE_FORMS:
        found = visible(print_form(handout, form)[0].data)
        shown = {d for d in dates if d in found}, {label for label in labels if label in found}
        if form == "timeline-blank-events":
            assert shown[1] == set()
        elif form == "timeline-blank-dates":
            # a date of few digits may stand in the score or the code
            assert {d for d in shown[0] if len(d) > 4} == set()
            assert shown[1] == labels
        elif form in WORDY or form == "timeline-cards":
            assert shown[1] == labels


@pytest.mark.sliced(8)
@pytest.mark.parametrize("case", CASES)
def test_a_key_holds_date_event_and_sentence_in_order_of_time(case: str) -> None:
    handout = handout_of(CASES[case])
    for form in TIMELINE_FORMS:
        found = visible(print_form(handout, form)[1].data)
        places = [found.index(dark(f"“{e.sentence.text}”")) for e in handout.timeline.chosen]
        assert places == sorted(places)
        assert [e.label for e in handout.timeline.chosen if dark(e.label) not in found] == []
        assert [e.display for e in handout.timeline.chosen if dark(e.display) not in found] == []


WORDS = st.lists(st.sampled_from(["War", "a", "peace", "internationally", "of", "Washington", "treaty"]), min_size=3)
DATES = st.one_of(
    st.integers(-3000, 2100).filter(bool).map(lambda y: f"BC{-y:04d}" if y < 0 else f"{y:04d}"),
    st.builds("{:04d}-{:02d}-{:02d}".format, st.integers(1900, 1950), st.integers(1, 12), st.integers(1, 28)),
    st.builds(lambda y, n: f"{y}/{y + n}", st.integers(1800, 2000), st.integers(1, 60)),
    st.integers(1000, 2000).map(lambda y: f"about {y}"),
)
ROWS = st.lists(st.tuples(DATES, WORDS.map(lambda w: " ".join(w[:12]))), min_size=1, max_size=16)


@pytest.mark.parametrize("form", TIMELINE_FORMS)
@settings(max_examples=examples(12), deadline=None)
@given(rows=ROWS)
def test_no_words_lie_over_others_whatever_the_timeline(form: TimelineForm, rows: list[tuple[str, str]]) -> None:
    made, _ = print_form(handout_of(sorted(rows, key=first_day)), form)
    assert overlaps(made.data) == []
    wide = sizes(made.data)[0][0]
    assert all(box.left >= 14 * MM and box.right <= (wide - 14) * MM for box in text_boxes(made.data))


def first_day(row: tuple[str, str]) -> int:
    return events_of([row])[1][0].date.start.ordinal()


def test_a_long_title_leaves_room_for_the_first_sheet_of_the_strip() -> None:
    title = "A title of a lesson that goes on and on, as titles of lessons on the history of the world will at times do"
    handout = handout_of(CASES["overlapping"])
    handout = replace(handout, meta=replace(handout.meta, title=title))
    for paper in PAPERS:
        made, _ = print_form(handout, "timeline-strip", paper)
        assert "First World War" in pages(made.data)[0]


def test_the_strip_takes_the_short_title_where_the_whole_one_is_long() -> None:
    handout = handout_of(CASES["two"])
    assert dark(handout.meta.title) in visible(print_form(handout, "timeline-strip")[0].data)
    handout = replace(
        handout, meta=replace(handout.meta, title="A very long title of a lesson, " * 3, short_title="Short")
    )
    found = visible(print_form(handout, "timeline-strip")[0].data)
    assert "Averylongtitle" not in found and found.startswith("Short")
    assert "Averylongtitle" in visible(print_form(handout, "timeline-chart")[0].data)


# --- to scale ---


def marks_of(data: bytes, texts: list[str]) -> list[float]:
    """The heights of dates on a page."""
    boxes = text_boxes(data)
    return [next(b.foot for b in boxes if b.text.strip() == text) for text in texts]


def test_the_chart_is_to_scale_where_labels_leave_room() -> None:
    years = (1900, 1910, 1930, 1935, 1970, 1971)
    chart, _ = print_form(handout_of([(str(y), f"Event of the year {y}") for y in years]), "timeline-chart")
    heights = marks_of(chart.data, [str(y) for y in years])
    units = [(a - b) / (later - year) for (a, b), (year, later) in zip(pairwise(heights), pairwise(years), strict=True)]
    assert units[:4] == pytest.approx([units[0]] * 4, rel=0.01)
    assert units[4] > units[0]  # one year: given room to be read
    evenly, _ = print_form(handout_of([(str(y), f"Event of the year {y}") for y in years]), "timeline-blank-dates")
    rows = marks_of(evenly.data, [f"{n}." for n in range(1, 7)])
    assert [a - b for a, b in pairwise(rows)] == pytest.approx([rows[0] - rows[1]] * 5, abs=0.1)


def test_a_year_is_printed_when_it_changes_and_at_the_head_of_a_page() -> None:
    chart, _ = print_form(handout_of(CASES["one-year"]), "timeline-chart")
    assert [b.text.strip() for b in text_boxes(chart.data)].count("January 1945") == 1
    assert visible(chart.data).count("1945") == 1
    rows = [(f"1945-{month:02d}", f"Event {month}.{n}") for month in range(1, 13) for n in range(2)]
    chart, _ = print_form(handout_of(rows), "timeline-chart")
    heads = [next(b.text.strip() for b in text_boxes(chart.data) if b.page == n and "y" in b.text) for n in (1, 2)]
    assert chart.pages == 2
    assert [text.count("1945") for text in pages(chart.data)] == [1, 1]
    assert heads[0] is not None
    # before Christ too, with the era
    chart, _ = print_form(handout_of(CASES["before-christ"]), "timeline-chart")
    words = [b.text.strip() for b in text_boxes(chart.data)]
    assert "15 March 44 BC" in words and "April" in words


def test_uncertain_ends_are_words_and_dashes_never_a_dash() -> None:
    rows = [("1939", "War"), ("late 1941/1945", "Lend-lease for the Soviet Union"), ("1949", "Treaty of Washington")]
    for language, words in (("id", "akhir 1941 hingga 1945"), ("en", "late 1941 to 1945")):
        chart, _ = print_form(handout_of(rows, language), "timeline-chart")
        found = visible(chart.data)
        assert dark(words) in found and "1941–1945" not in found
        assert dark(Labels(language)["timeline.uncertain"]) in found
        assert [s for s in strokes(chart.data) if s.dash == "1.8 1.4"] != []


def test_a_break_is_explained_where_there_is_one() -> None:
    told = dark(Labels("en")["timeline.break"])
    for form in ("timeline-chart", "timeline-blank-events", "timeline-strip"):
        assert told in visible(print_form(handout_of(CASES["far-jump"]), form)[0].data)
        assert told not in visible(print_form(handout_of(CASES["twenty-centuries"]), form)[0].data)


def test_of_two_gaps_the_far_longer_one_is_broken() -> None:
    told = dark(Labels("en")["timeline.break"])
    rows = [("BC0044-03-15", "Senators murder Caesar"), ("1939", "Germany invades Poland"), ("1941", "Japan attacks")]
    chart, _ = print_form(handout_of(rows), "timeline-chart")
    assert told in visible(chart.data)
    heights = marks_of(chart.data, ["15 March 44 BC", "1939", "1941"])
    assert heights[0] - heights[1] == pytest.approx(heights[1] - heights[2], abs=0.1)
    near, _ = print_form(handout_of([("1900", "Boxers"), *rows[1:]]), "timeline-chart")
    assert told not in visible(near.data)


@pytest.mark.parametrize("paper", PAPERS)
def test_no_line_ends_inside_a_date(paper: str) -> None:
    rows = [(f"{1900 + month}-{month:02d}-28", f"Event of month {month}") for month in range(1, 13)]
    rows += [("BC0028-09-28/BC0027-12-28", "Civil war"), ("late 1928/about 1930", "Famine")]
    for language in ("en", "id"):
        handout = handout_of(sorted(rows, key=first_day), language)
        for form in WORDY:
            found = {
                b.text.strip().replace("\u00a0", " ") for b in text_boxes(print_form(handout, form, paper)[0].data)
            }
            for event in handout.timeline.chosen:
                for part in re.findall(r"\d* ?[A-Z]\w+ \d+|\d+", event.display):
                    assert any(part in words for words in found), (form, part, event.display)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_table_leaves_room_for_notes(paper: str) -> None:
    for case, least in (("one-year", 15), ("before-christ", 17), ("thirty", 6.5)):
        made, _ = print_form(handout_of(CASES[case]), "timeline-table", paper)
        assert made.pages == 1
        edges = {round(s.y, 1) for s in strokes(made.data) if s.y == s.y2 and s.x2 - s.x > 150 * MM and s.y > 16 * MM}
        heights = [a - b for a, b in pairwise(sorted(edges, reverse=True))]
        assert len(heights) == len(CASES[case]) + 1
        assert min(heights[1:]) >= least * MM - 0.5
        upright = {round(s.x, 1) for s in strokes(made.data) if s.x == s.x2}
        assert len(upright) == 4 and sorted(upright)[-1] - sorted(upright)[-2] > 58 * MM


def test_lines_to_write_on_follow_the_room_there_is() -> None:
    def lines(case: str, paper: str) -> int:
        made, _ = print_form(handout_of(CASES[case]), "timeline-blank-events", paper)
        return sum(s.y == s.y2 and 90 * MM < s.x2 - s.x < 140 * MM for s in strokes(made.data))

    assert lines("one-year", "F4") > lines("one-year", "A4")
    made, _ = print_form(handout_of(CASES["one"]), "timeline-blank-events")
    spoken = Labels("en")["timeline.write_event"]
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        alts = [str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
    assert alts == [spoken]


# --- cards ---


def test_cards_are_cut_along_dashes_and_keep_clear_of_them() -> None:
    for case in ("thirty", "long-labels", "one", "three-days"):
        made, _ = print_form(handout_of(CASES[case]), "timeline-cards")
        cuts = [s for s in strokes(made.data) if s.dash == CUT]
        assert {s.page for s in cuts} >= {1}
        assert all(s.x == s.x2 or s.y == s.y2 for s in cuts)
        for box in text_boxes(made.data):
            for cut in (c for c in cuts if c.page == box.page):
                left, right = sorted((cut.x, cut.x2))
                foot, head = sorted((cut.y, cut.y2))
                crossed = left < box.right and box.left < right if foot == head else foot < box.head and box.foot < head
                inside = box.foot < foot < box.head if foot == head else box.left < left < box.right
                assert not (crossed and inside), (case, box, cut)


def test_every_card_has_all_four_edges() -> None:
    made, _ = print_form(handout_of(CASES["three-days"]), "timeline-cards")
    cuts = [s for s in strokes(made.data) if s.dash == CUT]
    across = sorted({s.y for s in cuts if s.y == s.y2}, reverse=True)
    upright = sorted({s.x for s in cuts if s.x == s.x2})
    # four events on two rows of two, four dates on two rows of three and one
    assert len(across) == 6
    assert len(upright) == 5


def test_all_cards_of_a_page_are_of_one_size() -> None:
    made, _ = print_form(handout_of(CASES["thirty"]), "timeline-cards")
    heights = {round(a - b, 1) for a, b in pairwise(rows_of(made.data))}
    assert len(heights) == 1


@pytest.mark.parametrize("paper", PAPERS)
def test_the_grid_fits_the_number_of_cards(paper: str) -> None:
    for count, wanted in ((3, 1), (6, 1), (7, 2), (8, 2), (9, 2), (10, 2), (11, 2), (12, 2)):
        rows = [(f"19{n + 10}", f"The President announced embargo {n} against all rivals") for n in range(count)]
        made, _ = print_form(handout_of(rows), "timeline-cards", paper)
        assert made.pages == wanted, count
        lowest = [min(b.foot for b in text_boxes(made.data) if b.page == n and b.foot > 20 * MM) for n in (1, wanted)]
        high = PAPERS[paper][1] * MM
        # the greater part of each page is in use, and names of event cards are on the first one alone
        assert count < 5 or max(lowest) < 0.4 * high, (count, lowest)
        assert visible(made.data).count(dark("against all rivals")) == count
        assert pages(made.data)[0].count("rivals") == count


def test_pupils_write_eight_millimetres_high_in_the_record_of_cards() -> None:
    for count in (4, 7, 10, 12):
        rows = [(f"19{n + 10}", f"Event number {n} of the story") for n in range(count)]
        made, _ = print_form(handout_of(rows), "timeline-cards", "Letter")
        level = {round(s.y, 1) for s in strokes(made.data) if s.y == s.y2 and not s.dash and s.x2 - s.x > 150 * MM}
        gaps = [a - b for a, b in pairwise(sorted((y for y in level if y > 16 * MM), reverse=True))]
        assert sum(gap >= 8 * MM for gap in gaps) >= (2 if count <= 6 else count), gaps


def rows_of(data: bytes) -> list[float]:
    found = {s.y for s in strokes(data) if s.dash == CUT and s.y == s.y2 and s.page == 1}
    return sorted(found, reverse=True)


@pytest.mark.parametrize("case", [c for c in CASES if c not in ("one", "two", "one-year")])
def test_the_key_puts_the_cards_in_order_and_pairs_them(case: str) -> None:
    handout = handout_of(CASES[case])
    sheet, key = sheets_of(handout, "timeline-cards")
    assert isinstance(sheet, CardsSheet) and isinstance(key, FormKeySheet)
    events, dates = dict(sheet.events), dict(sheet.dates)
    for (place, names), event in zip(key.quick, handout.timeline.chosen, strict=True):
        letter, number = names.split("\u00a0")
        assert dark(events[letter]) == dark(event.label)
        assert dark(dates[number]) == dark(event.display)
        assert dark(key.entries[int(place) - 1].answer).startswith(dark(f"Cards {letter} and {number} ·"))


def test_cards_whose_dates_overlap_may_change_places() -> None:
    rows = [
        ("1914/1918", "First World War"),
        ("1914-07", "Crisis of July"),
        ("1917", "Revolution"),
        ("1945-08-16", "Meeting"),
        ("1945-08-16", "Draft"),
    ]
    _, key = sheets_of(handout_of(rows), "timeline-cards")
    assert isinstance(key, FormKeySheet)
    letters = [names.split("\u00a0")[0] for _, names in key.quick]
    numbers = [names.split("\u00a0")[1] for _, names in key.quick]
    assert re.search(rf"card {letters[1]}\b", key.entries[0].notes[0])
    assert key.entries[2].notes == ()
    assert [f" {letters[4]}," in key.entries[3].notes[0], f" {numbers[4]} " in key.entries[3].notes[1]] == [True, True]


# --- the strip for the wall ---


@pytest.mark.parametrize("case", ["thirty", "overlapping", "far-jump", "before-christ", "long-labels"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_axis_goes_on_exactly_from_sheet_to_sheet(case: str, paper: str) -> None:
    made, _ = print_form(handout_of(CASES[case]), "timeline-strip", paper)
    assert made.pages > 1
    found = strokes(made.data)
    cuts = {s.page: s for s in found if s.dash == CUT}
    assert set(cuts) == set(range(2, made.pages + 1))
    left = cuts[2].x
    for number in range(1, made.pages + 1):
        edges = axis(found, number)
        assert edges == axis(found, 1)
        right = max(s.x2 for s in found if s.page == number and s.y == s.y2 == edges[0] and not s.dash)
        if number < made.pages:
            # the line that the next sheet covers is where the axis ends here and is cut there
            (glue,) = [s for s in found if s.page == number and s.x == s.x2 == right and abs(s.y - s.y2) > 80 * MM]
            assert (glue.y, glue.y2) == (cuts[number + 1].y, cuts[number + 1].y2)
            words = Labels("en")["timeline.strip.glue"].format(sheet=number + 1)
            assert dark(words) in dark(pages(made.data)[number - 1])
        start = min(s.x for s in found if s.page == number and s.y == s.y2 == edges[0] and not s.dash)
        assert start == left


def axis(found: list, number: int) -> list[float]:  # type: ignore[type-arg]
    """The heights of the two edges of the axis: the longest level lines of a sheet."""
    level = [s for s in found if s.page == number and s.y == s.y2 and not s.dash and s.y > 25 * MM]
    longest = max(s.x2 - s.x for s in level)
    return sorted({s.y for s in level if s.x2 - s.x == longest})


def test_the_strip_is_read_from_afar_and_no_label_is_cut() -> None:
    for case in CASES:
        made, _ = print_form(handout_of(CASES[case]), "timeline-strip")
        handout = handout_of(CASES[case])
        for event in handout.timeline.chosen:
            on = [n for n, text in enumerate(pages(made.data)) if dark(event.label) in dark(text)]
            assert on, event.label
        tall = [b for b in text_boxes(made.data) if b.head - b.foot > 4.2 * MM]
        assert len(tall) >= len(handout.timeline.chosen)


def test_years_at_the_axis_have_no_year_0() -> None:
    rows = [(f"BC{y:04d}", f"Event of the year {y} before") for y in (300, 200, 100, 2)]
    rows += [(f"{y:04d}", f"Event of the year {y} after") for y in (3, 150, 290)]
    made, _ = print_form(handout_of(rows), "timeline-strip")
    words = [b.text.strip() for b in text_boxes(made.data)]
    assert {"200 BC", "100 BC", "AD 1", "AD 100"} <= set(words)
    assert not any(re.fullmatch(r"(AD )?0( BC)?", word) for word in words)
    made, _ = print_form(handout_of(rows, "id"), "timeline-strip")
    assert {"200 SM", "1 M"} <= {b.text.strip() for b in text_boxes(made.data)}


def test_long_labels_are_the_longest_there_are() -> None:
    assert len(LONG) > 100


@pytest.mark.parametrize("paper", PAPERS)
def test_every_mark_of_the_strip_has_its_year(paper: str) -> None:
    """Where a mark stands at the very end of a sheet, its year opens the next one."""
    years = (-753, -509, -264, -218, -202, -149, -133, -49, 43, 410, 604, 842, 1066, 1176, 1348, 1666, 1863, 2012)
    rows = [(f"BC{-y:04d}" if y < 0 else f"{y:04d}", f"Event of the year {y} in a long story") for y in years]
    for first in range(len(rows) - 6):
        made, _ = print_form(handout_of(rows[first : first + 7]), "timeline-strip", paper)
        band = axis(strokes(made.data), 1)
        marks = [s for s in strokes(made.data) if s.x == s.x2 and sorted((s.y, s.y2)) == band]
        told = [b for b in text_boxes(made.data) if band[0] < (b.foot + b.head) / 2 < band[1]]
        # The left edge of the first sheet is no mark.
        assert len(marks) - 1 <= len(told), (first, [b.text for b in told])


def test_a_strip_of_one_sheet_does_not_say_how_to_glue_sheets() -> None:
    for language in ("en", "id"):
        labels = Labels(language)
        steps, scale = dark(labels["timeline.strip.steps"]), dark(labels["timeline.to_scale"])
        for case, sheets, is_scaled in (("two", 1, False), ("three-days", 1, True), ("before-christ", 2, True)):
            made, _ = print_form(handout_of(CASES[case], language), "timeline-strip")
            found = visible(made.data)
            assert (made.pages > 1) == (sheets > 1), (case, made.pages)
            assert (steps in found, scale in found) == (sheets > 1, is_scaled), case


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_single_card_asks_for_no_order(language: str) -> None:
    sheet, key = print_form(handout_of(CASES["one"], language), "timeline-cards")
    labels = Labels(language)
    found, answers = visible(sheet.data), visible(key.data)
    assert (
        dark(labels["timeline.cards.steps_one"]) in found and dark(labels["key.timeline_scoring.cards_one"]) in answers
    )
    for name in ("steps", "record", "record_line", "record_score", "place"):
        assert dark(labels[f"timeline.cards.{name}"]) not in found, name
    assert dark(labels["timeline.cards.record_score"]) not in answers
    assert "/1" in found
