"""Reworded labels that no sheet of a theme prints are told, with the one that stands in their place."""

from __future__ import annotations

import json
import re
from pathlib import Path
from unittest.mock import patch

import pytest
from support import INTERFACES, cli, write_lesson

from handouts.languages.labels import Labels, languages
from handouts.pipeline import label_use, places
from handouts.pipeline.places import shipped_themes
from handouts.templating import mentioned_labels
from handouts.templating.files import Source

pytestmark = pytest.mark.sliced(2)


@pytest.fixture(autouse=True)
def no_themes_of_the_user(tmp_path: Path) -> object:
    with patch.object(places, "user_themes", lambda: tmp_path / "user"):
        yield


def theme(folder: Path, base: str, more: str) -> None:
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text(f"format: 1\nname: {folder.name}\nbased-on: {base}\n{more}", encoding="utf-8")


def told(text: str) -> list[tuple[int, str]]:
    """Line, and what is proposed, of each finding."""
    lines, found = text.splitlines(), []
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        place = re.search(r"(\d+):\d+[: ].*\[label-unused\]$", line)
        meant = re.match(r"\s*\w+[^“]*“([a-z_.]+)”\?", after)
        if place:
            found.append((int(place[1]), meant[1] if meant else ""))
    return found


@pytest.mark.parametrize("lang", INTERFACES)
def test_words_of_theme_school_and_lesson(lang: str, tmp_path: Path) -> None:
    labels = "own.lkpd: LK, header.kind_exercises: LKPD 1, name_block.class: Kelas, timeline.title: Garis, own.grop: X"
    text = "Pada 1 Mei 1939, Ani meninggalkan Bandung.\n"
    more = "theme: ours\nlabels: {header.kind_exercises: Latihan}\n"
    lesson = write_lesson(tmp_path / "content/lesson", text, language="id", more=more)
    theme(lesson / "themes/ours", "indonesia-lkpd", f"labels:\n  id: {{{labels}}}\n  en: {{own.other: X}}\n")
    (tmp_path / "content/school.yaml").write_text(
        "format: 1\nname: SMP Contoh\nlabels:\n  id: {header.kind_exercises: Tugas}\n  en: {own.lkpd: x}\n", "utf-8"
    )
    ran = cli("build", lesson, "--out", tmp_path / "out", "--sheets", "handout", lang=lang)
    assert ran.code == 0
    assert told(ran.err) == [(5, "own.lkpd"), (5, "own.group"), (4, "own.lkpd"), (5, "own.lkpd")]
    assert sorted(told(cli("check", lesson, lang=lang).out)) == sorted(told(ran.err))
    checked = cli("theme", "check", "ours", "--lesson", lesson, lang=lang)
    assert checked.code == 0
    assert [line for line, _ in told(checked.out)] == [5, 5, 6]


def test_a_block_counts_where_it_is_printed() -> None:
    base = '{% block a %}{{ t("x.a") }}{% block b %}{{ t("x.b") }}{% endblock %}{% endblock %}{# t("x.c") #}'
    above = '{% extends "base/s.xml.j2" %}{% block b %}{{ t("own." ~ s.kind) }}{% endblock %}'
    found = mentioned_labels((Source(0, "s.xml.j2", "s", above), Source(1, "s.xml.j2", "s", base)))
    assert ("x.a" in found, "x.b" in found, "x.c" in found, "own.any" in found) == (True, False, False, True)
    kept = above.replace("{% block b %}", "{% block b %}{{ super() }}")
    assert "x.b" in mentioned_labels((Source(0, "s.xml.j2", "s", kept), Source(1, "s.xml.j2", "s", base)))


def test_what_the_tool_prints_itself_is_never_called_unused() -> None:
    """Keys that stand in templates and in the tool's own source, as they are or put together."""
    keys = {key for language in languages() for key in sorted(Labels(language).keys())}
    source = "\n".join(p.read_text("utf-8") for p in (Path(label_use.__file__).parents[1] / "materials").rglob("*.py"))
    named = {key for key in label_use._usual().keys & keys if f'"{key}"' in source or f"'{key}'" in source}
    assert named <= label_use._TOOL_TOO <= keys


def test_shipped_themes_print_all_their_words() -> None:
    for folder in sorted(shipped_themes().iterdir()):
        found = label_use.unused_in_theme(label_use.templating.load_theme(folder, [shipped_themes()]))
        assert list(found) == [], folder.name


OWN_OF_MANY = """
  id: {own.exam: UJIAN SEKOLAH, own.lkpd: LEMBAR KAMI, own.time_value: "{minutes} mnt"}
"""


@pytest.mark.parametrize("name", ["default", "indonesia-lkpd", "indonesia-naskah-soal"])
def test_a_school_shares_words_of_several_themes(name: str, tmp_path: Path) -> None:
    lesson = write_lesson(tmp_path / "content/lesson", "Pada 1 Mei 1939, Ani meninggalkan Bandung.\n", language="id")
    (tmp_path / "content/school.yaml").write_text(f"format: 1\nname: SMP Contoh\nlabels:{OWN_OF_MANY}", "utf-8")
    ran = cli("build", lesson, "--theme", name, "--out", tmp_path / "out")
    assert ran.code == 0, ran.err
    assert told(ran.err) == []
    words = json.loads(next(lesson.rglob("locks/*.json")).read_text("utf-8")).get("labels", {})
    assert ("own.exam" in words, "own.lkpd" in words) == (
        name == "indonesia-naskah-soal",
        name == "indonesia-lkpd",
    )


@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize(
    ("used", "key", "text", "meant", "named"),
    [
        ("indonesia-lkpd", "own.triger_text", "X", "own.trigger_text", "indonesia-lkpd"),
        ("default", "own.exm", "X", "own.exam", "indonesia-naskah-soal"),
        ("primary", "own.time_value", "{minuts} jam", "{minutes}", ""),
        ("primary", "own.greeting", "X", "", "primary"),
    ],
)
def test_a_slip_in_an_own_word_names_the_theme_that_has_it(
    used: str, key: str, text: str, meant: str, named: str, lang: str, tmp_path: Path
) -> None:
    lesson = write_lesson(tmp_path / "content/lesson", "Pada 1 Mei 1939, Ani meninggalkan Bandung.\n", language="id")
    school = tmp_path / "content/school.yaml"
    school.write_text(f'format: 1\nname: SMP Contoh\nlabels:\n  id:\n    {key}: "{text}"\n', "utf-8")
    ran = cli("build", lesson, "--theme", used, "--out", tmp_path / "out", lang=lang)
    assert ran.code == 3
    assert "school.yaml:5:" in ran.err
    assert (f"“{meant}”?" in ran.err) == bool(meant)
    assert not named or f"handouts theme show {named} --labels id" in ran.err
    lines = (lesson / "lesson.yaml").read_text("utf-8").count("\n")
    with (lesson / "lesson.yaml").open("a", encoding="utf-8") as file:
        file.write(f'labels:\n  {key}: "{text}"\n')
    school.unlink()
    ran = cli("build", lesson, "--theme", used, "--out", tmp_path / "out", lang=lang)
    assert (ran.code, f"lesson.yaml:{lines + 2}:" in ran.err) == (3, True)


def test_own_words_of_another_theme_in_a_lesson_change_nothing_and_are_told(tmp_path: Path) -> None:
    more = "theme: indonesia-lkpd\nlabels: {own.members: '4'}\n"
    text = "Pada 1 Mei 1939, Ani meninggalkan Bandung.\n"
    lesson = write_lesson(tmp_path / "content/lesson", text, language="id", more=more)
    ran = cli("build", lesson, "--theme", "default", "--out", tmp_path / "out")
    assert ran.code == 0
    assert [line for line, _ in told(ran.err)] == [5]
    assert told(cli("build", lesson, "--out", tmp_path / "out").err) == []


@pytest.mark.parametrize("block", ["conclusion", "closing"])
def test_a_block_in_the_place_of_a_shipped_one_makes_no_noise(block: str, tmp_path: Path) -> None:
    """The words of the shipped theme are no one's mistake; those that the school reworded itself are told."""
    more = "labels:\n  id:\n    own.conclusion: Simpulan\n    own.lkpd: LK\n"
    folder = tmp_path / "templates/ours"
    theme(folder, "indonesia-lkpd", more)
    (folder / "worksheet.xml.j2").write_text(
        '{% extends "base/worksheet.xml.j2" %}\n'
        f"{{% block {block} %}}\n<h2>Simpulan</h2>\n"
        '<lines count="3"/>\n{% endblock %}\n',
        encoding="utf-8",
    )
    ours = label_use.templating.load_theme(folder, [shipped_themes()], shipped_themes())
    told = [(d.data["key"], d.location and d.location.line) for d in label_use.unused_in_theme(ours)]
    assert told == [("own.conclusion", 6)]


CHOICES = [("indonesia-lkpd", "own.members", value, "0-20") for value in ("x", "99", "-1", "", "04")]
CHOICES += [("indonesia-naskah-soal", "own.columns", value, "1, 2") for value in ("3", "x")]


@pytest.mark.sliced(4)
@pytest.mark.parametrize(("name", "key", "value", "allowed"), CHOICES)
def test_a_choice_has_its_values_in_theme_school_and_lesson(
    name: str, key: str, value: str, allowed: str, tmp_path: Path
) -> None:
    text = "Pada 1 Mei 1939, Ani meninggalkan Bandung.\n"
    lesson = write_lesson(tmp_path / "content/lesson", text, language="id", more=f'labels: {{{key}: "{value}"}}\n')
    ran = cli("build", lesson, "--theme", name, "--out", tmp_path / "out")
    assert (ran.code, "lesson.yaml:4:" in ran.err, f"Allowed: {allowed}." in ran.err) == (3, True, True), ran.err
    lesson = write_lesson(tmp_path / "content/other", text, language="id")
    head = "format: 1\nname: SMP Contoh\n"
    (tmp_path / "content/school.yaml").write_text(f'{head}labels: {{id: {{{key}: "{value}"}}}}\n', "utf-8")
    ran = cli("build", lesson, "--theme", name, "--out", tmp_path / "out")
    assert (ran.code, "school.yaml:3:" in ran.err, f"Allowed: {allowed}." in ran.err) == (3, True, True), ran.err
    theme(tmp_path / "ours", name, f'labels:\n  id: {{{key}: "{value}"}}\n')
    ran = cli("theme", "check", f"{tmp_path}/ours")
    assert (ran.code, "  5:2" in ran.out, f"Allowed: {allowed}." in ran.out) == (4, True, True), ran.out


def test_a_theme_says_what_a_choice_of_its_own_may_be(tmp_path: Path) -> None:
    more = "choices: {own.size: [small, 3-12]}\nlabels:\n"
    for value, wrong in {"small": 0, "3": 0, "12": 0, "13": 1, "2": 1, "large": 1, "3-12": 1}.items():
        folder = tmp_path / f"t{value}"
        theme(folder, "default", f"{more}  id: {{own.size: {value}}}\n")
        _, found = label_use.templating.survey_theme(folder, [shipped_themes()])
        assert [d.code for d in found] == ["yaml-wrong-value"] * wrong, value
    theme(tmp_path / "key", "default", "choices: {columns: [1, 2]}\n")
    _, found = label_use.templating.survey_theme(tmp_path / "key", [shipped_themes()])
    assert [(d.code, d.location and d.location.line) for d in found] == [("yaml-wrong-value", 4)]
