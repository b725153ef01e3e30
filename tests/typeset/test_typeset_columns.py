"""Columns: balanced, in reading order, nothing cut that must not be; wide blocks break them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_examples import examples
from typeset_reading import assert_ua, content, lines_of, rules, runs, spoken, words
from typeset_sample import A4, choices, sheet, t

from handouts.errors import CheckFailed
from handouts.model import document as d
from handouts.model.press import Style
from handouts.typeset import render

MM = 72 / 25.4
LEFT, WIDTH = 22 * MM, (210 - 22 - 16) * MM
STYLE = Style(punch="left")


def shown(*blocks):
    return render(sheet(blocks), STYLE, A4).data


def questions(count, first=1):
    options = ("Juni 1940", "Juli 1940", "Januari 1941", "Juni 1941")
    return tuple(
        d.Question(str(n), t(f"Perundingan nomor {n} antara Welles dan Umansky pada ...."), (choices(*options),))
        for n in range(first, first + count)
    )


def places(data, names):
    """Page and x of the runs that are these names, in their order."""
    found = {run.text.strip(): (run.page, run.x) for run in runs(data)}
    return [found[name] for name in names]


def test_questions_stand_in_two_even_columns():
    data = shown(d.Columns(questions(7)))
    at = places(data, [f"{n}." for n in range(1, 8)])
    assert [x > LEFT + WIDTH / 2 for _, x in at] == [False] * 4 + [True] * 3
    assert {page for page, _ in at} == {1}
    second = next(x for _, x in at if x > LEFT + WIDTH / 2)
    assert second == pytest.approx(LEFT + (WIDTH + 8 * MM) / 2, abs=0.1)
    assert_ua(data)


def test_reading_order_is_down_the_columns_and_the_text_is_whole():
    blocks = (d.SectionHead("A", "Pilihan Ganda"), *questions(40))
    data = shown(d.Columns(blocks, rule=True), d.Para(t("Selesai.")))
    said = words("".join(text for _, text in spoken(data)))
    at = [said.index(f"{n}.Perundingannomor{n}antara") for n in range(1, 41)]
    assert at == sorted(at)
    assert said.endswith("Selesai.")
    assert_ua(data)


def test_columns_go_on_overleaf_from_the_left():
    data = shown(d.Columns(questions(40)))
    at = places(data, [f"{n}." for n in range(1, 41)])
    assert len({page for page, _ in at}) > 1
    assert at == sorted(at)  # page by page, and on each from left to right


def test_no_question_is_parted_from_its_options():
    data = shown(d.Columns(questions(40)))
    column, seen = None, {}
    for run in runs(data):
        if run.artifact:
            continue
        column = (run.page, run.x > LEFT + WIDTH / 2)
        if run.text.strip().rstrip(".").isdigit():
            number = run.text.strip()
        seen.setdefault(number, set()).add(column)
    assert len(seen) == 40
    assert all(len(columns) == 1 for columns in seen.values())


def test_a_heading_goes_along_with_what_follows_it():
    for count in range(1, 9):
        blocks = (*questions(count), d.Heading(2, t("Bagian B")), *questions(2, 90))
        data = shown(d.Columns(blocks))
        (heading, first) = places(data, ["Bagian B", "90."])
        assert heading == first


def test_wide_blocks_break_the_columns():
    wide = d.Wide((d.SectionHead("B", "Uraian"),))
    data = shown(d.Columns((*questions(4), wide, *questions(2, 5), d.CutLine("Gunting"), *questions(2, 7))))
    ys = {text.strip().split(" ")[0]: y for _, y, text in lines_of(runs(data))}
    assert ys["1."] == ys["3."] and ys["5."] == ys["6."] and ys["7."] == ys["8."]
    assert ys["5."] < ys["B"] < ys["1."]
    long = [rule for rule in rules(data) if rule.y == rule.y2 and rule.x2 - rule.x > WIDTH / 3]
    assert min(rule.x for rule in long) == pytest.approx(LEFT, abs=0.1)
    assert max(rule.x2 for rule in long) == pytest.approx(LEFT + WIDTH, abs=0.1)


def test_a_line_between_the_columns_is_as_high_as_they_are():
    data = shown(d.Columns(questions(6), rule=True))
    upright = [rule for rule in rules(data) if rule.x == rule.x2]
    assert len(upright) == 1
    middle = LEFT + WIDTH / 2
    assert upright[0].x == pytest.approx(middle, abs=0.1)


def test_too_tall_names_the_block_and_not_the_columns():
    tall = d.Question("1", t("Gambarlah."), (d.Box(280),), src="naskah.xml.j2:9")
    with pytest.raises(CheckFailed) as caught:
        shown(d.Columns((*questions(2), tall), src="naskah.xml.j2:3"))
    found = caught.value.diagnostics[0]
    assert (found.code, str(found.location)) == ("typeset-question-too-tall", "naskah.xml.j2:9")


def test_what_is_higher_than_a_column_goes_on_in_the_next():
    tall = d.Question("9", t("Jelaskan."), (d.WritingLines(40, label="Tempat menulis"),))
    data = shown(d.Columns((*questions(2), tall)))
    lines = [rule for rule in rules(data) if rule.width == 0.45]
    assert len(lines) == 40
    assert min(rule.y for rule in lines) > STYLE.margin_bottom_mm * MM - 0.1
    assert len({(rule.page, round(rule.x, 1)) for rule in lines}) == 2
    assert_ua(data)


def test_columns_cut_nothing_that_a_page_holds():
    tall = d.Question("9", t("Jelaskan."), (d.WritingLines(20, label="Tempat menulis"),))
    lines = [rule for rule in rules(shown(d.Columns((tall,)))) if rule.width == 0.45]
    assert len({(rule.page, round(rule.x, 1)) for rule in lines}) == 1


def test_blocks_below_columns_get_the_whole_width_again():
    text = "Sekutu yang terpaksa. " * 20
    alone, below = shown(d.Para(t(text))), shown(d.Columns(questions(3)), d.Para(t(text)))
    lines = [line[2] for line in lines_of(runs(alone)) if "Sekutu" in line[2]]
    assert [line[2] for line in lines_of(runs(below)) if "Sekutu" in line[2]][-len(lines) :] == lines


_SOME = st.one_of(
    st.builds(lambda n: d.Para(t("Kata demi kata. " * n)), st.integers(1, 40)),
    st.builds(lambda n: d.Heading(2, t("Judul " * n)), st.integers(1, 4)),
    st.builds(lambda n: d.ListBlock(tuple(t(f"butir {i}") for i in range(n)), True), st.integers(1, 6)),
    st.builds(lambda n: d.Box(n), st.integers(10, 120)),
    st.builds(lambda n: d.Question("1", t("Apa? " * n), (d.WritingLines(n),)), st.integers(1, 9)),
    st.builds(lambda n: d.Space(n), st.integers(1, 60)),
    st.builds(lambda: d.Wide((d.Heading(3, t("Lebar")),))),
)


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(_SOME, min_size=1, max_size=14), st.integers(2, 3))
def test_whatever_stands_in_columns_is_printed_once_and_inside_its_column(blocks, count):
    data = shown(d.Columns(tuple(blocks), count))
    plain = shown(*(inner for block in blocks for inner in (block.blocks if isinstance(block, d.Wide) else (block,))))
    assert content(data) == content(plain)
    pitch = (WIDTH + 8 * MM) / count
    for run in runs(data):
        if not run.artifact and run.text.strip() == "Lebar":
            assert run.x == pytest.approx(LEFT, abs=0.1)
        assert run.y > 15 * MM or run.artifact
    assert all((run.x - LEFT) // pitch < count for run in runs(data) if not run.artifact)


def test_what_does_not_fit_a_column_stands_over_the_width_with_its_heading():
    pairs = d.Matching((("1", t("Serangan ke Finlandia")),), (("a", t("30 November 1939")),))
    wide = d.Table((tuple(d.Cell(t("pertanggungjawaban")) for _ in range(4)),), 0)
    for block, name in ((pairs, "Serangan ke Finlandia"), (wide, "pertanggungjawaban")):
        head = (d.SectionHead("B", "Menjodohkan"), d.Para(t("Jodohkanlah."), "instruction"))
        data = shown(d.Columns((*questions(4), *head, block)))
        found = {run.text.strip(): run for run in runs(data)}
        assert found["Jodohkanlah."].x == pytest.approx(LEFT, abs=0.1)
        assert found["Jodohkanlah."].y < min(run.y for run in runs(data) if run.text.startswith("Juni 1941"))
        assert found[name].y < found["Jodohkanlah."].y
    narrow = d.Table((tuple(d.Cell(t("ya")) for _ in range(4)),), 0)
    data = shown(d.Columns((*questions(3), narrow)))
    assert min(run.x for run in runs(data) if run.text == "ya") > LEFT + WIDTH / 2


def test_a_heading_that_no_question_fits_below_leaves_the_others_on_their_page():
    tall = d.Question("9", t("Jelaskan."), (d.WritingLines(28),))
    blocks = (*questions(1), d.Box(150), d.SectionHead("B", "Uraian"), d.Para(t("Jawablah."), "instruction"), tall)
    data = shown(d.Box(60), d.Columns(blocks))
    found = {run.text.strip(): run for run in runs(data)}
    assert found["1."].page == 1
    assert found["Uraian"].page == found["Jawablah."].page == found["9."].page == 2
    assert found["Uraian"].x - found["9."].x < 20 * MM
