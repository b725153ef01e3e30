"""How a TrueType face goes into the PDF: reportlab's subsets, with a character map that follows the standard."""

from __future__ import annotations

from functools import cache
from itertools import count

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFStream, PDFTrueTypeFont, PDFZCompress
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

from handouts.typeset.subsets import Subsets
from handouts.typeset.tagging import in_brackets

_TAGS = 1000  # more than a font has subsets
_BLOCK = 100  # the most entries one bfchar section may hold

_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange
"""
_FOOT = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


@cache
def _utf16(char: int) -> str:
    return chr(char).encode("utf-16-be").hex().upper()


def unicode_map(subset: list[int]) -> str:
    """The ToUnicode CMap of a subset: position in the list = code in the page, value = code point (0 = unused)."""
    pairs = [f"<{code:02X}> <{_utf16(char)}>" for code, char in enumerate(subset) if char]
    sections = []
    for first in range(0, len(pairs), _BLOCK):
        block = pairs[first : first + _BLOCK]
        sections.append("\n".join([f"{len(block)} beginbfchar", *block, "endbfchar", ""]))
    return _HEAD + "".join(sections) + _FOOT


class EmbeddedFont(TTFont):  # type: ignore[misc]
    """A TrueType font whose ToUnicode map leaves .notdef out and holds code points beyond U+FFFF as UTF-16."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path, asciiReadable=False, shapable=False)
        self.face.makeSubset = self._subset
        self._subsets: Subsets | None = None
        self._widths: dict[int, bytes] = {}

    def subsets_in(self, doc: PDFDocument) -> int:
        """How many subsets what was split so far makes: each holds up to 256 characters."""
        return len(self.state[doc].subsets) if doc in self.state else 0

    def addObjects(self, doc: PDFDocument) -> None:
        """Write the font's subsets into the document (called by reportlab when the document is closed)."""
        state = self.state[doc]
        state.frozen = 1
        for number, subset in enumerate(state.subsets):
            name = self.getSubsetInternalName(number, doc)[1:]
            base = self._base_in(doc, number)
            font = PDFTrueTypeFont()
            font.Name, font.BaseFont = name, base
            font.FirstChar, font.LastChar = 0, len(subset) - 1
            font.Widths = in_brackets([self._width(code) for code in subset])
            codes = PDFStream(content=unicode_map(subset), filters=[PDFZCompress])
            font.ToUnicode = doc.Reference(codes, f"toUnicodeCMap:{base}")
            font.FontDescriptor = self.face.addSubsetObjects(doc, base, subset)
            doc.Reference(font, name)
            doc.idToObject["BasicFonts"].dict[name] = font

    def _base_in(self, doc: PDFDocument, number: int) -> str:
        """The name of a subset in a document, which may hold the same font from another file."""
        for tag in count(number, _TAGS):
            base: str = b"".join((SUBSETN(tag), b"+", self.face.name, self.face.subfontNameX)).decode("pdfdoc")
            if f"toUnicodeCMap:{base}" not in doc.idToObject:
                return base
        raise AssertionError

    def _subset(self, codes: list[int]) -> bytes:
        if self._subsets is None:  # many a font is loaded for its widths alone
            self._subsets = Subsets(self.face)
        return self._subsets.make(codes)

    def _width(self, code: int) -> bytes:
        """The width of a character in file syntax."""
        shown = self._widths.get(code)
        if shown is None:
            shown = self._widths[code] = fp_str(self.face.getCharWidth(code)).encode("ascii")
        return shown
