"""What stands in a page's content: numbers, and text as the codes of a font."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.pdfbase.pdfdoc import PDFDocument

if TYPE_CHECKING:
    from handouts.typeset.embedding import EmbeddedFont

_ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r", "\n": "\\n"})


def escape(codes: bytes) -> str:
    """The inside of a PDF string for these codes: the one place where text becomes page syntax."""
    return codes.decode("latin-1").translate(_ESCAPES)


def number(value: float) -> str:
    """A coordinate in page syntax: hundredths of a point, no exponent, no negative zero."""
    text = f"{value:.2f}"
    if text[-1] != "0":
        return text
    text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


class Codes(dict[int, str]):
    """A table for str.translate: what stands in a PDF string for a character that a font prints in one document."""

    def __init__(self, font: EmbeddedFont, doc: PDFDocument) -> None:
        super().__init__()
        self._font = font
        self._doc = doc
        self._sizes: dict[float, str] = {}

    def __missing__(self, char: int) -> str:
        ((_, codes),) = self._font.splitString(chr(char), self._doc)
        self[char] = shown = escape(codes)
        return shown

    def shown(self, text: str, size: float) -> list[tuple[str, str]]:
        """The operator that chooses the font, and the text after it: once for each subset that the text needs."""
        written = text.translate(self)
        if self._font.subsets_in(self._doc) == 1 and text:
            if size not in self._sizes:
                self._sizes[size] = self._chosen(0, size)
            return [(self._sizes[size], written)]
        parts = self._font.splitString(text, self._doc)
        return [(self._chosen(subset, size), escape(codes)) for subset, codes in parts]

    def _chosen(self, subset: int, size: float) -> str:
        return f"{self._font.getSubsetInternalName(subset, self._doc)} {number(size)} Tf"
