"""The PDF file around the pages: catalogue, metadata, page objects. Nothing of machine, user or clock goes in."""

from __future__ import annotations

import hashlib
import re
from html import escape

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFFile,
    PDFInfo,
    PDFName,
    PDFObjectReference,
    PDFPage,
    PDFStream,
    PDFString,
    PDFTrailer,
    PDFZCompress,
)
from reportlab.pdfbase.pdfdoc import format as format_object

from handouts.model.document import Document
from handouts.model.press import Style
from handouts.typeset import bookmarks
from handouts.typeset.page_syntax import number
from handouts.typeset.pen import Pen
from handouts.typeset.tagging import UNKNOWN, Annotation, Tree, language_tag

# Settings files and RL_ variables of the machine must not change the output.
SETTINGS = {
    "invariant": 1,
    "useA85": 0,
    "pdfMultiLine": 0,
    "pdfComments": 0,
    "documentLang": None,
    "ttfAsciiReadable": 0,
}
VERSION = (1, 7)
PRODUCER = "handouts"
DUPLEX: dict[str, str] = {"long": "DuplexFlipLongEdge", "short": "DuplexFlipShortEdge"}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{fields}<pdf:Producer>{producer}</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


class _Page(PDFPage):  # type: ignore[misc]
    __NoDefault__ = (*PDFPage.__NoDefault__, "StructParents", "Tabs")


class Info(PDFInfo):  # type: ignore[misc]
    """The information dictionary without dates and without empty entries."""

    def format(self, document: PDFDocument) -> bytes:
        """Title, author, subject and producer."""
        fields = {"Title": self.title, "Author": self.author, "Subject": self.subject, "Producer": PRODUCER}
        entries = PDFDictionary({key: PDFString(text) for key, text in fields.items() if text})
        formatted: bytes = entries.format(document)
        return formatted


class _File(PDFDocument):  # type: ignore[misc]
    """A document put together in one pass: as reportlab does it, without its detours for each object."""

    def format(self) -> bytes:
        """The file's bytes. Objects that are bytes already (`tagging`) go in as they are."""
        parts: list[bytes] = list(PDFFile(self._pdfVersion).strings)
        at = sum(map(len, parts))
        offsets = ["0000000000 65535 f "]
        number = 1
        while number in self.numberToId:  # writing an object may add others
            held = self.idToObject[self.numberToId[number]]
            content = held if type(held) is bytes else format_object(held, self, toplevel=1)
            part = b"%d 0 obj\n%s%sendobj\n" % (number, content, b"" if content.endswith(b"\n") else b"\n")
            offsets.append(f"{at:010d} 00000 n ")
            parts.append(part)
            at += len(part)
            number += 1
        parts.append("\n".join(["xref", f"0 {number}", *offsets, ""]).encode("ascii"))
        root, info = self.Reference(self.Catalog), self.Reference(self.info)
        parts.append(PDFTrailer(at, Size=number, Root=root, Info=info, ID=self.ID()).format(self))
        return b"".join(parts)


class PdfFile:
    """A document being written: begin_page, draw with `pen`, end_page; finish gives the bytes."""

    def __init__(self, document: Document, tree: Tree, style: Style) -> None:
        for name, value in SETTINGS.items():
            setattr(rl_config, name, value)
        self._meta = document
        self._duplex = _duplex(document, style)
        self._tree = tree
        self._names: list[str] = []
        self._images: dict[str, str] = {}
        self._digest = hashlib.sha256()
        self.doc = _File(compression=1, invariant=1, pdfVersion=VERSION, lang=_language(document))
        self.pen = Pen(self.doc, tree, style.black_only)

    def begin_page(self) -> None:
        """A new page; draw on `pen`."""
        self.pen.new_page()

    def end_page(self, width: float, height: float) -> None:
        """Close the page; its size in points."""
        self.pen.end()
        page = _Page()
        page.MediaBox = PDFArray([_tidy(v) for v in (0, 0, width, height)])
        content = "\n".join([*self.pen.ops, ""]).encode("latin-1")
        self._digest.update(content)
        page.Contents = PDFStream(content=content, filters=[PDFZCompress])
        page.Resources = PDFDictionary({"Font": PDFObjectReference("BasicFonts")})
        if self.pen.images:
            names = sorted(set(self.pen.images))
            page.Resources["XObject"] = PDFDictionary({name: PDFObjectReference(name) for name in names})
        if self.pen.annotations:
            page.Annots = PDFArray([annotation.reference for annotation in self.pen.annotations])
            self._digest.update("\n".join(annotation.href for annotation in self.pen.annotations).encode())
        page.StructParents = len(self._names)
        page.Tabs = PDFName("S")
        self._names.append(self.doc.thisPageName())
        self.doc.addPage(page)

    def picture(self, stream: bytes, entries: dict[str, str | int]) -> str:
        """Store encoded picture data once; returns the name to draw it by. Text entries are PDF names."""
        key = hashlib.sha256(stream).hexdigest()
        if key not in self._images:
            name = self._images[key] = f"Im{len(self._images) + 1}"
            self._digest.update(stream)
            values = {k: PDFName(v) if isinstance(v, str) else v for k, v in entries.items()}
            self.doc.Reference(PDFStream(PDFDictionary(values), stream), name)
        return self._images[key]

    def finish(self) -> bytes:
        """Write structure and metadata, and the whole as bytes."""
        doc, meta = self.doc, self._meta
        for annotation, _ in self._tree.links:
            self._lead(annotation)
        self._tree.write(doc, self._names)
        bookmarks.write(doc, self.pen.bookmarks, self._names)
        doc.info = Info()
        doc.info.title, doc.info.author, doc.info.subject = map(clean, (_title(meta), meta.author, meta.subject))
        doc.Catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
        if self._duplex:
            doc.Catalog.ViewerPreferences["Duplex"] = PDFName(self._duplex)
        packet = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
        doc.Catalog.Metadata = PDFStream(packet, _xmp(meta).encode("utf-8"))
        doc.signature = hashlib.md5(self._digest.digest(), usedforsecurity=False)
        data: bytes = doc.GetPDFData(None)
        return data

    def _lead(self, annotation: Annotation) -> None:
        """Where a link leads: an address, or a place in this document."""
        href = annotation.href
        if href.startswith("#"):
            page, top = self.pen.anchors.get(href[1:], (0, 0.0))
            place = [PDFObjectReference(self._names[page]), PDFName("XYZ"), "null", _tidy(top), "null"]
            annotation.entry["Dest"] = PDFArray(place)
        else:
            action = PDFDictionary({"Type": PDFName("Action"), "S": PDFName("URI"), "URI": PDFString(href)})
            annotation.entry["A"] = action


def _duplex(document: Document, style: Style) -> str:
    """What the file asks of the printer: cards whose backs must meet their fronts need both sides in any case."""
    if document.one_sided:
        return "Simplex"
    if document.flip:
        return DUPLEX[document.flip]
    if style.duplex is None:
        return ""
    return DUPLEX["short" if document.landscape else "long"] if style.duplex else "Simplex"


def _tidy(value: float) -> float:
    return float(number(value))


def clean(text: str) -> str:
    """The text without characters that metadata must not hold."""
    return _NOT_XML.sub("", text)


def _language(meta: Document) -> str:
    return language_tag(meta.language) or UNKNOWN


def _title(meta: Document) -> str:
    return meta.title.strip() or meta.footer.left.strip() or "—"


def _xmp(meta: Document) -> str:
    title = escape(clean(_title(meta)), quote=False)
    fields = f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>\n'
    if meta.author:
        fields += (
            f"<dc:creator><rdf:Seq><rdf:li>{escape(clean(meta.author), quote=False)}</rdf:li></rdf:Seq></dc:creator>\n"
        )
    if meta.subject:
        text = escape(clean(meta.subject), quote=False)
        fields += f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{text}</rdf:li></rdf:Alt></dc:description>\n'
    fields += f"<dc:language><rdf:Bag><rdf:li>{_language(meta)}</rdf:li></rdf:Bag></dc:language>\n"
    return _XMP.format(fields=fields, producer=PRODUCER)
