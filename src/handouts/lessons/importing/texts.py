"""Text and Markdown files for import: decoded, repaired, read as blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from handouts.diagnostics import Diagnostic, Location, problem, worst
from handouts.errors import ContentError
from handouts.lessons import markdown, plain
from handouts.lessons.importing.left_out import without_faulty_pictures, without_packed_files
from handouts.lessons.importing.parts import Imported, Part, require_length
from handouts.lessons.importing.repair import Repairs
from handouts.model.text import Block, Picture, SourceText, TextBlock
from handouts.reading.text import decode

_PROPERTIES = re.compile(r"\A---[ \t]*\n(?:[\w-]+:.*\n|[ \t]+.*\n|- .*\n|#.*\n|\n)+?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")


def decode_or_propose(name: str, data: bytes, encoding: str) -> str:
    """The text of a file, without the contents of files packed into it; where it is not UTF-8, the message proposes

    --encoding. Raises ContentError as `decode` and `require_length`.
    """
    try:
        text = without_packed_files(decode(name, data, encoding))
    except ContentError as error:
        raise proposing(error) from error
    require_length(name, len(text))
    return text


def proposing(error: ContentError) -> ContentError:
    """The error of a text that is not UTF-8, with --encoding as the way out."""
    return ContentError(*(_with_option(d) if d.code == "source-encoding" else d for d in error.diagnostics))


def _with_option(found: Diagnostic) -> Diagnostic:
    data = found.data
    return problem("import-encoding", found.location, byte=data["byte"], guess=data["guess"], preview=data["preview"])


def read_text(name: str, data: bytes, encoding: str = "") -> Imported:
    """The blocks of a text file."""
    repairs = Repairs(name)
    text = repairs.text(decode_or_propose(name, data, encoding).replace("\f", "\n\n").replace("\v", "\n"))
    blocks = plain.blocks(SourceText(name, text))
    return Imported(tuple(Part(b.kind, b.runs, b.level) for b in blocks), tuple(repairs.diagnostics()))


def read_markdown(name: str, data: bytes, encoding: str = "") -> Imported:
    """The blocks of a Markdown file, which stays Markdown. Pictures that cannot be used are left out, each with a

    warning (import-picture-left-out). What is doubtful in it is told of essay.md, where the same stands.

    Raises ContentError as `decode`; source-empty.
    """
    repairs = Repairs(name, html_entities=False)
    text = repairs.text(decode_or_propose(name, data, encoding))
    properties = _PROPERTIES.match(text)
    if properties:
        # Blank lines keep the numbers of the lines below.
        text = "\n" * properties[0].count("\n") + text[properties.end() :]
        repairs.take_out("properties", place=Location(name, 1))
    if not text.strip():
        raise ContentError(problem("source-empty", Location(name)))
    text, left_out = without_faulty_pictures(SourceText(name, text), Path(name).parent)
    blocks, found = markdown.blocks(SourceText(name, text), Path(name).parent)
    if worst(found) == "error":
        raise ContentError(*found)
    shown = tuple(dict.fromkeys(block.file for block in blocks if isinstance(block, Picture)))
    parts = tuple(Part(b.kind, b.runs, b.level) for b in blocks if isinstance(b, TextBlock))
    return Imported(parts, (*left_out, *repairs.diagnostics()), text.strip("\n") + "\n", shown)


def with_lines(text: str, cuts: Sequence[Sequence[tuple[int, int]]]) -> str:
    """A Markdown text with a line end before each further sentence of its paragraphs.

    `cuts[i]` are the sentences of the i-th block of text. Where a line end would change what is read, none is made.
    """
    before = _read(text)
    blocks = [block for block in before if isinstance(block, TextBlock)]
    places = {
        at
        for block, sentences in zip(blocks, cuts, strict=True)
        if block.kind == "paragraph"
        for start, _ in sentences
        if start and text[(at := block.origin[start - 1])] == " "
    }
    broken = "".join("\n" if i in places else char for i, char in enumerate(text))
    return broken if _same(before, _read(broken)) else text


def _read(text: str) -> tuple[Block, ...]:
    return markdown.blocks(SourceText("essay.md", text), Path())[0]


def _same(before: Sequence[Block], after: Sequence[Block]) -> bool:
    def seen(block: Block) -> object:
        return (block.kind, block.level, block.runs) if isinstance(block, TextBlock) else block.file

    return [seen(block) for block in before] == [seen(block) for block in after]
