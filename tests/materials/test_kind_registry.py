"""The registry: built-in kinds, and kinds that packages outside bring through entry points."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from materials_essays import context, read, terms

from handouts.languages.messages import message
from handouts.materials.entries.placing import locate
from handouts.materials.events import timeline
from handouts.materials.kinds.context import ExerciseOptions
from handouts.materials.kinds.registry import registry
from handouts.materials.kinds.table import BUILT_IN
from handouts.materials.worksheet import exercises
from handouts.model.exercise import SECTION_KINDS

Install = Callable[..., None]
TOY = '''
from handouts.materials.kinds.context import Candidate, Context
from handouts.materials.kinds.kind import Kind
from handouts.model.exercise import Open


def make(context):
    """How many words has the first sentence?"""
    for seen in context.reading.views[:1]:
        count = str(len(seen.text.split()))
        prompt = "How many words has the first sentence?"
        evidence = (seen.sentence.passage,)
        item = Open("toy-1", "toy-count", prompt, count, (), 1, 1, "toy", evidence)
        yield Candidate(item, (seen.sentence.id,), seen.sentence.passage.block, 9.0)


def fail(context):
    raise ValueError("no luck")


COUNT = Kind("toy-count", "short_answer", make, bloom="C3", level="challenge")
TAKEN = Kind("mcq-date", "multiple_choice", make)
FAILING = Kind("toy-failing", "short_answer", fail)
WRONG_SHAPE = Kind("toy-shape", "multiple_choice", make)
BAD_NAME = Kind("Toy Count", "short_answer", make)
BAD_SECTION = Kind("toy-section", "riddles", make)
NO_KIND = "toy-count"
'''


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Puts a package with entry points on the path, as an installer would."""

    def put(distribution: str, *entries: str) -> None:
        place = tmp_path / distribution
        info = place / f"{distribution.replace('-', '_')}-1.0.dist-info"
        info.mkdir(parents=True)
        module = f"{distribution.replace('-', '_')}_kinds"
        (place / f"{module}.py").write_text(TOY, encoding="utf-8")
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n", encoding="utf-8")
        lines = [f"entry{i} = {module}:{name}" for i, name in enumerate(entries)]
        (info / "entry_points.txt").write_text("\n".join(["[handouts.exercises]", *lines, ""]), encoding="utf-8")
        monkeypatch.syspath_prepend(str(place))
        monkeypatch.delitem(sys.modules, module, raising=False)

    return put


def test_built_in_kinds_have_names_and_sections_of_their_own() -> None:
    names = [kind.name for kind in BUILT_IN]
    assert len(set(names)) == len(names)
    assert {kind.section for kind in BUILT_IN} <= set(SECTION_KINDS)
    assert tuple(registry().kinds.values()) == BUILT_IN


def test_a_kind_from_outside_is_printed_like_any_other(install: Install) -> None:
    install("toy-kinds", "COUNT")
    essay, analysis = read("Alaska is a cold land.", "en")
    found, _ = timeline(essay, analysis)
    sections, said = exercises(essay, analysis, found, locate(essay, terms("en"), "en"), ExerciseOptions(), "x")
    items = [item for s in sections if s.kind == "short_answer" for item in s.items]
    assert [item.kind for item in items] == ["toy-count"]
    assert (items[0].traits.bloom, items[0].traits.level) == ("C3", "challenge")
    assert not [d for d in said if d.code.startswith("kind-")]


@pytest.mark.parametrize(
    ("entry", "code", "reason"),
    [
        ("MISSING", "kind-broken", "MISSING"),
        ("NO_KIND", "kind-broken", "toy_kinds_kinds:NO_KIND is no Kind"),
        ("BAD_NAME", "kind-broken", "Toy Count"),
        ("BAD_SECTION", "kind-broken", "riddles"),
        ("TAKEN", "kind-name-taken", "handouts has a kind of that name"),
    ],
)
def test_a_kind_that_cannot_be_used_is_left_out_and_named(install: Install, entry: str, code: str, reason: str) -> None:
    install("toy-kinds", entry, "COUNT")
    found = registry()
    assert [d.code for d in found.diagnostics] == [code]
    said = message(found.diagnostics[0], "en")
    assert "toy-kinds" in said and reason in said
    assert set(found.kinds) == {k.name for k in BUILT_IN} | {"toy-count"}


@pytest.mark.parametrize(("entry", "reason"), [("FAILING", "ValueError: no luck"), ("WRONG_SHAPE", "shape choice")])
def test_a_kind_that_fails_costs_its_own_items_only(install: Install, entry: str, reason: str) -> None:
    install("toy-kinds", entry)
    found = registry()
    kind = next(k for k in found.kinds.values() if k.name in found.origin)
    items, said = found.candidates(kind, context("Russia sold Alaska in 1867.", "en"))
    assert items == ()
    assert [d.code for d in said] == ["kind-failed"] and reason in message(said[0], "en")


def test_of_two_packages_the_first_by_name_keeps_the_kind(install: Install) -> None:
    install("b-kinds", "COUNT")
    install("a-kinds", "COUNT")
    found = registry()
    assert found.origin == {"toy-count": "a-kinds"}
    assert [(d.code, d.data["distribution"], d.data["other"]) for d in found.diagnostics] == [
        ("kind-name-taken", "b-kinds", "a-kinds")
    ]
