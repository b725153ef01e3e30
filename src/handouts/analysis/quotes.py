"""Quotation marks without their partner."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.model.analysis import Flag
from handouts.model.text import Essay, TextBlock, passage

_PAIRS = {"“": "”", "«": "»", "„": "“"}
_OPENING, _CLOSING = '"“«„', '"”»“'
# blocks that one quotation may run over
_LONGEST = 6
_BEFORE_OPENING = "([{—–-/‘'"
_AFTER_CLOSING = ".,;:!?)]}—–-/…’'["


def quotes(essay: Essay) -> Iterator[Flag]:
    """A flag on each mark that is opened and not closed, or closed and not opened, in its block.

    A quotation may run over several blocks: opened at the start of one, or of each, and closed at the end of another.
    """
    running = False
    blocks = list(essay.text_blocks())
    for n, (index, block) in enumerate(blocks):
        for at in _lonely(block.text):
            mark = block.text[at]
            if at == 0 and mark in _OPENING and (running or _is_closed_later(blocks, n)):
                running = True
            elif running and at == len(block.text.rstrip()) - 1 and mark in _CLOSING:
                running = False
            else:
                yield Flag("flag-quotes", "warning", passage(essay, index, at, at + 1))


def _is_closed_later(blocks: list[tuple[int, TextBlock]], n: int) -> bool:
    """Whether one of the next blocks ends with a closing mark of no own partner, before any other lonely one."""
    for _, block in blocks[n + 1 : n + 1 + _LONGEST]:
        lonely = [at for at in _lonely(block.text) if not (at == 0 and block.text[0] in _OPENING)]
        if lonely:
            return lonely == [len(block.text.rstrip()) - 1] and block.text[lonely[0]] in _CLOSING
    return False


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
