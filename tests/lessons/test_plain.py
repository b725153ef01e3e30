from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_examples import examples

from handouts.lessons import plain
from handouts.lessons.titles import title_of, with_title, without_given_title
from handouts.model.text import SourceText, TextBlock

LONG = "The story of the town begins long before the first stone house was built beside the river, and it goes on. " * 3


def shape(text: str) -> list[tuple[int, str]]:
    """Level (0 for paragraphs) and beginning of each block, with the title settled."""
    blocks = with_title(plain.blocks(SourceText("e.txt", text)))
    return [(b.level, b.text[:20]) for b in blocks if isinstance(b, TextBlock)]


def test_each_line_is_a_paragraph_and_blank_lines_do_not_matter() -> None:
    text = f"{LONG}\n{LONG}\n\n{LONG}\n"
    blocks = plain.blocks(SourceText("e.txt", text))
    assert [b.number for b in blocks] == [1, 2, 3]
    assert all(b.kind == "paragraph" for b in blocks)


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n"])
@pytest.mark.parametrize(
    "title", ["Founding of Liberia, 1847", "“Sands”: The Horn and SALT II", "1977–1981: The Presidency"]
)
def test_a_short_first_line_is_the_title(title: str, gap: str) -> None:
    assert shape(f"{title}{gap}{LONG}\n{LONG}")[0] == (1, title[:20])


@pytest.mark.parametrize(
    "line", ["This is a sentence.", "and so it began", "- a point in a list", "What now?", "Dear reader,", "1936", "12"]
)
def test_other_first_lines_are_no_title(line: str) -> None:
    assert shape(f"{line}\n{LONG}")[0][0] == 0


def test_headings_stand_alone_before_a_paragraph() -> None:
    text = (
        f"A Town\n\nEarly years\n\n{LONG}\n\n1917-1918\n\n{LONG}\nNot alone\n{LONG}\n\nPart two\n\nThe mill\n\n{LONG}"
    )
    found = [(level, words) for level, words in shape(text) if not words.startswith("The story")]
    assert found == [
        (1, "A Town"),
        (2, "Early years"),
        (2, "1917-1918"),
        (0, "Not alone"),
        (2, "Part two"),
        (2, "The mill"),
    ]


@pytest.mark.parametrize("foot", ["댓글 달기 WYSIWYG 사용", "Share this article", "Leave a Reply\n\nYour email"])
def test_the_foot_of_a_web_page_is_no_heading(foot: str) -> None:
    blocks = plain.blocks(SourceText("e.txt", f"{LONG}\n\n{LONG}\n\n{foot}"))
    assert {b.kind for b in blocks} == {"paragraph"}


def test_four_short_lines_in_a_row_are_a_list() -> None:
    names = "Anna\n\nBert\n\nCarl\n\nDora"
    assert [level for level, _ in shape(f"{LONG}\n\n{names}\n\n{LONG}")] == [0] * 6


@pytest.mark.parametrize("width", [60, 72, 80])
def test_wrapped_lines_are_joined(width: int) -> None:
    paragraphs = [LONG.strip(), "Another one. " + LONG.strip(), "The last one. " + LONG.strip()]
    text = "The Town\n\n" + "\n\n".join(textwrap.fill(p, width) for p in paragraphs) + "\n"
    blocks = with_title(plain.blocks(SourceText("e.txt", text)))
    assert [b.text for b in blocks if isinstance(b, TextBlock)] == ["The Town", *paragraphs]
    block = blocks[1]
    assert isinstance(block, TextBlock)
    for char, at in zip(block.text, block.origin, strict=True):
        assert text[at] == char or (char == " " and text[at] == "\n")


def test_wrapped_lines_without_blank_lines_break_after_short_ones() -> None:
    first = textwrap.fill(LONG + "It ended when the river rose and the old mill was lost.", 70)
    assert len(first.splitlines()[-1]) < 40
    assert [words for _, words in shape(f"{first}\n{textwrap.fill('Then ' + LONG, 70)}")] == [
        "The story of the tow",
        "Then The story of th",
    ]


def test_sentences_on_lines_of_their_own_are_not_joined() -> None:
    line = "The mill by the river burned down in the dry summer of 1846."
    assert len(shape("\n".join([line] * 6))) == 6


@settings(max_examples=examples(400), deadline=None)
@given(st.lists(st.text("ab .\t\u00a0\u200bé中,1-", max_size=90), max_size=12).map("\n".join))
def test_every_character_knows_its_place(text: str) -> None:
    blocks = plain.blocks(SourceText("e.txt", text))
    assert [b.number for b in blocks if b.number] == list(range(1, sum(b.number is not None for b in blocks) + 1))
    for block in blocks:
        assert list(block.origin) == sorted(set(block.origin))
        assert block.text == " ".join(block.text.split())
        for char, at in zip(block.text, block.origin, strict=True):
            assert text[at] == char or (char == " " and text[at].isspace())
    kept = "".join(c for b in blocks for c in b.text if c != " ")
    assert kept == "".join(c for c in text if not c.isspace() and c != "\u200b")


def test_a_given_title_takes_only_the_same_line_away() -> None:
    blocks = plain.blocks(SourceText("e.txt", f"The Town, 1846\n{LONG}\n{LONG}"))
    assert title_of(with_title(blocks)) == "The Town, 1846"
    assert [b.number for b in without_given_title(blocks, "the town (1846)") if isinstance(b, TextBlock)] == [1, 2]
    assert without_given_title(blocks, "Something else") == blocks
