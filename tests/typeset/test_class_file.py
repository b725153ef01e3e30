"""The file of a class: what every viewer reads of it, and what a page of it costs."""

from __future__ import annotations

import io
from functools import cache

import pikepdf
import pypdfium2
import pytest
from typeset_sample import A4, everything

from handouts import press, typeset
from handouts.model.imposition import Placed, Side
from handouts.model.press import FieldPlace, Style
from handouts.model.stamping import PackFile, Plates, Stamp, StampedPage

UPRIGHT = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
PLACE = FieldPlace("running", 1, 300, 810, 220, 7.5)


@cache
def sample() -> tuple[bytes, Plates]:
    data = typeset.render(everything(), Style(), A4).data
    return data, press.plates(data)


def job(pupils: int, stamped: bool = True) -> PackFile:
    """Each pupil gets all pages of the sample, with a name of its own on every one."""
    plates = sample()[1]
    count = len(plates.pages)
    names = [f"Murid Contoh {number}x" for number in range(pupils)]
    pages = tuple(
        StampedPage(page, (Stamp(name, PLACE),) if stamped else ()) for name in names for page in range(count)
    )
    sides = tuple(
        Side(A4.width_mm * 72 / 25.4, A4.height_mm * 72 / 25.4, (Placed(n, UPRIGHT),)) for n in range(len(pages))
    )
    entries = tuple((str(number + 1), number * count) for number in range(pupils))
    return PackFile("Kelas contoh", "id", plates, pages, sides, Style(), "long", entries, ((0, "1-"),))


@pytest.mark.parametrize("pupils", (1, 2, 70))
def test_other_readers_find_no_fault(pupils: int) -> None:
    asked = job(pupils)
    data = typeset.write_pack(asked)
    with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.get_warnings() == []
        assert len(pdf.pages) == len(asked.sides)
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
        first, second = map(bytes, pdf.trailer.ID)
        assert first == second


def test_every_page_has_the_name_of_its_pupil_alone() -> None:
    asked = job(40)
    leaves = pypdfium2.PdfDocument(typeset.write_pack(asked))
    for leaf, page in zip(leaves, asked.pages, strict=True):
        assert leaf.get_textpage().get_text_range().count("Murid Contoh") == 1
        assert page.stamps[0].text in leaf.get_textpage().get_text_range()
    assert [entry.get_title() for entry in leaves.get_toc()] == [str(number) for number in range(1, 41)]


def test_plates_look_like_the_pages_they_come_from() -> None:
    original, plates = sample()
    copied = pypdfium2.PdfDocument(typeset.write_pack(job(1, stamped=False)))
    assert len(plates.pages) > 1
    for mine, theirs in zip(copied, pypdfium2.PdfDocument(original), strict=True):
        assert mine.render().to_pil().tobytes() == theirs.render().to_pil().tobytes()


def test_plates_have_no_marks_of_tags() -> None:
    with pikepdf.open(io.BytesIO(typeset.write_pack(job(1)))) as pdf:
        forms = [pdf.pages[0].Resources.XObject[name] for name in pdf.pages[0].Resources.XObject]
        found = {str(step.operator) for form in forms for step in pikepdf.parse_content_stream(form)}
    assert "Tj" in found
    assert not found & {"BDC", "BMC", "EMC"}


def test_a_further_page_costs_a_short_stream_and_little_more() -> None:
    few, many = job(10), job(110)
    more = len(typeset.write_pack(many)) - len(typeset.write_pack(few))
    assert more / (len(many.sides) - len(few.sides)) < 200


def test_the_same_job_gives_the_same_bytes() -> None:
    assert typeset.write_pack(job(3)) == typeset.write_pack(job(3))
