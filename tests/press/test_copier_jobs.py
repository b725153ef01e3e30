"""The arithmetic of the job sheet: nothing is lost between sets, files, papers and reams."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.model.jobs import ClassJob, SetSize
from handouts.model.packing import JobLine
from handouts.press import count_jobs
from handouts.press.jobs import ream_tenths

SIZES = {"A4": (210.0, 297.0), "F4": (215.0, 330.0), "A5": (148.0, 210.0)}


@st.composite
def lines(draw: st.DrawFn) -> JobLine:
    """A file of sets that are stapled, or of sheets that are not, upright or across."""
    sets = tuple(draw(st.lists(st.integers(1, 9), min_size=1, max_size=40)))
    paper = draw(st.sampled_from(sorted(SIZES)))
    width, height = SIZES[paper]
    size = draw(st.sampled_from([(width, height), (height, width)]))
    stapled = sets if draw(st.booleans()) else ()
    return JobLine("pupils/a.pdf", 2 * sum(sets), sum(sets), draw(st.integers(1, 40)), 2, "long", paper, size, stapled)


@given(st.lists(lines(), max_size=6))
def test_every_sheet_is_counted_once(found: list[JobLine]) -> None:
    count = count_jobs(ClassJob("XI-1", line) for line in found)
    assert count.sheets == sum(line.sheets_each * line.copies for line in found)
    assert {p.paper: p.sheets for p in count.papers} == {
        name: sum(line.sheets for line in found if line.paper == name) for name in {line.paper for line in found}
    }
    for counted in count.jobs:
        line = counted.job.line
        if line.staple_every:
            assert sum(size.sets * size.sheets for size in counted.sets) == line.sheets
            assert sum(size.sets for size in counted.sets) == len(line.staple_every) * line.copies
            assert [size.sheets for size in counted.sets] == sorted(set(line.staple_every))
        else:
            assert counted.sets == ()


@given(st.integers(0, 100_000))
def test_reams_are_enough_and_not_a_tenth_too_many(sheets: int) -> None:
    reams = Fraction(ream_tenths(sheets), 10)
    assert reams * 500 >= sheets > (reams - Fraction(1, 10)) * 500 or sheets == 0 == reams


def test_a_class_by_hand() -> None:
    """36 sets of 4 sheets and 3 of 5: 159 sheets, a third of a ream."""
    line = JobLine("pupils/xi-1.pdf", 318, 159, 1, 2, "long", "F4", SIZES["F4"], (*(4,) * 36, 5, 5, 5))
    count = count_jobs((ClassJob("XI-1", line),))
    assert count.jobs[0].sets == (SetSize(36, 4), SetSize(3, 5))
    (paper,) = count.papers
    assert (count.sheets, paper.sheets, paper.ream_tenths) == (159, 159, 4)


@pytest.mark.parametrize("sets", [(4, 4), (4, 4, 5), (13, 0)])
def test_sets_that_are_not_the_file_are_never_stapled(sets: tuple[int, ...]) -> None:
    line = JobLine("pupils/a.pdf", 26, 13, 1, 2, "long", "A4", SIZES["A4"], sets)
    if sum(sets) == 13 and min(sets) > 0:
        assert count_jobs((ClassJob("", line),)).sheets == 13
    else:
        with pytest.raises(ValueError, match=r"pupils/a\.pdf has 13 sheets"):
            count_jobs((ClassJob("", line),))
