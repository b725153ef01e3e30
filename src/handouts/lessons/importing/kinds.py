"""Which kind of file an import is: by its name, and only when what is in it agrees."""

from __future__ import annotations

import codecs
import re
import tomllib
from functools import cache
from pathlib import Path, PurePath
from typing import Literal

from handouts.diagnostics import Location, problem
from handouts.errors import ContentError, UsageProblem
from handouts.reading.text import MAX_BYTES, kind_of

Kind = Literal["text", "markdown", "html", "docx", "pdf"]

ENDINGS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".pdf": "pdf",
}
_DATA = Path(__file__).parents[1] / "data" / "endings.toml"
# Word, PDF and saved pages carry pictures and fonts: the limits of a text are too narrow for them.
_MAX_PACKED = 40_000_000
_HEAD = 2_000
_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_ANY_TAG = re.compile(rb"<[A-Za-z][^<>]*>")
_NOT_TEXT = frozenset(["idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"])


def limit_of(name: str) -> int:
    """The greatest size in bytes that is read of a file with this name."""
    return MAX_BYTES if _ending(name) in (".txt", ".text", ".md", ".markdown") else _MAX_PACKED


def kind_by_name(name: str) -> Kind | None:
    """The kind that the ending of the name says; None without an ending.

    Raises ContentError for kinds that are not read: import-written, import-shown, import-book, import-picture,
    import-saved-page, import-ending.
    """
    ending = _ending(name)
    if not ending or ending in ENDINGS:
        return ENDINGS.get(ending)
    place = Location(name)
    if ending in _unread()["written"]:
        raise ContentError(problem("import-written", place, ending=ending))
    if ending in _unread()["shown"]:
        raise ContentError(problem("import-shown", place, ending=ending))
    if ending in _unread()["books"]:
        raise ContentError(problem("import-book", place, ending=ending))
    if ending in _unread()["pictures"]:
        raise ContentError(problem("import-picture", place, ending=ending))
    if ending in _unread()["saved_pages"]:
        raise ContentError(problem("import-saved-page", place, ending=ending))
    raise ContentError(problem("import-ending", place, ending=ending, allowed=", ".join(ENDINGS)))


def kind_by_content(name: str, data: bytes, said: Kind | None) -> Kind:
    """The kind of a file whose name says `said`.

    Raises ContentError: import-other-kind, import-not-that-kind, source-binary, source-empty.
    """
    place = Location(name)
    if not data.strip():
        raise ContentError(problem("source-empty", place))
    known = kind_of(data)
    found = _found(data, known)
    fits = said == found or (said == "markdown" and found == "text") or (said == "html" and _is_fragment(data, found))
    if said is None or fits:
        if found:
            return found if said is None else said
        raise ContentError(problem("source-binary", place, kind=known))
    if found:
        ending = next(ending for ending, kind in ENDINGS.items() if kind == found)
        raise ContentError(problem("import-other-kind", place, ending=_ending(name), what=found, right=ending))
    raise ContentError(problem("import-not-that-kind", place, ending=_ending(name), kind=known))


def require_encoding(encoding: str, kind: Kind) -> str:
    """The encoding as said, when it is one of texts and the file is a text; UsageProblem otherwise."""
    try:
        found = codecs.lookup(encoding)
    except (LookupError, ValueError) as error:
        raise UsageProblem(problem("encoding-unknown", encoding=encoding)) from error
    # The one mark by which Python tells encodings of text from other conversions ("rot13", "zip").
    if not getattr(found, "_is_text_encoding", True) or found.name.replace("-", "_") in _NOT_TEXT:
        raise UsageProblem(problem("encoding-unknown", encoding=encoding))
    if kind not in ("text", "markdown", "html"):
        raise UsageProblem(problem("encoding-not-needed", what=kind))
    return encoding


def _is_fragment(data: bytes, found: Kind | None) -> bool:
    """A saved piece of a page: no head, but tags."""
    return found == "text" and _ANY_TAG.search(data.replace(b"\0", b"")) is not None


@cache
def _unread() -> dict[str, list[str]]:
    found: dict[str, list[str]] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return found


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower()


def _found(data: bytes, known: str) -> Kind | None:
    """The kind by what is in the file; None for a kind that is not read."""
    if known.startswith("Word (docx)"):
        return "docx"
    if known == "PDF" or b"%PDF-" in data[:1024]:
        return "pdf"
    if known:
        return None
    head = data[:_HEAD].replace(b"\0", b"")
    if _PAGE.search(head):
        return "html"
    return "text"
