"""The outline of a document: its headings, as a viewer lists them beside the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFObjectReference, PDFString

_LEAST = 2  # fewer headings need no outline


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading of a level (1 to 3): its words, its page (from 0), and its height above the foot of that page."""

    level: int
    words: str
    page: int
    top: float


class _Prepared:
    """Stands in for reportlab's own outline, which a document asks whether it is ready."""

    ready = 1

    def prepare(self, document: PDFDocument, canvas: object) -> None:
        """Nothing is left to do."""


def write(doc: PDFDocument, marks: Sequence[Bookmark], page_names: Sequence[str]) -> None:
    """Put the outline into the catalogue of a document of several pages."""
    if len(page_names) < 2 or len(marks) < _LEAST:
        return
    root = PDFDictionary({"Type": PDFName("Outlines")})
    reference = doc.Reference(root)
    entries = [PDFDictionary({"Title": PDFString(mark.words)}) for mark in marks]
    references = [doc.Reference(entry) for entry in entries]
    kids: dict[int, list[int]] = {-1: []}
    above: list[int] = []  # the headings that the next one may stand below
    for index, mark in enumerate(marks):
        while above and marks[above[-1]].level >= mark.level:
            above.pop()
        parent = above[-1] if above else -1
        kids.setdefault(parent, []).append(index)
        above.append(index)
        entries[index]["Parent"] = references[parent] if parent >= 0 else reference
        page = PDFObjectReference(page_names[mark.page])
        entries[index]["Dest"] = PDFArray([page, PDFName("XYZ"), "null", round(mark.top, 2), "null"])
    for parent, children in kids.items():
        _chain(entries[parent] if parent >= 0 else root, children, entries, references)
        (entries[parent] if parent >= 0 else root)["Count"] = _below(parent, kids)
    doc.Outlines = _Prepared()
    doc.Catalog.Outlines = reference


def _chain(
    parent: PDFDictionary,
    children: Sequence[int],
    entries: Sequence[PDFDictionary],
    references: Sequence[PDFObjectReference],
) -> None:
    """Siblings know one another, and their parent the first and the last."""
    parent["First"], parent["Last"] = references[children[0]], references[children[-1]]
    for one, other in pairwise(children):
        entries[one]["Next"], entries[other]["Prev"] = references[other], references[one]


def _below(parent: int, kids: dict[int, list[int]]) -> int:
    """How many entries an open parent shows."""
    return sum(1 + _below(child, kids) for child in kids.get(parent, ()))
