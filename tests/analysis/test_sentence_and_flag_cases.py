"""Sentence splitting and flags against the case files. A new case needs no code."""

from __future__ import annotations

from pathlib import Path

import pytest
from analysis_essays import essay

from handouts.analysis import analyse, sentences

CASES = Path(__file__).parent.parent / "cases"
LANGUAGES = {"indonesian": "id", "english": "en"}


def sentence_cases() -> list[tuple[str, str]]:
    return [
        (code, line)
        for name, code in LANGUAGES.items()
        for line in (CASES / "sentences" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]


def flag_cases() -> list[tuple[str, str, tuple[tuple[str, ...], ...]]]:
    cases = []
    for name, code in LANGUAGES.items():
        for block in (CASES / "flags" / f"{name}.txt").read_text(encoding="utf-8").split("\n\n"):
            lines = [line for line in block.splitlines() if line and not line.startswith("#")]
            text = "\n".join(line[1:].strip() for line in lines if line.startswith(">"))
            flags = tuple(tuple(p.strip() for p in line.split("|")) for line in lines if not line.startswith(">"))
            if text:
                cases.append((code, text, flags))
    return cases


@pytest.mark.parametrize(("language", "line"), sentence_cases())
def test_sentences(language: str, line: str) -> None:
    found = sentences(essay(line.replace(" || ", " ")), language)
    assert [s.text for s in found] == line.split(" || ")


@pytest.mark.parametrize(("language", "text", "expected"), flag_cases())
def test_flags(language: str, text: str, expected: tuple[tuple[str, ...], ...]) -> None:
    found = analyse(essay(text), language)
    assert tuple((f.code, f.severity, f.passage.text) for f in found.flags) == expected
    assert all(s.usable for s in found.sentences) == all(e[1] == "hint" for e in expected)
