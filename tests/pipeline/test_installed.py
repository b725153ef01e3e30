"""The tool as it is installed from a wheel: everything it needs is inside, and it writes nothing into itself."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from support import LESSONS, ROOT, files

from handouts.cli.main import COMMANDS

pytestmark = pytest.mark.verify


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a wheel, unpacked."""
    if find_spec("hatchling") is None:
        pytest.skip("hatchling, which builds the wheel, is not installed here")
    made = tmp_path_factory.mktemp("wheel")
    build = [
        *("-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"),
        *("--wheel-dir", str(made), str(ROOT)),
    ]
    subprocess.run([sys.executable, *build], check=True)
    (packed,) = made.glob("*.whl")
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(made / "site")
    return made / "site"


def run(wheel: Path, folder: Path, *args: str, code: str = "from handouts.cli.main import run; run()") -> str:
    """Run the installed tool in a folder of its own; returns what it says on standard output."""
    environment = {**os.environ, "PYTHONPATH": str(wheel), "PYTHONDONTWRITEBYTECODE": "1", "HANDOUTS_LANG": "en"}
    command = [sys.executable, "-P", "-c", code, *args]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_a_wheel_holds_what_a_checkout_holds(wheel: Path) -> None:
    inside = wheel / "handouts" / "_bundled"
    for name in ("templates/default", *(f"content/{lesson}" for lesson in LESSONS.values())):
        wanted = {p: d for p, d in files(ROOT / name).items() if not p.startswith("locks/")}
        assert len(wanted) >= 3
        assert files(inside / name) == wanted
    assert files(inside / "content" / "glossaries") == files(ROOT / "content" / "glossaries")
    source = {p: d for p, d in files(ROOT / "src" / "handouts").items() if "__pycache__" not in p}
    package = {p: d for p, d in files(wheel / "handouts").items() if not p.startswith("_bundled/")}
    assert package == source
    assert any(p.endswith("LICENSE") for p in files(wheel))


@pytest.mark.parametrize("lesson", LESSONS.values())
def test_a_sample_lesson_builds_by_name_in_an_empty_folder(lesson: str, wheel: Path, tmp_path: Path) -> None:
    where = run(wheel, tmp_path, code="import handouts; print(handouts.__file__)").strip()
    assert Path(where).is_relative_to(wheel)
    before = files(wheel)
    said = run(wheel, tmp_path, "build", lesson, "--versions", "2")
    code = said.splitlines()[0].rpartition(" ")[2].rstrip(".")
    wanted = {f"pupils/{n}.pdf" for n in ("handout", "timeline", "worksheet-A", "worksheet-B")}
    wanted |= {"teacher/timeline-key.pdf", "teacher/key-A.pdf", "teacher/key-B.pdf", f"locks/{code}.json"}
    assert set(files(tmp_path)) == {f"output/{lesson}/{name}" for name in wanted}
    run(wheel, tmp_path, "key", code, "--out", "again")
    made = files(tmp_path)
    assert made["again/key-B.pdf"] == made[f"output/{lesson}/teacher/key-B.pdf"]
    assert files(wheel) == before


def test_every_command_can_be_asked_for_help(wheel: Path, tmp_path: Path) -> None:
    for command in COMMANDS:
        assert f"handouts {command}" in run(wheel, tmp_path, command, "--help")
    assert files(tmp_path) == {}


def test_the_pack_is_the_one_of_the_checkout(wheel: Path, tmp_path: Path) -> None:
    lesson = LESSONS["id"]
    for name, path in (("wheel", wheel), ("checkout", ROOT / "src")):
        (tmp_path / name).mkdir()
        run(path, tmp_path / name, "build", str(ROOT / "content" / lesson / "essay.md"), "--out", "pack")
    assert files(tmp_path / "wheel") == files(tmp_path / "checkout")
