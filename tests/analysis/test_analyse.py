"""The whole analysis of a short essay."""

from __future__ import annotations

import pytest
from analysis_essays import essay

from handouts.analysis import analyse, detect_language, ranges

INDONESIAN = (
    "Pada 23 Agustus 1939 Jerman Nazi dan Uni Soviet menandatangani pakta non-agresi. "
    "Pada bulan September, pasukan Soviet menduduki Polandia timur. "
    "Presiden Franklin Roosevelt mengecam tindakan itu. Roosevelt tidak memutuskan hubungan.\n"
    "Perang berlangsung dari 1939 hingga 1945."
)


def test_an_essay_is_read_from_end_to_end() -> None:
    found = analyse(essay(INDONESIAN))
    assert found.language == "id"
    assert [s.id for s in found.sentences] == ["1.1", "1.2", "1.3", "1.4", "2.1"]
    assert all(s.usable for s in found.sentences)
    assert [d.date.value for d in found.dates] == ["1939-08-23", "1939-09", "1939", "1945"]
    assert [d.basis for d in found.dates] == ["explicit", "inherited", "explicit", "explicit"]
    assert found.dates[1].phrase.text == "Pada bulan September,"


def test_names_are_typed_by_cues_and_merged() -> None:
    found = {n.passage.text: n for n in analyse(essay(INDONESIAN)).names}
    assert found["Franklin Roosevelt"].role == "Presiden"
    assert found["Roosevelt"].canonical == "Franklin Roosevelt"
    assert found["Roosevelt"].type == "person"
    assert found["Uni Soviet"].type == "place"


def test_ranges_pair_their_ends() -> None:
    text = essay(INDONESIAN)
    [(first, last, whole)] = ranges(analyse(text).dates, text)
    assert (first.passage.text, last.passage.text) == ("1939", "1945")
    assert (whole.value, whole.is_range, whole.start.year, whole.end.year) == ("1939/1945", True, 1939, 1945)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Perang itu berakhir pada tahun 1945.", "id"),
        ("The war came to an end in 1945.", "en"),
        ("", "en"),
    ],
)
def test_language_of_a_text(text: str, language: str) -> None:
    assert detect_language(text) == language
