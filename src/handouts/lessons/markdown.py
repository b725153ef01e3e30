"""Markdown into blocks. Every character of a block knows where in the file it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown_it.token import Token

from handouts.diagnostics import Diagnostic, problem, warning
from handouts.lessons.gather import Gathering
from handouts.lessons.inline import Inline, InlinePicture, is_html, parser, read_inline
from handouts.model.text import Block, BlockKind, Picture, SourceText, Span
from handouts.reading import pictures

_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?\s*$|^\s*\|\s*:?-+:?\s*\|\s*$")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<(script|style)\b.*?(</\1\s*>|$)|</?[A-Za-z!?][^<>]*>", re.DOTALL | re.IGNORECASE)


def blocks(source: SourceText, folder: Path) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    """The blocks of a Markdown text and what is wrong with it. Pictures are looked for in `folder`.

    Headings keep their level up to 3; paragraphs, list items and quotations are numbered from 1 in reading order.
    Codes: picture-no-alt, picture-inline and those of `pictures.check` (errors), markdown-unsupported (warning).
    """
    reader = _Reader(source, folder)
    reader.read()
    return tuple(reader.blocks), tuple(reader.diagnostics)


@dataclass(frozen=True, slots=True)
class FaultyPicture:
    """A picture that cannot be printed: its marks in the source, what they say, and the code of what is wrong."""

    span: Span
    file: str
    alt: str
    code: str


def faulty_pictures(source: SourceText, folder: Path) -> tuple[FaultyPicture, ...]:
    """The pictures for which `blocks` has an error, in reading order, each once."""
    reader = _Reader(source, folder)
    reader.read()
    return tuple(reader.faulty)


class _Reader:
    """Walks the block tokens of one file."""

    def __init__(self, source: SourceText, folder: Path) -> None:
        self.source = source
        self.folder = folder
        self.blocks: list[Block] = []
        self.diagnostics: list[Diagnostic] = []
        self.faulty: list[FaultyPicture] = []
        self.number = 0
        self.md = parser()
        self.env: dict[str, Any] = {}
        self.lines = source.text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def read(self) -> None:
        handlers: dict[str, Callable[[Token], None]] = {
            "code_block": self._code,
            "fence": self._code,
            "html_block": self._html,
        }
        containers: list[BlockKind] = []
        heading = 0
        for token in self.md.parse(self.source.text, self.env):
            if token.type in ("blockquote_open", "list_item_open"):
                containers.append("quote" if token.type == "blockquote_open" else "item")
            elif token.type in ("blockquote_close", "list_item_close"):
                containers.pop()
            elif token.type == "heading_open":
                heading = min(int(token.tag[1:]), 3)
            elif token.type == "heading_close":
                heading = 0
            elif token.type == "inline":
                self._inline(token, heading, containers[-1] if containers else "paragraph")
            elif token.type in handlers:
                handlers[token.type](token)
        for match in _FOOTNOTE.finditer(self.source.text):
            self._unsupported("footnote", match.start())

    def _inline(self, token: Token, heading: int, kind: BlockKind) -> None:
        places = self._places(token.content, (token.map or [0])[0], after_hashes=token.map is not None and heading > 0)
        lines = token.content.split("\n")
        rules = [i for i, line in enumerate(lines) if i and _TABLE_RULE.match(line)]
        if rules and not heading and "|" in lines[rules[0] - 1]:
            self._table(lines, rules[0], places)
            return
        inline = read_inline(self.md, self.env, token.content, places)
        self._report(inline)
        if self._pictures(inline):
            return
        self._keep(inline.text, "heading" if heading else kind, heading)

    def _keep(self, text: Gathering, kind: BlockKind, level: int = 0) -> None:
        block = text.block(kind, level, None if kind == "heading" else self.number + 1)
        if block:
            self.blocks.append(block)
            self.number += block.number is not None

    def _pictures(self, inline: Inline) -> bool:
        """Take the pictures of a paragraph; True when there was nothing else in it."""
        if not inline.pictures:
            return False
        alone = all(char.isspace() for char in inline.text.chars)
        for picture in inline.pictures:
            faults = self._faults(picture, alone)
            self.diagnostics += faults
            if faults:
                # What is wrong with the file itself weighs more than a missing description.
                self.faulty.append(
                    FaultyPicture(Span(picture.at, picture.end), picture.file, picture.alt, faults[-1].code)
                )
            if alone:
                file = picture.file.replace("\\", "/")
                self.blocks.append(Picture(file, picture.alt, picture.caption, Span(picture.at, picture.at + 1)))
        return alone

    def _faults(self, picture: InlinePicture, alone: bool) -> list[Diagnostic]:
        place = self.source.location(picture.at)
        if not alone:
            return [problem("picture-inline", place, file=picture.file)]
        found = [] if picture.alt else [problem("picture-no-alt", place, file=picture.file)]
        fault = pictures.check(self.folder, picture.file, place)
        return [*found, fault] if fault else found

    def _table(self, lines: list[str], rule: int, places: list[int]) -> None:
        """A table: each row becomes a paragraph with its bars, so that no text is lost."""
        self._unsupported("table", places[0])
        at = 0
        for i, line in enumerate(lines):
            if i != rule:
                cells = line.strip().strip("|")
                begin = at + line.find(cells)
                self._keep(read_inline(self.md, self.env, cells, places[begin : begin + len(cells)]).text, "paragraph")
            at += len(line) + 1

    def _code(self, token: Token) -> None:
        first = (token.map or [0])[0] + (token.type == "fence")
        places = self._places(token.content, first)
        self._unsupported("code", places[0] if token.type == "code_block" else self.starts[first - 1])
        text = Gathering()
        text.add(token.content, places)
        self._keep(text, "paragraph")

    def _html(self, token: Token) -> None:
        places = self._places(token.content, (token.map or [0])[0])
        # Behind the last end mark no comment is complete; searching there would take time squared.
        closed = token.content.rfind("-->") + 3 if "-->" in token.content else 0
        bare = _COMMENT.sub(lambda m: " " * len(m[0]), token.content[:closed]) + token.content[closed:]
        if not bare.strip():
            return
        self._unsupported("html", places[len(bare) - len(bare.lstrip())])
        bare = _TAG.sub(lambda m: " " * len(m[0]) if is_html(m[0]) else m[0], bare)
        self._keep(read_inline(self.md, self.env, bare, places).text, "paragraph")

    def _report(self, inline: Inline) -> None:
        if inline.html:
            self._unsupported("html", inline.html[0])
        if inline.code:
            self._unsupported("code", inline.code[0])

    def _unsupported(self, what: str, at: int) -> None:
        self.diagnostics.append(warning("markdown-unsupported", self.source.location(at), what=what))

    def _places(self, content: str, first: int, after_hashes: bool = False) -> list[int]:
        """The source offset of each character of a token's content, whose lines begin at line `first`.

        Content lines are source lines without the marks of lists and quotations in front, so each is looked for at
        the end of its line; an ATX heading may also have marks behind it.
        """
        places: list[int] = []
        number = first
        for line in content.split("\n"):
            bare = line.strip()
            number = min(number, len(self.lines) - 1)
            column = self._column(bare, number, after_hashes)
            while column < 0 and number + 1 < len(self.lines):
                number += 1
                column = self._column(bare, number, after_hashes)
            begin = self.starts[number] + max(column, 0)
            lead = len(line) - len(line.lstrip())
            end = self.starts[number] + len(self.lines[number])
            places.extend(min(max(begin - lead + i, self.starts[number]), end) for i in range(len(line) + 1))
            places[-1] = end
            number += 1
        return places[: len(content)]

    def _column(self, bare: str, number: int, after_hashes: bool) -> int:
        line = self.lines[number].rstrip()
        if after_hashes and (match := re.match(r"[^#]*#{1,6}[ \t]+", line)) and line[match.end() :].startswith(bare):
            return match.end()
        return len(line) - len(bare) if line.endswith(bare) else -1
