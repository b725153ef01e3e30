"""Word searches over any words: each there once, in a direction of its level, and nothing rude in any direction."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from puzzle_words import DIFFERENT_WORDS, SIXTEEN, TWENTY, word
from support_examples import examples

from handouts import seeds
from handouts.languages.puzzle_words import puzzle_letters, rude_words
from handouts.materials.puzzles.choice import without_contained
from handouts.materials.puzzles.word_search import DIRECTIONS, word_search
from handouts.model.puzzle import FEWEST, LONGEST, Place, PuzzleWord, WordSearch

ALPHABET = puzzle_letters("en").alphabet
EIGHT = [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1) if (down, right) != (0, 0)]


def _found(rows: tuple[str, ...], string: str) -> set[frozenset[Place]]:
    """The sets of squares in which a string can be read, square by square in eight directions."""
    found = set()
    for row in range(len(rows)):
        for column in range(len(rows[0])):
            if rows[row][column] != string[0]:
                continue
            for down, right in EIGHT:
                squares = [(row + i * down, column + i * right) for i in range(len(string))]
                inside = all(0 <= r < len(rows) and 0 <= c < len(rows[0]) for r, c in squares)
                if inside and all(rows[r][c] == x for (r, c), x in zip(squares, string, strict=True)):
                    found.add(frozenset(squares))
    return found


def _assert_sound(puzzle: WordSearch, words: list[PuzzleWord], level: str) -> None:
    assert len({len(row) for row in puzzle.rows}) == 1
    assert len(puzzle.rows) <= LONGEST and len(puzzle.rows[0]) <= LONGEST
    assert set("".join(puzzle.rows)) <= ALPHABET
    assert all(hidden.word in words and hidden.step in DIRECTIONS[level] for hidden in puzzle.hidden)
    own = []
    for hidden in puzzle.hidden:
        assert _found(puzzle.rows, hidden.word.letters) == {frozenset(hidden.squares)}
        own.append(frozenset(hidden.squares))
    for rude in rude_words():
        for squares in _found(puzzle.rows, rude) if any(rude[0] in row for row in puzzle.rows) else ():
            assert any(squares <= word_squares for word_squares in own), rude


@settings(max_examples=examples(25))
@given(DIFFERENT_WORDS, st.sampled_from(list(DIRECTIONS)), st.integers(0, 99))
def test_any_words_are_hidden_once_and_nothing_rude(words, level, seed):
    words, _ = without_contained(words)
    puzzle, left = word_search(words, level, seeds.rng("any", seed), ALPHABET, rude_words())
    assert (puzzle, left) == word_search(words, level, seeds.rng("any", seed), ALPHABET, rude_words())
    if puzzle is None:
        assert len(words) - len(left) < FEWEST
        return
    _assert_sound(puzzle, list(words), level)
    assert sorted([h.word.term for h in puzzle.hidden] + [o.term for o in left]) == sorted(w.term for w in words)
    assert [h.word for h in puzzle.hidden] == [w for w in words if w.term not in {o.term for o in left}]


@pytest.mark.parametrize("level", list(DIRECTIONS))
@pytest.mark.parametrize("listed", [SIXTEEN, TWENTY], ids=["English", "Indonesian"])
def test_the_words_of_a_lesson_are_all_hidden(listed, level):
    words = [word(term) for term in listed]
    puzzle, left = word_search(words, level, seeds.rng("lesson", level), ALPHABET, rude_words())
    assert puzzle is not None and left == ()
    _assert_sound(puzzle, words, level)
    assert {hidden.step for hidden in puzzle.hidden} == set(DIRECTIONS[level])
    fillers = set("".join(puzzle.rows)) - set("".join(w.letters for w in words))
    assert fillers == set()


def test_a_rude_string_inside_a_listed_word_stands_there_alone():
    words = [word(term) for term in ("assassin", "cockpit", "analysis", "santai", "shuttlecock")]
    puzzle, left = word_search(words, "challenge", seeds.rng("x"), ALPHABET, rude_words())
    assert puzzle is not None and left == ()
    _assert_sound(puzzle, words, "challenge")
    ours = [frozenset(h.squares) for h in puzzle.hidden]
    for string, times in (("ASS", 3), ("COCK", 2), ("ANAL", 1), ("TAI", 1)):
        squares = _found(puzzle.rows, string)
        assert len(squares) == times
        assert all(any(s <= o for o in ours) for s in squares)


def test_what_is_the_same_backwards_is_one_find():
    words = [word(term) for term in ("kayak", "radar", "malam", "katak", "level")]
    puzzle, _ = word_search(words, "core", seeds.rng("x"), ALPHABET, rude_words())
    assert puzzle is not None
    _assert_sound(puzzle, words, "core")


def test_a_word_inside_another_is_not_listed():
    given = [word(t) for t in ("front", "second front", "tnorf", "ally", "rally", "pact", "army")]
    kept, left = without_contained(given)
    assert [w.term for w in kept] == ["second front", "rally", "pact", "army"]
    assert [(o.term, o.why, o.detail) for o in left] == [
        ("front", "inside", "second front"),
        ("tnorf", "inside", "second front"),
        ("ally", "inside", "rally"),
    ]


def test_too_few_words_give_no_puzzle():
    assert word_search([word(t) for t in ("alam", "kota", "desa")], "core", seeds.rng("x"), ALPHABET, ()) == (None, ())


def test_words_as_long_as_the_grid_may_be():
    words = [word("a" * 12 + "b" * 12), word("candi"), word("kota"), word("desa")]
    puzzle, left = word_search(words, "support", seeds.rng("x"), ALPHABET, rude_words())
    assert puzzle is not None and left == ()
    _assert_sound(puzzle, words, "support")


def test_rude_lists_are_plain_words_in_every_language():
    assert len(rude_words()) > 100
    assert all(len(w) > 2 and set(w) <= ALPHABET for w in rude_words())
