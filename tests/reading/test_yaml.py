from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_examples import examples

from handouts.errors import ContentError
from handouts.model.text import SourceText
from handouts.reading import yaml
from handouts.reading.fields import FormatOne, Many, Strict, Whole, YesNo


class Point(Strict):
    label: str
    points: Whole = 1


class File(Strict):
    format: FormatOne
    title: str = ""
    duration: Whole = 0
    show: YesNo = False
    mode: Literal["separate", "in-handout"] = "separate"
    goals: Many[str] = ()
    points: Many[Point] = ()


def source(text: str) -> SourceText:
    return SourceText("lesson.yaml", text)


def plain(text: str) -> Any:
    tree = yaml.read_tree(source(text))
    assert tree.diagnostics == []
    return tree.data


def faults(text: str) -> list[tuple[str, str, dict[str, Any]]]:
    with pytest.raises(ContentError) as caught:
        yaml.load(source(text), File)
    return [(d.code, str(d.location).removeprefix("lesson.yaml"), dict(d.data)) for d in caught.value.diagnostics]


GOLDEN = """no No NO yes Yes on off y n true True false null Null ~ 12:30 1:20:30 010 0o10 0x1F 1_000 1e3 .5 -1 +1
1.0 .inf .NaN 2026-11-23 2026-11-23T10:00:00Z 1939 1939-08 <<  = 007"""


@pytest.mark.parametrize("scalar", GOLDEN.split())
def test_scalars_stay_text(scalar: str) -> None:
    assert plain(f"a: {scalar}") == {"a": scalar}
    assert plain(f"- {scalar}") == [scalar]
    assert plain(f"{scalar}: a") == {scalar: "a"}


def test_an_empty_value_is_an_empty_text() -> None:
    assert plain("a:\nb: ''\n") == {"a": "", "b": ""}


def test_every_key_and_value_knows_its_place() -> None:
    tree = yaml.read_tree(source("a: 1\nb:\n  - x\n  - c: {d: e}\n"))
    assert tree.data == {"a": "1", "b": ["x", {"c": {"d": "e"}}]}
    assert tree.values == {(): (1, 1), ("a",): (1, 4), ("b",): (3, 3), ("b", 0): (3, 5), ("b", 1): (4, 5),
                           ("b", 1, "c"): (4, 8), ("b", 1, "c", "d"): (4, 12)}  # fmt: skip
    assert tree.keys[("b", 1, "c", "d")] == (4, 9)


def test_values_become_what_the_model_says() -> None:
    text = "format: 1\ntitle: 010\nduration: 090\nshow: true\ngoals:\npoints: [{label: no, points: 2}]\n"
    found = yaml.load(source(text), File)
    assert (found.title, found.duration, found.show, found.goals) == ("010", 90, True, ())
    assert found.points == (Point(label="no", points=2),)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("titel: x", ("yaml-unknown-key", ":2:1", {"key": "titel", "suggestion": "title"})),
        ("zzz: x", ("yaml-unknown-key", ":2:1", {"key": "zzz", "suggestion": ""})),
        ("Title: x", ("yaml-unknown-key", ":2:1", {"key": "Title", "suggestion": "title"})),
        ("points: [{labl: x, label: y}]", ("yaml-unknown-key", ":2:11", {"key": "labl", "suggestion": ""})),
        ("points: [{label: x, pionts: 1}]", ("yaml-unknown-key", ":2:21", {"key": "pionts", "suggestion": "points"})),
        ("points: [{points: 1}]", ("yaml-missing-key", ":2:10", {"key": "label"})),
        ("duration: long", ("yaml-wrong-type", ":2:11", {"key": "duration", "wanted": "number", "found": "long"})),
        ("duration: -5", ("yaml-wrong-type", ":2:11", {"key": "duration", "wanted": "number", "found": "-5"})),
        ("duration: 1.0", ("yaml-wrong-type", ":2:11", {"key": "duration", "wanted": "number", "found": "1.0"})),
        ("show: yes", ("yaml-wrong-type", ":2:7", {"key": "show", "wanted": "true-false", "found": "yes"})),
        ("title: [a]", ("yaml-wrong-type", ":2:8", {"key": "title", "wanted": "text", "found": "list"})),
        ("goals: a", ("yaml-wrong-type", ":2:8", {"key": "goals", "wanted": "list", "found": "a"})),
        ("goals: [a, {b: c}]", ("yaml-wrong-type", ":2:12", {"key": "goals", "wanted": "text", "found": "mapping"})),
        ("points: [a]", ("yaml-wrong-type", ":2:10", {"key": "points", "wanted": "mapping", "found": "a"})),
        ("mode: x", ("yaml-wrong-value", ":2:7", {"key": "mode", "found": "x", "allowed": "separate, in-handout"})),
        ("title: a\ntitle: b", ("yaml-duplicate-key", ":3:1", {"key": "title", "first": 2, "second": 3})),
        ("title: &x a", ("yaml-not-plain", ":2:8", {"what": "&x"})),
        ("duration: *x", ("yaml-not-plain", ":2:11", {"what": "*x"})),
        ("title: !!python/name:os.system x", ("yaml-not-plain", ":2:8", {"what": "!!python/name:os.system"})),
        ("title: !x a", ("yaml-not-plain", ":2:8", {"what": "!x"})),
        ("? [a]\n: b", ("yaml-key-not-text", ":2:3", {})),
        ("title: a: b", ("yaml-colon", ":2:9", {})),
        ("title: 'a", ("yaml-quote", ":2:8", {})),
        ("title: @a", ("yaml-sign", ":2:8", {"sign": "@"})),
        ("goals:\n\t- a", ("yaml-tab", ":3:1", {})),
        ("---\nformat: 1", ("yaml-syntax", ":2:1", {"detail": "---"})),
    ],
)  # fmt: skip
def test_each_fault_has_its_place(line: str, expected: tuple[str, str, dict[str, Any]]) -> None:
    ((code, place, data),) = faults(f"format: 1\n{line}\n")
    known = str(data.pop("known", "")).split(", ")
    assert (code, place, data) == expected
    assert code != "yaml-unknown-key" or {"label", "title", "points"} & set(known)


def test_all_faults_come_at_once_in_the_order_of_the_file() -> None:
    found = faults("format: 1\ndurasi: 5\ntitle: a\ntitle: &q b\nshow: ja\npoints:\n  - points: x\n")
    assert [(code, place) for code, place, _ in found] == [
        ("yaml-unknown-key", ":2:1"),
        ("yaml-duplicate-key", ":4:1"),
        ("yaml-not-plain", ":4:8"),
        ("yaml-wrong-type", ":5:7"),
        ("yaml-missing-key", ":7:5"),
        ("yaml-wrong-type", ":7:13"),
    ]


def test_the_format() -> None:
    assert faults("title: x")[0] == ("yaml-missing-key", ":1:1", {"key": "format"})
    assert faults("format: 2\nnew: x") == [("yaml-format-newer", ":1:9", {"found": "2", "newest": 1})]
    assert faults("format: 0") == [("yaml-wrong-value", ":1:9", {"key": "format", "found": "0", "allowed": "1"})]


@pytest.mark.parametrize("text", ["# nothing\n", "\n# a\n\n# b\n", "---\n# a\n"])
def test_a_file_with_nothing_but_comments(text: str) -> None:
    assert faults(text) == [("yaml-no-keys", ":1:1", {"needed": "format"})]


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [("# a\nformat\n", ":2:1", "format"), ("- a\n", ":1:1", "list"), ("\u6600\u6f00\n", ":1:1", "\u6600\u6f00")],
)
def test_a_file_that_does_not_consist_of_keys(text: str, place: str, found: str) -> None:
    assert faults(text) == [("yaml-not-keys", place, {"found": found, "needed": "format"})]


def test_lines_are_those_of_an_editor() -> None:
    text = 'format: 1\ntitle: "a\u2028b\x85c"\nzzz: x\n'
    assert [(code, place) for code, place, _ in faults(text)] == [("yaml-unknown-key", ":3:1")]


def test_control_characters_are_a_fault_of_the_file() -> None:
    assert faults("format: 1\ntitle: a\x07b\n") == [
        ("yaml-syntax", ":2:9", {"detail": "special characters are not allowed"})
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 100_000, "yaml-too-large"),
        ("- " * 100_000, "yaml-too-large"),
        ("{a: " * 50_000, "yaml-too-large"),
        pytest.param("format: 1\ngoals: [" + "a," * 200_001 + "]", "yaml-too-large", marks=pytest.mark.verify),
        ("a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "yaml-not-plain"),
        ("&a [*a]", "yaml-not-plain"),
        ("<<: {title: x}\n", "yaml-unknown-key"),
        ("%YAML 9.9\n---\na: b", "yaml-syntax"),
        ("a: b: c: d", "yaml-colon"),
        ("\"a\\qb\": c", "yaml-backslash"),
        ("!!binary x: y", "yaml-not-plain"),
    ],
)  # fmt: skip
def test_hostile_files_get_a_message(text: str, code: str) -> None:
    assert code in [found[0] for found in faults(text)]


def test_a_list_with_too_many_entries_gets_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "format: 1\ngoals: [" + "a," * 201 + "]"
    assert len(yaml.load(source(text), File).goals) == 201
    monkeypatch.setattr(yaml, "MAX_NODES", 200)
    assert "yaml-too-large" in [found[0] for found in faults(text)]


def test_long_files_are_read() -> None:
    rows = "".join(f"  - {{label: term {i}, points: {i}}}\n" for i in range(2_000))
    assert len(yaml.load(source("format: 1\npoints:\n" + rows), File).points) == 2_000


SIGNS = ["a", "b: ", "- ", "\n", "  ", "[", "]", "{", "}", ",", "'", '"', "&x ", "*x", "!t ", "#", "|\n", ">\n", "?"]
SIGNS += ["\t", "---\n", "...\n", "%", "\0", "\x85", "é", "format: 1\n", "points:\n", "\\", "<<: "]


@settings(max_examples=examples(500), deadline=None)
@given(st.lists(st.sampled_from(SIGNS), max_size=25).map("".join))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    try:
        yaml.load(source(text), File)
    except ContentError as error:
        assert all(d.location and d.location.file == "lesson.yaml" for d in error.diagnostics)
        assert error.diagnostics


def test_schema_without_markup_of_the_reader() -> None:
    assert File.model_json_schema()["properties"]["duration"]["type"] == "integer"


@settings(max_examples=examples(30), deadline=None)
@given(st.integers(0, 130), st.integers(0, 130))
def test_of_many_faults_the_first_are_told_with_what_was_meant(unknown: int, wrong: int) -> None:
    keys = "".join(f"durations{n}: 1\n" for n in range(unknown))
    points = "points:\n" + "".join("  - {label: a, points: b}\n" for _ in range(wrong))
    text = f"format: 1\n{keys}{points}"
    if unknown + wrong == 0:
        assert yaml.load(source(text), File).points == ()
        return
    found = faults(text)
    assert [code for code, _, _ in found[:50]] == ["yaml-unknown-key"] * min(unknown, 50) + ["yaml-wrong-type"] * min(
        wrong, max(50 - unknown, 0)
    )
    assert all(data["suggestion"] == "duration" for code, _, data in found if code == "yaml-unknown-key")
    if unknown + wrong > 50:
        place = f":{52 if unknown > 50 else 53}:"
        assert [(found[50][0], found[50][2])] == [("more-errors", {"count": unknown + wrong - 50})]
        assert found[50][1].startswith(place)
    assert len(found) == min(unknown + wrong, 51)


def test_a_mapping_of_too_many_keys_is_refused_where_they_become_too_many() -> None:
    text = "format: 1\n" + "".join(f"key{n}: 1\n" for n in range(100_000))
    with pytest.raises(ContentError) as caught:
        yaml.load(source(text), File)
    assert [(d.code, str(d.location), d.data["limit"]) for d in caught.value.diagnostics] == [
        ("yaml-too-large", f"lesson.yaml:{yaml.MAX_KEYS + 1}:1", yaml.MAX_KEYS)
    ]


def test_equal_keys_without_end_are_counted() -> None:
    found = faults("format: 1\n" + "title: a\n" * 2_000)
    assert [code for code, _, _ in found] == ["yaml-duplicate-key"] * 50 + ["more-errors"]
    assert found[-1][2] == {"count": 1_949}


GLOSSARIES = sorted((Path(__file__).parents[2] / "content" / "glossaries").glob("*/*.yaml"))
ODD = {
    "quotes": "a: 'x\n\n y'\nb: \"\\u00e9 \\\n  c\"\n",
    "blocks": "a: |\n  one\n\n  two\nb: >-\n  three\n  four\n# end\n",
    "flow": "a: [1, {b: c}, 'd, e']\nf: {}\n",
    "wide letters": "a: 😀 b\nc: Ötzi # end\n- x\n",
    "anchors": "a: &x 1\nb: *x\n",
    "a key twice": "a: 1\nb: 2\na: 3\n",
    "a colon": "a: b: c\n",
    "a quote": "a: 'b\n",
    "a tab": "a:\n\t- b\n",
    "deep": "[" * 100_000,
    "two documents": "a: 1\n---\nb: 2\n",
    "nothing": "",
}


def outcome(text: str, large: bool) -> object:
    try:
        return yaml.read_tree(source(text), large)
    except ContentError as error:
        return error.diagnostics


def test_shipped_glossaries_read_alike_with_both_parsers() -> None:
    assert len(GLOSSARIES) >= 2
    for file in GLOSSARIES:
        text = file.read_text(encoding="utf-8")
        assert outcome(text, True) == outcome(text, False)


@pytest.mark.parametrize("name", ODD)
def test_odd_files_read_alike_with_both_parsers(name: str) -> None:
    assert outcome(ODD[name], True) == outcome(ODD[name], False)


def test_large_files_are_read_without_libyaml_too(monkeypatch: pytest.MonkeyPatch) -> None:
    text = ODD["blocks"]
    known = outcome(text, True)
    monkeypatch.setattr("yaml.__with_libyaml__", False)
    monkeypatch.delattr("yaml.CSafeLoader", raising=False)
    assert outcome(text, True) == known
