"""Objects of a stranger's PDF, written anew with numbers of ours and without what must not come along."""

from __future__ import annotations

import re
import zlib
from collections import deque
from math import isfinite
from typing import Any, Literal

from handouts.diagnostics import Location, problem
from handouts.errors import ContentError

_MOST_OBJECTS = 20_000
_MOST_BYTES = 40_000_000
_MOST_DECODED = 60_000_000  # of marks on pages, without pictures
_AT_ONCE = 1_000_000

# In which dictionary a key stands: one of ours, a dictionary of resources, or one whose keys are free names.
Sort = Literal["plain", "resources", "names"]

# What leads out of the page: to the document, to other files, to programs. None of it leaves marks on paper.
_LEFT_BEHIND = frozenset(
    (
        "/Parent",
        "/StructParent",
        "/StructParents",
        "/Annots",
        "/A",
        "/AA",
        "/OpenAction",
        "/JS",
        "/JavaScript",
        "/Metadata",
        "/Thumb",
        "/PieceInfo",
        "/LastModified",
        "/OC",
        "/OCProperties",
        "/Ref",
        "/AF",
        "/OPI",
        "/Alternates",
        "/Names",
        "/Dests",
        "/Dest",
        "/EmbeddedFiles",
        "/RichMedia",
        "/Measure",
        "/PtData",
        "/Pg",
        "/PresSteps",
        "/SeparationInfo",
    )
)
_OF_STREAMS = frozenset(("/Length", "/F", "/FFilter", "/FDecodeParms", "/DL"))
_NEVER = frozenset(
    (
        "/Page",
        "/Pages",
        "/Catalog",
        "/Annot",
        "/Action",
        "/StructElem",
        "/StructTreeRoot",
        "/Filespec",
        "/F",
        "/EmbeddedFile",
        "/Metadata",
        "/Sig",
        "/ObjStm",
        "/XRef",
        "/Outlines",
    )
)
_LAYERS = frozenset(("/OCG", "/OCMD"))
_CATEGORIES = frozenset(("/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/Properties"))
_NAME_KEYED = frozenset(("/CharProcs", "/Colorants"))
_FONTS = frozenset(("/Type1", "/MMType1", "/TrueType", "/CIDFontType0", "/CIDFontType2"))
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_REGULAR = re.compile(rb"[!-~]")
_DELIMITERS = b"#()<>[]{}/%"


class Raw(bytes):
    """Bytes that are written as they are."""


def solid(value: Any) -> Any:
    """What a reference stands for, or the value itself. None for null and for what is missing."""
    found = value.get_object() if hasattr(value, "get_object") else value
    return None if type(found).__name__ == "NullObject" else found


def number(value: float) -> bytes:
    """A number as PDF writes it: without exponent."""
    if isinstance(value, int):
        return b"%d" % value
    if not isfinite(value) or abs(value) > 1e15:
        raise ValueError("a number that no page needs")
    text = f"{value:.10f}".rstrip("0").rstrip(".")
    return b"0" if text in ("", "-0") else text.encode("ascii")


def check_whole(stream: Any) -> None:
    """Raises ValueError where packed data of the file break off or are not what was packed.

    Readers show what they can unpack of such data: a page that lacks its end, unnoticed. A checksum that was cut off is
    no fault.
    """
    data = _packed(stream)
    if data is None:
        return
    if len(data) < 2 or data[0] & 15 != 8 or int.from_bytes(data[:2], "big") % 31:
        raise ValueError("data not packed as they say")
    unpacker, total, rest = zlib.decompressobj(-zlib.MAX_WBITS), 1, data[2:]
    while rest and not unpacker.eof:
        total = zlib.adler32(unpacker.decompress(rest, _AT_ONCE), total)
        rest = unpacker.unconsumed_tail
    given = unpacker.unused_data[:4]
    if not unpacker.eof or (len(given) == 4 and int.from_bytes(given, "big") != total):
        raise ValueError("packed data break off")


def _packed(stream: Any) -> bytes | None:
    """The data as zlib packed them, where it did and they are in the file."""
    from pypdf.filters import ASCII85Decode, ASCIIHexDecode

    value = solid(dict.get(stream, "/Filter"))
    filters = [solid(one) for one in list.__iter__(value)] if isinstance(value, list) else [value]
    data: bytes = stream._data
    for name in () if "/F" in stream else filters:
        if name in ("/ASCII85Decode", "/A85"):
            data = ASCII85Decode.decode(data)
        elif name in ("/ASCIIHexDecode", "/AHx"):
            data = ASCIIHexDecode.decode(data)
        else:
            return data if name in ("/FlateDecode", "/Fl") else None
    return None


class Carrier:
    """The objects that pages need, in the order in which they are met, with numbers from `first` on.

    `fonts` are the names of those that are not in the file. Raises ContentError foreign-too-heavy, and any exception
    where an object cannot be read.
    """

    def __init__(self, first: int, place: Location) -> None:
        self.fonts: set[str] = set()
        self._first = first
        self._place = place
        self._bodies: list[bytes | None] = []
        self._bytes = 0
        self._decoded = 0
        self._known: dict[tuple[int, int], int] = {}
        self._waiting: deque[tuple[int, Any, Sort]] = deque()

    def reserve(self) -> int:
        """A number for an object that is put later."""
        if len(self._bodies) >= _MOST_OBJECTS:
            raise ContentError(problem("foreign-too-heavy", self._place))
        self._bodies.append(None)
        return self._first + len(self._bodies) - 1

    def put_stream(self, own: int, entries: dict[str, Any], data: bytes) -> None:
        """Write a stream of ours; its entries may hold values of the file and `Raw` ones."""
        self._put(own, self._stream(entries, data))

    def spend(self, count: int) -> None:
        """Count bytes that were unpacked; ends a file that unpacks to far more than pages need."""
        self._decoded += count
        if self._decoded > _MOST_DECODED:
            raise ContentError(problem("foreign-too-heavy", self._place))

    def finished(self) -> list[bytes]:
        """All bodies, after everything that they refer to has been written too."""
        while self._waiting:
            own, value, sort = self._waiting.popleft()
            self._put(own, self._value(value, sort))
        return [b"null" if body is None else body for body in self._bodies]

    def _put(self, own: int, body: bytes) -> None:
        self._bytes += len(body)
        if self._bytes > _MOST_BYTES:
            raise ContentError(problem("foreign-too-heavy", self._place))
        self._bodies[own - self._first] = body

    def _value(self, value: Any, sort: Sort) -> bytes:
        """Any value of the file as bytes."""
        kind = type(value).__name__
        if isinstance(value, Raw):
            return bytes(value)
        if kind == "IndirectObject":
            return self._reference(value, sort)
        if isinstance(value, dict):
            data = getattr(value, "_data", None)
            if data is None:
                return self._dictionary(value, sort)
            check_whole(value)
            return self._stream(dict(dict.items(value)), data)
        if isinstance(value, list):
            return b"[" + b" ".join(self._value(one, "plain") for one in list.__iter__(value)) + b"]"
        return _simple(value, kind)

    def _reference(self, value: Any, sort: Sort) -> bytes:
        key = (value.idnum, value.generation)
        if key not in self._known:
            found = solid(value)
            # Small things are written where they stand, so that nothing waits for null.
            if found is None or not isinstance(found, dict | list):
                return self._value(found, sort)
            if replaced := _replaced(found):
                return replaced
            self._known[key] = self.reserve()
            self._waiting.append((self._known[key], found, sort))
        return b"%d 0 R" % self._known[key]

    def _dictionary(self, value: Any, sort: Sort) -> bytes:
        if replaced := _replaced(value):
            return replaced
        self._note_font(value)
        return self._entries(dict(dict.items(value)), sort)

    def _stream(self, entries: dict[str, Any], data: bytes) -> bytes:
        if replaced := _replaced(entries):
            return replaced
        # A stream that says its data are in another file has none here.
        kept = {key: one for key, one in entries.items() if key not in _OF_STREAMS}
        inside = b"" if "/F" in entries else data
        head = self._entries(kept | {"/Length": Raw(b"%d" % len(inside))}, "plain")
        return head + b"\nstream\n" + inside + b"\nendstream"

    def _entries(self, entries: dict[str, Any], sort: Sort) -> bytes:
        parts = []
        for key, one in entries.items():
            if sort == "names" or key not in _LEFT_BEHIND:
                parts.append(_name(key) + b" " + self._value(one, _sort_below(key, sort)))
        return b"<< " + b" ".join(parts) + b" >>" if parts else b"<< >>"

    def _note_font(self, value: Any) -> None:
        """Remember a font that the file does not hold."""
        if solid(dict.get(value, "/Subtype")) not in _FONTS or "/BaseFont" not in value:
            return
        about = solid(dict.get(value, "/FontDescriptor"))
        if not isinstance(about, dict) or not any(solid(dict.get(about, key)) is not None for key in _FONT_FILES):
            shown = "".join(char for char in str(solid(dict.get(value, "/BaseFont")))[1:61] if char.isprintable())
            self.fonts.add(re.sub(r"^[A-Z]{6}\+", "", shown) or "?")


def _sort_below(key: str, sort: Sort) -> Sort:
    """What kind of dictionary stands at this key."""
    if sort == "resources":
        return "names" if key in _CATEGORIES else "plain"
    if sort == "plain" and key == "/Resources":
        return "resources"
    return "names" if sort == "plain" and key in _NAME_KEYED else "plain"


def _replaced(value: Any) -> bytes:
    """What is written for an object that must not come along; nothing for all others."""
    kind = solid(dict.get(value, "/Type")) if isinstance(value, dict) else None
    if not isinstance(kind, str):
        return b""
    if kind in _LAYERS:
        return b"<< >>"
    return b"null" if kind in _NEVER or solid(dict.get(value, "/Subtype")) == "/PS" else b""


def _simple(value: Any, kind: str) -> bytes:
    """Null, truth values, numbers, names and strings."""
    if value is None or kind == "NullObject":
        return b"null"
    if kind == "BooleanObject":
        return b"true" if value.value else b"false"
    if kind == "NameObject":
        return _name(value)
    if isinstance(value, bytes):
        return b"<" + value.hex().encode("ascii") + b">"
    if isinstance(value, str):
        original: bytes = value.original_bytes  # type: ignore[attr-defined]
        return b"<" + original.hex().encode("ascii") + b">"
    if isinstance(value, int | float):
        return number(value)
    raise TypeError(f"no object of a page: {kind}")


def _name(name: str) -> bytes:
    """A name with the bytes that it has in the file; they were read as Latin-1."""
    if not name.startswith("/"):
        raise ValueError("a name without its slash")
    parts = [bytes((byte,)) for byte in name[1:].encode("latin-1")]
    return b"/" + b"".join(p if _REGULAR.match(p) and p not in _DELIMITERS else b"#%02X" % p[0] for p in parts)
