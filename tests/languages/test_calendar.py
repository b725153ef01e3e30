"""Names of months and orders from the CLDR."""

from __future__ import annotations

import subprocess
import sys

from handouts.languages.calendar import calendar_names


def test_both_languages() -> None:
    indonesian, british, american = calendar_names("id"), calendar_names("en"), calendar_names("en", month_first=True)
    assert indonesian is not None and british is not None and american is not None
    assert indonesian.months[7] == "Agustus" and british.months[7] == "August"
    assert indonesian.day == british.day == "{day} {month} {year}"
    assert (indonesian.day_short, indonesian.month) == ("{day} {month}", "{month} {year}")
    assert (american.day, american.day_short) == ("{month} {day}, {year}", "{month} {day}")


def test_a_language_that_the_cldr_does_not_know() -> None:
    assert calendar_names("sandbox") is None


def test_reading_dates_does_not_load_the_cldr() -> None:
    code = "import sys, handouts.analysis, handouts.languages.exercise_words as e; e.exercise_words('id')"
    check = f"{code}; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
