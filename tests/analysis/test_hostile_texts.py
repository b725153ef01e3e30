"""Texts made to keep the analysis busy: twice the text is about twice the work, counted in lines of code that run."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest
from analysis_essays import essay

from handouts.analysis import analyse, doubts

HOSTILE = {
    "straight quotes": '"',
    "curly quotes": "“",
    "brackets": "[",
    "citation fronts": "[1",
    "one long word": "a",
    "one long compound": "a-",
    "stops": ".",
    "stops and quotes": '." ',
    "quoted words": '"kata ',
    "lonely marks": '" “[1] ( -a - b -c. ',
    "ampersands": "&",
    "addresses": "www.",
    "another script": "戊",
    "one sentence": "pasukan jerman Menyerang kota dan ",
    "one line": "Perang itu berlangsung lama. Ia tewas di Jerman. ",
    "spam": "slot gacor ",
}


class Work:
    """Lines of code run."""

    lines = 0

    def trace(self, frame: FrameType, event: str, arg: object) -> Work | object:
        self.lines += event == "line"
        return self.trace


@contextmanager
def counted() -> Iterator[Work]:
    work, before = Work(), sys.gettrace()
    sys.settrace(work.trace)
    try:
        yield work
    finally:
        sys.settrace(before)


def work_on(unit: str, times: int, language: str) -> int:
    whole = essay(unit * times)
    with counted() as work:
        doubts(whole, language)
    return work.lines


@pytest.mark.sliced(3)
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_twice_the_text_is_twice_the_work(name: str, language: str) -> None:
    unit = HOSTILE[name]
    doubts(essay(unit * 4), language)
    once, twice = (work_on(unit, times, language) for times in (400, 800))
    assert twice <= 2.2 * once + 500


@pytest.mark.parametrize("length", [40_000, pytest.param(200_000, marks=pytest.mark.verify)])
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_search_in_a_long_text_comes_to_an_end(name: str, length: int) -> None:
    """Regular expressions run no lines that could be counted; one that tried every pair of places would take hours."""
    unit = HOSTILE[name]
    found = doubts(essay(unit * (length // len(unit))), "id").flags
    assert len(found) <= length


def test_many_flags_are_weighed_against_many_sentences() -> None:
    text = "Perang pecah[1]. " * 2000
    found = analyse(essay(text), "id")
    assert not any(s.usable for s in found.sentences)
    assert len(found.flags) >= 2000
