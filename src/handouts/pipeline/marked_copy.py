"""The answers put into the document of a worksheet: the pages stay as they are, whatever the theme makes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from handouts.diagnostics import problem
from handouts.errors import CheckFailed
from handouts.languages.labels import Labels
from handouts.model.document import (
    Cell,
    Columns,
    Content,
    Document,
    GapMark,
    Keep,
    Matching,
    Options,
    Ordering,
    Question,
    Table,
    Wide,
    WritingLines,
    plain,
)
from handouts.model.key_papers import Answer


def marked(document: Document, answers: Sequence[Answer], version: str, labels: Labels, template: str) -> Document:
    """The worksheet with its answers written over it and a band in the margin of every page.

    CheckFailed `key-not-placed` when the template prints an item in a way that leaves no place for its answer.
    """
    marker = _Marker({answer.number: answer for answer in answers}, labels["key.papers.right"])
    blocks = tuple(marker.block(block) for block in document.blocks)
    if marker.open:
        raise CheckFailed(problem("key-not-placed", None, sheet=template, items=", ".join(marker.open)))
    banner = labels("key.papers.marked_band", version=version)
    return replace(document, blocks=blocks, banner=banner, title=f"{banner}: {document.title}")


class _Marker:
    """Finds the place of each answer; `open` are the numbers that still have none."""

    def __init__(self, answers: Mapping[str, Answer], spoken: str) -> None:
        self._answers = answers
        self._spoken = spoken
        self.open = list(answers)

    def block(self, block: Any) -> Any:
        match block:
            case Keep() | Columns() | Wide():
                return replace(block, blocks=tuple(self.block(part) for part in block.blocks))
            case Question():
                return self._question(block)
            case Matching():
                letters = tuple(", ".join(self._take(number, "letters")) for number, _ in block.premises)
                return replace(block, answers=letters) if any(letters) else block
            case Ordering():
                return replace(block, answers=tuple(self._take(block.number, "places")))
            case Table():
                return self._table(block)
            case _:
                return block

    def _take(self, number: str, what: str) -> Sequence[str]:
        """This kind of answer to a number, which then has its place; () when it has no such answer."""
        answer = self._answers.get(number)
        found: Sequence[str] = getattr(answer, what) if answer else ()
        if found and number in self.open:
            self.open.remove(number)
        return found

    def _question(self, block: Question) -> Question:
        stem, body = block.stem, list(block.body)
        if any(isinstance(part, GapMark) for part in stem):
            return replace(block, stem=_filled(stem, list(self._take(block.number, "words"))))
        for place, part in enumerate(body):
            if isinstance(part, Options):
                right = tuple(self._take(block.number, "letters"))
                body[place] = replace(part, right=right, spoken=self._spoken if right else "")
                return replace(block, body=tuple(body))
        for place, part in enumerate(body):
            if isinstance(part, WritingLines):
                body[place] = replace(part, answer=tuple(self._take(block.number, "words")))
                return replace(block, body=tuple(body))
        return replace(block, answer=" / ".join(self._take(block.number, "words")))

    def _table(self, table: Table) -> Table:
        """A tick in the cell of each row whose first cell is a number of a statement."""
        heads = [_text(cell.content) for cell in table.rows[0]] if table.header_rows else []
        rows = list(table.rows)
        for place, row in enumerate(rows[table.header_rows :], start=table.header_rows):
            number = _text(row[0].content).rstrip(".")
            answer = self._answers.get(number)
            wanted = _text_of(answer.column) if answer else ""
            if wanted and wanted in heads:
                self._take(number, "column")
                at = heads.index(wanted)
                rows[place] = tuple(_ticked(cell, self._spoken) if i == at else cell for i, cell in enumerate(row))
        return replace(table, rows=tuple(rows))


def _filled(stem: Content, words: list[str]) -> Content:
    """The stem with the words in its gaps, the last of them in the last gap."""
    gaps = sum(isinstance(part, GapMark) for part in stem)
    answers = iter([*words, *[""] * gaps][:gaps])
    return tuple(replace(p, answer=next(answers)) if isinstance(p, GapMark) else p for p in stem)


def _ticked(cell: Cell, spoken: str) -> Cell:
    return replace(cell, spoken=spoken)


def _text(content: Content) -> str:
    return _text_of(plain(content))


def _text_of(text: str) -> str:
    return " ".join(text.split())
