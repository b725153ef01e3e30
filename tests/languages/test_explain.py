"""The explanations: one for every code in both languages, true where the source can be asked, fit to be read."""

from __future__ import annotations

import ast
import re
import shlex
import tomllib
from functools import cache

import click
import pytest
from support import INTERFACES
from support_source import called, calls

from handouts.cli.main import application
from handouts.errors import ContentError, UsageProblem
from handouts.languages import DATA
from handouts.languages.explain import Explanation, explain, explanations
from handouts.languages.messages import catalogue, remedy
from handouts.model.text import SourceText
from handouts.reading.yaml import read_tree

# Calls whose first text is a code. Where no severity stands beside it, these give errors.
ERRORS = {"problem", "Diagnostic", "_say", "_problem", "Unfit"}
MAKERS = ERRORS | {"warning", "hint", "Flag", "_part"}
SEVERITIES = {"error", "warning", "hint"}
CODE = re.compile("[a-z]+(-[a-z0-9]+)+")
CODES = set(catalogue("en")) - {"words", "did-you-mean"}
# A draft that cannot be edited is a warning to `draft`, which leaves it alone, and an error to `import`.
EITHER = {"draft-layout"}
BOTH = pytest.mark.parametrize("lang", INTERFACES)


@cache
def raised() -> tuple[tuple[str, str], ...]:
    """Every code that a call in the source names, with the severity it is given there, "" when that is not constant."""
    found = set()
    for _, node in calls():
        texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if texts and CODE.fullmatch(texts[0]) and (called(node) in MAKERS or texts[0] in CODES):
            name = called(node)
            given = next((t for t in texts[1:] if t in SEVERITIES), "")
            found.add((texts[0], given or ("error" if name in ERRORS else name if name in SEVERITIES else "")))
    return tuple(sorted(found))


def parts(example: str) -> dict[str, str]:
    """The text after "before:" and "after:" of an example, the lines below them moved back to the left."""
    found: dict[str, list[str]] = {}
    width = 0
    for line in example.split("\n"):
        if label := re.match("(before|after|sebelum|sesudah): +", line):
            width = label.end()
            key = "before" if label[1] in ("before", "sebelum") else "after"
            found[key] = [line[width:]]
        elif found:
            list(found.values())[-1].append(line[width:])
    return {key: "\n".join(lines) + "\n" for key, lines in found.items()}


def test_the_source_is_understood() -> None:
    """The collector finds the codes of every way in which the stages raise them."""
    codes = {code for code, _ in raised()}
    assert {"yaml-tab", "flag-spam", "flag-language", "markup-empty", "markup-uneven-table"} <= codes
    assert dict(raised())["flag-spam"] == "warning"
    assert len(codes) > 100


@BOTH
def test_every_code_that_is_raised_has_a_message_and_an_explanation(lang: str) -> None:
    assert {code for code, _ in raised()} - set(explanations(lang)) == set()
    assert {code for code, _ in raised()} - CODES == set()


@BOTH
def test_every_message_has_an_explanation_and_the_other_way_round(lang: str) -> None:
    assert CODES - set(explanations(lang)) == set()
    assert set(explanations(lang)) <= CODES


def test_both_languages_explain_the_same() -> None:
    english, indonesian = (explanations(lang) for lang in INTERFACES)
    assert set(english) == set(indonesian)
    for code, one in english.items():
        other = indonesian[code]
        assert (one.severity, bool(one.example)) == (other.severity, bool(other.example)), code
        assert one.text != other.text, code
        assert one.gist != other.gist, code
        assert one.family != other.family, code


@BOTH
def test_a_severity_is_stated_where_the_source_gives_one_alone(lang: str) -> None:
    stated = {code: e.severity for code, e in explanations(lang).items() if e.severity}
    codes = [code for code, _ in raised()]
    # a flag in words that the teacher wrote is softened
    alone = {c: s for c, s in raised() if s and codes.count(c) == 1 and c not in EITHER}
    assert stated == alone


@BOTH
def test_the_file_has_no_key_that_nothing_reads(lang: str) -> None:
    data = tomllib.loads((DATA / lang / "explain.toml").read_text(encoding="utf-8"))
    headings = data.pop("families")
    assert {code.partition("-")[0] for code in data} == set(headings)
    assert {key for entry in data.values() for key in entry} == {"gist", "text", "example", "severity"}
    assert list(data) == sorted(data)
    assert all(heading.strip() == heading != "" for heading in headings.values())


@BOTH
def test_every_text_can_be_read(lang: str) -> None:
    for code in sorted(explanations("en")):
        can_be_read(code, lang)


def can_be_read(code: str, lang: str) -> None:
    found = explanations(lang)[code]
    assert 60 <= len(found.text) <= 900
    assert 2 <= len(re.findall(r"[.!?](?= |$)", found.text)) <= 7
    assert len(found.gist) <= 64
    assert not found.gist.endswith(".")
    assert found.text != found.gist
    for text in (found.text, found.gist):
        assert text == text.strip()
        assert not set(text) & set('{}"\n\t')
        assert text.count("“") == text.count("”")
    assert found.text.endswith(".")
    assert not any(line != line.rstrip() for line in found.example.split("\n"))
    assert found.example.strip("\n") == found.example


@BOTH
def test_every_text_says_more_than_the_message(lang: str) -> None:
    for code in sorted(explanations("en")):
        message = catalogue(lang).get(code, {"message": ""})["message"]
        assert not message or message.rstrip(".").casefold() not in explanations(lang)[code].text.casefold(), code


def faults(text: str) -> set[str]:
    """The codes that reading the text as YAML gives."""
    try:
        found = read_tree(SourceText("a.yaml", text)).diagnostics
    except ContentError as error:
        found = list(error.diagnostics)
    return {d.code for d in found}


@BOTH
@pytest.mark.parametrize(
    "code",
    [
        "yaml-colon",
        "yaml-duplicate-key",
        "yaml-key-not-text",
        "yaml-not-plain",
        "yaml-quote",
        "yaml-sign",
        "yaml-syntax",
    ],
)
def test_what_an_example_shows_is_so(code: str, lang: str) -> None:
    shown = parts(explanations(lang)[code].example)
    assert code in faults(shown["before"])
    assert faults(shown["after"]) == set()


@BOTH
def test_commands_in_examples_can_be_typed(lang: str) -> None:
    """They are parsed, not run: each command, option and choice exists."""
    group = application(lang)
    seen = 0
    for found in explanations(lang).values():
        # what stands at "before" is wrong on purpose
        lines = [line for line in found.example.split("\n") if not line.startswith(("before:", "sebelum:"))]
        for line in lines:
            if typed := re.match(r"(?:after: +|sesudah: +)?handouts (.+)", line):
                name, *args = shlex.split(typed[1], posix="\\" not in line)
                command = group.get_command(click.Context(group), name)
                assert command, line
                command.make_context(name, args)
                seen += 1
    assert seen > 30


@pytest.mark.parametrize("name", ["flag-spam", "[flag-spam]", "FLAG-SPAM", " [Flag-Spam] ", "flag_spam"])
def test_a_code_is_found_as_people_type_it(name: str) -> None:
    found: Explanation = explain(name, "en")
    assert found == explanations("en")["flag-spam"]


@pytest.mark.parametrize(
    ("name", "meant"), [("flag-spm", "flag-spam"), ("spam", "flag-spam"), ("yaml_tabs", "yaml-tab"), ("K7M2QHR", "")]
)
def test_an_unknown_code_is_told_which_was_meant(name: str, meant: str) -> None:
    with pytest.raises(UsageProblem) as raising:
        explain(name, "en")
    told = raising.value.diagnostics[0]
    assert (told.code, told.data["name"], told.data["suggestion"]) == ("explain-unknown", name, meant)
    assert (meant in remedy(told, "en")) if meant else ("Did you mean" not in remedy(told, "en"))


def test_another_interface_language_is_explained_in_english() -> None:
    assert explanations("xx") == explanations("en")
