"""The same plan gives the same bytes, whoever does the work, in whatever order, and whatever was done before."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from batch_tiny import main, trees, write_tiny
from PIL import Image

from handouts.typeset.families import FONTS

COMMAND = Path(__file__).with_name("batch_tiny.py")
LOOK = "format: 1\nname: look\nbased-on: primary\nfonts: {sans: {regular: Mine.ttf}}\ncolours: {accent: '#COLOUR'}\n"
SCHOOL = """format: 1
name: NAME
npsn: "2030000NUMBER"
kop: {lines: [Example Town], logos: [{file: logo.png, alt: arms}]}
"""
PLAN = """format: 1
name: Tiny
out: out
zip: true
schools:
  - {name: One, kop: one, classes: one/*.csv, theme: one/look, lessons: one/alpha}
  - {name: Two, kop: two, classes: two/*.csv, theme: two/look, lessons: two/alpha}
"""


def write_lookalikes(folder: Path) -> Path:
    """Two schools whose fonts, themes, pictures and lessons have the same names and are others."""
    plan = write_tiny(folder, 8)
    essay = (folder / "alpha/essay.md").read_text(encoding="utf-8")
    fonts = (FONTS / "lato" / "Lato-Regular.ttf", next((FONTS / "abeezee").glob("*Regular.ttf")))
    for number, name in enumerate(("one", "two")):
        own = folder / name
        for path in ("alpha", "look"):
            (own / path).mkdir()
        (own / "alpha/lesson.yaml").write_bytes((folder / "alpha/lesson.yaml").read_bytes())
        (own / "alpha/essay.md").write_text(essay[: 2500 - 200 * number], encoding="utf-8")
        (own / "look/theme.yaml").write_text(LOOK.replace("COLOUR", "12"[number] * 6), encoding="utf-8")
        (own / "look/Mine.ttf").write_bytes(fonts[number].read_bytes())
        (own / "school.yaml").write_text(SCHOOL.replace("NAME", name).replace("NUMBER", str(number)), encoding="utf-8")
        picture = io.BytesIO()
        Image.new("RGB", (120, 120), ("red", "blue")[number]).save(picture, "PNG")
        (own / "logo.png").write_bytes(picture.getvalue())
    plan.write_text(PLAN, encoding="utf-8")
    return plan


def made(plan: Path, *backend: str, **env: str) -> dict[str, bytes]:
    """What a process of its own makes."""
    command = [sys.executable, str(COMMAND), str(plan), str(plan.parent / "cache"), str(plan.parent / "log"), *backend]
    path = os.pathsep.join([str(COMMAND.parent), *sys.path])
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": path, **env})
    return trees(plan)


@pytest.fixture(scope="session")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What processes make that have seen one of the schools only."""
    found: dict[str, bytes] = {}
    for name, seed in (("one", "0"), ("two", "1")):
        plan = write_lookalikes(tmp_path_factory.mktemp(name))
        found |= made(plan, "inline", name, PYTHONHASHSEED=seed, TZ="Asia/Jayapura")
    assert len(found) > 4 * 8
    return found


@pytest.mark.verify
def test_schools_that_look_alike_do_not_mix_in_one_process(alone: dict[str, bytes], tmp_path: Path) -> None:
    """Fonts, pictures and themes are remembered by what they are, not by the names that they have in their trees."""
    plan = write_lookalikes(tmp_path)
    assert main(str(plan), str(tmp_path / "cache"), str(tmp_path / "log"), "inline") == 0
    assert trees(plan) == alone


@pytest.mark.verify  # tests/cli/test_batch_command.py compares two processes with one in `make test`
@pytest.mark.parametrize(
    ("backend", "seed", "zone"),
    [("1", "2", "America/St_Johns"), ("2", "3", "Asia/Jayapura"), ("8", "0", "America/St_Johns")],
)
def test_processes(backend: str, seed: str, zone: str, alone: dict[str, bytes], tmp_path: Path) -> None:
    assert made(write_lookalikes(tmp_path), backend, PYTHONHASHSEED=seed, TZ=zone) == alone


def test_a_small_cluster(scheduler: str, tmp_path: Path) -> None:
    here, there = (write_tiny(tmp_path / name, 2) for name in ("here", "there"))
    assert main(str(here), str(tmp_path / "cache"), str(tmp_path / "log"), "inline") == 0
    assert made(there, scheduler, PYTHONHASHSEED="1", TZ="America/St_Johns") == trees(here) != {}


@pytest.mark.verify
def test_a_cluster(scheduler: str, alone: dict[str, bytes], tmp_path: Path) -> None:
    assert made(write_lookalikes(tmp_path), scheduler, PYTHONHASHSEED="1", TZ="America/St_Johns") == alone
