"""Which block is the title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handouts.lessons.plain import TITLE_WORDS, like_a_heading
from handouts.model.text import Block, TextBlock


def with_title(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with at most one heading of level 1: the first such heading, else a heading or a title-like line

    that opens the text. Paragraphs are numbered again when one of them turns out to be the title.
    """
    first = next((i for i, block in enumerate(blocks) if _level(block) == 1), None)
    if first is None and blocks and _opens_as_title(blocks):
        first = 0
    found: list[Block] = []
    number = 0
    for i, block in enumerate(blocks):
        if isinstance(block, TextBlock):
            if i == first:
                block = replace(block, kind="heading", level=1, number=None)
            elif block.level == 1:
                block = replace(block, level=2)
            elif block.number is not None:
                number += 1
                block = replace(block, number=number)
        found.append(block)
    return tuple(found)


def title_of(blocks: Sequence[Block]) -> str:
    """The text of the heading of level 1, or ""."""
    return next((b.text for b in blocks if isinstance(b, TextBlock) and b.level == 1), "")


def without_given_title(blocks: Sequence[Block], title: str) -> tuple[Block, ...]:
    """The blocks without their own title, since lesson.yaml has one.

    A heading of level 1 goes. Another heading or a short line that opens the text may be something else than the
    title, so it goes only when it says the same.
    """
    titled = with_title(blocks)
    sure = any(_level(block) == 1 for block in blocks)
    if not sure and _letters(title_of(titled)) != _letters(title):
        return tuple(blocks)
    return tuple(block for block in titled if _level(block) != 1)


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _level(block: Block) -> int:
    return block.level if isinstance(block, TextBlock) else 0


def _opens_as_title(blocks: Sequence[Block]) -> bool:
    """True when the first block is a heading, or a short line without end mark before a longer paragraph."""
    first = blocks[0]
    if not isinstance(first, TextBlock) or first.kind in ("item", "quote"):
        return False
    if not any(char.isalpha() for char in first.text):
        return False
    longest = max((len(b.text) for b in blocks[1:4] if isinstance(b, TextBlock)), default=0)
    return first.kind == "heading" or (like_a_heading(first.text, TITLE_WORDS) and longest > 1.5 * len(first.text))
