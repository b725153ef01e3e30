"""Sheets made of the glossary on paper: valid, whole, matching on one page, backs of cards behind their fronts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import page
import pikepdf
import pytest
from support import PAPERS
from support_pdf import MM, Shown, dark, overlaps, pages, shown, sizes, strokes, text_boxes, visible
from support_words import CASES, SHEETS, entries_of, flipped, handout_of, print_sheet

from handouts.model.glossary import Entry
from handouts.model.handout import Handout
from handouts.model.lesson import WordForm
from handouts.pipeline.forms import FORM_KINDS

pytestmark = pytest.mark.sliced(4)

LONG = "A Title of a Lesson That Needs Two Lines: What Happened in Those Days and Why It Did Not Happen Before"
# The sheets that a glossary has too few words for, or none that fit in their places.
NOT_MADE: dict[str, tuple[WordForm, ...]] = {
    "one": SHEETS[1:],
    "two": ("glossary-matching", "vocabulary"),
    "four": ("glossary-matching",),
    "too-long": ("glossary-matching",),
}
MADE = [(case, form) for case in CASES for form in SHEETS if form not in NOT_MADE.get(case, ())]
SLOW = ("too-long", "vocabulary")
FAST = [(case, form, "A4") for case, form in MADE if (case, form) != SLOW]
REST = [(case, form, paper) for case, form in MADE for paper in PAPERS]
TIGHT = [("long-meanings", "glossary-matching"), ("all-long", "glossary-matching"), ("giant-meaning", "flash-cards")]
MATRIX = [*FAST, *((case, form, "Letter") for case, form in TIGHT)]
MATRIX += [pytest.param(*c, marks=pytest.mark.verify) for c in REST if c not in MATRIX]


@pytest.mark.parametrize(("case", "form", "paper"), MATRIX)
def test_every_sheet_can_be_handed_out(case: str, form: WordForm, paper: str) -> None:
    sheet, key, _ = print_sheet(handout_of(CASES[case], title=LONG), form, paper)
    for made in (sheet, key):
        report = page.validate_pdf_bytes(made.data, profile="ua1")
        assert report.is_compliant, list(report.failures)[:3]
        assert overlaps(made.data) == []
        wide, high = sizes(made.data)[0]
        for box in text_boxes(made.data):
            assert box.left >= 14 * MM and box.right <= (wide - 14) * MM, box
            assert box.foot >= 9 * MM and box.head <= (high - 14) * MM, box
    if form == "glossary-matching":
        assert sheet.pages == 1
    if form == "flash-cards":
        assert sheet.pages % 2 == 0


@pytest.mark.sliced(2)
@pytest.mark.parametrize("case", CASES)
def test_which_sheets_a_glossary_gives(case: str) -> None:
    handout = handout_of(CASES[case])
    assert [form for form in SHEETS if FORM_KINDS[form].possible(handout)] == [f for c, f in MADE if c == case]


def test_an_empty_glossary_gives_none() -> None:
    assert not any(FORM_KINDS[form].possible(handout_of([])) for form in SHEETS)


@pytest.mark.parametrize("form", SHEETS)
def test_what_has_no_meaning_or_no_approval_stands_on_no_sheet(form: WordForm) -> None:
    hidden = [
        Entry("withoutmeaning", "", "context"),
        Entry("blankterm", "", "blank"),
        Entry("thesaurusword", "likewisemeaning", "synonym"),
    ]
    printed = visible(print_sheet(handout_of([*entries_of(9), *hidden]), form)[0].data)
    for entry in hidden:
        assert entry.term not in printed and (not entry.definition or entry.definition not in printed)
    # A synonym that the teacher has approved is as good as any other meaning.
    approved = Entry("thesaurusword", "likewisemeaning", "synonym", approved=True)
    if form in ("glossary", "flash-cards"):
        assert "likewisemeaning" in visible(print_sheet(handout_of([approved, *entries_of(2)]), form)[0].data)


def test_the_key_to_the_glossary_tells_sources_and_what_is_blank() -> None:
    handout = handout_of(
        [
            Entry("harbour", "a place for ships", "curated", approved=True),
            Entry("lighthouse", "a tower with a lamp", "shared", origin="Seafaring"),
            Entry("mooring", "", "blank"),
        ]
    )
    _, made, key = print_sheet(handout, "glossary")
    assert [entry.number for entry in key.entries] == ["1", "2", "–"]
    harbour, lighthouse, mooring = (entry.notes[0] for entry in key.entries)
    assert "own glossary" in harbour and "Not yet approved" not in harbour
    assert "“Seafaring”" in lighthouse and "Not yet approved" in lighthouse
    assert "No meaning yet" in mooring
    assert any("mooring" in note and "glossary.yaml" in note for note in key.notes)
    assert "Seafaring" in visible(made.data)


# --- cards: what lies behind what ---


@pytest.mark.parametrize("form", ["glossary-blanks", "glossary-matching", "vocabulary", "flash-cards"])
def test_the_keys_tell_where_the_meanings_come_from(form: WordForm) -> None:
    own, *others = handout_of(entries_of(9)).glossary.entries
    far = [replace(e, source="shared", origin="Seafaring") for e in others]
    handout = handout_of([own, *far])
    told = visible(print_sheet(handout, form)[1].data)
    groups = told.split("Sourcesofthemeanings:")[1].split(").")[0]
    assert "thesharedglossary“Seafaring”(" in groups
    if form == "flash-cards":
        assert f"thelesson’sownglossary({own.term});" in groups
        assert all(e.term in groups for e in far)


def _line(words: str, data: bytes, side: int) -> Iterator[Shown]:
    """The pieces of text of a card on fronts (0) or backs (1): every line of it is a part of its words."""
    for piece in shown(data):
        text = dark(piece.text)
        if text and piece.page % 2 == 1 - side and len(text) > 3 and text in dark(words):
            yield piece


def _middles(data: bytes, words: str, side: int) -> tuple[int, float, float]:
    """Sheet of paper and centre of the words of a card. A line's capitals stand in its middle."""
    lines = list(_line(words, data, side))
    assert lines, words
    boxes = [b for b in text_boxes(data) if (b.page, dark(b.text)) in {(p.page, dark(p.text)) for p in lines}]
    rows = {round(p.y, 1): p for p in lines}
    middle = sum(p.y + 0.35 * p.size for p in rows.values()) / len(rows)
    return (lines[0].page + 1) // 2, (min(b.left for b in boxes) + max(b.right for b in boxes)) / 2, middle


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("edge", ["long", "short"])
def test_backs_lie_behind_their_fronts(edge: str, paper: str) -> None:
    plain = handout_of(entries_of(13))
    handout = plain if edge == "long" else flipped(plain)
    data = print_sheet(handout, "flash-cards", paper)[0].data
    wide, high = (side * MM for side in PAPERS[paper])
    seen = set()
    for entry in handout.glossary.printed:
        sheet, x, y = _middles(data, entry.term, 0)
        behind, back_x, back_y = _middles(data, entry.definition, 1)
        seen.add((sheet, round(x), round(y)))
        assert behind == sheet
        # The paper is turned: what lies at x on its front lies at x from the other edge on its back.
        assert back_x == pytest.approx(wide - x if edge == "long" else x, abs=1.5)
        assert back_y == pytest.approx(y if edge == "long" else high - y, abs=0.2)
    assert len(seen) == 13
    with pikepdf.open(io.BytesIO(data)) as pdf:
        asked = str(pdf.Root.ViewerPreferences.Duplex)
    assert asked == {"long": "/DuplexFlipLongEdge", "short": "/DuplexFlipShortEdge"}[edge]
    assert all(dark(f"flip on the {edge} edge") in dark(text) for text in pages(data))


def test_the_other_edge_would_be_found() -> None:
    data = print_sheet(flipped(handout_of(entries_of(13))), "flash-cards")[0].data
    first = handout_of(entries_of(13)).glossary.printed[0]
    _, x, y = _middles(data, first.term, 0)
    _, back_x, back_y = _middles(data, first.definition, 1)
    assert abs(back_x - (210 * MM - x)) > 20 and abs(back_y - y) > 20


@pytest.mark.parametrize("case", ["sixty", "long-terms", "too-long", "endless-word", "giant-meaning"])
@pytest.mark.parametrize("edge", ["long", "short"])
def test_no_word_crosses_a_cut(case: str, edge: str) -> None:
    plain = handout_of(CASES[case])
    data = print_sheet(plain if edge == "long" else flipped(plain), "flash-cards")[0].data
    wide, high = (side * MM for side in PAPERS["A4"])
    cuts = [s for s in strokes(data) if s.dash == "4 3"]
    assert {s.page % 2 for s in cuts} == {1}
    inside = 0
    for box in text_boxes(data):
        for cut in (s for s in cuts if s.page == box.page - (box.page % 2 == 0)):
            x, x2, y, y2 = cut.x, cut.x2, cut.y, cut.y2
            if box.page % 2 == 0 and edge == "long":
                x, x2 = wide - x, wide - x2
            elif box.page % 2 == 0:
                y, y2 = high - y, high - y2
            level = abs(y - y2) < 0.1
            crossed = (
                box.foot < y < box.head and min(x, x2) < box.right and box.left < max(x, x2)
                if level
                else box.left < x < box.right and min(y, y2) < box.head and box.foot < max(y, y2)
            )
            assert not crossed, (box, cut)
            inside += 1
    assert inside


def _cards(handout: Handout) -> tuple[int, set[float], set[float]]:
    """How many pages there are, and the sizes of type on fronts and on backs."""
    data = print_sheet(handout, "flash-cards")[0].data
    found: tuple[set[float], set[float]] = set(), set()
    for entry in handout.glossary.printed:
        for side, words in enumerate((entry.term, entry.definition)):
            found[side].update(piece.size for piece in _line(words, data, side))
    return len(pages(data)), *found


def test_type_steps_down_for_long_texts_and_then_cards_grow() -> None:
    short, medium, giant = (_cards(handout_of(CASES[c])) for c in ("nine", "too-long", "giant-meaning"))
    assert short[1:] == ({18.0}, {13.0})
    assert max(medium[2]) <= 11 and min(medium[2]) >= 8
    # Ten cards, one with 160 long words: fewer on a page than the eight of the others, none cut.
    assert min(giant[2]) >= 8 and giant[0] > 4


def test_cards_come_behind_an_empty_page_where_they_would_begin_on_a_back() -> None:
    from support_timeline import printer_of

    from handouts import markup, typeset

    cards = '<flash-card name="1"><front>one</front><back>two</back></flash-card>'
    block = f'<flash-cards title="T" front="F" back="B">{cards}</flash-cards>'
    printer = printer_of("A4", "en")
    before = markup.parse(f'<sheet lang="en"><h1>T</h1><p>Words before.</p>{block}<p>After.</p></sheet>')
    texts = [dark(text) for text in pages(typeset.render(before, printer.theme.style, printer.paper).data)]
    assert ["Words" in t for t in texts] == [True, False, False, False, False]
    assert [("one" in t, "two" in t, "After" in t) for t in texts[2:]] == [
        (True, False, False), (False, True, False), (False, False, True),
    ]  # fmt: skip
