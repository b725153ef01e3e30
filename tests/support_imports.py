"""Files to import, made by the tests: Word documents, PDFs, and hostile ones of both."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Sequence
from itertools import pairwise

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas
from support import PNG

LINES = [
    "Ann Example left the town of Mill Cross on 1 May 1939, and she was never",
    "seen there again by the people of the town.",
]
_VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'


def _paragraph(inside: str) -> object:
    return parse_xml(f"<w:p {nsdecls('w')} {_VML}>{inside}</w:p>")


def word() -> bytes:
    """A document with one of everything that a teacher's document may hold."""
    document = Document()
    document.add_heading("The River", 0)
    document.add_heading("Before the bridge", 1)
    paragraph = document.add_paragraph("On 1 May 1939 ")
    paragraph.add_run("Ann").bold = True
    paragraph.add_run(" went to ")
    paragraph.add_run("Mill Cross").italic = True
    paragraph.add_run(". She came back in 1940.")
    paragraph.add_run().add_break()
    paragraph.add_run().add_break()
    paragraph.add_run("This stands below an empty line.")
    for style, texts in (("List Bullet", ("a boat", "a cart")), ("List Number", ("Read it.", "Tell it."))):
        for text in texts:
            document.add_paragraph(text, style=style)
    document.add_paragraph("A wise word.", style="Quote")
    document.add_paragraph().add_run("All in bold").bold = True
    document.add_paragraph("A paragraph below the line in bold, and long enough to be one.")
    table = document.add_table(2, 2)
    for i, row in enumerate(table.rows):
        for j, cell in enumerate(row.cells):
            cell.text = f"cell {i}{j}"
    document.add_table(1, 1).cell(0, 0).text = "A paragraph that a table only frames."
    document.add_picture(io.BytesIO(PNG))
    document.sections[0].header.paragraphs[0].text = "The head of each page"
    document.element.body.insert(
        -1,
        _paragraph(
            "<w:r><w:t>Beside the box.</w:t><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>In the box."
            "</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
            '<w:ins><w:r><w:t xml:space="preserve"> Put in.</w:t></w:r></w:ins>'
            "<w:del><w:r><w:delText> Taken out.</w:delText></w:r></w:del>"
            '<w:hyperlink><w:r><w:t xml:space="preserve"> A link.</w:t></w:r></w:hyperlink>'
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t> Secret.</w:t></w:r>"
            '<w:r><w:footnoteReference w:id="1"/></w:r>',
        ),
    )
    document.element.body.insert(
        -1,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>In a content control.</w:t></w:r></w:p>"
            "</w:sdtContent></w:sdt>"
        ),
    )
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_with(change: Callable[[bytes], bytes]) -> bytes:
    """The document with its main part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry.filename, change(data) if entry.filename == "word/document.xml" else data)
    return out.getvalue()


def word_bomb() -> bytes:
    return word_with(lambda xml: xml.replace(b"</w:body>", b" " * 100_000_000 + b"</w:body>"))


def word_entities() -> bytes:
    """A thousand million laughs."""
    names = "abcdefghij"
    declared = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    head = f'<!DOCTYPE x [<!ENTITY a "lol">{declared}]>'.encode()
    text = b"<w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p>"
    return word_with(lambda xml: xml.replace(b"<w:document", head + b"<w:document", 1).replace(b"<w:body>", text, 1))


def word_outside(path: str) -> bytes:
    """A document that asks for another file."""
    head = f'<!DOCTYPE x [<!ENTITY x SYSTEM "file://{path}">]>'.encode()
    text = b"<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p>"
    return word_with(lambda xml: xml.replace(b"<w:document", head + b"<w:document", 1).replace(b"<w:body>", text, 1))


def plain_zip(name: str = "letter.txt") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "Only a letter.")
    return out.getvalue()


def pdf(pages: Sequence[Sequence[tuple[float, float, float, str]]], font: str = "Times-Roman") -> bytes:
    """A PDF: for each page its lines as (x, y, size, text); a text that begins with ** is set in bold."""
    out = io.BytesIO()
    drawing = canvas.Canvas(out, invariant=1)
    for page in pages:
        for x, y, size, text in page:
            drawing.setFont("Times-Bold" if text.startswith("**") else font, size)
            drawing.drawString(x, y, text.removeprefix("**"))
        drawing.showPage()
    drawing.save()
    return out.getvalue()


def set_page(
    lines: Sequence[str], top: float = 750, size: float = 11, x: float = 70
) -> list[tuple[float, float, float, str]]:
    """Lines set one below the other; an empty one leaves a gap."""
    return [(x, top - 1.3 * size * i, size, line) for i, line in enumerate(lines) if line]


def small_pdf() -> bytes:
    return pdf([set_page(LINES)])


def locked_pdf(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(small_pdf())))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def scanned_pdf() -> bytes:
    out = io.BytesIO()
    drawing = canvas.Canvas(out, invariant=1)
    drawing.drawImage(ImageReader(Image.new("L", (40, 60), 200)), 50, 50, 400, 600)
    drawing.drawString(500, 20, "1")
    drawing.save()
    return out.getvalue()


def pdf_bomb() -> bytes:
    """A page whose content swells to a hundred megabytes."""
    stream = zlib.compress(b"BT /F1 12 Tf (ab) Tj ET\n" * 4_000_000, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)
    return body + b"xref\n0 6\n0000000000 65535 f \n" + table + end
