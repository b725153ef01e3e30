"""The items of questions.yaml as the stages use them."""

from __future__ import annotations

from collections.abc import Callable
from string import ascii_uppercase
from typing import Any

from handouts.lessons.drafts import question_files
from handouts.lessons.drafts.look_up import Gone, Reading
from handouts.model.exercise import (
    Choice,
    Exercise,
    Gap,
    Grid,
    GridRow,
    Match,
    Open,
    Option,
    Order,
    OrderEntry,
    Pair,
    RubricRow,
    Traits,
)
from handouts.model.text import Passage
from handouts.reading.yaml import Path


def read_item(reading: Reading, entry: question_files.Item, path: Path) -> Exercise:
    """An item. Raises Gone when the essay no longer has a sentence it rests on, or a value is wrong; both are noted."""
    return _ITEMS[type(entry)](reading, entry, path)


def asked(entry: question_files.Item) -> str:
    """What an item asks, to name it by where it has no id."""
    match entry:
        case question_files.ChoiceItem() | question_files.SeveralItem():
            return entry.stem
        case question_files.GapItem():
            return f"{entry.before}\0{entry.after}"
        case question_files.OpenItem():
            return entry.prompt
        case question_files.MatchItem():
            return "\0".join(pair.premise for pair in entry.pairs)
        case question_files.OrderItem():
            return "\0".join(part.text for part in entry.entries)
        case question_files.GridItem():
            return "\0".join(row.text for row in entry.rows)
        case _:
            raise TypeError(type(entry).__name__)


def read_stimulus(reading: Reading, section: question_files.AnySection, path: Path) -> tuple[Passage, ...] | None:
    """The quoted passage of a source section; None when the essay no longer has a sentence of it."""
    if not isinstance(section, question_files.ChoiceSection):
        return ()
    try:
        return reading.passages(section.stimulus, path, section.kind)
    except Gone:
        return None


def _traits(entry: question_files.Item) -> Traits:
    return Traits(entry.level, entry.bloom, entry.allow, entry.objective)


def _letter(reading: Reading, path: Path, field: str, letter: str, count: int) -> int:
    """The place of the option with this letter."""
    place = ascii_uppercase.index(letter)
    if place >= count:
        reading.wrong(path, field, letter, f"A–{ascii_uppercase[count - 1]}")
        raise Gone
    return place


def _options(
    reading: Reading, entry: question_files.ChoiceItem | question_files.SeveralItem, path: Path
) -> tuple[Option, ...]:
    return tuple(
        Option(
            option.text,
            option.why,
            reading.passage(option.evidence, (*path, "options", i, "evidence"), entry.id) if option.evidence else None,
        )
        for i, option in enumerate(entry.options)
    )


def _choice(reading: Reading, entry: question_files.ChoiceItem, path: Path) -> Choice:
    key = _letter(reading, (*path, "key"), "key", entry.key, len(entry.options))
    return Choice(
        id=entry.id,
        kind=entry.kind,
        stem=entry.stem,
        options=_options(reading, entry, path),
        key=key,
        natural_order=entry.natural_order,
        points=entry.points,
        rule=entry.rule,
        evidence=reading.passages(entry.evidence, (*path, "evidence"), entry.id),
        traits=_traits(entry),
    )


def _several(reading: Reading, entry: question_files.SeveralItem, path: Path) -> Choice:
    places = [
        _letter(reading, (*path, "keys", i), "keys", letter, len(entry.options)) for i, letter in enumerate(entry.keys)
    ]
    if not places or len(set(places)) < len(places):
        reading.wrong((*path, "keys"), "keys", ", ".join(entry.keys), "A, C …")
        raise Gone
    first, *rest = sorted(places)
    return Choice(
        id=entry.id,
        kind=entry.kind,
        stem=entry.stem,
        options=_options(reading, entry, path),
        key=first,
        natural_order=entry.natural_order,
        points=entry.points,
        rule=entry.rule,
        evidence=reading.passages(entry.evidence, (*path, "evidence"), entry.id),
        also=tuple(rest),
        traits=_traits(entry),
    )


def _grid(reading: Reading, entry: question_files.GridItem, path: Path) -> Grid:
    rows = []
    for i, row in enumerate(entry.rows):
        inside = (*path, "rows", i)
        if row.column not in entry.columns:
            reading.wrong((*inside, "column"), "column", row.column, ", ".join(entry.columns))
            raise Gone
        evidence = reading.passage(row.evidence, (*inside, "evidence"), entry.id) if row.evidence else None
        rows.append(
            GridRow(row.id or f"{entry.id}.{i + 1}", row.text, entry.columns.index(row.column), evidence, row.why)
        )
    return Grid(
        id=entry.id,
        kind=entry.kind,
        columns=entry.columns,
        rows=tuple(rows),
        points=entry.points,
        rule=entry.rule,
        traits=_traits(entry),
    )


def _gap(reading: Reading, entry: question_files.GapItem, path: Path) -> Gap:
    return Gap(
        id=entry.id,
        kind=entry.kind,
        before=entry.before,
        after=entry.after,
        answer=entry.answer,
        accept=entry.accept,
        points=entry.points,
        rule=entry.rule,
        evidence=reading.passages(entry.evidence, (*path, "evidence"), entry.id),
        hint=entry.hint,
        traits=_traits(entry),
    )


def _match(reading: Reading, entry: question_files.MatchItem, path: Path) -> Match:
    pairs = tuple(
        Pair(
            pair.id or f"{entry.id}.{i + 1}",
            pair.premise,
            pair.response,
            reading.passage(pair.evidence, (*path, "pairs", i, "evidence"), entry.id),
            reading.date(pair.date, (*path, "pairs", i, "date")) if pair.date else None,
        )
        for i, pair in enumerate(entry.pairs)
    )
    return Match(entry.id, entry.kind, pairs, entry.responses, entry.points, entry.rule, traits=_traits(entry))


def _order(reading: Reading, entry: question_files.OrderItem, path: Path) -> Order:
    count = len(entry.entries)
    if sorted(entry.shown) != list(range(1, count + 1)):
        found = ", ".join(map(str, entry.shown))
        reading.wrong((*path, "shown"), "shown", found, f"1–{count}")
        raise Gone
    entries = tuple(
        OrderEntry(
            part.text,
            part.display,
            reading.date(part.date, (*path, "entries", i, "date")),
            reading.passage(part.evidence, (*path, "entries", i, "evidence"), entry.id),
        )
        for i, part in enumerate(entry.entries)
    )
    shown = tuple(number - 1 for number in entry.shown)
    return Order(entry.id, entry.kind, entries, shown, entry.points, entry.rule, traits=_traits(entry))


def _open(reading: Reading, entry: question_files.OpenItem, path: Path) -> Open:
    return Open(
        id=entry.id,
        kind=entry.kind,
        prompt=entry.prompt,
        answer=entry.answer,
        accept=entry.accept,
        lines=entry.lines,
        points=entry.points,
        rule=entry.rule,
        evidence=reading.passages(entry.evidence, (*path, "evidence"), entry.id),
        rubric=tuple(RubricRow(row.points, row.text) for row in entry.rubric),
        traits=_traits(entry),
    )


_ITEMS: dict[type[Any], Callable[[Reading, Any, Path], Exercise]] = {
    question_files.ChoiceItem: _choice,
    question_files.SeveralItem: _several,
    question_files.GridItem: _grid,
    question_files.GapItem: _gap,
    question_files.MatchItem: _match,
    question_files.OrderItem: _order,
    question_files.OpenItem: _open,
}
