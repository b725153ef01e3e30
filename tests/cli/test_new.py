"""`handouts new`: a lesson folder that a teacher can go on with, from any kind of file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from support import ESSAYS, INTERFACES, PNG, cli, files
from support_imports import small_pdf, word

from handouts.lessons.importing.files import corrections_yaml, lesson_yaml
from handouts.lessons.settings import LessonFile
from handouts.reading.yaml import load

FILES = {"essay.md", "lesson.yaml", "timeline.yaml", "questions.yaml", "glossary.yaml", "corrections.yaml"}
MATERIALS = ("en", "id")


@pytest.mark.sliced(9)
@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize("name", ["flight-en.txt", "rivers-en.txt", "tempelan-id.txt", "proklamasi-id.md"])
def test_a_text_becomes_a_lesson_that_can_be_built(name: str, lang: str, tmp_path: Path) -> None:
    ran = cli("new", tmp_path / "lesson", "--from", ESSAYS / name, lang=lang)
    assert ran.code == 0, ran.err
    made = files(tmp_path / "lesson")
    assert {file for file in made if not file.startswith(".")} == FILES
    assert all(file in ran.out for file in FILES)
    assert f"handouts check {tmp_path / 'lesson'}" in ran.out
    assert f"language: {name[-6:-4].strip('-.') if name.endswith('.txt') else 'id'}\n" in made["lesson.yaml"].decode()
    for topic in ("timeline", "glossary", "questions"):
        assert cli("show", topic, tmp_path / "lesson", "--format", "json").out
    drafts = {file: data for file, data in made.items() if file in ("timeline.yaml", "questions.yaml", "glossary.yaml")}
    for file in drafts:
        (tmp_path / "lesson" / file).unlink()
    assert cli("draft", tmp_path / "lesson").code == 0
    again = files(tmp_path / "lesson")
    assert {file: again[file] for file in drafts} == drafts


@pytest.mark.parametrize(("name", "make"), [("river.docx", word), ("cross.pdf", small_pdf)])
def test_word_and_pdf_become_lessons(name: str, make: Callable[[], bytes], tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(make())
    ran = cli("new", tmp_path / "lesson", "--from", tmp_path / name)
    assert ran.code == 0, ran.err
    essay = (tmp_path / "lesson" / "essay.md").read_text(encoding="utf-8")
    assert "on 1 May 1939" in essay.replace("\n", " ") or "On 1 May 1939 **Ann**" in essay
    assert cli("build", tmp_path / "lesson", "--out", tmp_path / "out").code == 0


def test_each_sentence_stands_in_a_line_of_its_own(tmp_path: Path) -> None:
    source = tmp_path / "essay.txt"
    source.write_text("A Walk\n\nAnn left at 4.30 p.m. on 1 May 1939. Mr. J. Doe stayed. He slept.\n\n1. May came.\n")
    assert cli("new", tmp_path / "walk", "--from", source).code == 0
    essay = (tmp_path / "walk" / "essay.md").read_text(encoding="utf-8")
    assert essay == (
        "# A Walk\n\nAnn left at 4.30 p.m. on 1 May 1939.\nMr. J. Doe stayed.\nHe slept.\n\n1\\. May came.\n"
    )
    assert "title: A Walk\n" in (tmp_path / "walk" / "lesson.yaml").read_text(encoding="utf-8")


def test_the_same_file_gives_the_same_lesson(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes((ESSAYS.parent / "pages" / "wiki-en.html").read_bytes())
    for place in ("one", "two"):
        assert cli("new", tmp_path / place / "lake", "--from", tmp_path / "page.html").code == 0
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_what_is_put_right_and_left_out_is_told_at_its_place(tmp_path: Path) -> None:
    source = tmp_path / "essay.txt"
    source.write_bytes("Ann left.\r\nThe dÃ©tente\u202e of 1972 was in the \u200bnews.\rIt was a long time.\n".encode())
    ran = cli("new", tmp_path / "walk", "--from", source)
    assert ran.code == 0
    assert f"{source}:2:5: note: " in ran.err
    assert "“dÃ©tente” → “détente”" in ran.err
    assert ran.err.count("[import-left-out]") == 2
    essay = (tmp_path / "walk" / "essay.md").read_text(encoding="utf-8")
    assert "The détente of 1972 was in the news." in essay


def test_doubts_are_counted_by_kind(tmp_path: Path) -> None:
    ran = cli("new", tmp_path / "lesson", "--from", ESSAYS / "tempelan-id.txt", lang="id")
    assert re.search(r"^ +1  .*\[flag-spam\]$", ran.out, re.MULTILINE)
    assert re.search(r"^ +1  .*\[flag-language\]$", ran.out, re.MULTILINE)


@pytest.mark.parametrize("kind", ["there", "empty"])
def test_a_folder_with_anything_in_it_is_never_touched(kind: str, tmp_path: Path) -> None:
    lesson = tmp_path / "lesson"
    lesson.mkdir()
    if kind == "empty":
        assert cli("new", lesson, "--from", ESSAYS / "flight-en.txt").code == 0
    else:
        (lesson / ".notes").write_text("mine")
    before = files(tmp_path)
    # The source is not even looked at.
    ran = cli("new", lesson, "--from", tmp_path / "nothing.txt")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[0].endswith("[lesson-exists]")
    assert files(tmp_path) == before


def test_the_language_is_asked_for_when_the_text_does_not_tell(tmp_path: Path) -> None:
    source = tmp_path / "essay.txt"
    source.write_text("Xyzzy 1908. Plugh 1945.\n")
    ran = cli("new", tmp_path / "lesson", "--from", source)
    assert ran.code == 3
    assert "[language-undecided]" in ran.err
    assert not (tmp_path / "lesson").exists()
    assert cli("new", tmp_path / "lesson", "--from", source, "--lang", "id").code == 0


def test_another_encoding_is_proposed_and_taken_when_said(tmp_path: Path) -> None:
    source = tmp_path / "essay.txt"
    source.write_bytes("The “détente” was in 1972. It was a long time ago.\n".encode("cp1252"))
    ran = cli("new", tmp_path / "lesson", "--from", source)
    assert ran.code == 3
    assert "--encoding windows-1252" in ran.err
    assert "The “détente” was in 1972" in ran.err
    assert cli("new", tmp_path / "lesson", "--from", source, "--encoding", "windows-1252").code == 0
    assert "The “détente” was in 1972." in (tmp_path / "lesson" / "essay.md").read_text(encoding="utf-8")


def test_pictures_of_a_markdown_text_come_along(tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "town.png").write_bytes(PNG)
    source = tmp_path / "essay.md"
    source.write_text("# The town\n\nAnn left it. She came back.\n\n![A map of the town](maps/town.png)\n")
    assert cli("new", tmp_path / "lesson", "--from", source).code == 0
    assert (tmp_path / "lesson" / "maps" / "town.png").read_bytes() == PNG
    assert cli("build", tmp_path / "lesson", "--out", tmp_path / "out").code == 0


def test_pictures_that_cannot_be_printed_are_left_out_and_named(tmp_path: Path) -> None:
    (tmp_path / "town.png").write_bytes(PNG)
    (tmp_path / "broken.png").write_bytes(PNG[:40])
    packed = "data:image/png;base64," + "iVBO" * 100_000
    source = tmp_path / "essay.md"
    source.write_text(
        "# The town ![](https://example.org/icon.png)\n\n![The old bridge](https://example.org/bridge.png)\n\n"
        "Ann left *it* ![map](gone/map.png) in 1939. She came back.\n\n![A map of the town](town.png)\n\n"
        '[![A boat](boat.png "At the quay")](https://example.org/boat_(1) "Larger")\n\n![](town.png)\n\n'
        "She stayed [here](https://example.org) until ![its\ngate](../gate.png)\n\n- ![Cut](broken.png)\n\n![P][p]\n\n"
        f"[p]: <{packed}>\n"
    )
    ran = cli("new", tmp_path / "lesson", "--from", source)
    assert ran.code == 0, ran.err
    said = [line for line in ran.err.splitlines() if "[import-picture-left-out]" in line]
    names = (
        "icon.png",
        "bridge.png (“The old bridge”)",
        "map.png (“map”)",
        "boat.png (“A boat”)",
        "town.png was",
        "gate",
    )
    assert len(said) == 8
    assert [name for name, line in zip(names, said, strict=False) if name not in line] == []
    assert all("warning" in line for line in said)
    essay = (tmp_path / "lesson" / "essay.md").read_text(encoding="utf-8")
    assert [line.strip() for line in essay.split("\n") if line.strip() and packed[:20] not in line] == [
        "# The town",
        "Ann left *it* in 1939.",
        "She came back.",
        "![A map of the town](town.png)",
        "She stayed [here](https://example.org) until",
        "-",
    ]
    assert cli("build", tmp_path / "lesson", "--out", tmp_path / "out").code == 0


def test_build_refuses_what_new_leaves_out(tmp_path: Path) -> None:
    source = tmp_path / "essay.md"
    source.write_text("# The town\n\nAnn left it in 1939.\n\n![The old bridge](https://example.org/bridge.png)\n")
    ran = cli("build", source, "--out", tmp_path / "out")
    assert (ran.code, "[picture-outside]" in ran.err) == (3, True)


@pytest.mark.parametrize("language", MATERIALS)
def test_lesson_yaml_explains_every_field_and_each_example_can_be_used(language: str, tmp_path: Path) -> None:
    text = lesson_yaml("A: title", language, "essay.docx")
    assert text.startswith("# yaml-language-server: $schema=.schema/lesson.json\n")
    path = tmp_path / "lesson.yaml"
    path.write_text(text, encoding="utf-8")
    plain = load(path, LessonFile)
    assert (plain.title, plain.language, plain.subject) == ("A: title", language, "")
    for name, field in LessonFile.model_fields.items():
        assert len(re.findall(rf"^(# )?{field.alias or name}:", text, re.MULTILINE)) == 1
    used = re.sub(r"^# (((?!yaml-)[\w-]+:)|(  - ))", r"\1", text, flags=re.MULTILINE)
    path.write_text(used, encoding="utf-8")
    filled = load(path, LessonFile)
    usual = ("sheets", "timeline", "kop")
    assert [n for n in LessonFile.model_fields if n not in usual and not getattr(filled, n)] == []
    assert (plain.kop, filled.kop) == (True, False)


@pytest.mark.parametrize("language", MATERIALS)
def test_corrections_yaml_begins_empty_and_shows_how(language: str) -> None:
    text = corrections_yaml(language)
    assert yaml.safe_load(text) == {"format": 1, "citations": "ask", "corrections": []}
    example = text.partition("# corrections:\n")[2].partition("\nformat:")[0]
    entries = yaml.safe_load("\n".join(line.removeprefix("# ") for line in example.splitlines()))
    assert [set(entry) for entry in entries] == [{"sentence", "replace", "reason"}, {"sentence", "keep", "reason"}]


SLIP = "The king signed a traety in 1607. The traety held until 1608. The two goverments made peace in 1610.\n"


@pytest.mark.parametrize("lang", INTERFACES)
def test_words_in_no_dictionary_are_told_and_are_no_terms(lang: str, tmp_path: Path) -> None:
    (tmp_path / "slip.txt").write_text(SLIP, encoding="utf-8")
    ran = cli("new", tmp_path / "lesson", "--from", tmp_path / "slip.txt", "--lang", "en", lang=lang)
    assert ran.code == 0
    [line] = [line for line in ran.out.splitlines() if "[flag-spelling]" in line]
    assert "“traety” (1:19, 2:5), “goverments” (3:9)" in line
    drafted = cli("draft", tmp_path / "lesson", lang=lang)
    [told] = [line for line in drafted.err.splitlines() if "[draft-spelling]" in line]
    assert "essay.md:1:19:" in told and "2" in told and "“traety” (1:19, 2:5), “goverments” (3:9)" in told
    entries = yaml.safe_load((tmp_path / "lesson" / "glossary.yaml").read_text(encoding="utf-8"))["entries"] or []
    assert not {"traety", "goverment", "goverments"} & {entry["term"] for entry in entries}


def test_of_many_unknown_words_a_few_are_quoted(tmp_path: Path) -> None:
    odd = ["traety", "goverment", "armistise", "requisitons", "occuppied", "soverein", "rebelion"]
    said = [f"In {1600 + n} they spoke of the {word} again, and of the {word}." for n, word in enumerate(odd)]
    (tmp_path / "slips.txt").write_text(" ".join([*said, *said]) + "\n", encoding="utf-8")
    ran = cli("new", tmp_path / "lesson", "--from", tmp_path / "slips.txt", "--lang", "en")
    [line] = [line for line in ran.out.splitlines() if "[flag-spelling]" in line]
    assert line.strip().startswith(f"{4 * len(odd)} ") and line.count("“") == 5
    assert line.endswith(", … [flag-spelling]") and line.count(", …)") == 5
