"""Finished PDFs read back with two libraries that had no part in writing them."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

import pikepdf
import pypdfium2
from pypdfium2 import raw

MM = 72 / 25.4


@dataclass(frozen=True)
class Shown:
    """A piece of text as PDFium finds it on a page: its page from 1, left end, base line, size, font, words."""

    page: int
    x: float
    y: float
    size: float
    font: str
    text: str


def dark(text: str) -> str:
    """The text without white space: what of it can be seen."""
    return "".join(text.split())


@cache
def pages(data: bytes) -> tuple[str, ...]:
    """The text of each page, as it is copied from a viewer."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        # PDFium gives a hyphen at the end of a line as a control character, since it may not belong to the word.
        return tuple(
            leaf.get_textpage().get_text_bounded().translate({0x02: "-", 0xFFFE: "-", 0x0D: ""}) for leaf in pdf
        )
    finally:
        pdf.close()


def visible(data: bytes) -> str:
    """All text of a file without white space."""
    return dark("".join(pages(data)))


def sizes(data: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in millimetres."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        return [(round(w / MM, 1), round(h / MM, 1)) for w, h in (leaf.get_size() for leaf in pdf)]
    finally:
        pdf.close()


@cache
def shown(data: bytes) -> tuple[Shown, ...]:
    """All text objects of a file."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        return tuple(piece for number, leaf in enumerate(pdf, start=1) for piece in _on_page(number, leaf))
    finally:
        pdf.close()


def _on_page(number: int, leaf: pypdfium2.PdfPage) -> Iterator[Shown]:
    words = leaf.get_textpage()
    for thing in leaf.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        size = ctypes.c_float()
        raw.FPDFTextObj_GetFontSize(thing.raw, size)
        length = raw.FPDFTextObj_GetText(thing.raw, words.raw, None, 0)
        held = ctypes.create_string_buffer(length)
        raw.FPDFTextObj_GetText(thing.raw, words.raw, ctypes.cast(held, ctypes.POINTER(ctypes.c_ushort)), length)
        name = ctypes.create_string_buffer(100)
        raw.FPDFFont_GetBaseFontName(raw.FPDFTextObj_GetFont(thing.raw), name, 100)
        *_, x, y = thing.get_matrix().get()
        text = held.raw.decode("utf-16-le").rstrip("\0")
        yield Shown(number, round(x, 2), round(y, 2), round(size.value, 2), name.value.decode("ascii"), text)


def passage_lines(data: bytes, size: float = 10.75) -> list[tuple[int, float, str]]:
    """The lines of the reading text: what is set in its size, top to bottom, as (page, base line, words)."""
    pieces = sorted((p for p in shown(data) if p.size == size), key=lambda p: (p.page, -p.y, p.x))
    lines = groupby(pieces, key=lambda p: (p.page, p.y))
    return [(page, y, "".join(p.text for p in group)) for (page, y), group in lines]


def gaps(data: bytes) -> list[float]:
    """The lengths of the rules that stand in the text to be written on, in points."""
    found: list[float] = []
    for leaf, stack in _streams(data):
        start = 0.0
        for operands, operator in leaf:
            match str(operator):
                case "BMC" | "BDC":
                    stack.append(str(operands[0]))
                case "EMC":
                    stack.pop()
                case "m":
                    start = float(operands[0])
                case "l" if stack and stack[-1] == "/Span":
                    found.append(round(float(operands[0]) - start, 2))
    return found


def squares(data: bytes) -> list[float]:
    """The sides of all squares that are drawn, in points."""
    rectangles = (
        [float(v) for v in operands]
        for leaf, _ in _streams(data)
        for operands, operator in leaf
        if str(operator) == "re"
    )
    return [round(width, 2) for _, _, width, height in rectangles if abs(width - height) < 0.01]


def _streams(data: bytes) -> Iterator[tuple[list[pikepdf.ContentStreamInstruction], list[str]]]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for leaf in pdf.pages:
            yield list(pikepdf.parse_content_stream(leaf)), []


def fonts(data: bytes) -> dict[str, bool]:
    """Every font that a page can use, and whether its program is in the file."""
    found: dict[str, bool] = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for leaf in pdf.pages:
            assert set(leaf.Resources.keys()) <= {"/Font", "/XObject", "/ExtGState", "/ProcSet"}
            for font in leaf.Resources.Font.values():
                inside = font.DescendantFonts[0] if "/DescendantFonts" in font else font
                described = inside.get("/FontDescriptor", pikepdf.Dictionary())
                found[str(font.BaseFont)] = any(f"/FontFile{n}" in described for n in ("", "2", "3"))
    return found


def everything(data: bytes) -> bytes:
    """All bytes of a file with every stream unpacked."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        parts = [data, pdf.trailer.unparse(resolved=True)]
        for thing in pdf.objects:
            parts.append(thing.unparse())
            if isinstance(thing, pikepdf.Stream):
                parts.append(thing.read_bytes())
    return b"\n".join(parts)


@dataclass(frozen=True)
class Box:
    """The ink of a piece of text: its page from 1, its edges in points from the page's lower left corner."""

    page: int
    left: float
    foot: float
    right: float
    head: float
    text: str

    def touches(self, other: Box, by: float = 0.3) -> bool:
        """True when the two lie over each other by more than `by` points in both directions."""
        across = min(self.right, other.right) - max(self.left, other.left)
        along = min(self.head, other.head) - max(self.foot, other.foot)
        return self.page == other.page and across > by and along > by


def text_boxes(data: bytes) -> list[Box]:
    """The ink of all text objects of a file but blanks."""
    found: list[Box] = []
    pdf = pypdfium2.PdfDocument(data)
    try:
        for number, leaf in enumerate(pdf, start=1):
            words = [piece.text for piece in _on_page(number, leaf)]
            things = leaf.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
            for text, thing in zip(words, things, strict=True):
                if text.strip():
                    found.append(Box(number, *thing.get_bounds(), text))
    finally:
        pdf.close()
    return found


def overlaps(data: bytes) -> list[tuple[str, str]]:
    """Pieces of text that lie over each other."""
    boxes = text_boxes(data)
    return [(one.text, other.text) for i, one in enumerate(boxes) for other in boxes[i + 1 :] if one.touches(other)]


@dataclass(frozen=True)
class Stroke:
    """A straight stroke: its page from 1, its ends, its dashes ("" for a whole line)."""

    page: int
    x: float
    y: float
    x2: float
    y2: float
    dash: str


def strokes(data: bytes) -> list[Stroke]:
    """All straight strokes of one segment."""
    found: list[Stroke] = []
    for number, (leaf, _) in enumerate(_streams(data), start=1):
        dash, points = "", list[tuple[float, float]]()
        for operands, operator in leaf:
            match str(operator):
                case "d":
                    dash = " ".join(f"{float(v):g}" for v in operands[0])
                case "m":
                    points = [(float(operands[0]), float(operands[1]))]
                case "l":
                    points.append((float(operands[0]), float(operands[1])))
                case "c" | "re":
                    points = []
                case "S" if len(points) == 2:
                    found.append(Stroke(number, *points[0], *points[1], dash))
    return found
