"""No-break spaces: same length, only spaces changed, and where a line must not end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.languages.labels import Labels
from handouts.materials.binding import NO_BREAK, bind


@pytest.mark.parametrize(
    ("language", "text", "bound"),
    [
        ("id", "pada 1 September 1939 di Polandia", "pada 1~September~1939 di Polandia"),
        ("id", "Presiden Franklin D. Roosevelt", "Presiden Franklin~D.~Roosevelt"),
        ("id", "Perang Dunia II pecah", "Perang Dunia~II pecah"),
        ("id", "sekitar 27 juta warganya", "sekitar 27~juta warganya"),
        ("en", "In August 1939, X and Y", "In August~1939, X and Y"),
        ("en", "23 August 1939", "23~August~1939"),
        ("en", "He may go. A plan", "He may go. A plan"),
    ],
)
def test_bound(language: str, text: str, bound: str) -> None:
    assert bind(text, Labels(language)) == bound.replace("~", NO_BREAK)


@given(st.text(), st.sampled_from(["id", "en"]))
def test_offsets_hold(text: str, language: str) -> None:
    result = bind(text, Labels(language))
    assert len(result) == len(text)
    assert all(a == b or (a == " " and b == NO_BREAK) for a, b in zip(text, result, strict=True))
