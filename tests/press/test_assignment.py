"""Who gets what: order, editions, versions, spares, and what is told of rosters that do not fit the plan."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.diagnostics import Location
from handouts.model.packing import EditionName, PackPlan, Treatment
from handouts.model.packing import Sequence as Order
from handouts.model.roster import Pupil, Roster, Seat
from handouts.press.assignment import (
    assign,
    edition_of,
    in_sequence,
    seat_remarks,
    sheets_of,
    unknown_languages,
    versions_of,
    with_numbers,
    without_sheets,
)

NEXT = ((0, 1), (1, 0))  # row, column: beside, in front or behind
ASLANT = ((1, 1), (1, -1))

seats = st.builds(Seat, st.integers(1, 12), st.integers(1, 12))
rooms = st.lists(seats, unique=True, max_size=60)


def pupil(name: str = "Budi", line: int = 2, **more: object) -> Pupil:
    return Pupil(name, Location("7a.csv", line), **more)  # type: ignore[arg-type]


def seated(room: list[Seat | None]) -> list[Pupil]:
    return [pupil(f"P{number}", number + 2, seat=seat) for number, seat in enumerate(room)]


def roster(*pupils: Pupil) -> Roster:
    return Roster("7A", "7a", pupils, Location("7a.csv"))


@pytest.mark.parametrize(
    ("given_numbers", "shown"),
    [
        (("2", "", "3", ""), ["2", "3", "#3", "#4"]),
        (("", "", ""), ["1", "2", "3"]),
        (("7", "8"), ["7", "8"]),
    ],
)
def test_pupils_without_a_number_are_called_by_their_place(given_numbers: tuple[str, ...], shown: list[str]) -> None:
    people = roster(*(pupil(f"P{place}", place + 2, number=number) for place, number in enumerate(given_numbers)))
    named = with_numbers(assign(people, PackPlan(spares=1)))
    assert [one.pupil.number for one in named if one.pupil] == shown
    assert named[-1].pupil is None


@given(rooms, st.integers(2, 26))
def test_neighbours_have_different_versions_in_every_room(room: list[Seat], versions: int) -> None:
    found = dict(zip(room, versions_of(seated([*room]), PackPlan(versions=versions)), strict=True))
    around = NEXT + (ASLANT if versions >= 4 else ())
    for seat, version in found.items():
        for down, right in around:
            assert found.get(Seat(seat.row + down, seat.column + right)) != version


@pytest.mark.parametrize("versions", [2, 3, 4, 5, 26])
def test_a_full_room_uses_the_versions_evenly(versions: int) -> None:
    room: list[Seat | None] = [Seat(row, column) for row in range(1, 7) for column in range(1, 7)]
    counts = Counter(versions_of(seated(room), PackPlan(versions=versions)))
    assert len(counts) == min(versions, 16)  # six columns and twice six rows reach 16 versions
    if versions <= 5:
        assert max(counts.values()) - min(counts.values()) <= 1


@given(st.integers(0, 80), st.integers(1, 26), st.booleans())
def test_in_turn_no_version_goes_to_two_more_than_another(count: int, versions: int, by_seat: bool) -> None:
    """By order, and by seat in a class in which no one has one."""
    plan = PackPlan(versions=versions, assign="seat" if by_seat else "order")
    found = versions_of(seated([None] * count), plan)
    counts = [Counter(found)[chr(65 + number)] for number in range(versions)]
    assert sum(counts) == count
    assert max(counts) - min(counts) <= 1
    assert all(one != other for one, other in pairwise(found)) or versions == 1


@given(rooms.filter(bool), st.integers(1, 40), st.integers(1, 8))
def test_who_has_no_seat_gets_what_the_fewest_have(room: list[Seat], without: int, versions: int) -> None:
    plan = PackPlan(versions=versions)
    alone = versions_of(seated([*room]), plan)
    found = versions_of(seated([*room, *[None] * without]), plan)
    assert found[: len(room)] == alone
    counts = Counter(dict.fromkeys("ABCDEFGH"[:versions], 0))
    counts.update(alone)
    for version in found[len(room) :]:
        assert counts[version] == min(counts.values())
        counts[version] += 1


def test_seats_are_passed_over_where_the_plan_says_so() -> None:
    room: list[Seat | None] = [Seat(1, 1), Seat(1, 3), Seat(1, 5)]
    assert versions_of(seated(room), PackPlan(versions=2)) == ("A", "A", "A")
    assert versions_of(seated(room), PackPlan(versions=2, assign="order")) == ("A", "B", "A")


CLASS = (
    pupil("Émile", 2, number="10", seat=Seat(2, 1)),
    pupil("Zain", 3, number="2", seat=Seat(1, 2)),
    pupil("ayu", 4, number="", seat=None),
    pupil("Ayu", 5, number="02", seat=Seat(1, 1)),
    pupil("The Andi", 6, number="٣", seat=None),
)


@pytest.mark.parametrize(
    ("order", "lines"),
    [("file", [2, 3, 4, 5, 6]), ("number", [3, 5, 6, 2, 4]), ("name", [4, 5, 2, 6, 3]), ("seat", [5, 3, 2, 6, 4])],
)
def test_orders_of_a_class(order: Order, lines: list[int]) -> None:
    assert [one.at.line for one in in_sequence(CLASS, order)] == lines


def test_numbers_with_letters_and_of_any_length_stand_as_people_count() -> None:
    numbers = ["B1", "A10", "A2", "a1", "7-10", "7-9", "9" * 5000, "1" + "0" * 5000, "0"]
    found = [one.number for one in in_sequence([pupil(number=number) for number in numbers], "number")]
    assert found == ["0", "7-9", "7-10", "9" * 5000, "1" + "0" * 5000, "a1", "A2", "A10", "B1"]


@given(st.lists(st.builds(pupil, st.text(max_size=20), number=st.text(max_size=8), seat=st.none() | seats)))
def test_every_order_holds_every_pupil_once(pupils: list[Pupil]) -> None:
    pupils = [pupil(one.name, line, number=one.number, seat=one.seat) for line, one in enumerate(pupils, 2)]
    orders: tuple[Order, ...] = ("number", "name", "seat", "file")
    for order in orders:
        assert sorted(one.at.line for one in in_sequence(pupils, order)) == [*range(2, len(pupils) + 2)]


DEFAULT = EditionName("id", None, "standard")
TREATED = PackPlan(levels=(Treatment("support", ("handout", "glossary"), "large-18"), Treatment("challenge")))


@pytest.mark.parametrize(
    ("one", "default", "edition"),
    [
        (None, DEFAULT, DEFAULT),
        (pupil(), DEFAULT, DEFAULT),
        (pupil(language="id"), DEFAULT, DEFAULT),
        (pupil(language="en"), DEFAULT, EditionName("en", None, "standard")),
        (pupil(level="support"), DEFAULT, EditionName("id", "support", "large-18")),
        (pupil(level="support", print_name="large-24"), DEFAULT, EditionName("id", "support", "large-24")),
        (pupil(level="support", print_name="standard"), DEFAULT, EditionName("id", "support", "standard")),
        (pupil(level="challenge"), DEFAULT, EditionName("id", "challenge", "standard")),
        (pupil(level="core"), DEFAULT, EditionName("id", "core", "standard")),
        (pupil(), EditionName("id", "support", "ink-saver"), EditionName("id", "support", "large-18")),
        (pupil(), EditionName("id", "core", "ink-saver"), EditionName("id", "core", "ink-saver")),
    ],
)
def test_what_a_pupil_gets(one: Pupil | None, default: EditionName, edition: EditionName) -> None:
    assert edition_of(one, TREATED, default) == edition


def test_sheets_of_an_edition() -> None:
    lesson = ("handout", "worksheet", "key", "blueprint")
    assert sheets_of(PackPlan(), DEFAULT, lesson) == ("handout", "worksheet")  # type: ignore[arg-type]
    assert sheets_of(PackPlan(sheets=("worksheet",)), DEFAULT, ()) == ("worksheet",)
    support, challenge = (EditionName("id", level) for level in ("support", "challenge"))  # type: ignore[arg-type]
    assert sheets_of(TREATED, support, ()) == ("handout", "glossary")
    assert sheets_of(TREATED, challenge, ("timeline",)) == ("timeline",)


def test_spares_follow_the_pupils_and_the_teacher_comes_last() -> None:
    people = [pupil(f"P{n}", n + 2, number=str(n)) for n in range(6)] + [pupil("Q", 9, number="6", level="support")]
    plan = PackPlan(versions=4, spares=5, teacher_copies=2)
    found = assign(roster(*people), plan, DEFAULT)
    assert [one.what for one in found] == ["pupil"] * 7 + ["spare"] * 5 + ["teacher"] * 4
    assert [one.version for one in found[:7]] == [*"ABCDABC"]
    # of the edition of most pupils: A and B are used twice there, C and D once
    assert [(one.edition, one.version) for one in found[7:12]] == [(DEFAULT, letter) for letter in "ABCDA"]
    support = EditionName("id", "support")
    assert [(one.edition, one.version) for one in found[12:]] == [
        (DEFAULT, "A"),
        (DEFAULT, "B"),
        (support, "C"),
        (support, "C"),
    ]
    assert all((one.pupil is None) == (one.what != "pupil") for one in found)


def test_the_most_used_version_has_the_first_spare() -> None:
    room: list[Seat | None] = [Seat(1, 2), Seat(1, 4), Seat(1, 1)]
    found = assign(roster(*seated(room)), PackPlan(versions=2, spares=1))
    assert [one.version for one in found] == ["B", "B", "A", "B"]


@given(st.lists(st.sampled_from([None, "support", "core"]), max_size=12), st.integers(1, 5), st.integers(0, 7))
def test_sets_without_a_name_need_nothing_that_pupils_do_not(
    levels: list[str | None], versions: int, count: int
) -> None:
    people = [pupil(f"P{n}", n + 2, level=level) for n, level in enumerate(levels)]
    found = assign(roster(*people), PackPlan(versions=versions, spares=count, teacher_copies=count), DEFAULT)
    used = {(one.edition, one.version) for one in found if one.pupil} or {(DEFAULT, "A")}
    others = [one for one in found if not one.pupil]
    assert {(one.edition, one.version) for one in others} <= used
    assert len(others) == count * (1 + len({edition for edition, _ in used}))


def test_a_part_of_the_class_without_seats_is_told() -> None:
    people = [pupil("A", 2, seat=Seat(1, 1)), *(pupil(f"P{n}", n) for n in range(3, 16))]
    found = seat_remarks(roster(*people), PackPlan(versions=2))
    assert [(d.code, d.severity, d.location) for d in found] == [("pack-seats-missing", "hint", Location("7a.csv", 3))]
    assert found[0].data == {"count": 13, "rows": "3, 4, 5, 6, 7, 8, 9, 10, 11, 12 …"}
    assert seat_remarks(roster(*people), PackPlan()) == ()
    assert seat_remarks(roster(*people), PackPlan(versions=2, assign="order")) == ()
    assert seat_remarks(roster(*people[1:]), PackPlan(versions=2)) == ()
    assert seat_remarks(roster(people[0]), PackPlan(versions=2)) == ()


def test_languages_without_a_lesson_are_told_with_their_rows() -> None:
    people = [pupil(line=2), pupil(line=3, language="id"), pupil(line=4, language="en"), pupil(line=5, language="fr")]
    people += [pupil(line=6, language="fr")]
    plan = PackPlan(languages=(("en", "alliance"),))
    found = unknown_languages(roster(*people), plan, "id")
    assert [(d.code, d.severity, d.location, d.data) for d in found] == [
        ("pack-language-unknown", "error", Location("7a.csv", 5), {"code": "fr", "language": "fr", "rows": "5, 6"})
    ]
    assert [d.data["code"] for d in unknown_languages(roster(*people), PackPlan(), "id")] == ["en", "fr"]


def test_levels_without_sheets_are_told_with_their_rows() -> None:
    people = [pupil(line=2), pupil(line=3, level="support"), pupil(line=4, level="support", language="en")]
    found = assign(roster(*people), PackPlan(spares=1), DEFAULT)
    told = without_sheets(found, {EditionName("id", "support"), EditionName("en", "support")})
    assert [(d.code, d.location, d.data) for d in told] == [
        ("pack-level-unknown", Location("7a.csv", 3), {"level": "support", "rows": "3, 4"})
    ]
    assert without_sheets(found, ()) == ()
