"""The items of questions.yaml, and quotations and dates of all drafts, as `emit` writes them."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase

from handouts.lessons.drafts.dates import parts
from handouts.lessons.drafts.emit import Flow, Value
from handouts.lessons.drafts.evidence import Finder
from handouts.model.exercise import (
    PLAIN,
    SECTION_SHAPES,
    Choice,
    Exercise,
    Gap,
    Grid,
    Match,
    Open,
    Order,
    Section,
    SectionKind,
    Traits,
)
from handouts.model.text import Passage
from handouts.model.timeline import HistoricalDate


def quote(passage: Passage, finder: Finder) -> Value:
    """A sentence word for word, with its number where the same words stand several times."""
    number = finder.number(passage)
    return passage.text if number == 1 else {"text": passage.text, "at": number}


def quotes(passages: Sequence[Passage], finder: Finder) -> Value:
    """Several sentences; one alone stands without a list."""
    found = [quote(passage, finder) for passage in passages]
    return found[0] if len(found) == 1 else found


def date_value(date: HistoricalDate) -> Value:
    """A date in its shortest notation, else in its parts on one line."""
    found = parts(date)
    return found if isinstance(found, str) else Flow(found)


def section_data(section: Section, finder: Finder) -> dict[str, Value]:
    """A section with its items. An item of another shape than the section's is a programming error."""
    for item in section.items:
        if item.shape != SECTION_SHAPES[section.kind]:
            raise TypeError(f"{item.id}: a {item.shape} in a section of kind {section.kind}")
    items: list[Value] = [item_data(item, section.kind, finder) for item in section.items]
    return section_head(section, finder) | {"items": items}


def section_head(section: Section, finder: Finder) -> dict[str, Value]:
    """What stands above the items: kind, word bank, quoted passage."""
    data: dict[str, Value] = {"kind": section.kind}
    if section.bank:
        data["bank"] = Flow(section.bank)
    if section.stimulus:
        data["stimulus"] = quotes(section.stimulus, finder)
    return data


def item_data(item: Exercise, section: SectionKind, finder: Finder) -> dict[str, Value]:
    """An item of a section of this kind."""
    match item:
        case Choice():
            body = _choice(item, section, finder)
        case Gap():
            body = {"before": item.before, "answer": item.answer, "after": item.after, **_accept(item.accept)}
            body |= {"hint": item.hint} if item.hint else {}
        case Match():
            body = _match(item, finder)
        case Order():
            body = _order(item, finder)
        case Open():
            body = {"prompt": item.prompt, "answer": item.answer, **_accept(item.accept), "lines": item.lines}
            if item.rubric:
                body["rubric"] = [{"points": row.points, "text": row.text} for row in item.rubric]
        case Grid():
            body = _grid(item, finder)
    if not isinstance(item, Match | Order | Grid):
        body["evidence"] = quotes(item.evidence, finder)
    return {"id": item.id, **body, "points": item.points, "kind": item.kind, **_traits(item.traits), "rule": item.rule}


def _traits(traits: Traits) -> dict[str, Value]:
    """What differs from a plain item."""
    data: dict[str, Value] = {}
    if traits.level != PLAIN.level:
        data["level"] = traits.level
    if traits.bloom != PLAIN.bloom:
        data["bloom"] = traits.bloom
    if traits.objective:
        data["objective"] = traits.objective
    if traits.allow:
        data["allow"] = Flow(traits.allow)
    return data


def _accept(accept: Sequence[str]) -> dict[str, Value]:
    return {"accept": Flow(accept)} if accept else {}


def _choice(item: Choice, section: SectionKind, finder: Finder) -> dict[str, Value]:
    options: list[Value] = []
    for option in item.options:
        data: dict[str, Value] = {"text": option.text}
        if option.why:
            data["why"] = option.why
        if option.evidence:
            data["evidence"] = quote(option.evidence, finder)
        options.append(option.text if len(data) == 1 else data)
    body: dict[str, Value] = {"stem": item.stem, "options": options}
    if section == "complex_choice":
        body["keys"] = Flow([ascii_uppercase[k] for k in item.keys])
    else:
        body["key"] = ascii_uppercase[item.key]
    return body | ({"natural_order": True} if item.natural_order else {})


def _grid(item: Grid, finder: Finder) -> dict[str, Value]:
    rows: list[Value] = []
    for row in item.rows:
        data: dict[str, Value] = {"id": row.id, "text": row.text, "column": item.columns[row.column]}
        if row.why:
            data["why"] = row.why
        rows.append(data | ({"evidence": quote(row.evidence, finder)} if row.evidence else {}))
    return {"columns": Flow(item.columns), "rows": rows}


def _match(item: Match, finder: Finder) -> dict[str, Value]:
    pairs: list[Value] = []
    for pair in item.pairs:
        data: dict[str, Value] = {
            "id": pair.id,
            "premise": pair.premise,
            "response": pair.response,
            "evidence": quote(pair.evidence, finder),
        }
        pairs.append(data | ({"date": date_value(pair.date)} if pair.date else {}))
    return {"pairs": pairs, "responses": list(item.responses)}


def _order(item: Order, finder: Finder) -> dict[str, Value]:
    entries: list[Value] = [
        {
            "text": entry.text,
            "display": entry.display,
            "date": date_value(entry.date),
            "evidence": quote(entry.evidence, finder),
        }
        for entry in item.entries
    ]
    return {"entries": entries, "shown": Flow([index + 1 for index in item.shown])}
