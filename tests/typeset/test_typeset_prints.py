"""Prints and papers: large print, the ink saver, small and own papers, the punched side, what the printer is asked."""

import io
import itertools

import pikepdf
import pytest
from typeset_reading import assert_ua, content, runs, words
from typeset_sample import A4, F4, everything, sheet, t

from handouts.errors import UsageProblem
from handouts.model import document as d
from handouts.model.press import Paper, Style
from handouts.model.prints import PRINTS, for_teachers, printed
from handouts.reading.papers import paper, papers
from handouts.typeset import render

MM = 72 / 25.4
SIZES = {"large-18": 18, "large-24": 24}


def ops(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            yield from pikepdf.parse_content_stream(page)


@pytest.mark.sliced(10)
@pytest.mark.parametrize("given", [A4, F4, paper("Letter")], ids=lambda p: p.name)
@pytest.mark.parametrize("name", PRINTS)
def test_every_block_in_every_print_is_whole_and_valid(name, given):
    made = render(everything(), printed(Style(), name), given)
    plain = render(everything(), Style(), given)
    assert_ua(made.data)
    assert made.missing == ()
    same = [sorted(words("".join(r.text for r in runs(m.data) if not r.artifact))) for m in (made, plain)]
    assert len(same[0]) >= len(same[1])
    for run in runs(made.data):
        assert 0 < run.x < given.width_mm * MM and 0 < run.y < given.height_mm * MM


@pytest.mark.parametrize("name", [p for p in PRINTS if p != "standard"])
def test_other_prints_are_black_and_white(name):
    made = render(everything(), printed(Style(), name), A4)
    used = {tuple(float(v) for v in operands) for operands, op in ops(made.data) if str(op) in ("rg", "RG")}
    assert used <= {(0, 0, 0), (1, 1, 1)}


def test_the_ink_saver_has_no_dark_areas():
    blocks = (d.Band("KUNCI", "A"), d.SectionHead("A", "Bagian"), d.Note("Catatan", t("isi")))
    made = render(sheet(blocks), printed(Style(), "ink-saver"), A4)
    assert not [op for _, op in ops(made.data) if str(op) in ("f", "B")]
    assert words("KUNCI") in content(made.data)


@pytest.mark.parametrize("name", SIZES)
def test_large_print_has_no_small_words(name):
    blocks = (
        d.Heading(1, t("Judul")),
        d.Para(t("kecil"), "small"),
        d.Para(t("petunjuk"), "instruction"),
        d.Question(
            "1",
            t("Kapan?"),
            (
                d.Options(
                    (("A", t("satu")), ("B", t("dua"))),
                ),
            ),
        ),
        d.Definitions(((t("pakta"), t("perjanjian")),), 2),
        d.Table(((d.Cell(t("No."), True), d.Cell(t("Pernyataan"), True)), (d.Cell(t("1")), d.Cell(t("isi"))))),
        d.Matching((("1", t("premis")),), (("a", t("respons")),)),
    )
    made = render(sheet(blocks), printed(Style(), name), A4)
    assert min(run.size for run in runs(made.data) if not run.artifact) >= SIZES[name]


def test_options_of_large_print_stand_below_each_other():
    options = d.Options(tuple((letter, t(letter.lower())) for letter in "ABCD"))
    made = render(sheet((d.Question("1", t("x"), (options,)),)), printed(Style(), "large-18"), A4)
    ys = {round(run.y) for run in runs(made.data) if run.text.strip() in ("A.", "B.", "C.", "D.")}
    assert len(ys) == 4


def test_teachers_papers_keep_their_size():
    assert [for_teachers(name) for name in PRINTS] == ["standard", "standard", "standard", "ink-saver"]


# --- papers ---


@pytest.mark.parametrize("given", papers(), ids=lambda p: p.name)
def test_nothing_leaves_any_paper(given):
    made = render(everything(), Style(), given)
    assert_ua(made.data)
    for run in runs(made.data):
        assert 0 < run.x < given.width_mm * MM and 0 < run.y < given.height_mm * MM


OWN = {
    "215x330mm": ("F4", 215, 330),
    "8.5x13in": ("215.9x330.2mm", 215.9, 330.2),
    "21,5 × 33 cm": ("F4", 215, 330),
    "11x8.5in": ("Letter", 215.9, 279.4),
    "Folio": ("F4", 215, 330),
    "150 x 200mm": ("150x200mm", 150, 200),
}


@pytest.mark.parametrize("name", OWN)
def test_papers_of_ones_own(name):
    assert paper(name) == Paper(*OWN[name])
    assert paper(paper(name).name) == paper(name)


WRONG = {"A44": "paper-unknown", "215x330": "paper-unit", "21.5x33mm": "paper-size", "700x900mm": "paper-size"}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_papers(name):
    with pytest.raises(UsageProblem) as caught:
        paper(name)
    assert caught.value.diagnostics[0].code == WRONG[name]


def test_paper_too_small_for_large_print_is_refused():
    with pytest.raises(UsageProblem) as caught:
        render(sheet((d.Para(t("x")),)), printed(Style(), "large-24"), paper("A5"))
    assert caught.value.diagnostics[0].code == "paper-print"
    with pytest.raises(UsageProblem) as caught:
        render(sheet((d.Para(t("x")),)), Style(margin_inner_mm=80, margin_outer_mm=80), A4)
    assert caught.value.diagnostics[0].code == "paper-no-room"


def edges(style, **more):
    blocks = (d.Para(t("satu")), d.PageBreak(), d.Para(t("dua")))
    data = render(d.Document("id", "x", blocks, **more), style, A4).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        asked = str(pdf.Root.ViewerPreferences.get("/Duplex", ""))
    return [round(run.x / MM) for run in runs(data) if not run.artifact], asked


def test_punched_side_and_sides_of_the_paper():
    assert edges(Style()) == ([22, 16], "")
    assert edges(Style(duplex=True)) == ([22, 16], "/DuplexFlipLongEdge")
    assert edges(Style(duplex=False)) == ([22, 22], "/Simplex")
    assert edges(Style(punch="left", duplex=True)) == ([22, 22], "/DuplexFlipLongEdge")
    assert edges(Style(punch="right")) == ([16, 16], "")
    assert edges(Style(duplex=True), landscape=True)[1] == "/DuplexFlipShortEdge"
    assert edges(Style(duplex=True), one_sided=True) == ([22, 22], "/Simplex")


# --- large print reflows ---


def pairs():
    rows = (
        (d.Cell(t("Mapel")), d.Cell(t("Sejarah")), d.Cell(t("Kelas")), d.Cell(t("VIII"))),
        (d.Cell(t("Waktu")), d.Cell(t("40 menit"), colspan=3)),
    )
    return d.Table(rows, header_rows=0, grid=False, widths=(1, 3, 1, 3))


def test_pairs_of_label_and_words_stand_below_each_other_in_large_print():
    def lines(style):
        return len({run.y for run in runs(render(sheet((pairs(),)), style, A4).data) if not run.artifact})

    assert lines(Style()) == 2
    assert lines(printed(Style(), "large-24")) == 3
    made = render(sheet((pairs(),)), printed(Style(), "large-24"), A4)
    assert content(made.data) == words("Mapel Sejarah Kelas VIII Waktu 40 menit")
    assert_ua(made.data)


DATES = ("12 Juli 1941", "28 November–1 Desember 1943", "2 September 1945", "Mei 1944", "1941–1945")


def event_table(stack):
    label = "Perjanjian nonagresi ditandatangani di kota besar itu"
    head = tuple(d.Cell(t(word), True) for word in ("Waktu", "Peristiwa", "Catatan"))
    rows = tuple(
        (d.Cell((d.Span(date.replace(" ", "\u00a0"), bold=True),)), d.Cell(t(label)), d.Cell(())) for date in DATES
    )
    return d.Table((head, *rows), widths=(23, 42, 35), row_mm=17, stack=stack)


CROWDED = [("A4", "large-18"), ("A4", "large-24"), ("A5", "large-18"), ("B5", "large-24"), ("A5", "standard")]


def lines_of(data, wanted):
    """The printed lines of a file whose words pass, top to bottom, with their pages."""
    found = {}
    for run in runs(data):
        if not run.artifact and wanted(run):
            found.setdefault((run.page, -run.y), []).append(run.text)
    return [(page, "".join(parts).replace("\u00a0", " ").strip()) for (page, _), parts in sorted(found.items())]


@pytest.mark.parametrize("stack", [False, True])
@pytest.mark.parametrize(("on", "name"), CROWDED)
def test_dates_in_a_table_break_only_between_day_and_month_and_year(on, name, stack):
    made = render(sheet((event_table(stack),)), printed(Style(), name), paper(on))
    assert_ua(made.data)
    bold = [line for _, line in lines_of(made.data, lambda run: "Bold" in run.font)]
    allowed = {part for date in DATES for part in (date, date[: -len(" 1941")], date[-4:])}
    allowed |= {"28 November–", "1 Desember 1943", "1 Desember", "1941–", "1945", "Waktu", "Peristiwa", "Catatan"}
    if not stack and on == "B5":  # no room for a day beside its month, but no word or number is cut
        allowed |= {"1", "2", "28", "12", "November–", "Desember", "September", "Juli"}
    told = {"".join(line.split("Peristiwa")[0].split("Catatan")[0]) or "Waktu" for line in bold}
    assert told <= allowed, told - allowed


def test_a_table_that_is_stacked_in_large_print_keeps_each_date_over_its_event():
    block = event_table(True)
    made = render(sheet((block,)), printed(Style(), "large-24"), paper("B5"))
    lines = [(page, line) for page, line in lines_of(made.data, lambda run: True)]
    for date in DATES:
        place = next(n for n, (_, line) in enumerate(lines) if line == date)
        assert lines[place + 1][1].startswith("Perjanjian")
        assert lines[place + 1][0] == lines[place][0], f"{date} is parted from its event"
    wide = render(sheet((block,)), Style(), A4)
    assert next(line for _, line in lines_of(wide.data, lambda run: True)).startswith("WaktuPeristiwa")


def matching(name, above):
    """The pages that hold responses of a matching item with `above` lines over it."""
    block = d.Matching(
        tuple((str(n), t(f"premis {n}")) for n in range(1, 6)),
        tuple((letter, t(f"tanggal {letter}")) for letter in "ABCDEF"),
    )
    over = tuple(d.Para(t("baris")) for _ in range(above))
    made = render(sheet((*over, block)), printed(Style(), name), A4)
    return {run.page for run in runs(made.data) if "tanggal" in run.text}


@pytest.mark.parametrize("above", range(0, 16, 2))
def test_responses_of_large_print_stand_on_one_page(above):
    assert len(matching("large-24", above)) == 1


def led_matching(name, on, above, premises):
    """The pages of the premises, of the responses, of the instruction and of the lines above."""
    block = d.Matching(
        tuple((str(n), t(f"premis {n}")) for n in range(1, premises + 1)),
        tuple((chr(64 + n), t(f"tanggal {n}")) for n in range(1, premises + 2)),
    )
    head = (d.SectionHead("D", "Menjodohkan"), d.Para(t("Jodohkanlah. " * 12), "instruction", keep_next=True))
    over = tuple(d.Para(t(f"baris {n}")) for n in range(above))
    made = render(sheet((*over, *head, block)), printed(Style(), name), paper(on))
    assert_ua(made.data)
    names = ("premis", "tanggal", "Jodohkanlah", "baris")
    return [{run.page for run in runs(made.data) if name in run.text} for name in names]


@pytest.mark.sliced(3)
@pytest.mark.parametrize("above", range(0, 26, 3))
@pytest.mark.parametrize(("name", "on"), [("large-18", "A4"), ("large-18", "F4"), ("large-24", "F4")])
def test_premises_of_large_print_stand_with_their_responses(name, on, above):
    premises, responses, instruction, lines = led_matching(name, on, above, 5)
    assert len(premises) == 1 and premises == responses
    assert instruction == premises or max(instruction) == max(lines) == min(premises) - 1


def test_matching_that_fills_a_page_is_whole_below_an_instruction_on_the_page_before_it():
    premises, responses, instruction, lines = led_matching("large-24", "Letter", 6, 7)
    assert premises == responses == {2} and instruction == lines == {1}


def test_matching_higher_than_a_page_with_its_instruction_at_the_top_is_parted_below_the_premises():
    premises, responses, instruction, _ = led_matching("large-24", "Letter", 0, 7)
    assert premises == instruction == {1} and responses == {2}


def test_answers_on_the_lines_of_large_print_do_not_lie_on_each_other():
    long = tuple("Jawaban yang panjang sekali dan tidak muat dalam satu baris saja." for _ in range(4))
    block = d.Question("1", t("Mengapa?"), (d.WritingLines(5, answer=long),))
    made = render(sheet((block,)), printed(Style(), "large-24"), A4)
    placed = sorted({(-run.y, run.size) for run in runs(made.data) if "panjang" in run.text or "satu" in run.text})
    assert len(placed) >= 4
    for (above, size), (below, _) in itertools.pairwise(placed):
        assert below - above >= size


def test_the_notice_in_the_foot_of_large_print_is_whole():
    foot = d.Footer(
        left="Aliansi AS–Soviet 1941–1945 · Sejarah · Kelas XI",
        middle="Paket A",
        right="RJQ5545-A",
        notice="Belum diperiksa guru",
        pages="Halaman {page} dari {pages}",
    )
    made = render(d.Document("id", "x", (d.Para(t("x")),), foot), printed(Style(), "large-24"), A4)
    assert "Belum diperiksa guru" in made.footers[0]


def test_an_answer_of_one_long_word_is_no_wider_than_its_gap():
    long = "Menandatanganinya"
    block = d.Question("1", (d.Span("Ia "), d.GapMark(answer=long), d.Span(" hari itu.")))
    made = render(sheet((block,)), printed(Style(gap_mm=22), "large-24"), A4)
    (answer,) = (run for run in runs(made.data) if run.text.strip() == long)
    assert answer.size * len(long) * 0.5 < 22 * 1.6 * MM


def test_no_word_of_a_card_is_cut():
    cards = tuple(d.Card(str(n), t("Dipertanggungjawabkannya sebagaimana mestinya")) for n in range(1, 4))
    made = render(sheet((d.Cards(cards, columns=3),)), Style(size_body=13), A4)
    assert sum("Dipertanggungjawabkannya" in run.text for run in runs(made.data)) == 3


def test_rows_of_pairs_that_fill_a_page_become_two_lists():
    rows = tuple((str(n), t("premis yang panjang " * 6)) for n in range(1, 10))
    block = d.Matching(rows, tuple((letter, t(f"respons {letter}")) for letter in "ABCDEFGHI"), "Arti", "Istilah")
    made = render(sheet((block,)), Style(size_body=16), A4)
    told = content(made.data)
    assert told.index("9.premis") < told.index(words("Istilah A. respons"))
    short = render(sheet((d.Matching(rows[:2], block.responses[:2], "Arti", "Istilah"),)), Style(size_body=16), A4)
    found = {run.text.strip(): run.y for run in runs(short.data)}
    assert abs(found["1."] - found["A."]) < 0.1
