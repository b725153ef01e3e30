"""docs/glossary.md shows how a school keeps a glossary; what it shows is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support import ROOT, cli

GUIDE = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
# A block whose first line is a comment with a path is that file.
BLOCK = re.compile(r"```(?:yaml|markdown)\n(?:#|<!--) ([\w/.-]+/[\w.-]+)(?: -->)?\n(.*?)```", re.DOTALL)


@pytest.fixture
def lessons(tmp_path: Path) -> Path:
    for name, text in BLOCK.findall(GUIDE):
        if not name.endswith("glossary.yaml"):
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_draft_has_the_entries_that_the_guide_shows(lessons: Path) -> None:
    assert cli("draft", lessons / "armistice").code == 0
    drafted = (lessons / "armistice" / "glossary.yaml").read_text(encoding="utf-8")
    [shown] = [text for name, text in BLOCK.findall(GUIDE) if name == "armistice/glossary.yaml"]
    entries = re.findall(r"  - term:.*?(?=  - term:|\Z)", shown, re.DOTALL)
    assert len(entries) == 3
    for entry in entries:
        assert entry in drafted
    assert "Lindau" not in drafted


def test_the_guide_names_the_sources_that_there_are() -> None:
    for word in ("shared", "pattern", "synonym"):
        assert f"| `{word}` |" in GUIDE


def test_check_finds_nothing_wrong_with_the_example(lessons: Path) -> None:
    assert cli("draft", lessons / "armistice").code == 0
    found = cli("check", lessons / "armistice")
    assert (found.code, " error " in found.out, " warning " in found.out) == (0, False, False)
