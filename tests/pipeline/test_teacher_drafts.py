"""Drafts: what a teacher finds in them is what is printed, and what she writes into them is printed instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from support import INTERFACES, LESSONS, Pack, build, cli, copy_lesson, files
from support_pdf import visible

from handouts import analysis, materials

Packs = Callable[..., Pack]
NAMES = ("timeline.yaml", "glossary.yaml", "questions.yaml")


def texts(pack: Pack) -> dict[str, str]:
    """What each sheet says, without the pack code and the notices about drafts."""
    return {name: visible(data).replace(pack.code, "") for name, data in pack.pdfs.items()}


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every generator fail: names, dates, terms, events, items."""

    def fail(*args: object, **options: object) -> None:
        raise AssertionError("this was to be read from a draft")

    monkeypatch.setattr(analysis, "analyse", fail)
    for name in ("timeline", "glossary", "exercises"):
        monkeypatch.setattr(materials, name, fail)


@pytest.mark.sliced(2)
@pytest.mark.parametrize("language", LESSONS)
def test_a_build_from_drafts_prints_the_same(language: str, packs: Packs, tmp_path: Path) -> None:
    before = packs(language)
    lesson = copy_lesson(language, tmp_path)
    assert cli("draft", lesson).code == 0
    after = build(lesson, tmp_path / "out", "--versions", "2")
    assert texts(after) == texts(before)
    assert after.handouts["A"].sections == before.handouts["A"].sections
    assert after.handouts["B"].sections == before.handouts["B"].sections
    assert after.prepared.timeline == before.prepared.timeline


@pytest.mark.parametrize("lang", INTERFACES)
def test_drafts_of_the_same_essay_stay(lang: str, lesson: Path) -> None:
    ran = cli("draft", lesson, lang=lang)
    assert ran.code == 0
    assert [line.partition(": ")[2] for line in ran.out.splitlines()] == [str(lesson / name) for name in NAMES]
    written = files(lesson)
    assert {name for name in written if not name.startswith(".schema/")} == {
        "lesson.yaml",
        "essay.md",
        *NAMES,
        ".drafts.json",
    }
    again = cli("draft", lesson, lang=lang)
    assert again.code == 0
    assert again.out != ran.out
    said = {"en": r"Up to date: .* \(\d+ unchanged\)", "id": r"Sudah sesuai: .* \(\d+ tidak berubah\)"}[lang]
    assert all(re.fullmatch(said, line) for line in again.out.splitlines())
    assert files(lesson) == written


@pytest.mark.parametrize("own", NAMES)
def test_a_teachers_file_stays_byte_for_byte(own: str, lesson: Path) -> None:
    assert cli("draft", lesson).code == 0
    path = lesson / own
    mine = b"\xef\xbb\xbf# mine\r\n" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(mine)
    for name in NAMES:
        if name != own:
            (lesson / name).unlink()
    assert cli("draft", lesson).code == 0
    assert path.read_bytes() == mine
    assert all((lesson / name).is_file() for name in NAMES)


def test_a_damaged_draft_is_neither_used_nor_overwritten(lesson: Path, tmp_path: Path) -> None:
    assert cli("draft", lesson).code == 0
    change(lesson / "questions.yaml", "\napproved: false", "\napproved: finished")
    before = files(lesson)
    for ran in (cli("draft", lesson), cli("build", lesson, "--out", tmp_path / "out")):
        assert ran.code == 3
        assert "questions.yaml:" in ran.err and "[yaml-wrong-type]" in ran.err
    assert files(lesson) == before
    assert not (tmp_path / "out").exists()


def test_a_corrected_answer_shows_up_in_the_key(lesson: Path, tmp_path: Path) -> None:
    assert cli("draft", lesson).code == 0
    first = build(lesson, tmp_path / "first")
    old = "A glider is an aircraft that flies without an engine."
    change(lesson / "questions.yaml", f"answer: {old}", "answer: A light aircraft with wings but without any engine.")
    second = build(lesson, tmp_path / "second")
    assert second.code != first.code
    before, after = (visible(p.pdfs["teacher/key-A.pdf"]) for p in (first, second))
    assert "Alightaircraftwithwingsbutwithoutanyengine" not in before
    assert "Alightaircraftwithwingsbutwithoutanyengine" in after
    # The sentence of the text stays the evidence, and the pupils' sheet stays as it was.
    assert "“Agliderisanaircraftthatflieswithoutanengine.”" in after
    assert texts(first)["pupils/worksheet-A.pdf"] == texts(second)["pupils/worksheet-A.pdf"]


def test_corrected_labels_and_meanings_are_printed(lesson: Path, tmp_path: Path) -> None:
    assert cli("draft", lesson).code == 0
    change(lesson / "timeline.yaml", "label: Louis Blériot crossed the English Channel", "label: Blériot reached Dover")
    change(lesson / "glossary.yaml", "definition: an aircraft that flies without an engine", "definition: a sailplane")
    found = texts(build(lesson, tmp_path / "out"))
    assert found["pupils/timeline.pdf"].count("BlériotreachedDover") == 2
    assert "gliderasailplane" in found["pupils/handout.pdf"]


def test_a_meaning_written_for_a_term_in_its_sentence_is_printed(lesson: Path, tmp_path: Path) -> None:
    assert cli("draft", lesson).code == 0
    file = lesson / "glossary.yaml"
    text = file.read_text(encoding="utf-8")
    [offered] = re.findall(r"  - term: lawsuit\n(?:    .*\n)*", text)
    change(
        file,
        offered,
        re.sub(r"definition: .*\n", "definition: a dispute before a court\n", re.sub(r"    source: .*\n", "", offered)),
    )
    found = texts(build(lesson, tmp_path / "out"))
    assert "lawsuitadisputebeforeacourt" in found["pupils/handout.pdf"]


def test_a_draft_of_before_a_correction_says_nothing_of_what_was_corrected(lesson: Path, tmp_path: Path) -> None:
    assert cli("draft", lesson).code == 0
    wrong = "He was the first passenger to die in an aeroplane."
    (lesson / "corrections.yaml").write_text(
        f"format: 1\ncorrections:\n  - sentence: {wrong}\n    replace: He flew in an aeroplane.\n    reason: wrong\n",
        encoding="utf-8",
    )
    found = texts(build(lesson, tmp_path / "out"))
    assert "Heflewinanaeroplane" in found["pupils/handout.pdf"]
    assert all("firstpassengertodie" not in text for name, text in found.items() if name.startswith("pupils/"))


def test_what_a_teacher_deletes_is_not_printed(lesson: Path, tmp_path: Path) -> None:
    assert cli("draft", lesson).code == 0
    path = lesson / "questions.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("  - kind: matching")
    end = text.index("  - kind: short_answer")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    pack = build(lesson, tmp_path / "out")
    assert {"matching", "ordering"}.isdisjoint(s.kind for s in pack.handouts["A"].sections)
    assert "Matching" not in texts(pack)["pupils/worksheet-A.pdf"]


def test_nothing_is_analysed_again_when_all_drafts_exist(
    lesson: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli("draft", lesson).code == 0
    wanted = build(lesson, tmp_path / "first").pdfs
    forbid(monkeypatch)
    assert build(lesson, tmp_path / "second").pdfs == wanted
    (lesson / ".drafts.json").unlink()  # now all drafts are the teacher's
    assert cli("draft", lesson).code == 0
    for topic in ("timeline", "glossary", "questions"):
        assert cli("show", topic, lesson).code == 0


@pytest.mark.parametrize("missing", NAMES)
def test_a_missing_draft_is_made_again(missing: str, lesson: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cli("draft", lesson).code == 0
    (lesson / missing).unlink()
    forbid(monkeypatch)
    ran = cli("show", "questions", lesson)
    assert ran.code == 70
    assert "this was to be read from a draft" in ran.err


def test_a_sentence_that_is_gone_takes_its_item_with_it(lesson: Path, tmp_path: Path) -> None:
    assert cli("draft", lesson).code == 0
    change(lesson / "essay.md", "A glider is an aircraft that flies", "A glider is a light aircraft that flies")
    pack = build(lesson, tmp_path / "out")
    said = [line for line in pack.ran.err.splitlines() if "[draft-sentence-gone]" in line]
    assert [Path(line.split(":")[0]).name for line in said] == ["glossary.yaml", "questions.yaml"]
    assert all("A glider is a light aircraft" in line for line in said)
    assert "glideranaircraft" not in texts(pack)["pupils/handout.pdf"]
    assert "Whatisaglider" not in texts(pack)["pupils/worksheet-A.pdf"]
    assert "Whatisapatent" in texts(pack)["pupils/worksheet-A.pdf"]


@pytest.mark.parametrize("lang", INTERFACES)
def test_drafts_need_a_folder(lang: str, lesson: Path) -> None:
    ran = cli("draft", lesson / "essay.md", lang=lang)
    assert (ran.code, ran.out) == (2, "")
    assert "[draft-needs-folder]" in ran.err
    assert set(files(lesson)) == {"lesson.yaml", "essay.md"}


def test_a_full_disk_leaves_no_draft(lesson: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[object] = []

    def full(*args: object) -> None:
        calls.append(args)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    ran = cli("draft", lesson)
    assert ran.code == 5
    assert "[store-disk-full]" in ran.err
    assert set(files(lesson)) == {"lesson.yaml", "essay.md"}
