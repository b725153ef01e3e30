"""A teacher's own items that are wrong: each told at its line with what to do, in both interface languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import INTERFACES, cli

from handouts.languages.messages import catalogue

ESSAY = (
    "# The treaty\n\nIn 1911 the king of Norland opened the port of Dalby. "
    "On 3 March 1912 Norland and Arno signed the treaty of Dalby. In 1914 the treaty of Dalby ended.\n"
)
EVIDENCE = "        evidence: On 3 March 1912 Norland and Arno signed the treaty of Dalby.\n"
CHOICE = "  - kind: multiple_choice\n    items:\n      - stem: Which town gave the treaty its name?\n"
OPEN = "  - kind: essay\n    items:\n      - prompt: Why was the treaty made?\n"

# what is wrong, the lines below "sections:", the code and line of the message, and the exit code of a build
BAD = {
    "two right options": (
        CHOICE + "        options: [Dalby, dalby, Arno]\n        key: A\n" + EVIDENCE,
        ("lint-options-equal", 5),
        3,
    ),
    "two right letters": (
        CHOICE + "        options: [Dalby, Vell, Arno]\n        key: [A, B]\n" + EVIDENCE,
        ("item-two-keys", 7),
        3,
    ),
    "no options": (CHOICE + "        options: []\n        key: A\n" + EVIDENCE, ("yaml-missing-key", 6), 3),
    "no events": (
        "  - kind: ordering\n    items:\n      - entries: []\n        shown: []\n",
        ("yaml-missing-key", 5),
        3,
    ),
    "no pairs": (
        "  - kind: matching\n    items:\n      - pairs: []\n        responses: [1911]\n",
        ("yaml-missing-key", 5),
        3,
    ),
    "no statements": (
        "  - kind: true_false\n    items:\n      - columns: [Yes, No]\n        rows: []\n",
        ("yaml-missing-key", 6),
        3,
    ),
    "no answer": (
        CHOICE + "        options: [Dalby, Vell, Arno]\n" + EVIDENCE,
        ("yaml-missing-key", 5),
        3,
    ),
    "no answer to an open question": (OPEN + "        points: 3\n", ("lint-answer-missing", 5), 3),
    "an answer not among the options": (
        CHOICE + "        options: [Dalby, Vell, Arno]\n        key: E\n" + EVIDENCE,
        ("yaml-wrong-value", 7),
        3,
    ),
    "more points than the scheme": (
        OPEN + "        points: 5\n        rubric:\n          - {points: 2, text: two reasons}\n"
        "          - {points: 1, text: one reason}\n          - {points: 0, text: no reason}\n",
        ("lint-rubric-points", 5),
        3,
    ),
    "no points": (
        CHOICE + "        options: [Dalby, Vell, Arno]\n        key: A\n        points: 0\n" + EVIDENCE,
        ("lint-points-none", 5),
        3,
    ),
    "a kind that does not exist": (
        CHOICE.replace("multiple_choice", "multiple_choise") + "        options: [Dalby, Vell, Arno]\n        key: A\n",
        ("yaml-wrong-value", 3),
        3,
    ),
    "an item of a kind that does not exist": (
        CHOICE + "        kind: mcq-dat\n        options: [Dalby, Vell, Arno]\n        key: A\n" + EVIDENCE,
        ("item-unknown-kind", 6),
        3,
    ),
    "no points in matching": (
        "  - kind: matching\n    items:\n      - points: 0\n        pairs:\n"
        "          - {premise: The port opens, response: 1911, evidence: "
        "In 1911 the king of Norland opened the port of Dalby.}\n"
        "          - {premise: The treaty ends, response: 1914, evidence: In 1914 the treaty of Dalby ended.}\n"
        "        responses: [1911, 1912, 1914]\n",
        ("lint-points-none", 5),
        3,
    ),
    "no points in a table": (
        "  - kind: true_false\n    items:\n      - columns: [T, F]\n        points: 0\n"
        "        rows: [{text: The port opened in 1911., column: T}, {text: Arno won., column: F}]\n",
        ("lint-points-none", 5),
        3,
    ),
    "a column that is not in the table": (
        "  - kind: true_false\n    items:\n      - columns: [T, F]\n"
        "        rows: [{text: The port opened in 1911., column: Yes}]\n",
        ("yaml-wrong-value", 6),
        3,
    ),
    "evidence that is not in the essay": (
        CHOICE + "        options: [Dalby, Vell, Arno]\n        key: A\n        evidence: The moon is far away.\n",
        ("draft-sentence-nowhere", 8),
        0,
    ),
    "a rule that does not exist": (
        CHOICE + "        options: [Dalby, Vell, Arno]\n        key: A\n        allow: longest-opton\n" + EVIDENCE,
        ("lint-unknown-rule", 8),
        3,
    ),
}


def lesson(folder: Path, sections: str) -> Path:
    (folder / "lesson.yaml").write_text('format: 1\ntitle: "The treaty"\nlanguage: en\n', encoding="utf-8")
    (folder / "essay.md").write_text(ESSAY, encoding="utf-8")
    (folder / "questions.yaml").write_text(f"format: 1\nsections:\n{sections}", encoding="utf-8")
    return folder


@pytest.mark.sliced(3)
@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize("name", BAD)
def test_a_wrong_item_is_told_at_its_line(name: str, lang: str, tmp_path: Path) -> None:
    sections, (code, line), exit_code = BAD[name]
    folder = lesson(tmp_path, sections)
    checked = cli("check", folder, lang=lang)
    assert f"[{code}]" in checked.out
    remedy = catalogue(lang)[code]["hint"].split("{")[0].split(".")[0]
    assert " ".join(remedy.split()) in " ".join(checked.out.split())
    found = json.loads(cli("check", folder, "--format", "json", lang=lang).out)
    assert line in [r["line"] for r in found if r["code"] == code]
    built = cli("build", folder, "--out", tmp_path / "out", lang=lang)
    assert built.code == exit_code, built.err
    assert "Traceback" not in built.err + checked.err


@pytest.mark.parametrize(("lang", "meant"), [("en", "Did you mean"), ("id", "Maksudnya")])
def test_what_was_probably_meant(lang: str, meant: str, tmp_path: Path) -> None:
    for name, wanted in (
        ("a kind that does not exist", "multiple_choice"),
        ("an item of a kind that does not exist", "mcq-date"),
        ("a rule that does not exist", "lint-longest-option"),
    ):
        out = cli("check", lesson(tmp_path, BAD[name][0]), lang=lang).out
        assert wanted in out.split(f"[{BAD[name][1][0]}]")[1].split("\n")[1]


def test_what_a_teacher_allows_is_printed_as_it_is(tmp_path: Path) -> None:
    sections = BAD["two right options"][0]
    folder = lesson(tmp_path, sections + "        allow: lint-options-equal\n")
    assert cli("build", folder, "--out", tmp_path / "out").code == 0
    assert "lint-options-equal" not in cli("check", folder).out


def test_what_only_she_can_judge_is_listed_and_stops_nothing(tmp_path: Path) -> None:
    sections = CHOICE + "        options: [the town of Dalby, Vell, Arno]\n        key: A\n" + EVIDENCE
    folder = lesson(tmp_path, sections)
    found = json.loads(cli("check", folder, "--format", "json", "--strict").out)
    assert ("lint-word-cue", "hint", 5) in [(d["code"], d["severity"], d["line"]) for d in found]
    assert cli("build", folder, "--out", tmp_path / "out").code == 0


SHORT = {
    "en": "Anders sailed from Dalby in 1911. The journey took nine weeks. He came home in 1912.\n",
    "id": "Anders berlayar dari Dalby pada tahun 1911. Perjalanannya sembilan minggu. Ia pulang pada tahun 1912.\n",
}


@pytest.mark.parametrize("lang", INTERFACES)
def test_three_sentences_give_a_small_honest_sheet(lang: str, tmp_path: Path) -> None:
    source = tmp_path / "short.txt"
    source.write_text(SHORT[lang], encoding="utf-8")
    built = cli("build", source, "--lang", lang, "--out", tmp_path / "out", lang=lang)
    assert built.code == 0, built.err
    items = json.loads(cli("show", "questions", source, "--lang", lang, "--format", "json").out)
    assert len(items) <= 4
    for item in items:
        assert all(e["text"] in SHORT[lang] for e in item["evidence"])
