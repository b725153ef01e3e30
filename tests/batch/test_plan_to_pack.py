"""A planned job is done as `handouts pack` would do it where the lesson lies."""

from __future__ import annotations

import re
import shutil
from pathlib import Path, PurePosixPath
from unittest.mock import patch

import pytest
from batch_plans import write_district
from support import ROOT, cli
from support_pdf import pages

from handouts.batch import worker
from handouts.batch.plan import BatchOptions, plan_batch
from handouts.errors import ContentError
from handouts.pipeline import places


def test_a_job_gives_the_pack_that_the_lesson_gives_where_it_lies(tmp_path: Path) -> None:
    folder = write_district(tmp_path / "district")
    shutil.copy(ROOT / "content/us-soviet-alliance/essay.md", folder / "lessons/alpha/essay.md")
    theme = folder / "lessons/alpha/theme/theme.yaml"
    theme.parent.mkdir()
    theme.write_text("format: 1\nname: own\nbased-on: primary\n")
    (folder / "lessons/school.yaml").write_bytes((folder / "one/school.yaml").read_bytes())
    (folder / "PLAN.yaml").write_text(
        "format: 1\nschools: [{name: One, kop: one, lessons: lessons/alpha, classes: one/x-a.csv, pack: {spares: 1}}]\n"
    )
    ran = cli("pack", folder / "lessons/alpha", "--class", folder / "one/x-a.csv", "--spares", "1", "--out", tmp_path)
    assert ran.code == 0, ran.err
    plan = plan_batch(BatchOptions(folder / "PLAN.yaml"))
    (job,) = plan.jobs
    try:
        result = worker.do_job(job, plan.blobs)
    finally:
        worker.close()
    assert (result.id, result.state, result.problems, result.pupils) == ("one/alpha/x-a", "made", (), 2)
    made = {file.path: result.blobs[file.digest] for file in result.files}
    assert made["one/alpha/pupils/x-a.pdf"] == (tmp_path / "pupils/x-a.pdf").read_bytes()
    keys = {path.name: path.read_bytes() for path in (tmp_path / "teacher").glob("*key*.pdf")}
    assert keys
    assert {name: made[f"one/alpha/x-a/{name}"] for name in keys} == keys


def district(tmp_path: Path) -> Path:
    """A district whose first lesson has something to ask."""
    folder = write_district(tmp_path / "district")
    shutil.copy(ROOT / "content/us-soviet-alliance/essay.md", folder / "lessons/alpha/essay.md")
    return folder


def text_of(data: bytes) -> str:
    return " ".join(" ".join(pages(data)).split())


def job_sheet(tmp_path: Path, pack: str) -> tuple[str, set[str]]:
    """The words of a class's job sheet in a batch, and the paths of the files that stand beside it."""
    folder = district(tmp_path)
    school = f"{{name: One, lessons: lessons/alpha, classes: one/x-a.csv, {pack}}}"
    (folder / "PLAN.yaml").write_text(f"format: 1\nkeys: for-teachers\nschools: [{school}]\n")
    plan = plan_batch(BatchOptions(folder / "PLAN.yaml"))
    try:
        result = worker.do_job(plan.jobs[0], plan.blobs)
    finally:
        worker.close()
    made = {file.path: file for file in result.files}
    sheet = result.blobs[made["one/alpha/job-sheets/x-a.pdf"].digest]
    beside = {path.removeprefix("one/alpha/") for path, file in made.items() if file.tree == "out"}
    keys = {str(PurePosixPath("for-teachers", path).parent) for path, file in made.items() if file.tree == "keys"}
    assert f"{job_keys(sheet)}" in keys
    return text_of(sheet), beside


def job_keys(sheet: bytes) -> str:
    """The folder of the keys that a job sheet names."""
    found = re.search(r"for-teachers/\S*/", text_of(sheet))
    assert found
    return found[0].rstrip("/")


def test_a_job_sheet_names_files_and_keys_where_a_batch_puts_them(tmp_path: Path) -> None:
    text, beside = job_sheet(tmp_path, "pack: {versions: 1}")
    assert "pupils/x-a.pdf" in text and "pupils/x-a.pdf" in beside


def test_masters_of_each_class_are_named_with_their_folder(tmp_path: Path) -> None:
    text, beside = job_sheet(tmp_path, "pack: {mode: photocopy}")
    masters = {path for path in beside if "master" in path}
    assert masters and all(path.startswith("pupils/x-a/") and path in text for path in masters)


def test_themes_of_the_workers_user_are_not_taken(tmp_path: Path) -> None:
    folder = district(tmp_path)
    (folder / "PLAN.yaml").write_text(
        "format: 1\nschools: [{name: One, lessons: lessons/alpha, classes: one/x-a.csv, theme: primary}]\n"
    )
    plan = plan_batch(BatchOptions(folder / "PLAN.yaml"))
    theme = tmp_path / "user/primary/theme.yaml"
    theme.parent.mkdir(parents=True)
    made = []
    try:
        for text in ("", "format: 1\nname: primary\nbased-on: default\npaper: A5\n"):
            if text:
                theme.write_text(text)
            with patch.object(places, "user_themes", lambda: tmp_path / "user"):
                made.append(worker.do_job(plan.jobs[0], plan.blobs).files)
            worker.close()
    finally:
        worker.close()
    assert made[0] == made[1] != ()


@pytest.mark.parametrize("text", ["kop: " + "x" * 5000, "theme: ../none", "classes: ' '"])
def test_names_that_no_file_has_are_told(text: str, tmp_path: Path) -> None:
    folder = write_district(tmp_path / "district")
    said = {"name": "One", "lessons": "lessons/alpha", "classes": "one/x-a.csv"}
    key, _, value = text.partition(": ")
    lines = ", ".join(f"{name}: {given}" for name, given in (said | {key: value}).items())
    (folder / "PLAN.yaml").write_text(f"format: 1\nschools: [{{{lines}}}]\n")
    with pytest.raises(ContentError) as raising:
        plan_batch(BatchOptions(folder / "PLAN.yaml"))
    assert [d.location.file for d in raising.value.diagnostics if d.location] == [str(folder / "PLAN.yaml")]
