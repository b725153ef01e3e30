"""The date tagger against the case files in tests/cases/dates. A new case needs no code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from analysis_essays import essay

from handouts.analysis.dates import dates
from handouts.analysis.segments import sentences

CASES = Path(__file__).parent.parent / "cases" / "dates"
LANGUAGES = {"indonesian": "id", "english": "en"}


@dataclass(frozen=True)
class Case:
    name: str
    language: str
    text: str
    expected: tuple[tuple[str, ...], ...]


def read_cases(file: Path) -> list[Case]:
    """Blocks between blank lines: ">" text, then "mention | value | mod | basis"."""
    language = LANGUAGES[file.stem.split("-")[0]]
    cases: list[Case] = []
    for number, block in enumerate(file.read_text(encoding="utf-8").split("\n\n"), 1):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        text = "\n".join(line[1:].strip() for line in lines if line.startswith(">"))
        expected = tuple(tuple(p.strip() for p in line.split("|")) for line in lines if not line.startswith(">"))
        if text:
            cases.append(Case(f"{file.stem}:{number} {text[:40]}", language, text, expected))
    return cases


def read_lines(file: Path) -> list[tuple[str, str]]:
    language = LANGUAGES[file.stem.split("-")[0]]
    lines = file.read_text(encoding="utf-8").splitlines()
    return [(language, line[1:].strip()) for line in lines if line.startswith(">")]


def tagged(text: str, language: str) -> tuple[tuple[str, ...], ...]:
    whole = essay(text)
    found = dates(whole, sentences(whole, language), language)
    return tuple((d.passage.text, d.date.value, d.date.mod or "-", d.basis) for d in found)


def files(ending: str) -> list[Path]:
    return [CASES / f"{name}{ending}.txt" for name in LANGUAGES if (CASES / f"{name}{ending}.txt").is_file()]


@pytest.mark.parametrize("case", [c for f in files("") for c in read_cases(f)], ids=lambda c: c.name)
def test_dates(case: Case) -> None:
    assert tagged(case.text, case.language) == case.expected


@pytest.mark.parametrize(("language", "text"), [line for f in files("-none") for line in read_lines(f)])
def test_no_dates(language: str, text: str) -> None:
    assert tagged(text, language) == ()


@pytest.mark.xfail(strict=True, reason="known weakness: move the case to the other file once it passes")
@pytest.mark.parametrize("case", [c for f in files("-known-failures") for c in read_cases(f)], ids=lambda c: c.name)
def test_known_failures(case: Case) -> None:
    assert tagged(case.text, case.language) == case.expected
