"""All kinds with many seeds on texts of our own: right keys, even places, and nothing that guessing finds.

`make verify` runs 200 seeds on every text; the same for any folder: `python tests/materials/stress.py`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from materials_essays import essay, sample, terms
from solving import faults
from stress import Tally, Text, chance_of, of_essay, stress, text

from handouts.materials.entries.placing import locate
from handouts.materials.kinds.table import BUILT_IN
from handouts.model.exercise import Choice, Exercise, Gap, Grid, Match, Open, Order

LANGUAGES = ("id", "en")
FEW = 3
SEEDS = (FEW, pytest.param(15, marks=pytest.mark.verify))
ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parents[1] / "cases"
LESSONS = {"en": "us-soviet-alliance", "id": "aliansi-as-soviet"}


def own(language: str) -> Text:
    """The essay of the tests, with the meanings that go with it."""
    read, _ = sample(language)
    found = of_essay(read, language)
    glossary = locate(read, terms(language), language)
    meanings = {e.term: e.definition for e in glossary.entries}
    return replace(
        found, context=replace(found.context, glossary=glossary), source=replace(found.source, meanings=meanings)
    )


def others(language: str) -> list[Text]:
    """The other texts of the repository: lessons and cases."""
    essays = sorted(p for p in (CASES / "essays").iterdir() if p.stem.endswith(f"-{language}"))
    found = [text(p, language) for p in (ROOT / "content" / LESSONS[language], *essays)]
    kinds = sorted((CASES / "exercises").glob(f"*-{language}.txt"))
    lines = (line for file in kinds for line in file.read_text(encoding="utf-8").splitlines())
    small = dict.fromkeys(line[2:] for line in lines if line.startswith("> "))
    return [*found, *(of_essay(essay(line), language) for line in small)]


@cache
def quick(language: str, seeds: int) -> Tally:
    """The essay of the tests with some seeds, the others with one."""
    tally = stress([own(language)], seeds, 6 if seeds > FEW else 2)
    stress(others(language), 1, 0, tally=tally)
    return tally


@pytest.mark.parametrize("seeds", SEEDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_follows_from_its_evidence(language: str, seeds: int) -> None:
    tally = quick(language, seeds)
    assert {k: v for k, v in tally.objections.items() if v} == {}
    missing = {kind.name for kind in BUILT_IN} - {name for name, count in tally.made.items() if count}
    # no text in Indonesian has persons with enough titles
    assert missing <= ({"match-person-role"} if language == "id" else set())


@pytest.mark.parametrize("seeds", SEEDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_place_is_likelier_than_another(language: str, seeds: int) -> None:
    tally = quick(language, seeds)
    assert {kind for kind, _ in tally.places} >= {"mcq-name", "mcq-term", "mcq-several", "mcq-source"}
    for size, spread in (*((n, c) for (_, n), c in tally.places.items()), *tally.printed.items()):
        assert chance_of([spread[k] for k in range(size)]) > 0.001, spread


def test_uneven_places_are_seen() -> None:
    assert chance_of([40, 30, 30, 20]) > 0.05
    assert chance_of([80, 30, 30, 20]) < 0.001


def spoiled(item: Exercise) -> list[Exercise]:
    """The item with a key that is wrong in one thing."""
    match item:
        case Choice() if item.also:
            wrong = next(k for k in range(len(item.options)) if k not in item.keys)
            return [replace(item, key=wrong, also=item.keys[1:])]
        case Choice():
            return [replace(item, key=(item.key + 1) % len(item.options))]
        case Gap():
            return [replace(item, answer="1066"), replace(item, before=f"Strange {item.before}")]
        case Grid():
            first, *rest = item.rows
            return [replace(item, rows=(replace(first, column=1 - first.column), *rest))]
        case Match():
            turned = (*item.pairs[1:], item.pairs[0])
            pairs = tuple(replace(a, response=b.response) for a, b in zip(item.pairs, turned, strict=True))
            return [replace(item, pairs=pairs)]
        case Order():
            return [replace(item, entries=item.entries[::-1])]
        case Open() if item.rubric:
            return [replace(item, answer="leak")]
        case Open():
            return [replace(item, answer="On 1 May 1066."), replace(item, answer="Nobody Atall.")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_key_is_seen(language: str) -> None:
    """Items with a spoiled key get an objection, all but those whose other option happens to fit."""
    source, seen, missed = own(language).source, 0, []
    for candidate in own(language).candidates("0"):
        assert faults(candidate.item, source) == []
        for item in spoiled(candidate.item):
            seen += 1
            if not faults(item, source):
                missed.append(item)
    assert seen > 100 and missed == []


@pytest.mark.verify
def test_two_hundred_seeds() -> None:
    tally = Tally()
    for language in LANGUAGES:
        stress([own(language), *others(language)], 200, 20, tally=tally)
    assert {k: v for k, v in tally.objections.items() if v} == {}
    for (kind, size), spread in tally.places.items():
        assert chance_of([spread[k] for k in range(size)]) > 0.001, (kind, spread)
    assert len(tally.guesses["first option"].items) > 50
    assert tally.guesses["first option"].gain <= 3
    assert tally.guesses["longest option"].gain <= 3
