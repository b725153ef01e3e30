"""The answers put into a worksheet's document: in their places, and nothing else changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handouts import markup, press, typeset
from handouts.errors import CheckFailed
from handouts.languages.labels import Labels
from handouts.model import document as d
from handouts.model.key_papers import Answer
from handouts.model.press import Paper, Style
from handouts.pipeline.marked_copy import marked
from handouts.pipeline.wording import expected_characters

SHEET = """<sheet lang="en" title="T"><h1>T</h1>
<keep><question number="1"><stem>One?</stem>
<options><option letter="A">a</option><option letter="B">b</option><option letter="C">c</option></options>
</question></keep>
<question number="2"><stem>x L<gap/> y</stem></question>
<matching><premise number="3">p</premise><premise number="4">q</premise><response letter="A">r</response></matching>
<ordering number="5"><event>e</event><event>f</event></ordering>
<table><tr><th>No.</th><th>S</th><th>Yes</th><th>No way</th></tr>
<tr><td>6</td><td>s</td><td/><td/></tr><tr><td>7</td><td>t</td><td/><td/></tr></table>
<question number="8"><stem>Why?</stem><lines count="2"/></question>
<question number="9"><stem>Who?</stem></question>
<p>last words</p></sheet>"""
ANSWERS = (
    Answer("1", letters=("A", "C")),
    Answer("2", words=("Lend-Lease",)),
    Answer("3", letters=("A",)),
    Answer("4", letters=("B",)),
    Answer("5", places=("2", "1")),
    Answer("6", column="No\u00a0way"),
    Answer("7", column="Yes"),
    Answer("8", words=("Because.", "2: half")),
    Answer("9", words=("Somebody",)),
)
LABELS = Labels("en")
A4 = Paper("A4", 210, 297)


def made(answers: tuple[Answer, ...] = ANSWERS, text: str = SHEET) -> tuple[d.Document, d.Document]:
    plain = markup.parse(text)
    return plain, marked(plain, answers, "B", LABELS, "worksheet.xml.j2")


def of(document: d.Document, kind: type) -> list[object]:
    found: list[object] = []
    for block in document.blocks:
        found += [b for b in (block.blocks if isinstance(block, d.Keep) else (block,)) if isinstance(b, kind)]
    return found


def test_every_answer_has_its_place() -> None:
    _, copy = made()
    first, gap, lined, bare = of(copy, d.Question)
    assert isinstance(first, d.Question) and isinstance(first.body[0], d.Options)
    assert first.body[0].right == ("A", "C") and first.body[0].spoken
    assert isinstance(gap, d.Question) and [p.answer for p in gap.stem if isinstance(p, d.GapMark)] == ["Lend-Lease"]
    assert isinstance(lined, d.Question) and isinstance(lined.body[0], d.WritingLines)
    assert lined.body[0].answer == ("Because.", "2: half")
    assert isinstance(bare, d.Question) and bare.answer == "Somebody"
    (matching,), (ordering,), (table,) = (of(copy, kind) for kind in (d.Matching, d.Ordering, d.Table))
    assert isinstance(matching, d.Matching) and matching.answers == ("A", "B")
    assert isinstance(ordering, d.Ordering) and ordering.answers == ("2", "1")
    assert isinstance(table, d.Table)
    assert [[bool(cell.spoken) for cell in row] for row in table.rows[1:]] == [
        [False] * 3 + [True],
        [False, False, True, False],
    ]
    assert "VERSION B" in copy.banner and copy.title.startswith(copy.banner)


def test_without_answers_nothing_changes_but_the_band() -> None:
    plain, copy = made(())
    assert replace(copy, banner="", title=plain.title) == plain


def test_answers_without_a_place_are_named() -> None:
    with pytest.raises(CheckFailed) as refused:
        made((*ANSWERS, Answer("10", words=("x",)), Answer("11", column="Maybe"), Answer("9", letters=("A",))))
    (problem,) = refused.value.diagnostics
    assert problem.code == "key-not-placed" and "10, 11" in str(problem.data["items"])


LONG = "a very long answer that nobody would write into a gap but a teacher may well have put into the file " * 3


@pytest.mark.parametrize(
    "words", ["x", "Franklin D. Roosevelt", "Under Secretary of State Sumner Welles", LONG, "y" * 90]
)
def test_no_answer_takes_room_and_every_character_is_printed(words: str) -> None:
    answers = (
        replace(ANSWERS[1], words=(words,)),
        replace(ANSWERS[7], words=(words, words)),
        ANSWERS[0],
        *ANSWERS[2:7],
    )
    text = SHEET.replace("<p>last words</p>", "<passage><para id='p' number='1'>last words</para></passage>")
    plain, copy = made((*answers, replace(ANSWERS[8], words=(words,))), text)
    first, second = (typeset.render(one, Style(), A4) for one in (plain, copy))
    assert second.pages == first.pages and second.lines == first.lines
    counted, _ = expected_characters(copy, second)
    before, _ = expected_characters(plain, first)
    assert (counted - before)[words[0]] >= 4
    assert press.read_back(second.data).characters == counted
