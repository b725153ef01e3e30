from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support_examples import examples

from handouts.lessons import markdown
from handouts.model.text import Picture, SourceText, TextBlock


def read(text: str, folder: Path = Path()) -> tuple[list[TextBlock], list[str]]:
    blocks, diagnostics = markdown.blocks(SourceText("essay.md", text), folder)
    return [b for b in blocks if isinstance(b, TextBlock)], [f"{d.code}@{d.location}" for d in diagnostics]


def shape(text: str) -> list[tuple[str, int, str]]:
    return [(b.kind, b.level or b.number or 0, b.text) for b in read(text)[0]]


def check_origin(text: str) -> None:
    source = SourceText("essay.md", text)
    blocks, _ = markdown.blocks(source, Path())
    for block in blocks:
        if isinstance(block, Picture):
            continue
        assert len(block.origin) == len(block.text)
        assert list(block.origin) == sorted(block.origin)
        assert block.text == " ".join(block.text.split())
        for char, at in zip(block.text, block.origin, strict=True):
            there = text[at] if at < len(text) else "\n"
            assert (
                there == char or (char == " " and there.isspace()) or there == "&" or (char == " " and there in "<\\")
            ), (
                char,
                there,
            )


MARKS = ["*", "**", "_", "`", "``", "\\", "&amp;", "&nbsp;", "&#233;", "[", "![", "](x", "<b>", "</b>", "<br>", "<div>"]
MARKS += ["<http://a.b/%41>", ">", "- ", "1.", "#", "##", "|", "```", "[^1]", "[a]:", "<!--", "-->", "~~", "](<u>", ")"]
MARKS += ["\n", "  \n", "\\\n", "\n\n", "> ", "- ", "1. ", "# ", " ##", "\t", "    ", "===\n", "```\n", "|---|---|\n"]
MARKS += ["](x y.png)", '](<u> "a t b")', "[a]: b\n", "\u00a0", "\u3000", "\u200b", "<!-- x -->"]
words = st.text(alphabet="abcdé .,;'\"*_&[]()!<>#-+0123中", max_size=12)
documents = st.lists(st.one_of(words, st.sampled_from(MARKS)), max_size=30).map("".join)


@settings(max_examples=examples(600), deadline=None)
@given(documents)
@example("**a*b***")
@example("***a** b*")
@example('[text](u "a title") more')
@example("- a\n\n      b *c*\n> d\ne")
@example("\u00a0\ntext")
@example("# a # b ##\n")
@example("C# code\n===")
@example("`` a ` b ``c`d`")
@example("> | a | b |\n> |---|---|\n> | c *d* | e |")
@example("a\\\nb  \nc")
@example("-\ta\n\tb\n\n\t\tcode")
def test_every_character_knows_its_place(text: str) -> None:
    check_origin(text)


@settings(max_examples=examples(200), deadline=None)
@given(st.text(max_size=60).map(lambda t: t.replace("\r", "\n").replace("\0", "x")))
def test_places_in_any_text(text: str) -> None:
    check_origin(text)


def test_places_are_exact_behind_marks() -> None:
    text = '# T\n\nOn *22 June* **1941**, [Stalin](http://x.y "a 1") &amp; Co\\* met\n1 > 2.\n\n- item *one*\n> quote\n'
    blocks, _ = read(text)
    paragraph = blocks[1]
    assert paragraph.text == "On 22 June 1941, Stalin & Co* met 1 > 2."
    for word in ("22 June", "1941", "Stalin", "Co", "met", "1 > 2."):
        at = paragraph.text.index(word)
        assert text[paragraph.origin[at] :].startswith(word)
    assert text[paragraph.origin[paragraph.text.index("&")] :].startswith("&amp;")
    assert [(r.text, r.bold, r.italic) for r in paragraph.runs][1] == ("22 June", False, True)
    assert [(r.text, r.bold, r.italic) for r in paragraph.runs][3] == ("1941", True, False)


def test_kinds_levels_and_numbers() -> None:
    text = "# One\n\nfirst\n\n#### deep\n\n- a\n- b\n\n  more\n\n> q1\n>\n> - in\n\n***\n\nSet\n---\nlast"
    assert shape(text) == [
        ("heading", 1, "One"),
        ("paragraph", 1, "first"),
        ("heading", 3, "deep"),
        ("item", 2, "a"),
        ("item", 3, "b"),
        ("item", 4, "more"),
        ("quote", 5, "q1"),
        ("item", 6, "in"),
        ("heading", 2, "Set"),
        ("paragraph", 7, "last"),
    ]


def test_nothing_is_made_typographic() -> None:
    assert shape('a -- "b" ... (c)')[0][2] == 'a -- "b" ... (c)'


@pytest.mark.parametrize(
    ("text", "kept", "what"),
    [
        ("a <b>bold</b> c", ["a bold c"], "html"),
        ("<div>\ntext &amp; more\n</div>", ["text & more"], "html"),
        ("<script>alert(1)</script>\n\nx", ["x"], "html"),
        ("| a | b |\n|---|---|\n| c | *d* |", ["a | b", "c | d"], "table"),
        ("    x = 1", ["x = 1"], "code"),
        ("```\nx\ny\n```", ["x y"], "code"),
        ("a `b` c", ["a b c"], "code"),
        ("<!-- not closed\n\ntext", ["<!-- not closed text"], "html"),
        ("fact[^1] is\n\n[^1]: a note", ["fact[^1] is", "[^1]: a note"], "footnote"),
    ],
)
def test_what_is_not_supported_keeps_its_text(text: str, kept: list[str], what: str) -> None:
    blocks, found = markdown.blocks(SourceText("e.md", text), Path())
    assert [b.text for b in blocks if isinstance(b, TextBlock)] == kept
    assert {(d.code, d.severity, d.data["what"]) for d in found} == {("markdown-unsupported", "warning", what)}
    assert found[0].location and found[0].location.line == 1


def test_a_comment_is_private() -> None:
    blocks, found = read("<!-- for me -->\n\ntext <!-- x --> end")
    assert ([b.text for b in blocks], found) == (["text end"], [])


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("A & B <c> is text.", "A & B <c> is text."),
        ("<c> opens a line.", "<c> opens a line."),
        ("A <b>bold</b> word.", "A bold word."),
        ("A <!-- hidden --> word.", "A word."),
    ],
)
def test_only_html_goes_from_angle_brackets(markdown: str, text: str) -> None:
    assert [t for _, _, t in shape(f"{markdown}\n")] == [text]
