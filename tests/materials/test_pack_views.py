"""The papers of a pack as models: every pupil once, in order, with the right version, and nothing too much."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_papers import CODES, LARGE, NAMES, SUPPORT, USUAL, class_of, facts_of, job_line

from handouts import materials, press
from handouts.model.imposition import Scheme, SchemeName
from handouts.model.jobs import ClassJob, ClassSets
from handouts.model.packing import EditionName
from handouts.model.roster import Pupil, Seat

LANGUAGES = ("en", "id")


@given(st.integers(0, 50), st.integers(0, 15), st.booleans())
def test_every_pupil_stands_once_in_the_order_of_the_pack(count: int, across: int, numbered: bool) -> None:
    of_class = class_of(NAMES[:count], across=across, numbered=numbered)
    sheet = materials.distribution_sheet(facts_of("en"), of_class)
    pupils = [a for a in of_class.assigned if a.pupil]
    assert [(p.name, p.code, p.version) for p in sheet.pupils] == [
        (a.pupil.name, CODES[USUAL], a.version) for a in pupils if a.pupil
    ]
    assert [p.number for p in sheet.pupils] == [str(n) for n in range(1, count + 1)]
    assert sheet.has_seats == bool(across and count) and not sheet.has_special
    slips = materials.slips_sheet(facts_of("en"), of_class)
    assert [slip.name for group in slips.groups for slip in group] == [p.name for p in sheet.pupils]
    assert [slip.code for group in slips.groups for slip in group] == [f"{p.code}-{p.version}" for p in sheet.pupils]


@given(st.integers(1, 50), st.integers(1, 40))
def test_the_seating_plan_has_every_pupil_at_his_place(count: int, across: int) -> None:
    of_class = class_of(NAMES[:count], across=across)
    sheet = materials.distribution_sheet(facts_of("id"), of_class)
    found = {}
    for plan in sheet.plans:
        assert 1 <= len(plan.seat_columns) <= 12
        for row, *places in plan.seat_rows:
            assert len(places) == len(plan.seat_columns)
            found |= {f"{row}/{c}": said for c, said in zip(plan.seat_columns, places, strict=True) if said}
    assert found == {p.seat: f"{p.number}\u00a0{p.version}" for p in sheet.pupils}


def test_two_at_one_desk_and_empty_rows_are_no_trouble() -> None:
    of_class = class_of(NAMES[:3])
    seats = (Seat(1, 4), Seat(900, 2), Seat(1, 4))
    moved = tuple(
        replace(a, pupil=replace(a.pupil, seat=seat)) if a.pupil else a
        for a, seat in zip(of_class.assigned[:3], seats, strict=True)
    )
    (plan,) = materials.distribution_sheet(facts_of("en"), ClassSets("XI-1", moved)).plans
    assert plan.seat_columns == ("2", "4")
    assert plan.seat_rows == (("1", "", "1\u00a0A, 3\u00a0A"), ("900", "2\u00a0B", ""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_head_of_the_list_counts_what_was_handed_out(language: str) -> None:
    of_class = class_of(NAMES[:36], special=True)
    facts = facts_of(language, special=True)
    sheet = materials.distribution_sheet(facts, of_class)
    told = {label.partition(" ")[0]: value for label, value in sheet.facts}
    pupils, spare, teacher = told[CODES[USUAL]].split("; ")
    assert pupils.replace("\u00a0", " ").endswith(": A 17 · B 17")
    assert re.search(r"B\s1$", spare) and re.search(r"A\s1$", teacher)
    assert told[CODES[LARGE]].endswith(": B\u00a01") and told[CODES[SUPPORT]].endswith(": A\u00a01")
    special = {p.name: p.special for p in sheet.pupils if p.special}
    assert list(special) == list(NAMES[1:3]) and sheet.has_special
    assert "18" in special[NAMES[1]]
    counts = [int(n) for value in told.values() for n in re.findall(r"[A-Z]\s(\d+)", value)]
    assert sum(counts) == len(of_class.assigned)


def test_what_every_pupil_has_is_not_special() -> None:
    of_class = ClassSets("XI-1", tuple(replace(a, edition=LARGE) for a in class_of(NAMES[:3]).assigned))
    facts = facts_of("en", special=True)
    facts = replace(facts, plan=replace(facts.plan, print_name="large-18"))
    assert not materials.distribution_sheet(facts, of_class).has_special


def test_a_language_without_words_is_told_by_its_code() -> None:
    facts = facts_of("en")
    assert facts.special(EditionName(language="id")) == "in Indonesian"
    assert facts.special(EditionName(language="xx")) == "xx"
    assert facts.special(EditionName(language="en", level="core")) == ""


def test_slips_say_nothing_of_level_or_print() -> None:
    facts = facts_of("id", special=True)
    (group,) = materials.slips_sheet(facts, class_of(NAMES[:3], special=True)).groups
    words = " ".join(repr(slip) for slip in group)
    assert facts.special(LARGE) not in words and facts.special(SUPPORT) not in words


def test_a_long_name_makes_no_other_slip_higher() -> None:
    names = [*NAMES[:2], "Panjang " * 30 + "Contoh", *NAMES[2:4]]
    groups = materials.slips_sheet(facts_of("id"), class_of(names)).groups
    assert [len(group) for group in groups] == [2, 1, 2]
    assert [slip.place for group in groups for slip in group] == ["1", "2", "3", "4", "5"]


def test_a_pupil_without_a_number_among_numbers_keeps_none() -> None:
    pupils = class_of(NAMES[:2]).assigned[:2]
    assert isinstance(pupils[0].pupil, Pupil)
    bare = replace(pupils[0], pupil=replace(pupils[0].pupil, number=""))
    sheet = materials.distribution_sheet(facts_of("en"), ClassSets("XI-1", (bare, pupils[1])))
    assert [p.number for p in sheet.pupils] == ["", "2"]


# --- the job sheet ---


def jobs(*found: tuple[str, int]) -> tuple[ClassJob, ...]:
    return tuple(ClassJob(name, job_line(f"pupils/{name}.pdf", (4,) * 3, copies=copies)) for name, copies in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_job_sheet_adds_up(language: str) -> None:
    facts = facts_of(language)
    found = (*jobs(("xi-1", 1), ("xi-2", 1)), ClassJob("", job_line("teacher/keys.pdf", (3,), on="A4", sides=1)))
    sheet = materials.job_sheet(facts, press.count_jobs(found), (class_of(NAMES[:2]),), "teacher/")
    assert sum(row.total for row in sheet.jobs) == int(sheet.sheets) == sum(int(p.sheets) for p in sheet.papers) == 27
    assert [row.each * row.copies for row in sheet.jobs] == [row.total for row in sheet.jobs]
    assert [p.paper for p in sheet.papers] == ["F4 (215 × 330 mm)", "A4 (210 × 297 mm)"]
    assert {p.reams for p in sheet.papers} == {"0.1" if language == "en" else "0,1"}
    assert sheet.jobs[0].staples[0].startswith("3 × 4 ")
    assert 4 <= len(sheet.steps) <= 6
    assert "teacher/" in sheet.keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pile_is_told_from_the_top(language: str) -> None:
    facts = facts_of(language)
    sheet = materials.job_sheet(facts, press.count_jobs(jobs(("xi-1", 1))), (class_of(NAMES[:36]),), "teacher/")
    ((name, pile),) = sheet.piles
    assert name == "XI-1" and re.findall(r"\d+", pile) == ["36", "1", "1"]
    assert facts.labels["pack.orders.number"] in pile


def test_copies_are_collated_and_whole_files_are_not() -> None:
    facts, steps = facts_of("en"), "pack.job.steps."
    once = materials.job_sheet(facts, press.count_jobs(jobs(("a", 1))), (), "teacher/").steps
    more = materials.job_sheet(facts, press.count_jobs(jobs(("a", 1), ("b", 18))), (), "teacher/").steps
    assert facts.labels[f"{steps}copies_once"] in once and facts.labels[f"{steps}copies_more"] not in once
    assert facts.labels[f"{steps}copies_more"] in more and facts.labels[f"{steps}copies_once"] not in more


def test_photocopies_lie_in_a_pile_for_each_version() -> None:
    facts = facts_of("en", "photocopy")
    sheet = materials.job_sheet(facts, press.count_jobs(jobs(("a", 18))), (class_of(NAMES[:4]),), "teacher/")
    ((_, pile),) = sheet.piles
    assert pile.replace("\u00a0", " ") == "K7M2QX3 – pupils: A 2 · B 2; spare: B 1; teacher: A 1"


@pytest.mark.parametrize(
    ("scheme", "key"),
    [("none", "staple"), ("2-up", "staple"), ("booklet", "booklet"), ("cut-and-stack", "cut")],
)
def test_sheets_are_finished_as_their_pages_lie_on_them(scheme: SchemeName, key: str) -> None:
    facts = facts_of("id")
    facts = replace(facts, plan=replace(facts.plan, scheme=Scheme(scheme)))
    sheet = materials.job_sheet(facts, press.count_jobs(jobs(("a", 1))), (), "teacher/")
    finishing = ("staple", "booklet", "fold", "cut")
    assert [k for k in finishing if facts.labels[f"pack.job.steps.{k}"] in sheet.steps] == [key]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("pages", "key"), [(8, "other"), (4, "one"), (16, ""), (0, "")])
def test_signatures_are_folded_by_themselves(language: str, pages: int, key: str) -> None:
    """Sets of four sheets: more than a signature of one or two sheets, and one of four."""
    facts = facts_of(language)
    facts = replace(facts, plan=replace(facts.plan, scheme=Scheme("booklet", signature=pages)))
    steps = materials.job_sheet(facts, press.count_jobs(jobs(("a", 1))), (), "teacher/").steps
    assert (facts.labels["pack.job.steps.booklet"] in steps) == (not key)
    if key:
        assert facts.labels(f"pack.job.steps.signatures_{key}", count=pages // 4) in steps


@pytest.mark.parametrize("language", LANGUAGES)
def test_versions_of_another_length_are_named(language: str) -> None:
    """Who staples sees which sets have more sheets; where all have the same, nothing is said."""
    facts = facts_of(language, special=True)
    usual, other = USUAL, LARGE
    kinds = ((usual, "B"), (usual, "A"), (other, "A"), (usual, "B"))
    line = replace(job_line("pupils/a.pdf", (5, 4, 5, 5), copies=2), kinds=kinds)
    (row,) = materials.job_sheet(facts, press.count_jobs((ClassJob("", line),)), (), "teacher/").jobs
    large = facts.labels["pack.prints.large-18"]
    assert [told.partition(": ")[2] for told in row.staples] == ["A", f"B; A ({large})"]
    assert [re.findall(r"\d+", told)[:2] for told in row.staples] == [["2", "4"], ["6", "5"]]
    same = ClassJob("", replace(line, staple_every=(4,) * 4, sheets_each=16))
    (row,) = materials.job_sheet(facts, press.count_jobs((same,)), (), "teacher/").jobs
    assert ":" not in row.staples[0]


def test_single_sheets_are_not_stapled() -> None:
    count = press.count_jobs((ClassJob("", job_line("pupils/a.pdf", (1, 1, 1))),))
    facts = facts_of("en")
    sheet = materials.job_sheet(facts, count, (), "teacher/")
    assert sheet.jobs[0].staples == ("3 × 1 sheet, no staple",)
    assert facts.labels["pack.job.steps.staple"] not in sheet.steps


def test_papers_of_odd_sizes_are_told_by_size() -> None:
    facts = facts_of("id")
    letter = replace(job_line("a.pdf", (1,)), paper="Letter", size_mm=(279.4, 215.9))
    own = replace(job_line("b.pdf", (1,)), paper="200x300mm", size_mm=(200.0, 300.0))
    count = press.count_jobs((ClassJob("", letter), ClassJob("", own)))
    papers = [p.paper for p in materials.job_sheet(facts, count, (), "teacher/").papers]
    assert papers == ["Letter (215,9 × 279,4 mm)", "200 × 300 mm"]
