"""Distractors by length: enough of them, none twice, and the right option the longest about as often as any other."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from handouts import seeds
from handouts.materials.kinds.distractors import drawn

WORDS = st.lists(st.text("abc", min_size=1, max_size=9), min_size=3, max_size=12, unique=True)


@given(WORDS, st.text("xyz", min_size=1, max_size=9), st.integers(2, 4), st.integers(0, 50))
def test_so_many_as_wanted_and_none_twice(words: list[str], right: str, wanted: int, seed: int) -> None:
    found = drawn(words, min(wanted, len(words)), right, str, seeds.rng("test", seed))
    assert len(found) == len(set(found)) == min(wanted, len(words))
    assert set(found) <= set(words)


def places(words: list[str], right: str) -> Counter[int]:
    """How often so many of three options are longer than the right one."""
    found = (drawn(words, 3, right, str, seeds.rng("test", n)) for n in range(400))
    return Counter(sum(len(w) > len(right) for w in chosen) for chosen in found)


def test_the_right_option_takes_every_place_by_length() -> None:
    counts = places(["a", "b", "c", "aaaaa", "bbbbb", "ccccc"], "xxx")
    assert set(counts) == {0, 1, 2, 3}
    assert 0.08 < counts[0] / 400 < 0.25 and all(counts[k] / 400 > 0.2 for k in (1, 2, 3))


def test_without_longer_ones_it_is_the_longest() -> None:
    assert places(["a", "b", "c", "d"], "xxx") == {0: 400}


def test_the_best_go_first() -> None:
    words = [f"a{n}" for n in range(10)]
    taken = {w for n in range(100) for w in drawn(words, 3, "xx", str, seeds.rng("test", n))}
    assert taken <= set(words[:7])
