"""What holds for any text at all."""

from __future__ import annotations

from analysis_essays import essay
from hypothesis import given, settings
from hypothesis import strategies as st
from support_examples import examples

from handouts.analysis import analyse, ranges
from handouts.analysis.intervals import Moment, add_months, add_years, days_of, value_of
from handouts.model.analysis import Analysis
from handouts.model.text import Passage

SNIPPETS = (
    'pada tahun 1941 awal akhir Juni 22 – - hingga ( ) , . " [1] SM abad ke-19 1940-an Uni Soviet Presiden adalah '
    "sebuah in early May 1944 the end of that year 264 BC '74 U.S. \n # musim gugur itu slot gacor cuan 댓글 22/6/1941 "
    "three days later tiga hari kemudian keesokan harinya minggu Jan M 04.00 WIB ke-1 s.d. 31 0 1.945"
)
WORDS = st.sampled_from(SNIPPETS.split(" "))
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join))
LANGUAGES = st.sampled_from(["id", "en", None])


def passages(found: Analysis) -> list[Passage]:
    return [
        *(s.passage for s in found.sentences),
        *(d.passage for d in found.dates),
        *(d.phrase for d in found.dates),
        *(n.passage for n in found.names),
        *(m for t in found.terms for m in t.mentions),
        *(d.passage for d in found.definitions),
        *(f.passage for f in found.flags),
    ]


@settings(deadline=None, max_examples=examples(400))
@given(TEXTS, LANGUAGES)
def test_every_finding_points_at_its_words(text: str, language: str | None) -> None:
    whole = essay(text)
    found = analyse(whole, language)
    for p in passages(found):
        block = whole.text_block(p.block)
        assert 0 <= p.start < p.end <= len(block.text)
        assert block.text[p.start : p.end] == p.text == text[p.span.start : p.span.end]
    for d in found.dates:
        assert d.phrase.start <= d.passage.start < d.passage.end <= d.phrase.end
        assert d.date.start.ordinal() <= d.date.end.ordinal()
        assert d.date.value and d.date.start.year != 0 != d.date.end.year
    for first, last, date in ranges(found.dates, whole):
        assert date.is_range and first.passage.end <= last.passage.start


@settings(deadline=None, max_examples=examples(200))
@given(TEXTS, LANGUAGES)
def test_the_same_text_gives_the_same_analysis(text: str, language: str | None) -> None:
    assert analyse(essay(text), language) == analyse(essay(text), language)


@settings(deadline=None, max_examples=examples(200))
@given(TEXTS, LANGUAGES)
def test_no_visible_character_is_outside_every_sentence(text: str, language: str | None) -> None:
    whole = essay(text)
    found = analyse(whole, language)
    for index, block in whole.text_blocks():
        covered = {
            i for s in found.sentences if s.passage.block == index for i in range(s.passage.start, s.passage.end)
        }
        assert all(i in covered or c.isspace() for i, c in enumerate(block.text))
    assert len({s.id for s in found.sentences}) == len(found.sentences)


@given(st.integers(-600, 600).filter(bool), st.integers(-700, 700))
def test_counting_years_leaves_out_the_year_nought(year: int, n: int) -> None:
    moved = add_years(year, n)
    assert moved != 0
    assert add_years(moved, -n) == year


@given(st.integers(-50, 50).filter(bool), st.integers(1, 12), st.integers(-400, 400))
def test_counting_months_there_and_back(year: int, month: int, n: int) -> None:
    assert add_months(*add_months(year, month, n), -n) == (year, month)


def test_intervals_of_parts() -> None:
    def days(moment: Moment, mod: str | None = None) -> tuple[tuple[int, int, int], ...]:
        return tuple((d.year, d.month, d.day) for d in days_of(moment, mod))  # type: ignore[arg-type]

    assert days(Moment(1941), "START") == ((1941, 1, 1), (1941, 4, 30))
    assert days(Moment(1941), "END") == ((1941, 9, 1), (1941, 12, 31))
    assert days(Moment(1941, part="WI", turn=1)) == ((1941, 12, 1), (1942, 2, 28))
    assert days(Moment(-1, part="WI", turn=1)) == ((-1, 12, 1), (1, 2, 28))
    assert days(Moment(1940, 2), "END") == ((1940, 2, 21), (1940, 2, 29))
    assert days(Moment(decade=194)) == ((1940, 1, 1), (1949, 12, 31))
    assert days(Moment(century=18)) == ((1801, 1, 1), (1900, 12, 31))
    assert days(Moment(century=3, bc=True)) == ((-400, 1, 1), (-301, 12, 31))
    assert value_of(Moment(-264)) == "BC0264"
