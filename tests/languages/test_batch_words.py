"""The headers of plans: none names two things, and both languages have one for each."""

from __future__ import annotations

import tomllib

import pytest

from handouts.languages import DATA, batch_words
from handouts.languages.roster_words import head_key
from handouts.lessons.batch_file import RowFile, SheetDefaults
from handouts.lessons.pack_file import PackKeys

TABLES = [tomllib.loads((DATA / language / "batch.toml").read_text(encoding="utf-8")) for language in ("en", "id")]


def test_no_header_names_two_things() -> None:
    first: dict[str, str] = {}
    for table in TABLES:
        for field, heads in table["columns"].items():
            for head in heads:
                assert first.setdefault(head_key(head), field) == field, head


def test_every_field_has_headers_in_both_languages() -> None:
    assert TABLES[0]["columns"].keys() == TABLES[1]["columns"].keys()
    assert TABLES[0]["values"].keys() == TABLES[1]["values"].keys()
    models = (RowFile, SheetDefaults, PackKeys)
    known = {field.alias or name for model in models for name, field in model.model_fields.items()}
    assert set(TABLES[0]["columns"]) - {"ignored"} <= known


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("duplex", "Ya", "true"),
        ("qr", "no", "false"),
        ("imposition", "Buklet", "booklet"),
        ("print", "Huruf besar", "large-18"),
        ("mode", "Fotokopi", "photocopy"),
        ("language", "Bahasa Inggris", "en"),
        ("versions", "ya", "ya"),
    ],
)
def test_words_stand_for_values(field: str, text: str, value: str) -> None:
    assert batch_words.value(field, text) == value


def test_a_header_that_is_like_a_known_one_is_found() -> None:
    assert batch_words.meant("Jumlah vers") == "jumlah versi"
    assert batch_words.meant("Keteranga") == ""
    assert batch_words.meant("Kode wilayah") == ""
