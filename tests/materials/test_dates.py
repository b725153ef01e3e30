"""Dates in words and in EDTF."""

from __future__ import annotations

import pytest
from materials_essays import read

from handouts.languages.exercise_words import date_forms
from handouts.materials.dates import coarser, display, edtf, prefers_month_first
from handouts.model.timeline import Day, HistoricalDate, Modifier, Precision


def date(
    value: str,
    precision: Precision,
    mod: Modifier | None = None,
    end_precision: Precision | None = None,
    end_mod: Modifier | None = None,
    days: tuple[tuple[int, int, int], tuple[int, int, int]] = ((1941, 1, 1), (1941, 12, 31)),
) -> HistoricalDate:
    return HistoricalDate(value, Day(*days[0]), Day(*days[1]), precision, mod, "explicit", end_precision, end_mod)


DISPLAYED = [
    (date("1939-08-23", "day"), "23 Agustus 1939", "23 August 1939"),
    (date("1941", "year", "START"), "awal 1941", "early 1941"),
    (date("1941-10", "month", "END"), "akhir Oktober 1941", "late October 1941"),
    (date("1942-FA", "season"), "musim gugur 1942", "autumn 1942"),
    (date("1941", "year", "APPROX"), "sekitar 1941", "about 1941"),
    (date("194", "decade"), "1940-an", "1940s"),
    (date("18", "century"), "abad ke-19", "19th century"),
    (date("20", "century"), "abad ke-21", "21st century"),
    (date("BC0264", "year"), "264 SM", "264 BC"),
    (date("0014", "year"), "14 M", "AD 14"),
    (date("1997-H2", "half"), "paruh kedua 1997", "second half of 1997"),
    (date("1941/1945", "year", None, "year"), "1941–1945", "1941–1945"),
    (date("1941/1945", "year", "END", "year"), "akhir 1941 hingga 1945", "late 1941 to 1945"),
    (date("1945-02-04/1945-02-11", "day", None, "day"), "4–11 Februari 1945", "4–11 February 1945"),
    (
        date("1943-11-28/1943-12-01", "day", None, "day"),
        "28 November–1 Desember 1943",
        "28 November–1 December 1943",
    ),
    (
        date("1943-11-28/1944-01-01", "day", None, "day"),
        "28 November 1943 hingga 1 Januari 1944",
        "28 November 1943 to 1 January 1944",
    ),
    (date("1941-06/1941-08", "month", None, "month"), "Juni–Agustus 1941", "June–August 1941"),
    (date("BC0027/0014", "year", None, "year"), "27 SM hingga 14 M", "27 BC to AD 14"),
    (date("BC0027/0150", "year", None, "year"), "27 SM hingga 150 M", "27 BC to AD 150"),
    (
        date("1942-WI", "season", days=((1941, 12, 1), (1942, 2, 28))),
        "musim dingin 1941–1942",
        "winter 1941–1942",
    ),
    (date("1914-WI", "season", days=((1914, 1, 1), (1914, 12, 31))), "musim dingin 1914", "winter 1914"),
    (date("195", "decade", "MID"), "pertengahan 1950-an", "mid-1950s"),
    (date("BC04", "century"), "abad ke-5 SM", "5th century BC"),
    (date("BC0264/BC0241", "year", None, "year"), "264–241 SM", "264–241 BC"),
]


@pytest.mark.parametrize(("value", "indonesian", "english"), DISPLAYED)
def test_display(value: HistoricalDate, indonesian: str, english: str) -> None:
    assert display(value, date_forms("id")) == indonesian
    assert display(value, date_forms("en")) == english


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date("1939-08-23", "day"), "August 23, 1939"),
        (date("1945-02-04/1945-02-11", "day", None, "day"), "February 4–11, 1945"),
        (date("1943-11-28/1943-12-01", "day", None, "day"), "November 28–December 1, 1943"),
        (date("1939-08", "month"), "August 1939"),
    ],
)
def test_month_first(value: HistoricalDate, expected: str) -> None:
    assert display(value, date_forms("en", month_first=True)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date("1939-08-23", "day"), "1939-08-23"),
        (date("1939-08", "month"), "1939-08"),
        (date("1939", "year"), "1939"),
        (date("1941-FA", "season"), "1941-23"),
        (date("1997-H2", "half"), "1997-41"),
        (date("194", "decade"), "194X"),
        (date("18", "century"), "18XX"),
        (date("1941", "year", "APPROX"), "1941~"),
        (date("1939/1945", "year", None, "year"), "1939/1945"),
        (date("BC0264", "year"), "-0263"),
        (date("BC0001", "year"), "0000"),
        (date("117", "year"), "0117"),
        (date("1941", "year", "START", days=((1941, 1, 1), (1941, 4, 30))), "1941-01/1941-04"),
    ],
)
def test_edtf(value: HistoricalDate, expected: str) -> None:
    assert edtf(value) == expected


def test_coarser() -> None:
    day = date("1939-08-23", "day", days=((1939, 8, 23), (1939, 8, 23)))
    month, year = coarser(day, "month"), coarser(day, "year")
    assert month is not None and month.value == "1939-08" and month.end == Day(1939, 8, 31)
    assert year is not None and year.value == "1939" and year.start == Day(1939, 1, 1)
    assert coarser(date("1941-WI", "season"), "month") is None
    assert coarser(date("1941/1945", "year", None, "year"), "year") is None
    assert coarser(date("1941", "year", "APPROX"), "year") is None


def test_the_essay_decides_the_order_of_day_and_month() -> None:
    _, american = read("On July 4, 1776, Congress met. Congress met on July 6, 1776.", "en")
    _, british = read("On 4 July 1776, Congress met. Congress met on July 6, 1776.", "en")
    assert prefers_month_first(american.dates)
    assert not prefers_month_first(british.dates)
