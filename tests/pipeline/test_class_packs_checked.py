"""No pupil ever gets another's page: classes of all kinds read back, and mistakes planted in files are found."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support_examples import examples
from support_packs import SEVEN_A, flight_lesson, roster, run_pack, sides
from support_pdf import dark
from support_plates import EDITION, STYLE, VERSIONS, class_press, edition, places, sets_of

from handouts import press, typeset
from handouts.errors import CheckFailed, ContentError
from handouts.model.imposition import Scheme
from handouts.model.packing import Assigned, PackPlan
from handouts.model.stamping import PackFile, Stamp, StampedPage
from handouts.pipeline import class_file
from handouts.pipeline.stamp_check import check_stamped

CLASS = "7A"
CODE = edition().code
PEOPLE = [("Ada Example", "1"), ("Budi Contoh", "2"), ("Budi Contoh", "3"), ("Ольга Примерова", "4")]
Mutation = Callable[[PackFile], PackFile]


def job_of(people: Sequence[tuple[str, str]] = PEOPLE) -> PackFile:
    return class_press().job(CLASS, sets_of(people))[0]


# --- planted mistakes ---


def with_pages(job: PackFile, change: Callable[[list[StampedPage]], None]) -> PackFile:
    pages = list(job.pages)
    change(pages)
    return replace(job, pages=tuple(pages))


def other_stamps(job: PackFile, change: Callable[[list[tuple[Stamp, ...]]], None]) -> PackFile:
    stamps = [page.stamps for page in job.pages]
    change(stamps)
    return replace(job, pages=tuple(StampedPage(p.plate, s) for p, s in zip(job.pages, stamps, strict=True)))


def swap(one: int, other: int) -> Callable[[list], None]:
    def change(things: list) -> None:
        things[one], things[other] = things[other], things[one]

    return change


def shift(things: list) -> None:
    things.insert(0, things.pop())


def moved(job: PackFile, where: str, to: str) -> PackFile:
    """The job with the stamps for one place at another place of the page."""

    def at(stamp: Stamp) -> Stamp:
        return replace(stamp, place=places(0)[to]) if stamp.place.fill == where else stamp

    return replace(job, pages=tuple(StampedPage(p.plate, tuple(map(at, p.stamps))) for p in job.pages))


def said(job: PackFile, change: Callable[[str], str]) -> PackFile:
    def other(page: StampedPage) -> StampedPage:
        return StampedPage(page.plate, tuple(replace(s, text=change(s.text)) for s in page.stamps))

    return replace(job, pages=(other(job.pages[0]), *job.pages[1:]))


def other_mark(stamps: list[tuple[Stamp, ...]]) -> None:
    *before, last = stamps[0]
    stamps[0] = (*before, replace(last, mark=last.mark.replace("-A ", "-B ")))


MISTAKES: dict[str, Mutation] = {
    "stamps of two pupils swapped": lambda job: other_stamps(job, swap(0, 2)),
    "stamps of twins swapped": lambda job: other_stamps(job, swap(2, 4)),
    "stamps of two second pages swapped": lambda job: other_stamps(job, swap(1, 3)),
    "all stamps one pupil further": lambda job: other_stamps(job, lambda s: (shift(s), shift(s))),
    "all pages one further": lambda job: with_pages(job, shift),
    "a page of another version": lambda job: with_pages(job, lambda p: p.__setitem__(0, replace(p[0], plate=2))),
    "the other page of the version": lambda job: with_pages(job, lambda p: p.__setitem__(0, replace(p[0], plate=1))),
    "a page without stamps": lambda job: with_pages(job, lambda p: p.__setitem__(0, StampedPage(p[0].plate))),
    "a stamp too many": lambda job: with_pages(
        job, lambda p: p.__setitem__(0, replace(p[0], stamps=(*p[0].stamps, p[0].stamps[0])))
    ),
    "a side lost": lambda job: replace(job, sides=job.sides[:-1]),
    "a side twice": lambda job: replace(job, sides=(job.sides[0], *job.sides)),
    "two sides swapped": lambda job: replace(job, sides=(job.sides[2], job.sides[1], job.sides[0], *job.sides[3:])),
    "a side left empty": lambda job: replace(job, sides=(replace(job.sides[0], placed=()), *job.sides[1:])),
    "the name at the place of the class": lambda job: moved(job, "name", "class"),
    "the number in the margin": lambda job: moved(job, "number", "running"),
    "the code of another version": lambda job: other_stamps(job, other_mark),
    "a letter lost": lambda job: said(job, lambda text: text[:-1]),
    "a letter too many": lambda job: said(job, lambda text: text + "x"),
    "an ellipsis for another name": lambda job: said(job, lambda text: "X" * 200),
    "capitals": lambda job: said(job, str.upper),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_planted_mistake_is_found(name: str) -> None:
    job = job_of()
    check_stamped(job, typeset.write_pack(job))
    wrong = MISTAKES[name](job)
    assert wrong != job
    with pytest.raises(CheckFailed) as raising:
        check_stamped(job, typeset.write_pack(wrong))
    assert [d.code for d in raising.value.diagnostics] == ["pack-wrong-page"]


def test_the_first_wrong_page_is_named() -> None:
    job = job_of()
    with pytest.raises(CheckFailed) as raising:
        check_stamped(job, typeset.write_pack(other_stamps(job, swap(3, 5))))
    assert raising.value.diagnostics[0].data == {"page": 4}


@pytest.mark.parametrize("name", ["stamps of two pupils swapped", "a side lost", "a page of another version"])
def test_a_file_with_a_mistake_is_not_written(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole command: nothing of the pack gets its name, no key and no record either."""
    lesson = flight_lesson(tmp_path / "flights")
    (tmp_path / "7a.csv").write_text(roster(SEVEN_A), encoding="utf-8")
    write = typeset.write_pack
    monkeypatch.setattr(class_file.typeset, "write_pack", lambda job: write(MISTAKES[name](job)))
    asked = ("--class", tmp_path / "7a.csv", "--versions", "2", "--sheets", "worksheet")
    ran = run_pack(lesson, tmp_path / "out", *asked)
    assert ran.code == 6, ran.err
    assert "[pack-wrong-page]" in ran.err and ran.out == ""
    assert "Ada" not in ran.err
    assert not (tmp_path / "out").exists() and not (lesson / "locks").exists()


# --- classes of all kinds ---

SYLLABLES = [
    "Ada",
    "Bu",
    "di",
    "Con",
    "toh",
    "Misal",
    "Øystein",
    "Ægir",
    "Şükrü",
    "Ńowak",
    "Ол",
    "ьга",
    "Їжак",
    "Ελέ",
    "νη",
]
SYLLABLES += ["Nguyễn", "Thị", "O’Neil", "d’", "Jean-", "St.", "ʻOkina", "Ñu", "x", "İ", "ß", "ǆ"]
TRAPS = [
    "<b>",
    "</p>",
    "&",
    "&amp",
    "(",
    ")",
    "\\",
    "\\)",
    "((",
    "%",
    "/P1 Do",
    "Tj",
    "ET",
    "{name}",
    "{{ s }}",
    "$",
    "~",
    "…",
]
WORDS = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=3).map("".join)
NAME = st.one_of(
    st.lists(WORDS, min_size=1, max_size=4).map(" ".join),
    st.tuples(WORDS, st.sampled_from(TRAPS), WORDS).map(" ".join),
    st.tuples(WORDS, st.integers(20, 60)).map(lambda t: (f"{t[0]} " * t[1])[:300].strip()),
)


@st.composite
def classes(draw: st.DrawFn, most: int = 40) -> tuple[list[tuple[str, str, str, str]], int]:
    """Rows of a class list (number, name, row, column) and a number of versions; some share a name."""
    names = draw(st.lists(NAME, min_size=1, max_size=most))
    names += names[: draw(st.integers(0, min(2, most - len(names))))]
    seed = draw(st.integers(0, 2**16))
    numbers = random.Random(seed).sample(range(1, 100), len(names))
    across = draw(st.integers(0, 6))
    seats = [(str(n // across + 1), str(n % across + 1)) if across else ("", "") for n in range(len(names))]
    return [(str(k), name, *seat) for k, name, seat in zip(numbers, names, seats, strict=True)], draw(st.integers(1, 6))


def read_class(rows: Sequence[tuple[str, str, str, str]]) -> tuple[Assigned, ...]:
    out = io.StringIO()
    csv.writer(out).writerows([("No", "Name", "Row", "Column"), *rows])
    allow = ("roster-name-sign", "roster-name-garbled")
    try:
        (found,), _ = press.read_rosters([("7A.csv", out.getvalue().encode())], allow=allow)
    except ContentError:
        assume(False)
        raise
    return found


def check_class(rows: Sequence[tuple[str, str, str, str]], versions: int, scheme: Scheme) -> None:
    """Read, assign, print, and look at every page: the pupils in order, each with two pages of the right version."""
    found = read_class(rows)
    assume(not typeset.unprintable("".join(p.name for p in found.pupils), STYLE))
    assigned = press.assign(found, PackPlan(versions=versions, spares=1, scheme=scheme), EDITION)
    data = class_press(scheme).file(CLASS, assigned).data
    read = [page for side in sides(data) for page in side.placed]
    wanted = sorted(((int(number), name) for number, name, *_ in rows), key=lambda row: row[0])
    assert len(read) == 2 * (len(wanted) + 1)
    for (number, name), first, second in zip(wanted, read[::2], read[1::2], strict=False):
        whole = " ".join(name.split())
        version = next(one.version for one in assigned if one.pupil and one.pupil.number == str(number))
        assert whole_or_cut(first.words[0], whole)
        assert first.words[1:] == (CLASS, str(number), f"{CODE}-{version}1/2")
        (running,) = second.words
        tail = f"·{CLASS}·{number}·{CODE}-{version}2/2"
        assert running.endswith(tail) and whole_or_cut(running.removesuffix(tail), whole)
        feet = {
            dark(p.text)[-1]
            for page in (first, second)
            for p in page.printed
            if "first" in p.text or "second" in p.text
        }
        assert len(feet) == 1 and feet <= set(VERSIONS[:versions])
    spare = f"{CODE}-{assigned[-1].version}"
    assert [page.words for page in read[-2:]] == [(f"{spare}1/2",), (f"{spare}2/2",)]


def whole_or_cut(shown: str, whole: str) -> bool:
    whole = dark(typeset.drawable(whole))
    return shown == whole or (shown.endswith("…") and len(shown) > 12 and whole.startswith(shown[:-1]))


@settings(max_examples=examples(60))
@given(classes(), st.sampled_from([Scheme(), Scheme(duplex=False)]))
def test_every_page_is_its_pupils(drawn: tuple[list[tuple[str, str, str, str]], int], scheme: Scheme) -> None:
    check_class(*drawn, scheme)


@pytest.mark.verify
@settings(max_examples=examples(10_000))
@given(classes(), st.sampled_from([Scheme(), Scheme(duplex=False)]))
def test_every_page_is_its_pupils_in_ten_thousand_classes(
    drawn: tuple[list[tuple[str, str, str, str]], int], scheme: Scheme
) -> None:
    check_class(*drawn, scheme)


@settings(max_examples=examples(15))
@given(classes(12), st.sampled_from(["2-up", "4-up", "booklet", "cut-and-stack"]))
def test_every_page_is_its_pupils_on_shared_sheets(drawn: tuple[list[tuple[str, str, str, str]], int], name) -> None:
    """Every pupil's two pages stand in the file once, whatever sheet they are on."""
    rows, versions = drawn
    found = read_class(rows)
    assigned = press.assign(found, PackPlan(versions=versions), EDITION)
    data = class_press(Scheme(name)).file(CLASS, assigned).data
    read = [page for side in sides(data) for page in side.placed]
    assert len(read) == 2 * len(rows)
    numbers = sorted(int(page.words[2]) for page in read if len(page.words) == 4)
    assert numbers == sorted(int(row[0]) for row in rows)
    for number, name_, *_ in rows:
        (first,) = (page for page in read if len(page.words) == 4 and page.words[2] == number)
        assert whole_or_cut(first.words[0], " ".join(name_.split()))
