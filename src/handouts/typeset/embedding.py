"""How a TrueType face goes into the PDF: reportlab's subsets, with a character map that follows the standard."""

from __future__ import annotations

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

from handouts.typeset.subsets import Subsets

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


def unicode_map(subset: list[int]) -> str:
    """The ToUnicode CMap of a subset: position in the list = code in the page, value = code point (0 = unused)."""
    pairs = [
        f"<{code:02X}> <{chr(char).encode('utf-16-be').hex().upper()}>" for code, char in enumerate(subset) if char
    ]
    sections = []
    for first in range(0, len(pairs), _BLOCK):
        block = pairs[first : first + _BLOCK]
        sections.append("\n".join([f"{len(block)} beginbfchar", *block, "endbfchar", ""]))
    return _HEAD + "".join(sections) + _FOOT


class EmbeddedFont(TTFont):  # type: ignore[misc]
    """A TrueType font whose ToUnicode map leaves .notdef out and holds code points beyond U+FFFF as UTF-16."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path, asciiReadable=False, shapable=False)
        self._subsets = Subsets(self.face)
        self.face.makeSubset = self._subsets.make

    def addObjects(self, doc: PDFDocument) -> None:
        """Write the font's subsets into the document (called by reportlab when the document is closed)."""
        state = self.state[doc]
        subsets = [list(subset) for subset in state.subsets]
        names = [self.getSubsetInternalName(n, doc)[1:] for n in range(len(subsets))]
        super().addObjects(doc)
        written = doc.idToObject["BasicFonts"].dict
        for name, subset in zip(names, subsets, strict=True):
            stream = doc.idToObject[written[name].ToUnicode.name]
            stream.content = unicode_map(subset)
