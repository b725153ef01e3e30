"""Text files: bytes to code points. UTF-8 (or UTF-16 with its mark), or a message that says where it is not."""

from __future__ import annotations

import os
import re
from pathlib import Path

from handouts.diagnostics import Diagnostic, Location, problem
from handouts.errors import ContentError, StorageError
from handouts.model.text import SourceText

MAX_BYTES = 5_000_000

_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\xd0\xcf\x11\xe0", "Word/Excel 97"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "gzip"),
)
_ZIP_KINDS = ((b"word/", "Word (docx)"), (b"xl/", "Excel (xlsx)"), (b"ppt/", "PowerPoint (pptx)"))
_ODF = b"mimetypeapplication/vnd.oasis.opendocument"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK = b"\xef\xbb\xbf"
# Control characters that no text editor writes; tab, line ends, vertical tab and form feed are left out.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_PREVIEW = 60


def read_source(path: str | os.PathLike[str], limit: int = MAX_BYTES) -> SourceText:
    """The text of a file: mark stripped, line ends as \\n. `limit` is the greatest size in bytes.

    The name in messages is `path` as given. Raises ContentError (source-missing, source-folder, source-too-large,
    source-empty, source-binary, source-encoding) and StorageError (source-unreadable).
    """
    name = os.fspath(path)
    return SourceText(name, decode(name, read_bytes(name, limit)))


def read_bytes(name: str, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a file of at most `limit` bytes; errors as in `read_source`."""
    place = Location(name)
    try:
        if Path(name).is_dir():
            raise ContentError(problem("source-folder", place))
        with Path(name).open("rb") as file:
            data = file.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise ContentError(problem("source-missing", place)) from error
    except OSError as error:
        raise StorageError(problem("source-unreadable", place, reason=error.strerror or "")) from error
    if len(data) > limit:
        raise ContentError(problem("source-too-large", place, limit=limit // 1_000_000))
    return data


def decode(name: str, data: bytes, encoding: str = "") -> str:
    """Bytes of a text file as code points; `name` is what messages call the file.

    `encoding` is what a person said of it; without that it must be UTF-8, or UTF-16 with its mark. Errors as in
    `read_source`, and source-encoding-other: the file is not what the person said.
    """
    kind = kind_of(data)
    if kind:
        raise ContentError(problem("source-binary", Location(name), kind=kind))
    if encoding:
        text = _as_said(name, data, encoding)
    elif data[:2] in _UTF16_MARKS:
        text = _utf16(name, data)
    else:
        text = _utf8(name, data.removeprefix(_UTF8_MARK))
    if not text.strip():
        raise ContentError(problem("source-empty", Location(name)))
    controls = _CONTROL.findall(text)
    if "\0" in controls or len(controls) > max(4, len(text) // 500):
        raise ContentError(problem("source-binary", Location(name), kind="binary"))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def kind_of(data: bytes) -> str:
    """What a file is by its first bytes, when it is surely no text; "" otherwise."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if not data.startswith(b"PK\x03\x04"):
        return ""
    if _ODF in data[:200]:
        return "OpenDocument"
    return next((kind for mark, kind in _ZIP_KINDS if mark in data), "zip")


def _as_said(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeError as error:
        at = getattr(error, "start", 0)
        before = data[:at].decode(encoding, "replace")
        place = Location(name, before.count("\n") + 1)
        raise ContentError(problem("source-encoding-other", place, encoding=encoding)) from error


def _utf16(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise ContentError(problem("source-binary", Location(name), kind="UTF-16")) from error


def _utf8(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise ContentError(problem("source-binary", Location(name), kind="binary")) from error
        raise ContentError(_bad_byte(name, data, error.start)) from error


def _bad_byte(name: str, data: bytes, at: int) -> Diagnostic:
    before = data[:at].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    line_text = before.rsplit("\n", 1)[-1]
    rest = re.split(rb"[\r\n]", data[at : at + _PREVIEW], maxsplit=1)[0]
    # The preview lets a person see whether the guess is right; the file is refused in any case.
    preview = line_text[-_PREVIEW // 2 :] + rest.decode("cp1252", "replace")[: _PREVIEW // 2]
    return problem(
        "source-encoding",
        Location(name, before.count("\n") + 1, len(line_text) + 1),
        byte=f"0x{data[at]:02X}",
        guess="windows-1252",
        preview=preview.strip(),
    )
