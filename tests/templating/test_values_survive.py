"""Texts go through template and markup unchanged: what a teacher or pupil writes is never taken for markup."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support_examples import examples

from handouts.markup import parse
from handouts.model.document import Heading, PassagePara, QuickKey, ReadingPassage, SectionHead, plain
from handouts.model.sheet import Piece
from handouts.templating import Theme, render

SHEET = """<sheet lang="id">
<h1>{{ title }}</h1>
<section-head letter="A" title="{{ title }}"/>
<quick-key><cell number="1">{{ title }}</cell></quick-key>
<passage>
  <para id="p1">
    {% for p in pieces %}
    {% if p.bold %}<b>{{ p.text }}</b>{% else %}{{ p.text }}{% endif %}
    {% endfor %}
  </para>
</passage>
</sheet>
"""
HOSTILE = [
    "<b>Anna", "Anna</b>", "<foo>x</foo>", "Tom & Jerry", "&amp;", "&lol;", "&#65;", "&#0;", "]]>", "<![CDATA[x]]>",
    "<!-- x -->", "--", "<?xml version='1.0'?>", "<!DOCTYPE x>", "\"quoted\" and 'quoted'", "x\" onclick=\"y",
    "x\"/><h1>y</h1>", "{{ 7 }}", "{% if %}", "{# x #}", "${x}", "%s %(a)s", "{0.__class__}", "{page}",
    "<img src='/etc/passwd'/>", "<a href='javascript:x'>y</a>", "<para>", "</sheet>", "a\u00a0b\u00a0", "\u200bx\u200d",
    "\u202eabc", "\ufeffx", "😀 👩‍🏫", "محمد", "王小明", "e\u0301", "\u2028x", "\u0085x", "1 < 2 > 0", "a  =  b", "…",
    "\\n", "_src=\"x:1\"", "<p _src=\"x:1\">", "\uE000", "\U0010FFFD",
]  # fmt: skip
# What XML cannot hold is left out: control codes, halves of surrogate pairs, U+FFFE and U+FFFF.
LEFT_OUT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _collapsed(text: str) -> str:
    return re.sub("[ \t\r\n]+", " ", LEFT_OUT.sub("", text)).strip(" ")


def _check(theme: Theme, text: str) -> None:
    pieces = (Piece("x"), Piece(text, bold=True), Piece(text), Piece("y"))
    document = parse(render(theme, "sheet", {"title": "." + text, "pieces": pieces}))
    heading, head, key, passage = document.blocks
    assert isinstance(heading, Heading) and isinstance(head, SectionHead) and isinstance(key, QuickKey)
    assert isinstance(passage, ReadingPassage) and isinstance(passage.parts[0], PassagePara)
    wanted = _collapsed("." + text)
    assert (plain(heading.content), head.title, key.cells, document.title) == (wanted, wanted, (("1", wanted),), wanted)
    assert plain(passage.parts[0].content) == "x" + LEFT_OUT.sub("", text) * 2 + "y"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text(text: str, make_theme: Any) -> None:
    _check(make_theme(sheet=SHEET), text)


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_characters="\t\r\n"), max_size=60))
def test_any_text(text: str, make_theme: Any) -> None:
    _check(make_theme(sheet=SHEET), text)


@settings(max_examples=examples(80), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from(" \t\n\r"), max_size=40))
def test_white_space_collapses_outside_the_passage(text: str, make_theme: Any) -> None:
    theme = make_theme(sheet='<sheet lang="id"><h1>x{{ a }}</h1><p>{{ a }}<b>{{ a }}</b> {{ a }}</p></sheet>')
    document = parse(render(theme, "sheet", {"a": text}))
    assert isinstance(document.blocks[0], Heading)
    assert plain(document.blocks[0].content) == _collapsed("x" + text)
    whole = _collapsed(f"{text}{text} {text}")
    assert (plain(document.blocks[1].content) if document.blocks[1:] else "") == whole  # type: ignore[union-attr]


def test_control_characters_are_left_out(make_theme: Any) -> None:
    theme = make_theme(sheet='<sheet lang="id"><h1>{{ a }}</h1></sheet>')
    text = "a" + "".join(map(chr, range(9))) + "b\x0b\x0c\x1f\ud800\ufffe\uffffc"
    assert parse(render(theme, "sheet", {"a": text})).title == "abc"
