"""A kind of exercise from a package outside, from its entry point to the printed sheet and its key."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support import cli, files, write_lesson
from support_pdf import dark, visible

ESSAY = """# The mill of Marl

On 3 May 1841, Ada Finch opened a mill in Marl. Bel Ward bought the mill on 9 June 1852. The mill burned down in 1860.
"""
PACKAGE = '''
"""Counts the words of sentences: a kind that only a test wants."""

from handouts.materials.kinds.context import Candidate
from handouts.materials.kinds.kind import Kind
from handouts.model.exercise import Open


def make(context):
    for view in context.reading.views:
        count = str(len(view.text.split()))
        prompt = f"How many words has the sentence that begins with “{view.text.split()[0]}”?"
        item = Open(f"count-{view.sentence.key}", "count-words", prompt, f"It has {count} of them.", (), 1, 1, "count",
                    (view.sentence.passage,))
        yield Candidate(item, (view.sentence.id,), view.sentence.passage.block, 9.0)


def fail(context):
    raise ValueError("no luck")


KIND = Kind("count-words", "short_answer", make, share=3, bloom="C3", level="challenge")
TWIN = Kind("count-words", "short_answer", fail)
TAKEN = Kind("mcq-date", "multiple_choice", make)
FAILING = Kind("fail-always", "short_answer", fail)
SHAPELESS = Kind("count-choice", "multiple_choice", make)
'''
Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, anew: None) -> Install:
    """Lays a distribution out as an installer does, in a folder of its own on the path."""

    def put(distribution: str, **entries: str) -> Path:
        site, module = tmp_path / "site" / distribution, f"{distribution.replace('-', '_')}_kinds"
        info = site / f"{distribution.replace('-', '_')}-1.0.dist-info"
        info.mkdir(parents=True)
        (site / f"{module}.py").write_text(PACKAGE, encoding="utf-8")
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n", encoding="utf-8")
        points = [f"{name.replace('_', '-')} = {module}:{value}" for name, value in entries.items()]
        (info / "entry_points.txt").write_text("[handouts.exercises]\n" + "\n".join(points) + "\n", encoding="utf-8")
        monkeypatch.syspath_prepend(str(site))
        monkeypatch.delitem(sys.modules, module, raising=False)
        return site

    return put


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    return write_lesson(tmp_path / "lesson", ESSAY)


def test_its_items_are_on_the_sheet_and_in_the_key(install: Install, lesson: Path, tmp_path: Path) -> None:
    install("word-counting", count="KIND")
    ran = cli("build", lesson, "--out", tmp_path / "out", "--versions", "2")
    assert ran.code == 0, ran.err
    made = files(tmp_path / "out")
    for version in "AB":
        sheet, key = (visible(made[name]) for name in (f"pupils/worksheet-{version}.pdf", f"teacher/key-{version}.pdf"))
        asked, answer = dark("How many words has the sentence that begins with"), dark("of them")
        assert asked in sheet and answer not in sheet
        assert answer in key
    assert "kind-" not in ran.err


def test_its_drafts_name_it_when_the_package_is_gone(
    install: Install, lesson: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = install("word-counting", count="KIND")
    assert cli("draft", lesson).code == 0
    assert "count-words" in (lesson / "questions.yaml").read_text(encoding="utf-8")
    assert cli("build", lesson, "--out", tmp_path / "with").code == 0
    monkeypatch.setattr(sys, "path", [p for p in sys.path if p != str(site)])
    without = cli("build", lesson, "--out", tmp_path / "without")
    assert without.code == 3 and "item-unknown-kind" in without.err and "install it" in without.err
    assert "questions.yaml:" in without.err and not (tmp_path / "without").exists()


@pytest.mark.sliced(6)
@pytest.mark.parametrize(
    ("value", "code", "told"),
    [
        ("MISSING", "kind-broken", "MISSING"),
        ("__doc__", "kind-broken", "is no Kind"),
        ("TAKEN", "kind-name-taken", "kind of that name"),
        ("FAILING", "kind-failed", "no luck"),
        ("SHAPELESS", "kind-failed", "choice"),
    ],
)
def test_one_that_is_broken_costs_a_warning_and_nothing_else(
    value: str, code: str, told: str, install: Install, lesson: Path, tmp_path: Path
) -> None:
    plain = cli("build", lesson, "--out", tmp_path / "plain")
    install("word-counting", bad=value)
    ran = cli("build", lesson, "--out", tmp_path / "out")
    assert plain.code == ran.code == 0, ran.err
    assert ran.err.count(code) == 1
    assert "word-counting" in ran.err and told in " ".join(ran.err.split())
    before, after = files(tmp_path / "plain"), files(tmp_path / "out")
    assert before["pupils/worksheet-A.pdf"] == after["pupils/worksheet-A.pdf"]


def test_of_two_with_one_name_the_first_package_is_used(install: Install, lesson: Path, tmp_path: Path) -> None:
    install("b-counting", count="TWIN")
    install("a-counting", count="KIND")
    ran = cli("build", lesson, "--out", tmp_path / "out")
    assert ran.code == 0 and "kind-name-taken" in ran.err and "b-counting" in ran.err
    assert dark("How many words has") in visible(files(tmp_path / "out")["pupils/worksheet-A.pdf"])


def test_the_same_in_the_other_interface_language(install: Install, lesson: Path, tmp_path: Path) -> None:
    install("word-counting", bad="FAILING")
    ran = cli("build", lesson, "--out", tmp_path / "out", lang="id")
    assert ran.code == 0 and "fail-always" in ran.err and "word-counting" in ran.err
