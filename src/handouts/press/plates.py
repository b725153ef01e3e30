"""Finished pages as form XObjects: objects ready to stand in any file, under numbers given beforehand."""

from __future__ import annotations

import io
from collections import deque
from typing import Any

from handouts.model.stamping import FIRST_OBJECT, PlatePage, Plates

# What a page has beside its content and what that needs; none of it goes into a form.
_FORM = b"/Type /XObject /Subtype /Form"


def plates(data: bytes, first: int = FIRST_OBJECT) -> Plates:
    """The pages of a PDF of our own. Its fonts and pictures are shared by the forms as they are by the pages."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    writer = _Objects(first)
    pages = []
    for page in reader.pages:
        box = page.mediabox
        number = writer.form(page)
        pages.append(PlatePage(number, float(box.width), float(box.height)))
    return Plates(tuple(pages), writer.finish())


class _Objects:
    """Objects numbered in the order in which they are met."""

    def __init__(self, first: int) -> None:
        self._first = first
        self._bodies: dict[int, bytes] = {}
        self._known: dict[tuple[int, int], int] = {}
        self._waiting: deque[tuple[int, Any]] = deque()
        self._next = first

    def _number(self) -> int:
        self._next += 1
        return self._next - 1

    def form(self, page: Any) -> int:
        """The page's content as a form; what it refers to follows."""
        number = self._number()
        content = page["/Contents"].get_object()
        raw: bytes = content._data
        box = " ".join(_plain(v) for v in page.mediabox)
        resources = self._written(page.raw_get("/Resources"))
        coded = b" /Filter " + _leaf(content["/Filter"]) if "/Filter" in content else b""
        head = b"<< %s /BBox [%s] /Resources %s%s /Length %d >>" % (_FORM, box.encode(), resources, coded, len(raw))
        self._bodies[number] = head + b"\nstream\n" + raw + b"\nendstream"
        self._drain()
        return number

    def finish(self) -> tuple[bytes, ...]:
        """The bodies in the order of their numbers."""
        return tuple(self._bodies[number] for number in range(self._first, self._next))

    def _drain(self) -> None:
        while self._waiting:
            number, reference = self._waiting.popleft()
            self._bodies[number] = self._body(reference.get_object())

    def _body(self, value: Any) -> bytes:
        from pypdf.generic import StreamObject

        if isinstance(value, StreamObject):
            raw: bytes = value._data
            entries = {key: value.raw_get(key) for key in value if key != "/Length"}
            head = self._entries(entries) + b" /Length %d" % len(raw)
            return b"<< " + head + b" >>\nstream\n" + raw + b"\nendstream"
        return self._written(value)

    def _entries(self, entries: dict[str, Any]) -> bytes:
        return b" ".join(_leaf_name(key) + b" " + self._written(value) for key, value in entries.items())

    def _written(self, value: Any) -> bytes:
        from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

        if isinstance(value, IndirectObject):
            key = (value.idnum, value.generation)
            if key not in self._known:
                self._known[key] = self._number()
                self._waiting.append((self._known[key], value))
            return b"%d 0 R" % self._known[key]
        if isinstance(value, DictionaryObject):
            return b"<< " + self._entries({key: value.raw_get(key) for key in value}) + b" >>"
        if isinstance(value, ArrayObject):
            return b"[" + b" ".join(map(self._written, list.__iter__(value))) + b"]"
        return _leaf(value)


def _plain(value: Any) -> str:
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def _leaf(value: Any) -> bytes:
    stream = io.BytesIO()
    value.write_to_stream(stream)
    return stream.getvalue()


def _leaf_name(key: str) -> bytes:
    from pypdf.generic import NameObject

    return _leaf(NameObject(key))
