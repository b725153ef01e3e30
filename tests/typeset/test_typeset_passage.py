"""The reading passage: exact line anchors, numbers in the gutters, paragraphs over pages."""

from hypothesis import given, settings
from hypothesis import strategies as st
from support_examples import examples
from typeset_reading import assert_ua, content, lines_of, runs, words
from typeset_sample import A4, F4, PARAGRAPHS, passage, sheet, t

from handouts.model.document import GapMark, Heading, LineBreak, PassagePara, ReadingPassage, Span, plain
from handouts.model.press import Paper, Style
from handouts.typeset import render

SMALL = Paper("small", 110, 90)

TEXT = st.text(alphabet="abc dé.-–—/1 \u00a0\n\u200b“”Ω", max_size=60) | st.sampled_from(PARAGRAPHS)
SPAN = st.builds(Span, TEXT, bold=st.booleans(), italic=st.booleans(), gloss=st.booleans(), doubt=st.booleans())
CONTENT = st.lists(SPAN | st.just(LineBreak()) | st.just(GapMark("isian")), min_size=1, max_size=6).map(tuple)


def printed(data):
    """The passage's printed lines: page and text, without the numbers in the gutters."""
    return [(page, text) for page, _, text in lines_of([run for run in runs(data) if not run.artifact])]


@settings(max_examples=examples(80), deadline=None)
@given(st.lists(CONTENT, min_size=1, max_size=4))
def test_anchors_are_the_printed_lines(contents):
    parts = tuple(PassagePara(f"p{n}", str(n), content) for n, content in enumerate(contents))
    result = render(sheet((ReadingPassage(parts),)), Style(), SMALL)
    by_id = {part.id: plain(part.content) for part in parts}
    assert [line.number for line in result.lines] == list(range(1, len(result.lines) + 1))
    expected = []
    for name, text in by_id.items():
        ranges = [(line.start, line.end) for line in result.lines if line.para == name]
        assert [start for start, _ in ranges] == [0, *[end for _, end in ranges[:-1]]]
        assert ranges[-1][1] == len(text)
    for line in result.lines:
        shown = words(by_id[line.para][line.start : line.end].replace("____", "").replace("\u200b", ""))
        if shown:
            expected.append((line.page, shown))
    assert [(page, words(text)) for page, text in printed(result.data) if words(text)] == expected


def test_anchors_of_a_long_passage_on_two_papers():
    for paper in (A4, F4):
        result = render(sheet((passage(6),)), Style(), paper)
        assert result.pages > 1
        assert {line.page for line in result.lines} == set(range(1, result.pages + 1))
        tagged = [(page, words(text)) for page, text in printed(result.data) if text != "Front Kedua"]
        texts = {part.id: plain(part.content) for part in passage(6).parts if isinstance(part, PassagePara)}
        assert tagged == [(ln.page, words(texts[ln.para][ln.start : ln.end])) for ln in result.lines]
        assert_ua(result.data)


def test_numbers_stand_in_their_gutters_on_the_lines_they_number():
    result = render(sheet((passage(3),)), Style(), A4)
    found = runs(result.data)
    body = [run for run in found if run.font.endswith("PTSerif-Regular")]
    left = {page: min(run.x for run in body if run.page == page) for page in range(1, result.pages + 1)}
    starts = lines_of([run for run in found if not run.artifact and "PTSerif" in run.font])
    digits = [run for run in found if run.artifact and run.size == 7.5 and run.text.isdecimal()]
    assert [int(run.text) for run in digits] == list(range(5, len(result.lines) + 1, 5))
    for run in digits:
        page, y, _ = starts[int(run.text) - 1]
        assert (run.page, run.y) == (page, y)
        assert run.x > left[page] + 127 * 72 / 25.4
    paragraphs = [run for run in found if run.artifact and run.font.endswith("Lato-Bold") and run.size == 10.5]
    assert [run.text for run in paragraphs] == [str(n) for n in range(1, 13)]
    first_lines = [n for n, line in enumerate(result.lines) if line.start == 0]
    for run, line in zip(paragraphs, first_lines, strict=True):
        assert (run.page, run.y) == starts[line][:2]
        assert run.x < left[run.page]


def test_numbers_do_not_break_the_copied_text():
    text = content(render(sheet((passage(),)), Style(), A4).data)
    assert text.startswith(words(PARAGRAPHS[0] + PARAGRAPHS[1]))


def test_no_paragraph_leaves_a_single_line_at_a_page_turn():
    for repeat in range(2, 6):
        for shift in range(0, 60, 7):
            style = Style(margin_bottom_mm=18 + shift / 3)
            result = render(sheet((passage(repeat),)), style, A4)
            for name in {line.para for line in result.lines}:
                pages = [line.page for line in result.lines if line.para == name]
                assert all(pages.count(page) >= 2 for page in set(pages))


def test_words_too_long_for_a_line_are_cut_without_loss():
    word = "mempertanggungjawabkan" * 20
    result = render(sheet((ReadingPassage((PassagePara("a", "1", t(word)),)),)), Style(), A4)
    assert content(result.data) == word
    assert len(result.lines) > 3


def test_items_and_quotes_are_numbered_too():
    parts = (
        PassagePara("a", "1", t(PARAGRAPHS[0])),
        PassagePara("b", "", t(PARAGRAPHS[1]), "item"),
        PassagePara("c", "", t("kedua"), "item"),
        Heading(2, t("Judul")),
        PassagePara("d", "2", t(PARAGRAPHS[2]), "quote"),
    )
    result = render(sheet((Heading(1, t("Bacaan")), ReadingPassage(parts, 3))), Style(), A4)
    assert_ua(result.data)
    assert [line.number for line in result.lines] == list(range(1, len(result.lines) + 1))
    digits = [run.text for run in runs(result.data) if run.artifact and run.size == 7.5 and run.text.isdecimal()]
    assert digits[:2] == ["3", "6"]
    none = render(sheet((ReadingPassage(parts, 0),)), Style(), A4)
    assert not [r for r in runs(none.data) if r.artifact and r.size == 7.5 and r.text.isdecimal()]
