"""Zip files are judged by their list of entries, before anything is unpacked."""

from __future__ import annotations

import io
import zipfile

import pytest

from handouts.errors import ContentError
from handouts.reading.archive import MAX_ENTRIES, check_zip


def packed(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def code_of(data: bytes) -> str:
    with pytest.raises(ContentError) as caught:
        check_zip(data, "a.docx")
    return caught.value.diagnostics[0].code


def test_an_ordinary_file_passes() -> None:
    check_zip(packed(document=b"<w:t>kata</w:t>" * 1000, picture=bytes(900_000)), "a.docx")


def test_a_bomb_is_refused() -> None:
    assert code_of(packed(document=bytes(30_000_000))) == "archive-too-large"


def test_many_entries_are_refused() -> None:
    assert code_of(packed(**{f"n{i}": b"" for i in range(MAX_ENTRIES + 1)})) == "archive-too-large"


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"no zip at all", packed(a=b"x")[:-10]], ids=["empty", "head", "text", "cut"]
)
def test_what_is_no_zip_is_damaged(data: bytes) -> None:
    assert code_of(data) == "archive-damaged"


def test_a_locked_file_is_told() -> None:
    data = bytearray(packed(a=b"x"))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert code_of(bytes(data)) == "archive-locked"
