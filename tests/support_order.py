"""What a sheet says, in its order, against what a viewer copies from its PDF without the page's decoration."""

from __future__ import annotations

import ctypes
import dataclasses
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pypdfium2
from pypdfium2 import raw

from handouts.model.document import (
    AnswerEntry,
    Document,
    FlashCards,
    FoldKey,
    GapMark,
    LetterGrid,
    LineBreak,
    Matching,
    QrCode,
    QuickKey,
    Span,
    TimelineChart,
    WallStrip,
    WriteDates,
    WriteEvents,
    plain,
)
from handouts.pipeline.wording import SILENT

# Drawn on a scale or a grid, on two sides of the paper, or column by column: their words are in no line of reading.
_DRAWN = (TimelineChart, WriteEvents, WriteDates, WallStrip, LetterGrid, FlashCards, QuickKey, FoldKey, QrCode)
# Said aloud, in the gutter, or written over what stands there without room of its own.
_ASIDE = SILENT | {"label", "number", "answer", "answers", "right", "glue", "bc", "ad"}
# Shorter texts are numbers and letters, which stand anywhere.
_LEAST = 4
# Numbers, letters and answers stand between the texts, and heads of tables once more on further pages.
_MOST_BETWEEN = 200
_GAP = "____"


def texts(value: Any) -> Iterator[str | None]:
    """The texts of a document as they are to be read, one for each stretch of a paragraph, cell or option.

    None stands where something is drawn, or an answer written over the page.
    """
    match value:
        case str():
            yield value
        case (Span() | GapMark() | LineBreak(), *_):
            yield from re.split(f"{_GAP}|\n", plain(value))
        case tuple():
            for part in value:
                yield from texts(part)
        case _ if isinstance(value, _DRAWN):
            yield None
        case AnswerEntry():
            yield from texts((value.answer, value.place, value.body))
        case Matching():
            yield from texts((value.premise_head, value.premises, value.response_head, value.responses))
        case _ if dataclasses.is_dataclass(value):
            for field in dataclasses.fields(value):
                if field.name not in _ASIDE:
                    yield from texts(getattr(value, field.name))
            if getattr(value, "answer", ()):
                yield None


def misplaced(document: Document, data: bytes) -> list[str]:
    """The texts that the PDF does not give whole, with their words apart, at their place in the order."""
    told = copied(data)
    lost: list[str] = []
    at, most = 0, _MOST_BETWEEN
    for text in texts(document.blocks):
        if text is None:
            most = len(told)
            continue
        wanted = _words(text)
        if len(wanted) < _LEAST:
            continue
        found = told.find(wanted, at)
        if found < 0 or found - at > most:
            lost.append(wanted)
        if found >= 0:
            at, most = found + len(wanted), _MOST_BETWEEN
    return lost


@cache
def copied(data: bytes) -> str:
    """The text of a file as PDFium gives it, without what is marked as decoration, in words one blank apart."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        return _words(" ".join(_of_page(leaf) for leaf in pdf))
    finally:
        pdf.close()


def _of_page(leaf: pypdfium2.PdfPage) -> str:
    words = leaf.get_textpage()
    seen: dict[int, bool] = {}
    found: list[str] = []
    for place in range(words.count_chars()):
        thing = raw.FPDFText_GetTextObject(words.raw, place)
        address = ctypes.cast(thing, ctypes.c_void_p).value or 0
        if address and address not in seen:
            seen[address] = _is_artifact(thing)
        found.append("" if seen.get(address) else chr(raw.FPDFText_GetUnicode(words.raw, place)))
    return "".join(found)


def _is_artifact(thing: Any) -> bool:
    count = raw.FPDFPageObj_CountMarks(thing)
    return any(_name(raw.FPDFPageObj_GetMark(thing, n)) == "Artifact" for n in range(count))


def _name(mark: Any) -> str:
    length = ctypes.c_ulong()
    held = (ctypes.c_ushort * 64)()
    raw.FPDFPageObjMark_GetName(mark, ctypes.cast(held, ctypes.POINTER(raw.FPDF_WCHAR)), 128, length)
    return bytes(held).decode("utf-16-le").partition("\0")[0]


def _words(text: str) -> str:
    """Words one blank apart; a blank beside a dash or a slash may be the end of a line, so none counts there."""
    text = re.sub("[\u00ad\u200b\u2060\ufeff]", "", text.translate({0x02: "-", 0xFFFE: "-", 0x2010: "-", 0x2011: "-"}))
    return re.sub(r"\s*([-–—/])\s*", r"\1", " ".join(text.split()))
