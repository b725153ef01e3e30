"""What is refused, with which data, and that nothing hostile gets through to the XML parser or the pictures."""

from __future__ import annotations

from typing import Any

import pytest

from handouts.diagnostics import Location, problem
from handouts.errors import ContentError, TemplateError
from handouts.markup import parse

PNG = b"\x89PNG\r\n\x1a\n..."


def _wrong(text: str, pictures: Any = None) -> list[tuple[str, dict[str, Any]]]:
    with pytest.raises(TemplateError) as refusal:
        parse(text, pictures)
    return [(d.code, dict(d.data)) for d in refusal.value.diagnostics]


def _in(text: str) -> str:
    return f'<sheet lang="en"><h1>T</h1>{text}</sheet>'


@pytest.mark.parametrize(
    ("text", "code", "data"),
    [
        ("<strong>x</strong>", "markup-unknown-element", {"element": "strong", "suggestion": "b"}),
        ("<P>x</P>", "markup-unknown-element", {"element": "P", "suggestion": "p"}),
        ("<defintions/>", "markup-unknown-element", {"element": "defintions", "suggestion": "definitions"}),
        ("<zzzzzz/>", "markup-unknown-element", {"element": "zzzzzz", "suggestion": ""}),
        (
            '<img scr="a.png" alt="x" src="a.png"/>',
            "markup-unknown-attribute",
            {"attribute": "scr", "element": "img", "suggestion": "src", "allowed": "alt, caption, src, width"},
        ),
        (
            '<h2 style="x">a</h2>',
            "markup-unknown-attribute",
            {"attribute": "style", "element": "h2", "suggestion": "", "allowed": "id"},
        ),
        (
            "<table><td>x</td></table>",
            "markup-misplaced",
            {"element": "td", "parent": "table", "allowed": "tr"},
        ),
        (
            "<answer number='1'><p>x</p><what>y</what></answer>",
            "markup-not-first",
            {"element": "what", "parent": "answer"},
        ),
        ('<section-head title="x"/>', "markup-missing-attribute", {"attribute": "letter", "element": "section-head"}),
        (
            '<p class="big">x</p>',
            "markup-bad-value",
            {
                "attribute": "class",
                "value": "big",
                "wanted": "body, kicker, lead, instruction, small, quote, source, answer, end",
            },
        ),
        (
            '<timeline alt="x"><event date="x" start="1941-06-22" end="1940-01-01">x</event></timeline>',
            "markup-bad-value",
            {"attribute": "end", "value": "1940-01-01", "wanted": "≥ 1941-06-22"},
        ),
        (
            '<write-events alt="x"><moment date="x" start="1941-06-22" end="1940-01-01"/></write-events>',
            "markup-bad-value",
            {"attribute": "end", "value": "1940-01-01", "wanted": "≥ 1941-06-22"},
        ),
        (
            '<write-events alt="x"><moment date="x" start="1941-06-22">Germany attacks</moment></write-events>',
            "markup-text-not-allowed",
            {"element": "moment", "text": "Germany attacks", "into": "p"},
        ),
        (
            '<write-dates alt="x"><event number="1" date="1941">x</event></write-dates>',
            "markup-unknown-attribute",
            {"attribute": "date", "element": "event", "suggestion": "", "allowed": "number"},
        ),
        ("<cards><card>x</card></cards>", "markup-missing-attribute", {"attribute": "name", "element": "card"}),
        (
            '<wall-strip alt="x" bc="BC"><event date="x" start="1941-06-22">x</event></wall-strip>',
            "markup-bad-value",
            {"attribute": "bc", "value": "BC", "wanted": "{year}"},
        ),
        (
            '<table widths="1 2 3"><tr><td>a</td><td>b</td></tr></table>',
            "markup-bad-value",
            {"attribute": "widths", "value": "1 2 3", "wanted": "1 1"},
        ),
        (
            '<table header-rows="2"><tr><td>a</td></tr></table>',
            "markup-bad-value",
            {"attribute": "header-rows", "value": "2", "wanted": "0–1"},
        ),
        (
            "<table><tr><td>a</td></tr><tr><td>a</td><td>b</td></tr></table>",
            "markup-uneven-table",
            {"row": 2, "cells": 2, "wanted": 1},
        ),
        (
            '<letter-grid alt="x"><grid-row><square/></grid-row><grid-row><square/><hole/></grid-row></letter-grid>',
            "markup-uneven-table",
            {"row": 2, "cells": 2, "wanted": 1},
        ),
        (
            '<letter-grid alt="x"><grid-row><square/><square/></grid-row><ring from="1 1" to="2 2"/></letter-grid>',
            "markup-bad-value",
            {"attribute": "to", "value": "2 2", "wanted": "≤ 1 2"},
        ),
        (
            '<letter-grid alt="x"><grid-row><square/><square/><square/></grid-row><grid-row><square/><square/><square/>'
            '</grid-row><ring from="1 1" to="2 3"/></letter-grid>',
            "markup-bad-value",
            {"attribute": "to", "value": "2 3", "wanted": "→ ↓ ↘ ↗"},
        ),
        (
            '<letter-grid alt="x"><grid-row><square/></grid-row><ring from="A1" to="1 1"/></letter-grid>',
            "markup-bad-value",
            {"attribute": "from", "value": "A1", "wanted": "3 12"},
        ),
        ("<clues><clue-list><clue>x</clue></clue-list></clues>", "markup-missing-attribute", {
            "attribute": "number", "element": "clue"}),
        ("some words", "markup-text-not-allowed", {"element": "sheet", "text": "some words", "into": "p"}),
        ("<definitions><entry><term>a</term></entry></definitions>", "markup-missing-element", {
            "element": "entry", "child": "meaning"}),
        ('<matching><premise number="1">a</premise></matching>', "markup-missing-element", {
            "element": "matching", "child": "response"}),
        ("<h2><b> </b></h2>", "markup-empty", {"element": "h2"}),
        ("<bank><word/></bank>", "markup-empty", {"element": "word"}),
        ('<passage><para id="a">x</para><para id="a">y</para></passage>', "markup-duplicate-id", {"id": "a"}),
        ('<passage><para id="a">x\n  y</para></passage>', "markup-line-break", {"element": "para"}),
        ('<passage><para id="a">x<gap/></para></passage>', "markup-misplaced", {
            "element": "gap", "parent": "para", "allowed": "b, i, sup, sub, u, a, span"}),
        ('<letterhead><logo src="a.png" alt="A"/><logo src="b.png" alt="B"/></letterhead>', "markup-letterhead-logos", {
            "side": "left"}),
        ('<letterhead><logo src="a" alt="A" side="full"/><line>x</line></letterhead>', "markup-letterhead-full", {}),
        ('<letterhead><logo src="a.png"/></letterhead>', "markup-missing-attribute", {
            "attribute": "alt", "element": "logo"}),
        ("<box/>", "markup-box-size", {}),
        ('<box height="4cm" share="50"/>', "markup-box-size", {}),
        ('<columns><box height="4cm" share="50"/></columns>', "markup-unknown-attribute", None),
        ('<columns><passage><para id="a">x</para></passage></columns>', "markup-passage-in-columns", {}),
        ('<columns><keep><passage><para id="a">x</para></passage></keep></columns>', "markup-passage-in-columns", {}),
        ("<columns><columns><p>x</p></columns></columns>", "markup-misplaced", None),
        ("<wide><p>x</p></wide>", "markup-misplaced", None),
        (f'<qr value="https://a.example/{"x" * 400}" alt="A"/>', "markup-qr-too-long", {"length": 418, "most": 400}),
        ('<p><a href="javascript:alert(1)">x</a></p>', "markup-bad-value", {
            "attribute": "href", "value": "javascript:alert(1)", "wanted": "https://…, http://…, mailto:…, #…"}),
        ('<p><a href="file:///etc/hosts">x</a></p>', "markup-bad-value", None),
        ('<p><a href="#sorces">x</a></p><h2 id="sources">y</h2>', "markup-unknown-id", {
            "id": "sorces", "suggestion": "sources"}),
        ('<p><a href="#q"> </a></p><h2 id="q">y</h2>', "markup-empty", {"element": "a"}),
        ('<p><a href="https://a.example">x <a href="https://b.example">y</a></a></p>', "markup-misplaced", None),
        ('<passage><para id="a"><a href="https://a.example" show="yes">x</a></para></passage>', "markup-bad-value", {
            "attribute": "show", "value": "yes", "wanted": "no"}),
        ('<h2 id="a">x</h2><p id="a">y</p>', "markup-duplicate-id", {"id": "a"}),
        ("<ul><li>a<ul><li>b</li></ul>c</li></ul>", "markup-text-not-allowed", {
            "element": "li", "text": "c", "into": "li"}),
        ("<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>", "markup-misplaced", None),
        ("<ul><li><ul><li>b</li></ul></li></ul>", "markup-empty", {"element": "li"}),
        ('<ol type="I"><li>a</li></ol>', "markup-bad-value", {
            "attribute": "type", "value": "I", "wanted": "1, a, A, i", "suggestion": "i"}),
        ('<table><tr><td>a</td><td>b</td></tr><tr><td colspan="3">c</td></tr></table>', "markup-uneven-table", {
            "row": 2, "cells": 3, "wanted": 2}),
        ('<table header-rows="0"><tr><td rowspan="2">a</td></tr></table>', "markup-bad-value", {
            "attribute": "rowspan", "value": "2", "wanted": "1–1"}),
        ('<table><tr><th rowspan="2">a</th><th>b</th></tr><tr><td>c</td></tr></table>', "markup-bad-value", {
            "attribute": "rowspan", "value": "2", "wanted": "1–1"}),
        ('<header left="x"/>', "markup-not-first", {"element": "header", "parent": "sheet"}),
        ("<question number='1'><stem>a</stem><stem>b</stem></question>", "markup-twice", {
            "element": "stem", "parent": "question"}),
        ("<ul>x</ul>", "markup-text-not-allowed", {"element": "ul", "text": "x", "into": "li"}),
        ("<table>x</table>", "markup-text-not-allowed", {"element": "table", "text": "x", "into": "th"}),
        ("<letterhead>x</letterhead>", "markup-text-not-allowed", {
            "element": "letterhead", "text": "x", "into": "line"}),
        ('<letterhead><img src="a.png" alt="x"/></letterhead>', "markup-misplaced", {
            "element": "img", "parent": "letterhead", "allowed": "logo, line", "suggestion": "logo"}),
        ("<question number='1'><stem>a</stem><line/></question>", "markup-misplaced", {
            "element": "line", "parent": "question", "allowed": "stem, options, lines, box", "suggestion": "lines"}),
        ("<h1>again</h1>", "markup-second-title", {}),
        ("<keep><page-break/></keep>", "markup-misplaced", None),
        ('<p xml:lang="en">x</p>', "markup-unknown-attribute", None),
        ("<p><?php x ?></p>", "markup-doctype", {"what": "<?php"}),
    ],
)  # fmt: skip
def test_refused(text: str, code: str, data: dict[str, Any] | None) -> None:
    wrong = _wrong(_in(text), lambda name: PNG)
    assert wrong[0][0] == code
    assert data is None or wrong[0][1] == data
    assert len(wrong) == 1


def test_root_and_title() -> None:
    assert _wrong("<html/>") == [("markup-unknown-element", {"element": "html", "suggestion": "sheet"})]
    assert _wrong("<p>x</p>") == [("markup-misplaced", {"element": "p", "parent": "", "allowed": "sheet"})]
    assert _wrong('<sheet lang="en"><p>x</p></sheet>') == [("markup-no-title", {})]
    assert _wrong("<sheet><h1>x</h1></sheet>")[0][0] == "markup-missing-attribute"
    assert _wrong('<sheet lang="english!"><h1>x</h1></sheet>')[0][0] == "markup-bad-value"
    assert _wrong('<sheet lang="en"><h1>x</h1><footer/></sheet>')[0][0] == "markup-not-first"
    assert _wrong('<sheet lang="en"><footer pages="{total}"/><h1>x</h1></sheet>')[0][0] == "markup-bad-value"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "markup-not-wellformed"),
        ("words", "markup-not-wellformed"),
        ('<!DOCTYPE sheet><sheet lang="en"><h1>x</h1></sheet>', "markup-doctype"),
        (
            '<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><sheet lang="en"><h1>&x;</h1></sheet>',
            "markup-doctype",
        ),
        ('<?xml version="1.0"?><!-- x --><!DOCTYPE s SYSTEM "http://127.0.0.1/x.dtd"><sheet/>', "markup-doctype"),
        ('<?xml-stylesheet href="x"?><sheet lang="en"><h1>x</h1></sheet>', "markup-doctype"),
        (_in("&x;"), "markup-not-wellformed"),
        (_in("<p>&nbsp;</p>"), "markup-not-wellformed"),
        (_in("<p>a & b</p>"), "markup-not-wellformed"),
        (_in("<p a=b>x</p>"), "markup-unquoted"),
        (_in("<p>\x01</p>"), "markup-not-wellformed"),
        (_in("<p>\ud800</p>"), "markup-not-wellformed"),
        (_in("<x:p>x</x:p>"), "markup-not-wellformed"),
        (_in("<keep>" * 300 + "</keep>" * 300), "markup-too-large"),
        (_in("<p>" + "<b>" * 100 + "x" + "</b>" * 100 + "</p>"), "markup-too-large"),
        (_in("<p>" + "x" * 2_000_000 + "</p>"), "markup-too-large"),
        (_in('<p xmlns="http://example.org">x</p>'), "markup-unknown-element"),
    ],
)
def test_hostile_markup(text: str, code: str) -> None:
    assert _wrong(text)[0][0] == code


def test_xml_declaration_and_comments_are_harmless() -> None:
    text = '\ufeff\n<?xml version="1.0" encoding="latin-1"?>\n<!-- <!DOCTYPE x> -->\n'
    text += '<sheet lang="en"><h1>é<!-- x -->ü</h1></sheet>'
    assert parse(text).title == "éü"


def test_place_without_stamp_is_the_line_of_the_markup() -> None:
    with pytest.raises(TemplateError) as refusal:
        parse('<sheet lang="en">\n<h1>x</h1>\n<q/>\n</sheet>')
    assert str(refusal.value.diagnostics[0].location) == "markup:3"


def test_no_more_than_a_hundred() -> None:
    assert len(_wrong(_in("<q/>" * 500))) == 100


# ---- pictures


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd", "../a.png", "a/../../b.png", "a\\b.png", "C:\\a.png", "C:/a.png", "file:///etc/passwd",
        "http://127.0.0.1/a.png", "//host/a.png", "data:image/png;base64,x", ".hidden.png", "a/.git/x.png", "",
        "a//b.png", "a.png?x", "~/a.png#x", "a%2f..%2fb.png",
    ],
)  # fmt: skip
def test_pictures_are_asked_for_by_plain_names_only(name: str) -> None:
    asked: list[str] = []

    def pictures(name: str) -> bytes:
        asked.append(name)
        return PNG

    assert _wrong(_in(f'<img src="{name}" alt="x"/>'), pictures)[0][0] == "markup-bad-value"
    assert not asked


def test_missing_and_wrong_pictures() -> None:
    image = _in('<img src="a.png" alt="x"/>')
    missing = [("markup-picture-missing", {"src": "a.png"})]
    assert _wrong(image) == missing
    assert _wrong(image, {}.__getitem__) == missing

    def absent(name: str) -> bytes:
        raise FileNotFoundError(name)

    assert _wrong(image, absent) == missing
    wanted = {"attribute": "src", "value": "a.png", "wanted": "PNG, JPEG"}
    assert _wrong(image, lambda name: b"GIF89a") == [("markup-bad-value", wanted)]


def test_a_problem_of_the_picture_keeps_its_code() -> None:
    def too_large(name: str) -> bytes:
        raise ContentError(problem("picture-too-large", limit=3), problem("other", Location("x", 1)))

    with pytest.raises(TemplateError) as refusal:
        parse(_in('<img _src="t.xml.j2:4" src="a.png" alt="x"/>'), too_large)
    assert [(d.code, str(d.location)) for d in refusal.value.diagnostics] == [
        ("picture-too-large", "t.xml.j2:4"),
        ("other", "x:1"),
    ]
