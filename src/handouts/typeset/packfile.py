"""The file of a class: pages laid out once, placed on sides of paper, each copy with the stamps of its pupil.

A pupil's page costs a page object and a short stream, whatever stands on the sheet. The file is for printing: it is not
tagged, and nothing of a pupil stands in its metadata or outline.
"""

from __future__ import annotations

import hashlib
from collections import Counter

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObject,
    PDFPages,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from handouts.model.imposition import Placed, Side
from handouts.model.stamping import FIRST_OBJECT, PackFile
from handouts.typeset import bookmarks
from handouts.typeset.bookmarks import Bookmark
from handouts.typeset.faces import FontBook
from handouts.typeset.packed_objects import PackedDocument
from handouts.typeset.page_syntax import number
from handouts.typeset.pdffile import DUPLEX, SETTINGS, VERSION, Info, clean
from handouts.typeset.stamps import Stamper

_UPRIGHT = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_MARK = "0 G 0.3 w"
_COMPRESSED_FROM = 400  # bytes; shorter streams do not gain by it


class _Raw(PDFObject):  # type: ignore[misc]
    """An object whose bytes are known."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def format(self, document: PDFDocument) -> bytes:
        """The bytes."""
        return self._content


class _Pages(PDFPages):  # type: ignore[misc]
    """The list of pages. They inherit its resources, and its size unless they have their own."""

    def __init__(self, size: str, resources: int) -> None:
        super().__init__()
        self._size = size
        self._resources = resources

    def format(self, document: PDFDocument) -> bytes:
        """The list as an object."""
        numbers = document.idToObjectNumberAndVersion
        kids = " ".join(f"{numbers[page.name][0]} 0 R" for page in self.pages)
        inherited = f"/MediaBox [0 0 {self._size}] /Resources {self._resources} 0 R"
        return f"<< /Type /Pages /Count {len(self.pages)} {inherited} /Kids [{kids}] >>".encode()


class _File:
    """A file in the making. The objects of the plates come first, under the numbers that they refer to."""

    def __init__(self, job: PackFile) -> None:
        for name, value in SETTINGS.items():
            setattr(rl_config, name, value)
        self._job = job
        self.doc = PackedDocument(compression=1, invariant=1, pdfVersion=VERSION, lang=job.language)
        self._digest = hashlib.sha256(job.title.encode())
        for offset, content in enumerate(job.plates.objects):
            self._digest.update(content)
            self._add(content, FIRST_OBJECT + offset)
        self._stamper = Stamper(self.doc, FontBook(job.style))
        forms = " ".join(f"/P{i} {page.form} 0 R" for i, page in enumerate(job.plates.pages))
        fonts = self.doc.idToObjectNumberAndVersion["BasicFonts"][0]
        resources = self._add(f"<< /XObject << {forms} >> /Font {fonts} 0 R >>".encode())
        sizes = Counter(map(_size, job.sides))
        self._usual = max(sizes, key=lambda size: (sizes[size], size))
        self.doc.Pages = self.doc.Catalog.Pages = _Pages(self._usual, resources)
        self._parent = self._number(self.doc.Pages)
        self._names: list[str] = []

    def _add(self, content: bytes, wanted: int = 0) -> int:
        found = self._number(_Raw(content))
        if wanted and found != wanted:
            raise AssertionError(f"object {found} instead of {wanted}")
        return found

    def _number(self, obj: PDFObject) -> int:
        reference = self.doc.Reference(obj)
        found: int = self.doc.idToObjectNumberAndVersion[reference.name][0]
        return found

    def side(self, side: Side) -> None:
        """A page of the file."""
        parts = [self._placed(placed) for placed in side.placed]
        if side.marks:
            lines = (f"{number(a)} {number(b)} m {number(c)} {number(d)} l S" for a, b, c, d in side.marks)
            parts.append("\n".join(["q", _MARK, *lines, "Q"]))
        content = "\n".join(parts).encode("latin-1")
        self._digest.update(content)
        own = "" if _size(side) == self._usual else f" /MediaBox [0 0 {_size(side)}]"
        held = f" /Contents {self._stream(content)} 0 R" if content else ""
        page = _Raw(f"<< /Type /Page /Parent {self._parent} 0 R{own}{held} >>".encode())
        name = self.doc.thisPageName()
        self._names.append(name)
        self.doc.pageCounter += 1
        self.doc.Pages.addPage(self.doc.Reference(page, name))

    def _stream(self, content: bytes) -> int:
        if len(content) >= _COMPRESSED_FROM:
            return self._number(PDFStream(content=content, filters=[PDFZCompress]))
        return self._add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))

    def _placed(self, placed: Placed) -> str:
        page = self._job.pages[placed.page]
        # Fonts number their characters in turn: other names may have the same codes.
        self._digest.update("\n".join(stamp.text + stamp.tail + stamp.mark for stamp in page.stamps).encode())
        words = [self._stamper.ops(stamp) for stamp in page.stamps]
        inside = "\n".join([f"/P{page.plate} Do", *words])
        if placed.matrix == _UPRIGHT:
            return inside
        return f"q {' '.join(map(_exact, placed.matrix))} cm\n{inside}\nQ"

    def finish(self) -> bytes:
        """The whole as bytes."""
        doc, job = self.doc, self._job
        marks = [Bookmark(1, words, index, job.sides[index].height) for words, index in job.entries]
        bookmarks.write(doc, marks, self._names)
        doc.info = Info()
        doc.info.title, doc.info.author, doc.info.subject = clean(job.title), "", ""
        preferences = PDFDictionary({"DisplayDocTitle": "true", "PrintScaling": PDFName("None")})
        preferences["Duplex"] = PDFName(DUPLEX[job.flip] if job.flip else "Simplex")
        doc.Catalog.ViewerPreferences = preferences
        if job.labels:
            nums: list[object] = []
            for index, prefix in job.labels:
                entry = PDFDictionary({"S": PDFName("D"), "P": PDFString(prefix)})
                nums += [index, entry]
            doc.Catalog.PageLabels = PDFDictionary({"Nums": PDFArray(nums)})
        if job.entries:
            doc.Catalog.PageMode = PDFName("UseOutlines")
        doc.signature = hashlib.md5(self._digest.digest(), usedforsecurity=False)
        data: bytes = doc.GetPDFData(None)
        return data


def write_pack(job: PackFile) -> bytes:
    """The file of a class as bytes. The same job gives the same bytes."""
    file = _File(job)
    for side in job.sides:
        file.side(side)
    return file.finish()


def _size(side: Side) -> str:
    return f"{number(side.width)} {number(side.height)}"


def _exact(value: float) -> str:
    """An operand of a matrix: scales and turns need more digits than places do."""
    return f"{value:.6f}".rstrip("0").rstrip(".") or "0"
