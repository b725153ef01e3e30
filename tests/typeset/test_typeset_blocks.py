"""Every block: drawn alone and with all others, its text intact, its structure valid."""

import itertools

import pytest
from typeset_reading import assert_ua, boxes, content, page_text, rules, runs, spoken, words
from typeset_sample import A4, F4, HANDOUT, KEY, LAYOUT, NAMES, REST, WORKSHEET, choices, everything, png, sheet, t

from handouts.errors import CheckFailed, TemplateError
from handouts.model import document as d
from handouts.model.press import Style
from handouts.model.prints import printed
from handouts.reading.papers import paper
from handouts.typeset import render
from handouts.typeset.flow import paginate
from handouts.typeset.pieces import Mark

MM = 72 / 25.4
BLOCKS = [*HANDOUT, *WORKSHEET, *KEY, *REST, *LAYOUT]


def shown(*blocks, style=None, paper=A4):
    return render(sheet(blocks), style or Style(), paper).data


@pytest.mark.parametrize("index", range(len(BLOCKS)), ids=lambda i: f"{i}-{type(BLOCKS[i]).__name__}")
def test_each_block_alone_is_valid(index):
    assert_ua(shown(BLOCKS[index]))


@pytest.mark.parametrize("paper", [A4, F4], ids=lambda p: p.name)
def test_all_blocks_together_are_valid_over_several_pages(paper):
    result = render(everything(), Style(), paper)
    assert result.pages > 5
    assert result.missing == ()
    assert_ua(result.data)


def test_large_print_is_valid():
    large = Style(
        size_tiny=12, size_small=16, size_body=18, size_heading=20, size_title=26, reading_size=18, reading_leading=26
    )
    result = render(everything(), large, A4)
    assert_ua(result.data)


def test_reading_order_is_the_order_of_the_story():
    said = spoken(shown(*WORKSHEET))
    text = words("".join(part for _, part in said))
    order = ["LEMBARKERJA", "Nama", "Skor/40", "APilihanGanda", "1.Perundingan", "A.Juni1940", "E.Oktober1941"]
    order += ["pakta[isian]denganJermanNazi.", "Peran7.WakilMenteri", "TokohA.HarryHopkins", "[Limabaris"]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert said[:2] == [("P", "LEMBAR KERJA"), ("H1", "Sekutu yang Terpaksa")]


def test_viewers_copy_the_text():
    text = page_text(shown(*WORKSHEET))[0]
    assert "1. Perundingan antara Sumner Welles dan Konstantin Umansky dimulai pada ....\nA. Juni 1940 B. Juli" in text
    assert "_" not in text


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        (("ya", "tidak"), 1),
        (("Welles", "Hopkins", "Umansky", "Stalin"), 1),
        (("x" * 30, "Hopkins", "Umansky", "Stalin"), 2),
        (("x" * 60, "Hopkins", "Umansky", "Stalin"), 4),
        (("1939", "1940", "1941", "1942", "1943"), 1),
        (("Juni 1940", "Juli 1940", "Januari 1941", "Juni 1941", "Oktober 1941"), 2),
        (("x" * 60, "a", "b", "c", "d"), 5),
    ],
)
def test_options_stand_in_columns_by_their_longest(options, rows):
    found = [run for run in runs(shown(d.Question("1", t("Apa?"), (choices(*options),)))) if run.text in "A.B.C.D.E."]
    assert len({run.y for run in found}) == rows
    columns = len({run.x for run in found})
    assert columns == -(-len(options) // rows)


def test_gaps_are_rules_of_one_width_on_their_baseline():
    stem = (d.Span("Pada "), d.GapMark("isian"), d.Span(", kata " * 30), d.GapMark(), d.Span("."))
    data = shown(d.Question("1", stem))
    gaps = [rule for rule in rules(data) if rule.width == 0.6]
    assert [round(rule.x2 - rule.x, 1) for rule in gaps] == [round(26 * MM, 1)] * 2
    baselines = {run.y for run in runs(data)}
    assert all(any(0 < y - rule.y < 3 for y in baselines) for rule in gaps)
    assert ("Span", "[isian]") in spoken(data)


def test_writing_lines_stand_a_full_pitch_apart_from_the_stem_down():
    data = shown(d.Question("1", t("Jelaskan."), (d.WritingLines(4),)))
    ys = [rule.y for rule in rules(data) if rule.width == 0.45]
    stem = next(run.y for run in runs(data) if run.text == "Jelaskan.")
    assert len(ys) == 4
    assert stem - ys[0] >= 8 * MM
    assert all(round(a - b, 1) == round(8 * MM, 1) for a, b in itertools.pairwise(ys))
    assert all(abs(rule.gray - 0.549) < 0.01 for rule in rules(data) if rule.width == 0.45)


def test_ordering_boxes_are_large_enough_to_write_in():
    data = shown(d.Ordering((t("a"), t("b " * 120), t("c"))), style=Style(box_width_mm=2, box_height_mm=2))
    found = [box for box in boxes(data) if box[5] == "S"]
    assert len(found) == 3
    assert all(box[3] >= 8 * MM - 0.1 and box[4] >= 6.5 * MM - 0.1 for box in found)
    assert {role for role, _ in spoken(data)} == {"LBody"}


def test_name_block_has_room_to_write_and_the_sum():
    data = shown(NAMES)
    lines = [rule for rule in rules(data) if rule.width == 0.6]
    assert len(lines) == 4
    assert min(rule.x2 - rule.x for rule in lines) > 20 * MM
    assert len({rule.x for rule in lines}) == 2  # labels above one another share a width
    assert boxes(data)[0][4] >= 13 * MM
    assert "/ 40" in [run.text for run in runs(data)]


def test_bank_words_are_evenly_spaced_in_even_rows():
    bank = d.Bank("", tuple(f"kata-{n:02}" for n in range(11)))
    found = [run for run in runs(shown(bank)) if run.text.startswith("kata")]
    rows = [[run.x for run in found if run.y == y] for y in sorted({run.y for run in found}, reverse=True)]
    assert [len(row) for row in rows] in ([6, 5], [4, 4, 3])
    for row in rows:
        steps = [round(b - a, 1) for a, b in itertools.pairwise(row)]
        assert max(steps) - min(steps) < 0.3


def test_matching_blanks_stand_at_the_left_of_the_numbers():
    data = shown(*[block for block in WORKSHEET if isinstance(block, d.Matching)])
    blanks = [rule for rule in rules(data) if rule.width == 0.6]
    numbers = [run for run in runs(data) if run.text in ("7.", "8.", "9.")]
    assert len(blanks) == len(numbers) == 3
    assert all(rule.x2 < run.x and 0 < run.y - rule.y < 3 for rule, run in zip(blanks, numbers, strict=True))


def test_table_header_is_repeated_but_read_once():
    table = REST[-4]
    assert isinstance(table, d.Table)
    data = shown(d.Para(t("x"), "body"), d.Space(500), table)
    heads = [run for run in runs(data) if run.text == "Peristiwa"]
    assert [(run.page, run.artifact) for run in heads] == [(1, False), (2, True)]


@pytest.mark.parametrize("colspan", [1, 2])
@pytest.mark.parametrize(("grid", "ruled"), [(True, True), (True, False), (False, True), (False, False)])
def test_only_a_table_without_grid_and_rules_has_no_lines(grid, ruled, colspan):
    a, b, c, e = (d.Cell(t(word)) for word in "abce")
    rows = ((a, b), (d.Cell(t("c"), colspan=2),) if colspan > 1 else (c, e))
    plain = rules(shown(d.Para(t("a"))))
    drawn = rules(shown(d.Table(rows, header_rows=0, grid=grid, rules=ruled)))
    assert (len(drawn) > len(plain)) is (grid or ruled)


def test_short_table_rows_are_filled_up():
    cell = d.Cell(t("a"))
    assert_ua(shown(d.Table(((cell, cell, cell), (cell,)), 0, (1, 2, 3))))
    assert shown(d.Table(()))


def test_answer_place_stands_at_the_right_on_the_same_line():
    entry = d.AnswerEntry("3", t("nonagresi"), "Paragraf 1, baris 2–3")
    found = {run.text.strip(): run for run in runs(shown(entry))}
    assert found["nonagresi"].y == found["Paragraf 1, baris 2–3"].y
    assert found["3."].x < found["nonagresi"].x < found["Paragraf 1, baris 2–3"].x


def test_long_places_and_answers_do_not_collide():
    entry = d.AnswerEntry("3", t("kata " * 60), "Paragraf 1, baris 2–3, dan lagi " * 8)
    found = [run for run in runs(shown(entry)) if run.text[:4] in ("kata", "Para")]
    left = [run.x for run in found if run.text.startswith("kata")]
    right = [run.x for run in found if run.text.startswith("Para")]
    assert max(left) < min(right)


def test_quick_key_keeps_every_answer():
    cells = tuple((str(n), "jawaban panjang" if n % 7 == 0 else "B") for n in range(1, 41))
    data = shown(d.QuickKey(cells))
    assert content(data) == words(_by_rows(data))
    assert content(data).count("B") == 35
    assert content(data).count("jawabanpanjang") == 5
    assert_ua(data)


def _by_rows(data):
    return "".join(part for role, part in spoken(data) if role in ("TH", "TD"))


def test_pictures_of_many_kinds():
    kinds = [
        ("L", "PNG"),
        ("P", "PNG"),
        ("RGBA", "PNG"),
        ("1", "PNG"),
        ("CMYK", "JPEG"),
        ("L", "JPEG"),
        ("RGB", "JPEG"),
    ]
    for mode, kind in kinds:
        assert_ua(shown(d.Image(png(mode=mode, kind=kind), "Peta", width_mm=40)))
    tall = render(sheet((d.Image(png(20, 400), "Menara"),)), Style(), A4)
    assert tall.pages == 1


def test_a_broken_picture_is_refused_with_its_place():
    with pytest.raises(TemplateError) as caught:
        shown(d.Image(b"no picture", "Peta", src="handout.xml.j2:7"))
    assert str(caught.value.diagnostics[0]).startswith("handout.xml.j2:7: typeset-bad-image")


def test_lines_for_more_than_a_page_go_on_overleaf():
    made = render(sheet((d.Question("1", t("Jelaskan."), (d.WritingLines(60, label="Tempat menulis"),)),)), Style(), A4)
    assert made.pages == 2
    assert_ua(made.data)


def test_too_tall_names_the_element_and_its_place():
    tall = Mark(height=2000, src="worksheet.xml.j2:31", element="question")
    with pytest.raises(CheckFailed) as caught:
        paginate([tall], 700, 0)
    found = caught.value.diagnostics[0]
    assert (found.code, str(found.location), found.data["element"]) == (
        "typeset-question-too-tall",
        "worksheet.xml.j2:31",
        "question",
    )
    assert found.data["height"] > found.data["room"] == 246


def test_empty_blocks_do_no_harm():
    empty = (
        d.ListBlock(()),
        d.Definitions(()),
        d.Definitions((), 2),
        d.TimelineChart((), "kosong"),
        d.QuickKey(()),
        d.Keep(()),
        d.ReadingPassage(()),
        d.NameBlock(()),
        d.Ordering(()),
        d.Matching((), ()),
        d.Bank("", ()),
        d.Question("", ()),
        d.Para(()),
        d.Note("", ()),
        d.SectionHead("", ""),
        d.PageBreak(),
        d.Space(10),
        d.Letterhead(()),
        d.ScoreBox(()),
        d.Columns(()),
        d.Columns((d.Keep(()),)),
    )
    for block in empty:
        shown(block)
    assert render(sheet(empty), Style(), A4).pages == 1
    assert_ua(shown(d.Heading(1, t("x")), *empty))
    assert render(sheet(()), Style(), A4).pages == 1


def group_of(count):
    names = [d.NameField(f"{number}.", kind="member") for number in range(1, count + 1)]
    tall = -(-count // 3)
    names += [d.NameField("", kind="heading")] * (3 * tall - count)
    rows = (tuple(names[row::tall]) for row in range(tall))
    return d.NameBlock(((d.NameField("Kelompok"),), (d.NameField("Anggota", kind="heading"),), *rows))


@pytest.mark.parametrize("count", [5, 7])
@pytest.mark.parametrize(("on", "print_name", "columns"), [("A4", "standard", 3), ("B5", "large-24", 1)])
def test_members_of_a_group_are_read_and_stand_in_the_order_of_their_numbers(on, print_name, columns, count):
    data = render(sheet((group_of(count), d.Para(t("Penutup")))), printed(Style(), print_name), paper(on)).data
    numbers = [f"{number}." for number in range(1, count + 1)]
    assert [text.strip() for _, text in spoken(data) if text.strip() in numbers] == numbers
    places = [(run.x, -run.y) for run in runs(data) if run.text.strip() in numbers]
    assert places == sorted(places)  # down a column, then the next
    assert len({x for x, _ in places}) == columns
    if columns == 1:
        (foot,) = [-run.y for run in runs(data) if "Penutup" in run.text]
        steps = [below - above for above, below in itertools.pairwise([y for _, y in places])]
        assert max(steps) - min(steps) < 0.1
        assert foot - places[-1][1] < 2 * steps[0]  # no row without a number


def test_the_last_line_of_a_paper_stands_in_the_middle_of_the_page():
    (run,) = [run for run in runs(shown(d.Para(t("Selesai"), "end"))) if run.text == "Selesai"]
    style = Style()
    middle = (style.margin_inner_mm + (A4.width_mm - style.margin_inner_mm - style.margin_outer_mm) / 2) * MM
    assert run.x < middle < run.x + 7 * run.size and middle - run.x < 4 * run.size
