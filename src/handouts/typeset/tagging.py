"""The structure tree of a tagged PDF: in story order, whatever the order in which things are drawn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObjectReference,
    PDFString,
)
from reportlab.pdfbase.pdfdoc import format as format_object

Attributes = dict[str, str | int | list[float]]

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
UNKNOWN = "und"
_ENTRIES, _ITEMS = 6, 10  # on a line of the file


def language_tag(lang: str) -> str:
    """`lang` if it has the form of a language tag (id, en-GB), else ""."""
    return lang if _TAG.fullmatch(lang) else ""


@dataclass(eq=False, slots=True)
class Annotation:
    """The place of a link on a page (from 0). `entry` is its dictionary, complete once the last page is drawn."""

    page: int
    href: str
    entry: PDFDictionary
    reference: PDFObjectReference


@dataclass(eq=False, slots=True)
class Elem:
    """A structure element. `kids` are elements, (page, mcid) for content on a page, or annotations of links.

    `alt` and `title` are texts; `attributes` is its /A dictionary (owner under "O"; strings there are names).
    An empty element is left out of the file unless `needed`.
    """

    role: str
    parent: Elem | None = None
    alt: str = ""
    title: str = ""
    attributes: Attributes = field(default_factory=dict)
    needed: bool = False
    attached: bool = True
    kids: list[Elem | tuple[int, int] | Annotation] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.parent is not None and self.attached:
            self.parent.kids.append(self)

    def twin(self) -> Elem:
        """Another element of the same kind right behind this one: for what goes on on another page."""
        other = replace(self, attached=False, kids=[], attributes=dict(self.attributes))
        other.attached = True
        if self.parent is not None:
            self.parent.kids.insert(self.parent.kids.index(self) + 1, other)
        return other

    def attach(self) -> None:
        """Join the parent's children now: for inline elements, whose place is where they are drawn."""
        if not self.attached and self.parent is not None:
            self.parent.kids.append(self)
            self.attached = True


class Tree:
    """A document's structure and the marked content that belongs to it."""

    def __init__(self) -> None:
        self.root = Elem("Document", needed=True)
        self._pages: list[list[Elem]] = []
        self.links: list[tuple[Annotation, Elem]] = []

    def new_page(self) -> None:
        """Start counting marked content for the next page."""
        self._pages.append([])

    @property
    def page(self) -> int:
        """The page being drawn, from 0."""
        return len(self._pages) - 1

    def mark(self, elem: Elem) -> int:
        """Give `elem` a piece of marked content on the current page; returns its id there."""
        elem.attach()
        owners = self._pages[-1]
        owners.append(elem)
        elem.kids.append((self.page, len(owners) - 1))
        return len(owners) - 1

    def link(self, elem: Elem, annotation: Annotation) -> None:
        """Let a link's element own its place on the page."""
        elem.kids.append(annotation)
        self.links.append((annotation, elem))

    def write(self, doc: PDFDocument, page_names: list[str]) -> None:
        """Put the tree into the document's catalogue. `page_names` are reportlab's names of the pages, in order."""
        pages = [PDFObjectReference(name) for name in page_names]
        root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        reference = doc.Reference(root)
        written: dict[int, PDFObjectReference] = {}
        root["K"] = PDFArray([_write(doc, self.root, reference, pages, written)])
        nums: list[object] = []
        for number, owners in enumerate(self._pages):
            nums += [number, doc.Reference(_Kids([written[id(elem)] for elem in owners]))]
        for number, (annotation, elem) in enumerate(self.links, len(self._pages)):
            annotation.entry["StructParent"] = number
            nums += [number, written[id(elem)]]
        root["ParentTree"] = doc.Reference(PDFDictionary({"Nums": PDFArray(nums)}))
        root["ParentTreeNextKey"] = len(self._pages) + len(self.links)
        doc.Catalog.StructTreeRoot = reference
        doc.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})


def _written(value: object, doc: PDFDocument) -> bytes:
    """A value in file syntax; references and names, of which a tree has thousands, without reportlab's detours."""
    if isinstance(value, PDFObjectReference):
        return b"%d %d R" % doc.idToObjectNumberAndVersion[value.name]
    if type(value) is int:
        return b"%d" % value
    if type(value) is str:
        return value.encode("ascii")
    written: bytes = format_object(value, doc)
    return written


def _in_lines(parts: list[bytes], most: int) -> bytes:
    """The parts, no more than `most` on a line, as reportlab breaks them."""
    return b" \n  ".join(b" ".join(parts[first : first + most]) for first in range(0, len(parts), most))


class _Entry(PDFDictionary):  # type: ignore[misc]
    """A dictionary of the structure tree."""

    def format(self, document: PDFDocument, IND: bytes = b"") -> bytes:
        held = self.dict
        parts = [b"/%s %s" % (key.encode("ascii"), _written(held[key], document)) for key in sorted(held)]
        return b"<<\n%s\n>>" % _in_lines(parts, _ENTRIES)


class _Kids(PDFArray):  # type: ignore[misc]
    """A list of the structure tree."""

    def format(self, document: PDFDocument, IND: bytes = b"") -> bytes:
        return b"[ %s ]" % _in_lines([_written(kid, document) for kid in self.sequence], _ITEMS)


def _empty(elem: Elem) -> bool:
    return not elem.needed and all(isinstance(kid, Elem) and _empty(kid) for kid in elem.kids)


def _attributes(values: Mapping[str, str | int | list[float]]) -> PDFDictionary:
    return PDFDictionary({key: _value(value) for key, value in values.items()})


def _value(value: str | int | list[float]) -> object:
    if isinstance(value, str):
        return PDFName(value)
    return PDFArray(value) if isinstance(value, list) else value


def _write(
    doc: PDFDocument,
    elem: Elem,
    parent: PDFObjectReference,
    pages: list[PDFObjectReference],
    written: dict[int, PDFObjectReference],
) -> PDFObjectReference:
    entry = _Entry({"Type": "/StructElem", "S": PDFName(elem.role), "P": parent})
    written[id(elem)] = reference = doc.Reference(entry)
    for key, text in (("Alt", elem.alt), ("T", elem.title)):
        if text:
            entry[key] = PDFString(text)
    if elem.attributes:
        entry["A"] = _attributes(elem.attributes)
    home = next((kid[0] for kid in elem.kids if isinstance(kid, tuple)), None)
    if home is not None:
        entry["Pg"] = pages[home]
    kids: list[object] = []
    for kid in elem.kids:
        if isinstance(kid, Elem):
            if not _empty(kid):
                kids.append(_write(doc, kid, reference, pages, written))
        elif isinstance(kid, Annotation):
            kids.append(_Entry({"Type": "/OBJR", "Pg": pages[kid.page], "Obj": kid.reference}))
        elif kid[0] == home:
            kids.append(kid[1])
        else:
            kids.append(_Entry({"Type": "/MCR", "Pg": pages[kid[0]], "MCID": kid[1]}))
    entry["K"] = _Kids(kids)
    return reference
