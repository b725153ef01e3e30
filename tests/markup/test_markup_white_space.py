"""White space: as HTML sets it, but kept to the character in the passage, where anchors count it."""

from __future__ import annotations

import pytest

from handouts.markup import parse
from handouts.model.document import Content, PassagePara, ReadingPassage, Span, plain


def _p(text: str) -> Content:
    return parse(f'<sheet lang="en"><h1>T</h1><p>{text}</p></sheet>').blocks[1].content  # type: ignore[union-attr]


def _para(text: str) -> Content:
    sheet = f'<sheet lang="en"><h1>T</h1><passage><para id="a">{text}</para></passage></sheet>'
    passage = parse(sheet).blocks[1]
    assert isinstance(passage, ReadingPassage) and isinstance(passage.parts[0], PassagePara)
    return passage.parts[0].content


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("  a  b  ", "a b"),
        ("\n  a\n  b\n", "a b"),
        ("a <b> b </b> c", "a b c"),
        ("a<b> b</b>", "a b"),
        (" <b> a</b>", "a"),
        ("<b>a </b> ", "a"),
        ("<b>a </b><i> </i>", "a"),
        ("a <br/> b", "a\nb"),
        ("a\n<br/>\nb", "a\nb"),
        ("a <gap/> b", "a ____ b"),
        (" <gap/> ", "____"),
        ("a<gap/>b", "a____b"),
        ("a\u00a0\u00a0b\u00a0", "a\u00a0\u00a0b\u00a0"),
        ("\u00a0a \u00a0 b", "\u00a0a \u00a0 b"),
        ("12&#160;menit", "12\u00a0menit"),
        ("a<!-- x --> b", "a b"),
        ("a\t\r\nb", "a b"),
        ("a\u2009b\u2003", "a\u2009b\u2003"),
    ],
)
def test_collapsed(text: str, wanted: str) -> None:
    assert plain(_p(text)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a b", "a b"),
        ("\n    a b\n  ", "a b"),
        ("\n  <b>a</b> b<i> c</i>\n", "a b c"),
        ("a  b", "a  b"),
        ("a <b> b</b> c", "a  b c"),
        ("\n<b>\n a</b>", "a"),
        ("a<b> </b>\n", "a"),
        ("\u00a0a\u00a0", "\u00a0a\u00a0"),
    ],
)
def test_exact_in_the_passage(text: str, wanted: str) -> None:
    assert plain(_para(text)) == wanted


def test_neighbours_of_one_style_are_one_span() -> None:
    assert _p("a<b>b</b><b>c</b><i/>d<!-- x -->e") == (Span("a"), Span("bc", bold=True), Span("de"))
    assert _para("a<b>b</b><b>c</b>") == (Span("a"), Span("bc", bold=True))
