"""Text comes out exactly as it went in, whatever it looks like."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support_examples import examples
from typeset_reading import assert_ua, content, page_text, runs, spoken, words
from typeset_sample import A4, sheet, t

from handouts.errors import TemplateError
from handouts.model.document import (
    AnswerEntry,
    Bank,
    Cell,
    Footer,
    Heading,
    Note,
    Para,
    Question,
    QuickKey,
    Span,
    Table,
)
from handouts.model.press import Style
from handouts.typeset import families, render, unprintable
from handouts.typeset.faces import load

STYLE = Style()
# Spaces are drawn as spaces, format characters not at all, and hyphens of any kind as "-".
PLAIN = sorted(
    char
    for char in load("lato", "regular").chars | load("pt-serif", "regular").chars
    if unicodedata.category(char)[0] not in "ZC" and char not in "\u2010\u2011" and not 0xFE00 <= ord(char) <= 0xFE0F
)
HOSTILE = [
    "A & B <c>",
    "<b>&amp;&#65;</b>",
    "\\(\\) (((",
    "\\",
    "'\"“”",
    "%PDF-1.7 endstream EMC ET Q",
    "]]>",
    "{page}",
]


@settings(max_examples=examples(120), deadline=None)
@given(st.lists(st.text(alphabet=PLAIN, min_size=1, max_size=12) | st.sampled_from(HOSTILE), min_size=1, max_size=12))
@example(HOSTILE)
@example(["x\u0301y", "…", "−3", "½"])
def test_any_printable_text_comes_out_exactly(pieces):
    text = " ".join(pieces)
    result = render(sheet((Para(t(text)),)), STYLE, A4)
    assert content(result.data) == words(text)
    assert result.missing == ()


@pytest.mark.parametrize("start", range(0, len(PLAIN), 400))
def test_every_character_of_the_fonts_is_mapped_back(start):
    text = " ".join(PLAIN[start : start + 400])
    for style in ("body", "quote", "answer"):
        result = render(sheet((Para(t(text), style),)), STYLE, A4)
        assert content(result.data) == words(text)
        assert_ua(result.data)


def test_hostile_text_is_plain_everywhere():
    evil = "A & B <c> \\ (x) </P>"
    row = ((Cell(t(evil), True),), (Cell(t(evil)),))
    blocks = (
        Heading(1, t(evil)),
        Note(evil, t(evil)),
        Question(evil, t(evil)),
        Bank(evil, (evil, evil)),
        QuickKey(((evil, evil),)),
        AnswerEntry(evil, t(evil), evil),
        Table(row),
    )
    document = sheet(blocks, title=evil, author=evil, subject=evil)
    data = render(document, STYLE, A4).data
    assert content(data).count(words(evil)) == 15
    assert_ua(data)


@given(st.text(max_size=40))
@settings(max_examples=examples(80), deadline=None)
def test_any_text_at_all_gives_a_valid_file_and_honest_reports(text):
    result = render(sheet((Heading(1, t("x")), Para(t(text))), title=text), STYLE, A4)
    assert_ua(result.data)
    assert {m.character for m in result.missing} == unprintable(text, STYLE)


def test_missing_characters_are_reported_with_their_place():
    result = render(sheet((Para(t("Kata 漢字 dan ☃ di sini"), src="handout.xml.j2:9"),)), STYLE, A4)
    assert {m.character for m in result.missing} == set("漢字") | ({"☃"} & unprintable("☃", STYLE))
    assert all(m.src == "handout.xml.j2:9" and m.character in m.context for m in result.missing)
    assert "Kata??dan" in content(result.data)
    assert unprintable("Kata 漢", STYLE) == {"漢"}
    assert unprintable("tab\tbaris\nspasi\u00a0\u202f\u00adé", STYLE) == frozenset()


def test_a_missing_character_in_the_footer_is_reported():
    document = sheet((Para(t("x")),))
    broken = type(document)("id", "x", document.blocks, Footer("漢", "", "", "{page}"))
    assert {m.character for m in render(broken, STYLE, A4).missing} == {"漢"}


def test_the_other_family_helps_out():
    only_lato = sorted(load("lato", "regular").chars - load("pt-serif", "regular").chars)
    char = next(c for c in only_lato if unicodedata.category(c) == "Ll")
    result = render(sheet((Para(t(f"ab{char}cd"), "quote"),)), STYLE, A4)
    assert result.missing == ()
    assert content(result.data) == f"ab{char}cd"
    assert {run.font.split("+")[1] for run in runs(result.data) if run.mcid is not None} == {
        "PTSerif-Italic",
        "Lato-Italic",
    }


def test_bold_and_italic_are_real_faces():
    para = Para((Span("a", bold=True), Span("b", italic=True), Span("c", bold=True, italic=True)), "body")
    fonts = [run.font.split("+")[1] for run in runs(render(sheet((para,)), STYLE, A4).data) if run.mcid is not None]
    assert fonts == ["Lato-Bold", "Lato-Italic", "Lato-BoldItalic"]


def test_language_of_a_stretch_is_marked():
    para = Para((Span("pinjam-sewa ("), Span("Lend-Lease", lang="en"), Span(")")))
    data = render(sheet((Heading(1, t("x")), para)), STYLE, A4).data
    assert_ua(data)
    assert "pinjam-sewa (Lend-Lease)" in page_text(data)[0]


def test_a_lang_that_is_not_one_is_left_out():
    para = Para((Span("kata", lang="en) >> BDC evil"), Span("lain", lang="日本")))
    data = render(sheet((Heading(1, t("x")), para)), STYLE, A4).data
    assert_ua(data)
    assert content(data) == "xkatalain"


def test_no_break_spaces_hold_and_hyphens_part():
    text = "aaaa " * 19 + "12\u00a0menit " + "kata-kata " * 40
    lines = {run.y: run.text for run in runs(render(sheet((Para(t(text)),)), STYLE, A4).data) if run.mcid is not None}
    assert any("12 menit" in line for line in lines.values())
    assert any(line.endswith("kata-") for line in lines.values())


def test_year_ranges_are_not_parted():
    for pad in range(60, 110):
        data = render(
            sheet((Para(t("x" * (pad % 7 + 1) + " iiii" * (pad // 4) + " 1941–1945 tamat")),)), STYLE, A4
        ).data
        assert any("1941–1945" in run.text for run in runs(data))


def test_single_words_do_not_stand_on_a_last_line_if_they_need_not():
    text = "Berilah tanda tanya pada kata yang belum dikenal, lalu periksalah di glosarium dan catatlah artinya di "
    data = render(sheet((Note("Sambil Membaca.", t(text + "buku.")),)), STYLE, A4).data
    said = "".join(part for _, part in spoken(data))
    assert said.endswith("buku.")


def test_families_are_known_and_others_refused():
    assert {"abeezee", "lato", "pt-serif"} <= set(families())
    with pytest.raises(TemplateError) as caught:
        render(sheet((Para(t("x")),)), Style(sans_font="comic-sans"), A4)
    found = caught.value.diagnostics[0]
    assert found.code == "typeset-unknown-font"
    assert found.data == {"font": "comic-sans", "known": ", ".join(families()), "suggestion": ""}


def test_a_title_is_not_made_even_by_cutting_a_word():
    word = "The Proclamation of the Independence of Indonesia"
    title = word.replace(" ", "\u00a0") + " as it was seen by People in the Street and by the Men Behind It"
    result = render(sheet((Heading(1, t(title)),)), STYLE, A4)
    assert page_text(result.data)[0].splitlines()[0].strip().replace("\u00a0", " ") == word


def test_bound_words_too_wide_for_their_column_are_cut_between_the_words():
    name = "Franklin\u00a0Delano\u00a0Roosevelt"
    result = render(sheet((Table(((Cell(t(name)),) * 7,), 0),)), STYLE, A4)
    first = [run for run in runs(result.data) if not run.artifact and run.x < 80]
    assert [run.text.replace("\u00a0", " ").strip() for run in first] == ["Franklin", "Delano", "Roosevelt"]


def test_a_column_gives_bound_words_the_room_that_others_can_spare():
    name = "Franklin\u00a0Delano\u00a0Roosevelt"
    result = render(sheet((Table(((Cell(t(name)), Cell(t("…"))),), 0, (1, 7)),)), STYLE, A4)
    assert name.replace("\u00a0", " ") in page_text(result.data)[0].replace("\u00a0", " ")


def test_a_line_ends_behind_the_dash_between_a_month_and_a_day_and_not_inside_the_day():
    text = "28\u00a0November–1\u00a0December\u00a01943"
    result = render(sheet((Table(((Cell(t(text)), Cell(t("…"))),), 0, (1, 4)),)), STYLE, A4)
    lines = page_text(result.data)[0].replace("\u00a0", " ").splitlines()
    assert [line.split(" …")[0].strip() for line in lines[:2]] == ["28 November–", "1 December 1943"]
