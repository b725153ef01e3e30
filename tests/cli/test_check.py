"""`handouts check`: everything in one list, for people, scripts and workflows."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from support import ESSAYS, INTERFACES, LESSONS, Ran, cli, copy_lesson, files, write_lesson

from handouts.cli.check import github
from handouts.diagnostics import Location, warning
from handouts.pipeline.check import Finding

SPAM = "The flight lasted twelve slot gacor maxwin bonus deposit seconds over the sand."


def records(*args: str | Path, lang: str = "en", cwd: Path | None = None) -> list[dict[str, Any]]:
    ran = cli("check", *args, "--format", "json", lang=lang, cwd=cwd)
    assert ran.err == ""
    found: list[dict[str, Any]] = json.loads(ran.out)
    return found


def at(found: list[dict[str, Any]], folder: str = "") -> list[tuple[str, str, int, int]]:
    return [(r["code"], str(r["file"]).removeprefix(folder), r["line"], r["column"]) for r in found]


@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize("name", LESSONS.values())
def test_a_sample_lesson_is_clean(name: str, lang: str, tmp_path: Path) -> None:
    ran = cli("check", name, lang=lang, cwd=tmp_path)
    assert (ran.code, ran.err, len(ran.out.splitlines())) == (0, "", 1)
    assert records(name, cwd=tmp_path) == []


def broken(folder: Path) -> Path:
    lesson = write_lesson(folder / "lesson", f"# A lesson\n\nAnn left Boston on 1 May 1939. {SPAM}\n\n![](map.png)\n")
    (lesson / "questions.yaml").write_text("format: 1\nsections: [\n", encoding="utf-8")
    (lesson / "timeline.yaml").write_text("format: 1\nevents: []\nevnts: []\n", encoding="utf-8")
    (lesson / "glossary.yaml").write_text(
        "format: 1\nentries:\n  - {term: sand, definition: fine grains}\n  - {term: camel, definition: a beast}\n",
        encoding="utf-8",
    )
    (lesson / "corrections.yaml").write_text(
        "format: 1\ncorrections:\n  - sentence: Bob left Boston on 1 May 1939.\n    replace: x y\n    reason: why\n",
        encoding="utf-8",
    )
    with (lesson / "lesson.yaml").open("a", encoding="utf-8") as settings:
        settings.write("subjet: History\n")
    return lesson


def test_one_broken_file_hides_nothing_in_the_others(tmp_path: Path) -> None:
    lesson = broken(tmp_path)
    before = files(lesson)
    ran = cli("check", "lesson", cwd=tmp_path)
    assert (ran.code, ran.err) == (3, "")
    found = records("lesson", cwd=tmp_path)
    lines = len((lesson / "lesson.yaml").read_text(encoding="utf-8").splitlines())
    assert at(found, "lesson/") == [
        ("correction-sentence-gone", "corrections.yaml", 3, 15),
        ("flag-spam", "essay.md", 3, 57),
        ("picture-missing", "essay.md", 5, 1),
        ("picture-no-alt", "essay.md", 5, 1),
        ("draft-not-approved", "glossary.yaml", 1, 1),
        ("glossary-term-absent", "glossary.yaml", 4, 12),
        ("yaml-unknown-key", "lesson.yaml", lines, 1),
        ("yaml-syntax", "questions.yaml", 3, 1),
        ("yaml-unknown-key", "timeline.yaml", 3, 1),
    ]
    assert files(lesson) == before
    spam = found[1]
    assert (spam["severity"], spam["text"]) == ("warning", "slot gacor maxwin bonus deposit")
    assert "Did you mean “subject”?" in found[6]["remedy"]
    assert found[0]["message"].endswith("Nearest: “Ann left Boston on 1 May 1939.” (lesson/essay.md:3:1)")


@pytest.mark.parametrize("lang", INTERFACES)
def test_the_list_for_people(lang: str, tmp_path: Path) -> None:
    broken(tmp_path)
    ran = cli("check", "lesson", lang=lang, cwd=tmp_path)
    lines = ran.out.splitlines()
    heads = [line for line in lines if line and not line.startswith(" ")]
    assert heads[:-1] == [
        f"lesson/{n}.{s}"
        for n, s in (
            ("corrections", "yaml"),
            ("essay", "md"),
            ("glossary", "yaml"),
            ("lesson", "yaml"),
            ("questions", "yaml"),
            ("timeline", "yaml"),
        )
    ]
    words = {"en": ("error", "warning", "note"), "id": ("galat", "peringatan", "catatan")}[lang]
    found = [line for line in lines if re.match(r"  \d+:\d+ ", line)]
    assert [sum(w in line.split()[:2] for line in found) for w in words] == [5, 2, 2]
    assert (
        heads[-1]
        == {
            "en": "Errors: 5, warnings: 2, notes: 2.",
            "id": "Galat: 5, peringatan: 2, catatan: 2.",
        }[lang]
    )
    (spam,) = [line for line in found if "[flag-spam]" in line]
    assert spam.startswith("  3:57 ") and "“slot gacor maxwin bonus deposit”" in spam
    assert "\x1b" not in ran.out


def test_github_gets_workflow_commands(tmp_path: Path) -> None:
    broken(tmp_path)
    ran = cli("check", "lesson", "--format", "github", cwd=tmp_path)
    lines = ran.out.splitlines()
    assert len(lines) == len(records("lesson", cwd=tmp_path))
    assert lines[1].startswith("::warning file=lesson/essay.md,line=3,col=57,title=flag-spam::These words look like")
    assert lines[2].startswith("::error file=lesson/essay.md,line=5,col=1,title=picture-missing::")
    assert lines[4].startswith("::notice file=lesson/glossary.yaml,line=1,col=1,title=draft-not-approved::")


def test_what_github_reads_otherwise_is_escaped() -> None:
    odd = warning("yaml-wrong-type", Location("a,b:c%.md", 1, 2), key="100%\r\n", wanted="text", found="x")
    (line,) = github([Finding(odd)], "en")
    properties, said = line.removeprefix("::warning ").split("::", 1)
    assert properties == "file=a%2Cb%3Ac%25.md,line=1,col=2,title=yaml-wrong-type"
    assert "100%25%0D%0A" in said and "\n" not in line


def test_strict_counts_warnings_and_never_notes(tmp_path: Path) -> None:
    lesson = write_lesson(tmp_path / "lesson", f"Ann left Boston on 1 May 1939. {SPAM}\n")
    assert [cli("check", lesson, *more).code for more in ((), ("--strict",))] == [0, 3]
    (lesson / "essay.md").write_text("Ann left the goverment on 1 May 1939.\n", encoding="utf-8")
    assert [r["severity"] for r in records(lesson)] == ["hint"]
    assert cli("check", lesson, "--strict").code == 0


@pytest.mark.parametrize("lang", INTERFACES)
def test_a_doubt_in_her_own_words_is_a_note(lang: str, tmp_path: Path) -> None:
    lesson = write_lesson(tmp_path / "lesson", "Ann left Boston on 1 May 1939. The flight was short.\n")
    (lesson / "corrections.yaml").write_text(
        f"format: 1\ncorrections:\n  - sentence: The flight was short.\n    replace: {SPAM}\n    reason: a joke\n",
        encoding="utf-8",
    )
    (found,) = records(lesson, lang=lang)
    assert at([found], f"{lesson}/")[0][:3] == ("correction-doubt", "essay.md", 1)
    assert (found["severity"], found["text"]) == ("hint", "slot gacor maxwin bonus deposit")
    assert "flag-spam" in found["message"] and "flag-spam" in found["remedy"]
    assert cli("check", lesson, "--strict", lang=lang).code == 0


def test_a_bare_essay(tmp_path: Path) -> None:
    found = records(ESSAYS / "tempelan-id.txt")
    assert {r["code"] for r in found} >= {"flag-spam", "flag-language", "flag-script", "characters-left-out"}
    assert cli("check", ESSAYS / "flight-en.txt").code == 0
    odd = tmp_path / "odd.txt"
    odd.write_text("저작권 모든 권리 보유.\n", encoding="utf-8")
    ran = cli("check", odd)
    assert ran.code == 3 and "[language-undecided]" in ran.out
    assert cli("check", odd, "--lang", "en").code == 0


@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize(
    ("args", "code"),
    [(("nothing",), "source-not-found"), ((ESSAYS / "flight-en.txt", "--lang", "fr"), "language-unknown")],
)
def test_a_call_that_does_not_fit(args: tuple[str | Path, ...], code: str, lang: str, tmp_path: Path) -> None:
    ran = cli("check", *args, lang=lang, cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert f"[{code}]" in ran.err


def drafted(folder: Path) -> Path:
    lesson = copy_lesson("en", folder)
    assert cli("draft", lesson).code == 0
    return lesson


def line_of(file: Path, words: str) -> int:
    return next(n for n, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if words in line)


def test_drafts_that_nobody_has_approved(tmp_path: Path) -> None:
    lesson = drafted(tmp_path)
    found = records(lesson)
    # what only she can judge is told of the tool's items as well
    assert [f for f in at(found, f"{lesson}/") if not f[0].startswith("lint-")] == [
        ("draft-not-approved", "questions.yaml", 1, 1),
        ("draft-not-approved", "timeline.yaml", 1, 1),
    ]
    assert {r["severity"] for r in found if r["code"].startswith("lint-")} <= {"hint"}
    assert cli("check", lesson, "--strict").code == 0
    text = (lesson / "timeline.yaml").read_text(encoding="utf-8")
    first = re.search(r"  - id: \S+\n", text)
    assert first
    marked = text.replace(first[0], f"{first[0]}    approved: true\n", 1)
    (lesson / "timeline.yaml").write_text(marked, encoding="utf-8")
    assert at(records(lesson), f"{lesson}/")[-1] == ("draft-partly-approved", "timeline.yaml", 1, 1)


def test_her_items_are_looked_over(tmp_path: Path) -> None:
    lesson = drafted(tmp_path)
    file = lesson / "questions.yaml"
    own = (
        "  - kind: short_answer\n    items:\n      - id: mine\n        prompt: What did Germany do in June 1940?\n"
        "        answer: Germany\n        evidence: Germany defeated France in June 1940.\n"
    )
    file.write_text(file.read_text(encoding="utf-8") + own, encoding="utf-8")
    found = [r for r in records(lesson) if r["code"].startswith("lint-")]
    assert {(r["code"], r["severity"]) for r in found} >= {("lint-answer-in-stem", "error")}
    assert {r["line"] for r in found if r["code"] == "lint-answer-in-stem"} == {line_of(file, "id: mine")}
    refused = cli("build", lesson, "--out", tmp_path / "out")
    assert (refused.code, (tmp_path / "out").exists()) == (3, False)
    allowed = own.replace("id: mine", "id: mine\n        allow: lint-answer-in-stem")
    file.write_text(file.read_text(encoding="utf-8").replace(own, allowed), encoding="utf-8")
    assert "lint-answer-in-stem" not in {r["code"] for r in records(lesson)}
    assert cli("build", lesson, "--out", tmp_path / "out").code == 0


@pytest.mark.sliced(2)
@pytest.mark.parametrize("lang", INTERFACES)
def test_drafts_that_rest_on_a_barred_sentence(lang: str, tmp_path: Path) -> None:
    lesson = drafted(tmp_path)
    sentence = "Germany invaded Poland on 1 September 1939."
    (lesson / "corrections.yaml").write_text(
        f"format: 1\ncorrections:\n  - sentence: {sentence}\n    do-not-use: true\n    reason: why\n", encoding="utf-8"
    )
    found = [r for r in records(lesson, lang=lang) if r["code"] == "draft-evidence-doubtful"]
    assert {(Path(r["file"]).name, r["severity"]) for r in found} == {
        ("timeline.yaml", "warning"),
        ("questions.yaml", "warning"),
    }
    for r in found:
        name = re.match(r"[\w-]+", r["message"])
        line = Path(r["file"]).read_text(encoding="utf-8").splitlines()[r["line"] - 1]
        # of a matching exercise the pair, whose id begins with that of its exercise
        assert name and f"id: {name[0]}" in line
        assert sentence in r["message"]
    ran = cli("build", lesson, "--out", tmp_path / "out", lang=lang)
    assert ran.code == 0
    assert ran.err.count("[draft-evidence-doubtful]") == len(found)
    (event,) = [r for r in found if r["file"].endswith("timeline.yaml")]
    _approve(lesson / "timeline.yaml", event["line"])
    assert cli("check", lesson).out.count("[draft-evidence-doubtful]") == len(found) - 1


def _approve(file: Path, line: int) -> None:
    lines = file.read_text(encoding="utf-8").split("\n")
    lines.insert(line, "    approved: true")
    file.write_text("\n".join(lines), encoding="utf-8")


def test_characters_that_no_font_has(tmp_path: Path) -> None:
    lesson = write_lesson(
        tmp_path / "lesson", "Ann met 김 in Boston on 1 May 1939.\n\nTom met 박 in Rome.\n", more="author: 이\n"
    )
    found = [r for r in records(lesson) if r["code"] == "glyph-missing"]
    line = line_of(lesson / "lesson.yaml", "author")
    assert at(found, f"{lesson}/") == [
        ("glyph-missing", "essay.md", 1, 9),
        ("glyph-missing", "essay.md", 3, 9),
        ("glyph-missing", "lesson.yaml", line, 9),
    ]
    assert {r["severity"] for r in found} == {"error"}
    assert cli("check", lesson).code == 3


def test_characters_that_a_correction_took_away_are_no_trouble(tmp_path: Path) -> None:
    flight = (ESSAYS / "flight-en.txt").read_text(encoding="utf-8")
    lesson = write_lesson(tmp_path / "lesson", f"{flight}\n\n저작권 모든 권리 보유\n")
    (lesson / "corrections.yaml").write_text(
        'format: 1\ncorrections:\n  - {sentence: 저작권 모든 권리 보유, replace: "", reason: the foot of the page}\n',
        encoding="utf-8",
    )
    codes = {r["code"] for r in records(lesson)}
    assert codes.isdisjoint({"characters-left-out", "glyph-missing"})
    ran = cli("build", lesson, "--out", tmp_path / "out")
    assert ran.code == 0 and "[characters-left-out]" not in ran.err


HEAD = "format: 1\ncorrections:\n  - sentence: Ann left Boston on 1 May 1939.\n"
BAD = [
    (HEAD + "    reason: x\n", "correction-no-action", "3:5", ("keep: true", "keep: true")),
    (HEAD + "    keep: true\n", "yaml-missing-key", "3:5", ("Add", "Tambahkan")),
    (
        HEAD + "    keep: true\n    replace: y z\n    reason: x\n",
        "correction-two-actions",
        "4:5",
        ("Keep one", "salah satu"),
    ),
    (HEAD + "    replace:\n    reason: x\n", "correction-replace-what", "4:5", ('replace: ""', 'replace: ""')),
    (HEAD + "    keep: maybe\n    reason: x\n", "yaml-wrong-value", "4:11", ("true", "true")),
    (
        HEAD + "    remove: yes\n    reason: x\n",
        "yaml-unknown-key",
        "4:5",
        ("Did you mean “replace", "Maksudnya “replace"),
    ),
    (
        HEAD + "    keep: true\n    reason: x\n" + HEAD[23:] + "    keep: true\n    reason: x\n",
        "correction-overlap",
        "6:15",
        ("one correction", "Gabungkan"),
    ),
    (
        HEAD.replace("Ann", "Bob") + "    keep: true\n    reason: x\n",
        "correction-sentence-gone",
        "3:15",
        ("Copy", "Salin"),
    ),
    (
        "format: 1\ncorrections:\n  - {sentence: zzz, keep: true, reason: x}\n",
        "correction-sentence-nowhere",
        "3:16",
        ("word for word", "kata demi kata"),
    ),
    (
        "format: 1\ncorrections:\n  - {sentence: Ann, keep: true, reason: x}\n",
        "correction-several",
        "3:16",
        ("at: 2", "at: 2"),
    ),
    (
        "format: 1\ncorrections:\n  - {sentence: {text: Ann, at: 9}, keep: true, reason: x}\n",
        "correction-at-gone",
        "3:16",
        ("Count", "Hitung"),
    ),
    (
        HEAD + "    replace: Ann left Boston on 1 May 1939.\n    reason: x\n",
        "correction-changes-nothing",
        "3:15",
        ("keep: true", "keep: true"),
    ),
    (
        HEAD.replace("Ann", "Bob") + "    replace: Ann was young.\n    reason: x\n",
        "correction-done",
        "3:15",
        ("Delete", "Hapus"),
    ),
]


@pytest.mark.sliced(3)
@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize(("text", "code", "place", "remedy"), BAD, ids=[b[1] for b in BAD])
def test_what_is_wrong_in_corrections(
    text: str, code: str, place: str, remedy: tuple[str, str], lang: str, tmp_path: Path
) -> None:
    lesson = write_lesson(tmp_path / "lesson", "Ann left Boston on 1 May 1939. Ann was young.\n")
    (lesson / "corrections.yaml").write_text(text, encoding="utf-8")
    before = files(lesson)
    ran = cli("check", lesson, lang=lang)
    _told(ran, code, place, remedy[INTERFACES.index(lang)])
    built = cli("build", lesson, "--out", tmp_path / "out", lang=lang)
    assert (built.code == 3) == (ran.code == 3)
    assert f"corrections.yaml:{place}: " in built.err and f"[{code}]" in built.err
    assert {k: v for k, v in files(lesson).items() if not k.startswith("locks/")} == before


def _told(ran: Ran, code: str, place: str, remedy: str) -> None:
    assert ran.err == ""
    lines = ran.out.splitlines()
    (said,) = [i for i, line in enumerate(lines) if line.endswith("]")]
    assert lines[said].endswith(f"[{code}]") and lines[said].split()[0] == place
    assert remedy in lines[said + 1]
