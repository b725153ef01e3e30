"""Shared glossaries: which ones serve a lesson, and what becomes of broken ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import ROOT

from handouts.lessons.shared_glossaries import Shelf, read_shared, shelf

HEAD = 'format: 1\nlanguage: en\nname: "{name}"\nsubjects: [{subjects}]\n'
ENTRY = '  - term: "{term}"\n    definition: "{definition}"\n'


def put(folder: Path, key: str, subjects: str = "History", terms: str = "embargo", language: str = "en") -> Path:
    file = folder / language / f"{key}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    entries = "".join(ENTRY.format(term=t, definition=f"{key} on {t}") for t in terms.split())
    file.write_text(HEAD.format(name=key.title(), subjects=subjects) + "entries:\n" + entries, encoding="utf-8")
    return file


def keys(found: Shelf) -> list[str]:
    return [one.key for one in found.glossaries]


@pytest.mark.parametrize(
    ("subject", "named", "wanted"),
    [
        ("History", (), ["history"]),
        ("  ECONOMICS ", (), ["economics"]),
        ("Modern history", (), ["history"]),
        ("Prehistory", (), []),
        ("", (), ["economics", "history"]),
        ("History", ("economics",), ["economics"]),
        ("", ("HISTORY",), ["history"]),
    ],
)
def test_subject_and_name_choose(subject: str, named: tuple[str, ...], wanted: list[str], tmp_path: Path) -> None:
    put(tmp_path, "history")
    put(tmp_path, "economics", "Economics, Business")
    put(tmp_path, "sejarah", "History", language="id")
    found = shelf([tmp_path], "en", subject, named)
    assert (keys(found), found.diagnostics, found.missing) == (wanted, (), ())


def test_the_nearest_folder_comes_first_and_missing_names_are_told(tmp_path: Path) -> None:
    put(tmp_path / "tool", "history", terms="embargo envoy")
    put(tmp_path / "school", "history")
    found = shelf([tmp_path / "school", tmp_path / "none", tmp_path / "tool"], "en", "", ("history", "histroy"))
    assert [len(one.entries) for one in found.glossaries] == [1, 2]
    assert (found.missing, found.names) == (("histroy",), ("history",))


def test_a_wrong_entry_is_left_out_alone(tmp_path: Path) -> None:
    file = put(tmp_path, "history", terms="embargo envoy")
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text
        + '  - term: "Lindau"\n    definition: "a town"\n    kind: town\n'
        + '  - term: "siege"\n    meaning: "x"\n'
        + ENTRY.format(term="truce", definition="a pause in the fighting"),
        encoding="utf-8",
    )
    glossary, said = read_shared(file, "en")
    assert glossary and [e.term for e in glossary.entries] == ["embargo", "envoy", "truce"]
    assert str(glossary.entries[0].place) == f"{file}:6:5"
    assert {d.severity for d in said} == {"warning"}
    assert [(d.code, d.location and d.location.line) for d in said] == [
        ("yaml-wrong-value", 12),
        ("shared-entry-left-out", 10),
        ("yaml-missing-key", 13),
        ("yaml-unknown-key", 14),
        ("shared-entry-left-out", 13),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("format: 1\n  language: en\n", "yaml-indentation"),
        ("format: 1\nlanguage: en\nentries:\n  - {term: a, definition: b}\n", "yaml-missing-key"),
        ("", "source-empty"),
        ("- a\n", "yaml-not-keys"),
        ("format: 2\nlanguage: en\nname: x\n", "yaml-format-newer"),
        ("format: 1\nlanguage: en\nname: x\nentries: 5\n", "yaml-wrong-type"),
    ],
)
def test_a_file_that_cannot_be_read_is_left_out(text: str, code: str, tmp_path: Path) -> None:
    file = tmp_path / "en" / "history.yaml"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    put(tmp_path, "other")
    found = shelf([tmp_path], "en", "History", ())
    assert keys(found) == ["other"]
    codes = [d.code for d in found.diagnostics]
    assert (codes[-1], {d.severity for d in found.diagnostics}) == ("shared-left-out", {"warning"})
    assert codes[0] == code or not text


def test_a_file_of_another_language_than_its_folder_is_left_out(tmp_path: Path) -> None:
    put(tmp_path, "history", language="id")
    found = shelf([tmp_path], "id", "", ())
    assert (keys(found), [d.code for d in found.diagnostics]) == ([], ["shared-language"])


def test_what_is_no_glossary_is_not_looked_at(tmp_path: Path) -> None:
    put(tmp_path, "history")
    (tmp_path / "en" / ".hidden.yaml").write_text("x", encoding="utf-8")
    (tmp_path / "en" / "notes.txt").write_text("x", encoding="utf-8")
    (tmp_path / "en" / "old.yaml").mkdir()
    assert keys(shelf([tmp_path], "en", "", ())) == ["history"]


@pytest.mark.parametrize("file", sorted((ROOT / "content" / "glossaries").glob("*/*.yaml")), ids=lambda p: p.stem)
def test_the_glossaries_that_come_with_the_tool_are_sound(file: Path) -> None:
    glossary, said = read_shared(file, file.parent.name)
    assert said == ()
    assert glossary and len(glossary.entries) >= 300
    for entry in glossary.entries:
        assert not entry.definition.endswith("."), entry.term
