"""Which characters a document must show in print, and how often: the measure for reading the PDF back."""

from __future__ import annotations

import dataclasses
from collections import Counter
from functools import cache
from typing import Any
from unicodedata import category

from handouts.model.document import (
    AnswerEntry,
    Box,
    Cards,
    ChartEvent,
    ClueList,
    Columns,
    Document,
    FlashCards,
    Footer,
    GapMark,
    Keep,
    LetterGrid,
    ListBlock,
    Matching,
    Options,
    Ordering,
    PassagePara,
    QrCode,
    Question,
    ReadingPassage,
    Table,
    WallStrip,
    Wide,
    WriteDates,
    WritingLines,
    list_labels,
    plain,
)
from handouts.model.press import Rendered
from handouts.model.puzzle_blocks import column_name

# Fields that tell how or where, or are read out instead of printed.
SILENT = frozenset(
    {"src", "id", "alt", "lang", "style", "kind", "align", "data", "spoken", "full"}
    | {"href", "rule", "fill", "size", "side", "numbering", "filled", "qr"}
)

NUMBERED = SILENT | {"number"}


def expected_characters(document: Document, rendered: Rendered) -> tuple[Counter[str], Counter[str]]:
    """Characters that are printed once each, and those that may come again (table heads on further pages)."""
    counted: Counter[str] = Counter()
    repeatable: Counter[str] = Counter()
    columns = max((block.count for block in document.blocks if isinstance(block, Columns)), default=1)
    places = rendered.pages * columns
    for block in document.blocks:
        _count(block, counted)
        for table in _tables(block):
            for row in table.rows[: table.header_rows]:
                for cell in row:
                    repeatable.update(_dark(plain(cell.content)) * (places - 1))
    counted.update(_line_numbers(document, rendered))
    for words in (*rendered.footers, *rendered.added):
        counted.update(_dark(words))
    return counted, repeatable


def footers_complete(footer: Footer, rendered: Rendered) -> bool:
    """True when every page carries the code and its own number, whatever else had to be cut."""
    return len(rendered.footers) == rendered.pages and all(
        _dark(footer.on(n)[2]) in _dark(words)
        and _dark(footer.pages.replace("{page}", str(n)).replace("{pages}", str(rendered.pages))) in _dark(words)
        for n, words in enumerate(rendered.footers, start=1)
    )


@cache
def _printed(char: str) -> str:
    """What is to be seen of a character: no control or format mark, and any hyphen as "-"."""
    if char.isspace() or category(char) in ("Cc", "Cf") or "\ufe00" <= char <= "\ufe0f":
        return ""
    return "-" if char in "\u2010\u2011" else char


def _dark(text: str) -> str:
    return "".join(map(_printed, text))


def _count(value: Any, into: Counter[str]) -> None:
    match value:
        case str():
            into.update(_dark(value))
        case tuple():
            for part in value:
                _count(part, into)
        case GapMark() | WritingLines():
            _count(value.answer, into)
        case Options():
            _count(tuple((_dotted(letter), text) for letter, text in value.options), into)
        case Matching():
            _count((value.premise_head, value.response_head), into)
            _count(tuple((_dotted(n), text) for n, text in (*value.premises, *value.responses)), into)
            _count(value.answers, into)
        case Question() | AnswerEntry() | Ordering():
            _count(_dotted(value.number), into)
            _count(tuple(getattr(value, f.name) for f in dataclasses.fields(value) if f.name not in NUMBERED), into)
        case ChartEvent():
            _count((value.date, value.label, _dotted(value.number)), into)
        case WriteDates():
            _count(tuple((_dotted(number), text) for number, text in value.events), into)
        case WallStrip():
            _count(tuple((event.full or event.date, event.label) for event in value.events), into)
        case Cards():
            _count(tuple((card.name, card.content, value.slot) for card in value.cards), into)
        case LetterGrid():
            _count(tuple((square.number, square.letter) for row in value.rows for square in row if square), into)
            names = (column_name(column) for column in range(1, len(value.rows[0]) + 1))
            _count((*names, *map(str, range(1, len(value.rows) + 1))) if value.labels else (), into)
        case ClueList():
            _count((value.title, *((_dotted(number), clue) for number, clue in value.clues)), into)
        case FlashCards():
            # the number stands on both sides
            _count(tuple((card.name, card.front, card.name, card.back) for card in value.cards), into)
        case PassagePara():
            # the paragraph's number stands in the gutter of every kind; an item has a bullet beside it
            _count((value.number, value.content, "•" if value.kind == "item" else ""), into)
        case ListBlock():
            _count((value.items, list_labels(value)), into)
            for inner in value.below:
                _count((inner.items, list_labels(inner, nested=True)) if inner else (), into)
        case Box():
            _count(value.title, into)
        case QrCode():
            _count(value.caption, into)
        case _ if dataclasses.is_dataclass(value):
            for field in dataclasses.fields(value):
                if field.name not in SILENT:
                    _count(getattr(value, field.name), into)


def _dotted(number: str) -> str:
    return f"{number}." if number[-1:].isalnum() else number


def _tables(block: Any) -> list[Table]:
    if isinstance(block, (Keep, Columns, Wide)):
        return [table for part in block.blocks for table in _tables(part)]
    return [block] if isinstance(block, Table) else []


def _line_numbers(document: Document, rendered: Rendered) -> str:
    every = next((b.every for b in document.blocks if isinstance(b, ReadingPassage)), 0)
    return "".join(str(line.number) for line in rendered.lines if every and line.number % every == 0)
