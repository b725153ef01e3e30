"""Rosters as schools write them: the case files, several files at once, what a person may answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from rosters_cases import CASES, case, reading, table

from handouts.diagnostics import MOST
from handouts.errors import ContentError, UsageProblem
from handouts.languages.messages import catalogue, message, remedy
from handouts.press.rosters import read_rosters

SAMPLES = Path(__file__).parents[2] / "content" / "classes"
# Codes that a case file of one CSV table cannot show.
ELSEWHERE = {
    "roster-allow-unknown",
    "roster-class-twice",
    "roster-column-unknown",
    "roster-field-unknown",
    "roster-file-kind",
    "roster-formula",
    "roster-large",
    "roster-name-control",
    "roster-not-found",
    "roster-rows-hidden",
    "roster-sheet-hidden",
    "roster-sheet-skipped",
}


@pytest.mark.parametrize("path", sorted(CASES.glob("*.csv")), ids=lambda path: path.stem)
def test_a_case(path: Path) -> None:
    expected, got = case(path)
    assert got == expected
    assert list(got.get("classes", ())) == list(expected.get("classes", ()))


def test_every_code_has_a_case() -> None:
    texts = "".join(path.read_text(encoding="utf-8") for path in CASES.glob("*.toml"))
    codes = {code for code in catalogue("en") if code.startswith("roster-")}
    assert {code for code in codes if f'"{code} ' not in texts and f'"{code}"' not in texts} == ELSEWHERE


@pytest.mark.parametrize("lang", ["en", "id"])
def test_messages_can_be_said_and_name_no_pupil(lang: str) -> None:
    said = ""
    for path in sorted(CASES.glob("*.csv")):
        try:
            found = read_rosters([(path.name, path.read_bytes())])[1]
        except ContentError as error:
            found = tuple(error.diagnostics)
        # these two ask which reading of a name or which of two columns is right
        kept = [d for d in found if d.code not in ("table-encoding-choice", "roster-no-name")]
        said += "\n".join(message(d, lang) + remedy(d, lang) for d in kept)
    assert len(said) > 2000
    assert not [word for word in ("Siswa 0", "Contoh", "Kembar", "cell-") if word in said]


def test_the_sample_classes() -> None:
    files = [(path.name, path.read_bytes()) for path in sorted(SAMPLES.iterdir())]
    rosters, _ = read_rosters(files)
    assert [(r.name, r.slug, len(r.pupils)) for r in rosters] == [
        ("X-A", "x-a", 36),
        ("X-B", "x-b", 28),
        ("X-C", "x-c", 5),
    ]
    seated, plain, needs = (r.pupils for r in rosters)
    assert {(p.seat.row, p.seat.column) for p in seated if p.seat} == {(r, c) for r in range(1, 7) for c in range(1, 7)}
    assert [p.name for p in plain] == [f"Murid {n:02}" for n in range(1, 29)]
    assert all(len(p.id) == 10 for p in (*seated, *plain))
    assert sorted(filter(None, (p.print_name for p in needs))) == ["large-18", "large-24", "standard"]
    assert sorted(filter(None, (p.level for p in needs))) == ["challenge", "core", "support", "support"]


def test_several_files_keep_their_order_and_tell_their_faults_together() -> None:
    good = [("b.csv", b"nama\nSiswa 01\n"), ("a.csv", b"nama\nSiswa 01\n")]
    assert list(reading(good)["classes"]) == ["b", "a"]
    bad = reading([("a.csv", b"nama\n-\n"), ("b.csv", b"no;tanpa\n1;2\n"), ("c.csv", b"")])
    assert bad == {"errors": ["roster-name-letters 2:1", "roster-no-name 1", "roster-empty"]}


def test_one_class_in_two_files() -> None:
    found = reading([("lama/x-a.csv", b"nama\nSiswa 01\n"), ("baru/x-a.csv", b"nama\nSiswa 01\n")])
    assert found == {"errors": ["roster-class-twice 2"]}
    found = reading([("X A.csv", b"nama\nSiswa 01\n"), ("x-a.csv", b"nama\nSiswa 01\n")])
    assert found == {"errors": ["roster-class-spelling 2"]}


@pytest.mark.parametrize("name", ["X-A.csv", "/sekolah/X-A.csv", "C:\\Sekolah\\X-A.csv", "X-A"])
def test_a_file_names_a_class_without_a_name(name: str) -> None:
    assert list(table("nama\nSiswa 01\n", name)["classes"]) == ["X-A"]


def test_a_file_whose_name_says_nothing() -> None:
    assert list(table("nama\nSiswa 01\n", "---.csv")["classes"]) == ["1"]


def test_faults_are_counted_where_there_are_many() -> None:
    found = table("no;nama\n" + "".join(f"{n};-\n" for n in range(1, 401)))
    assert len(found["errors"]) == MOST + 1
    assert found["errors"][-1].startswith("more-errors")


@pytest.mark.parametrize(("count", "notes"), [(1, []), (60, []), (61, ["roster-large 2"]), (400, ["roster-large 2"])])
def test_small_and_large_classes(count: int, notes: list[str]) -> None:
    found = table("no;nama\n" + "".join(f"{n};Siswa {n}\n" for n in range(1, count + 1)))
    assert (len(found["classes"]["kelas"]), found["notes"]) == (count, notes)


@pytest.mark.parametrize(
    ("columns", "classes"),
    [
        ({"name": "Panggilan"}, {"kelas": ["1 Adi"]}),
        ({"name": "b", "number": ""}, {"kelas": ["Siswa 01"]}),
        ({"class": "Panggilan"}, {"Adi": ["1 Siswa 01"]}),
        ({"level": "Kelompok IPA"}, {"kelas": ["1 Siswa 01, support"]}),
    ],
)
def test_a_person_says_which_column_is_meant(columns: dict[str, str], classes: dict[str, list[str]]) -> None:
    text = "No;Nama;Panggilan;Kelompok IPA\n1;Siswa 01;Adi;bantuan\n"
    assert table(text, columns=columns)["classes"] == classes


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"columns": {"nama": "Nama"}}, "roster-field-unknown"),
        ({"columns": {"level": "Tingkatan"}}, "roster-column-unknown"),
        ({"allow": ["roster-twins"]}, "roster-allow-unknown"),
        ({"encoding": "klingon"}, "table-encoding-unknown"),
    ],
)
def test_what_cannot_be_asked_for(options: dict[str, object], code: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        read_rosters([("a.csv", b"No;Nama\n1;Siswa 01\n")], **options)  # type: ignore[arg-type]
    assert [d.code for d in caught.value.diagnostics] == [code]
    assert message(caught.value.diagnostics[0], "id")


def test_an_answer_may_fit_one_of_several_files() -> None:
    files = [("a.csv", b"No;Panggilan\n1;Adi\n"), ("b.csv", b"No;Nama\n1;Siswa 01\n")]
    assert reading(files, columns={"name": "Panggilan"})["classes"] == {"a": ["1 Adi"], "b": ["1 Siswa 01"]}


@pytest.mark.parametrize(
    "data",
    [
        b"<html><table><tr><td>Nama</td></tr></table></html>",
        b"\n <TABLE border=1><tr><td>Nama",
        b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>",
        b"\xd0\xcf\x11\xe0" + bytes(600),
        b"%PDF-1.7\n",
        b"{\\rtf1 Nama}",
        b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
    ],
)
def test_files_of_another_kind(data: bytes) -> None:
    assert reading([("daftar.xls", data)]) == {"errors": ["roster-file-kind"]}
