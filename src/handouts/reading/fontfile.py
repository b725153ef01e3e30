"""Font files of a school, judged before any library opens them: what may go into a PDF, and what cannot."""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path

from handouts.diagnostics import Diagnostic, Location, problem
from handouts.model.press import FontFile

MOST_BYTES = 30_000_000
_TABLES = {b"glyf", b"loca", b"cmap", b"head", b"hhea", b"hmtx", b"maxp"}
_MOST_TABLES = 200
_LOOKED_AT = 400  # bytes
# The first four bytes of files that are no TrueType fonts.
_POSTSCRIPT, _COLLECTION, _WEB = (b"OTTO",), (b"ttcf",), (b"wOFF", b"wOF2")
_TYPE_1 = (b"\x80\x01", b"%!PS", b"%!Fo", b"typ1")
# Files of other kinds that were given the name of a font, or saved instead of it.
_OTHERS = (
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"Rar!", "zip"),
    (b"7z\xbc\xaf", "zip"),
    (b"\x1f\x8b", "zip"),
    (b"MZ", "program"),
    (b"StartFontMetrics", "metrics"),
)
_TRUE_TYPE = (b"\0\1\0\0", b"true")
_RESTRICTED, _USAGE, _NO_SUBSET, _BITMAPS = 0x2, 0xF, 0x100, 0x200  # bits of OS/2 fsType


def font_file(path: Path, place: Location | None) -> FontFile | Diagnostic:
    """A TrueType file that may be embedded, or why it is refused: `place` is where the school named it."""
    try:
        data = path.read_bytes() if path.stat().st_size <= MOST_BYTES else b""
    except OSError as error:
        return problem("font-not-found", place, file=path.name, reason=error.strerror or "")
    return _fault(data, path.name, place) or FontFile(str(path), hashlib.sha256(data).hexdigest())


def _fault(data: bytes, name: str, place: Location | None) -> Diagnostic | None:
    """What is wrong with a font's bytes."""
    tables = _tables(data) if data[:4] in _TRUE_TYPE else {}
    if data[:4] in _POSTSCRIPT or b"CFF " in tables or b"CFF2" in tables:
        return problem("font-outlines", place, file=name)
    if data.startswith(_TYPE_1):
        return problem("font-type1", place, file=name)
    if data[:4] in _COLLECTION:
        return problem("font-collection", place, file=name)
    if data[:4] in _WEB:
        return problem("font-web", place, file=name)
    if kind := _other_kind(data):
        return problem("font-other-file", place, file=name, what=kind)
    if not tables.keys() >= _TABLES or not _speaks_unicode(tables[b"cmap"]):
        return problem("font-damaged", place, file=name)
    rights = tables.get(b"OS/2", b"")[8:10]
    (bits,) = struct.unpack(">H", rights) if len(rights) == 2 else (0,)
    restricted = bits & _USAGE == _RESTRICTED or bits & (_NO_SUBSET | _BITMAPS)
    return problem("font-licence", place, file=name) if restricted else None


def _other_kind(data: bytes) -> str:
    """What a file is that is no font, by a word that messages translate; "" if that is not known."""
    if not data:
        return "empty"
    if known := next((kind for start, kind in _OTHERS if data.startswith(start)), ""):
        return known
    text = data[:_LOOKED_AT].decode("utf-8", "replace").casefold()
    if any(char < " " and char not in "\t\r\n\f" for char in text) or "\ufffd" in text[:-1]:
        return ""
    return "html-page" if "<html" in text or "<!doctype html" in text else "plain-text"


def _tables(data: bytes) -> dict[bytes, bytes]:
    """The tables by their tags; {} when one lies outside the file."""
    count = int.from_bytes(data[4:6], "big")
    if not 0 < count <= _MOST_TABLES or len(data) < 12 + 16 * count:
        return {}
    found: dict[bytes, bytes] = {}
    for number in range(count):
        tag, _, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * number)
        if offset + length > len(data):
            return {}
        found[tag] = data[offset : offset + length]
    return found


def _speaks_unicode(cmap: bytes) -> bool:
    """Whether the font says which of its shapes belong to which characters of Unicode: fonts of symbols do not."""
    count = int.from_bytes(cmap[2:4], "big")
    if len(cmap) < 4 + 8 * count:
        return False
    pairs = (struct.unpack_from(">HH", cmap, 4 + 8 * number) for number in range(count))
    return any(platform == 0 or (platform == 3 and encoding in (1, 10)) for platform, encoding in pairs)
