"""Versions keep every answer right, and the linter finds what it is for. Sections are made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.materials.linting import lint
from handouts.materials.shuffling import versions
from handouts.model.exercise import Choice, Gap, Match, Open, Option, Order, OrderEntry, Pair, Section
from handouts.model.text import Passage, Span
from handouts.model.timeline import Day, HistoricalDate

PLACE = Passage(0, 0, 1, "x", Span(0, 1))


def day(number: int) -> HistoricalDate:
    when = Day(1900 + number, 1, 1)
    return HistoricalDate(f"{1900 + number}-01-01", when, when, "day")


def choice(number: int, count: int, pinned: bool) -> Choice:
    options = tuple(Option(f"option{number}x{i}") for i in range(count))
    return Choice(f"mcq-{number}", "mcq-name", f"Stem {number}?", options, number % count, pinned, 2, "r", (PLACE,))


def gap(number: int) -> Gap:
    return Gap(f"cloze-{number}", "cloze-term", f"before{number} ", " after.", f"word{number}", (), 2, "r", (PLACE,))


def match(count: int) -> Match:
    pairs = tuple(Pair(f"match-1.{i}", f"event number{i}", f"date{i}", PLACE, day(i)) for i in range(count))
    responses = tuple(f"date{i}" for i in [*range(1, count), 0]) + ("date99",)
    return Match("match-1", "match-event-date", pairs, responses, 1, "r")


def order(count: int) -> Order:
    entries = tuple(OrderEntry(f"happening{i}", f"time{i}", day(i), PLACE) for i in range(count))
    return Order("order-1", "order-events", entries, (*range(1, count), 0), 1, "r")


def sheet(choices: int, options: int, gaps: int, pairs: int, events: int) -> tuple[Section, ...]:
    cloze = tuple(gap(i) for i in range(gaps))
    bank = tuple(g.answer for g in reversed(cloze)) + ("word99",)
    return (
        Section("multiple_choice", tuple(choice(i, options, pinned=i % 2 == 0) for i in range(choices))),
        Section("cloze", cloze, bank),
        Section("matching", (match(pairs),)),
        Section("ordering", (order(events),)),
        Section("short_answer", (Open("why-1", "why", "Why so?", "Because.", (), 3, 3, "r", (PLACE,)),)),
    )


SHEETS = st.builds(sheet, st.integers(1, 8), st.integers(3, 5), st.integers(1, 8), st.integers(3, 7), st.integers(3, 7))


@given(SHEETS, st.integers(1, 8), st.text(max_size=8))
def test_versions_keep_answers(base: tuple[Section, ...], n: int, lesson: str) -> None:
    made = versions(base, n, lesson)
    assert len(made) == n and made[0] == base
    answers = {i.id: i.answer for i in base[0].items if isinstance(i, Choice)}
    for version in made:
        assert [s.kind for s in version] == [s.kind for s in base]
        for section, original in zip(version, base, strict=True):
            assert {i.id for i in section.items} == {i.id for i in original.items}
            assert sorted(section.bank) == sorted(original.bank)
        for item in version[0].items:
            assert isinstance(item, Choice) and item.answer == answers[item.id]
            first = next(i for i in base[0].items if i.id == item.id)
            assert isinstance(first, Choice) and set(item.options) == set(first.options)
            assert not item.natural_order or item.options == first.options
        paired, ordered = version[2].items[0], version[3].items[0]
        assert isinstance(paired, Match) and isinstance(ordered, Order)
        assert {(p.premise, p.response) for p in paired.pairs} == {
            (f"event number{i}", f"date{i}") for i in range(len(paired.pairs))
        }
        assert sorted(paired.responses) == sorted(base[2].items[0].responses)  # type: ignore[union-attr]
        right = tuple(range(len(ordered.entries)))
        assert ordered.shown not in (right, right[::-1]) and sorted(ordered.shown) == list(right)


@given(SHEETS, st.text(max_size=8))
def test_versions_are_clean_and_differ(base: tuple[Section, ...], lesson: str) -> None:
    made = versions(base, 3, lesson)
    structural = {"lint-order-shown", "lint-match-in-order", "lint-bank-in-order", "lint-bank-missing"}
    for version in made[1:]:
        assert not structural & {d.code for d in lint(version, "en")}
        assert version != base


def test_version_ids_change_the_order() -> None:
    base = sheet(6, 4, 6, 5, 6)
    assert versions(base, 2, "a")[1] != versions(base, 2, "b")[1]


def named(*texts: str) -> tuple[Option, ...]:
    return tuple(Option(t) for t in texts)


BAD = [
    ("lint-options-equal", replace(choice(1, 4, False), options=named("a", "b", "a", "c"))),
    ("lint-option-in-option", replace(choice(1, 4, False), options=named("a", "Front Timur", "Front", "c"))),
    ("lint-answer-in-stem", replace(choice(1, 4, False), stem="Why option1x1?")),
    ("lint-key-missing", replace(choice(1, 4, False), key=9)),
    ("lint-longest-option", replace(choice(1, 3, False), options=named("ab", "a very long right answer", "cd"))),
    ("lint-answer-in-stem", replace(gap(1), after=" and word1.")),
    ("lint-gap-first", replace(gap(1), before="")),
    ("lint-response-missing", replace(match(4), responses=("date0", "x", "y", "z", "w"))),
    ("lint-responses-equal", replace(match(4), responses=("date3", "date1", "date0", "date2", "date2"))),
    ("lint-responses-few", replace(match(4), responses=("date3", "date1", "date0", "date2"))),
    ("lint-match-in-order", replace(match(4), responses=("date0", "date1", "date2", "date3", "date9"))),
    ("lint-order-shown", replace(order(4), shown=(0, 1, 2, 3))),
    ("lint-order-shown", replace(order(4), shown=(3, 2, 1, 0))),
    ("lint-order-broken", replace(order(4), shown=(0, 0, 1, 2))),
    ("lint-order-undecided", replace(order(4), entries=tuple(reversed(order(4).entries)))),
    ("lint-answer-missing", Open("why-1", "why", "Why?", " ", (), 1, 3, "r", (PLACE,))),
    ("lint-answer-in-stem", Open("who-1", "who", "Who killed Cock Robin?", "Cock Robin.", (), 1, 2, "r", (PLACE,))),
]  # fmt: skip


@pytest.mark.parametrize(("code", "item"), BAD)
def test_lint_finds(code: str, item: Choice | Gap | Match | Order | Open) -> None:
    found = lint([Section("short_answer", (item,))], "en", "C")
    assert code in {d.code for d in found}
    assert all(d.data["version"] == "C" for d in found)


def test_lint_of_sections() -> None:
    same = Section("multiple_choice", tuple(replace(choice(i, 4, False), key=2) for i in range(3)))
    assert {d.code for d in lint([same], "en")} == {"lint-key-one-letter", "lint-key-run"}
    gaps = tuple(gap(i) for i in range(3))
    in_order = Section("cloze", gaps, ("word0", "word1", "word2", "word9"))
    assert {d.code for d in lint([in_order], "en")} == {"lint-bank-in-order"}
    assert {d.code for d in lint([Section("cloze", gaps, ("word2", "word1", "word8", "word9"))], "en")} == {
        "lint-bank-missing"
    }
    twice = Section("cloze", gaps, ("word2", "word1", "word0", "word2"))
    assert "lint-bank-equal" in {d.code for d in lint([twice], "en")}


def test_lint_finds_an_answer_told_by_another_item() -> None:
    asked = Open("when-1", "when", "When did Germany invade Poland?", "On 1 September 1939.", (), 1, 2, "r", (PLACE,))
    teller = Gap("cloze-1", "cloze-name", "In 1939, ", " invaded Poland from Germany.", "Hitler", (), 2, "r", (PLACE,))
    found = lint([Section("cloze", (teller,)), Section("short_answer", (asked,))], "en")
    assert [(d.code, d.data["item"], d.data["other"]) for d in found] == [
        ("lint-answered-elsewhere", "when-1", "cloze-1")
    ]
    other = replace(teller, before="In 1941, ", after=" visited Rome.")
    assert lint([Section("cloze", (other,)), Section("short_answer", (asked,))], "en") == ()


def test_clean_sheet_has_no_finding() -> None:
    assert lint(versions(sheet(6, 4, 6, 5, 6), 2, "x")[1], "en") == ()
