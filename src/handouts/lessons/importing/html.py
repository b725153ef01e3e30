"""Saved web pages for import: decoded here, parsed in a process of their own, told as parts."""

from __future__ import annotations

import codecs
import re

from handouts.diagnostics import Diagnostic, Location, hint, warning
from handouts.errors import ContentError
from handouts.lessons.importing.parts import Imported, with_bold_headings
from handouts.lessons.importing.repair import Repairs
from handouts.lessons.importing.texts import proposing
from handouts.lessons.importing.word import parts_of, turned
from handouts.reading.apart import run_apart
from handouts.reading.text import decode

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 4_000
# Browsers read these three as windows-1252, and pages are written for browsers.
_WESTERN = frozenset({"iso8859-1", "ascii", "latin-1"})


def read_html(name: str, data: bytes, encoding: str = "") -> Imported:
    """The main text of a saved page, and what was left out of it.

    Raises ContentError: what decoding and `run_apart` raise.
    """
    text, said = _decoded(name, data, encoding)
    found = run_apart("handouts.lessons.importing.html_parts:read", text.encode("utf-8"), name)
    repairs = Repairs(name, html_entities=False)
    for what, count in found["left"].items():
        repairs.take_out(what, count)
    parts = parts_of(found["parts"], repairs)
    if found["unsure"] and parts:
        said.append(warning("import-whole-page", Location(name), count=len(parts)))
    return Imported(with_bold_headings(parts), (*said, *repairs.diagnostics(), *turned(name, found["turned"])))


def _decoded(name: str, data: bytes, encoding: str) -> tuple[str, list[Diagnostic]]:
    """The page as text: as a person says, by its mark, as UTF-8 when it is that, else as the page says of itself."""
    declared = _declared(data)
    if encoding or data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return _read_as(name, data, encoding), []
    if _is_utf8(data) or not declared:
        text = _read_as(name, data, "")
        lying = bool(declared) and not _same(declared, "utf-8") and not data.isascii()
        return text, [hint("import-charset", Location(name), declared=declared, used="utf-8")] if lying else []
    used = "windows-1252" if _python_name(declared) in _WESTERN else declared
    if not _python_name(used) or _same(used, "utf-8"):
        return _read_as(name, data, ""), []
    return _read_as(name, data, used), []


def _read_as(name: str, data: bytes, encoding: str) -> str:
    try:
        return decode(name, data, encoding)
    except ContentError as error:
        raise proposing(error) from error


def _declared(data: bytes) -> str:
    match = _XML.search(data[:_HEAD]) or _DECLARED.search(data[:_HEAD])
    return match[1].decode("ascii", "replace") if match else ""


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _python_name(encoding: str) -> str:
    try:
        found = codecs.lookup(encoding)
    except (LookupError, ValueError):
        return ""
    return found.name if getattr(found, "_is_text_encoding", True) else ""


def _same(one: str, other: str) -> bool:
    return _python_name(one) == _python_name(other)
