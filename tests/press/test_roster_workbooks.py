"""Rosters in workbooks: what spreadsheet programs keep in cells, several sheets, and files made to break a reader."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook
from rosters_cases import reading, workbook

from handouts.errors import ContentError
from handouts.press.rosters import read_rosters
from handouts.reading.grid import MAX_COLUMNS, MAX_ROWS

HEAD = ["No", "Nama", "Kelas"]


def sheet(*rows: list[object]) -> list[tuple[str, bytes]]:
    return [("kelas.xlsx", workbook(("Daftar", rows)))]


def test_numbers_and_ids_as_programs_keep_them() -> None:
    rows: list[list[object]] = [["No", "Nama", "Kelas", "NISN", "Baris", "Kolom", "Cetak"]]
    rows += [[1.0, "Siswa 01", 7, "0012345678", 1.0, 2, 18], ["2.0", "Siswa 02", "7", 12345678, "1", "1.0", True]]
    assert reading(sheet(*rows))["classes"] == {
        "7": ["1 Siswa 01, seat 1-2, large-18, id 0012345678", "2 Siswa 02, seat 1-1, large-18, id 12345678"]
    }


def test_hidden_sheets_are_left_out_and_hidden_rows_told() -> None:
    book = load_workbook(
        io.BytesIO(workbook(*((t, [HEAD, *rows(t)]) for t in ("Daftar", "Lama")), ("Catatan", [["x"]])))
    )
    book["Lama"].sheet_state = "hidden"
    book["Catatan"].sheet_state = "veryHidden"
    for row in (3, 4, 40):
        book["Daftar"].row_dimensions[row].hidden = True
    out = io.BytesIO()
    book.save(out)
    assert reading([("kelas.xlsx", out.getvalue())]) == {
        "classes": {"X-A": ["1 Siswa Daftar 1", "2 Siswa Daftar 2", "3 Siswa Daftar 3"]},
        "notes": ["roster-rows-hidden 3", "roster-sheet-hidden"],
    }


def rows(title: str) -> list[list[object]]:
    return [[number, f"Siswa {title} {number}", "X-A"] for number in (1, 2, 3)]


def test_cells_that_are_no_text() -> None:
    rows: list[list[object]] = [
        HEAD,
        [1, "=A1", "X-A"],
        [2, date(2026, 3, 7), "X-A"],
        [3, 12345, "X-A"],
        [4, True, "X-A"],
        [5, "#N/A", "X-A"],
        [6, "Siswa 06", datetime(2026, 1, 7)],
        [7, "Siswa 07", 70],
        [8, "Siswa 08", 7.1],
        ["=A8+1", "Siswa 09", "X-A"],
        [1.5, "Siswa 10", "X-A"],
        [date(2026, 3, 7), "Siswa 11", "X-A"],
    ]
    found = [told.replace("[Daftar]:", "") for told in reading(sheet(*rows))["errors"]]
    assert found == [
        "roster-formula 2:2",
        *(f"roster-not-text {row}:2" for row in (3, 4, 5, 6)),
        *(f"roster-not-text {row}:3" for row in (7, 8, 9)),
        "roster-formula 10:1",
        "roster-number 11:1",
        "roster-not-text 12:1",
    ]


def test_characters_that_no_text_has() -> None:
    data = workbook(("Daftar", [["Nama"], ["Siswa Q1"], ["Siswa Q2"]]))
    spoilt = patched(data, SHEET, lambda t: t.replace(b"Q1", b"&#xFFFD;").replace(b"Q2", b"&#xE000;"))
    assert [e.split(" ")[0] for e in reading([("a.xlsx", spoilt)])["errors"]] == ["roster-name-control"] * 2


def test_several_sheets() -> None:
    data = workbook(
        ("X-A", [["No", "Nama"], [1, "Siswa 01"]]),
        ("Catatan", [["Rapat", "Senin"]]),
        ("Kosong", []),
        ("X-B", [["Kelas: X-Z"], ["No", "Nama"], [1, "Siswa 02"]]),
        ("Campur", [HEAD, [2, "Siswa 03", "X-A"], [1, "Siswa 04", "X-C"]]),
    )
    found = reading([("semua.xlsx", data)])
    assert found["classes"] == {"X-A": ["1 Siswa 01", "2 Siswa 03"], "X-Z": ["1 Siswa 02"], "X-C": ["1 Siswa 04"]}
    assert [note.split(" ")[0] for note in found["notes"]] == ["roster-sheet-skipped"]


def test_a_class_without_pupils_among_others() -> None:
    data = workbook(("X-A", [["No", "Nama"], [1, "Siswa 01"]]), ("X-B", [["No", "Nama"]]))
    assert [e.split(" ")[0] for e in reading([("semua.xlsx", data)])["errors"]] == ["roster-empty"]


def test_a_class_in_merged_cells() -> None:
    book = Workbook()
    page = book.worksheets[0]
    for row in (["Kelas", "No", "Nama"], ["X-A", 1, "Siswa 01"], [None, 2, "Siswa 02"], ["X-B", 1, "Siswa 03"]):
        page.append(row)
    page.merge_cells("A2:A3")
    out = io.BytesIO()
    book.save(out)
    found = reading([("a.xlsx", out.getvalue())])["classes"]
    assert found == {"X-A": ["1 Siswa 01", "2 Siswa 02"], "X-B": ["1 Siswa 03"]}


def patched(data: bytes, entry: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text) if name == entry else text)
    return out.getvalue()


SHEET, STRINGS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def with_strings(data: bytes) -> bytes:
    """The workbook as Excel writes it: texts in a table of their own, cells with their numbers in it."""
    texts: list[bytes] = []

    def numbered(cell: re.Match[bytes]) -> bytes:
        texts.append(cell[1])
        return b't="s"><v>%d</v>' % (len(texts) - 1)

    data = patched(data, SHEET, lambda t: re.sub(rb't="inlineStr"><is><t>(.*?)</t></is>', numbered, t))
    data = patched(
        data,
        "[Content_Types].xml",
        lambda t: t.replace(
            b"</Types>", b'<Override PartName="/%s" ContentType="%s"/></Types>' % (STRINGS.encode(), TYPE)
        ),
    )
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(STRINGS, b"<sst %s>%s</sst>" % (MAIN, b"".join(b"<si><t>%s</t></si>" % t for t in texts)))
    return out.getvalue()


GOOD = with_strings(workbook(("Daftar", [HEAD, [1, "Siswa 01", "X-A"], [2, "Siswa 02", "X-A"]])))
BILLION = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">' + b"".join(
    b'<!ENTITY a%d "%s">' % (n, (b"&a%d;" % (n - 1) if n else b"&a;") * 10) for n in range(9)
)


def in_sheet(change: Callable[[bytes], bytes]) -> bytes:
    return patched(GOOD, SHEET, change)


def rows_of(text: bytes) -> bytes:
    """A sheet whose rows are this XML."""
    return in_sheet(lambda old: re.sub(rb"<sheetData>.*</sheetData>", lambda _: text, old, flags=re.DOTALL))


def cell_at(row: int, column: int) -> bytes:
    book = Workbook()
    book.worksheets[0].append(HEAD)
    book.worksheets[0].cell(row, column, "x")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_flag(data: bytes, flag: int) -> bytes:
    """The zip file with a flag set in each entry of its directory, as of locked ones."""
    return re.sub(rb"(PK\x01\x02.{4})(..)", lambda m: m[1] + bytes([m[2][0] | flag, m[2][1]]), data, flags=re.DOTALL)


def with_check_sum(data: bytes, entry: bytes) -> bytes:
    """The zip file with another check sum for an entry than its content has."""
    at = data.rindex(entry) - 46 + 16
    return data[:at] + b"\1\2\3\4" + data[at + 4 :]


def declared(entity: bytes) -> bytes:
    return in_sheet(lambda old: entity + b"]>" + re.sub(rb"<v>0</v>", b"<v>&a8;</v>", old))


def zipped(entries: int, size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for n in range(entries):
            new.writestr(f"xl/{n}.xml", bytes(size))
    return out.getvalue()


def fewer(count: int) -> bytes:
    """A workbook of which only the first parts are there."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist()[:count]:
            new.writestr(name, old.read(name))
    return out.getvalue()


# Refused before anything is unpacked, or by what the child says of it. None may print a name that is not there.
HOSTILE: dict[str, bytes | Callable[[], bytes]] = {
    "no zip": b"PK\x03\x04 and no more",
    "cut in half": GOOD[: len(GOOD) // 2],
    "cut at the end": GOOD[:-10],
    "head only": GOOD[:200],
    "zeros after the mark": b"PK\x03\x04" + bytes(5000),
    "locked": with_flag(GOOD, 1),
    "bomb of one part": lambda: patched(GOOD, SHEET, lambda t: t + b" " * 40_000_000),
    "bomb of strings": lambda: patched(
        GOOD, STRINGS, lambda t: t.replace(b"</sst>", b"<!--" + b" " * 40_000_000 + b"--></sst>")
    ),
    "bomb of many parts": lambda: zipped(100, 990_000),
    "too many parts": lambda: zipped(2_100, 1),
    "billion laughs": declared(BILLION),
    "entity of a file": declared(b'<!DOCTYPE x [<!ENTITY a8 SYSTEM "file:///etc/hostname">'),
    "entity of the network": declared(b'<!DOCTYPE x [<!ENTITY a8 SYSTEM "http://127.0.0.1:9/x">'),
    "entity in strings": patched(
        GOOD, STRINGS, lambda t: b'<!DOCTYPE x [<!ENTITY a "x">]>' + t.replace(b"Nama", b"&a;")
    ),
    "half a sheet": in_sheet(lambda t: t[:200]),
    "half the strings": patched(GOOD, STRINGS, lambda t: t[:100]),
    "no strings": patched(GOOD, STRINGS, lambda _: b""),
    "strings of another number": in_sheet(lambda t: t.replace(b"<v>0</v>", b"<v>999999</v>")),
    "strings before the first": in_sheet(lambda t: t.replace(b"<v>0</v>", b"<v>x</v>")),
    "no workbook": patched(GOOD, BOOK, lambda _: b"<a/>"),
    "empty workbook": patched(GOOD, BOOK, lambda _: b""),
    "parts missing": fewer(3),
    "sheet is no XML": in_sheet(lambda _: b"\0\1\2"),
    "sheet of another kind": in_sheet(lambda _: b"<html><body>Nama</body></html>"),
    "deep nesting": in_sheet(lambda _: b"<a>" * 200_000),
    "far row": cell_at(1_048_576, 1),
    "far column": cell_at(2, 16_384),
    "one row too many": cell_at(MAX_ROWS + 1, 1),
    "one column too many": cell_at(2, MAX_COLUMNS + 1),
    "cell at no place": rows_of(
        b'<sheetData><row r="1"><c r="1A" t="inlineStr"><is><t>Nama</t></is></c></row></sheetData>'
    ),
    "rows of a lie": rows_of(b'<sheetData><row r="99999999999999999999"><c r="A1"><v>1</v></c></row></sheetData>'),
    "wrong check sum": with_check_sum(GOOD, SHEET.encode()),
}


def test_the_workbook_they_are_made_of_is_good() -> None:
    assert reading([("kelas.xlsx", GOOD)])["classes"] == {"X-A": ["1 Siswa 01", "2 Siswa 02"]}


def test_there_are_enough_hostile_workbooks() -> None:
    assert len(HOSTILE) >= 30


@pytest.mark.sliced(3)
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_workbook_is_refused(kind: str) -> None:
    made = HOSTILE[kind]
    with pytest.raises(ContentError) as caught:
        read_rosters([("kelas.xlsx", made() if callable(made) else made)])
    found = caught.value.diagnostics
    assert len(found) == 1
    assert str(found[0].location).startswith("kelas.xlsx")
    assert found[0].code.split("-")[0] in {"archive", "source", "table", "roster"}


def test_a_hostile_workbook_does_not_keep_a_good_one_from_being_told() -> None:
    found = reading([("a.xlsx", GOOD[:-10]), ("b.csv", b"nama\n-\n")])
    assert [e.split(" ")[0] for e in found["errors"]] == ["archive-damaged", "roster-name-letters"]
