"""Every mistake of a batch's plan is told at its place, with what was meant, before anything is made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from batch_plans import FOUND, Told, cases, write_district
from hypothesis import given, settings
from hypothesis import strategies as st
from support import INTERFACES, ROOT
from support_examples import examples

from handouts.batch.plan import BatchOptions, plan_batch
from handouts.diagnostics import Diagnostic
from handouts.errors import HandoutsError, UsageProblem
from handouts.languages.messages import message, remedy

CASES = ROOT / "tests" / "cases" / "batch"
PLANS, TABLES = CASES / "wrong-plans.txt", CASES / "wrong-tables.txt"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_district(tmp_path_factory.mktemp("district"))


def held(found: Sequence[Diagnostic], told: Told, folder: Path, plan: str) -> None:
    """Compare what was found with what a case tells."""
    places = [(d.code, d.location.file, d.location.line, d.location.column) for d in found if d.location]
    assert len(places) == len(found)
    wanted = [(code, str(folder / (file or plan)), int(line), int(column)) for code, file, line, column, _ in told]
    assert sorted(places) == sorted(wanted)
    words = {one[:4]: one[4] or "" for one in told}
    for one in found:
        assert one.location
        file = Path(one.location.file).relative_to(folder).as_posix()
        key = (one.code, None if file == plan else file, str(one.location.line), str(one.location.column))
        assert words[key].strip('"') in f"{message(one, 'en')} {remedy(one, 'en')}"
        for language in INTERFACES:
            said = message(one, language) + remedy(one, language)
            assert not re.search("{(?!file:|id:)", said)
            assert not re.search("Siswa|مريم", said)


@pytest.mark.parametrize(("text", "told"), cases(PLANS))
def test_a_mistake_is_told_at_its_place(text: str, told: Told, folder: Path) -> None:
    (folder / "PLAN.yaml").write_text(f"format: 1\n{text}\n", encoding="utf-8")
    with pytest.raises(HandoutsError) as raising:
        plan_batch(BatchOptions(folder / "PLAN.yaml"))
    held(raising.value.diagnostics, told, folder, "PLAN.yaml")


@pytest.mark.parametrize(("text", "told"), cases(TABLES))
def test_a_mistake_in_a_table_is_told_at_its_cell(text: str, told: Told, folder: Path) -> None:
    (folder / "PLAN.csv").write_text(text + "\n", encoding="utf-8")
    with pytest.raises(HandoutsError) as raising:
        plan_batch(BatchOptions(folder / "PLAN.csv"))
    held(raising.value.diagnostics, told, folder, "PLAN.csv")


def test_the_case_files_hold_every_mistake_of_plans() -> None:
    raised = set()
    for name in ("plan", "plan_kinds", "plan_file", "plan_sheet", "pantry", "roster_files", "paths", "schools"):
        text = (ROOT / "src" / "handouts" / "batch" / f"{name}.py").read_text(encoding="utf-8")
        raised |= set(re.findall(r'problem\(\s*"(batch-[a-z-]+)"', text))
    shown = {found[1] for path in (PLANS, TABLES) for found in FOUND.finditer(path.read_text(encoding="utf-8"))}
    elsewhere = {"batch-plan-kind", "batch-plan-missing", "batch-cell-kind", "batch-theme-twice"}  # tests below
    elsewhere |= {"batch-plan-encoding", "batch-column-of-rows"}
    elsewhere |= {"batch-roster-changed"}  # test_remembered
    assert raised - elsewhere == {code for code in shown if code.startswith("batch-")}


@pytest.mark.parametrize(("name", "code"), [("PLAN.docx", "batch-plan-kind"), ("NONE.yaml", "batch-plan-missing")])
def test_a_file_that_is_no_plan_is_refused(name: str, code: str, folder: Path) -> None:
    with pytest.raises(UsageProblem) as raising:
        plan_batch(BatchOptions(folder / name))
    assert [(d.code, str(d.location)) for d in raising.value.diagnostics] == [(code, str(folder / name))]


def test_a_table_in_another_encoding_is_to_be_saved_anew(folder: Path) -> None:
    (folder / "PLAN.csv").write_bytes("School,Class file,Lesson\nOne,one/x-a.csv,\nZoë,a.csv,b\n".encode("cp1252"))
    with pytest.raises(HandoutsError) as raising:
        plan_batch(BatchOptions(folder / "PLAN.csv"))
    (found,) = raising.value.diagnostics
    assert (found.code, str(found.location)) == ("batch-plan-encoding", f"{folder}/PLAN.csv:3")
    assert all("xlsx" in remedy(found, one) and "--" not in remedy(found, one) for one in INTERFACES)


CELL = st.sampled_from(
    ["One", "lessons/alpha", "one/x-a.csv", "two/*", "x a", "7", "ya", "", "[", "../..", "\\", "a;b", "00"]
)
HEADS = st.sampled_from(["School", "NPSN", "Kop", "Lesson", "Class file", "Rombel", "Versi", "Tema", "Penataan", "x"])


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(HEADS, min_size=3, max_size=8), st.lists(st.lists(CELL, min_size=3, max_size=8), max_size=3))
def test_any_table_is_a_plan_or_told(folder: Path, heads: list[str], rows: list[list[str]]) -> None:
    text = "\n".join(",".join(row) for row in [["School", "Class file", *heads], *rows])
    (folder / "PLAN.csv").write_text(text, encoding="utf-8")
    try:
        plan_batch(BatchOptions(folder / "PLAN.csv"))
    except HandoutsError as error:
        assert error.diagnostics
        assert all(message(d, "id") for d in error.diagnostics)
