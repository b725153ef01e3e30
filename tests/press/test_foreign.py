"""Pages taken out of other PDFs look as they did there, upright and cut as there, and bring nothing else along."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from unittest import mock

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageStat
from press_pdfs import MARK, by_hand, one_page, school_cover, seen, stream, wrapped
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from handouts.errors import ContentError
from handouts.press.foreign import Foreign, read_foreign
from handouts.press.foreign_pages import carry

BOX = b"/MediaBox [100 200 400 700]"


def take(data: bytes, *, apart: bool = False) -> Foreign:
    """What is taken from the file; in a process of its own only where that matters, since starting one takes time."""
    if apart:
        return read_foreign(data, "cover.pdf", 50)
    with mock.patch("handouts.press.foreign.run_apart", lambda _function, *given, seconds: carry(*given)):
        return read_foreign(data, "cover.pdf", 50)


def difference(a: Image.Image, b: Image.Image) -> float:
    """The mean difference of two pictures, in grey levels."""
    assert abs(a.width - b.width) <= 1 and abs(a.height - b.height) <= 1
    size = min(a.width, b.width), min(a.height, b.height)
    return ImageStat.Stat(ImageChops.difference(a.crop((0, 0, *size)), b.crop((0, 0, *size)))).mean[0]


def assert_same_look(data: bytes, unit: int = 1) -> Foreign:
    """PDFium knows no user unit."""
    found = take(data)
    again = wrapped(found)
    assert pikepdf.open(io.BytesIO(again)).check_pdf_syntax() == []
    for number in range(len(found.pages)):
        before = seen(data, number, unit)
        assert ImageStat.Stat(before).extrema[0][0] < 200, "an empty page shows nothing"
        assert difference(before, seen(again, number)) < 0.3
    return found


@pytest.mark.parametrize("turn", [0, 90, 180, 270, -90, 450])
@pytest.mark.parametrize("crop", [b"", b"/CropBox [105 205 300 500]", b"/CropBox [0 0 250 9999]"])
def test_a_turned_and_cropped_page_stands_upright(turn: int, crop: bytes) -> None:
    (page,) = assert_same_look(one_page(BOX + crop + b" /Rotate %d" % turn)).pages
    upright = {b"": (300, 500), b"/CropBox [105 205 300 500]": (195, 295), b"/CropBox [0 0 250 9999]": (150, 500)}[crop]
    assert (page.width, page.height) == (upright if turn % 180 == 0 else upright[::-1])


def test_the_user_unit_makes_a_page_larger() -> None:
    (page,) = assert_same_look(one_page(BOX + b" /UserUnit 2 /Rotate 90"), 2).pages
    assert (page.width, page.height) == (1000, 600)


def test_box_turn_and_resources_may_come_from_the_tree() -> None:
    data = by_hand(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [4 0 R] /Count 1 /Rotate 90 /MediaBox [0 0 300 400]"
            b" /Resources << /ExtGState << /G << /ca 0.5 >> >> >> >>",
            4: b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 2 0 R >>",
            3: b"<< /Type /Page /Parent 4 0 R /Contents 5 0 R >>",
            5: stream(b"/G gs " + MARK),
        }
    )
    (page,) = assert_same_look(data).pages
    assert (page.width, page.height) == (400, 300)


def test_a_page_without_a_size_is_letter() -> None:
    (page,) = assert_same_look(one_page(b"")).pages
    assert (page.width, page.height) == (612, 792)


def test_a_page_without_contents_is_an_empty_form() -> None:
    found = take(one_page(BOX, ()))
    assert len(found.objects) == 1
    assert ImageStat.Stat(seen(wrapped(found))).extrema == [(255, 255)]


def test_contents_in_pieces_are_one_stream() -> None:
    """Even where a number and its operator stand in two of them."""
    pieces = [b"1 0 0 rg q", stream(b"110 220 100 100", packed=True), b"re f", b"Q", MARK]
    found = assert_same_look(one_page(BOX, pieces))
    assert len(found.objects) == 1


def test_one_stream_stays_as_it_is_encoded() -> None:
    packed = stream(MARK * 50, packed=True)
    found = take(one_page(BOX, [packed]))
    assert zlib.compress(MARK * 50) in found.objects[0]


def test_a_cover_of_a_school_looks_the_same() -> None:
    found = assert_same_look(school_cover())
    assert [(page.width, page.height) for page in found.pages] == [(595.28, 841.89), (841.89, 595.28)]
    assert [page.number for page in found.pages] == [50, 51]
    pdf = PdfReader(io.BytesIO(wrapped(found)))
    assert "SMA Contoh Melati" in pdf.pages[0].extract_text()
    assert [note.code for note in found.notes] == ["foreign-fonts"]
    assert found.notes[0].data["fonts"] == "Helvetica, Helvetica-Bold"


def test_objects_packed_together_are_found() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(school_cover())) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=True)
    assert len(assert_same_look(out.getvalue()).objects) == 6


def test_names_and_strings_keep_their_bytes() -> None:
    """A font under a name that is no UTF-8, and a palette with every kind of byte."""
    palette = b"(" + b"".join(b"\\%03o" % byte for byte in b"\xff\xfe\x00\x80\x28\x29\x5c\x0d\xa0\x00\x30\x01") + b")"
    page = (
        BOX + b" /Resources << /XObject << /B#E9#20x 20 0 R >> /ColorSpace << /C#C3#A9 21 0 R >>"
        b" /Pattern << /Parent << /PatternType 1 >> >> >>"
    )
    picture = stream(b"\x00\x01\x02\x03", b"/Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace 21 0 R")
    more = {20: picture, 21: b"[/Indexed /DeviceRGB 3 %b]" % palette}
    found = assert_same_look(one_page(page, [b"q 200 0 0 300 120 250 cm /B#E9#20x Do Q " + MARK], more))
    text = b"\n".join(found.objects)
    assert b"/B#E9#20x" in text and b"/C#C3#A9" in text and b"/Parent << " in text
    assert b"fffe008028295c0da0003001" in text


def test_shared_things_come_once_and_numbers_follow_one_another() -> None:
    out = io.BytesIO()
    writer = PdfWriter()
    for _ in range(3):
        writer.append(io.BytesIO(school_cover()))
    writer.write(out)
    found = read_foreign(out.getvalue(), "cover.pdf", 1000)
    assert [page.number for page in found.pages] == list(range(1000, 1006))
    numbers = {int(n) for body in found.objects for n in re.findall(rb"(\d+) 0 R", body.partition(b"stream")[0])}
    assert numbers
    assert numbers <= set(range(1000, 1000 + len(found.objects)))
    assert found == read_foreign(out.getvalue(), "cover.pdf", 1000)  # the other process has another order of hashes


LOADED = by_hand(
    {
        1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction 30 0 R /AcroForm << /Fields [31 0 R] >> /Metadata 33 0 R"
        b" /Names << /EmbeddedFiles << /Names [(leak.txt) 32 0 R] >> /JavaScript << /Names [(a) 30 0 R] >> >>"
        b" /OCProperties << /OCGs [34 0 R] /D << /OFF [34 0 R] >> >> /StructTreeRoot 35 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [100 200 400 700] /Contents 10 0 R /StructParents 0"
        b" /AA << /O 30 0 R >> /Annots [31 0 R 36 0 R 37 0 R] /Thumb 38 0 R /PieceInfo << /X << /Private (secret) >> >>"
        b" /Resources << /XObject << /Fm 20 0 R /Ps 21 0 R /Ext 22 0 R >> /Properties << /L 34 0 R >> >> >>",
        10: stream(b"/OC /L BDC " + MARK + b"EMC /Fm Do /Ext Do"),
        20: stream(
            b"0 g 150 400 50 50 re f",
            b"/Type /XObject /Subtype /Form /BBox [0 0 900 900] /OC 34 0 R /StructParent 4 /PieceInfo << /Y (secret) >>"
            b" /Ref << /F (other.pdf) /Page 0 >> /AF [32 0 R] /Metadata 33 0 R /Resources << /Font << /F1 39 0 R >> >>",
        ),
        21: stream(b"(secret) print", b"/Type /XObject /Subtype /PS"),
        22: stream(
            b"secret",
            b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8"
            b" /ColorSpace /DeviceGray /F 32 0 R /FFilter /FlateDecode",
        ),
        30: b"<< /Type /Action /S /JavaScript /JS (app.alert\\(secret\\)) >>",
        31: b"<< /Type /Annot /Subtype /Widget /FT /Tx /V (secret) /Rect [1 1 9 9] /P 3 0 R /A 30 0 R >>",
        32: b"<< /Type /Filespec /F (secret.txt) /EF << /F 33 0 R >> >>",
        33: stream(b"secret", b"/Type /Metadata"),
        34: b"<< /Type /OCG /Name (secret layer) >>",
        35: b"<< /Type /StructTreeRoot /K (secret) >>",
        36: b"<< /Type /Annot /Subtype /Link /Rect [1 1 9 9] >>",
        37: b"<< /Type /Annot /Subtype /Text /F 2 /Rect [1 1 9 9] /Contents (secret) >>",
        38: stream(b"secret"),
        39: b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 65"
        b" /LastChar 65 /Widths [9] /Encoding << /Differences [65 /Metadata] >> /CharProcs << /Metadata 40 0 R >> >>",
        40: stream(b"9 0 d0"),
    }
)


def test_nothing_but_what_leaves_marks_on_paper_comes_along() -> None:
    found = take(LOADED)
    text = b"\n".join(found.objects)
    assert b"secret" not in text
    assert b"secret".hex().encode() not in text
    # /OC stands in the content of the page
    assert set(re.findall(rb"/[A-Za-z]+[0-9]*", text)) == set(
        b"/Type /XObject /Subtype /Form /BBox /Matrix /Resources /Length /Fm /Ps /Ext /Properties /L /OC /Font /F1"
        b" /Image /Width /Height /BitsPerComponent /ColorSpace /DeviceGray /Type3 /FontBBox /FontMatrix /FirstChar"
        b" /LastChar /Widths /Encoding /Differences /Metadata /CharProcs".split()
    )
    # a glyph may have any name, also one of a key that is left behind
    assert b"/CharProcs << /Metadata " in text
    assert [(note.code, dict(note.data)) for note in found.notes] == [
        ("foreign-annotations", {"count": 1}),
        ("foreign-layers", {}),
    ]
    assert ImageStat.Stat(seen(wrapped(found))).extrema[0][0] < 50


def test_embedded_fonts_bring_no_note() -> None:
    descriptor = b"<< /Type /FontDescriptor /FontName /ABCDEF+Own /FontFile2 41 0 R >>"
    font = b"<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Own /FontDescriptor %b >>"
    page = BOX + b" /Resources << /Font << /F 39 0 R >> >>"
    with_file = one_page(page, more={39: font % b"40 0 R", 40: descriptor, 41: stream(b"no real font")})
    without = one_page(page, more={39: font % b"40 0 R", 40: descriptor.replace(b"/FontFile2 41 0 R", b"")})
    assert take(with_file).notes == ()
    assert [dict(note.data) for note in take(without).notes] == [{"fonts": "Own"}]


def packed_with(change: Callable[[bytes], bytes]) -> bytes:
    data = change(zlib.compress(MARK * 30))
    return one_page(BOX, [b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(data), data)])


@pytest.mark.parametrize(
    "change", [lambda d: d[:-4], lambda d: d[:-2], lambda d: d + b"\r\n", lambda d: d + b"garbage"]
)
def test_packed_contents_may_lack_their_checksum_or_have_something_behind(change: Callable[[bytes], bytes]) -> None:
    assert len(take(packed_with(change)).pages) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d[:-9],
        lambda d: d[:20] + b"?" + d[21:],
        lambda d: d[:-4] + b"abcd",
        lambda d: b"?" + d[1:],
        lambda d: b"",
    ],
)
def test_packed_contents_that_are_not_whole_are_refused(change: Callable[[bytes], bytes]) -> None:
    """Viewers show the part that they can unpack."""
    with pytest.raises(ContentError) as raising:
        take(packed_with(change))
    assert raising.value.diagnostics[0].code == "foreign-damaged"


# ---- what is refused ----


def locked(**how: str) -> bytes:
    out = io.BytesIO()
    writer = PdfWriter(clone_from=io.BytesIO(school_cover()))
    writer.encrypt(**how, algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def many(count: int) -> bytes:
    out = io.BytesIO()
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(100, 100)
    writer.write(out)
    return out.getvalue()


@pytest.mark.sliced(3)
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "foreign-not-pdf"),
        (b"PK\x03\x04 a document", "foreign-not-pdf"),
        (b"%PDF-1.7\n", "foreign-damaged"),
        (school_cover()[:300], "foreign-damaged"),
        (locked(user_password="secret"), "foreign-locked"),
        (locked(user_password="", owner_password="secret"), "foreign-locked"),
        (many(51), "foreign-too-many-pages"),
        (b"%PDF-1.7\n" + bytes(20_000_000), "foreign-too-large"),
        (one_page(b"/MediaBox [0 0 1 100]"), "foreign-damaged"),
        (one_page(b"/MediaBox [0 0 999999 100]"), "foreign-damaged"),
        (one_page(BOX + b" /UserUnit 1000"), "foreign-damaged"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(data: bytes, code: str) -> None:
    with pytest.raises(ContentError) as raising:
        take(data, apart=code == "foreign-damaged")
    (told,) = raising.value.diagnostics
    assert (told.code, told.location and told.location.file) == (code, "cover.pdf")


def test_fifty_pages_are_taken() -> None:
    assert len(take(many(50)).pages) == 50


def test_a_file_that_kills_its_reader_costs_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the child does: too slow, too hungry, dead."""
    import handouts.press.foreign as module
    from handouts.reading.apart import run_apart

    def other(target: str, seconds: float = 20, megabytes: int = 480):
        return lambda _function, data, name, *rest, **how: run_apart(
            target, data, name, seconds=seconds, megabytes=megabytes
        )

    for target, code in (("time:sleep", "foreign-damaged"), ("os:abort", "foreign-damaged")):
        monkeypatch.setattr(module, "run_apart", other(target))
        with pytest.raises(ContentError) as raising:
            take(school_cover(), apart=True)
        assert raising.value.diagnostics[0].code == code
    monkeypatch.setattr(module, "run_apart", other("handouts.press.foreign_pages:carry", seconds=0.001))
    with pytest.raises(ContentError) as raising:
        take(school_cover(), apart=True)
    assert raising.value.diagnostics[0].code == "foreign-too-heavy"


def test_the_reader_leaves_pypdf_as_it_was() -> None:
    before = NameObject.CHARSETS
    carry(school_cover(), "cover.pdf", "1")
    assert before == NameObject.CHARSETS
