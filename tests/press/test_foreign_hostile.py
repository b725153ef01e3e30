"""PDFs made to break their reader, and broken ones: each ends with one message or with pages that can be printed."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from functools import cache
from random import Random
from unittest import mock

import pikepdf
import pypdfium2
import pytest
from press_pdfs import MARK, by_hand, one_page, school_cover, seen, stream, wrapped

from handouts.errors import ContentError
from handouts.press.foreign import Foreign, read_foreign
from handouts.press.foreign_pages import carry

BOX = b"/MediaBox [100 200 400 700]"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 10 0 R >>"


def outcome(data: bytes, *, apart: bool = False) -> str | Foreign:
    """The one code, or what was taken, which then makes a PDF that two other libraries read."""
    try:
        if apart:
            found = read_foreign(data, "a.pdf", 50)
        else:
            with mock.patch("handouts.press.foreign.run_apart", lambda _function, *given, seconds: carry(*given)):
                found = read_foreign(data, "a.pdf", 50)
    except ContentError as error:
        (told,) = error.diagnostics
        assert told.code.startswith("foreign-")
        assert told.location and told.location.file == "a.pdf"
        return told.code
    again = wrapped(found)
    with pikepdf.open(io.BytesIO(again)) as pdf:
        # qpdf's words for packed data whose checksum was cut off
        assert [line for line in pdf.check_pdf_syntax() if "output may still be valid" not in line] == []
    pdf = pypdfium2.PdfDocument(again)
    assert [page.get_size() for page in pdf] == [pytest.approx((p.width, p.height), abs=0.01) for p in found.pages]
    pdf.close()
    return found


def tree(objects: dict[int, bytes]) -> bytes:
    return by_hand({1: b"<< /Type /Catalog /Pages 2 0 R >>", 10: stream(MARK)} | objects)


def deep_tree() -> bytes:
    levels = {n: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (n + 1) for n in range(20, 3020)}
    return tree({2: b"<< /Type /Pages /Kids [20 0 R] /Count 1 >>"} | levels | {3020: PAGE})


def xref_stream(entries: bytes, data: bytes) -> bytes:
    head = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    body = stream(data, b"/Type /XRef /Root 1 0 R " + entries)
    return head + b"9 0 obj\n" + body + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)


@cache
def bomb() -> bytes:
    return zlib.compress(bytes(74_000_000), 9)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "a tree that is its own child": lambda: tree({2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}),
    "a tree in a circle": lambda: tree(
        {
            2: b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            4: b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
            5: b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        }
    ),
    "a tree of 3,000 levels": deep_tree,
    "the same page 3,000 times": lambda: tree(
        {2: b"<< /Type /Pages /Count 3000 /Kids [%b] >>" % (b"3 0 R " * 3_000), 3: PAGE}
    ),
    "a count that lies": lambda: tree({2: b"<< /Type /Pages /Kids [] /Count 999999999 >>"}),
    "an object that is itself": lambda: tree({2: b"2 0 R"}),
    "two objects that are each other": lambda: one_page(
        BOX + b" /Resources 20 0 R", more={20: b"21 0 R", 21: b"20 0 R"}
    ),
    "arrays in arrays": lambda: one_page(BOX + b" /Resources << /X %b >>" % (b"[" * 50_000 + b"]" * 50_000)),
    "dictionaries in dictionaries": lambda: one_page(BOX + b" /Resources %b" % (b"<< /A " * 900 + b"0" + b" >>" * 900)),
    "a chain of objects": lambda: one_page(
        BOX + b" /Resources << /XObject << /A 20 0 R >> >>",
        more={n: b"<< /A %d 0 R >>" % (n + 1) for n in range(20, 15_020)},
    ),
    "more objects than pages need": lambda: one_page(
        BOX + b" /Resources << /XObject << %b >> >>" % b" ".join(b"/A%d %d 0 R" % (n, n) for n in range(20, 20_030)),
        more=dict.fromkeys(range(20, 20_030), b"<< >>"),
    ),
    "contents that unpack to much": lambda: one_page(
        BOX, [b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(bomb()), bomb())] * 3
    ),
    "contents packed many times": lambda: one_page(
        BOX,
        [
            b"<< /Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n%b\nendstream"
            % (len(zlib.compress(bomb())), zlib.compress(bomb()))
        ],
    ),
    "contents in forty filters": lambda: one_page(BOX, [stream(b"00>", b"/Filter [%b]" % (b"/ASCIIHexDecode " * 40))]),
    "contents in no known filter": lambda: one_page(BOX, [stream(b"x", b"/Filter /Nonsense")]),
    "a length of an exabyte": lambda: one_page(BOX).replace(b"/Length 101", b"/Length 999999999999999999"),
    "a table that names itself as the one before": lambda: by_hand(
        {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", 3: PAGE},
        trailer=b"/Prev 150",
    ),
    "a table of a billion entries": lambda: xref_stream(b"/Size 1000000000 /W [0 0 0] /Index [0 1000000000]", b""),
    "a table with wide columns": lambda: xref_stream(b"/Size 3 /W [1 999999999 1] /Index [0 3]", b"x" * 100),
    "a table of negative size": lambda: xref_stream(b"/Size -3 /W [1 -2 1] /Index [-5 3]", b"x" * 100),
    "a number of 5,000 digits": lambda: one_page(b"/MediaBox [0 0 %b 500]" % (b"9" * 5000)),
    "a box of no numbers": lambda: one_page(b"/MediaBox [(a) /b null 3 0 R]"),
    "a turn by a name": lambda: one_page(BOX + b" /Rotate /Left /UserUnit (two)"),
    "resources that are a number": lambda: one_page(BOX + b" /Resources 7 /Group 8"),
    "contents that are a dictionary": lambda: one_page(BOX, [b"<< /Length 3 >>"]),
    "annotations that are a word": lambda: one_page(BOX + b" /Annots /None"),
    "annotations of annotations": lambda: one_page(BOX + b" /Annots [[[3 0 R]] 7 null 99 0 R << /F /x >>]"),
    "a font without anything": lambda: one_page(
        BOX + b" /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont 7 >> >> >>"
    ),
}
# These need much time or memory: they are read with limits.
HEAVY = {"contents that unpack to much", "contents packed many times", "a table of a billion entries"}
# What a viewer shows of these is what we take.
FINE = {
    "a chain of objects",
    "a box of no numbers",
    "a turn by a name",
    "resources that are a number",
    "contents that are a dictionary",
    "annotations that are a word",
    "annotations of annotations",
    "a font without anything",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_with_one_message_or_pages(name: str) -> None:
    found = outcome(HOSTILE[name](), apart=name in HEAVY)
    if name in FINE:
        assert isinstance(found, Foreign)


def test_a_form_that_draws_itself_is_taken_as_it_is() -> None:
    """Viewers stop the circle."""
    form = stream(MARK + b"/Me Do", b"/Type /XObject /Subtype /Form /BBox [0 0 900 900] /Resources 21 0 R")
    page = BOX + b" /Resources 21 0 R"
    found = outcome(one_page(page, [b"/Me Do"], {20: form, 21: b"<< /XObject << /Me 20 0 R >> >>"}))
    assert isinstance(found, Foreign)
    assert len(found.objects) == 3
    assert seen(wrapped(found)).getextrema()[0] < 200


def mutants(data: bytes, count: int, seed: int) -> list[bytes]:
    """The file with bytes changed, taken out, doubled, or digits and names exchanged."""
    chance = Random(seed)
    made = []
    for _ in range(count):
        changed = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(changed))
            what = chance.randrange(5)
            if what == 0:
                changed[at] = chance.randrange(256)
            elif what == 1:
                del changed[at : at + chance.randint(1, 40)]
            elif what == 2:
                changed[at:at] = changed[at : at + chance.randint(1, 40)]
            elif what == 3:
                digits = [i for i, byte in enumerate(changed) if 48 <= byte <= 57]
                changed[chance.choice(digits)] = 48 + chance.randrange(10)
            else:
                other = chance.randrange(len(changed))
                changed[at : at + 8] = changed[other : other + 8]
        made.append(bytes(changed))
    return made


@pytest.mark.sliced(3)
@pytest.mark.parametrize("part", range(5))
def test_a_broken_file_ends_with_one_message_or_pages(part: int) -> None:
    base = (
        one_page(BOX + b" /Resources << /Font << /F << /Type /Font >> >> >>"),
        school_cover(),
        one_page(BOX + b" /Rotate 90", [stream(MARK, packed=True), MARK]),
    )
    ends = [outcome(mutant) for i, data in enumerate(base) for mutant in mutants(data, 34, 10 * part + i)]
    assert any(isinstance(end, Foreign) for end in ends)
    assert any(isinstance(end, str) for end in ends)
