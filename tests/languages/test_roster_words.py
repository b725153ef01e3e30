"""The words of rosters: each header means one thing, each word one value, in every language."""

from __future__ import annotations

import tomllib
from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest

from handouts.languages import DATA
from handouts.languages import roster_words as words
from handouts.model.exercise import LEVELS
from handouts.model.prints import PRINTS, PrintName

FILES = sorted(DATA.glob("*/roster.toml"))


def test_a_header_names_one_field() -> None:
    for (one, keys), (other, others) in combinations(words.columns().items(), 2):
        assert not keys & others, (one, other)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_every_language_says_the_same_things(path: object) -> None:
    tables = [tomllib.loads(file.read_text(encoding="utf-8")) for file in FILES]
    shapes = [{kind: set(table[kind]) for kind in ("columns", "texts", "values")} for table in tables]
    assert len(FILES) > 1
    assert all(shape == shapes[0] for shape in shapes)


def test_words_of_values_stand_for_values_that_there_are() -> None:
    assert set(words.values("level").values()) == set(LEVELS)
    assert set(words.values("print").values()) == set(PRINTS) == set(get_args(PrintName))
    assert set(words.values("language").values()) <= {folder.name for folder in DATA.iterdir()}


@pytest.mark.parametrize("field", ["level", "print", "language"])
def test_a_word_stands_for_one_value(field: str) -> None:
    seen: dict[str, str] = {}
    for path in FILES:
        for value, listed in tomllib.loads(path.read_text(encoding="utf-8"))["values"][field].items():
            for word in (value, *listed):
                assert seen.setdefault(words.word_key(word), value) == value, word


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("NO. ABSEN", "number"),
        ("no_absen", "number"),
        ("NamaSiswa", "name"),
        ("Nama Siswa *", "name"),
        ("L/P", "ignored"),
        ("Rombel Saat Ini", "class"),
        ("#", "running"),
        ("Nama Ayah", "ignored"),
        ("Kegemaran", ""),
        ("", ""),
    ],
)
def test_headers_are_compared_by_letters_and_digits(head: str, field: str) -> None:
    assert words.field_of(head) == field


def test_months_in_full_and_short() -> None:
    assert all(map(words.is_month, ["Mar", "mei", "Agustus", "Okt", "Oct", "DES"]))
    assert not any(map(words.is_month, ["IPA", "Mipa", "Siswa"]))


def test_the_documentation_lists_every_header_and_word() -> None:
    text = (Path(__file__).parents[2] / "docs" / "rosters.md").read_text(encoding="utf-8")
    for path in FILES:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        heads = [head for field, heads in table["columns"].items() if field != words.IGNORED for head in heads]
        said = [word for values in table["values"].values() for listed in values.values() for word in listed]
        assert [word for word in (*heads, *said) if word not in text] == []
