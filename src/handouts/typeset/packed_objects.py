"""A PDF file whose small objects stand together, compressed (PDF 1.5), instead of one by one.

In the file of a class most objects are pages and entries of the outline, alike but for a number or two.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from reportlab.pdfbase.pdfdoc import PDFDocument

_TOGETHER = 200  # objects in one stream: viewers unpack a whole stream for one of its objects
_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_STREAM = b"endstream"
_ROW = (1, 4, 2)  # bytes of an entry in the table: its kind, an offset or a stream's number, a place in the stream


class PackedDocument(PDFDocument):  # type: ignore[misc]
    """A document of reportlab that writes its objects in this way. Its ID is the digest of its signature."""

    def format(self) -> bytes:
        """The whole file."""
        root, info = self.Reference(self.Catalog), self.Reference(self.info)
        file = _PackedFile(self._objects())
        entries = f"/Root {root.format(self).decode()} /Info {info.format(self).decode()}"
        digest = self.signature.hexdigest()
        return file.finished(f"{entries} /ID [<{digest}><{digest}>]".encode())

    def _objects(self) -> list[bytes]:
        """All objects from number 1 on; writing one may make others known."""
        written: list[bytes] = []
        while name := self.numberToId.get(len(written) + 1):
            content = self.idToObject[name].format(self)
            written.append((content if isinstance(content, bytes) else content.encode("latin-1")).strip())
        return written


class _PackedFile:
    def __init__(self, objects: Sequence[bytes]) -> None:
        self._parts = [_HEAD]
        self._size = len(_HEAD)
        self._table: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        self._next = len(objects) + 1
        small: list[tuple[int, bytes]] = []
        for number, content in enumerate(objects, start=1):
            if content.endswith(_STREAM):
                self._alone(number, content)
            else:
                small.append((number, content))
        for first in range(0, len(small), _TOGETHER):
            self._together(small[first : first + _TOGETHER])

    def finished(self, entries: bytes) -> bytes:
        """The file with its table, which has these entries of a trailer."""
        own, start = self._next, self._size
        self._table[own] = (1, start, 0)
        rows = (zip(self._table[number], _ROW, strict=True) for number in range(own + 1))
        table = b"".join(value.to_bytes(width, "big") for row in rows for value, width in row)
        widths = b" ".join(b"%d" % width for width in _ROW)
        self._alone(own, _stream(b"/Type /XRef /Size %d /W [%b] %b" % (own + 1, widths, entries), table))
        return b"".join([*self._parts, b"startxref\n%d\n%%%%EOF\n" % start])

    def _alone(self, number: int, content: bytes) -> None:
        self._table.setdefault(number, (1, self._size, 0))
        part = b"%d 0 obj\n%b\nendobj\n" % (number, content)
        self._parts.append(part)
        self._size += len(part)

    def _together(self, objects: Sequence[tuple[int, bytes]]) -> None:
        own, self._next = self._next, self._next + 1
        places, offset = [], 0
        for index, (number, content) in enumerate(objects):
            self._table[number] = (2, own, index)
            places.append(b"%d %d" % (number, offset))
            offset += len(content) + 1
        head = b" ".join(places) + b"\n"
        body = b"\n".join(content for _, content in objects)
        self._alone(own, _stream(b"/Type /ObjStm /N %d /First %d" % (len(objects), len(head)), head + body))


def _stream(entries: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    return b"<< %b /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (entries, len(packed), packed)
