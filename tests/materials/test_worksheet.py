"""Whole sheets: what every generated item must be, over many seeds and in all versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from materials_essays import read, sample, terms

from handouts.materials.entries.placing import locate
from handouts.materials.events import timeline
from handouts.materials.kinds.context import ExerciseOptions, options_for
from handouts.materials.linting import lint
from handouts.materials.shuffling import versions
from handouts.materials.worksheet import exercises
from handouts.model.exercise import (
    SECTION_KINDS,
    Choice,
    Exercise,
    Gap,
    Grid,
    Match,
    Open,
    Order,
    Section,
    item_evidence,
)
from handouts.model.lesson import LessonMeta

LANGUAGES = ("id", "en")


def made(language: str, seed: str = "lesson", options: ExerciseOptions | None = None) -> tuple[Section, ...]:
    essay, analysis = sample(language)
    found, _ = timeline(essay, analysis)
    sections, _ = exercises(
        essay, analysis, found, locate(essay, terms(language), language), options or ExerciseOptions(), seed
    )
    return sections


def items(sections: Iterable[Section]) -> list[Exercise]:
    return [i for s in sections for i in s.items]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sections_stand_in_the_order_of_a_question_paper(language: str) -> None:
    kinds = [s.kind for s in made(language)]
    assert {"multiple_choice", "true_false", "cloze", "matching", "ordering", "essay"} <= set(kinds)
    assert kinds == sorted(kinds, key=SECTION_KINDS.index)


@pytest.mark.sliced(2)
@pytest.mark.parametrize("language", LANGUAGES)
def test_same_input_same_sheet(language: str) -> None:
    assert made(language) == made(language)
    assert versions(made(language), 4, "lesson") == versions(made(language), 4, "lesson")


SEEDS = (4, *(pytest.param(count, marks=pytest.mark.verify) for count in (15, 100)))


@pytest.mark.parametrize("seeds", SEEDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_stress(language: str, seeds: int) -> None:
    """Many seeds, four versions each: nothing for the linter to mend, key letters spread evenly."""
    places: Counter[int] = Counter()
    options = ExerciseOptions(kinds=("mcq-name", "who", "which", "completion"))
    for seed in range(seeds):
        for version in versions(made(language, str(seed), options), 4, str(seed)):
            assert [d for d in lint(version, language) if d.severity != "hint"] == []
            keys = [i.key for i in items(version) if isinstance(i, Choice) and not i.also]
            assert len(set(keys)) > 1
            places.update(keys)
    share = {k: n / places.total() for k, n in places.items()}
    assert all(0.15 < share[k] < 0.35 for k in range(4)), share


@pytest.mark.parametrize("language", LANGUAGES)
def test_evidence_stands_in_the_essay(language: str) -> None:
    essay, _ = sample(language)
    blocks = {b.text for _, b in essay.text_blocks()}
    assert all(any(p.text in text for text in blocks) for i in items(made(language)) for p in item_evidence(i))


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_item_a_fact(language: str) -> None:
    """No sentence is asked twice; only the ordering, which prints no dates, may meet a date question."""
    seen: Counter[str] = Counter()
    for item in items(made(language)):
        if isinstance(item, Order) or item.kind in ("mcq-term", "prompt"):
            continue
        seen.update({p.text for p in item_evidence(item)})
    assert max(seen.values()) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_points_and_stems(language: str) -> None:
    for item in items(made(language)):
        match item:
            case Choice():
                assert item.points == 2 and len(item.options) == 4
                ending = (" ....",) if language == "id" else (" …", "?")
                assert item.stem.endswith(ending)
                if item.natural_order:
                    assert sum(bool(o.why) for o in item.options) <= 3 and item.options[item.key].why == ""
            case Gap():
                assert item.points == 2
            case Match() | Order():
                assert item.points == 1
            case Open():
                if item.rubric:
                    assert item.points == max(r.points for r in item.rubric) and item.answer == ""
                else:
                    assert item.points in (2, 3) and 1 <= item.lines <= 3 and item.prompt.endswith("?")
            case Grid():
                # half of the statements are false, or of an odd number one less
                assert item.points == 1 and 4 <= len(item.rows) <= 8
                assert sum(row.column for row in item.rows) == len(item.rows) // 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_visible_timeline_answers_nothing(language: str) -> None:
    essay, analysis = sample(language)
    found, _ = timeline(essay, analysis, limit=30)
    glossary = locate(essay, terms(language), language)
    options = ExerciseOptions(timeline_visible=True)
    sections, said = exercises(essay, analysis, found, glossary, options, "lesson")
    told = {e.sentence.text for e in found.chosen}
    dated = [
        i for i in items(sections) if i.kind in ("mcq-date", "cloze-year", "when", "match-event-date", "order-events")
    ]
    assert all(p.text not in told for i in dated for p in item_evidence(i))
    assert "items-on-timeline" in {d.code for d in said}


@pytest.mark.parametrize(
    ("language", "text"), [("id", "Ia pergi. Mereka menang."), ("en", "It rained. They won."), ("en", "")]
)
def test_silence(language: str, text: str) -> None:
    essay, analysis = read(text, language)
    found, _ = timeline(essay, analysis)
    sections, said = exercises(essay, analysis, found, locate(essay, terms(language), language), ExerciseOptions(), "x")
    assert sections == ()
    assert [d.code for d in said] == ["section-empty"] * 5


def test_a_doubtful_sentence_is_the_evidence_of_nothing() -> None:
    text = (
        "Pada 20 Juli 1825, Belanda slot gacor maxwin zeus menyerbu Tegalrejo. Belanda menyerbu Jawa pada 3 Mei 1830."
    )
    essay, analysis = read(text, "id")
    found, _ = timeline(essay, analysis)
    assert [e.label for e in found.events] == ["Belanda menyerbu Jawa"]


@pytest.mark.parametrize(
    ("language", "grade", "count"),
    [("id", "3", 3), ("id", "VII", 4), ("id", "kelas 9", 4), ("id", "XI", 5), ("id", "", 4), ("en", "10-11", 4)],
)
def test_options_follow_the_school_year(language: str, grade: str, count: int) -> None:
    assert options_for(LessonMeta("s", "t", language, grade=grade)).options == count
