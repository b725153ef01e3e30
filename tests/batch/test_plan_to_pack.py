"""A planned job is done as `handouts pack` would do it where the lesson lies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from batch_plans import write_district
from support import ROOT, cli

from handouts.batch import worker
from handouts.batch.plan import BatchOptions, plan_batch
from handouts.errors import ContentError


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
