"""Sentence splitting and flags against the case files. A new case needs no code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from analysis_essays import essay

from handouts.analysis import analyse, doubts, sentences
from handouts.analysis.phrases import PhraseIndex
from handouts.languages.flag_words import flag_words

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


def translation_cases() -> list[tuple[str, str]]:
    return [
        (code, line)
        for name, code in LANGUAGES.items()
        for line in (CASES / "flags" / f"translation-{name}.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]


@pytest.mark.parametrize(("language", "line"), translation_cases())
def test_signs_of_a_machine(language: str, line: str) -> None:
    marked = re.findall(r"\[\[(.*?)\]\]", line)
    found = doubts(essay(line.replace("[[", "").replace("]]", "")), language).flags
    assert [f.passage.text for f in found if f.code == "flag-translation"] == marked


@pytest.mark.parametrize("language", LANGUAGES.values())
def test_each_translation_rule_has_its_case(language: str) -> None:
    lines = [line for code, line in translation_cases() if code == language]
    rules = PhraseIndex((phrase, i) for i, (phrase, _) in enumerate(flag_words(language).translation.rules))
    shown = {
        rule
        for line in lines
        for said in re.findall(r"\[\[(.*?)\]\]", line)
        for _, _, rule in rules.find(said.lower().split())
    }
    assert shown == set(range(len(flag_words(language).translation.rules)))
    assert len(shown) >= 25


@pytest.mark.parametrize(("language", "line"), sentence_cases())
def test_sentences(language: str, line: str) -> None:
    found = sentences(essay(line.replace(" || ", " ")), language)
    assert [s.text for s in found] == line.split(" || ")


@pytest.mark.parametrize(("language", "text", "expected"), flag_cases())
def test_flags(language: str, text: str, expected: tuple[tuple[str, ...], ...]) -> None:
    found = analyse(essay(text), language)
    assert tuple((f.code, f.severity, f.passage.text) for f in found.flags) == expected
    assert all(s.usable for s in found.sentences) == (not any(f.blocks for f in found.flags))
