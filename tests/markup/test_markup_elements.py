"""Every element of the vocabulary becomes the value it stands for; docs/templates.md and the table say the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest

from handouts.markup import parse
from handouts.markup.vocabulary import BLOCKS, ELEMENTS, INLINE, MEANT, tags
from handouts.model import document as d
from handouts.model.timeline import Day

PNG = b"\x89PNG\r\n\x1a\n..."
ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")


def _one(text: str) -> Any:
    """The block that `text` stands for, without its place."""
    document = parse(f'<sheet lang="en"><h1>T</h1>{text}</sheet>', lambda name: PNG)
    assert len(document.blocks) == 2
    return document.blocks[1]


def _s(text: str, **style: Any) -> d.Span:
    return d.Span(text, **style)


EXAMPLES: list[tuple[str, d.Block]] = [
    ("<h2>a <i>b</i></h2>", d.Heading(2, (_s("a "), _s("b", italic=True)))),
    ("<h3>a</h3>", d.Heading(3, (_s("a"),))),
    ("<p>a</p>", d.Para((_s("a"),))),
    ('<p class="kicker" keep-next="yes">a</p>', d.Para((_s("a"),), "kicker", True)),
    ('<note title="N">a<br/>b</note>', d.Note("N", (_s("a"), d.LineBreak(), _s("b")))),
    ("<ul><li>a</li><li>b</li></ul>", d.ListBlock(((_s("a"),), (_s("b"),)))),
    ("<ol><li>a</li></ol>", d.ListBlock(((_s("a"),),), True)),
    (
        '<ol type="i" start="4"><li>a <b>b</b>\n <ul><li>c</li></ul></li><li>d</li></ol>',
        d.ListBlock(
            ((_s("a "), _s("b", bold=True)), (_s("d"),)),
            True,
            numbering="i",
            start=4,
            below=(d.ListBlock(((_s("c"),),)), None),
        ),
    ),
    (
        '<letterhead rule="single" align="left"><logo src="a.png" alt="A"/><line size="title" bold="yes">a <i>b</i>'
        '</line><line/><logo src="b.png" alt="B" side="right" height="2cm"/></letterhead>',
        d.Letterhead(
            (d.LetterLine((_s("a "), _s("b", italic=True)), "title", True),),
            (d.Logo(PNG, "A"), d.Logo(PNG, "B", "right", 20)),
            "single",
            "left",
        ),
    ),
    (
        '<letterhead rule="none"><logo src="a.png" alt="A" side="full"/></letterhead>',
        d.Letterhead((), (d.Logo(PNG, "A", "full", 60),), "none"),
    ),
    (
        '<columns count="3" gap="1cm" rule="yes"><p>a</p><keep><p>b</p></keep><wide><passage><para id="w">c</para>'
        '</passage></wide><box height="4cm"/></columns>',
        d.Columns(
            (
                d.Para((_s("a"),)),
                d.Keep((d.Para((_s("b"),)),)),
                d.Wide((d.ReadingPassage((d.PassagePara("w", "", (_s("c"),)),)),)),
                d.Box(40),
            ),
            3,
            10,
            True,
        ),
    ),
    (
        '<box share="50" title="T" fill="dotted" pitch="5mm" border="no" label="L"/>',
        d.Box(0, 50, "T", "dotted", 5, False, "L"),
    ),
    (
        '<score-box width="60" height="2cm" align="left"><score label="N" of="/ 40"/><score label="P" share="2"/>'
        "</score-box>",
        d.ScoreBox((d.Score("N", "/ 40"), d.Score("P", "", 2)), 60, 20, "left"),
    ),
    ('<lines count="3" pitch="1cm" label="L"/>', d.WritingLines(3, 10, "L")),
    ('<cut-line label="C"/>', d.CutLine("C")),
    (
        '<qr value="https://a.example/x" alt="A" size="3cm" caption="C" align="center"/>',
        d.QrCode("https://a.example/x", "A", 30, (_s("C"),), "center"),
    ),
    (
        '<question number="1" id="q1"><stem>a</stem><box height="4cm" fill="lined"/></question>',
        d.Question("1", (_s("a"),), (d.Box(40, fill="lined"),), id="q1"),
    ),
    (
        '<name-block><row><field label="a"/></row><members label="M" count="3" columns="2"/></name-block>',
        d.NameBlock(
            (
                (d.NameField("a"),),
                (d.NameField("M", kind="heading"),),
                (d.NameField("1.", kind="member"), d.NameField("3.", kind="member")),
                (d.NameField("2.", kind="member"), d.NameField("", kind="heading")),
            )
        ),
    ),
    (
        '<table zebra="yes" head="row" header-rows="0"><tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr>'
        '<tr><td colspan="2">d</td></tr></table>',
        d.Table(
            (
                (d.Cell((_s("a"),), True, rowspan=2), d.Cell((_s("b"),))),
                (d.Cell((_s("c"),)),),
                (d.Cell((_s("d"),), True, colspan=2),),
            ),
            0,
            zebra=True,
        ),
    ),
    (
        '<table header-rows="0"><tr><td rowspan="2">a</td><td rowspan="2">b</td></tr><tr/><tr/></table>',
        d.Table(((d.Cell((_s("a"),), rowspan=2), d.Cell((_s("b"),), rowspan=2)), ()), 0),
    ),
    (
        '<p id="x">a <u>b</u> <a href="https://a.example/?x=(1)" show="yes">c<b>d</b></a>, <a href="#x">e</a></p>',
        d.Para(
            (
                _s("a "),
                _s("b", underline=True),
                _s(" "),
                _s("c", href="https://a.example/?x=(1)"),
                _s("d", bold=True, href="https://a.example/?x=(1)"),
                _s(" (https://a.example/?x=(1)), "),
                _s("e", href="#x"),
            ),
            id="x",
        ),
    ),
    ('<img src="a/b.png" alt="A" width="5cm" caption="C"/>', d.Image(PNG, "A", (_s("C"),), 50)),
    ('<img src="a.png" alt="A"/>', d.Image(PNG, "A")),
    (
        '<passage every="10"><h2>h</h2><para id="p1" number="1">a</para><para id="p2" kind="quote">b</para>'
        '<img src="a.png" alt="A"/></passage>',
        d.ReadingPassage(
            (
                d.Heading(2, (_s("h"),)),
                d.PassagePara("p1", "1", (_s("a"),)),
                d.PassagePara("p2", "", (_s("b"),), "quote"),
                d.Image(PNG, "A"),
            ),
            10,
        ),
    ),
    ('<section-head letter="A" title="T"/>', d.SectionHead("A", "T")),
    (
        '<question number="1"><stem>a <gap label="g"/>.</stem><options><option letter="A">x</option></options>'
        '<lines count="3" pitch="1cm" label="L"/></question>',
        d.Question(
            "1",
            (_s("a "), d.GapMark("g"), _s(".")),
            (d.Options((("A", (_s("x"),)),)), d.WritingLines(3, 10, "L")),
        ),
    ),
    ('<bank title="B"><word>a b</word><word>c</word></bank>', d.Bank("B", ("a b", "c"))),
    (
        '<matching premise-head="P" response-head="R"><premise number="1">a</premise><response letter="a">b</response>'
        '<response letter="b">c</response></matching>',
        d.Matching((("1", (_s("a"),)),), (("a", (_s("b"),)), ("b", (_s("c"),))), "P", "R"),
    ),
    ('<ordering number="9"><event>a</event><event>b</event></ordering>', d.Ordering(((_s("a"),), (_s("b"),)), "9")),
    (
        '<name-block score-label="S" score-of="/ 40"><row><field label="a" share="2.5"/><field label="b"/></row>'
        "</name-block>",
        d.NameBlock(((d.NameField("a", 2.5), d.NameField("b")),), "S", "/ 40"),
    ),
    (
        '<table header-rows="1" widths="1 2" grid="no"><tr><th>a</th><th align="right">b</th></tr>'
        "<tr><td/><td>c</td></tr></table>",
        d.Table(
            ((d.Cell((_s("a"),), True), d.Cell((_s("b"),), True, "right")), (d.Cell(()), d.Cell((_s("c"),)))),
            1,
            (1, 2),
            False,
        ),
    ),
    (
        '<definitions columns="2"><entry><term>a</term><meaning>b</meaning></entry></definitions>',
        d.Definitions((((_s("a"),), (_s("b"),)),), 2),
    ),
    (
        '<timeline alt="A"><event date="x" start="-0264-01-01">a</event><event date="y" start="1941-06-22" '
        'end="1945-05-09" bar="yes" loose-start="yes" loose-end="yes">b</event></timeline>',
        d.TimelineChart(
            (
                d.ChartEvent("x", (_s("a"),), Day(-264, 1, 1), Day(-264, 1, 1)),
                d.ChartEvent("y", (_s("b"),), Day(1941, 6, 22), Day(1945, 5, 9), True, True, True),
            ),
            "A",
        ),
    ),
    ('<band left="L" right="R"/>', d.Band("L", "R")),
    ('<quick-key><cell number="1">A</cell><cell number="2"/></quick-key>', d.QuickKey((("1", "A"), ("2", "")))),
    (
        '<fold-key left="L" right="R" columns="3"><fold-part title="T"><cell number="1">A</cell></fold-part>'
        "</fold-key>",
        d.FoldKey("L", "R", (d.FoldPart("T", (("1", "A"),)),), 3),
    ),
    (
        '<table dense="yes"><tr><th>a</th></tr><tr><td>b</td></tr></table>',
        d.Table(((d.Cell((_s("a"),), True),), (d.Cell((_s("b"),)),)), dense=True),
    ),
    (
        '<answer number="1" place="P"><what>a</what><p class="quote">b</p><p></p></answer>',
        d.AnswerEntry("1", (_s("a"),), "P", (d.Para((_s("b"),), "quote"),)),
    ),
    ("<keep><h2>a</h2><p>b</p></keep>", d.Keep((d.Heading(2, (_s("a"),)), d.Para((_s("b"),))))),
    ('<space height="12pt"/>', d.Space(12)),
    ("<page-break/>", d.PageBreak()),
    (
        '<p><b>a<i>b</i></b><sup>c</sup><sub>d</sub><span class="gloss doubt" lang="en">e<b>f</b></span></p>',
        d.Para(
            (
                _s("a", bold=True),
                _s("b", bold=True, italic=True),
                _s("c", sup=True),
                _s("d", sub=True),
                _s("e", gloss=True, doubt=True, lang="en"),
                _s("f", bold=True, gloss=True, doubt=True, lang="en"),
            )
        ),
    ),
    (
        '<timeline alt="A" tall="yes"><event date="d" start="1941-01-01" full-date="d 1941" open="yes">a</event>'
        "</timeline>",
        d.TimelineChart(
            (d.ChartEvent("d", (_s("a"),), Day(1941, 1, 1), Day(1941, 1, 1), open=True, full="d 1941"),), "A", True
        ),
    ),
    (
        '<write-events alt="A" lines="3" label="L"><moment number="1" date="d" start="-0044-03-15" bar="yes"'
        ' end="0001-01-01" loose-end="yes"/></write-events>',
        d.WriteEvents(
            (d.ChartEvent("d", (), Day(-44, 3, 15), Day(1, 1, 1), True, False, True, number="1"),), "A", 3, "L"
        ),
    ),
    (
        '<write-dates alt="A" label="L"><event number="1">a <i>b</i></event></write-dates>',
        d.WriteDates((("1", (_s("a "), _s("b", italic=True))),), "A", "L"),
    ),
    (
        '<cards columns="3" height="2cm" slot="S" slot-columns="5" slot-height="10mm"><card name="A">a</card></cards>',
        d.Cards((d.Card("A", (_s("a"),)),), 3, 20, "S", 5, 10),
    ),
    ('<cards><card name="1">a</card></cards>', d.Cards((d.Card("1", (_s("a"),)),))),
    (
        '<letter-grid alt="A" square="9mm" least="7mm" ruled="no" labels="yes"><grid-row><square number="1"/><hole/>'
        "<square>B</square></grid-row><grid-row><square/><hole/><square>C</square></grid-row>"
        '<ring from="1 3" to="2 3"/></letter-grid>',
        d.LetterGrid(
            ((d.Square("", "1"), None, d.Square("B")), (d.Square(), None, d.Square("C"))),
            "A",
            9,
            7,
            False,
            True,
            (d.Ring((1, 3), (2, 3)),),
        ),
    ),
    (
        '<clues columns="3"><clue-list title="T"><clue number="1">a <b>b</b></clue></clue-list><clue-list/></clues>',
        d.Clues((d.ClueList("T", (("1", (_s("a "), _s("b", bold=True))),)),), 3),
    ),
    (
        '<flash-cards title="T" front="F {sheet}" back="B {sheet}" flip="short" columns="3" height="4cm">'
        '<flash-card name="1"><front>a <i>b</i></front><back>c</back></flash-card></flash-cards>',
        d.FlashCards(
            (d.FlashCard("1", (_s("a "), _s("b", italic=True)), (_s("c"),)),),
            "T",
            "F {sheet}",
            "B {sheet}",
            "short",
            3,
            40,
        ),
    ),
    (
        '<wall-strip alt="A" bc="{year} SM" glue="G {sheet}" steps="S"><event date="d" start="1941-01-01">a</event>'
        "</wall-strip>",
        d.WallStrip(
            (d.ChartEvent("d", (_s("a"),), Day(1941, 1, 1), Day(1941, 1, 1)),),
            "A",
            "{year} SM",
            "{year}",
            "G {sheet}",
            "S",
        ),
    ),
]


@pytest.mark.parametrize(("text", "wanted"), EXAMPLES, ids=[text[:30] for text, _ in EXAMPLES])
def test_example(text: str, wanted: d.Block) -> None:
    assert _one(text) == wanted


def test_every_block_and_inline_of_the_model_is_reached() -> None:
    reached = {type(block) for _, block in EXAMPLES} | {d.Heading, d.Wide}  # Wide stands in columns alone
    assert reached == set(get_args(d.Block))


def test_sheet_and_footer() -> None:
    document = parse(
        '<sheet lang="id" title="T" author="A" subject="S"><footer left="l" middle="m" right="r" pages="{page}/{pages}"'
        ' notice="n"/><h1>H</h1></sheet>'
    )
    footer = d.Footer("l", "m", "r", "{page}/{pages}", "n")
    assert document == d.Document("id", "T", (d.Heading(1, (_s("H"),)),), footer, "A", "S")
    headed = parse('<sheet lang="id"><footer first-left="f"/><header left="l" right="r" first="no"/><h1>H</h1></sheet>')
    assert headed.header == d.Header("l", "", "r", False)
    assert headed.footer == d.Footer(first_left="f")
    assert (headed.footer.on(1)[0], headed.footer.on(2)[0]) == ("f", "")
    assert parse('<sheet lang="id"><h1>a<br/>b <i>c</i></h1></sheet>').title == "a b c"
    assert parse('<sheet lang="id"><band left="KEY"/></sheet>').title == "KEY"
    assert parse('<sheet lang="id"><footer/><h1>H</h1></sheet>').footer == d.Footer()
    turned = parse('<sheet lang="id" landscape="yes" one-sided="yes"><h1>H</h1></sheet>')
    assert turned.landscape and turned.one_sided and turned.flip is None
    card = '<flash-card name="1"><front>a</front><back>b</back></flash-card>'
    cards = parse(f'<sheet lang="id"><flash-cards title="C" front="f" back="b">{card}</flash-cards></sheet>')
    assert (cards.title, cards.flip) == ("C", "long")


@pytest.mark.parametrize(
    "text",
    [
        "<p/>", '<note title="x"> </note>', "<ul/>", "<ol></ol>", "<passage/>", "<bank/>", "<matching/>", "<ordering/>",
        "<name-block/>", "<name-block><row/></name-block>", "<table/>", "<definitions/>", '<timeline alt="x"/>',
        "<quick-key/>", "<keep/>", "<keep><p/></keep>", '<write-events alt="x"/>', '<write-dates alt="x"/>', "<cards/>",
        '<wall-strip alt="x"/>', '<letter-grid alt="x"/>', '<letter-grid alt="x"><grid-row/></letter-grid>', "<clues/>",
        "<clues><clue-list/></clues>", "<letterhead/>", "<columns/>", "<columns><wide/></columns>",
        "<table><tr/></table>", "<score-box/>",
        '<flash-cards title="x" front="x" back="x"/>',
    ],
)  # fmt: skip
def test_what_is_empty_prints_nothing(text: str) -> None:
    assert parse(f'<sheet lang="en"><h1>T</h1>{text}</sheet>').blocks == (d.Heading(1, (_s("T"),)),)


def test_empty_options_leave_the_question() -> None:
    assert _one('<question number="1"><stem>a</stem><options/></question>') == d.Question("1", (_s("a"),))


def test_stamps_become_places() -> None:
    text = '<sheet _src="a b.xml.j2:1" lang="en"><h1 _src="a b.xml.j2:2">T</h1>'
    text += '<ul _src="c.xml.j2:7"><li>a</li></ul></sheet>'
    assert [block.src for block in parse(text).blocks] == ["a b.xml.j2:2", "c.xml.j2:7"]


# ---- the documentation


def test_docs_name_every_element_and_attribute() -> None:
    rows = [line for line in DOCS.splitlines() if line.startswith("| `")]
    described = {
        name: row for row in rows for name in re.findall(r"`([a-z][a-z0-9-]*)`", row.split("|")[1].partition("(")[0])
    }
    events = [row for row in rows if row.startswith("| `event`")]
    assert set(described) == tags()
    attributes = {name: list(element.attributes) for name, element in ELEMENTS.items()}
    attributes |= {name: list(values) for name, values in INLINE.items()}
    for name, known in attributes.items():
        parent, _, tag = name.rpartition("/")
        row = next(row for row in events if f"`{parent}`" in row) if tag == "event" else described[tag]
        for attribute in known:
            assert f"`{attribute}`" in row, (name, attribute)


def test_docs_say_which_attributes_are_required() -> None:
    bold = set(re.findall(r"\*\*`([a-z-]+)`\*\*", DOCS))
    tables = [*(element.attributes for element in ELEMENTS.values()), *INLINE.values()]
    required = {name for table in tables for name, attribute in table.items() if attribute.required}
    assert bold == required


def docs_examples() -> list[str]:
    """The examples of the documentation that are blocks or inline content."""
    blocks = re.findall(r"```xml\n(.*?)```", DOCS, re.S)
    return [block for block in blocks if "{%" not in block and not block.startswith("<sheet")]


def test_docs_examples_are_right() -> None:
    body = "".join(docs_examples())
    document = parse(f'<sheet lang="id"><h1>T</h1>{body}</sheet>', lambda name: PNG)
    assert {type(block) for block in document.blocks} == set(get_args(d.Block)) - {d.Wide}
    used = set(re.findall(r"<([a-z][a-z0-9-]*)", "".join(re.findall(r"```xml\n(.*?)```", DOCS, re.S))))
    assert tags() - used <= {"h1", "h3"}


def test_docs_show_a_picture_of_every_block() -> None:
    shown = set(re.findall(r"\(gallery/elements/([a-z0-9-]+)\.png\)", DOCS))
    drawn = {path.stem for path in (ROOT / "docs" / "gallery" / "elements").glob("*.png")}
    assert shown == drawn
    unseen = {"h1", "h3", "keep", "space", "page-break", "wide", "passage"}
    assert set(BLOCKS) - unseen <= shown


def test_the_table_is_sound() -> None:
    for name, element in ELEMENTS.items():
        assert (element.holds in ("elements", "text and elements")) == bool(element.children)
        for child in element.children:
            assert child in ELEMENTS or f"{name}/{child}" in ELEMENTS
        assert {*element.needs, *element.first} <= set(element.children)
    assert set(MEANT.values()) <= tags()
    assert not set(MEANT) & tags()
