"""Term candidates against the case files in tests/cases/terms. A new case needs no code."""

from __future__ import annotations

from pathlib import Path

import pytest
from analysis_essays import essay

from handouts.analysis import analyse, doubts

CASES = Path(__file__).parent.parent / "cases" / "terms"
LANGUAGES = {"indonesian": "id", "english": "en"}


def cases() -> list[tuple[str, str, tuple[tuple[str, ...], ...]]]:
    """Blocks between blank lines: ">" text, then "headword | kind | rule | forms"."""
    found = []
    for name, code in LANGUAGES.items():
        for block in (CASES / f"{name}.txt").read_text(encoding="utf-8").split("\n\n"):
            lines = [line for line in block.splitlines() if line and not line.startswith("#")]
            text = "\n".join(line[1:].strip() for line in lines if line.startswith(">"))
            terms = tuple(tuple(p.strip() for p in line.split("|")) for line in lines if not line.startswith(">"))
            if text:
                found.append((code, text, terms))
    return found


@pytest.mark.parametrize(("language", "text", "expected"), cases())
def test_terms(language: str, text: str, expected: tuple[tuple[str, ...], ...]) -> None:
    found = analyse(essay(text), language).terms
    assert tuple((t.term, t.kind, t.rule, ", ".join(t.forms)) for t in found) == expected


@pytest.mark.parametrize(("language", "text", "expected"), [case for case in cases() if case[2]])
def test_no_term_is_a_misspelling(language: str, text: str, expected: tuple[tuple[str, ...], ...]) -> None:
    seen = doubts(essay(text), language, spelling=True).flags
    flagged = {f.passage.text.lower() for f in seen if f.code == "flag-spelling"}
    listed = [case for case in expected if case[2] != "defined"]
    assert not flagged & {form.strip().lower() for case in listed for form in case[3].split(",")}


@pytest.mark.parametrize(
    ("language", "text", "misspelt"),
    [
        ("en", "The goverment accepted the embarggo.", {"goverment", "embarggo"}),
        ("id", "Pemerentah menerima embarrgo itu.", {"embarrgo"}),
    ],
)
def test_words_in_no_list_are_misspellings(language: str, text: str, misspelt: set[str]) -> None:
    assert analyse(essay(text), language).terms == ()
    assert misspelt <= {f.passage.text for f in doubts(essay(text), language, spelling=True).flags}
