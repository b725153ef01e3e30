"""Tables of strangers: CSV in any encoding and shape, workbooks made to break a reader."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from handouts.diagnostics import Diagnostic
from handouts.errors import ContentError, HandoutsError, UsageProblem
from handouts.reading.csv import read_csv
from handouts.reading.grid import MAX_COLUMNS, MAX_ROWS, Grid, cell_name, letters, number_of
from handouts.reading.xlsx import read_xlsx

HEADS = ("id", "label", "text")


def table(data: bytes | str, encoding: str = "") -> Grid:
    data = data.encode() if isinstance(data, str) else data
    return read_csv(data, "tabel.csv", lambda head: head in HEADS, encoding)


def texts(grid: Grid) -> list[list[str]]:
    return [[row[c].text if c in row else "" for c in range(1, max(row) + 1)] for _, row in grid.rows]


def refused(run: Callable[[], object], kind: type[HandoutsError] = ContentError) -> list[Diagnostic]:
    with pytest.raises(kind) as caught:
        run()
    return list(caught.value.diagnostics)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_header_tells_the_delimiter(delimiter: str, end: str, encoding: str) -> None:
    rows = [["id", "label", "text"], ["1", "a, b; c", 'he said "é"'], ["2", "", "two\nlines"]]
    quoted = [[f'"{c}"'.replace('said "é"', 'said ""é""') if re.search('[,;\n"]', c) else c for c in r] for r in rows]
    data = end.join(delimiter.join(row) for row in quoted) + end
    grid = table(data.encode(encoding))
    assert texts(grid) == rows
    assert [number for number, _ in grid.rows] == [1, 2, 3]


def test_a_semicolon_table_with_commas_in_one_header() -> None:
    assert texts(table("id;label;a,b,c,d,e\n1;2;3\n")) == [["id", "label", "a,b,c,d,e"], ["1", "2", "3"]]


def test_mixed_line_ends_blank_rows_and_a_row_of_delimiters_only() -> None:
    grid = table("id,label\r\n1,a\n\n2,b\r,\r\n3,c\n\n,\n")
    assert [(number, row[1].text) for number, row in grid.rows] == [(1, "id"), (2, "1"), (4, "2"), (6, "3")]


def test_rows_of_another_length_are_told_by_their_number() -> None:
    found = refused(lambda: table('id,label\n1,"a\nb"\n2\n3,b,c\n'))
    assert [(d.code, str(d.location), d.data["found"]) for d in found] == [
        ("table-ragged", "tabel.csv:3", 1),
        ("table-ragged", "tabel.csv:4", 3),
    ]


@pytest.mark.parametrize("data", ['id,label\n1,"open\n', 'id,label\n1,"a"b\n'])
def test_quotation_marks_that_do_not_fit(data: str) -> None:
    (found,) = refused(lambda: table(data))
    assert (found.code, str(found.location)) == ("table-broken", "tabel.csv:2")


def test_an_encoding_is_proposed_and_not_guessed() -> None:
    data = "id,label\n1,Ahmad\n2,Zoë à Ternate\n".encode("cp1252")
    (found,) = refused(lambda: table(data))
    assert (found.code, str(found.location)) == ("table-encoding", "tabel.csv:3")
    assert (found.data["guess"], found.data["preview"]) == ("windows-1252", "2,Zoë à Ternate")
    assert texts(table(data, "windows-1252"))[2] == ["2", "Zoë à Ternate"]
    (found,) = refused(lambda: table(data[:-1] + b"\x81", "windows-1252"))
    assert (found.code, found.data["guess"]) == ("table-encoding", "utf-8")


@pytest.mark.parametrize("name", ["klingon", "hex", "rot13", "\0"])
def test_an_encoding_that_is_none(name: str) -> None:
    (found,) = refused(lambda: table("id\n", name), UsageProblem)
    assert found.code == "table-encoding-unknown"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"id,label\n1,a\0b\n", "table-nul"),
        (b"PK\x03\x04\x14\0\xff\xfe", "table-nul"),
        (b"\xff\xfei", "table-encoding"),
        (b"id\n" * (MAX_ROWS + 1), "table-too-large"),
        (b"id" + b"," * MAX_COLUMNS, "table-too-large"),
    ],
)
def test_what_is_no_table(data: bytes, code: str) -> None:
    assert [d.code for d in refused(lambda: table(data))] == [code]


def test_an_empty_file_is_an_empty_table() -> None:
    assert table(b"").rows == table(b"\xef\xbb\xbf\r\n\r\n").rows == ()


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        table(data)
    except ContentError as error:
        assert error.diagnostics


@settings(deadline=None)
@given(st.integers(1, 20_000))
def test_letters_of_columns(number: int) -> None:
    assert number_of(letters(number)) == number
    assert cell_name(7, 28) == "AB7"


def workbook(fill: Callable[[Any], None] = lambda sheet: None) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Soal"
    sheet.append(["id", "label"])
    fill(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def patched(data: bytes, entry: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            text = old.read(info)
            new.writestr(info.filename, change(text) if info.filename == entry else text)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_every_kind_of_cell_is_told() -> None:
    def fill(sheet: Any) -> None:
        sheet.append([1939, 3.5, True, date(1939, 8, 23), datetime(1939, 8, 23, 12, 30), time(12, 30)])
        sheet.append(["=1+1", "#N/A", " a b ", "“é” ‑ 👩‍🏫", None, ""])
        sheet.merge_cells("B5:C6")

    (grid,) = read_xlsx(workbook(fill), "a.xlsx")
    assert (grid.sheet, grid.merged, str(grid.location(2, 3))) == ("Soal", ("B5:C6",), "a.xlsx[Soal]:2:3")
    rows = dict(grid.rows)
    assert [(c.kind, c.text) for c in rows[2].values()] == [
        ("number", "1939"),
        ("number", "3.5"),
        ("yes-no", "true"),
        ("date", "1939-08-23"),
        ("date", "1939-08-23T12:30:00"),
        ("date", "12:30:00"),
    ]
    assert [(c.kind, c.text) for c in rows[3].values()] == [
        ("formula", "=1+1"),
        ("error", "#N/A"),
        ("text", " a b "),
        ("text", "“é” ‑ 👩‍🏫"),
    ]


def test_rows_without_cells_keep_the_numbers_of_the_others() -> None:
    (grid,) = read_xlsx(workbook(lambda sheet: sheet.cell(40, 2, "x")), "a.xlsx")
    assert [number for number, _ in grid.rows] == [1, 40]


@pytest.mark.sliced(3)
@pytest.mark.parametrize(
    ("row", "column"), [(MAX_ROWS + 1, 1), (1_048_576, 1), (2, MAX_COLUMNS + 1), (1_048_576, 16_384)]
)
def test_a_far_cell_is_told(row: int, column: int) -> None:
    (found,) = refused(lambda: read_xlsx(workbook(lambda sheet: sheet.cell(row, column, "x")), "a.xlsx"))
    assert (found.code, str(found.location)) == ("table-too-large", f"a.xlsx[Soal]:{row}:{column}")


@pytest.mark.sliced(2)
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>'),
        lambda text: re.sub(rb"<dimension[^>]*>", b'<dimension ref="A1:A1"/>', text),
    ],
)
def test_what_a_sheet_says_of_its_size_does_not_count(change: Callable[[bytes], bytes]) -> None:
    data = patched(workbook(), SHEET, change)
    assert [row[2].text for _, row in read_xlsx(data, "a.xlsx")[0].rows] == ["label"]


BILLION = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">' + b"".join(
    b'<!ENTITY a%d "%s">' % (n, (b"&a%d;" % (n - 1) if n else b"&a;") * 10) for n in range(9)
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a8 SYSTEM "file:///etc/hostname">'


def with_entity(declared: bytes) -> bytes:
    """A workbook whose second header is the entity a8."""
    return patched(workbook(), SHEET, lambda text: declared + b"]>" + text.replace(b">label<", b">&a8;<"))


@pytest.mark.sliced(2)
@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"", {"archive-damaged"}),
        (b"PK\x03\x04 and no more", {"archive-damaged"}),
        (b"\xd0\xcf\x11\xe0" + bytes(600), {"archive-damaged"}),
        (patched(workbook(), SHEET, lambda text: text + b" " * 30_000_000), {"archive-too-large"}),
        (patched(workbook(), SHEET, lambda text: text[:200]), {"source-damaged"}),
        (patched(workbook(), "xl/workbook.xml", lambda text: b"<a/>"), {"source-damaged"}),
        (with_entity(BILLION), {"source-damaged", "source-too-hungry", "source-too-slow"}),
        (with_entity(OUTSIDE), {"source-damaged"}),
    ],
    ids=["empty", "cut", "xls", "bomb", "half-a-sheet", "no-sheets", "entities", "outside-file"],
)
def test_hostile_workbooks(data: bytes, codes: set[str]) -> None:
    found = refused(lambda: read_xlsx(data, "a.xlsx"))
    assert {d.code for d in found} <= codes
    assert all(str(d.location).startswith("a.xlsx") for d in found)
