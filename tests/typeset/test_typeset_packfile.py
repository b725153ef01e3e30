"""Files of classes as PDF: pages laid out once, stamps in many scripts, nothing of the pupils around the pages."""

from __future__ import annotations

import io

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_examples import examples
from support_packs import sides
from support_pdf import dark, everything, fonts, shown
from support_plates import STYLE, edition, pack_file, places, plates, stamped

from handouts import typeset
from handouts.model.imposition import Matrix, Placed, Side
from handouts.model.stamping import PackFile
from handouts.typeset.faces import FontBook
from handouts.typeset.lines import Type
from handouts.typeset.names import fit_name, runs_of, width_of

HARD = [
    "<b>Ada</b>",
    "&amp; Sons",
    "Ada (the second)",
    "back\\slash",
    ")(",
    "\\)",
    "/P1 Do",
    "BT 1 2 Td",
    "(a) Tj",
    "%",
]
KINDS = [("name", True), ("running", False)]


def test_a_stamped_page_is_the_page_and_its_stamps() -> None:
    data = typeset.write_pack(pack_file([stamped(2, name="Ada Example", number="7"), stamped(3, running="Ada · 7A")]))
    first, second = sides(data)
    for side, page in ((first, 3), (second, 4)):
        laid = [(p.x, p.y, p.size, dark(p.text)) for p in shown(edition().data) if p.page == page]
        assert [(p.x, p.y, p.size, dark(p.text)) for p in side.only.printed] == laid
    assert first.only.words == ("AdaExample", "7")
    assert second.only.words == ("Ada·7A",)


def test_stamps_stand_at_their_places() -> None:
    data = typeset.write_pack(pack_file([stamped(0, name="Ada", number="7"), stamped(1, running="Ada · 7A")]))
    first, second = sides(data)
    for stamp, place in zip(first.only.stamps, (places(0)["name"], places(0)["number"]), strict=True):
        assert (stamp.x, stamp.y, stamp.size) == pytest.approx((place.x, place.y, place.size), abs=0.01)
    (stamp,), place = second.only.stamps, places(1)["running"]
    assert stamp.y == pytest.approx(place.y, abs=0.01)
    assert stamp.right == pytest.approx(place.x + place.width, abs=1)


@pytest.mark.parametrize("name", HARD)
def test_names_that_look_like_page_syntax_are_only_words(name: str) -> None:
    (side,) = sides(typeset.write_pack(pack_file([stamped(0, name=name)], None)))
    assert side.only.words == (dark(name),)
    assert len(side.placed) == 1


def test_one_name_may_need_several_fonts() -> None:
    """PT Serif and Lato help each other out; PDFium sees one line of text."""
    name = "Ада Łukasz Ελένη Nguyễn"
    (side,) = sides(typeset.write_pack(pack_file([stamped(0, name=name)], None)))
    assert side.only.words == (dark(name),)


def test_all_fonts_are_in_the_file() -> None:
    data = typeset.write_pack(pack_file([stamped(0, name="Ада Ελένη Nguyễn"), stamped(1, running="Ada")]))
    found = fonts(data)
    assert found and all(found.values())


def test_a_file_is_for_the_printer_and_says_nothing_of_pupils() -> None:
    entries, labels = (("7", 0),), ((0, "7-"),)
    data = typeset.write_pack(
        pack_file([stamped(0, name="Zqada Zqexample"), stamped(1, running="Zqada")], entries=entries, labels=labels)
    )
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.docinfo["/Title"] == "Tiny"
        assert set(pdf.docinfo) <= {"/Title", "/Producer"}
        assert "/Metadata" not in pdf.Root and "/StructTreeRoot" not in pdf.Root
        assert pdf.check_pdf_syntax() == [] and pdf.get_warnings() == []
        assert pdf.Root.PageMode == "/UseOutlines"
    whole = everything(data)
    for coded in (b"Zqada", "Zqada".encode("utf-16-be")):
        assert coded not in whole


@pytest.mark.parametrize(
    ("flip", "asked"), [("long", "/DuplexFlipLongEdge"), ("short", "/DuplexFlipShortEdge"), (None, "/Simplex")]
)
def test_the_file_asks_for_its_edge(flip, asked: str) -> None:
    with pikepdf.open(io.BytesIO(typeset.write_pack(pack_file([stamped(0)], flip)))) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == asked
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"


def test_an_empty_back_has_no_contents() -> None:
    data = typeset.write_pack(pack_file([stamped(0, name="Ada")]))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 2 and "/Contents" not in pdf.pages[1]


def test_further_pupils_cost_little_whatever_the_page() -> None:
    """Pages share what was laid out: a pupil adds page objects and short streams."""

    def size(count: int) -> int:
        pages = [
            p for n in range(count) for p in (stamped(0, name=f"Pupil {n}", number=str(n)), stamped(1, running="x"))
        ]
        return len(typeset.write_pack(pack_file(pages)))

    few, many = size(20), size(120)
    assert (many - few) / 200 < 400


def test_the_same_job_gives_the_same_bytes_and_another_name_gives_others() -> None:
    def made(name: str) -> bytes:
        return typeset.write_pack(pack_file([stamped(0, name=name)]))

    def identity(data: bytes) -> object:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return bytes(pdf.trailer.ID[0])

    assert made("Ada") == made("Ada")
    # both names have three letters, which the font numbers from 1 to 3
    assert made("Ada") != made("Adb")
    assert identity(made("Ada")) != identity(made("Adb"))


def test_pages_of_any_size_and_place_are_rendered() -> None:
    """Two pages on a side, each with the stamps of its pupil, drawn where the matrix says."""
    page = plates().pages[0]
    upright: Matrix = (0.5, 0, 0, 0.5, 0, 0)
    turned: Matrix = (-0.5, 0, 0, -0.5, page.width, page.height)
    two = Side(page.width, page.height, (Placed(0, upright), Placed(1, turned)))
    job = PackFile("Two", "en", plates(), (stamped(0, name="Ada"), stamped(2, name="Budi")), (two,), STYLE, None)
    (side,) = sides(typeset.write_pack(job))
    assert [one.words for one in side.placed] == [("Ada",), ("Budi",)]
    assert [one.matrix for one in side.placed] == [pytest.approx(upright), pytest.approx(turned, abs=0.01)]
    ada, budi = (one.stamps[0] for one in side.placed)
    place = places(0)["name"]
    assert (ada.x, ada.y) == pytest.approx((place.x / 2, place.y / 2), abs=0.01)
    assert (budi.x, budi.y) == pytest.approx((page.width - place.x / 2, page.height - place.y / 2), abs=0.01)


# ---- names on a rule ----

PRINTED = st.text(
    st.characters(codec="utf-8", categories=("L", "P", "Zs"), max_codepoint=0x24F), min_size=1, max_size=300
)


@settings(max_examples=examples(40))
@given(PRINTED, st.sampled_from(KINDS), st.floats(20, 400))
def test_names_stay_inside_their_room(name: str, kind, room: float) -> None:
    book = FontBook(STYLE)
    letters = Type("sans", 10.5, 13.65, bold=kind[1])
    text, size = fit_name(book, name, letters, room)
    whole = " ".join(name.split())
    assert width_of(runs_of(book, text, letters), size) <= room + 1e-6
    assert 0.62 * 10.5 - 0.01 <= size <= 10.5
    if text != whole:
        assert size == pytest.approx(0.62 * 10.5, abs=0.01)
        assert text.endswith("…") and whole.startswith(text[:-1].rstrip())


def test_words_behind_a_name_stay_while_there_is_room_for_them() -> None:
    book, letters = FontBook(STYLE), Type("sans", 7.5, 9.75)
    assert fit_name(book, "Ada", letters, 200, " · 7A · 1") == ("Ada · 7A · 1", 7.5)
    text, size = fit_name(book, "Ada Example " * 20, letters, 200, " · 7A · 1")
    assert text.startswith("Ada Example") and text.endswith("… · 7A · 1") and size == pytest.approx(0.62 * 7.5)
    assert width_of(runs_of(book, text, letters), size) <= 200
    text, _ = fit_name(book, "Ada", letters, 60, " · " + "A very long class " * 9)
    assert text.startswith("Ada · A very") and text.endswith("…")


def test_a_room_without_width_keeps_an_ellipsis() -> None:
    assert fit_name(FontBook(STYLE), "Ada Example", Type("sans", 10.5, 13.65), 3)[0] == "…"
