"""What another run has read is not read again, and never stands for anything else."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from batch_plans import write_district

from handouts import press
from handouts.batch import remembered
from handouts.batch.executors import Inline
from handouts.batch.plan import BatchOptions, plan_batch
from handouts.batch.run import RunOptions, run_batch
from handouts.errors import ContentError
from handouts.model.batch import BatchPlan, BatchReport

PLAN = """format: 1
out: ../packs
defaults: {lessons: lessons/alpha}
schools:
  - {name: One, classes: [one/x-a.csv, one/x-b.csv]}
  - {name: Two, classes: two/all.csv, rombel: [X-C]}
"""
Planned = Callable[..., BatchPlan]


@pytest.fixture
def district(tmp_path: Path) -> Path:
    folder = write_district(tmp_path / "plan")
    lesson = folder / "lessons/alpha/lesson.yaml"
    lesson.write_text(lesson.read_text().replace("[worksheet, key]", "[handout]"))
    (folder / "PLAN.yaml").write_text(PLAN)
    return folder


@pytest.fixture
def planned(district: Path, tmp_path: Path) -> Planned:
    def plan(again: bool = False) -> BatchPlan:
        """`again`: no roster may be read."""
        options = BatchOptions(district / "PLAN.yaml", cache=tmp_path / "cache")
        if not again:
            return plan_batch(options)
        with patch.object(press, "read_rosters", side_effect=AssertionError("read again")):
            return plan_batch(options)

    return plan


def keys(plan: BatchPlan) -> list[tuple[str, str, int]]:
    return [(job.id, job.key, job.listed.count) for job in plan.jobs]


def base(tmp_path: Path) -> Path:
    (found,) = (tmp_path / "cache/batch").glob("found-*")
    return found


def test_a_second_plan_reads_no_roster_and_has_the_same_jobs(planned: Planned) -> None:
    first = planned()
    assert all(job.roster for job in first.jobs) and len(first.jobs) == 3
    second = planned(again=True)
    assert keys(second) == keys(first)
    assert [job.listed for job in second.jobs] == [job.listed for job in first.jobs]
    assert not any(job.roster for job in second.jobs)


def test_without_a_cache_everything_is_read(district: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert all(job.roster for job in plan_batch(BatchOptions(district / "PLAN.yaml")).jobs)
    assert not (tmp_path / "cache").exists()


def test_another_byte_is_read(district: Path, planned: Planned) -> None:
    first = planned()
    with (district / "one/x-b.csv").open("a") as roster:
        roster.write("Siswa 09,X-B\n")
    second = planned()
    changed = [one.id for one, other in zip(second.jobs, first.jobs, strict=True) if one.key != other.key]
    assert changed == ["one/alpha/x-b"]
    assert [bool(job.roster) for job in second.jobs] == [False, True, False]


def test_another_name_of_the_file_or_another_reading_is_read(district: Path, planned: Planned) -> None:
    planned()
    (district / "one/x-a.csv").rename(district / "one/x-z.csv")
    (district / "PLAN.yaml").write_text(PLAN.replace("x-a", "x-z"))
    with pytest.raises(AssertionError, match="read again"):
        planned(again=True)
    (district / "one/x-z.csv").rename(district / "one/x-a.csv")
    (district / "PLAN.yaml").write_text(PLAN.replace("defaults: {", "defaults: {encoding: utf-8, "))
    with pytest.raises(AssertionError, match="read again"):
        planned(again=True)


def test_another_lesson_or_version_of_the_tool_is_judged_anew(
    district: Path, planned: Planned, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned()
    essay = district / "lessons/alpha/essay.md"
    essay.write_text(essay.read_text() + "In 1946 they met again.\n")
    assert all(job.roster for job in planned().jobs)
    assert not any(job.roster for job in planned(again=True).jobs)
    monkeypatch.setattr(remembered, "tool", lambda: "another")
    assert all(job.roster for job in planned().jobs)


def test_what_is_wrong_or_doubtful_is_told_each_time(district: Path, planned: Planned) -> None:
    (district / "PLAN.yaml").write_text(PLAN.replace("one/x-b.csv", "one/doubtful.csv"))
    told = []
    for _ in range(2):
        with pytest.raises(ContentError) as raising:
            planned()
        told.append([str(d) for d in raising.value.diagnostics])
    assert told[0] == told[1] != []


def run(plan: BatchPlan, cache: Path, keep_going: bool = True) -> BatchReport:
    return run_batch(plan, Inline(), RunOptions(cache, keep_going=keep_going))


def test_packs_are_made_of_rosters_that_were_not_read_when_they_were_planned(planned: Planned, tmp_path: Path) -> None:
    plan = planned()
    assert run(plan, tmp_path / "cache").count("made") == 3
    before = {path: path.read_bytes() for path in sorted((tmp_path / "packs").rglob("*.pdf"))}
    one = next(path for path in before if path.name == "x-b.pdf" and path.parent.name == "pupils")
    one.unlink()
    report = run(planned(again=True), tmp_path / "cache")
    assert (report.count("made"), report.count("kept")) == (1, 2)
    assert {path: path.read_bytes() for path in sorted((tmp_path / "packs").rglob("*.pdf"))} == before


def test_a_roster_that_changes_after_planning_fails_alone(district: Path, planned: Planned, tmp_path: Path) -> None:
    planned()
    plan = planned(again=True)
    (district / "one/x-b.csv").write_text("Nama,Kelas\nSiswa 33,X-B\n")
    report = run(plan, tmp_path / "cache")
    assert {result.id: result.state for result in report.results} == {
        "one/alpha/x-a": "made", "one/alpha/x-b": "failed", "two/alpha/x-c": "made",
    }  # fmt: skip
    assert not run(plan, tmp_path / "other", keep_going=False).count("made")
    (wrong,) = report.results[1].problems
    assert (wrong.code, wrong.location and wrong.location.file) == (
        "batch-roster-changed", str(district / "one/x-b.csv"),
    )  # fmt: skip


def test_no_pupil_is_remembered(planned: Planned, tmp_path: Path) -> None:
    planned()
    data = base(tmp_path).read_bytes()
    assert b"X-A" in data and b"Siswa" not in data


@pytest.mark.parametrize("damage", [b"", b"no database at all", b"SQLite format 3\0" + bytes(3000)])
def test_a_damaged_memory_is_as_good_as_none(damage: bytes, planned: Planned, tmp_path: Path) -> None:
    first = planned()
    base(tmp_path).write_bytes(damage)
    assert keys(planned()) == keys(first)
    planned()
    assert keys(planned(again=True)) == keys(first)


def test_nonsense_in_the_memory_is_read_anew(planned: Planned, tmp_path: Path) -> None:
    first = planned()
    with sqlite3.connect(base(tmp_path)) as changed:
        changed.execute("""UPDATE found SET said = '[["X-A", 1]]' WHERE said != '[]'""")
    changed.close()
    assert keys(planned()) == keys(first)


def test_only_so_much_is_remembered(planned: Planned, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "_MOST", 2)
    planned()
    with sqlite3.connect(base(tmp_path)) as found:
        assert found.execute("SELECT count(*) FROM found").fetchone() == (2,)
    found.close()
