"""Repairs of damaged text: what is put right, what is never touched, and that all of it is told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.lessons.importing.repair import Repairs


def repaired(text: str) -> tuple[str, dict[object, tuple[object, ...]]]:
    repairs = Repairs("essay.txt")
    found = repairs.text(text)
    said = {
        d.data["what"]: (d.data["count"], d.location.line if d.location else 0, d.location.column if d.location else 0)
        for d in repairs.diagnostics()
    }
    return found, said


@pytest.mark.parametrize(
    ("before", "after", "what", "count", "line", "column"),
    [
        ("One.\nThe dÃ©tente and the cafÃ©.", "One.\nThe détente and the café.", "mojibake", 2, 2, 5),
        ("She said â€œyesâ€\x9d.", "She said “yes”.", "mojibake", 1, 1, 10),
        ("Bread &amp; butter &ndash; now", "Bread & butter – now", "entities", 2, 1, 7),
        ("The ﬁnal oﬃce", "The final office", "ligatures", 2, 1, 5),
        ("In ＡＤ 43", "In AD 43", "wide-letters", 1, 1, 4),
        ("The cafe\u0301", "The café", "loose-accents", 1, 1, 5),
        ("A\u202eb\u202cc", "Abc", "direction-marks", 2, 1, 2),
        ("One\u200btwo\ufeff", "Onetwo", "unseen-marks", 2, 1, 4),
        ("One\x07 two", "One two", "control-characters", 1, 1, 1),
        ("The com\u00ad\n  munity", "The community", "hyphens", 1, 1, 0),
    ],
)
def test_damage_is_put_right_and_told_with_its_first_place(
    before: str, after: str, what: str, count: int, line: int, column: int
) -> None:
    assert repaired(before) == (after, {what: (count, line, column)})


UNTOUCHED = [
    "“Curly” ‘quotes’ – and — dashes … ’tis",
    "\"Straight\" and 'single'",
    "naïve façade, Škoda, Œuvre, São Paulo, Łódź, Nguyễn",
    "x < 5 & y > 3; AT&T; R&D",
    "Write <b>&amp;</b> for an ampersand",
    "댓글 달기, Привет, שלום, سلام\u200cها, 한국",
    "10³ m² ½ № ™ €20 5 µm",
    "👨\u200d👩\u200d👧",
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_good_text_is_never_touched(text: str) -> None:
    assert repaired(text) == (text, {})


@given(st.lists(st.sampled_from([*UNTOUCHED, "One. ", "\n", " ", "Two"]), max_size=8).map("".join))
@settings(deadline=None)
def test_good_text_stays_good_beside_other_text(text: str) -> None:
    assert repaired(text)[1] == {}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
@settings(deadline=None)
def test_what_changes_is_told(text: str) -> None:
    found, said = repaired(text)
    assert bool(said) or found == text.replace("\u2028", "\n").replace("\u2029", "\n\n")
