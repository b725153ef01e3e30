"""Letterheads, boxes, score boxes, cut lines, codes, headers, links, lists in lists, cells that span."""

import itertools
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_examples import examples
from typeset_reading import assert_ua, boxes, content, page_text, rules, runs, spoken, words
from typeset_sample import A4, F4, png, sheet, t

from handouts.errors import CheckFailed, TemplateError
from handouts.model import document as d
from handouts.model.press import Paper, Style
from handouts.model.prints import printed
from handouts.typeset import render

MM = 72 / 25.4
LEFT, WIDTH = 22 * MM, (210 - 22 - 16) * MM
HEIGHT = (297 - 17 - 18) * MM
FOOT = 18 * MM
STYLE = Style(punch="left")
LINES = (
    d.LetterLine(t("PEMERINTAH PROVINSI CONTOH"), "heading"),
    d.LetterLine(t("SMA NEGERI 1 CONTOH"), "title", True),
    d.LetterLine(t("Jalan Melati 12, Kota Contoh"), "small"),
)
LEFT_LOGO = d.Logo(png(100, 100), "Lambang provinsi")
RIGHT_LOGO = d.Logo(png(90, 120), "Logo sekolah", "right")


def shown(*blocks, paper=A4, **more):
    return render(sheet(blocks, **more), STYLE, paper).data


def drawn_images(data):
    """(x, y, width, height) of each picture, in the order they are drawn."""
    found = []
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            matrix = None
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "cm":
                    matrix = [float(value) for value in operands]
                elif str(operator) == "Do":
                    found.append((matrix[4], matrix[5], matrix[0], matrix[3]))
    return found


# ---- letterhead


@pytest.mark.parametrize("logos", [(), (LEFT_LOGO,), (RIGHT_LOGO,), (LEFT_LOGO, RIGHT_LOGO)], ids=len)
@pytest.mark.parametrize("rule", ["double", "single", "none"])
def test_letterheads_are_valid(logos, rule):
    assert_ua(shown(d.Letterhead(LINES, logos, rule), d.Heading(1, t("Judul"))))


def test_a_letterhead_stands_between_its_logos_and_above_a_double_rule():
    data = shown(d.Letterhead(LINES, (RIGHT_LOGO, LEFT_LOGO)))
    first, second = drawn_images(data)
    assert first[0] == pytest.approx(LEFT, abs=0.1)
    assert second[0] + second[2] == pytest.approx(LEFT + WIDTH, abs=0.1)
    assert first[3] == pytest.approx(22 * MM, abs=0.1)
    wide = [rule for rule in rules(data) if rule.x2 - rule.x > WIDTH - 1 and rule.width > 0.5]
    drawn = sorted(wide, key=lambda rule: -rule.y)
    assert [rule.width for rule in drawn] == [2.2, 0.7]
    low = min(run.y for run in runs(data) if not run.artifact)
    assert drawn[0].y < min(low, first[1], second[1])
    assert [text for _, text in spoken(data)] == [
        "[Lambang provinsi]", "", *(d.plain(line.content) for line in LINES), "[Logo sekolah]", "",
    ]  # fmt: skip


def test_lines_stand_in_the_middle_of_the_paper_when_they_fit_there():
    data = shown(d.Letterhead(LINES, (LEFT_LOGO,)))
    one = next(run for run in runs(data) if run.text.startswith("SMA"))
    other = next(run for run in runs(shown(d.Letterhead(LINES))) if run.text.startswith("SMA"))
    assert one.x == pytest.approx(other.x, abs=0.1)
    long = (d.LetterLine(t("SEKOLAH MENENGAH ATAS NEGERI 1 CONTOH RAYA"), "title", True),)
    beside = next(run for run in runs(shown(d.Letterhead(long, (LEFT_LOGO,)))) if run.text.startswith("SEKOLAH"))
    assert beside.x > LEFT + 22 * MM + 5 * MM


def test_lines_at_the_left_begin_behind_the_logo():
    data = shown(d.Letterhead(LINES, (LEFT_LOGO,), align="left"))
    assert {round(run.x, 1) for run in runs(data) if not run.artifact} == {round(LEFT + 27 * MM, 1)}


def test_one_picture_of_the_whole_letterhead_takes_the_width():
    whole = d.Logo(png(1600, 200), "Kop SMA Contoh", "full", 60)
    data = shown(d.Letterhead((), (whole,), "none"), d.Heading(1, t("Judul")))
    (x, _, width, _) = drawn_images(data)[0]
    assert (x, width) == (pytest.approx(LEFT, abs=0.1), pytest.approx(WIDTH, abs=0.1))
    assert_ua(data)


# ---- boxes


def frames(data):
    return [box for box in boxes(data) if box[5] == "S"]


def test_boxes_take_their_height_or_their_share_of_the_page():
    data = shown(d.Box(40), d.Box(share=50), d.Box(share=100))
    fixed, half, rest = frames(data)
    assert fixed[4] == pytest.approx(40 * MM, abs=0.1)
    left = HEIGHT - 40 * MM - 8
    assert half[4] == pytest.approx(left / 2, abs=0.1)
    assert rest[4] == pytest.approx(left / 2 - 8, abs=0.1)
    assert rest[2] == pytest.approx(FOOT, abs=0.1)
    assert {box[0] for box in (fixed, half, rest)} == {1}


@pytest.mark.parametrize("paper", [A4, F4], ids=lambda paper: paper.name)
def test_a_share_is_one_of_the_paper_at_hand(paper):
    (box,) = frames(shown(d.Box(share=100), paper=paper))
    assert box[4] == pytest.approx((paper.height_mm - 35) * MM, abs=0.1)


def test_a_share_of_too_little_room_begins_a_new_page():
    (first, second) = frames(shown(d.Box(245), d.Box(share=100)))
    assert (first[0], second[0]) == (1, 2)
    assert second[4] == pytest.approx(HEIGHT, abs=0.1)


def test_a_box_higher_than_the_page_is_refused_with_its_place_and_a_height_that_fits():
    with pytest.raises(CheckFailed) as caught:
        shown(d.Box(280, src="lkpd.xml.j2:14"))
    found = caught.value.diagnostics[0]
    assert (found.code, str(found.location)) == ("typeset-box-too-tall", "lkpd.xml.j2:14")
    assert found.data["height"] == 280
    assert len(frames(shown(d.Box(float(found.data["room"]))))) == 1


def test_a_table_row_higher_than_the_page_goes_on_overleaf():
    low, tall = (d.Cell(t("awal")),), (d.Cell(t("kata " * 2500)),)
    data = shown(d.Table((low, low, tall, (d.Cell(t("akhir")),)), 0))
    printed = [run for run in runs(data) if not run.artifact]
    assert " ".join(run.text for run in printed).split() == ["awal", "awal", *["kata"] * 2500, "akhir"]
    assert len({run.page for run in printed}) > 2
    assert all(FOOT < run.y < FOOT + HEIGHT for run in printed)
    assert_ua(data)


def test_cells_over_several_rows_that_no_page_holds_go_on_overleaf():
    side = d.Cell(t("samping " * 300), rowspan=4)
    long = d.Cell(t("kata " * 900))
    table = d.Table(((side, long), (long,), (d.Cell(t("pendek")),), (long,), (d.Cell(t("x")), d.Cell(t("y")))), 0)
    data = shown(table)
    words = " ".join(run.text for run in runs(data) if not run.artifact).split()
    assert sorted(words) == sorted(["samping"] * 300 + ["kata"] * 2700 + ["pendek", "x", "y"])
    assert all(FOOT < run.y < FOOT + HEIGHT for run in runs(data) if not run.artifact)
    assert_ua(data)


def test_a_table_header_higher_than_the_page_is_refused_with_its_place():
    with pytest.raises(CheckFailed) as caught:
        shown(d.Table(((d.Cell(t("kata " * 4000)),), (d.Cell(t("a")),)), src="lkpd.xml.j2:20"))
    assert str(caught.value.diagnostics[0]).startswith("lkpd.xml.j2:20: typeset-row-too-tall")


def test_what_fills_a_box_stays_inside_it():
    for fill, pitch in (("lined", 8), ("dotted", 5), ("squared", 5)):
        data = shown(d.Box(43, fill=fill, pitch_mm=pitch, title="Hitunglah"))
        (_, x, y, width, height, _) = frames(data)[0]
        inner = [rule for rule in rules(data) if y - 1 < rule.y < y + height]
        assert len(inner) >= 4
        assert all(x < rule.x <= rule.x2 < x + width and y + MM < min(rule.y, rule.y2) for rule in inner)


def test_lines_in_a_box_stand_a_full_pitch_apart_from_its_title_down():
    data = shown(d.Box(60, fill="lined", title="Kesimpulan"))
    title = next(run for run in runs(data) if run.text == "Kesimpulan")
    ys = [rule.y for rule in rules(data) if rule.width == 0.45]
    assert title.y - ys[0] >= 8 * MM
    assert {round(a - b, 1) for a, b in itertools.pairwise(ys)} == {round(8 * MM, 1)}


def test_lines_without_a_question_go_over_the_width():
    data = shown(d.Para(t("Kesimpulan:")), d.WritingLines(3, label="Tempat menulis"), d.Para(t("Selesai.")))
    drawn = [rule for rule in rules(data) if rule.width == 0.45]
    assert {(round(rule.x, 1), round(rule.x2, 1)) for rule in drawn} == {(round(LEFT, 1), round(LEFT + WIDTH, 1))}
    assert ("Figure", "[Tempat menulis]") in spoken(data)
    assert_ua(data)
    long = [rule for rule in rules(shown(d.WritingLines(40))) if rule.width == 0.45]
    assert [rule.page for rule in long].count(2) == 40 - int(HEIGHT / (8 * MM))


def test_a_labelled_box_is_a_figure_and_another_is_nothing():
    assert ("Figure", "[Tempat menggambar]") in spoken(shown(d.Box(40, label="Tempat menggambar")))
    assert spoken(shown(d.Box(40), d.Para(t("x")))) == [("P", "x")]
    data = shown(d.Question("1", t("Gambarlah."), (d.Box(40, fill="squared", pitch_mm=5, label="Gambar"),)))
    assert ("Figure", "[Gambar]") in spoken(data)
    assert_ua(data)


def test_boxes_are_valid():
    blocks = [d.Box(40, fill=fill, title="T", label="L") for fill in ("empty", "lined", "dotted", "squared")]
    assert_ua(shown(*blocks, d.Keep((d.Heading(2, t("x")), d.Box(share=60, border=False, fill="lined")))))


def test_a_box_with_a_share_keeps_it_in_a_keep():
    (box,) = frames(shown(d.Keep((d.Heading(2, t("Gambar")), d.Box(share=100)))))
    assert box[2] == pytest.approx(FOOT, abs=0.1)


def test_a_score_box_has_a_compartment_for_each_mark():
    block = d.ScoreBox((d.Score("Nilai", "/ 100"), d.Score("Paraf guru", share=2)), 60, 20)
    data = shown(block)
    first, second = frames(data)
    assert second[3] == pytest.approx(2 * first[3], abs=0.1)
    assert first[4] == pytest.approx(20 * MM, abs=0.1)
    assert second[1] + second[3] == pytest.approx(LEFT + WIDTH, abs=0.1)
    assert content(data) == "Nilai/100Parafguru"
    assert_ua(data)


# ---- cut lines and codes


def test_a_cut_line_goes_over_the_width_and_around_its_words():
    data = shown(d.CutLine("Gunting di sini"), d.CutLine())
    word = next(run for run in runs(data) if run.text == "Gunting di sini")
    level = [rule for rule in rules(data) if rule.y == rule.y2 and rule.x2 - rule.x > 50 * MM]
    assert len(level) == 4  # two beside the words, one alone, the hair line of the footer
    assert level[0].x2 < word.x < level[1].x
    assert_ua(data)


def test_a_qr_code_is_a_figure_of_squares_with_its_caption_beside_it():
    code = d.QrCode("https://contoh.example/sekutu", "Kode QR: bacaan", 30, t("Pindai."))
    data = shown(code)
    assert min(box[1] for box in boxes(data)) > LEFT
    assert ("Figure", "[Kode QR: bacaan]") in spoken(data)
    caption = next(run for run in runs(data) if run.text == "Pindai.")
    assert caption.x >= LEFT + 30 * MM
    for align in ("center", "right"):
        assert_ua(shown(d.QrCode("1941", "x", 30, t("Pindai."), align)))
    assert_ua(data)


def test_qr_codes_of_one_value_are_alike_and_of_two_are_not():
    one, again, other = (shown(d.QrCode(value, "x")) for value in ("https://a.example", "https://a.example", "Я"))
    assert one == again
    assert one != other


# ---- head and foot of the page


def test_the_header_stands_on_every_page_or_not_on_the_first():
    blocks = (d.Para(t("satu")), d.PageBreak(), d.Para(t("dua")))
    for first, wanted in ((True, [1, 2]), (False, [2])):
        header = d.Header("SMA Contoh", "PAS", "Sejarah", first)
        result = render(sheet(blocks, header=header), STYLE, A4)
        head = [run for run in runs(result.data) if run.text in ("SMA Contoh", "PAS", "Sejarah")]
        assert [run.page for run in head if run.text == "PAS"] == wanted
        assert all(run.artifact and run.y > (297 - 17) * MM for run in head)
        assert result.added == ("SMA Contoh", "PAS", "Sejarah") * len(wanted)
        assert_ua(result.data)


def test_header_and_banner_do_not_lie_on_each_other():
    data = shown(d.Para(t("x")), header=d.Header("SMA Contoh"), banner="KUNCI")
    head, banner = (next(run.y for run in runs(data) if run.text == text) for text in ("SMA Contoh", "KUNCI"))
    assert banner > head + 10


def test_a_small_paper_has_room_for_header_and_banner():
    data = shown(d.Para(t("x")), header=d.Header("SMA Contoh"), banner="KUNCI", paper=Paper("A5", 148, 210))
    head, banner = (next(run for run in runs(data) if run.text == text) for text in ("SMA Contoh", "KUNCI"))
    assert banner.y - head.y > 12
    assert 210 * MM - banner.y > 10


def test_in_large_print_columns_become_one_and_the_first_page_keeps_its_own_footer():
    blocks = (d.Columns((d.Question("1", t("satu")), d.Question("2", t("dua")))), d.PageBreak(), d.Para(t("akhir")))
    footer = d.Footer("kiri", right="SEJ-11-2026-KODE", pages="Halaman {page} dari {pages}", first_right="BERBEDA")
    made = render(d.Document("id", "x", blocks, footer), printed(Style(), "large-24"), A4)
    one, two = (next(run for run in runs(made.data) if run.text.strip() == text) for text in ("satu", "dua"))
    assert (one.x, one.page) == (two.x, two.page)
    assert made.footers == ("kiri BERBEDA · Halaman 1 dari 2", "kiri SEJ-11-2026-KODE · Halaman 2 dari 2")
    assert_ua(made.data)


def test_boxes_and_lines_in_them_leave_more_room_in_large_print():
    heights, pitches = [], []
    for style in (STYLE, printed(STYLE, "large-18")):
        data = render(sheet((d.Box(60, fill="lined"),)), style, A4).data
        heights.append(frames(data)[0][4])
        ys = sorted(rule.y for rule in rules(data) if rule.x == rule.x2 or 0.3 < rule.width < 0.46)
        pitches.append(max(b - a for a, b in itertools.pairwise(ys)))
    assert heights[1] == pytest.approx(1.35 * heights[0], abs=0.1)
    assert pitches[1] == pytest.approx(1.35 * pitches[0], abs=0.1)


def test_the_footer_of_the_first_page_can_be_another():
    footer = d.Footer("kiri", "", "7F3A", "{page}", first_left="pertama", first_right="")
    made = d.Document("id", "T", (d.Para(t("x")), d.PageBreak(), d.Para(t("y"))), footer)
    assert render(made, STYLE, A4).footers == ("pertama 1", "kiri 7F3A · 2")


# ---- links


def links(data):
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        found = []
        for page in pdf.pages:
            for entry in page.get("/Annots", []):
                action = str(entry.A.URI) if "/A" in entry else (pages[entry.Dest[0].objgen], float(entry.Dest[3]))
                found.append((str(entry.Contents), action, [float(value) for value in entry.Rect]))
        return found


def test_links_lead_to_addresses_and_are_read_out_as_links():
    text = (d.Span("Baca "), d.Span("di ", href="https://a.example/?x=(1)"))
    text += (d.Span("sini", bold=True, href="https://a.example/?x=(1)"), d.Span("."))
    data = shown(d.Para(text))
    assert [(told, where) for told, where, _ in links(data)] == [("https://a.example/?x=(1)",) * 2] * 2
    said = spoken(data)
    assert [role for role, _ in said] == ["P", "Link", "Link", "Link", "P"]
    assert words("".join(text for role, text in said if not text.startswith("<"))) == "Bacadisini."
    assert page_text(data)[0].startswith("Baca di sini.")
    assert_ua(data)


def test_links_lead_to_the_page_and_height_of_their_element():
    passage = d.ReadingPassage((d.PassagePara("p1", "1", t("Teks")),))
    text = tuple(d.Span(f"{name} ", href=f"#{name}") for name in ("h", "p1", "q", "k"))
    kept = d.Keep((d.Heading(3, t("Simpan"), id="k"),))
    columns = d.Columns((d.Question("1", t("a")), d.Question("2", t("b"), id="q")))
    data = shown(d.Para(text), d.PageBreak(), d.Heading(2, t("Judul"), id="h"), passage, d.PageBreak(), columns, kept)
    where = dict(zip(("h", "p1", "q", "k"), (place for _, place, _ in links(data)), strict=True))
    assert [page for page, _ in where.values()] == [2, 2, 3, 3]
    ys = {run.text.strip(): run.y for run in runs(data)}
    for name, word in (("h", "Judul"), ("p1", "Teks"), ("q", "b"), ("k", "Simpan")):
        assert 0 < where[name][1] - ys[word] < 20
    assert_ua(data)


def test_a_link_over_two_lines_and_pages_stays_one_link():
    text = (d.Span("kata " * 1500, href="https://a.example"),)
    data = shown(d.Para(text))
    assert len(links(data)) > 50
    assert {role for role, _ in spoken(data)} == {"Link"}
    assert_ua(data)


def test_underlined_words_have_a_rule_and_others_none():
    data = shown(d.Para((d.Span("Kata "), d.Span("penting", underline=True), d.Span(" ini."))))
    (rule,) = [rule for rule in rules(data) if rule.width == 0.5]
    word = next(run for run in runs(data) if run.text == "penting")
    assert rule.x == pytest.approx(word.x, abs=0.1)
    assert 0 < word.y - rule.y < 3


# ---- lists and tables


@pytest.mark.parametrize(
    ("numbering", "start", "labels"),
    [("1", 9, "9. 10."), ("a", 26, "z. aa."), ("A", 2, "B. C."), ("i", 3, "iii. iv."), ("i", 399, "cccxcix. cd.")],
)
def test_lists_are_numbered_as_their_type_says(numbering, start, labels):
    data = shown(d.ListBlock((t("x"), t("y")), True, numbering=numbering, start=start))
    assert [text for role, text in spoken(data) if role == "Lbl"] == labels.split()
    texts = [run.x for run in runs(data) if run.text in "xy"]
    assert len(set(texts)) == 1  # both stand behind the wider label
    assert_ua(data)


def test_lists_in_lists_stand_further_in_and_inside_their_item():
    inner = d.ListBlock((t("dalam satu"), t("dalam dua")))
    data = shown(d.ListBlock((t("luar"), t("akhir")), True, below=(inner, None)))
    xs = {run.text.strip(): run.x for run in runs(data) if not run.artifact}
    assert xs["–"] == pytest.approx(xs["luar"] + 0.5 * MM, abs=1.5)
    assert xs["dalam satu"] > xs["luar"] == xs["akhir"]
    said = [text for _, text in spoken(data)]
    assert said == ["1.", "luar", "–", "dalam satu", "–", "dalam dua", "2.", "akhir"]
    with pikepdf.open(BytesIO(data)) as pdf:
        listed = pdf.Root.StructTreeRoot.K[0].K[0]
        body = listed.K[0].K[1]
        assert [str(kid.S) for kid in body.K] == ["/P", "/L"]
        assert str(listed.A.ListNumbering) == "/Decimal"
    assert_ua(data)


SPANS = d.Table(
    (
        (d.Cell(t("Aspek"), True), d.Cell(t("Deskripsi"), True, colspan=2)),
        (d.Cell(t("Isi"), True, rowspan=2), d.Cell(t("baik")), d.Cell(t("cukup " * 30))),
        (d.Cell(t("kurang"), colspan=2),),
        (d.Cell(t("Bahasa"), True), d.Cell(t("baku")), d.Cell(t("tidak"))),
    ),
    1,
    (1, 1, 2),
    zebra=True,
)


def test_cells_that_span_say_so_and_have_no_line_inside():
    data = shown(SPANS)
    with pikepdf.open(BytesIO(data)) as pdf:
        rows = pdf.Root.StructTreeRoot.K[0].K[0].K
        told = [[{k[1:]: str(v).strip("/") for k, v in cell.get("/A", {}).items()} for cell in row.K] for row in rows]
    assert told[0][1] == {"O": "Table", "Scope": "Column", "ColSpan": "2"}
    assert told[1][0] == {"O": "Table", "Scope": "Row", "RowSpan": "2"}
    assert told[2] == [{"O": "Table", "ColSpan": "2"}]
    inside = LEFT + WIDTH / 2
    head = next(run.y for run in runs(data) if run.text == "Deskripsi")
    upright = [rule for rule in rules(data) if rule.x == rule.x2 == pytest.approx(inside, abs=0.1)]
    assert len(upright) == 2  # beside "baik" and beside "baku" alone
    assert not any(min(rule.y, rule.y2) < head < max(rule.y, rule.y2) for rule in upright)
    assert_ua(data)


def test_rows_that_share_a_cell_are_never_parted():
    group = (
        (d.Cell(t("a"), rowspan=3), d.Cell(t("b"))),
        (d.Cell(t("c")),),
        (d.Cell(t("d")),),
    )
    head = ((d.Cell(t("K1"), True), d.Cell(t("K2"), True)),)
    data = shown(d.Table(head + group * 40))
    found = [(run.page, run.text) for run in runs(data) if run.text in "abcd"]
    for index in range(0, len(found), 4):
        assert len({page for page, _ in found[index : index + 4]}) == 1
    assert found[-1][0] > 1
    assert_ua(data)


def test_a_cell_over_two_rows_makes_room_for_its_words():
    tall = d.Cell(t("kata " * 120), rowspan=2)
    data = shown(d.Table(((tall, d.Cell(t("x"))), (d.Cell(t("y")),)), 0, (1, 3)), d.Para(t("Sesudah")))
    low = min(run.y for run in runs(data) if "kata" in run.text)
    assert next(run.y for run in runs(data) if run.text == "Sesudah") < low - 10


def test_every_other_row_is_tinted():
    rows = tuple((d.Cell(t(str(n))),) for n in range(6))
    tinted = [box for box in boxes(shown(d.Table(rows, 0, zebra=True))) if box[5] == "f"]
    assert len(tinted) == 3
    assert not [box for box in boxes(shown(d.Table(rows, 0))) if box[5] == "f"]


def test_members_of_a_group_have_a_line_each():
    rows = (
        (d.NameField("Kelompok"), d.NameField("Kelas")),
        (d.NameField("Anggota", kind="heading"),),
        (d.NameField("1.", kind="member"), d.NameField("3.", kind="member")),
        (d.NameField("2.", kind="member"), d.NameField("", kind="heading")),
    )
    data = shown(d.NameBlock(rows))
    lines = [rule for rule in rules(data) if rule.width == 0.6]
    assert len(lines) == 5
    numbers = {run.text: run for run in runs(data) if run.text in ("1.", "2.", "3.")}
    starts = [min(rule.x - run.x for rule in lines if rule.x > run.x) for run in numbers.values()]
    assert max(starts) < 15 * MM  # not as far in as behind the longer labels above
    assert_ua(data)


def test_columns_make_room_for_their_longest_words():
    rows = ((d.Cell(t("No."), True), d.Cell(t("Pernyataan"), True), d.Cell(t("Benar"), True)),)
    rows += ((d.Cell(t("16.")), d.Cell(t("Uni Soviet mendapat bantuan dari Amerika Serikat.")), d.Cell(())),)
    data = shown(d.Table(rows, 1, (1, 40, 1)))
    assert {"No.", "Pernyataan", "Benar", "16."} <= {run.text.strip() for run in runs(data)}
    even = shown(d.Table(rows, 1, (4, 10, 4)))
    upright = sorted({rule.x for rule in rules(even) if rule.x == rule.x2})
    assert upright[1] - upright[0] == pytest.approx(WIDTH * 4 / 18, abs=0.1)  # where there is room, shares rule


def test_a_letterhead_shrinks_its_type_before_it_breaks_a_line():
    small = Paper("A5", 148, 210)
    data = shown(d.Letterhead(LINES, (LEFT_LOGO, RIGHT_LOGO)), paper=small)
    texts = [run.text for run in runs(data) if not run.artifact]
    assert texts == [d.plain(line.content) for line in LINES]
    long = d.Letterhead((d.LetterLine(t("NAMA SEKOLAH " * 9), "title"),), (LEFT_LOGO,))
    assert len({run.y for run in runs(shown(long, paper=small)) if not run.artifact}) > 1


@st.composite
def spanned_tables(draw):
    """A table cut into cells of any size, with the header's rows apart."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    heads = draw(st.integers(0, min(2, rows - 1)))
    free = [[True] * columns for _ in range(rows)]
    made = []
    for row in range(rows):
        cells = []
        for column in range(columns):
            if not free[row][column]:
                continue
            wide = 1
            while column + wide < columns and free[row][column + wide] and draw(st.booleans()):
                wide += 1
            tall = draw(st.integers(1, (heads if row < heads else rows) - row))
            for r in range(row, row + tall):
                free[r][column : column + wide] = [False] * wide
            text = f"r{row}k{column} " * draw(st.integers(1, 12))
            cells.append(d.Cell(t(text), draw(st.booleans()), colspan=wide, rowspan=tall))
        made.append(tuple(cells))
    return d.Table(tuple(made), heads, zebra=draw(st.booleans()), grid=draw(st.booleans()))


@settings(max_examples=examples(40), deadline=None)
@given(spanned_tables())
def test_any_table_of_spans_prints_each_word_once_and_inside_its_cell(table):
    data = shown(table)
    said = words("".join(text for _, text in spoken(data)))
    assert said == words("".join(d.plain(cell.content) for row in table.rows for cell in row))
    places, filled = d.first_columns(table.rows)
    assert set(filled) == {max(filled)}
    pitch = WIDTH / filled[0]
    cells = {f"r{n}k{column}": column for n, row in enumerate(places) for column in row}
    for run in runs(data):
        name = run.text.split(" ")[0]
        if not run.artifact and name in cells:
            assert run.x == pytest.approx(LEFT + cells[name] * pitch + 5, abs=0.6)
    assert_ua(data)


def test_a_broken_logo_is_refused_with_its_own_place():
    logo = d.Logo(b"no picture", "Lambang", src="kop.xml.j2:4")
    with pytest.raises(TemplateError) as caught:
        shown(d.Letterhead(LINES, (logo,), src="kop.xml.j2:3"))
    assert str(caught.value.diagnostics[0]).startswith("kop.xml.j2:4: typeset-bad-image")
