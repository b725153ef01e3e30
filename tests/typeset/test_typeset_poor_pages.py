"""Pages that would hold heads alone, or hardly anything: the next block begins on them, or company is fetched."""

import pytest
from typeset_reading import assert_ua, runs, words
from typeset_sample import A4, chart, sheet, t

from handouts.model import document as d
from handouts.model.press import Style
from handouts.model.prints import printed
from handouts.reading.papers import paper
from handouts.typeset import render
from handouts.typeset.flow import paginate
from handouts.typeset.pieces import Group, Piece

LARGE = printed(Style(), "large-24")
B5 = paper("B5")
HEAD = (
    d.PageBreak(),
    d.SectionHead("E", "Mengurutkan"),
    d.Para(t("Urutkanlah peristiwa berikut dari yang paling awal sampai yang paling akhir. Skor 1."), "instruction"),
)
EVENTS = tuple(f"peristiwa-{n} yang diceritakan agak panjang" for n in range(1, 9))


def pages_of(*blocks, style=LARGE, on=B5):
    """The tagged text of each page, without white space."""
    made = render(sheet((d.Para(t("Pembuka.")), *blocks)), style, on)
    assert_ua(made.data)
    texts = [""] * made.pages
    for run in runs(made.data):
        if not run.artifact:
            texts[run.page - 1] += words(run.text)
    return texts[1:] if blocks[0] in HEAD else texts


def ordering(count):
    return d.Ordering(tuple(t(event) for event in EVENTS[:count]), number="9")


def listed(count, loose=True):
    shown = tuple(zip("ABCDEFGH", (t(event) for event in EVENTS), strict=False))[:count]
    return d.Question("9", t("Peristiwa:"), (d.Options(shown, loose=loose),))


@pytest.mark.parametrize("made", [ordering, listed], ids=lambda m: m.__name__)
@pytest.mark.parametrize("count", range(4, 9))
def test_events_begin_below_their_instruction_and_none_goes_overleaf_alone(made, count):
    pages = pages_of(*HEAD, made(count))
    told = [page.count("peristiwa-") for page in pages]
    assert sum(told) == count
    assert min(told) >= 2, told


def test_options_stay_with_their_question_also_below_heads():
    pages = pages_of(*HEAD, listed(6, loose=False))
    assert sorted(page.count("peristiwa-") for page in pages) == [0, 6]


def test_a_table_begins_below_its_heads_with_a_single_row():
    rows = (
        (d.Cell(t("No."), True), d.Cell(t("Isi"), True)),
        *((d.Cell(t("1")), d.Cell(t("kata " * 40))) for _ in "ab"),
    )
    pages = pages_of(*HEAD, d.Table(rows, widths=(1, 4)))
    assert [page.count("kata") for page in pages] == [40, 40]


def test_a_chart_begins_below_a_title_though_a_page_would_hold_it():
    label = "sebuah peristiwa yang diceritakan dalam beberapa baris saja"
    events = tuple((f"Mei {year}", label, (year, 5, 1)) for year in range(1901, 1909))
    pages = pages_of(
        d.Heading(1, t("Garis waktu")), d.Box(height_mm=65), chart(events), style=printed(Style(), "large-18"), on=A4
    )
    assert len(pages) == 2
    assert "Mei1901" in pages[0] and "Mei1908" in pages[1]


def test_an_instruction_stays_on_an_empty_page_when_a_grid_takes_the_next():
    row = tuple(d.Square(letter) for letter in "ABCDEFGHIJKLMNOP")
    grid = d.LetterGrid((row,) * 20, "Kotak huruf.")
    names = d.NameBlock((tuple(d.NameField(name) for name in ("Nama", "Kelas")),))
    bank = d.Bank("Kata", ("satu", "dua"))
    pages = pages_of(d.Heading(1, t("Mencari kata")), names, HEAD[2], d.Keep((grid, bank)), on=A4)
    assert pages[0].endswith("Skor1.")
    assert "satu" in pages[1] and len(pages) == 2


@pytest.mark.parametrize("lean", [True, False])
def test_what_leans_takes_the_block_before_along(lean):
    many = tuple(d.Para(t(f"baris-{n}")) for n in range(40))
    for count in range(12, 40):
        signed = d.Keep((d.Space(8), d.Para(t("Mengetahui")), *[d.Para(t("Kepala Contoh"))] * 12), lean=lean)
        pages = pages_of(*many[:count], signed, style=Style(), on=B5)
        *_, last = pages
        if len(pages) > 1 and "Mengetahui" in last and last.count("baris-") <= 1:
            break
    else:
        pytest.fail("no page turned before the last block")
    assert last.startswith("baris-") is lean


def test_nothing_leans_that_would_need_more_than_a_page_with_it():
    pieces = [Piece(40), Piece(60), Piece(50, lean=True)]
    assert [len(page) for page in paginate(pieces, 100, 0)] == [2, 1]
    assert [len(page) for page in paginate([Piece(40), Piece(50), Piece(50, lean=True)], 100, 0)] == [1, 2]


def test_a_page_that_holds_enough_is_left_as_it_is():
    high = Group(60, parts=[(0, 0, Piece(30)), (0, 30, Piece(30))], free=[30])
    assert [len(page) for page in paginate([Piece(60), high], 100, 0)] == [1, 1]
    assert [len(page) for page in paginate([Piece(45), high], 100, 0)] == [2, 1]
    assert [len(page) for page in paginate([Piece(60, keep_next=True), high], 100, 0)] == [2, 1]
