"""First pages of every theme that comes with the tool, as pictures: `pytest --update-golden` after a wanted change.

The lesson beside the pictures has its drafts in files, so that only a change of the look changes a page.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pytest
from PIL import Image, ImageChops
from support import ROOT, files
from support_golden import GOLDEN, check, differs, picture

from handouts.pipeline import codes
from handouts.pipeline.build import BuildOptions, build

THEMES = sorted(path.name for path in (ROOT / "templates").iterdir() if (path / "theme.yaml").exists())
SHEETS = {"handout": "pupils/handout.pdf", "worksheet": "pupils/worksheet-A.pdf", "key": "teacher/key-A.pdf"}
OTHERS = [("indonesia-lkpd", "large-24"), ("indonesia-naskah-soal", "ink-saver"), ("primary", "large-18")]
Pages = Callable[..., dict[str, Image.Image]]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """First pages of the lesson in a theme, by sheet; the pack's code is none, since it changes with every label."""
    folder = tmp_path_factory.mktemp("golden")
    shutil.copytree(GOLDEN / "content", folder / "content")

    @cache
    def made(theme: str, print_name: str = "standard", sheets: str = ",".join(SHEETS)) -> dict[str, Image.Image]:
        out = folder / f"{theme}-{print_name}"
        asked = BuildOptions(
            str(folder / "content" / "rempah"),
            out,
            theme=theme,
            sheets=sheets,
            print_name=print_name,  # type: ignore[arg-type]
        )
        with patch.object(codes, "make", lambda made_of, attempt: f"GOLDE{attempt}N"):
            build(asked)
        written = files(out)
        shutil.rmtree(folder / "content" / "rempah" / "locks")
        return {name: picture(written[path]) for name, path in SHEETS.items() if path in written}

    return made


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("theme", THEMES)
def test_first_pages(theme: str, sheet: str, pages: Pages, request: pytest.FixtureRequest) -> None:
    update = request.config.getoption("--update-golden")
    assert check(f"{theme}-{sheet}", pages(theme)[sheet], update) == ""


@pytest.mark.parametrize(("theme", "print_name"), OTHERS)
def test_worksheets_in_other_prints(theme: str, print_name: str, pages: Pages, request: pytest.FixtureRequest) -> None:
    update = request.config.getoption("--update-golden")
    made = pages(theme, print_name, "worksheet")["worksheet"]
    assert check(f"{theme}-worksheet-{print_name}", made, update) == ""


def test_what_is_seen_and_what_is_not() -> None:
    page = Image.open(GOLDEN / "default-worksheet.png").convert("L")
    assert differs(page, page) == 0
    assert differs(page, page.point(lambda grey: min(255, grey + 12))) == 0
    assert differs(page, ImageChops.offset(page, 0, 1)) > 0.01
    moved = page.copy()
    line = page.crop((0, 200, page.width, 216))
    moved.paste(line, (0, 202))
    assert differs(page, moved) > 0.0008
    assert differs(page, page.crop((0, 0, page.width, page.height - 1))) == 1


def test_the_pictures_are_few_and_small(request: pytest.FixtureRequest) -> None:
    kept = {path.stem: path.stat().st_size for path in GOLDEN.glob("*.png")}
    known = {f"{theme}-{sheet}" for theme in THEMES for sheet in SHEETS}
    known |= {f"{theme}-worksheet-{print_name}" for theme, print_name in OTHERS}
    if request.config.getoption("--update-golden"):  # other workers are still writing them
        known = set(kept)
    assert set(kept) == known
    assert sum(kept.values()) < 1_500_000


def test_the_lesson_has_files_for_all_that_is_drafted() -> None:
    folder = Path(GOLDEN / "content" / "rempah")
    assert {"glossary.yaml", "questions.yaml", "timeline.yaml"} <= {path.name for path in folder.iterdir()}
