"""Markdown written from imported text reads back as the same blocks, whatever stands in the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support_examples import examples

from handouts.analysis.splitting import split
from handouts.lessons import markdown, plain
from handouts.lessons.importing.parts import Part, part
from handouts.lessons.importing.writing import write
from handouts.model.text import BlockKind, Run, SourceText, TextBlock

MARKS = list("\\*_`#>[]()!<>&-+=~|:.;^\"'{}$%@/") + ["  ", "\t", "\n", "\n\n", "    "]
TRAPS = [
    "1. ", "2) ", "10.", "- ", "+ ", "* ", "# ", "### x ###", "> ", "===", "---", "- - -", "***", "___", "```", "~~~",
    "[a]: b", "[^1]", "![a](b)", "[a](b)", "[a][b]", "<b>", "</p>", "<!-- x -->", "<?x?>", "<a:b>",
    "&amp;", "&#65;", "| a | b |", "|---|---|", ":-:|-", "    code", "a_b_c", "_a_", "*a*", "**a**", "a\\", "C#", "C #",
    "1939.", "https://a.example/b_c", "Ann Smith left. ", "Pada 1939 ia pergi. ", "“Q.” ", "a\u00a0b",
    "\u00ad", "\u2028",
]  # fmt: skip
TEXT = st.lists(
    st.one_of(
        st.sampled_from(TRAPS), st.sampled_from(MARKS), st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
    ),
    max_size=14,
).map("".join)
RUNS = st.lists(st.builds(Run, TEXT, st.booleans(), st.booleans()), min_size=1, max_size=4)
KINDS: st.SearchStrategy[tuple[BlockKind, int, int | None]] = st.sampled_from(
    [("heading", 1, None), ("heading", 2, None), ("heading", 3, None), ("paragraph", 0, None), ("quote", 0, None),
     ("item", 0, None), ("item", 0, 1), ("item", 0, 12)]
)  # fmt: skip


def read(text: str) -> list[TextBlock]:
    blocks, found = markdown.blocks(SourceText("essay.md", text), Path())
    assert found == ()
    return [block for block in blocks if isinstance(block, TextBlock)]


def written(parts: list[Part]) -> str:
    return write(parts, [split(p.text, "en") for p in parts])


@given(TEXT)
@settings(deadline=None)
@example("# No title\n\n1. One\n2. Two")
def test_a_plain_text_reads_back_as_its_blocks(text: str) -> None:
    blocks = plain.blocks(SourceText("essay.txt", text.replace("\r", "\n")))
    parts = [Part(b.kind, b.runs, b.level) for b in blocks]
    if parts:
        assert [(b.kind, b.text) for b in read(written(parts))] == [(b.kind, b.text) for b in blocks]


@given(st.lists(st.tuples(KINDS, RUNS), min_size=1, max_size=5))
@settings(max_examples=examples(200), deadline=None)
def test_any_parts_read_back(given_parts: list[tuple[tuple[BlockKind, int, int | None], list[Run]]]) -> None:
    made = [part(kind, runs, level, number) for (kind, level, number), runs in given_parts]
    parts = [p for p in made if p]
    if parts:
        assert [(b.kind, b.level, b.text) for b in read(written(parts))] == [(p.kind, p.level, p.text) for p in parts]


@pytest.mark.parametrize("trap", TRAPS)
def test_each_trap_alone_and_at_the_start_of_a_second_sentence(trap: str) -> None:
    for text in (trap, f"Ann left. {trap} B", f"Ann left. {trap}"):
        p = part("paragraph", [Run(text)])
        if p:
            lines = write([p], [[(0, 9), (10, len(p.text))]])
            assert [(b.kind, b.text) for b in read(lines)] == [("paragraph", p.text)]


def test_one_sentence_a_line_and_styles_kept() -> None:
    p = part("paragraph", [Run("Ann "), Run("left", bold=True), Run(". Then "), Run("Bob ", italic=True), Run("came.")])
    assert p
    text = written([p])
    assert text == "Ann **left**.\nThen *Bob* came.\n"
    assert read(text)[0].runs[1] == Run("left", bold=True)


def test_a_style_that_markdown_cannot_say_is_dropped_and_the_words_stay() -> None:
    p = part("paragraph", [Run("a"), Run("“b”", bold=True), Run("c")])
    assert p
    assert written([p]) == "a“b”c\n"


def test_text_stays_readable() -> None:
    plain_text = 'A & B | C: x < 5, snake_case, [sic], f(x) = 2, "50%" — 1939. #tag'
    p = part("paragraph", [Run(plain_text)])
    assert p
    assert write([p], [[(0, len(p.text))]]) == plain_text + "\n"
