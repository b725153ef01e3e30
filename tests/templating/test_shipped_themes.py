"""The shipped themes print every kind of sheet in both languages, with the parts that their readers expect, in order.

A build reads its own PDFs back and stops when the text is not that of the sheets, so a pack that is built is equal.
"""

from __future__ import annotations

import itertools
from functools import cache
from pathlib import Path

import pytest
from support import INTERFACES, LESSONS, ROOT, cli, copy_lesson, files
from support_pdf import dark, pages, visible

from handouts.pipeline.theme_check import check_theme

THEMES = sorted(path.parent.name for path in (ROOT / "templates").glob("*/theme.yaml"))
SHEETS = ("handout", "worksheet", "answer-sheet", "glossary", "vocabulary", "timeline")
SCHOOL = "format: 1\nname: SMP Contoh\nkop:\n  lines: [SMP CONTOH]\nschool-year: 2026/2027\nsemester: Ganjil\n"
# Parts of the worksheet in their order.
LKPD = {
    "id": (
        "SMP CONTOH", "LEMBAR KERJA PESERTA DIDIK (LKPD)", "Mata pelajaran", "Materi", "Alokasi waktu", "Nama",
        "Tujuan Pembelajaran", "Petunjuk", "Bacaan", "Kegiatan 1:", "Kegiatan 2:", "Kesimpulan", "Refleksi",
        "Paraf guru",
    ),
    "en": (
        "SMP CONTOH", "STUDENT WORKSHEET", "Subject", "Topic", "Time", "Name", "Learning objectives", "Directions",
        "Reading", "Activity 1:", "Activity 2:", "Conclusion", "Reflection", "Teacher",
    ),
}  # fmt: skip
PAPER = {
    "id": (
        "SMP CONTOH", "PENILAIAN SUMATIF", "TAHUN PELAJARAN 2026/2027", "Mata pelajaran", "Waktu", "Naskah", "Nama",
        "Petunjuk Umum", "Pilihan Ganda", "Benar atau Salah", "Uraian", "— Selamat mengerjakan —",
    ),
    "en": (
        "SMP CONTOH", "SUMMATIVE ASSESSMENT", "SCHOOL YEAR 2026/2027", "Subject", "Time", "Paper", "Name",
        "General directions", "Multiple choice", "Short answer", "— End of the questions —",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of both sample lessons with a school.yaml."""
    made = tmp_path_factory.mktemp("shipped")
    for language in LESSONS:
        copy_lesson(language, made / "content")
    (made / "content" / "school.yaml").write_text(SCHOOL, encoding="utf-8")
    return made


@cache
def built(root: Path, theme: str, language: str, sheets: tuple[str, ...], more: str = "") -> dict[str, bytes]:
    """The pupils' sheets of a sample lesson in a theme, by their names."""
    lesson = root / "content" / LESSONS[language]
    plain = (lesson / "lesson.yaml").read_text(encoding="utf-8")
    out = root / "out" / f"{theme}-{language}-{'-'.join(sheets)}{len(more)}"
    try:
        (lesson / "lesson.yaml").write_text(plain + more, encoding="utf-8")
        ran = cli("build", lesson, "--theme", theme, "--sheets", ",".join(sheets), "--out", out, cwd=root)
    finally:
        (lesson / "lesson.yaml").write_text(plain, encoding="utf-8")
    assert ran.code == 0, ran.err
    return {Path(name).stem: data for name, data in files(out).items() if name.endswith(".pdf")}


def assert_in_order(text: str, parts: tuple[str, ...]) -> None:
    at = 0
    for part in parts:
        found = text.find(dark(part), at)
        assert found >= 0, f"{part} is not behind the part before it"
        at = found + len(dark(part))


def test_four_themes_are_shipped() -> None:
    assert THEMES == ["default", "indonesia-lkpd", "indonesia-naskah-soal", "primary"]


@pytest.mark.verify
@pytest.mark.parametrize("theme", THEMES)
def test_nothing_is_wrong_with_a_shipped_theme(theme: str) -> None:
    assert check_theme(theme) == ()


# One sheet of each theme and language here; `make verify` builds all.
SLICE = [
    (t, lang, (sheet,)) for (t, lang), sheet in zip(itertools.product(THEMES, INTERFACES), SHEETS * 2, strict=False)
]
WHOLE = [
    pytest.param(theme, language, SHEETS, marks=pytest.mark.verify, id=f"{theme}-{language}-all")
    for theme, language in itertools.product(THEMES, INTERFACES)
]


@pytest.mark.sliced(9)
@pytest.mark.parametrize(("theme", "language", "sheets"), [*SLICE, *WHOLE])
def test_every_kind_of_sheet_is_built(root: Path, theme: str, language: str, sheets: tuple[str, ...]) -> None:
    made = built(root, theme, language, sheets)
    stems = {name.removesuffix("-A") for name in made}
    assert set(sheets) <= stems
    assert all(len(text.strip()) > 40 for data in made.values() for text in pages(data))


@pytest.mark.sliced(2)
@pytest.mark.parametrize("language", INTERFACES)
def test_lkpd_has_its_parts_in_order(root: Path, language: str) -> None:
    text = visible(built(root, "indonesia-lkpd", language, ("worksheet",))["worksheet-A"])
    assert_in_order(text, LKPD[language])


def test_lkpd_for_a_group_has_lines_for_its_members(root: Path) -> None:
    words = 'labels: {own.members: "4", own.trigger_text: "Mengapa musuh bersekutu?"}\n'
    text = visible(built(root, "indonesia-lkpd", "id", ("worksheet",), words)["worksheet-A"])
    assert_in_order(
        text, ("Kelompok", "Anggota kelompok", "Tujuan Pembelajaran", "Pertanyaan Pemantik", "Mengapa musuh")
    )
    assert dark("No. Absen") not in text


@pytest.mark.sliced(2)
@pytest.mark.parametrize("language", INTERFACES)
def test_question_paper_has_its_parts_in_order(root: Path, language: str) -> None:
    text = visible(built(root, "indonesia-naskah-soal", language, ("worksheet",))["worksheet-A"])
    assert_in_order(text, PAPER[language])
    assert text.count(dark(PAPER[language][-1])) == 1


def test_question_paper_in_one_column_is_longer(root: Path) -> None:
    words = 'labels: {own.columns: "1"}\n'
    one = built(root, "indonesia-naskah-soal", "id", ("worksheet",), words)["worksheet-A"]
    two = built(root, "indonesia-naskah-soal", "id", ("worksheet",))["worksheet-A"]
    assert len(pages(one)) > len(pages(two))
