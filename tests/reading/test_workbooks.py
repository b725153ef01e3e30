"""Many workbooks in one child: the same tables and the same faults as in a child for each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest
from openpyxl import Workbook

from handouts.errors import ContentError
from handouts.reading import workbooks
from handouts.reading.workbooks import Workbooks
from handouts.reading.xlsx import read_xlsx


def book(*rows: list[object]) -> bytes:
    made = Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def damaged(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<broken" if name.endswith("sheet1.xml") else old.read(name))
    return out.getvalue()


GOOD = book(["Nama", "Kelas"], ["Siswa Ömer", 7.5], [None, True])


@pytest.fixture
def reader() -> Iterator[Workbooks]:
    made = Workbooks()
    yield made
    made.end()


def test_tables_are_those_of_a_child_for_each(reader: Workbooks) -> None:
    for data in (GOOD, book(["A"], ["=A1"]), GOOD):
        assert reader.read(data, "kelas é.xlsx") == read_xlsx(data, "kelas é.xlsx")


@pytest.mark.sliced(2)
@pytest.mark.parametrize("data", [damaged(GOOD), b"PK\3\4 no archive"])
def test_a_workbook_that_cannot_be_read_is_told_and_harms_no_other(reader: Workbooks, data: bytes) -> None:
    told = []
    for read in (read_xlsx, reader.read):
        with pytest.raises(ContentError) as raising:
            read(data, "a.xlsx")
        told.append([(d.code, d.location) for d in raising.value.diagnostics])
    assert told[0] == told[1]
    assert reader.read(GOOD, "b.xlsx") == read_xlsx(GOOD, "b.xlsx")


def test_a_child_that_ends_is_started_again(reader: Workbooks, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = []
    monkeypatch.setattr(workbooks, "read_xlsx", lambda data, name: alone.append(name))
    assert reader.read(GOOD, "a.xlsx")
    process = reader._worker._process
    assert process
    process.kill()
    process.wait()
    reader.read(GOOD, "b.xlsx")
    assert reader.read(GOOD, "c.xlsx")
    assert alone == ["b.xlsx"]
