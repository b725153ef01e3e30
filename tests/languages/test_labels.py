"""Labels, messages and interface texts: every language has the same keys and the same placeholders."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from typing import Any

import pytest
from support_source import SOURCE, called, calls

from handouts.diagnostics import Location, problem
from handouts.errors import UsageProblem
from handouts.languages import interface, labels, messages

DATA = SOURCE / "languages" / "data"
# Filled from the terms table in every label, so a language may do without.
FREE = {"learner", "packet", "packet_upper", "count", "count_word"}
TABLES = ("labels.toml", "messages.toml", "interface.toml")


def flat(node: dict[str, Any], prefix: str = "") -> dict[str, str]:
    out: dict[str, str] = {}
    for key, value in node.items():
        if isinstance(value, dict):
            out |= flat(value, f"{prefix}{key}.")
        else:
            out[prefix + key] = str(value)
    return out


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("table", TABLES)
def test_languages_say_the_same_things(table: str) -> None:
    tables = {
        d.name: flat(tomllib.loads((d / table).read_text(encoding="utf-8"))) for d in DATA.iterdir() if d.is_dir()
    }
    english = tables.pop("en")
    assert tables
    for language, other in tables.items():
        assert set(other) == set(english), language
        for key, text in other.items():
            here, there = placeholders(text) - FREE, placeholders(english[key]) - FREE
            assert here == there, (language, key)


def test_every_code_in_the_source_has_a_message() -> None:
    known = set(messages.catalogue("en")) - {"words"}
    used: set[str] = set()
    for _, node in calls():
        named = node.args and isinstance(node.args[0], ast.Constant)
        if named and called(node) in {"problem", "warning", "hint", "Diagnostic", "Flag"}:
            used.add(str(node.args[0].value))
    assert len(used) > 20
    assert used - known == set()


def test_a_message_needs_no_other_data_than_given() -> None:
    said = problem("code-invalid", None, code="ABC")
    assert "ABC" in messages.message(said, "en")
    assert "ABC" in messages.message(said, "id")


def test_did_you_mean_comes_first() -> None:
    said = problem("paper-unknown", None, name="A5x", known="A4, F4", suggestion="A4")
    assert re.match(r"Did you mean “?A4", messages.remedy(said, "en"))


def test_place_is_file_line_column() -> None:
    assert str(Location("a.yaml", 3, 7)) == "a.yaml:3:7"
    assert str(Location("a.yaml")) == "a.yaml"


def test_labels_know_terms_counts_and_overrides() -> None:
    id_ = labels.Labels("id", {"terms.learner": "murid"})
    assert "murid" in id_("task_sheet.objectives_lead")
    assert id_.counted("sections.matching.extra", 2) == "Ada dua huruf yang tidak digunakan."
    assert id_.counted("sections.matching.extra", 1) == "Satu huruf tidak digunakan."
    assert id_.number_word(11) == "11"


def test_unknown_language_is_a_usage_problem() -> None:
    with pytest.raises(UsageProblem):
        labels.require("xx")


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"HANDOUTS_LANG": "id"}, "id"),
        ({"HANDOUTS_LANG": "id_ID.UTF-8", "LANG": "en_US"}, "id"),
        ({"LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "Indonesian_Indonesia.1252"}, "id"),
        ({"HANDOUTS_LANG": "../../etc"}, "en"),
    ],
)
def test_interface_language(environ: dict[str, str], language: str) -> None:
    assert interface.interface_language(environ) == language
