"""Items of all kinds: the right answer recomputed from the evidence by a look that shares no code with the kinds."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from materials_essays import read, sample, terms
from support_examples import examples

from handouts.materials.entries.placing import locate
from handouts.materials.events import timeline
from handouts.materials.kinds.context import Candidate, Context, ExerciseOptions
from handouts.materials.kinds.table import BUILT_IN
from handouts.model.exercise import Choice, Exercise, Gap, Grid, GridRow, Match, Open, Order

LANGUAGES = ("id", "en")
YEAR = re.compile(r"\b\d{3,4}\b")
ALIASES = {"United Kingdom": "Britain", "Britania Raya": "Inggris"}
CAPITAL = re.compile(r"(?<!^)\b[A-Z][a-z]{3,}\b")


def candidates(text: str | None, language: str, seed: str) -> list[Candidate]:
    essay, analysis = sample(language) if text is None else read(text, language)
    found, _ = timeline(essay, analysis)
    options = replace(ExerciseOptions(), glossary_visible=False)
    context = Context(essay, analysis, found, locate(essay, terms(language), language), options, (seed,))
    return [c for kind in BUILT_IN for c in kind.candidates(context)]


def check(candidate: Candidate, kinds: dict[str, str]) -> None:
    item = candidate.item
    assert item.kind in kinds and item.points > 0
    match item:
        case Choice():
            texts = [o.text.casefold() for o in item.options]
            assert len(set(texts)) == len(texts)
            assert all(0 <= k < len(texts) for k in item.keys) and len(set(item.keys)) == len(item.keys)
            choice(item)
        case Gap():
            assert told(item.answer, item.evidence[0].text) or any(told(a, item.evidence[0].text) for a in item.accept)
            assert item.answer not in item.before
        case Grid():
            for row in item.rows:
                statement(row)
        case Match():
            assert {p.response for p in item.pairs} <= set(item.responses)
            assert len(set(item.responses)) == len(item.responses)
        case Order():
            assert all(a.date.before(b.date) for a, b in zip(item.entries, item.entries[1:], strict=False))
        case Open() if not item.rubric and item.kind != "definition":
            words = re.findall(r"\w+", item.answer)
            assert all(w.casefold() in item.evidence[0].text.casefold() for w in words[1:])


def told(answer: str, evidence: str) -> bool:
    if answer in ALIASES and ALIASES[answer] in evidence:
        return True
    return answer.removeprefix("the ").casefold() in evidence.casefold()


def choice(item: Choice) -> None:
    evidence = " ".join(p.text for p in item.evidence)
    if item.also:
        assert all(truths(item.options[k].text) <= marks(evidence) for k in item.keys)
        return
    if YEAR.search(item.answer):
        wrong = [o.text for k, o in enumerate(item.options) if k != item.key]
        assert YEAR.findall(item.answer)[-1] in evidence and item.answer not in wrong
    else:
        assert told(item.answer, evidence) or told(item.answer.split()[-1], evidence)
        assert not any(o.text in item.stem for o in item.options)


def statement(row: GridRow) -> None:
    """A true row holds no year and no name that its sentence lacks; a false one says what the essay says instead."""
    assert row.evidence is not None
    if row.column == 0:
        assert truths(row.text) <= marks(row.evidence.text) and row.why == ""
        assert row.text.rstrip(".") != row.evidence.text.strip().rstrip(".")
    else:
        words = set(re.findall(r"\w+", row.text.casefold()))
        assert words - set(re.findall(r"\w+", row.evidence.text.casefold())), row.text
        assert row.why


def truths(text: str) -> set[str]:
    return {*YEAR.findall(text), *CAPITAL.findall(text)}


def marks(text: str) -> set[str]:
    return {*YEAR.findall(text), *re.findall(r"\b[A-Z]\w+\b", text)}


@pytest.mark.parametrize("seeds", [4, pytest.param(20, marks=pytest.mark.verify)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_follow_from_the_evidence(language: str, seeds: int) -> None:
    kinds = {kind.name: kind.section for kind in BUILT_IN}
    seen = set()
    for seed in range(seeds):
        for candidate in candidates(None, language, str(seed)):
            check(candidate, kinds)
            seen.add(candidate.item.kind)
    assert {"mcq-date", "true-false", "category", "cloze-year", "completion", "order-events", "prompt"} <= seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_seed_same_items(language: str) -> None:
    assert candidates(None, language, "a") == candidates(None, language, "a")


@pytest.mark.parametrize("language", LANGUAGES)
def test_traits_follow_the_table(language: str) -> None:
    table = {kind.name: (kind.level, kind.bloom) for kind in BUILT_IN}
    for candidate in candidates(None, language, "a"):
        if candidate.item.kind != "prompt":
            assert (candidate.item.traits.level, candidate.item.traits.bloom) == table[candidate.item.kind]


@settings(max_examples=examples(15), deadline=None)
@given(data=st.data(), language=st.sampled_from(LANGUAGES))
def test_any_part_of_a_text_in_any_order(data: st.DataObject, language: str) -> None:
    essay, _ = sample(language)
    sentences = [s for _, b in essay.text_blocks() for s in re.split(r"(?<=\.) (?=[A-Z])", b.text)]
    part = data.draw(st.lists(st.sampled_from(sentences), unique=True, min_size=1, max_size=12))
    kinds = {kind.name: kind.section for kind in BUILT_IN}
    for candidate in candidates(" ".join(part), language, "x"):
        check(candidate, kinds)


def test_items_that_hold_no_answer_stay_apart() -> None:
    items: list[Exercise] = [c.item for c in candidates(None, "en", "a") if c.item.kind == "prompt"]
    assert items and all(isinstance(i, Open) and i.rubric and not i.answer for i in items)
