"""Quotation marks without their partner."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.model.analysis import Flag
from handouts.model.text import Essay, TextBlock, passage

_PAIRS = {"“": "”", "«": "»", "„": "“"}
_BEFORE_OPENING = "([{—–-/‘'"
_AFTER_CLOSING = ".,;:!?)]}—–-/…’'["


def quotes(essay: Essay) -> Iterator[Flag]:
    """A flag on each mark that is opened and not closed, or closed and not opened, in its block.

    A quotation of several paragraphs opens each of them and closes the last alone, as printers do.
    """
    blocks = list(essay.text_blocks())
    for n, (index, block) in enumerate(blocks):
        for at in _lonely(block.text):
            following = blocks[n + 1][1] if n + 1 < len(blocks) else None
            if not _goes_on(block, at, following):
                yield Flag("flag-quotes", "warning", passage(essay, index, at, at + 1))


def _goes_on(block: TextBlock, at: int, following: TextBlock | None) -> bool:
    mark = block.text[at]
    return at == 0 and mark in "“«\"" and following is not None and following.text.startswith(mark)


def _lonely(text: str) -> list[int]:
    """Offsets of the marks without partner: straight ones by what stands beside them, others by their shape."""
    if not any(mark in text for mark in '"“”„«»'):
        return []
    lonely: list[int] = []
    open_at: list[int] = []
    for i, mark in enumerate(text):
        if mark == '"':
            _straight(text, i, open_at, lonely)
        elif mark == "“" and open_at and text[open_at[-1]] == "„":
            open_at.pop()
        elif mark in _PAIRS:
            open_at.append(i)
        elif mark in "”»":
            if open_at:
                open_at.pop()
            else:
                lonely.append(i)
    return sorted(lonely + open_at)


def _straight(text: str, i: int, open_at: list[int], lonely: list[int]) -> None:
    before, after = text[i - 1 : i] if i else " ", text[i + 1 : i + 2] or " "
    opens = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
    closes = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING)
    inside = bool(open_at) and text[open_at[-1]] in '"“'
    if inside and not (opens and not closes):
        open_at.pop()
    elif inside:
        # a second opening mark: the first was never closed
        lonely.append(open_at.pop())
        open_at.append(i)
    elif closes and not opens:
        if before.isdigit():
            # inches and seconds: 5"
            return
        lonely.append(i)
    else:
        open_at.append(i)
