"""Scripts whose letters change with their neighbours or run from right to left.

A font alone does not tell how to set them, so they are refused: letter by letter they would be printed wrong.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from functools import cache
from pathlib import Path

_BEFORE = "\u0590"  # everything before the first of them needs no look


@cache
def _ranges() -> tuple[tuple[int, int, str], ...]:
    table = tomllib.loads(Path(__file__).with_name("scripts.toml").read_text(encoding="utf-8"))
    found = [
        (int(first, 16), int(last, 16), name) for name, blocks in table["shaped"].items() for first, last in blocks
    ]
    return tuple(sorted(found))


@cache
def shaping_script(char: str) -> str:
    """The name of the script of a character that cannot be set letter by letter ("Arabic"); "" for all others."""
    code = ord(char)
    ranges = _ranges()
    index = bisect_right(ranges, (code, 0x110000, "")) - 1
    return ranges[index][2] if index >= 0 and code <= ranges[index][1] else ""


def needs_shaping(char: str) -> bool:
    """Whether a character is of such a script."""
    return char >= _BEFORE and bool(shaping_script(char))


def shaped(text: str) -> bool:
    """Whether a text has such a character."""
    return not text.isascii() and any(map(needs_shaping, text))


@cache
def _wide_blocks() -> tuple[tuple[tuple[int, int], ...], frozenset[str], frozenset[str]]:
    table = tomllib.loads(Path(__file__).with_name("scripts.toml").read_text(encoding="utf-8"))["wide"]
    blocks = tuple((int(first, 16), int(last, 16)) for first, last in table["blocks"])
    return blocks, frozenset(table["no_start"]), frozenset(table["no_end"])


@cache
def _is_wide(char: str) -> bool:
    return any(first <= ord(char) <= last for first, last in _wide_blocks()[0])


def wide_breaks(word: str) -> list[int]:
    """Offsets in a word of Chinese or Japanese at which a line may end, by the usual rules for its first and last sign.

    Korean is written with spaces and breaks at them.
    """
    _, no_start, no_end = _wide_blocks()
    return [
        at
        for at in range(1, len(word))
        if (_is_wide(word[at - 1]) or _is_wide(word[at])) and word[at] not in no_start and word[at - 1] not in no_end
    ]
