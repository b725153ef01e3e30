"""Drafts as YAML text: what `reading` gives back unchanged, with an explanation for the teacher at the top."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.lessons.drafts.dates import parts
from handouts.lessons.drafts.emit import Flow, Value, emit, emit_item
from handouts.lessons.drafts.evidence import Finder
from handouts.lessons.drafts.fresh import FreshFile, FreshItem, FreshList
from handouts.lessons.drafts.identity import term_id
from handouts.lessons.schemas import schema_line
from handouts.model.exercise import Choice, Exercise, Gap, Match, Open, Order, Section, SectionKind, item_evidence
from handouts.model.glossary import Entry, Glossary, usual_source
from handouts.model.text import Essay, Passage
from handouts.model.timeline import Event, HistoricalDate, Timeline

_SHAPES: dict[SectionKind, type[Exercise]] = {
    "multiple_choice": Choice,
    "cloze": Gap,
    "matching": Match,
    "ordering": Order,
    "short_answer": Open,
}
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def write_timeline(timeline: Timeline, essay: Essay, language: str) -> str:
    """timeline.yaml: one event after the other. `language` is that of the explanation (id, en; others: en)."""
    return fresh_timeline(timeline, essay, language).text


def write_glossary(glossary: Glossary, essay: Essay, language: str) -> str:
    """glossary.yaml; mentions are written only where a person has listed them."""
    return fresh_glossary(glossary, essay, language).text


def write_questions(sections: Sequence[Section], essay: Essay, language: str, checked: bool = False) -> str:
    """questions.yaml. Every item of a section must have the section's shape (a programming error otherwise)."""
    return fresh_questions(sections, essay, language, checked).text


def fresh_timeline(timeline: Timeline, essay: Essay, language: str) -> FreshFile:
    """As `write_timeline`, with the items one by one."""
    finder = Finder(essay)
    events = [_event(event, finder) for event in timeline.events]
    items = [FreshItem(e.id, emit_item(d), (e.sentence.text,)) for e, d in zip(timeline.events, events, strict=True)]
    text = _file("timeline", language, timeline.checked, {"events": events})
    return FreshFile("timeline.yaml", text, (FreshList("", tuple(items)),))


def fresh_glossary(glossary: Glossary, essay: Essay, language: str) -> FreshFile:
    """As `write_glossary`, with the items one by one. A term is known by its name; only a meaning that the essay gives

    rests on a sentence.
    """
    finder = Finder(essay)
    entries = [_entry(e, finder, glossary.checked) for e in glossary.entries]
    items = [
        FreshItem(term_id(e.term), emit_item(d), (e.sentence.text,) if e.sentence and e.source == "pattern" else ())
        for e, d in zip(glossary.entries, entries, strict=True)
    ]
    text = _file("glossary", language, glossary.checked, {"entries": entries})
    return FreshFile("glossary.yaml", text, (FreshList("", tuple(items)),))


def fresh_questions(sections: Sequence[Section], essay: Essay, language: str, checked: bool = False) -> FreshFile:
    """As `write_questions`, with the items one by one."""
    finder = Finder(essay)
    text = _file("questions", language, checked, {"sections": [_section(s, finder) for s in sections]})
    lists = []
    for section in sections:
        items = tuple(
            FreshItem(
                item.id,
                emit_item(_item(item, finder)),
                tuple(passage.text for passage in item_evidence(item)),
                item.answer if isinstance(item, Gap) else "",
            )
            for item in section.items
        )
        lists.append(FreshList(section.kind, items, section.bank))
    return FreshFile("questions.yaml", text, tuple(lists))


def _file(name: str, language: str, checked: bool, data: dict[str, Value]) -> str:
    # Imported here: a build reads drafts every time and writes them once.
    import tomllib
    from pathlib import Path

    folder = Path(__file__).parents[1] / "data"
    texts = tomllib.loads((folder / f"headers-{language if language == 'id' else 'en'}.toml").read_text("utf-8"))
    header = "".join(f"# {line}".rstrip() + "\n" for line in texts[name].strip().split("\n"))
    return schema_line(name) + header + "\n" + emit({"format": 1, "approved": checked, **data})


def _quote(passage: Passage, finder: Finder) -> Value:
    number = finder.number(passage)
    return passage.text if number == 1 else {"text": passage.text, "at": number}


def _quotes(passages: Sequence[Passage], finder: Finder) -> Value:
    quotes = [_quote(passage, finder) for passage in passages]
    return quotes[0] if len(quotes) == 1 else quotes


def _date(date: HistoricalDate) -> Value:
    found = parts(date)
    return found if isinstance(found, str) else Flow(found)


def _event(event: Event, finder: Finder) -> dict[str, Value]:
    return {
        "id": event.id,
        "date": _date(event.date),
        "display": event.display,
        "label": event.label,
        "sentence": _quote(event.sentence, finder),
        "phrase": _phrase(event, finder),
        "chosen": event.chosen,
        "rule": event.rule,
    }


def _phrase(event: Event, finder: Finder) -> Value:
    text = event.mention.text
    inside = finder.number_within(event.sentence, event.mention)
    if inside:
        return text if inside == 1 else {"text": text, "at": inside}
    return {"text": text, "at": finder.number(event.mention), "elsewhere": True}


def _entry(entry: Entry, finder: Finder, whole_file: bool) -> dict[str, Value]:
    data: dict[str, Value] = {"term": entry.term, "definition": entry.definition}
    if entry.sentence:
        data["sentence"] = _quote(entry.sentence, finder)
    if entry.variants:
        data["variants"] = Flow(entry.variants)
    if entry.source != usual_source(entry.definition, entry.sentence):
        data["source"] = entry.source
    if entry.origin:
        data["from"] = entry.origin
    if entry.kind != "term":
        data["kind"] = entry.kind
    if entry.approved and not whole_file:
        data["approved"] = True
    if entry.placed:
        data["mentions"] = [_quote(mention, finder) for mention in entry.mentions]
    return data


def _section(section: Section, finder: Finder) -> dict[str, Value]:
    for item in section.items:
        if not isinstance(item, _SHAPES[section.kind]):
            raise TypeError(f"{item.id}: a {item.shape} in a section of kind {section.kind}")
    data: dict[str, Value] = {"kind": section.kind}
    if section.bank:
        data["bank"] = Flow(section.bank)
    return data | {"items": [_item(item, finder) for item in section.items]}


def _item(item: Exercise, finder: Finder) -> dict[str, Value]:
    match item:
        case Choice():
            body = _choice(item, finder)
        case Gap():
            body = {"before": item.before, "answer": item.answer, "after": item.after, **_accept(item.accept)}
        case Match():
            body = _match(item, finder)
        case Order():
            body = _order(item, finder)
        case Open():
            body = {"prompt": item.prompt, "answer": item.answer, **_accept(item.accept), "lines": item.lines}
    if not isinstance(item, Match | Order):
        body["evidence"] = _quotes(item.evidence, finder)
    return {"id": item.id, **body, "points": item.points, "kind": item.kind, "rule": item.rule}


def _accept(accept: Sequence[str]) -> dict[str, Value]:
    return {"accept": Flow(accept)} if accept else {}


def _choice(item: Choice, finder: Finder) -> dict[str, Value]:
    options: list[Value] = []
    for option in item.options:
        data: dict[str, Value] = {"text": option.text}
        if option.why:
            data["why"] = option.why
        if option.evidence:
            data["evidence"] = _quote(option.evidence, finder)
        options.append(option.text if len(data) == 1 else data)
    body: dict[str, Value] = {"stem": item.stem, "options": options, "key": _LETTERS[item.key]}
    return body | ({"natural_order": True} if item.natural_order else {})


def _match(item: Match, finder: Finder) -> dict[str, Value]:
    pairs: list[Value] = []
    for pair in item.pairs:
        data: dict[str, Value] = {
            "id": pair.id,
            "premise": pair.premise,
            "response": pair.response,
            "evidence": _quote(pair.evidence, finder),
        }
        pairs.append(data | ({"date": _date(pair.date)} if pair.date else {}))
    return {"pairs": pairs, "responses": list(item.responses)}


def _order(item: Order, finder: Finder) -> dict[str, Value]:
    entries: list[Value] = [
        {
            "text": entry.text,
            "display": entry.display,
            "date": _date(entry.date),
            "evidence": _quote(entry.evidence, finder),
        }
        for entry in item.entries
    ]
    return {"entries": entries, "shown": Flow([index + 1 for index in item.shown])}
