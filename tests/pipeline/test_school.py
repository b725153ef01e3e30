"""school.yaml: what its lessons share reaches the pages, a lesson goes before it, mistakes have their line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from support import INTERFACES, Ran, cli, copy_lesson, files
from support_pdf import dark, visible


def picture(path: Path, width: int = 40) -> None:
    from PIL import Image

    Image.new("RGB", (width, width), "#204060").save(path)


SCHOOL = """format: 1
name: SMP Contoh
npsn: "20312345"
kop:
  lines:
    - PEMERINTAH KABUPATEN CONTOH
    - {text: SMP CONTOH, size: heading, bold: true}
    - {text: Jalan Contoh 1, size: small}
  logos: {file: logo.png, alt: Arms of a made-up school}
head: {name: Kepala Contoh, nip: "1970"}
city: Kota Contoh
school-year: 2026/2027
semester: Ganjil
paper: F4
labels:
  en: {header.kind_exercises: Work to do}
"""
KOP = dark("PEMERINTAH KABUPATEN CONTOH")


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    """A sample lesson in a folder of lessons with a school.yaml."""
    made = copy_lesson("en", tmp_path / "content")
    (made.parent / "school.yaml").write_text(SCHOOL, encoding="utf-8")
    picture(made.parent / "logo.png")
    return made


def built(lesson: Path, *options: str | Path) -> tuple[Ran, dict[str, str]]:
    out = lesson.parent.parent / "out"
    ran = cli("build", lesson, "--out", out, *options)
    return ran, {name: visible(data) for name, data in files(out).items() if name.endswith(".pdf")}


def test_letterhead_signature_words_and_paper(lesson: Path) -> None:
    ran, pages = built(lesson, "--sheets", "handout,timeline,worksheet,key,blueprint")
    assert ran.code == 0, ran.err
    for name in ("pupils/handout.pdf", "pupils/worksheet-A.pdf", "teacher/blueprint.pdf"):
        assert pages[name].count(KOP) == 1, name
    assert KOP not in pages["pupils/timeline.pdf"] + pages["teacher/key-A.pdf"]
    signed = pages["teacher/blueprint.pdf"]
    for words in ("Kepala Contoh", "NIP 1970", "Head of SMP Contoh", "Kota Contoh"):
        assert dark(words) in signed, words
    assert dark("Kepala Contoh") not in pages["pupils/worksheet-A.pdf"]
    assert dark("WORK TO DO") in pages["pupils/worksheet-A.pdf"]
    record = json.loads(Path(ran.out.splitlines()[-1].partition(": ")[2]).read_text(encoding="utf-8"))
    assert (record["paper"], record["labels"]) == ("F4", {"header.kind_exercises": "Work to do"})


@pytest.mark.sliced(2)
@pytest.mark.parametrize("named", [False, True])
def test_without_a_teacher_there_is_a_line_for_the_name_and_no_author_signs(lesson: Path, named: bool) -> None:
    author = yaml.safe_load((lesson / "lesson.yaml").read_text(encoding="utf-8"))["author"]
    with (lesson / "lesson.yaml").open("a", encoding="utf-8") as file:
        file.write("\ndate: 1 May 2026\n" + "teacher: Guru Contoh\n" * named)
    ran, pages = built(lesson, "--sheets", "blueprint")
    assert ran.code == 0, ran.err
    signed = pages["teacher/blueprint.pdf"]
    below = signed[signed.rindex(dark("Head of SMP Contoh")) :]
    assert dark(author) not in below
    assert (dark("Guru Contoh") in below) is named
    assert ("………………" in below) is not named


def test_a_lesson_goes_before_its_school_and_the_call_before_both(lesson: Path) -> None:
    with (lesson / "lesson.yaml").open("a", encoding="utf-8") as file:
        file.write("\nkop: no\npaper: Letter\nlabels: {header.kind_exercises: Ours}\n".replace("kop: no", "kop: false"))
    ran, pages = built(lesson, "--sheets", "worksheet")
    assert ran.code == 0, ran.err
    assert KOP not in pages["pupils/worksheet-A.pdf"]
    assert dark("OURS") in pages["pupils/worksheet-A.pdf"]
    path = Path(ran.out.splitlines()[-1].partition(": ")[2])
    assert json.loads(path.read_text(encoding="utf-8"))["paper"] == "Letter"
    ran, _ = built(lesson, "--sheets", "worksheet", "--paper", "A4")
    path = Path(ran.out.splitlines()[-1].partition(": ")[2])
    assert json.loads(path.read_text(encoding="utf-8"))["paper"] == "A4"


def test_reworded_columns_reach_sheet_and_key(lesson: Path) -> None:
    words = "labels: {sections.true_false.true: Agrees, sections.true_false.false: Differs}\n"
    with (lesson / "lesson.yaml").open("a", encoding="utf-8") as file:
        file.write(words)
    ran, pages = built(lesson, "--sheets", "worksheet,key")
    assert ran.code == 0, ran.err
    for name in ("pupils/worksheet-A.pdf", "teacher/key-A.pdf"):
        assert dark("Agrees") in pages[name] and dark("Differs") in pages[name], name


def test_the_code_depends_on_the_school_and_its_logo(lesson: Path) -> None:
    codes = []
    for change in (
        None,
        lambda: picture(lesson.parent / "logo.png", 50),
        lambda: (lesson.parent / "school.yaml").unlink(),
    ):
        if change:
            change()
        ran, _ = built(lesson, "--sheets", "worksheet")
        assert ran.code == 0, ran.err
        codes.append(Path(ran.out.splitlines()[-1].partition(": ")[2]).stem)
    assert len(set(codes)) == 3


def test_keys_are_printed_again_with_the_words_of_then(lesson: Path) -> None:
    path = lesson.parent / "school.yaml"
    text = SCHOOL.replace("Work to do", 'Work", key.notes: "School notes').replace(
        "header.kind_exercises: Work", 'header.kind_exercises: "Work'
    )
    path.write_text(text.replace("School notes}", 'School notes"}'), encoding="utf-8")
    ran, pages = built(lesson, "--sheets", "worksheet,key")
    assert ran.code == 0, ran.err
    assert dark("School notes") in pages["teacher/key-A.pdf"]
    path.unlink()
    code = Path(ran.out.splitlines()[-1].partition(": ")[2]).stem
    again = cli("key", code, "--in", lesson, "--out", lesson / "again")
    assert again.code == 0, again.err
    assert visible((lesson / "again" / "key-A.pdf").read_bytes()) == pages["teacher/key-A.pdf"]


MISTAKES = {
    "unknown key": ("semestr: x", "There is no key semestr here.", "semester"),
    "npsn": ('npsn: "12"', "npsn", ""),
    "label": ("labels: {id: {header.kind_raeding: X}}", "header.kind_raeding", "header.kind_reading"),
    "placeholder": ('labels: {en: {footer.page: "p. {pgae} / {pages}"}}', "{pgae}", "{page}"),
    "missing placeholder": ('labels: {en: {footer.page: "p. {page}"}}', "{pages}", ""),
    "theme": ("theme: no-such-theme", "no-such-theme", ""),
    "paper": ("paper: F44", "F44", "F4"),
    "logo": ("kop: {lines: [X], logos: [none.png]}", "none.png", ""),
    "logo without words": ("kop: {lines: [X], logos: [logo.png]}", "[letterhead-logo-alt]", ""),
    "logo with empty words": ('kop: {lines: [X], logos: [{file: logo.png, alt: " "}]}', "[letterhead-logo-alt]", ""),
    "sheet": ("kop: {lines: [X], sheets: [workshet]}", "workshet", "worksheet"),
    "own label of no theme": ("labels: {en: {own.greeting: Hi}}", "own.greeting", ""),
}


@pytest.mark.sliced(5)
@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_have_their_line_and_a_proposal(name: str, command: str, lesson: Path) -> None:
    line, word, meant = MISTAKES[name]
    (lesson.parent / "school.yaml").write_text(f"format: 1\nname: SMP Contoh\n{line}\n", encoding="utf-8")
    ran = cli(command, lesson, cwd=lesson.parent.parent)
    said = ran.out + ran.err
    assert ran.code == 3, said
    place = "school.yaml:3:" if command == "build" else "school.yaml"
    assert place in said
    assert word in said
    assert not meant or f"“{meant}”" in said


@pytest.mark.parametrize("lang", INTERFACES)
def test_labels_of_a_lesson_are_checked_at_their_place(lang: str, lesson: Path) -> None:
    path = lesson / "lesson.yaml"
    count = len(path.read_text(encoding="utf-8").splitlines())
    with path.open("a", encoding="utf-8") as file:
        file.write('labels:\n  crossword.clue: "{hint}"\n')
    ran = cli("build", lesson, lang=lang)
    assert ran.code == 3
    assert f"lesson.yaml:{count + 2}:19" in ran.err
    assert "{clue}, {lengths}" in ran.err
    assert "label-unknown-placeholder" in ran.err


def test_a_broken_school_hides_nothing_of_the_lesson(lesson: Path) -> None:
    (lesson.parent / "school.yaml").write_text("format: 1\nname: X\nnpsn: a\n", encoding="utf-8")
    whole = {f["code"] for f in json.loads(cli("check", lesson, "--format", "json").out)}
    (lesson.parent / "school.yaml").unlink()
    alone = {f["code"] for f in json.loads(cli("check", lesson, "--format", "json").out)}
    assert whole == alone | {"yaml-wrong-value"}
