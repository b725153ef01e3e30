"""Pictures that cannot be printed leave a Markdown text, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_examples import examples

from handouts.diagnostics import worst
from handouts.lessons import markdown
from handouts.lessons.importing.left_out import without_faulty_pictures
from handouts.model.text import SourceText

NOWHERE = Path(__file__).parent / "nowhere"
PIECES = [
    "![a](b)",
    "![",
    "](c)",
    "]",
    "[",
    "(",
    "!",
    "word",
    " ",
    "\n",
    "\n\n",
    "*",
    "> ",
    "- ",
    "`",
    "\\",
    "&amp;",
    "[r]: d\n",
]


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(st.sampled_from([*PIECES, "![x][r]", "# "]), max_size=14).map("".join))
def test_what_is_left_has_no_picture_that_cannot_be_printed(text: str) -> None:
    source = SourceText("e.md", text)
    for picture in markdown.faulty_pictures(source, NOWHERE):
        marks = text[picture.span.start : picture.span.end]
        assert marks.startswith("![")
        assert marks[-1] in ")]"
    left, found = without_faulty_pictures(source, NOWHERE)
    assert worst(markdown.blocks(SourceText("e.md", left), NOWHERE)[1]) != "error"
    assert bool(found) == (left != text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ann ![a](b) left.", "Ann left."),
        ("Ann ![a](b)![c](d) left.", "Ann left."),
        ("Ann [![a](b)](https://example.org/c_(d) 'e') left.", "Ann left."),
        ("Ann [![a](b) here](c) left.", "Ann [here](c) left."),
        ("> Ann ![a\n> b](c) left.", "> Ann left."),
        ("*Ann ![a](b)* left.", "*Ann* left."),
    ],
)
def test_the_words_around_stay(before: str, after: str) -> None:
    assert without_faulty_pictures(SourceText("e.md", before), NOWHERE)[0] == after
