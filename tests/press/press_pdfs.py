"""PDFs for tests: written by hand or with reportlab, and wrapped again from the objects that were taken out of them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from unittest import mock

import pypdfium2
from PIL import Image
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from handouts.press.foreign import Foreign


def by_hand(objects: Mapping[int, bytes], *, trailer: bytes = b"", root: int = 1) -> bytes:
    """A PDF of these objects (bodies); object `root` is the catalog."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    out += b"trailer\n<< /Size %d /Root %d 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, trailer, start)
    return bytes(out)


def stream(data: bytes, entries: bytes = b"", *, packed: bool = False) -> bytes:
    if packed:
        data, entries = zlib.compress(data), entries + b" /Filter /FlateDecode"
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), entries, data)


# An F in the lower left corner: whether a page is turned or mirrored can be seen.
MARK = b"0.2 0.4 0.9 rg 110 220 20 120 re f 110 320 60 20 re f 110 270 40 15 re f 1 0 0 rg 105 205 8 8 re f\n"


def one_page(page: bytes, contents: Sequence[bytes] = (MARK,), more: Mapping[int, bytes] | None = None) -> bytes:
    """A PDF of one page; `page` are entries of its dictionary. Contents are objects 10, 11 …"""
    refs = b" ".join(b"%d 0 R" % (10 + i) for i in range(len(contents)))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R %b /Contents [%b] >>" % (page, refs),
    }
    objects |= {10 + i: text if text.startswith(b"<<") else stream(text) for i, text in enumerate(contents)}
    return by_hand(objects | dict(more or {}))


def wrapped(found: Foreign) -> bytes:
    """A PDF whose pages show the forms and nothing else; the forms' numbers must follow one another from 50 on."""
    objects: dict[int, bytes] = {50 + i: body for i, body in enumerate(found.objects)}
    next_free, kids = 50 + len(objects), []
    for page in found.pages:
        objects[next_free] = stream(b"/Fm Do")
        objects[next_free + 1] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.4f %.4f] /Contents %d 0 R "
            b"/Resources << /XObject << /Fm %d 0 R >> >> >>" % (page.width, page.height, next_free, page.number)
        )
        kids.append(b"%d 0 R" % (next_free + 1))
        next_free += 2
    objects[1] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[2] = b"<< /Type /Pages /Kids [%b] /Count %d >>" % (b" ".join(kids), len(kids))
    return by_hand(objects)


def seen(data: bytes, page: int = 0, scale: float = 1) -> Image.Image:
    """The page as PDFium shows it, without annotations, in grey."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        return pdf[page].render(scale=scale, may_draw_forms=False, draw_annots=False).to_pil().convert("L")
    finally:
        pdf.close()


@cache
@mock.patch.object(rl_config, "useA85", 1)  # another test may have changed it
def school_cover() -> bytes:
    """Two pages as a school's programs make them: text without its fonts, a picture, a link, half transparent paint."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595.28, 841.89), pageCompression=1, invariant=1)
    canvas.setTitle("A cover with a secret title")
    canvas.setFont("Helvetica-Bold", 30)
    canvas.drawString(80, 700, "SMA Contoh Melati")
    picture = Image.new("RGB", (40, 20), (200, 30, 30))
    picture.paste((20, 160, 60), (10, 5, 30, 15))
    canvas.drawImage(ImageReader(picture), 80, 500, 200, 100)
    canvas.linkURL("https://example.org/", (80, 500, 280, 600))
    canvas.bookmarkPage("start")
    canvas.showPage()
    canvas.setPageSize((841.89, 595.28))
    canvas.setFillColorRGB(0.1, 0.5, 0.7)
    canvas.circle(400, 300, 120, fill=1)
    canvas.setFillAlpha(0.4)
    canvas.rect(300, 200, 300, 150, fill=1)
    canvas.showPage()
    canvas.save()
    return out.getvalue()
