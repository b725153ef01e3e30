"""What holds for any text and any changes: the right words are printed, and every one of them knows its line."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from support_examples import examples

from handouts.lessons import plain as plain_reader
from handouts.lessons.corrected import Applied, Change, Styled, aligned, apply, plain
from handouts.model.text import Essay, SourceText, TextBlock

WORDS = st.text(st.sampled_from("ab Äé.,;(]1\u00a0\u00ad\n"), max_size=40)
NEW = st.one_of(st.just(""), st.none(), WORDS)
MARKS = re.compile(r"\[\d\]")


def essay(text: str) -> Essay:
    source = SourceText("essay.txt", text)
    return Essay(source, plain_reader.blocks(source))


def unspaced(text: str) -> str:
    return "".join(text.split())


@st.composite
def changed(draw: st.DrawFn) -> tuple[Essay, list[Change]]:
    """An essay and changes of it that share no words, in any order."""
    whole = essay(draw(st.lists(WORDS, min_size=1, max_size=4).map("\n\n".join)))
    changes = []
    for index, block in whole.text_blocks():
        cuts = sorted(draw(st.sets(st.integers(0, len(block.text)), max_size=6)))
        for start, end in pairwise(cuts):
            new = draw(NEW)
            if draw(st.booleans()) and block.text[start:end].strip() == block.text[start:end]:
                changes.append(Change(index, start, end, None if new is None else plain(new)))
    return whole, draw(st.permutations(changes))


def expected(block: TextBlock, changes: list[Change]) -> str:
    text = block.text
    for change in sorted(changes, key=lambda c: -c.start):
        if change.text is not None:
            text = text[: change.start] + change.text.text + text[change.end :]
    return text


@settings(deadline=None, max_examples=examples(400))
@given(changed())
def test_what_is_printed(made: tuple[Essay, list[Change]]) -> None:
    whole, changes = made
    applied = apply(whole, changes)
    wanted = [expected(b, [c for c in changes if c.block == i]) for i, b in whole.text_blocks()]
    assert [unspaced(b.text) for _, b in applied.essay.text_blocks()] == [w for w in map(unspaced, wanted) if w]
    for number, (_, block) in enumerate((i, b) for i, b in applied.essay.text_blocks() if b.number is not None):
        assert block.number == number + 1
    for _, block in applied.essay.text_blocks():
        assert block.text == " ".join(block.text.split())
        assert len(block.text) == len(block.origin)


@settings(deadline=None, max_examples=examples(400))
@given(changed())
def test_no_word_loses_its_place(made: tuple[Essay, list[Change]]) -> None:
    whole, changes = made
    applied = apply(whole, changes)
    _no_change_is_lost(whole, changes, applied)
    for index, block in applied.essay.text_blocks():
        assert list(block.origin) == sorted(block.origin)
        new = {
            i
            for p, c in zip(applied.passages, changes, strict=True)
            if p and p.block == index and c.text
            for i in range(p.start, p.end)
        }
        for i, char in enumerate(block.text):
            written = whole.source.text[block.origin[i]]
            assert i in new or char == written or (char == " " and written.isspace())


def _no_change_is_lost(whole: Essay, changes: list[Change], applied: Applied) -> None:
    for change, now in zip(changes, applied.passages, strict=True):
        old = whole.text_block(change.block).span(change.start, change.end)
        wanted = whole.text_block(change.block).text[change.start : change.end]
        if change.text is not None:
            wanted = change.text.text
        if not wanted:
            assert now is None
            continue
        assert now is not None and unspaced(now.text) == unspaced(wanted)
        assert old.start <= now.span.start and now.span.end <= old.end


@settings(deadline=None, max_examples=examples(200))
@given(st.text("ab [1].A", max_size=60))
def test_marks_are_taken_out_and_nothing_else(text: str) -> None:
    whole = essay(text + " end")
    applied = apply(whole, (), MARKS)
    assert applied.marks_removed == sum(len(MARKS.findall(b.text)) for _, b in whole.text_blocks())
    before = "".join(unspaced(MARKS.sub(" ", b.text)) for _, b in whole.text_blocks())
    assert "".join(unspaced(b.text) for _, b in applied.essay.text_blocks()) == before
    for _, block in applied.essay.text_blocks():
        for i, char in enumerate(block.text):
            assert char in (" ", whole.source.text[block.origin[i]])


@settings(deadline=None)
@given(WORDS, WORDS)
def test_a_new_text_lies_along_the_old_one(old: str, new: str) -> None:
    if not old:
        return
    where = [max(at, ~at) for at in aligned(old, new)]
    assert len(where) == len(new)
    assert where == sorted(where)
    assert all(0 <= at < len(old) for at in where)
    assert not where or (where[0] == 0 and where[-1] == (len(old) - 1 if len(where) > 1 else 0))


def test_a_very_long_text_is_aligned_in_no_time() -> None:
    old, new = "word and " * 20_000, "other or " * 20_000
    applied = apply(essay(old), [Change(0, 0, len(old) - 1, Styled(new.strip(), ((False, False),) * (len(new) - 1)))])
    assert applied.passages[0] and applied.passages[0].text == new.strip()
