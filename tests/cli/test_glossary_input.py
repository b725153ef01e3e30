"""A glossary as people get it wrong: every fault at its line, in both languages, and a sensible sheet all the same."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from support import cli, write_lesson
from support_pdf import visible

ESSAY = """# The border war

The embargo of 1911 had emptied the granaries. In March 1912 the two states signed an armistice. The armistice held, and
the bakufu sent envoys. The 1912 peace ended the war.
"""
GLOSSARY = """format: 1
entries:
  - term: armistice
    definition: an agreement to stop fighting
  - term: Armistice
    definition: a second meaning
  - term: embargo
    definition: embargoes are bans on trade
  - term: zeppelin
    definition: an airship
    variants: [embargo]
  - term: 1912 peace
    definition: the end of the war
  - term: 幕府
    definition: a military government
  - term: granary
    definition: {long}
  - term: envoy
    definition: messenger
    source: synonym
  - term: war
""".replace("{long}", " ".join(["grain"] * 31))


def at(found: list[dict[str, object]]) -> list[tuple[object, object, object]]:
    return [(d["code"], d["line"], d["severity"]) for d in found]


@pytest.fixture
def lesson(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = write_lesson(tmp_path / "lessons" / "war", ESSAY, language="en")
    (folder / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    return folder


def test_every_fault_is_told_at_its_line(lesson: Path) -> None:
    run = cli("check", lesson, "--format", "json")
    assert run.code == 0
    found = [d for d in json.loads(run.out) if d["file"].endswith("glossary.yaml")]
    assert [d for d in at(found) if d[0] != "draft-not-approved"] == [
        ("glossary-term-twice", 5, "warning"),
        ("glossary-circular", 8, "warning"),
        ("glossary-form-twice", 9, "warning"),
        ("glossary-term-absent", 9, "hint"),
        ("glossary-digits", 12, "hint"),
        ("glossary-term-absent", 14, "hint"),
        ("glossary-unprintable", 14, "warning"),
        ("glossary-long", 17, "hint"),
        ("glossary-synonyms-wait", 18, "hint"),
        ("glossary-unwritten", 21, "hint"),
    ]
    assert cli("check", lesson, "--strict").code == 3


@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_build_tells_what_is_wrong_with_entries(lang: str, lesson: Path, tmp_path: Path) -> None:
    run = cli("build", lesson, "--out", tmp_path / "out", lang=lang)
    assert run.code == 0
    told = re.findall(r"glossary\.yaml:(\d+):\d+: .*\[(glossary-[a-z-]+)\]", run.err)
    assert [(code, int(line)) for line, code in told if code != "glossary-unprintable"] == [
        ("glossary-term-twice", 5),
        ("glossary-form-twice", 9),
        ("glossary-circular", 8),
        ("glossary-term-absent", 9),
        ("glossary-term-absent", 14),
        ("glossary-unwritten", 21),
        ("glossary-synonyms-wait", 18),
    ]


def test_the_sheet_has_each_term_once_and_nothing_that_nobody_wrote(lesson: Path, tmp_path: Path) -> None:
    run = cli("build", lesson, "--out", tmp_path / "out", "--sheets", "handout")
    assert run.code == 0
    [page] = (tmp_path / "out").rglob("handout.pdf")
    printed = "".join(visible(page.read_bytes()).split())
    assert printed.count("anagreementtostopfighting") == 1
    for absent in ("asecondmeaning", "amilitarygovernment", "messenger"):
        assert absent not in printed


SHARED = 'format: 1\nlanguage: en\nname: "Ours"\nsubjects: [History]\nentries:\n'


def shared(folder: Path, text: str) -> None:
    file = folder / "glossaries" / "en" / "history.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")


def bare(folder: Path, more: str = "") -> Path:
    lesson = write_lesson(folder / "lessons" / "war", ESSAY, language="en")
    settings = lesson / "lesson.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + more, encoding="utf-8")
    return lesson


def test_a_broken_shared_glossary_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lesson = bare(tmp_path)
    entries = "  - {term: armistice, definition: a pause}\n  - {term: embargo, kind: law}\n"
    shared(lesson.parent, SHARED + entries)
    found = json.loads(cli("check", lesson, "--format", "json").out)
    assert [d for d in at(found) if d[1] == 7] == [
        ("shared-entry-left-out", 7, "warning"),
        ("yaml-missing-key", 7, "warning"),
        ("yaml-wrong-value", 7, "warning"),
    ]
    drafted = cli("draft", lesson)
    assert drafted.code == 0 and "shared-entry-left-out" in drafted.err
    text = (lesson / "glossary.yaml").read_text(encoding="utf-8")
    assert "definition: a pause\n    source: shared\n    from: Ours\n" in text


def test_faults_in_the_schools_glossary_are_told_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lesson = bare(tmp_path)
    shared(lesson.parent, SHARED + "  - {term: truce, definition: a truce}\n  - {term: Truce, definition: a pause}\n")
    found = json.loads(cli("check", lesson, "--format", "json").out)
    told = [d for d in found if d["file"].endswith("history.yaml")]
    assert at(told) == [("glossary-circular", 6, "warning"), ("glossary-term-twice", 7, "warning")]


@pytest.mark.parametrize(("name", "meant"), [("histroy", "history"), ("xyz", "history")])
def test_a_name_that_no_glossary_has(name: str, meant: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lesson = bare(tmp_path, f"glossaries: [{name}]\n")
    shared(lesson.parent, SHARED)
    run = cli("check", lesson, "--format", "json")
    [found] = [d for d in json.loads(run.out) if d["code"] == "glossaries-unknown"]
    line = (lesson / "lesson.yaml").read_text(encoding="utf-8").splitlines().index(f"glossaries: [{name}]") + 1
    assert (found["file"].endswith("lesson.yaml"), found["line"], found["severity"]) == (True, line, "warning")
    assert name in found["message"] and meant in found["message"]


def test_a_name_where_there_is_no_glossary_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("handouts.pipeline.places.bundled", lambda kind: tmp_path / "none")
    lesson = bare(tmp_path, "glossaries: [history]\n")
    found = {d["code"]: d["line"] for d in json.loads(cli("check", lesson, "--format", "json").out)}
    assert found["glossaries-none"] == 4


def test_the_folder_of_shared_glossaries_is_no_lesson(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = cli("build", "glossaries")
    assert (run.code, "source-not-found" in run.err) == (2, True)


def test_a_shared_meaning_survives_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lesson = bare(tmp_path)
    shared(lesson.parent, SHARED + "  - {term: armistice, definition: a pause, kind: treaty}\n")
    assert cli("draft", lesson).code == 0
    before = (lesson / "glossary.yaml").read_text(encoding="utf-8")
    assert "    from: Ours\n    kind: treaty\n" in before
    table = tmp_path / "glossary.csv"
    assert cli("export", lesson, "glossary", table).code == 0
    text = table.read_text(encoding="utf-8-sig")
    assert "shared glossary,kind of term" in text and "shared glossary,Ours,treaty" in text
    table.write_text(text.replace("Ours,treaty", "Ours,event"), encoding="utf-8-sig")
    assert cli("import", lesson, "glossary", table).code == 0
    assert (lesson / "glossary.yaml").read_text(encoding="utf-8") == before.replace("kind: treaty", "kind: event")
    table.write_text(text.replace("a pause", "a pause in the war"), encoding="utf-8-sig")
    assert cli("import", lesson, "glossary", table).code == 0
    hers = before.replace("a pause\n    source: shared\n    from: Ours\n", "a pause in the war\n")
    assert (lesson / "glossary.yaml").read_text(encoding="utf-8") == hers


OFFERED = """format: 1
entries:
  - term: armistice
    definition: a pause
    source: synonym
  - term: embargo
    definition: a ban
    source: pattern
    sentence: The embargo of 1911 had emptied the granaries.
"""


def test_a_meaning_rewritten_in_a_table_is_hers_and_printed(tmp_path: Path) -> None:
    lesson = write_lesson(tmp_path / "war", ESSAY, language="en")
    file, table = lesson / "glossary.yaml", tmp_path / "glossary.csv"
    file.write_text(OFFERED, encoding="utf-8")
    assert cli("export", lesson, "glossary", table).code == 0
    text = table.read_text(encoding="utf-8-sig")
    table.write_text(text.replace("a pause", "a halt").replace("a ban", "no trade"), encoding="utf-8-sig")
    assert cli("import", lesson, "glossary", table).code == 0
    hers = OFFERED.replace("a pause\n    source: synonym", "a halt").replace("a ban\n    source: pattern", "no trade")
    assert file.read_text(encoding="utf-8") == hers
    shown = json.loads(cli("show", "glossary", lesson, "--format", "json").out)
    assert [(e["definition"], e["source"], e["printed"]) for e in shown] == [
        ("a halt", "curated", True),
        ("no trade", "curated", True),
    ]


def test_drafting_again_takes_new_meanings_and_keeps_hers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    # the shipped glossaries know these words
    monkeypatch.setattr("handouts.pipeline.shared.glossary_folders", lambda source: (source.parent / "glossaries",))
    lesson = bare(tmp_path)
    shared(lesson.parent, SHARED + "  - {term: armistice, definition: a pause}\n")
    assert cli("draft", lesson).code == 0
    file = lesson / "glossary.yaml"
    text = file.read_text(encoding="utf-8")
    hers = "  - term: embargo\n    definition: her own meaning\n"
    assert "  - term: embargo\n    definition: ''\n" in text
    file.write_text(text.replace("  - term: embargo\n    definition: ''\n", hers), encoding="utf-8")
    more = "  - {term: armistice, definition: a long pause}\n  - {term: embargo, definition: theirs}\n"
    (lesson.parent / "glossaries" / "en" / "history.yaml").write_text(SHARED + more, encoding="utf-8")
    assert cli("draft", lesson).code == 0
    again = file.read_text(encoding="utf-8")
    assert "definition: a long pause\n" in again and "a pause\n" not in again.replace("a long pause\n", "")
    assert hers in again and "theirs" not in again


def test_another_spelling_of_her_term_is_not_drafted_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    # the shipped glossaries know these words
    monkeypatch.setattr("handouts.pipeline.shared.glossary_folders", lambda source: (source.parent / "glossaries",))
    lesson = write_lesson(tmp_path / "lessons" / "war", "# War\n\nThe non-aggression pact held. It was a pact.\n")
    shared(lesson.parent, SHARED)
    assert cli("draft", lesson).code == 0
    file = lesson / "glossary.yaml"
    hers = "\n  - term: nonaggression pact\n    definition: her own meaning\n"
    drafted = re.sub(r"  - term: non-aggression pact\n(?:    .*\n)*", "", file.read_text(encoding="utf-8"))
    file.write_text(drafted.replace("entries: []", "entries:").rstrip("\n") + hers, encoding="utf-8")
    more = "  - {term: non-aggression pact, definition: theirs}\n"
    (lesson.parent / "glossaries" / "en" / "history.yaml").write_text(SHARED + more, encoding="utf-8")
    assert cli("draft", lesson).code == 0
    again = file.read_text(encoding="utf-8")
    assert hers in again and "theirs" not in again


@pytest.mark.parametrize(("term", "lang"), [('""', "en"), ('"!!!"', "id"), ('" – "', "en")])
@pytest.mark.parametrize("command", ["check", "build"])
def test_a_term_without_letters_is_refused(term: str, lang: str, command: str, tmp_path: Path) -> None:
    lesson = write_lesson(tmp_path / "war", ESSAY, language="en")
    text = f"format: 1\nentries:\n  - term: {term}\n    definition: nothing\n  - term: embargo\n    definition: a ban\n"
    (lesson / "glossary.yaml").write_text(text, encoding="utf-8")
    more = ("--out", tmp_path / "out") if command == "build" else ()
    ran = cli(command, lesson, *more, lang=lang)
    assert ran.code == 3
    [line] = [line for line in (ran.out + ran.err).splitlines() if "[glossary-term-empty]" in line]
    assert "3:11 " in line.replace(": ", " ") and term.strip('"') in line
    assert not (tmp_path / "out").exists()


def test_a_shared_term_without_letters_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lesson = bare(tmp_path)
    shared(lesson.parent, SHARED + "  - {term: '?', definition: a pause}\n  - {term: armistice, definition: a pause}\n")
    found = json.loads(cli("check", lesson, "--format", "json").out)
    told = [(d["code"], d["line"], d["column"]) for d in found if d["file"].endswith("history.yaml")]
    assert told == [("shared-entry-left-out", 6, 5), ("glossary-term-empty", 6, 12)]
    assert cli("draft", lesson).code == 0
    assert "definition: a pause\n    source: shared" in (lesson / "glossary.yaml").read_text(encoding="utf-8")


LETTERS = """format: 1
entries:
  - term: embargo 운하
    definition: a ban on trade
    variants: [embargo]
  - term: armistice
    definition: a pause (정전) in a war
  - term: peace
    definition: 평화
"""


@pytest.mark.parametrize("lang", ["en", "id"])
def test_letters_without_a_shape_are_told_where_they_stand(lang: str, tmp_path: Path) -> None:
    lesson = write_lesson(tmp_path / "war", ESSAY.replace("bakufu", "government"), language="en")
    (lesson / "glossary.yaml").write_text(LETTERS, encoding="utf-8")
    wanted = {
        ("glossary-letters", "3:11", "운하"),
        ("glossary-meaning-letters", "7:17", "정전"),
        ("glossary-meaning-unprintable", "9:17", "평화"),
    }
    checked = cli("check", lesson, lang=lang).out
    built = cli("build", lesson, "--out", tmp_path / "out", "--sheets", "glossary", lang=lang)
    assert built.code == 0
    for said in (checked, built.err):
        lines = [
            line for line in said.splitlines() if re.search(r"\[(glossary-.*(letters|unprintable)|char.*)\]$", line)
        ]
        assert len(lines) == len(wanted), lines
        for code, place, letters in wanted:
            [line] = [line for line in lines if line.endswith(f"[{code}]")]
            assert f"{place} " in line.replace(": ", " ") and letters in line


@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_term_without_a_meaning_is_told_at_its_line_or_that_there_is_no_file(lang: str, tmp_path: Path) -> None:
    folder = write_lesson(tmp_path / "war", ESSAY, language="en")
    entries = (
        "  - {term: armistice, definition: ''}\n  - {term: Armistice, definition: a pause}\n"
        "  - {term: envoy, definition: ''}\n"
    )
    for text, code, file, line in (
        ("", "glossary-no-file", "essay.md", 1),
        (entries, "glossary-unwritten", "glossary.yaml", 5),
    ):
        if text:
            (folder / "glossary.yaml").write_text("format: 1\nentries:\n" + text, encoding="utf-8")
        run = cli("build", folder, "--out", tmp_path / "out", lang=lang)
        [told] = [one for one in run.err.splitlines() if "[glossary-no-file]" in one or "[glossary-unwritten]" in one]
        assert f"{file}:{line}:" in told and f"[{code}]" in told, told
        assert "rmistice" not in told or not text


def test_a_word_of_the_glossary_is_in_no_list_of_unknown_words(tmp_path: Path) -> None:
    folder = write_lesson(
        tmp_path / "war", ESSAY + "\nThe landsgemeindes met, and the qwertzule fell.\n", language="en"
    )
    unknown = {}
    for text in ("", "format: 1\nentries:\n  - {term: landsgemeinde, definition: a meeting of all citizens}\n"):
        if text:
            (folder / "glossary.yaml").write_text(text, encoding="utf-8")
        told = [
            d["message"] for d in json.loads(cli("check", folder, "--format", "json").out) if "spelling" in d["code"]
        ]
        unknown[bool(text)] = [word for word in ("landsgemeindes", "qwertzule") if word in " ".join(told)]
    assert unknown == {False: ["landsgemeindes", "qwertzule"], True: ["qwertzule"]}
