"""The Indonesian gold texts, marked by two readers who had not read the rules (tests/gold/GUIDE.md)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold" / "id"
VALUE = re.compile(r"(BC)?\d{2,4}(-(\d\d(-\d\d)?|SP|SU|FA|WI|H[12]|Q[1-4]))?")


@pytest.fixture
def scored(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import dates
    from marked import documents

    scorer = dates.Scorer("dated", "id")
    found = documents(GOLD)
    for name, document in found.items():
        scorer.add(name, document)
    return dates, scorer.result, found


def test_the_gold_is_well_formed(scored: Any) -> None:
    _, result, found = scored
    marks = [(document["text"], t) for document in found.values() for t in document["timex"]]
    assert result.gold == len(marks) >= 300
    assert all("[[" not in text and "]]" not in text for text, _ in marks)
    assert all(VALUE.fullmatch(t["value"]) and t["mod"] in ("", "START", "MID", "END", "APPROX") for _, t in marks)


def test_dates_and_sentences_of_the_gold_are_found(scored: Any) -> None:
    dates, r, _ = scored
    value = dates.f1(r.found, r.predicted, r.gold) * r.right / r.found
    assert value >= 95
    assert dates.f1(r.right_pairs, r.predicted_pairs, r.gold_pairs) >= 95
