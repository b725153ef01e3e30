"""What lesson.yaml says is printed: objectives for the pupils, lesson time and stage for the teacher."""

from __future__ import annotations

from pathlib import Path

from support import ESSAYS, build, write_lesson
from support_pdf import dark, visible


def test_objectives_time_and_stage_are_printed(tmp_path: Path) -> None:
    text = (ESSAYS / "flight-en.txt").read_text(encoding="utf-8")
    more = "objectives: [name the first pilots, put the flights in order]\nduration: 85\nphase: E\n"
    pack = build(write_lesson(tmp_path / "lesson", f"# Flight\n\n{text}", more=more), tmp_path / "out")
    handout = visible(pack.pdfs["pupils/handout.pdf"])
    assert dark("name the first pilots") in handout
    assert dark("put the flights in order") in handout
    key = visible(pack.pdfs["teacher/key-A.pdf"])
    assert dark("Lesson time: 85 minutes.") in key
    assert dark("Stage E.") in key
    assert dark("85 minutes") not in handout


def test_without_objectives_there_is_no_lead(tmp_path: Path) -> None:
    text = (ESSAYS / "flight-en.txt").read_text(encoding="utf-8")
    pack = build(write_lesson(tmp_path / "lesson", f"# Flight\n\n{text}"), tmp_path / "out")
    assert dark("By the end of this sheet") not in visible(pack.pdfs["pupils/handout.pdf"])
