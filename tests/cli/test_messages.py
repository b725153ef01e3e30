"""The catalogues of messages: complete in both languages, and filled by every place in the source that uses them."""

from __future__ import annotations

import ast
import string
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

import pytest
from support import INTERFACES
from support_source import SOURCE, called, calls

from handouts.cli.report import lines
from handouts.diagnostics import Diagnostic, Location
from handouts.languages.interface import texts
from handouts.languages.messages import catalogue

MAKERS = {"problem", "warning", "hint", "Diagnostic", "Flag"}
# No diagnostics of their own: the words that translate data, and the sentence put before a remedy.
PARTS = {"words", "did-you-mean"}
CODES = sorted(set(catalogue("en")) - PARTS)


def fields(text: str) -> set[str]:
    """The placeholders of a message."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def given(node: ast.Call) -> set[str]:
    """The names of the data that a call gives: keywords, or the pairs that a flag is made with."""
    if called(node) == "Rule":
        return rule_data(node.args[1])
    tuples = [arg for arg in node.args if isinstance(arg, ast.Tuple)]
    pairs = [pair.elts[0].value for arg in tuples for pair in arg.elts if isinstance(pair, ast.Tuple)]
    return {k.arg for k in node.keywords if k.arg} | set(pairs)


def rule_data(function: ast.expr) -> set[str]:
    """The data that every fault found by the function of a rule has (options.two_right: a module and its function)."""
    assert isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name)
    tree = ast.parse((SOURCE / f"materials/linting/{function.value.id}.py").read_text(encoding="utf-8"))
    body = next(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == function.attr)
    faults = [n for n in ast.walk(body) if isinstance(n, ast.Call) and called(n) == "Fault"]
    assert faults
    dicts = [f.args[1] if len(f.args) > 1 else ast.Dict([], []) for f in faults]
    names = [{k.value for k in d.keys if isinstance(k, ast.Constant)} for d in dicts if isinstance(d, ast.Dict)]
    return {"item", *set.intersection(*names)}


@cache
def raise_sites() -> Mapping[str, list[tuple[str, set[str]]]]:
    """For each code the places that use it and the data they give, wherever a call has the code as an argument."""
    found = defaultdict(list)
    for place, node in calls():
        for arg in node.args:
            if isinstance(arg, ast.Constant) and arg.value in CODES:
                found[arg.value].append((place, given(node)))
    return found


@pytest.mark.parametrize("lang", INTERFACES)
def test_every_message_is_filled_by_every_place_that_uses_it(lang: str) -> None:
    for code in CODES:
        entry = catalogue(lang)[code]
        wanted = fields(entry["message"]) | fields(entry.get("hint", ""))
        assert raise_sites()[code], f"no place in the source uses {code}"
        assert {place: wanted - data for place, data in raise_sites()[code] if wanted - data} == {}, code


def test_no_code_without_a_message() -> None:
    literal = {
        (place, node.args[0].value)
        for place, node in calls()
        if called(node) in MAKERS and node.args and isinstance(node.args[0], ast.Constant)
    }
    assert len(literal) > 100
    assert {(place, code) for place, code in literal if code not in CODES} == set()


def test_both_catalogues_say_as_much() -> None:
    english, indonesian = (catalogue(lang) for lang in INTERFACES)
    assert set(english) == set(indonesian)
    assert set(english["words"]) == set(indonesian["words"])
    for code in CODES:
        assert set(english[code]) == set(indonesian[code]), code
        assert set(english[code]) <= {"message", "hint"}, code
        assert english[code]["message"] != indonesian[code]["message"], code


@pytest.mark.parametrize("lang", INTERFACES)
def test_every_message_can_be_printed(lang: str) -> None:
    for code in CODES:
        can_be_printed(code, lang)


def can_be_printed(code: str, lang: str) -> None:
    names = set.union(*(data for _, data in raise_sites()[code]))
    data: dict[str, str | int] = {name: f"<{name}>" for name in names}
    text, remedy = lines(Diagnostic(code, "error", Location("essay.md", 3, 7), data), lang)
    entry = catalogue(lang)[code]
    assert text.startswith("essay.md:3:7: ")
    assert text.endswith(f" [{code}]")
    for part, said in (("message", text), ("hint", remedy)):
        assert all(f"<{name}>" in said for name in fields(entry.get(part, "")))
    assert ("<suggestion>" in remedy) == ("suggestion" in names)


def test_both_interfaces_say_as_much() -> None:
    english, indonesian = (texts(lang) for lang in INTERFACES)
    assert {part: set(words) for part, words in english.items()} == {p: set(w) for p, w in indonesian.items()}
    for part, words in english.items():
        for name, text in words.items():
            assert text.strip()
            assert fields(text) == fields(indonesian[part][name]), f"{part}.{name}"
