"""Characters that no font of a theme has: told each at its place, and no sheet is written with a hole in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support import INTERFACES, cli, write_lesson
from support_pdf import visible

from handouts.typeset import faces
from handouts.typeset.families import FONTS

TEXT = (
    "Ann left Boston 😀 on 1 May 1939 and met 김 in Rome 🚀 with friends.\n\nTom stayed in Boston (南京) until 1941.\n"
)


def told(err: str, code: str, file: str) -> list[str]:
    """Line and column, and the message, of each finding of a code in a file."""
    lines = (line for line in err.splitlines() if line.endswith(f"[{code}]"))
    return [line.partition(f"{file}:")[2] for line in lines if f"{file}:" in line]


@pytest.mark.parametrize("lang", INTERFACES)
def test_each_is_an_error_at_its_own_place_and_nothing_is_written(lang: str, tmp_path: Path) -> None:
    lesson = write_lesson(tmp_path / "lesson", TEXT, more="author: 이\n")
    ran = cli("build", lesson, "--out", tmp_path / "out", lang=lang)
    assert (ran.code, ran.out) == (3, "")
    assert not (tmp_path / "out").exists()
    found = told(ran.err, "glyph-missing", "essay.md")
    wanted = [("1:17", "😀", "U+1F600 GRINNING FACE"), ("1:41", "김", "U+AE40 HANGUL SYLLABLE GIM")]
    wanted += [("1:51", "🚀", "U+1F680 ROCKET"), ("3:23", "南京", "U+5357 CJK UNIFIED IDEOGRAPH-5357")]
    assert len(found) == len(wanted)
    for line, (place, shown, name) in zip(found, wanted, strict=True):
        assert line.startswith(f"{place}: ") and f"“{shown}”" in line and name in line
    assert [line.split(": ")[0] for line in told(ran.err, "glyph-missing", "lesson.yaml")] == ["4:9"]
    assert "fallback: [{regular: " in ran.err and "corrections.yaml" in ran.err


@pytest.mark.parametrize("lang", INTERFACES)
def test_letters_that_must_be_joined_are_refused(lang: str, tmp_path: Path) -> None:
    lesson = write_lesson(tmp_path / "lesson", "Ann said سلام on 1 May 1939.\n")
    ran = cli("build", lesson, "--out", tmp_path / "out", lang=lang)
    assert ran.code == 3
    (line,) = told(ran.err, "glyph-shaped", "essay.md")
    assert line.startswith("1:10: ") and "U+0633 ARABIC LETTER SEEN" in line


def theme(folder: Path, more: str) -> None:
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text(f"format: 1\nname: {folder.name}\nbased-on: default\n{more}", encoding="utf-8")


# Latin alone: what it lacks, the bundled Lato has.
SCHOOL = "fonts: {reading: abeezee, sans: abeezee}\n"


@pytest.mark.parametrize("lang", INTERFACES)
def test_a_font_that_has_it_is_named_and_taken_when_the_theme_allows_it(lang: str, tmp_path: Path) -> None:
    lesson = write_lesson(tmp_path / "lesson", "Ann came from Москва on 1 May 1939.\n")
    theme(lesson / "theme", SCHOOL)
    ran = cli("build", lesson, "--out", tmp_path / "out", lang=lang)
    assert ran.code == 3
    (line,) = told(ran.err, "glyph-other-font", "essay.md")
    assert line.startswith("1:15: ") and "lato" in line
    assert "fallback: [lato]" in ran.err
    (lesson / "theme/theme.yaml").write_text(
        (lesson / "theme/theme.yaml").read_text("utf-8").replace("sans: abeezee", "sans: abeezee, fallback: [lato]")
    )
    ran = cli("build", lesson, "--out", tmp_path / "out", lang=lang)
    assert ran.code == 0
    assert "Москва" in visible((tmp_path / "out/pupils/handout.pdf").read_bytes())


def test_a_font_file_of_the_school_is_named_and_may_be_a_fallback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faces, "families", lambda: ("abeezee",))
    lesson = write_lesson(tmp_path / "lesson", "Ann came from Москва on 1 May 1939.\n")
    theme(lesson / "theme", SCHOOL)
    (lesson / "theme/fonts").mkdir()
    shutil.copy(next((FONTS / "lato").glob("*-Regular.ttf")), lesson / "theme/fonts/School.ttf")
    ran = cli("build", lesson, "--out", tmp_path / "out")
    assert ran.code == 3
    assert told(ran.err, "glyph-other-font", "essay.md")
    assert "fallback: [{regular: fonts/School.ttf}]" in ran.err
    file = lesson / "theme/theme.yaml"
    file.write_text(
        file.read_text("utf-8").replace("sans: abeezee", "sans: abeezee, fallback: [{regular: fonts/School.ttf}]")
    )
    assert cli("build", lesson, "--out", tmp_path / "out").code == 0
    assert "Москва" in visible((tmp_path / "out/pupils/handout.pdf").read_bytes())
    file.write_text(file.read_text("utf-8").replace("School.ttf", "Schule.ttf"))
    ran = cli("build", lesson, "--out", tmp_path / "out")
    assert (ran.code, "theme.yaml:4:" in ran.err, "[font-not-found]" in ran.err) == (4, True, True)


def test_words_of_school_and_theme_are_told_at_their_lines(tmp_path: Path) -> None:
    lesson = write_lesson(tmp_path / "content/lesson", "Ann left Boston on 1 May 1939.\n")
    (tmp_path / "content/school.yaml").write_text("format: 1\nname: SMP ☎ Contoh\n", encoding="utf-8")
    theme(lesson / "theme", 'labels:\n  en: {name_block.name: "Name 😀"}\n  id: {name_block.name: "Nama 🚀"}\n')
    ran = cli("build", lesson, "--out", tmp_path / "out")
    assert ran.code == 3
    (line,) = told(ran.err, "glyph-missing", "school.yaml")
    assert line.startswith("2:11: ")
    (line,) = told(ran.err, "glyph-missing", "theme.yaml")
    assert line.startswith("5:31: ")
    (tmp_path / "content/school.yaml").unlink()
    # the theme alone is at fault: the code of a theme
    assert cli("build", lesson, "--out", tmp_path / "out").code == 4


def test_comments_and_what_is_quoted_from_the_essay_are_no_trouble(tmp_path: Path) -> None:
    lesson = write_lesson(tmp_path / "lesson", "Ann left Boston 😀 on 1 May 1939.\n", more="# 😀\nauthor: 김 # 김\n")
    (lesson / "corrections.yaml").write_text(
        "format: 1\ncorrections:\n  - sentence: Ann left Boston 😀 on 1 May 1939.\n"
        "    replace: Ann left Boston 🚀 on 1 May 1939.\n    reason: a sign\n",
        encoding="utf-8",
    )
    ran = cli("build", lesson, "--out", tmp_path / "out")
    places = [line.split(": ")[0] for line in told(ran.err, "glyph-missing", "lesson.yaml")]
    assert (ran.code, places) == (3, ["5:9"])
    (line,) = told(ran.err, "glyph-missing", "corrections.yaml")
    assert line.startswith("4:30: ")
    assert told(ran.err, "glyph-missing", "essay.md") == []


@pytest.mark.parametrize("lang", INTERFACES)
def test_letters_to_be_joined_in_a_template_are_told_once_at_its_line(lang: str, tmp_path: Path) -> None:
    lesson = write_lesson(tmp_path / "lesson", "Ann left Boston on 1 May 1939.\n")
    theme(lesson / "theme", "")
    (lesson / "theme/handout.xml.j2").write_text(
        '{% extends "base/handout.xml.j2" %}\n{% block lead %}\n<p>Salam مرحبا नमस्ते</p>\n<p>김 南京</p>\n'
        "{{ super() }}\n{% endblock %}\n",
        encoding="utf-8",
    )
    ran = cli("build", lesson, "--out", tmp_path / "out", lang=lang)
    assert ran.code == 4, ran.err
    (line,) = told(ran.err, "glyph-shaped", "handout.xml.j2")
    assert line.startswith("3: ") and "“مرحبا नमस्ते”" in line and "Arabic, Devanagari" in line
    (line,) = told(ran.err, "check-glyph", "handout.xml.j2")
    assert line.startswith("4: ") and "“김南京”" in line


def test_a_template_that_writes_one_is_told_at_its_line(tmp_path: Path) -> None:
    lesson = write_lesson(tmp_path / "lesson", "Ann left Boston on 1 May 1939.\n")
    theme(lesson / "theme", "")
    (lesson / "theme/handout.xml.j2").write_text(
        '{% extends "base/handout.xml.j2" %}\n{% block lead %}\n<p>Well 😀</p>\n{{ super() }}\n{% endblock %}\n',
        encoding="utf-8",
    )
    ran = cli("build", lesson, "--out", tmp_path / "out")
    assert ran.code == 4, ran.err
    (line,) = told(ran.err, "check-glyph", "handout.xml.j2")
    assert line.startswith("3: ") and "U+1F600 GRINNING FACE" in line
