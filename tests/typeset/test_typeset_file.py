"""The file itself: the same bytes everywhere, nothing in it that should not be, reportlab as we know it."""

import hashlib
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from typeset_reading import assert_ua
from typeset_sample import A4, F4, HANDOUT, everything, sheet, t

from handouts.model import document as d
from handouts.model.document import Document
from handouts.model.press import Style
from handouts.typeset import render

HERE = Path(__file__).parent
SCRIPT = """
import hashlib, sys
sys.path[:0] = [{here!r}, {src!r}]
from typeset_sample import A4, everything
from handouts.model.press import Style
from handouts.typeset import render
print(hashlib.sha256(render(everything(), Style(), A4).data).hexdigest())
"""


def digest_elsewhere(cwd, **env):
    src = str(HERE.parents[1] / "src")
    script = SCRIPT.format(here=str(HERE), src=src)
    environment = {**os.environ, **env}
    done = subprocess.run([sys.executable, "-c", script], cwd=cwd, env=environment, capture_output=True, check=True)
    return done.stdout.decode().strip()


def test_same_bytes_in_other_processes_whatever_the_machine(tmp_path):
    here = hashlib.sha256(render(everything(), Style(), A4).data).hexdigest()
    (tmp_path / ".reportlab_settings").write_text("useA85 = 1\npdfMultiLine = 1\n", encoding="utf-8")
    hostile = {
        "HOME": str(tmp_path),
        "RL_useA85": "1",
        "RL_invariant": "0",
        "RL_pdfMultiLine": "1",
        "RL_pdfComments": "1",
        "RL_pageCompression": "0",
        "RL_ttfAsciiReadable": "1",
        "RL_canvas_basefontname": "Courier",
        "SOURCE_DATE_EPOCH": "1234567890",
        "TZ": "Asia/Jayapura",
    }
    assert digest_elsewhere(tmp_path, PYTHONHASHSEED="1") == here
    assert digest_elsewhere(tmp_path, PYTHONHASHSEED="2", **hostile) == here


def test_same_bytes_again_and_after_other_documents():
    first = render(sheet(HANDOUT), Style(), A4)
    render(everything(), Style(), F4)
    assert render(sheet(HANDOUT), Style(), A4) == first


def test_different_documents_have_different_ids():
    ids = set()
    for blocks in (HANDOUT, HANDOUT[:-1]):
        with pikepdf.open(BytesIO(render(sheet(blocks), Style(), A4).data)) as pdf:
            ids.add(bytes(pdf.trailer.ID[0]))
    assert len(ids) == 2


def test_fonts_are_embedded_subsets_and_none_is_foreign():
    data = render(everything(), Style(), A4).data
    assert b"Helvetica" not in data
    assert len(data) < 200_000
    with pikepdf.open(BytesIO(data)) as pdf:
        fonts = [obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/Font"]
        assert len(fonts) >= 6
        for font in fonts:
            assert str(font.BaseFont)[1:8].endswith("+")
            assert "/FontFile2" in font.FontDescriptor
            assert "/ToUnicode" in font


def test_metadata_is_what_was_given_and_nothing_else():
    data = render(sheet(HANDOUT, title="Judul & “kutipan” <x>"), Style(), A4).data
    with pikepdf.open(BytesIO(data)) as pdf:
        assert {key: str(value) for key, value in pdf.docinfo.items()} == {
            "/Title": "Judul & “kutipan” <x>",
            "/Producer": "handouts",
        }
        assert str(pdf.Root.Lang) == "id"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.MarkInfo.Marked
        with pdf.open_metadata() as meta:
            assert meta["dc:title"] == "Judul & “kutipan” <x>"
            assert meta["pdfuaid:part"] == "1"
            assert "dc:creator" not in meta
    data = render(sheet(HANDOUT, author="Bu Sari", subject="Sejarah"), Style(), A4).data
    with pikepdf.open(BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/Author"]) == "Bu Sari"
        assert str(pdf.docinfo["/Subject"]) == "Sejarah"
        with pdf.open_metadata() as meta:
            assert meta["dc:creator"] == ["Bu Sari"]


@pytest.mark.parametrize("language", ["", "not a language", "id", "en-GB"])
def test_language_is_always_one(language):
    data = render(Document(language, "", HANDOUT), Style(), A4).data
    assert_ua(data)
    with pikepdf.open(BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == (language if language in ("id", "en-GB") else "und")


def test_page_size_is_the_paper():
    for paper, size in ((A4, (595.28, 841.89)), (F4, (609.45, 935.43))):
        with pikepdf.open(BytesIO(render(sheet(HANDOUT), Style(), paper).data)) as pdf:
            for leaf in pdf.pages:
                assert tuple(map(float, leaf.MediaBox)) == (0, 0, *size)


def test_importing_is_light():
    script = "import sys, handouts.typeset; print('reportlab' in sys.modules, 'PIL' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1] / "src")}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True)
    assert done.stdout.decode().split() == ["False", "False"]


def test_reportlab_is_as_we_know_it():
    """What we use of reportlab beyond its manual: when this fails, read its change log before anything else."""
    from reportlab import rl_config
    from reportlab.graphics.barcode import qrencoder
    from reportlab.pdfbase import pdfdoc, ttfonts

    for name in ("invariant", "useA85", "pdfMultiLine", "pdfComments", "documentLang", "ttfAsciiReadable"):
        assert hasattr(rl_config, name)
    wanted = {"StructTreeRoot", "MarkInfo", "Metadata", "ViewerPreferences", "Outlines"}
    assert wanted <= set(pdfdoc.PDFCatalog.__NoDefault__)
    assert {"MediaBox", "Resources", "Contents", "Annots"} <= set(pdfdoc.PDFPage.__NoDefault__)
    doc = pdfdoc.PDFDocument(compression=1, invariant=1)
    assert "BasicFonts" in doc.idToObject
    assert doc.thisPageName() == "Page1"
    assert hasattr(doc, "signature")
    assert hasattr(doc, "info")
    assert hasattr(doc.Outlines, "prepare") and hasattr(doc.Outlines, "ready")
    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(qrencoder.QR8bitByte("https://contoh.example"))
    code.make()
    assert code.getModuleCount() == 25
    assert code.isDark(0, 0) and not code.isDark(7, 7)
    assert pdfdoc.PDFObjectReference("x").name == "x"
    reference = doc.Reference(pdfdoc.PDFDictionary({"A": 1}))
    number = doc.objectcounter
    assert (reference.name, doc.numberToId[number]) == (f"R{number}", f"R{number}")
    assert doc.idToObjectNumberAndVersion[reference.name] == (number, 0)
    assert pdfdoc.format(b"5 0 R", doc) == b"5 0 R"
    assert pdfdoc.PDFFile((1, 7)).strings[0].startswith(b"%PDF-1.7\n")
    assert callable(pdfdoc.PDFTrailer) and callable(pdfdoc.PDFTrueTypeFont)
    assert ttfonts.SUBSETN(1) == b"AAAAAB"
    state = ttfonts.TTFont.State(asciiReadable=False)
    assert state.subsets[0][0] == 0
    face = ttfonts.TTFontFace
    assert all(hasattr(face, name) for name in ("getCharWidth", "addSubsetObjects", "makeSubset"))


def outline(data):
    """The bookmarks of a file: (depth, words, page from 1, height), as they are listed."""
    found = []
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = {leaf.objgen: number for number, leaf in enumerate(pdf.pages, 1)}

        def walk(entry, depth):
            while entry is not None:
                found.append((depth, str(entry.Title), pages[entry.Dest[0].objgen], float(entry.Dest[3])))
                if "/First" in entry:
                    walk(entry.First, depth + 1)
                assert "/Next" not in entry or entry.Next.Prev == entry
                entry = entry.get("/Next")

        if "/Outlines" in pdf.Root:
            walk(pdf.Root.Outlines.First, 0)
            assert int(pdf.Root.Outlines.Count) == len(found)
    return found


def test_headings_are_bookmarks_of_a_document_of_several_pages():
    blocks = (
        d.Heading(1, (d.Span("Sekutu"), d.LineBreak(), d.Span("yang Terpaksa"))),
        d.ReadingPassage((d.Heading(2, t("Front Kedua")), d.PassagePara("p", "1", t("x")), d.Heading(3, t("Musim")))),
        d.PageBreak(),
        d.Columns((d.SectionHead("A", "Pilihan Ganda"), d.Question("1", t("Apa?")))),
        d.Keep((d.Heading(2, t("Penutup")), d.Para(t("x")))),
    )
    data = render(sheet(blocks), Style(), A4).data
    wanted = [(0, "Sekutu yang Terpaksa", 1), (1, "Front Kedua", 1), (2, "Musim", 1), (1, "A. Pilihan Ganda", 2)]
    assert [entry[:3] for entry in outline(data)] == [*wanted, (1, "Penutup", 2)]
    heights = [entry[3] for entry in outline(data)]
    assert heights[0] > heights[1] > heights[2] and heights[3] > heights[4]
    assert_ua(data)


def test_one_page_needs_no_bookmarks():
    assert outline(render(sheet((d.Heading(1, t("a")), d.Heading(2, t("b")))), Style(), A4).data) == []
