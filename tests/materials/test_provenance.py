"""What the keys tell of the sources of meanings."""

from __future__ import annotations

import pytest

from handouts.languages.labels import Labels
from handouts.materials.provenance import meanings_note
from handouts.model.glossary import Entry

ENTRIES = (
    Entry("mooring", "x", "shared", origin="Seafaring"),
    Entry("anchor", "x", "pattern"),
    Entry("buoy", "x", "shared", origin="Harbours"),
    Entry("keel", "x", "curated"),
    Entry("quay", "x", "shared", origin="Seafaring"),
    Entry("wharf", "", "blank"),
)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            "Sources of the meanings: the lesson’s own glossary (keel); the shared glossary “Harbours” (buoy); "
            "the shared glossary “Seafaring” (mooring, quay); the text itself (anchor).",
        ),
        (
            "id",
            "Sumber arti: glosarium pelajaran ini (keel); glosarium bersama “Harbours” (buoy); "
            "glosarium bersama “Seafaring” (mooring, quay); bacaan itu sendiri (anchor).",
        ),
    ],
)
def test_meanings_are_told_by_their_source_and_blanks_not(language: str, told: str) -> None:
    assert meanings_note(ENTRIES, Labels(language)) == (told,)
    assert meanings_note(ENTRIES[-1:], Labels(language)) == ()
