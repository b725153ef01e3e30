"""Written questions, case by case."""

from __future__ import annotations

import pytest
from materials_essays import Case, cases, context

from handouts.materials.kinds.table import BUILT_IN
from handouts.model.exercise import Open


@pytest.mark.parametrize(
    ("language", "case"),
    [
        pytest.param(language, case, id=f"{language}-{case}")
        for language in ("id", "en")
        for case in cases(f"questions-{language}.txt")
    ],
)
def test_questions(language: str, case: Case) -> None:
    made = context(case.text, language)
    found = {
        f"{c.item.kind} | {c.item.prompt} | {c.item.answer}"
        for kind in BUILT_IN
        if kind.section == "short_answer"
        for c in kind.make(made)
        if isinstance(c.item, Open)
    }
    assert found == set(case.expected)
