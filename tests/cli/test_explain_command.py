"""`handouts explain`: one code, all codes, JSON, what people type instead of a code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from support import ESSAYS, INTERFACES, cli

from handouts.languages.explain import explanations

FIELDS = {"code", "gist", "text", "example", "severity", "family"}
BOTH = pytest.mark.parametrize("lang", INTERFACES)


@BOTH
@pytest.mark.parametrize("code", ["yaml-colon", "[Flag-Spam]", "CHECK-TEXT", "no-items"])
def test_one_code_is_told_whole(code: str, lang: str) -> None:
    ran = cli("explain", code, lang=lang)
    assert (ran.code, ran.err) == (0, "")
    found = explanations(lang)[code.strip("[]").lower()]
    assert ran.out.startswith(f"[{found.code}]  {found.gist}\n")
    assert found.text in " ".join(ran.out.split())
    for line in found.example.split("\n"):
        assert f"    {line}".rstrip() in ran.out.split("\n")
    assert max(map(len, ran.out.replace(found.example, "").split("\n"))) <= 100


@BOTH
def test_the_severity_is_said_in_words(lang: str) -> None:
    words = {
        "en": {"no-items": "A note", "lesson-two-essays": "A warning", "yaml-tab": "An error"},
        "id": {"no-items": "Catatan", "lesson-two-essays": "Peringatan", "yaml-tab": "Galat"},
    }[lang]
    for code, word in words.items():
        assert cli("explain", code, lang=lang).out.split("\n")[1].startswith(word), code


@BOTH
def test_without_a_code_all_are_listed_once_below_their_headings(lang: str) -> None:
    ran = cli("explain", lang=lang)
    assert (ran.code, ran.err) == (0, "")
    listed = re.findall(r"(?m)^  (\S+)  +(\S.*)$", ran.out)
    assert listed == [(code, e.gist) for code, e in explanations(lang).items()]
    headings = [line for line in ran.out.split("\n") if line and not line.startswith(" ")]
    families = list(dict.fromkeys(e.family for e in explanations(lang).values()))
    assert headings[: len(families)] == families


@BOTH
def test_json_has_the_documented_fields(lang: str) -> None:
    one = json.loads(cli("explain", "yaml-tab", "--format", "json", lang=lang).out)
    every = json.loads(cli("explain", "--format", "json", lang=lang).out)
    assert all(set(record) == FIELDS for record in (one, *every))
    assert one in every
    assert len(every) == len(explanations(lang))
    assert {record["severity"] for record in every} == {"error", "warning", "hint", None}


@BOTH
def test_an_unknown_code_is_a_usage_error(lang: str) -> None:
    ran = cli("explain", "flag-spm", lang=lang)
    assert (ran.code, ran.out) == (2, "")
    assert "[explain-unknown]" in ran.err
    assert "flag-spam" in ran.err
    assert "Traceback" not in ran.err


def test_the_codes_of_a_run_can_be_looked_up(tmp_path: Path) -> None:
    ran = cli("build", ESSAYS / "tempelan-id.txt", "--out", tmp_path / "out")
    codes = set(re.findall(r"\[([a-z]+(?:-[a-z]+)+)\]$", ran.err, re.MULTILINE))
    assert codes
    for code in codes:
        assert cli("explain", f"[{code}]").code == 0
