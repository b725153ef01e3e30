"""`handouts theme`: a theme made from answers works at once, and everything wrong with one is told at once."""

from __future__ import annotations

import json
import re
from pathlib import Path
from unittest.mock import patch

import pikepdf
import pytest
from click.testing import CliRunner
from support import INTERFACES, cli, copy_lesson, files
from support_pdf import MM, dark, visible

from handouts.cli.main import application
from handouts.pipeline import places

ANSWERS = ("--school", "SMP Contoh", "--owner", "YAYASAN CONTOH", "--address", "Jalan Contoh 1", "--colour", "7A1F3D")


@pytest.fixture(autouse=True)
def no_themes_of_the_user(tmp_path: Path) -> object:
    with patch.object(places, "user_themes", lambda: tmp_path / "user"):
        yield


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    from PIL import Image

    path = tmp_path / "our logo.PNG"
    Image.new("RGB", (30, 30), "#204060").save(path)
    return path


@pytest.mark.parametrize("lang", ["en", pytest.param("id", marks=pytest.mark.verify)])
def test_a_new_theme_works_at_once(lang: str, tmp_path: Path, logo: Path) -> None:
    made = cli("theme", "new", "my-school", *ANSWERS, "--logo", logo, "--no-input", lang=lang, cwd=tmp_path)
    assert made.code == 0, made.err
    folder = tmp_path / "templates" / "my-school"
    assert set(files(folder)) == {"theme.yaml", "worksheet.xml.j2", "logo.png"}
    checked = cli("theme", "check", "my-school", lang=lang, cwd=tmp_path)
    assert checked.code == 0, checked.out
    lesson = copy_lesson(lang, tmp_path / "content")
    ran = cli("build", lesson, "--theme", "my-school", "--sheets", "worksheet", "--out", "out", lang=lang, cwd=tmp_path)
    assert ran.code == 0, ran.err
    found = visible((tmp_path / "out" / "pupils" / "worksheet-A.pdf").read_bytes())
    for words in ("YAYASAN CONTOH", "SMP Contoh", "Jalan Contoh 1"):
        assert found.count(dark(words)) == 1, words


@pytest.mark.parametrize("lang", INTERFACES)
def test_what_is_left_out_is_an_example_in_the_file(lang: str, tmp_path: Path) -> None:
    assert cli("theme", "new", "plain", "--no-input", lang=lang, cwd=tmp_path).code == 0
    text = (tmp_path / "templates/plain/theme.yaml").read_text(encoding="utf-8")
    assert "# letterhead:" in text
    uncommented = "\n".join(
        line[2:] if line.startswith(("# labels", "#   ")) else line for line in text.splitlines()[8:]
    )
    assert "labels:" in uncommented
    assert cli("theme", "show", "plain", lang=lang, cwd=tmp_path).code == 0


def test_questions_are_asked_until_they_can_be_used(tmp_path: Path, logo: Path) -> None:
    runner = CliRunner()
    typed = f"\nSMP Contoh\nYAYASAN A; BAGIAN B\nJalan 1\nno.png\n{logo}\nblue\n\n"
    result = runner.invoke(application("en"), ["theme", "new", str(tmp_path / "a/b")], input=typed)
    assert result.exit_code == 0, result.output
    assert "There is no picture no.png" in result.output
    assert "“blue” is not a colour" in result.output
    text = (tmp_path / "a/b/theme.yaml").read_text(encoding="utf-8")
    assert '"YAYASAN A"' in text and '"BAGIAN B"' in text and "#16505a" in text


@pytest.mark.parametrize(
    ("name", "options", "code"),
    [
        ("My School", (), "theme-bad-name"),
        ("aux", (), "theme-bad-name"),
        ("../up and away", (), "theme-bad-name"),
        ("x", ("--colour", "red"), "colour-unknown"),
        ("x", ("--logo", "none.png"), "theme-no-logo"),
        ("x", ("--based-on", "defalt"), "theme-not-found"),
        ("x", ("--paper", "F44"), "paper-unknown"),
        ("there", (), "theme-exists"),
        ("default", (), "theme-hides"),
        ("elsewhere/primary", (), "theme-hides"),
    ],
)
def test_what_new_refuses(name: str, options: tuple[str, ...], code: str, tmp_path: Path) -> None:
    (tmp_path / "templates/there").mkdir(parents=True)
    (tmp_path / "templates/there/note.txt").write_text("mine", encoding="utf-8")
    before = files(tmp_path)
    ran = cli("theme", "new", name, *options, "--no-input", cwd=tmp_path)
    assert (ran.code, f"[{code}]" in ran.err) == (2, True), ran.err
    assert files(tmp_path) == before


def write(root: Path, name: str, text: str = "", **templates: str) -> Path:
    folder = root / "templates" / name
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text(f"format: 1\nname: {name}\nbased-on: default\n{text}", encoding="utf-8")
    for file, source in templates.items():
        (folder / f"{file.replace('_', '-')}.xml.j2").write_text(source, encoding="utf-8")
    return folder


def test_a_base_that_is_not_there_is_told_once(tmp_path: Path) -> None:
    assert cli("theme", "new", "ours", *ANSWERS, "--no-input", cwd=tmp_path).code == 0
    file = tmp_path / "templates/ours/theme.yaml"
    text = file.read_text(encoding="utf-8").replace("based-on: default", "based-on: defualt")
    file.write_text(text, encoding="utf-8")
    found = json.loads(cli("theme", "check", "ours", "--format", "json", cwd=tmp_path).out)
    assert [d["code"] for d in found if d["severity"] == "error"] == ["theme-not-found"]


def test_check_tells_everything_at_once(tmp_path: Path) -> None:
    write(
        tmp_path,
        "bad",
        'colours: {acent: "#123456"}\nlabels: {id: {footer.page: "Hal. {no}"}}\n',
        worksheet='{% extends "base/worksheet.xml.j2" %}\n{% block closing %}\n{{ "a" * 3 }}\n{% endblock %}',
        key='{% extends "base/key.xml.j2" %}\n{% if %}',
        handuot="<p/>",
    )
    ran = cli("theme", "check", "bad", "--format", "json", cwd=tmp_path)
    found = {(f["code"], Path(f["file"]).name, f["line"]) for f in json.loads(ran.out)}
    assert ran.code == 4
    assert {
        ("yaml-unknown-key", "theme.yaml", 4),
        ("template-refused", "worksheet.xml.j2", 3),
        ("template-syntax", "key.xml.j2", 2),
        ("theme-unused-template", "handuot.xml.j2", None),
    } <= found


@pytest.mark.verify
def test_check_tells_what_sheets_become(tmp_path: Path) -> None:
    write(
        tmp_path,
        "odd",
        worksheet='{% extends "base/worksheet.xml.j2" %}\n{% block closing %}\n<pp>{{ s.titel }}</pp>\n{% endblock %}',
        handout='{% extends "base/handout.xml.j2" %}\n{% block after %}\n<pa>x</pa>\n{% endblock %}',
        names="<name-block><row><field label='{{ lesson.subject }}'/></row></name-block><p>{{ school.nmae }}</p>",
    )
    ran = cli("theme", "check", "odd", "--format", "json", cwd=tmp_path)
    assert ran.code == 4
    found = {(f["code"], Path(f["file"]).name) for f in json.loads(ran.out)}
    assert ("template-undefined", "names.xml.j2") in found
    assert ("markup-unknown-element", "handout.xml.j2") in found
    assert "“name”" in ran.out


def test_show_tells_where_each_value_comes_from(tmp_path: Path) -> None:
    write(tmp_path, "ours", 'colours: {accent: "#123456"}\n', names="<name-block/>")
    shown = json.loads(cli("theme", "show", "ours", "--format", "json", cwd=tmp_path).out)
    assert [one["name"] for one in shown["chain"]] == ["ours", "default"]
    assert [one["origin"] for one in shown["chain"]] == ["here", "tool"]
    values = {one["key"]: one for one in shown["values"]}
    assert (values["colours.accent"]["theme"], values["colours.accent"]["value"]) == ("ours", "#123456")
    assert values["colours.accent"]["place"].endswith("ours/theme.yaml:4:19")
    assert values["paper"]["theme"] == "default"
    assert values["sizes.body"] == {"key": "sizes.body", "value": "10.5", "theme": "", "place": ""}
    templates = {one["file"]: one["theme"] for one in shown["templates"]}
    assert (templates["names.xml.j2"], templates["worksheet.xml.j2"]) == ("ours", "default")
    text = cli("theme", "show", "ours", cwd=tmp_path).out
    assert "#123456" in text and "built in" in text
    labels = cli("theme", "show", "ours", "--labels", "id", cwd=tmp_path).out
    assert "header.kind_reading: " in labels


def test_list_in_the_order_of_the_search(tmp_path: Path) -> None:
    write(tmp_path, "default", "description: Ours first\n")
    write(tmp_path, "broken", "colour: x\n")
    lesson = copy_lesson("en", tmp_path / "content")
    (lesson / "theme").mkdir()
    (lesson / "theme/theme.yaml").write_text("format: 1\nname: its-own\n", encoding="utf-8")
    (lesson / "themes/special").mkdir(parents=True)
    (lesson / "themes/special/theme.yaml").write_text("format: 1\nname: special\n", encoding="utf-8")
    ran = cli("theme", "list", "--lesson", lesson, "--format", "json", cwd=tmp_path)
    found = [(one["name"], one["origin"], one["hidden"], one["errors"]) for one in json.loads(ran.out)]
    assert found == [
        ("theme", "lesson", False, 0),
        ("special", "lesson", False, 0),
        ("broken", "here", False, 1),
        ("default", "here", False, 0),
        ("default", "tool", True, 0),
        ("indonesia-lkpd", "tool", False, 0),
        ("indonesia-naskah-soal", "tool", False, 0),
        ("primary", "tool", False, 0),
    ]
    assert "Ours first" in cli("theme", "list", cwd=tmp_path).out


def test_a_theme_in_the_lesson_is_taken_when_none_is_named(tmp_path: Path) -> None:
    lesson = copy_lesson("en", tmp_path / "content")
    (lesson / "theme").mkdir()
    (lesson / "theme/theme.yaml").write_text(
        "format: 1\nname: its-own\nbased-on: default\nlabels: {en: {header.kind_exercises: Very own}}\n",
        encoding="utf-8",
    )
    ran = cli("build", lesson, "--sheets", "worksheet,key", "--out", "out", cwd=tmp_path)
    assert ran.code == 0, ran.err
    found = visible((tmp_path / "out/pupils/worksheet-A.pdf").read_bytes())
    assert dark("VERY OWN") in found
    code = Path(ran.out.splitlines()[-1].partition(": ")[2]).stem
    assert cli("key", code, "--in", lesson, "--out", "again", cwd=tmp_path).code == 0


@pytest.mark.parametrize("print_name", ["large-18", pytest.param("standard", marks=pytest.mark.verify)])
def test_preview_writes_every_sheet_and_nothing_else(print_name: str, tmp_path: Path) -> None:
    """On the paper and in the print that are asked for."""
    asked = ("--lang", "en", "--paper", "F4", "--print", print_name, "--format", "json")
    ran = cli("theme", "preview", "default", *asked, cwd=tmp_path)
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)
    written = files(tmp_path)
    assert {f"output/preview/default/{one['path']}" for one in told["files"]} == set(written)
    names = {Path(one["path"]).stem for one in told["files"]}
    assert {
        "handout",
        "worksheet-A",
        "worksheet-B",
        "answer-sheet-A",
        "question-paper-B",
        "crossword",
        "flash-cards",
        "timeline-strip",
    } <= names
    assert {"key-A", "key-matrix", "key-review", "blueprint", "item-cards", "key-embedded-A"} <= names
    pages = {file["path"]: file["pages"] for file in told["files"]}
    assert (pages["pupils/handout.pdf"] > 4) == (print_name == "large-18")
    with pikepdf.open(tmp_path / "output/preview/default/pupils/handout.pdf") as pdf:
        _, _, width, height = pdf.pages[0].mediabox
        assert (round(float(width) / MM), round(float(height) / MM)) == (215, 330)


@pytest.mark.verify
@pytest.mark.parametrize("name", ["indonesia-lkpd", "default"])
def test_a_preview_shows_the_worksheet_of_a_build(name: str, tmp_path: Path) -> None:
    assert cli("theme", "preview", name, "--lang", "id", cwd=tmp_path).code == 0
    lesson = copy_lesson("id", tmp_path / "content")
    ran = cli(
        "build", lesson, "--theme", name, "--sheets", "worksheet", "--versions", "2", "--out", "out", cwd=tmp_path
    )
    assert ran.code == 0, ran.err
    for version in "AB":
        wanted = apart_from_code(tmp_path / f"out/pupils/worksheet-{version}.pdf")
        pupils = tmp_path / "output/preview" / name / "pupils"
        assert apart_from_code(pupils / f"worksheet-{version}.pdf") == wanted
        assert apart_from_code(pupils / f"question-paper-{version}.pdf") != wanted


def apart_from_code(file: Path) -> str:
    """What a sheet shows without its code."""
    return re.sub("[0-9A-Z]{7}-[AB]", "", visible(file.read_bytes()))


def test_no_such_theme(tmp_path: Path) -> None:
    for command in ("show", "check", "preview"):
        ran = cli("theme", command, "defualt", cwd=tmp_path)
        assert (ran.code, "“default”" in ran.err) == (2, True)


def test_a_preview_in_a_print_that_is_none(tmp_path: Path) -> None:
    assert cli("theme", "preview", "default", "--print", "huge", cwd=tmp_path).code == 2


@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_pale_colour_is_refused_with_a_darker_one(lang: str, tmp_path: Path) -> None:
    folder = tmp_path / "school"
    ran = cli("theme", "new", folder, "--no-input", "--colour", "#ffcc00", lang=lang)
    assert (ran.code, ran.out) == (2, "")
    assert "[colour-pale]" in ran.err and "1.5:1" in ran.err and "#907300" in ran.err
    assert not folder.exists()
    ran = cli("theme", "new", folder, "--no-input", "--colour", "maroon", lang=lang)
    assert ran.code == 2 and "“#800000”" in ran.err
    assert cli("theme", "new", folder, "--no-input", "--colour", "#907300", lang=lang).code == 0
