"""Essays for the tests of materials: a plain reader, two texts of our own, and case files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from handouts.analysis import analyse
from handouts.languages.exercise_words import exercise_words
from handouts.materials.facts import Reading
from handouts.materials.kinds.context import Context, ExerciseOptions
from handouts.model.analysis import Analysis
from handouts.model.glossary import Entry, Glossary
from handouts.model.text import Essay, Run, SourceText, TextBlock
from handouts.model.timeline import Timeline

CASES = Path(__file__).parent / "cases"


def essay(text: str) -> Essay:
    """One paragraph a line."""
    blocks, at, number = [], 0, 0
    for line in text.split("\n"):
        if line.strip():
            number += 1
            blocks.append(TextBlock("paragraph", (Run(line),), tuple(range(at, at + len(line))), 0, number))
        at += len(line) + 1
    return Essay(SourceText("essay.md", text), tuple(blocks))


def read(text: str, language: str) -> tuple[Essay, Analysis]:
    found = essay(text)
    return found, analyse(found, language)


def reading(text: str, language: str) -> Reading:
    return Reading(*read(text, language), exercise_words(language))


def context(text: str, language: str, glossary: Glossary | None = None, timeline: Timeline | None = None) -> Context:
    found, analysis = read(text, language)
    return Context(found, analysis, timeline or Timeline(), glossary or Glossary(), ExerciseOptions(), ("test",))


@dataclass(frozen=True)
class Case:
    drawer: str
    text: str
    expected: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.drawer}: {self.text[:60]}"


def cases(name: str) -> Iterator[Case]:
    """Cases of a file: "[drawer]", "> text", then the lines expected ("-" for none)."""
    drawer, text, expected = "", "", list[str]()
    for line in [*(CASES / name).read_text(encoding="utf-8").splitlines(), "> "]:
        if line.startswith("["):
            if text:
                yield Case(drawer, text, tuple(expected))
            drawer, text, expected = line.strip("[]"), "", []
        elif line.startswith("> "):
            if text:
                yield Case(drawer, text, tuple(expected))
            text, expected = line[2:], []
        elif line.strip() and line != "-" and not line.startswith("#"):
            expected.append(line.strip())


def terms(language: str) -> Glossary:
    if language == "id":
        pairs = [
            ("benteng", "bangunan kukuh untuk bertahan dari serangan"),
            ("takhta", "kursi atau kedudukan seorang raja"),
            ("siasat", "cara yang direncanakan untuk mengalahkan lawan"),
            ("tanam paksa", "kewajiban petani menyerahkan hasil bumi kepada pemerintah kolonial"),
        ]
    else:
        pairs = [
            ("supplies", "food and other goods that people need to live"),
            ("currency", "the money that is used in a country"),
            ("retreat", "a movement back from a place under attack"),
            ("border", "the line between two countries"),
        ]
    return Glossary(tuple(Entry(t, d, "curated") for t, d in pairs))


@cache
def sample(language: str) -> tuple[Essay, Analysis]:
    return read((CASES / f"essay-{language}.txt").read_text(encoding="utf-8"), language)
