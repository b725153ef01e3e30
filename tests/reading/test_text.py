from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from handouts.diagnostics import Diagnostic
from handouts.errors import ContentError, StorageError
from handouts.reading.text import decode, read_source


def fault(data: bytes) -> Diagnostic:
    with pytest.raises(ContentError) as caught:
        decode("essay.txt", data)
    (diagnostic,) = caught.value.diagnostics
    return diagnostic


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_marks_go(mark: bytes) -> None:
    assert decode("e", mark + b"a\r\nb\rc\nd\r\r\n") == "a\nb\nc\nd\n\n"


@pytest.mark.parametrize("name", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_read_by_its_mark(name: str) -> None:
    data = "Perang\r\ndunia é 中".encode(name)
    mark = {"utf-16": b"", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}[name]
    assert decode("e", mark + data) == "Perang\ndunia é 中"


def test_the_first_bad_byte_is_named() -> None:
    found = fault("ä satu\r\ndua Ré".encode() + b" caf\xe9 Li\xe8ge\nmore")
    assert str(found.location) == "essay.txt:2:11"
    assert found.data == {"byte": "0xE9", "guess": "windows-1252", "preview": "dua Ré café Liège"}
    assert found.code == "source-encoding"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\nx", "PDF"),
        (b"PK\x03\x04......word/document.xml", "Word (docx)"),
        (b"PK\x03\x04......xl/workbook.xml", "Excel (xlsx)"),
        (b"PK\x03\x04......mimetypeapplication/vnd.oasis.opendocument.text", "OpenDocument"),
        (b"PK\x03\x04......", "zip"),
        (b"\x89PNG\r\n\x1a\n....", "PNG"),
        (b"{\\rtf1 text}", "RTF"),
        (b"text \0 text", "binary"),
        (b"\x01\x02\x03\x04\x05\x06text", "binary"),
        (b"\xff\xfea", "UTF-16"),
        (bytes(range(128, 256)) + b"\0", "binary"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, kind: str) -> None:
    found = fault(data)
    assert (found.code, found.data) == ("source-binary", {"kind": kind})


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\t"])
def test_empty_files(data: bytes) -> None:
    assert fault(data).code == "source-empty"


def test_faults_of_files_use_the_name_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "big.txt").write_bytes(b"a" * 101)
    (tmp_path / "dir").mkdir()
    for name, code in [("no.txt", "source-missing"), ("dir", "source-folder"), ("big.txt", "source-too-large"),
                       ("big.txt/x", "source-missing"), ("a\0b", "source-missing")]:  # fmt: skip
        with pytest.raises(ContentError) as caught:
            read_source(name, limit=100)
        assert [(d.code, str(d.location)) for d in caught.value.diagnostics] == [(code, name)]
    assert read_source("big.txt", limit=101).name == "big.txt"


def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *args: object) -> None:
        raise PermissionError(13, "no permission")

    (tmp_path / "a").write_bytes(b"x")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(StorageError) as caught:
        read_source(tmp_path / "a")
    assert caught.value.diagnostics[0].code == "source-unreadable"


def test_importing_the_readers_is_cheap() -> None:
    code = (
        "import sys, handouts.reading, handouts.reading.yaml, handouts.lessons; "
        "print([m for m in ('yaml', 'pydantic', 'markdown_it') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
