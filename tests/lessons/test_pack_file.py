"""pack.yaml: every mistake at its place with what was meant, and what a call changes in a plan."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from support import INTERFACES, ROOT

from handouts.diagnostics import Location
from handouts.errors import ContentError, UsageProblem
from handouts.languages.messages import message, remedy
from handouts.lessons.pack_file import PackFile, read_plan
from handouts.lessons.pack_options import homeless_inserts, with_options
from handouts.model.imposition import Scheme
from handouts.model.packing import Insert, PackPlan, Treatment

CASES = ROOT / "tests" / "cases" / "packs" / "wrong-plans.txt"
FOUND = re.compile(r"--- (\S+) (\d+):(\d+)(?: = (.+))?")


def wrong_plans() -> list[Any]:
    """Each plan of the case file with its findings."""
    cases = []
    for block in re.split(r"\n(?=(?<=\n\n)---)", CASES.read_text(encoding="utf-8"))[1:]:
        lines = block.strip("\n").split("\n")
        told = [found.groups() for line in lines if (found := FOUND.fullmatch(line))]
        text = "\n".join(line for line in lines if not line.startswith("---"))
        cases.append(pytest.param(text, told, id=f"{told[0][0]}-{text.split(':')[0]}"))
    return cases


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a lesson with files that plans name, and another lesson beside it."""
    lesson = tmp_path / "aliansi"
    for name in ("7a.csv", "7b.xlsx", "map.pdf", "cover.pdf", "rosters/8a.csv", "../alliance/lesson.yaml"):
        (lesson / name).parent.mkdir(parents=True, exist_ok=True)
        (lesson / name).touch()
    return lesson


def read(folder: Path, text: str) -> PackPlan:
    (folder / "pack.yaml").write_text(f"format: 1\n{text}\n", encoding="utf-8")
    return read_plan(folder / "pack.yaml").plan


def test_a_lesson_lies_beside_the_lesson_of_the_pack_wherever_the_plan_is(folder: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plans" / "odd" / "pack.yaml"
    plan.parent.mkdir(parents=True)
    plan.write_text("format: 1\nlanguages: {en: alliance}\n", encoding="utf-8")
    assert read_plan(plan, folder).plan.languages == (("en", str(tmp_path / "alliance")),)
    with pytest.raises(ContentError) as raising:
        read_plan(plan)
    assert [d.code for d in raising.value.diagnostics] == ["pack-lesson-missing"]


@pytest.mark.parametrize(("text", "told"), wrong_plans())
def test_a_mistake_is_told_at_its_place(text: str, told: list[tuple[str, str, str, str]], folder: Path) -> None:
    with pytest.raises(ContentError) as raising:
        read(folder, text)
    found = raising.value.diagnostics
    assert [(d.code, d.location) for d in found] == [
        (code, Location(str(folder / "pack.yaml"), int(line), int(column))) for code, line, column, _ in told
    ]
    for one, (*_, words) in zip(found, told, strict=True):
        assert (words or "").strip('"') in f"{message(one, 'en')} {remedy(one, 'en')}"
        for language in INTERFACES:
            assert "{" not in message(one, language) + remedy(one, language).replace("{file:", "")


def test_the_case_file_holds_every_mistake_of_plans() -> None:
    source = (ROOT / "src/handouts/lessons").glob("pack_*.py")
    raised = {code for path in source for code in re.findall(r'"(pack-[a-z-]+)"', path.read_text(encoding="utf-8"))}
    assert raised == {found[1] for found in FOUND.finditer(CASES.read_text(encoding="utf-8")) if "pack-" in found[1]}


def test_a_file_without_plan_is_the_usual_one(folder: Path) -> None:
    assert read(folder, "") == PackPlan()
    assert read(folder, "classes:\nsheets: []\nlanguages: {}\ninserts:\ncover:\nlevels: {support: {}}") == PackPlan(
        levels=(Treatment("support"),)
    )


def test_all_keys_become_a_plan(folder: Path) -> None:
    plan = read(
        folder,
        "classes: [7a.csv, rosters/8a.csv]\nsheets: [handout, worksheet]\nversions: '4'\nassign: order\norder: name\n"
        "mode: named\nspares: 2\nteacher-copies: 1\nprint: ink-saver\nduplex: true\n"
        "imposition: {scheme: booklet, flip: long, signature: 16, creep: '0,1', crop-marks: true, paper: a3}\n"
        "levels: {challenge: {sheets: worksheet}, support: {print: large-18}}\nlanguages: {en: alliance}\n"
        "cover: cover.pdf\ninserts: [{file: map.pdf, after: handout}]\nqr: true\ndigital: shared\n",
    )
    assert plan == PackPlan(
        sheets=("handout", "worksheet"),
        versions=4,
        assign="order",
        order="name",
        mode="named",
        spares=2,
        teacher_copies=1,
        print_name="ink-saver",
        scheme=Scheme("booklet", True, "long", 16, 0.1, True),
        sheet_paper="A3",
        levels=(Treatment("support", (), "large-18"), Treatment("challenge", ("worksheet",))),
        languages=(("en", str(folder.parent / "alliance")),),
        classes=(str(folder / "7a.csv"), str(folder / "rosters/8a.csv")),
        inserts=(Insert(str(folder / "cover.pdf")), Insert(str(folder / "map.pdf"), "handout")),
        qr=True,
        digital="shared",
    )


def test_values_are_found_again_in_the_file(folder: Path) -> None:
    (folder / "pack.yaml").write_text("format: 1\nclasses: 7a.csv\nlanguages: {en: ../alliance}\n", encoding="utf-8")
    found = read_plan(folder / "pack.yaml")
    assert found.at("languages", "en") == Location(str(folder / "pack.yaml"), 3, 17)
    assert found.at("classes", 0) == Location(str(folder / "pack.yaml"), 2, 10)


@pytest.mark.parametrize(
    ("written", "scheme", "paper"),
    [
        ("imposition: 4-up", Scheme("4-up"), ""),
        ("imposition: {scheme: 2-up, crop-marks: true}\nduplex: false", Scheme("2-up", False, crop_marks=True), ""),
        ("imposition: {flip: short}", Scheme(flip="short"), ""),
        ("imposition: {scheme: booklet, creep: 0.12 mm, paper: 297x420mm}", Scheme("booklet", creep_mm=0.12), "A3"),
        ("imposition: {scheme: booklet, creep: 0, signature: 96}", Scheme("booklet", signature=96), ""),
        ("duplex: false", Scheme(duplex=False), ""),
    ],
)
def test_how_pages_go_on_sheets(written: str, scheme: Scheme, paper: str, folder: Path) -> None:
    plan = read(folder, written)
    assert (plan.scheme, plan.sheet_paper) == (scheme, paper)


@pytest.mark.parametrize("limits", ["versions: 26\nspares: 99\nteacher-copies: 20", "versions: 1\nspares: 0"])
def test_limits_may_be_reached(limits: str, folder: Path) -> None:
    assert read(folder, limits).versions in (1, 26)


def test_a_broken_link_or_an_endless_name_is_a_file_that_is_not_there(folder: Path) -> None:
    for name in ("a" * 5000, "7a.csv/x.csv"):
        with pytest.raises(ContentError) as raising:
            read(folder, f"classes: {name}")
        assert [d.code for d in raising.value.diagnostics] == ["pack-file-missing"]


BOOKLET = PackPlan(scheme=Scheme("booklet", True, "short", 16, 0.1, True), sheet_paper="A3", versions=2)


def test_a_call_goes_before_the_plan() -> None:
    assert with_options(BOOKLET) == BOOKLET
    assert with_options(BOOKLET, versions=None, spares=None) == BOOKLET
    changed = with_options(BOOKLET, versions=3, spares=0, classes=("x.csv",), digital="pupils", scheme="booklet")
    assert (changed.versions, changed.classes, changed.digital, changed.scheme) == (
        3,
        ("x.csv",),
        "pupils",
        BOOKLET.scheme,
    )


def test_another_scheme_takes_nothing_over_but_paper_and_sides() -> None:
    other = with_options(BOOKLET, scheme="2-up")
    assert (other.scheme, other.sheet_paper) == (Scheme("2-up"), "A3")
    none = with_options(BOOKLET, scheme="none", duplex=False)
    assert (none.scheme, none.sheet_paper) == (Scheme(duplex=False), "")
    one_side = with_options(PackPlan(scheme=Scheme("2-up", flip="long")), duplex=False)
    assert one_side.scheme == Scheme("2-up", duplex=False)


@pytest.mark.parametrize(
    ("plan", "given", "code"),
    [
        (BOOKLET, {"duplex": False}, "pack-booklet-simplex"),
        (PackPlan(), {"sheets": ("handout", "key")}, "pack-teacher-sheet"),
        (PackPlan(), {"sheet_paper": "A3"}, "pack-scheme-missing"),
        (PackPlan(inserts=(Insert("map.pdf", "timeline"),)), {"sheets": ("handout",)}, "pack-insert-nowhere"),
    ],
)
def test_a_call_that_does_not_fit_the_plan_is_refused(plan: PackPlan, given: dict[str, Any], code: str) -> None:
    with pytest.raises(UsageProblem) as raising:
        with_options(plan, **given)
    assert [(d.code, d.location) for d in raising.value.diagnostics] == [(code, None)]


def test_inserts_find_the_sheets_of_the_lesson_or_of_a_level() -> None:
    plan = PackPlan(
        inserts=(
            Insert("a.pdf"),
            Insert("b.pdf", "handout"),
            Insert("c.pdf", "glossary"),
            Insert("d.pdf", "crossword"),
        ),
        levels=(Treatment("support", ("glossary",)),),
    )
    found = [*homeless_inserts(plan, ("handout", "worksheet"), lambda path: Location("pack.yaml", int(path[1])))]
    assert [(d.location, d.data["file"]) for d in found] == [(Location("pack.yaml", 2), "d.pdf")]


GUIDE = (ROOT / "docs" / "packs.md").read_text(encoding="utf-8")


def test_the_guide_names_every_key() -> None:
    known = [field.alias or name for name, field in PackFile.model_fields.items()]
    assert re.findall(r"^\| `([a-z-]+)` \|", GUIDE.partition("## All keys")[2].partition("\n## ")[0], re.M) == known


@pytest.mark.parametrize("example", re.findall(r"```yaml\n(.+?)```", GUIDE, re.S))
def test_examples_of_the_guide_are_plans(example: str, folder: Path) -> None:
    for name in re.findall(r"[\w/-]+\.(?:csv|xlsx|pdf)", example):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).touch()
    (folder.parent / "us-soviet-alliance").mkdir()
    (folder / "pack.yaml").write_text(example, encoding="utf-8")
    assert read_plan(folder / "pack.yaml").plan != PackPlan()
