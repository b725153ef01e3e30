"""Letters of right options, pinned or free: never the same three times in a row, all about as often."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from handouts.materials.kinds.context import Candidate
from handouts.materials.shuffling import balanced_keys, versions
from handouts.model.exercise import Choice, Grid, GridRow, Option, Section
from handouts.model.text import Passage, Span

PASSAGE = Passage(0, 0, 4, "Text", Span(0, 4))
NAMES = ("Arno", "Bela", "Cora", "Dagny")


def free(number: int) -> Candidate:
    """An item whose options may be shuffled."""
    item = Choice(f"q{number}", "mcq-name", "Who?", tuple(map(Option, NAMES)), 0, False, 1, "test", ())
    return Candidate(item, (item.id,), number, 1.0)


def pinned(number: int, places: tuple[int, ...] = (0, 1, 2, 3)) -> Candidate:
    """An item with options in an order of their own: the right one can stand at `places`."""
    years = tuple(range(1870 - max(places), 1880))
    base = free(number).item
    assert isinstance(base, Choice)
    variants = tuple(
        replace(base, options=tuple(Option(str(1870 - k + i)) for i in range(4)), key=k, natural_order=True)
        for k in places
    )
    assert all(v.answer == "1870" for v in variants) and 1870 in years
    return Candidate(variants[0], (base.id,), number, 1.0, variants=variants)


def runs(keys: list[int]) -> int:
    return sum(a == b == c for a, b, c in zip(keys, keys[1:], keys[2:], strict=False))


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("pattern", ["fffffff", "ppppppp", "pfpfpfpf", "ppffppff", "ffppp"])
def test_no_letter_three_times_in_a_row_and_all_about_as_often(pattern: str, seed: int) -> None:
    found = [pinned(i) if sort == "p" else free(i) for i, sort in enumerate(pattern)]
    items = balanced_keys(found, str(seed))
    assert [i.id for i in items] == [c.item.id for c in found]
    assert {i.answer for i in items} <= {"Arno", "1870"}
    keys = [i.key for i in items]
    assert runs(keys) == 0
    assert max(Counter(keys).values()) - min(Counter(keys).get(k, 0) for k in range(4)) <= 2


def test_pinned_items_stay_where_their_options_let_them() -> None:
    found = [pinned(0, (1,)), pinned(1, (1,)), pinned(2, (1, 2)), free(3)]
    assert [i.key for i in balanced_keys(found, "x")][:3] == [1, 1, 2]


def test_letters_are_drawn_not_fixed() -> None:
    first = {balanced_keys([free(0), pinned(1)], str(seed))[0].key for seed in range(30)}
    assert first == {0, 1, 2, 3}


@pytest.mark.parametrize("seed", range(20))
def test_further_versions_of_a_table_have_no_four_answers_alike_in_a_row(seed: int) -> None:
    rows = tuple(GridRow(f"g.{i}", f"Statement {i}.", int(i >= 4), PASSAGE) for i in range(8))
    table = Section("true_false", (Grid("g", "true-false", ("True", "False"), rows, 1, "test"),))
    _, *others = versions((table,), 4, str(seed))
    for version in others:
        [grid] = version[0].items
        assert isinstance(grid, Grid) and {r.id for r in grid.rows} == {r.id for r in rows}
        columns = [r.column for r in grid.rows]
        assert all(len(set(columns[i : i + 4])) == 2 for i in range(5))
