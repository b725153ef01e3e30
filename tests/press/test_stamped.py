"""Reading a file of a class back: which page stands on each side, and which words stand where on it."""

from __future__ import annotations

import io

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_examples import examples
from support_packs import sides
from support_pdf import dark
from support_plates import pack_file, places, stamped

from handouts import typeset
from handouts.press import ReadPage, ReadWords, plates, read_stamped

TRAPS = ["<b>", "&", "(", ")", "\\", "\\)", "\\\\", "()", "/P1 Do", "BT 1 2 Td", "(x) Tj", "%", "/F1+0 9 Tf", "1 0 R"]
NAMES = st.lists(
    st.sampled_from([*TRAPS, "Ada", "Ольга", "Ελένη", "Nguyễn", "Łukasz", "–", "’"]), min_size=1, max_size=6
)


def words_of(data: bytes) -> list[tuple[tuple[int, tuple[str, ...]], ...]]:
    return [tuple((page.plate, tuple(w.text for w in page.words)) for page in side) for side in read_stamped(data)]


def test_pages_and_words_in_their_order() -> None:
    pages = [stamped(2, name="Ada Example", number="7"), stamped(3, running="Ada · 7"), stamped(0)]
    assert words_of(typeset.write_pack(pack_file(pages))) == [
        ((2, ("Ada Example", "7")),),
        ((3, ("Ada · 7",)),),
        ((0, ()),),
        (),
    ]


def test_words_are_told_with_their_place() -> None:
    ((page,),) = read_stamped(typeset.write_pack(pack_file([stamped(0, name="Ada", number="7")], None)))
    for words, fill in zip(page.words, ("name", "number"), strict=True):
        place = places(0)[fill]
        assert (words.x, words.y) == pytest.approx((place.x, place.y), abs=0.006)


@settings(max_examples=examples(60))
@given(NAMES)
def test_what_looks_like_page_syntax_is_read_as_words(parts: list[str]) -> None:
    """The tool's reader and PDFium agree."""
    name = " ".join(parts)
    data = typeset.write_pack(pack_file([stamped(0, name=name, number="1")], None))
    ((page,),) = read_stamped(data)
    assert (page.plate, [w.text for w in page.words]) == (0, [name, "1"])
    (side,) = sides(data)
    assert side.only.words == (dark(name), "1")


def test_a_file_without_stamps_and_an_empty_one() -> None:
    assert words_of(typeset.write_pack(pack_file([stamped(4), stamped(5)], None))) == [((4, ()),), ((5, ()),)]
    empty = pikepdf.new()
    empty.add_blank_page()
    out = io.BytesIO()
    empty.save(out)
    assert read_stamped(out.getvalue()) == ((),)


@pytest.mark.parametrize("content", [b"BT 1 2 Td (x) Tj ET /P0 Do", b"(x) Tj /P0 Do"])
def test_words_before_any_page_belong_to_none(content: bytes) -> None:
    with pikepdf.open(io.BytesIO(typeset.write_pack(pack_file([stamped(0, name="x")], None)))) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(content)
        out = io.BytesIO()
        pdf.save(out)
    ((first, second),) = read_stamped(out.getvalue())
    assert first.plate == -1 and first.words
    assert second == ReadPage(0, ())


def test_a_font_that_is_not_known_gives_no_letters() -> None:
    with pikepdf.open(io.BytesIO(typeset.write_pack(pack_file([stamped(0, name="Ada")], None)))) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(b"/P0 Do BT 1.5 -2 Td (abc) Tj ET")
        out = io.BytesIO()
        pdf.save(out)
    ((page,),) = read_stamped(out.getvalue())
    assert page.words == (ReadWords("\ufffd" * 3, 1.5, -2),)


def test_plates_hold_the_pages_and_no_tags() -> None:
    from support_plates import edition

    found = plates(edition().data, 2)
    assert len(found.pages) == 12
    assert {(round(page.width), round(page.height)) for page in found.pages} == {(420, 595)}
    joined = b"\n".join(found.objects)
    for left_behind in (b"/StructParents", b"/Annots", b"/Metadata", b"/Parent "):
        assert left_behind not in joined
    # the same pages under other numbers, so that several editions stand in one file
    further = plates(edition().data, found.next_object)
    assert [page.form - found.next_object for page in further.pages] == [page.form - 2 for page in found.pages]
