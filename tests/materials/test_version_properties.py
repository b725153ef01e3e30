"""Versions of any sheet: the same items with the same answers, no two alike where the items allow it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from support_examples import examples
from test_versions_and_lint import PLACE, choice, gap, match, order

from handouts.materials.shuffling import versions
from handouts.model.exercise import Choice, Exercise, Grid, GridRow, Match, Open, Option, Order, Section

Sections = tuple[Section, ...]


def several(number: int, options: int, right: int) -> Choice:
    texts = tuple(Option(f"statement{number}x{i}", "", PLACE) for i in range(options))
    keys = tuple(range(right))
    return Choice(f"s-{number}", "mcq-several", f"Which {number}?", texts, 0, False, 2, "r", (PLACE,), also=keys[1:])


def grid(rows: int) -> Grid:
    made = tuple(GridRow(f"grid.{i}", f"Statement {i}.", i % 2, PLACE) for i in range(rows))
    return Grid("grid", "true-false", ("True", "False"), made, 1, "r")


@st.composite
def sheets(draw: st.DrawFn) -> Sections:
    """Some sections of every shape, each with few items or many."""
    size = st.integers(1, 8)
    options = draw(st.integers(2, 5))
    pinned = draw(st.lists(st.booleans(), min_size=1, max_size=8))
    gaps = tuple(gap(i) for i in range(draw(size)))
    found = (
        Section("multiple_choice", tuple(choice(i, options, p) for i, p in enumerate(pinned))),
        Section("complex_choice", tuple(several(i, 4, 2) for i in range(draw(size)))),
        Section("true_false", (grid(draw(st.sampled_from((2, 4, 6, 8)))),)),
        Section("cloze", gaps, bank=(*(g.answer for g in reversed(gaps)), "word99")),
        Section("matching", (match(draw(st.integers(3, 7))),)),
        Section("ordering", (order(draw(st.integers(3, 7))),)),
        Section("completion", tuple(replace(gap(20 + i), hint="w") for i in range(draw(size)))),
        Section("source", tuple(choice(40 + i, 4, False) for i in range(draw(size))), stimulus=(PLACE,)),
        Section("essay", tuple(ask(i) for i in range(draw(size)))),
    )
    kept = draw(st.sets(st.integers(0, len(found) - 1), min_size=1))
    return tuple(s for i, s in enumerate(found) if i in kept)


def ask(number: int) -> Open:
    return Open(f"why-{number}", "why", f"Why {number}?", "Because.", (), 3, 3, "r", (PLACE,))


def essence(item: Exercise) -> object:
    """What stays of an item in every version: its words and what is right, whatever the order."""
    match item:
        case Choice():
            right = frozenset(item.options[k] for k in item.keys)
            alike = replace(item, options=(), key=0, also=())
            return alike, frozenset(item.options), right, item.options if item.natural_order else ()
        case Match():
            alike_match = replace(item, pairs=(), responses=())
            return alike_match, frozenset(item.pairs), frozenset(Counter(item.responses).items())
        case Order():
            return replace(item, shown=()), frozenset(item.shown)
        case Grid():
            return replace(item, rows=()), frozenset(item.rows)
        case _:
            return item


def contents(sections: Sections) -> list[object]:
    return [(s.kind, Counter(essence(i) for i in s.items), Counter(s.bank), s.stimulus, len(s.items)) for s in sections]


def orders(section: Section) -> int:
    """In how many ways a section can be printed, at least: by the order of its items, of its rows or parts."""
    found = 1
    for n in range(2, len(section.items) + 1):
        found *= n
    for item in section.items:
        match item:
            case Choice():
                found *= 1 if item.natural_order else len(item.options)
            case Grid():
                found *= len(item.rows)
            case Match() if len(item.pairs) > 3:
                found *= 20
            case Order() if len(item.entries) > 3:
                found *= 4
    return found


@settings(max_examples=examples(60))
@given(sheets(), st.integers(1, 8), st.text(max_size=6))
def test_every_version_has_the_same_items_with_the_same_answers(base: Sections, n: int, lesson: str) -> None:
    made = versions(base, n, lesson)
    assert len(made) == n and made[0] == base
    for version in made:
        assert contents(version) == contents(base)
        for item in (i for s in version for i in s.items):
            if isinstance(item, Choice):
                assert len(set(item.keys)) == len(item.keys) and max(item.keys) < len(item.options)
            if isinstance(item, Match):
                assert {p.response for p in item.pairs} < set(item.responses)


@settings(max_examples=examples(60))
@given(sheets(), st.text(max_size=6))
def test_no_two_versions_are_alike_where_the_items_allow_it(base: Sections, lesson: str) -> None:
    made = versions(base, 4, lesson)
    for one, other in combinations(made, 2):
        assert one != other or max(map(orders, base)) < 20


@settings(max_examples=examples(30))
@given(sheets(), st.integers(2, 8), st.text(max_size=6))
def test_more_versions_leave_the_first_ones_as_they_are(base: Sections, n: int, lesson: str) -> None:
    """A teacher who prints a further version does not have to print the others again."""
    assert versions(base, n, lesson)[: n - 1] == versions(base, n - 1, lesson)
