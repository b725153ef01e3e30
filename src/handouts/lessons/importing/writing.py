"""Imported text as Markdown that reads back as the same blocks, one sentence a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from handouts.lessons import markdown
from handouts.lessons.importing.parts import Part
from handouts.model.text import Block, Run, SourceText, TextBlock

Cuts = Sequence[tuple[int, int]]

# Marks that mean something inside a line. An underscore between letters, a bracket or an angle bracket that opens
# nothing, and a lone & are left as they are: the less is escaped, the better the text can be read.
_INSIDE = re.compile(
    r"[\\*`]"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w+;)"
    r"|(?<=\[)\^"
    r"|\](?=\()"
)
# Marks that mean something at the beginning of a line only.
_AT_START = re.compile(
    r"(?P<number>\d{1,9})(?=[.)](\s|$))"
    r"|(?=\#{1,6}(\s|$)|>|\[|~~~|[-+](\s|$)|=+\s*$|([-_]\s*){3,}$|-+\s*$|[-:|\s]+$)"
)
_CLOSING_HASHES = re.compile(r"(?:^|(?<=\s))#(?=#*$)")


def write(parts: Sequence[Part], cuts: Sequence[Cuts]) -> str:
    """The Markdown text of `parts`; `cuts[i]` are the sentences (start, end) of the text of the i-th part.

    Bold and italic are kept where Markdown can say them; where it cannot (a half-bold word beside a bracket), the
    words stay and the style goes.
    """
    styled = [_block(part, sentences, True) for part, sentences in zip(parts, cuts, strict=True)]
    if any(run.bold or run.italic for part in parts for run in part.runs):
        read = _read(_joined(parts, styled))
        for i, (part, sentences) in enumerate(zip(parts, cuts, strict=True)):
            if len(read) != len(parts) or not _same_styles(part.runs, read[i]):
                styled[i] = _block(part, sentences, False)
    return _joined(parts, styled)


def _joined(parts: Sequence[Part], blocks: Sequence[str]) -> str:
    """The blocks with a blank line between them; items of one list follow each other."""
    text = ""
    for i, block in enumerate(blocks):
        same_list = (
            i > 0
            and parts[i].kind == parts[i - 1].kind == "item"
            and (parts[i].number is None) == (parts[i - 1].number is None)
        )
        text += ("\n" if same_list else "\n\n" if text else "") + block
    return text + "\n"


def _block(part: Part, sentences: Cuts, styles: bool) -> str:
    if part.kind == "heading":
        line = _CLOSING_HASHES.sub(r"\\#", "".join(_pieces(part.runs, {0}, styles)))
        return f"{'#' * part.level} {line}"
    starts = {0} | {start for start, _ in sentences if part.text[start - 1 : start] == " "}
    lines = "".join(_pieces(part.runs, starts, styles)).split("\n")
    lead = "- " if part.kind == "item" else "> " if part.kind == "quote" else ""
    if part.kind == "item" and part.number is not None:
        lead = f"{part.number}. "
    further = " " * len(lead) if part.kind == "item" else lead
    return "\n".join((further if i else lead) + _line(line) for i, line in enumerate(lines))


def _line(line: str) -> str:
    match = _AT_START.match(line)
    if match is None:
        return line
    return f"{line[: match.end('number')]}\\{line[match.end('number') :]}" if match["number"] else "\\" + line


def _pieces(runs: Sequence[Run], starts: set[int], styles: bool) -> list[str]:
    """The runs with their marks, the text escaped, a line end before each start of a sentence."""
    whole = "".join(run.text for run in runs)
    marks = {match.start() for match in _INSIDE.finditer(whole)}
    pieces: list[str] = []
    at = 0
    for run in runs:
        text = "".join(
            "\n" if char == " " and i + 1 in starts else f"\\{char}" if i in marks else char
            for i, char in enumerate(run.text, at)
        )
        at += len(run.text)
        mark = "*" * (2 * run.bold + run.italic) if styles else ""
        inner = text.strip()
        if mark and inner:
            before, _, after = text.partition(inner)
            text = before + mark + inner + mark + after
        pieces.append(text)
    return pieces


def _read(text: str) -> tuple[Block, ...]:
    return markdown.blocks(SourceText("essay.md", text), Path())[0]


def _same_styles(runs: Sequence[Run], block: Block) -> bool:
    """Whether the block reads the same, with the same style for every visible character."""
    return isinstance(block, TextBlock) and _visible(runs) == _visible(block.runs)


def _visible(runs: Sequence[Run]) -> list[tuple[str, bool, bool]]:
    return [(char, run.bold, run.italic) for run in runs for char in run.text if char != " "]
