"""Pages: margins, footers, and what must never stand alone at a foot."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_examples import examples
from typeset_reading import assert_ua, runs, words
from typeset_sample import A4, EVENTS, F4, PARAGRAPHS, chart, choices, everything, png, sheet, t

from handouts.model import document as d
from handouts.model.press import Paper, Style
from handouts.model.timeline import Day
from handouts.typeset import render
from handouts.typeset.faces import load
from handouts.typeset.flow import location, paginate
from handouts.typeset.pieces import Gap, Piece, Turn

MM = 72 / 25.4
STYLE = Style()


def pages_of(*blocks, style=STYLE, paper=A4, **more):
    """The tagged text of each page, without white space."""
    result = render(sheet(blocks, **more), style, paper)
    texts = [""] * result.pages
    for run in runs(result.data):
        if not run.artifact:
            texts[run.page - 1] += words(run.text)
    return texts


@pytest.mark.parametrize("paper", [A4, F4], ids=lambda p: p.name)
def test_nothing_leaves_the_type_area(paper):
    result = render(everything(), STYLE, paper)
    for run in runs(result.data):
        inner, outer = (22, 16) if run.page % 2 else (16, 22)
        assert inner * MM - 0.1 <= run.x <= (paper.width_mm - outer) * MM
        if not run.artifact or run.size > 7.5 or run.text.isdecimal():
            assert 18 * MM < run.y < (paper.height_mm - 17) * MM


def test_margins_are_mirrored_only_if_wanted():
    blocks = (d.Para(t("satu")), d.PageBreak(), d.Para(t("dua")))
    xs = [run.x for run in runs(render(sheet(blocks), STYLE, A4).data) if not run.artifact]
    assert [round(x / MM) for x in xs] == [22, 16]
    xs = [run.x for run in runs(render(sheet(blocks), Style(punch="left"), A4).data) if not run.artifact]
    assert [round(x / MM) for x in xs] == [22, 22]


def footer(data, page=1):
    found = [run for run in runs(data) if run.artifact and run.page == page]
    return sorted(found, key=lambda run: run.x)


def with_footer(*args, blocks=None):
    return render(d.Document("id", "x", blocks or (d.Para(t("x")),), d.Footer(*args)), STYLE, A4).data


def test_footer_says_page_of_pages():
    blocks = tuple(b for n in range(3) for b in (d.Para(t(str(n))), d.PageBreak()))[:-1]
    data = with_footer("kiri", "Paket B", "7F3A-B", "halaman {page} dari {pages}", blocks=blocks)
    for page in (1, 2, 3):
        assert [run.text for run in footer(data, page)] == ["kiri", "Paket B", f"7F3A-B · halaman {page} dari 3"]
    assert all("Bold" in run.font for run in footer(data) if run.text == "Paket B")
    assert_ua(data)


def test_footer_notice_stands_in_the_middle():
    data = with_footer("kiri", "Paket B", "", "{page}", "Belum diperiksa guru")
    assert [run.text for run in footer(data)] == ["kiri", "Paket B · Belum diperiksa guru", "1"]


@pytest.mark.parametrize("middle", ["", "Paket B"])
def test_long_footers_give_way_but_never_the_page_number(middle):
    data = with_footer("Aliansi yang panjang " * 20, middle, "KODE-" * 60, "halaman {page} dari {pages}", "Belum")
    found = footer(data)
    assert found[-1].text.endswith(" · halaman 1 dari 1")
    assert "…" in found[-1].text
    assert found[0].text.endswith("…")
    for left, right in itertools.pairwise(found):
        face = load("lato", "bold" if "Bold" in left.font else "regular")
        assert left.x + face.width(left.text, left.size) < right.x


def test_empty_footer():
    assert footer(with_footer("", "", "", "")) == []


def filler(height):
    return d.Para(t("atas")), d.Space(height), d.Para(t("isi"))


@pytest.mark.parametrize("height", range(560, 740, 9))
def test_heads_are_never_alone_at_a_foot(height):
    section = (
        d.SectionHead("A", "Bagian"),
        d.Para(t("Petunjuk"), "instruction"),
        d.Bank("", ("embargo", "Welles")),
        d.Question("1", t("Pertanyaan"), (choices("satu", "dua", "tiga", "empat"),)),
        d.Question("2", t("Uraian"), (d.WritingLines(3),)),
    )
    first, *rest = pages_of(*filler(height), *section)
    assert ("ABagian" in first) == ("Pertanyaan" in first)
    assert ("Pertanyaan" in first) == ("D.empat" in first)
    assert "ABagianPetunjukembargoWelles1.PertanyaanA.satu" in "".join([first, *rest])


@pytest.mark.parametrize("height", range(600, 740, 9))
def test_headings_stay_with_their_paragraph(height):
    first = pages_of(*filler(height), d.Heading(2, t("Judul")), d.Para(t(PARAGRAPHS[0])))[0]
    assert not first.endswith("Judul")


def test_keep_holds_blocks_together():
    parts = (d.Heading(3, t("Gambar")), d.Para(t(PARAGRAPHS[0])), d.Image(png(), "Peta", t("Peta Eropa"), 60))
    for height in range(300, 740, 40):
        first = pages_of(*filler(height), d.Keep(parts))[0]
        assert ("Gambar" in first) == ("PetaEropa" in first)


def test_keep_that_fits_no_page_flows():
    assert len(pages_of(d.Keep(tuple(d.Para(t(PARAGRAPHS[0])) for _ in range(30))))) > 1


def test_keep_holds_a_whole_table_and_a_whole_passage():
    rows = tuple((d.Cell(t(f"baris {n}")),) for n in range(12))
    passage = d.ReadingPassage((d.PassagePara("a", "1", t(PARAGRAPHS[0])),))
    for height in range(300, 740, 40):
        first = pages_of(*filler(height), d.Keep((d.Table(rows, 0),)))[0]
        assert ("baris0" in first) == ("baris11" in first)
        first = pages_of(*filler(height), d.Keep((passage, d.Para(t("akhir")))))[0]
        assert ("Sampaitahun" in first) == ("akhir" in first[-5:])
    result = render(sheet((d.Keep((passage,)),)), STYLE, A4)
    assert result.lines[0].para == "a"


def test_space_is_dropped_at_the_top_of_a_page():
    data = render(sheet((d.Para(t("a")), d.PageBreak(), d.Space(200), d.Para(t("b")))), STYLE, A4).data
    a, b = (run for run in runs(data) if not run.artifact)
    assert (a.y, a.page, b.page) == (b.y, 1, 2)


def test_a_last_page_with_a_few_lines_is_avoided():
    pieces = [Piece(10, 5, 0) for _ in range(10)]
    assert [len(page) for page in paginate(pieces, 145, 20)] == [10]
    assert [len(page) for page in paginate(pieces, 139, 20)] == [10]  # white space times 0.85
    assert [len(page) for page in paginate(pieces, 132, 20)] == [10]  # times 0.7
    assert [len(page) for page in paginate(pieces, 130, 20)] == [9, 1]  # no tighter than that
    assert [len(page) for page in paginate(pieces, 139, 9)] == [9, 1]  # enough on the last page


def test_questions_close_up_rather_than_leave_one_on_a_last_page():
    items = [d.Question(str(n), t("Pertanyaan")) for n in range(1, 60)]
    counts = [[page.count("Pertanyaan") for page in pages_of(*items[:n])] for n in range(20, 60)]
    assert {len(pages) for pages in counts} == {1, 2}
    assert all(pages[-1] > 1 for pages in counts)


@given(
    st.lists(
        st.tuples(st.floats(1, 90), st.floats(0, 20), st.booleans(), st.sampled_from("pppppgt")),
        min_size=1,
        max_size=40,
    )
)
@settings(max_examples=examples(200), deadline=None)
def test_flow_keeps_order_and_stays_on_the_page(items):
    kinds = {"p": Piece, "g": Gap, "t": Turn}
    pieces = [kinds[kind](height, before, before, keep) for height, before, keep, kind in items]
    pages = paginate(pieces, 100, 10)
    placed = [put.piece for page in pages for put in page]
    assert placed == [piece for piece in pieces if type(piece) is Piece]
    for page in pages:
        assert all(put.offset >= 0 and put.offset + put.piece.height <= 100.02 for put in page)
        assert all(a.offset + a.piece.height <= b.offset + 0.01 for a, b in itertools.pairwise(page))
    for page, following in itertools.pairwise(pages):
        if page and following and page[-1].piece.keep_next and not any(isinstance(p, Turn) for p in pieces):
            assert all(put.piece.keep_next for put in page)  # a chain that no page can hold


def test_what_is_higher_than_a_page_is_cut_between_its_lines():
    tiny = Paper("tiny", 120, 120)
    made = render(sheet((d.Note("Catatan", t(PARAGRAPHS[0] * 5)),)), STYLE, tiny)
    assert made.pages > 1
    assert "".join(words(run.text) for run in runs(made.data) if not run.artifact) == words(
        "Catatan " + PARAGRAPHS[0] * 5
    )


def test_locations():
    assert str(location("worksheet.xml.j2:12")) == "worksheet.xml.j2:12"
    assert str(location("worksheet.xml.j2")) == "worksheet.xml.j2"
    assert location("") is None


def test_long_glossaries_go_on_over_pages_in_order():
    entries = tuple((t(f"istilah{n:03}"), t("artinya panjang sekali " * 3)) for n in range(120))
    for columns in (1, 2, 3):
        pages = pages_of(d.Heading(1, t("Glosarium")), d.Definitions(entries, columns))
        text = "".join(pages)
        places = [text.index(f"istilah{n:03}") for n in range(120)]
        assert places == sorted(places)
        assert len(pages) > 1


def test_long_timelines_go_on_over_pages():
    events = tuple((f"{1900 + n}", f"Peristiwa nomor {n}", (1900 + n, 1, 1)) for n in range(90))
    span = d.ChartEvent("1900–2100", t("Rentang"), Day(1900, 1, 1), Day(2100, 1, 1), bar=True)
    block = chart(events)
    block = d.TimelineChart((span, *block.events), block.alt)
    result = render(sheet((d.Heading(1, t("Garis Waktu")), block)), STYLE, A4)
    assert result.pages > 1
    assert_ua(result.data)
    text = "".join(pages_of(chart(events)))
    assert all(f"Peristiwanomor{n}" in text for n in range(90))


def test_a_timeline_is_whole_when_a_page_can_hold_it():
    for height in range(100, 700, 50):
        pages = pages_of(*filler(height), chart())
        assert any(words(EVENTS[0][1]) in page and words(EVENTS[-1][1]) in page for page in pages)


LARGE = Style(
    size_tiny=12, size_small=16, size_body=18, size_heading=20, size_title=26, reading_size=18, reading_leading=26
)


@pytest.mark.parametrize("paper", [A4, F4], ids=lambda p: p.name)
@pytest.mark.parametrize("style", [STYLE, LARGE], ids=["standard", "large"])
def test_no_text_stands_on_other_text(style, paper):
    found = runs(render(everything(), style, paper).data)
    boxes = {}
    for run in found:
        boxes.setdefault(run.page, []).append((run.x, run.x + ink_width(run), run.y, run.size, run.text))
    for placed in boxes.values():
        for index, (left, right, y, size, text) in enumerate(placed):
            for other_left, other_right, other_y, other_size, other in placed[index + 1 :]:
                if left < other_right - 0.05 and other_left < right - 0.05:
                    assert abs(y - other_y) > 0.8 * min(size, other_size), (text, other)


def ink_width(run):
    family, _, variant = run.font.split("+")[1].partition("-")
    names = {"": "regular", "Regular": "regular", "Bold": "bold", "Italic": "italic", "BoldItalic": "bold-italic"}
    face = load({"Lato": "lato", "PTSerif": "pt-serif"}[family], names[variant])
    return face.width(run.text.rstrip(), run.size)
