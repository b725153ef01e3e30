"""Crosswords over any words: whole, readable, numbered right, nothing in the grid that is no word of the list."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from puzzle_words import DIFFERENT_WORDS, SIXTEEN, TWENTY, word
from support_examples import examples

from handouts import seeds
from handouts.materials.puzzles.crossword import LARGE, USUAL, WHOLE, crossword, share
from handouts.model.puzzle import FEWEST, Crossword, Place


def _lines(letters: dict[Place, str], across: bool) -> dict[tuple[Place, bool], str]:
    """Every string of two letters or more that can be read in one direction, by its first square."""
    found = {}
    turned = {(p if across else (p[1], p[0])): letter for p, letter in letters.items()}
    for row, squares in groupby(sorted(turned), key=lambda place: place[0]):
        columns = [column for _, column in squares]
        for column in columns:
            if column - 1 in columns:
                continue
            last = column
            while last in columns:
                last += 1
            if last - column > 1:
                string = "".join(turned[row, c] for c in range(column, last))
                found[(row, column) if across else (column, row), across] = string
    return found


def _assert_sound(puzzle: Crossword) -> None:
    letters = puzzle.letters
    assert {row for row, _ in letters} == set(range(puzzle.rows)) or puzzle.rows == max(r for r, _ in letters) + 1
    assert min(row for row, _ in letters) == min(column for _, column in letters) == 0
    assert puzzle.columns == max(column for _, column in letters) + 1
    # What can be read is what the list has, no more and no less.
    read = _lines(letters, True) | _lines(letters, False)
    meant = {((s.row, s.column), s.across): s.word.letters for s in puzzle.slots}
    assert read == meant
    # Every word hangs together with every other one.
    together = set(puzzle.slots[0].squares)
    waiting = list(puzzle.slots[1:])
    while touching := [slot for slot in waiting if together.intersection(slot.squares)]:
        for slot in touching:
            together.update(slot.squares)
            waiting.remove(slot)
    assert not waiting
    # Numbers run row by row over the squares that begin a word, each square one number.
    begins = sorted({(s.row, s.column) for s in puzzle.slots})
    assert {(s.row, s.column): s.number for s in puzzle.slots} == {b: n for n, b in enumerate(begins, 1)}
    assert [s.number for s in puzzle.slots] == sorted(s.number for s in puzzle.slots)


@settings(max_examples=examples(60))
@given(DIFFERENT_WORDS, st.integers(0, 99))
def test_any_words_give_a_sound_grid_or_none(words, seed):
    puzzle, left = crossword(words, seeds.rng("any", seed), mendings=6)
    again, left_again = crossword(words, seeds.rng("any", seed), mendings=6)
    assert (puzzle, left) == (again, left_again)
    placed = [slot.word for slot in puzzle.slots] if puzzle else []
    if puzzle is None:
        assert len(words) - len(left) < FEWEST
        return
    _assert_sound(puzzle)
    assert len(placed) >= FEWEST
    assert {w.term for w in placed}.isdisjoint(o.term for o in left)
    assert sorted([w.term for w in placed] + [o.term for o in left]) == sorted(w.term for w in words)
    assert puzzle.rows <= WHOLE.rows and puzzle.columns <= WHOLE.columns
    assert {o.why for o in left} <= {"room"}


@pytest.mark.sliced(3)
@pytest.mark.parametrize("listed", [SIXTEEN, TWENTY], ids=["English", "Indonesian"])
@pytest.mark.parametrize("version", ["A", "B", "C"])
def test_nine_tenths_of_a_list_for_a_class_are_placed_on_one_page(listed, version):
    puzzle, left = crossword([word(term) for term in listed], seeds.rng("lesson", version, "crossword"))
    assert puzzle is not None
    _assert_sound(puzzle)
    assert len(left) <= len(listed) // 10
    assert puzzle.rows <= LARGE.rows and puzzle.columns <= USUAL.columns
    assert len(puzzle.slots) == len(listed) - len(left)


def test_up_to_twenty_words_are_all_taken_and_of_more_a_page_full():
    assert [share(count) for count in (4, 18, 19, 20, 21, 40)] == [4, 18, 19, 20, 18, 18]


def test_each_version_has_a_grid_of_its_own():
    words = [word(term) for term in SIXTEEN]
    grids = {crossword(words, seeds.rng("lesson", v, "crossword"), 5)[0] for v in "ABC"}
    assert len(grids) == 3


def test_words_without_a_common_letter_are_named():
    words = [word(t) for t in ("alam", "malam", "lama", "salam", "bbb", "ggg")]
    puzzle, left = crossword(words, seeds.rng("x"))
    assert puzzle is not None and [(o.term, o.why) for o in left] == [("bbb", "room"), ("ggg", "room")]


def test_a_grid_taken_apart_leaves_no_words_side_by_side():
    # The word between two others was taken out, and what it had joined stayed.
    terms = ["aaeaeeann", "nna", "nnnnenen", "aneneenena", "aeeeee", "aea", "eae", "eaa", "aeae", "eean", "aae"]
    terms += ["aeenaenneenaae", "naaeneannennee"]
    for seed in range(60, 80):
        puzzle, _ = crossword([word(term) for term in terms], seeds.rng("any", seed), mendings=6)
        assert puzzle is not None
        _assert_sound(puzzle)


def test_too_few_words_give_no_grid():
    for terms in ((), ("alam",), ("alam", "malam", "lama"), ("aaa", "bbb", "ccc", "ddd", "eee")):
        puzzle, left = crossword([word(t) for t in terms], seeds.rng("x"))
        assert puzzle is None
        assert len(terms) - len(left) <= 3
