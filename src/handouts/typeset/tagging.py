"""The structure tree of a tagged PDF: in story order, whatever the order in which things are drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from reportlab.lib.rl_accel import fp_str
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
        root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        reference = doc.Reference(root)
        numbers = doc.idToObjectNumberAndVersion
        writer = _Writer(doc, [numbers[name][0] for name in page_names])
        root["K"] = PDFArray([writer.reference(writer.write(self.root, numbers[reference.name][0]))])
        nums: list[object] = []
        for number, owners in enumerate(self._pages):
            nums += [number, writer.reference(writer.held(_references(writer.written[id(elem)] for elem in owners)))]
        for number, (annotation, elem) in enumerate(self.links, len(self._pages)):
            annotation.entry["StructParent"] = number
            nums += [number, writer.reference(writer.written[id(elem)])]
        root["ParentTree"] = doc.Reference(PDFDictionary({"Nums": PDFArray(nums)}))
        root["ParentTreeNextKey"] = len(self._pages) + len(self.links)
        doc.Catalog.StructTreeRoot = reference
        doc.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})


def _in_lines(parts: Sequence[bytes], most: int) -> bytes:
    """The parts, no more than `most` on a line, as reportlab breaks them."""
    if len(parts) <= most:
        return b" ".join(parts)
    return b" \n  ".join(b" ".join(parts[first : first + most]) for first in range(0, len(parts), most))


def in_brackets(parts: Sequence[bytes]) -> bytes:
    """An array of values that are in file syntax."""
    return b"[ %s ]" % _in_lines(parts, _ITEMS)


def _references(numbers: Iterable[int]) -> bytes:
    return in_brackets([b"%d 0 R" % number for number in numbers])


def _empty(elem: Elem) -> bool:
    return not elem.needed and all(isinstance(kid, Elem) and _empty(kid) for kid in elem.kids)


@cache
def _name(words: str) -> bytes:
    """A role, or a name or value of an attribute: there are few."""
    name: str = PDFName(words)
    return name.encode("ascii")


def _attributes(values: Attributes) -> bytes:
    parts = [_name(key) + b" " + _value(values[key]) for key in sorted(values)]
    return b"<<\n%s\n>>" % _in_lines(parts, _ENTRIES)


def _value(value: str | int | list[float]) -> bytes:
    if isinstance(value, str):
        return _name(value)
    if isinstance(value, list):
        return in_brackets([fp_str(number).encode("ascii") for number in value])
    return b"%d" % value


class _Writer:
    """Writes elements straight in file syntax: a document has hundreds, and reportlab's objects cost much for each.

    `pages` are the numbers of the page objects; `written` those of the elements, by id.
    """

    def __init__(self, doc: PDFDocument, pages: list[int]) -> None:
        self._doc = doc
        self._pages = pages
        self.written: dict[int, int] = {}

    def _reserve(self) -> int:
        """The next object number of the document."""
        doc = self._doc
        number: int = doc.objectcounter + 1
        doc.objectcounter = number
        name = f"R{number}"
        doc.numberToId[number] = name
        doc.idToObjectNumberAndVersion[name] = (number, 0)
        return number

    def held(self, content: bytes) -> int:
        """Make an object of the content; returns its number."""
        number = self._reserve()
        self._doc.idToObject[f"R{number}"] = content
        return number

    def reference(self, number: int) -> PDFObjectReference:
        """What reportlab's objects refer to a written one by."""
        return PDFObjectReference(f"R{number}")

    def write(self, elem: Elem, parent: int) -> int:
        """Write an element and what is below it; returns its number. Entries stand in alphabetical order."""
        self.written[id(elem)] = number = self._reserve()
        doc = self._doc
        home = next((kid[0] for kid in elem.kids if type(kid) is tuple), None)
        kids = in_brackets(
            [self._kid(kid, number, home) for kid in elem.kids if type(kid) is not Elem or not _empty(kid)]
        )
        parts = [b"/A " + _attributes(elem.attributes)] if elem.attributes else []
        if elem.alt:
            parts.append(b"/Alt " + format_object(PDFString(elem.alt), doc))
        parts += (b"/K " + kids, b"/P %d 0 R" % parent)
        if home is not None:
            parts.append(b"/Pg %d 0 R" % self._pages[home])
        parts.append(b"/S " + _name(elem.role))
        if elem.title:
            parts.append(b"/T " + format_object(PDFString(elem.title), doc))
        parts.append(b"/Type /StructElem")
        doc.idToObject[f"R{number}"] = b"<<\n%s\n>>" % _in_lines(parts, _ENTRIES)
        return number

    def _kid(self, kid: Elem | tuple[int, int] | Annotation, number: int, home: int | None) -> bytes:
        """An entry of the kids of element `number`, most of whose content is on page `home`."""
        if isinstance(kid, Elem):
            return b"%d 0 R" % self.write(kid, number)
        if isinstance(kid, Annotation):
            linked = self._doc.idToObjectNumberAndVersion[kid.reference.name][0]
            return b"<<\n/Obj %d 0 R /Pg %d 0 R /Type /OBJR\n>>" % (linked, self._pages[kid.page])
        if kid[0] == home:
            return b"%d" % kid[1]
        return b"<<\n/MCID %d /Pg %d 0 R /Type /MCR\n>>" % (kid[1], self._pages[kid[0]])
