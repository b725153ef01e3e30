"""Timeline labels, case by case: what may be printed, and what must be left out."""

from __future__ import annotations

import pytest
from materials_essays import Case, cases, read

from handouts.materials.events import timeline
from handouts.model.timeline import Event


def _params(name: str, language: str) -> list[object]:
    return [
        pytest.param(
            language, case, id=f"{language}-{case}", marks=[pytest.mark.xfail()] if case.drawer == "known" else []
        )
        for case in cases(name)
    ]


def _row(event: Event) -> str:
    """A row as the case files write it; "~" marks one that is kept in timeline.yaml and not printed."""
    return f"{'' if event.chosen else '~ '}{event.display} | {event.label}"


@pytest.mark.parametrize(("language", "case"), [*_params("labels-id.txt", "id"), *_params("labels-en.txt", "en")])
def test_labels(language: str, case: Case) -> None:
    found, _ = timeline(*read(case.text, language))
    assert tuple(_row(e) for e in found.events) == case.expected


@pytest.mark.parametrize("language", ["id", "en"])
def test_left_out_is_said(language: str) -> None:
    text = "Ia menyerang Batavia pada tahun 1628." if language == "id" else "He attacked Batavia in 1628."
    found, said = timeline(*read(text, language))
    assert found.events == ()
    assert [(d.code, d.severity, d.data["sentence"]) for d in said] == [("timeline-left-out", "hint", text)]
