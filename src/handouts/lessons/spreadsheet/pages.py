"""A draft as tables to be written: headers and cells in the language of the lesson."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handouts.languages import spreadsheet as words
from handouts.lessons.spreadsheet import cells
from handouts.lessons.spreadsheet.columns import Column, columns
from handouts.lessons.spreadsheet.fields import (
    BANK,
    ENTRY,
    EVENT,
    EVERY_ITEM,
    ITEMS,
    PART,
    PART_KIND,
    Fields,
    Topic,
)
from handouts.lessons.spreadsheet.rows import Cells, flatten
from handouts.reading.grid import letters

LISTS: Mapping[Topic, str] = {"timeline": "events", "glossary": "entries", "questions": "sections"}


@dataclass(frozen=True, slots=True)
class Page:
    """One table. `rows` hold one text for each head; `choices` the words that a column offers, () for free text.

    `kinds` are the headers with "1, 2, …" or "A, B, …" for a number, by the names of their columns.
    """

    title: str
    names: tuple[str, ...]
    kinds: Mapping[str, str]
    heads: tuple[str, ...]
    choices: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]


def pages(topic: Topic, data: Mapping[str, Any], language: str, split: bool) -> tuple[Page, ...]:
    """The tables of a draft file, as the YAML reader gives it. With `split` each kind of exercise has its own."""
    if topic != "questions":
        fields = EVENT if topic == "timeline" else ENTRY
        rows = [flatten(fields, item) for item in data.get(LISTS[topic]) or ()]
        return (_page(topic, columns(fields, _used(rows)), rows, language),)
    parts = list(enumerate(data.get("sections") or (), start=1))
    if not split:
        return (_questions("questions", EVERY_ITEM, parts, language),)
    kinds = [kind for kind in ITEMS if any(part["kind"] == kind for _, part in parts)]
    return tuple(
        _questions(kind, ITEMS[kind], [(n, part) for n, part in parts if part["kind"] == kind], language)
        for kind in kinds
    )


def _questions(title: str, fields: Fields, parts: Sequence[tuple[int, Mapping[str, Any]]], language: str) -> Page:
    rows = [row for number, part in parts for row in _part_rows(number, part)]
    bank = any(part["kind"] == "cloze" for _, part in parts)
    return _page(title, columns(fields, _used(rows), parts=True, bank=bank), rows, language)


def _part_rows(number: int, part: Mapping[str, Any]) -> Iterator[Cells]:
    """The row of the word box, for gaps and wherever there is one, then the items."""
    kind = part["kind"]
    lead: Cells = {(PART,): str(number), (PART_KIND,): kind}
    bank = flatten((BANK,), part)
    items = part.get("items") or ()
    if bank or kind == "cloze" or not items:
        yield lead | bank
    for item in items:
        yield lead | flatten(ITEMS[kind], item)


def _used(rows: Sequence[Cells]) -> list[tuple[str | int, ...]]:
    return list(dict.fromkeys(path for row in rows for path in row))


def _page(title: str, shown: Sequence[Column], rows: Sequence[Cells], language: str) -> Page:
    return Page(
        words.sheet_name(title, language),
        tuple(column.name for column in shown),
        {c.name: words.head(c.name, "A, B, …" if c.letters else "1, 2, …", language) for c in shown},
        tuple(head(column, language) for column in shown),
        tuple(words.value_words(column.leaf.type, language) for column in shown),
        tuple(tuple(_shown(row.get(column.path, ""), column, language) for column in shown) for row in rows),
    )


def head(column: Column, language: str) -> str:
    """The header of a column."""
    if column.number is None:
        return words.head(column.name, "", language)
    number = letters(column.number + 1) if column.letters else str(column.number + 1)
    return words.head(column.name, number, language)


def _shown(cell: str, column: Column, language: str) -> str:
    """The cell as a person reads it, without characters that no table can hold."""
    return cells.portable(words.value_word(column.leaf.type, cell, language))
