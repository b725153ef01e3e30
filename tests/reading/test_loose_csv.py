"""CSV of any shape: delimiters, titles above the header, hostile texts that must not take long."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.errors import HandoutsError
from handouts.reading.loose_csv import likely_encodings, read_loose_csv

HEADS = ("No", "Nama", "Kelas")


def rows(data: bytes | str, encoding: str = "") -> list[tuple[int, list[str]]]:
    data = data.encode() if isinstance(data, str) else data
    grid = read_loose_csv(data, "a.csv", lambda head: head in HEADS, encoding)
    return [(number, [cells[c].text for c in sorted(cells)]) for number, cells in grid.rows]


def codes(data: bytes | str, encoding: str = "") -> list[str]:
    with pytest.raises(HandoutsError) as caught:
        rows(data, encoding)
    return [d.code for d in caught.value.diagnostics]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_titles_with_other_delimiters_above_the_header(delimiter: str) -> None:
    text = "Sekolah, Kota; Provinsi | Negara\tX\n\n" + "\n".join(
        delimiter.join(row) for row in (["No", "Nama", "Kelas"], ["1", "Siswa 01", "X-A"])
    )
    assert rows(text)[1:] == [(3, ["No", "Nama", "Kelas"]), (4, ["1", "Siswa 01", "X-A"])]


def test_rows_of_any_length() -> None:
    assert rows("No,Nama\n1\n2,b,c,d\n")[1:] == [(2, ["1"]), (3, ["2", "b", "c", "d"])]


def test_the_line_that_excel_reads_as_the_delimiter() -> None:
    assert rows("sep=;\r\nNama;Kelas\r\na, b;X\r\n") == [(2, ["Nama", "Kelas"]), (3, ["a, b", "X"])]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("Nama\na\0b\n", "table-nul"),
        ("Nama\n".encode("utf-16-le"), "table-nul"),
        ("Nama\na\x07\n", "table-control"),
        ("Nama\na\x85b\n", "table-control"),
        ("Nama\n\ufffd\n", "table-control"),
        (b"Nama\nZo\xeb\n", "table-encoding-choice"),
        (b"Nama\nZo+AOs-\n", "table-encoding-choice"),
        (b"Nama\n~{MuP!~}\n", "table-encoding-choice"),
        ('Nama\n"a\n', "table-broken"),
        ("Nama\n" + "a\n" * 20_001, "table-too-large"),
        ("Nama" + "," * 300, "table-too-large"),
    ],
)
def test_what_is_refused(data: bytes | str, code: str) -> None:
    assert codes(data) == [code]


@pytest.mark.parametrize("text", ["+6281234567890", "+62 812-3456", "a+b", "1+1=2", "C++", "a~b", "siswa+01@contoh.id"])
def test_what_is_no_encoding_of_seven_bits(text: str) -> None:
    assert rows(f"Nama;HP\nSiswa 01;{text}\n")[1][1] == ["Siswa 01", text]


def test_a_person_may_say_that_it_is_no_encoding_of_seven_bits() -> None:
    assert rows(b"Nama\nZo+AOs-\n", "utf-8")[1][1] == ["Zo+AOs-"]
    assert rows(b"Nama\nZo+AOs-\n", "utf-7")[1][1] == ["Zoë"]


def test_readings_that_look_the_same_are_offered_once() -> None:
    offered = likely_encodings(b"Nama;Kelas\nZo\xeb;X\n")
    assert offered[0] == ("windows-1252", "Zoë")
    assert len({words for _, words in offered}) == len(offered) <= 3


@pytest.mark.parametrize(
    "data",
    [
        b"a" * 400_000 + b"\xff",
        b"+" * 400_000,
        b"+a" * 200_000,
        b"~{" * 200_000,
        b'"' * 400_001,
        b"Nama\n" + b"\xeb" * 200_000,
    ],
)
def test_long_hostile_texts_come_to_an_end(data: bytes) -> None:
    try:
        rows(data)
    except HandoutsError as error:
        assert error.diagnostics


@settings(deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        rows(data)
    except HandoutsError as error:
        assert error.diagnostics
