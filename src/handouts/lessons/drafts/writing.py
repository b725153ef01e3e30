"""Drafts as YAML text: what `reading` gives back unchanged, with an explanation for the teacher at the top."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.lessons.drafts.emit import Flow, Value, emit, emit_item
from handouts.lessons.drafts.evidence import Finder
from handouts.lessons.drafts.fresh import FreshFile, FreshItem, FreshList
from handouts.lessons.drafts.identity import term_id
from handouts.lessons.drafts.writing_items import date_value, item_data, quote, quotes, section_data
from handouts.lessons.schemas import schema_line
from handouts.model.exercise import Gap, Section, item_evidence
from handouts.model.glossary import Entry, Glossary, usual_source
from handouts.model.text import Essay
from handouts.model.timeline import Event, Timeline


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
    text = _file("questions", language, checked, {"sections": [section_data(s, finder) for s in sections]})
    lists = []
    for section in sections:
        items = tuple(
            FreshItem(
                item.id,
                emit_item(item_data(item, section.kind, finder)),
                tuple(passage.text for passage in item_evidence(item)),
                item.answer if isinstance(item, Gap) else "",
            )
            for item in section.items
        )
        stimulus = emit({"stimulus": quotes(section.stimulus, finder)}) if section.stimulus else ""
        lists.append(FreshList(section.kind, items, section.bank, stimulus))
    return FreshFile("questions.yaml", text, tuple(lists))


def _file(name: str, language: str, checked: bool, data: dict[str, Value]) -> str:
    # Imported here: a build reads drafts every time and writes them once.
    import tomllib
    from pathlib import Path

    folder = Path(__file__).parents[1] / "data"
    texts = tomllib.loads((folder / f"headers-{language if language == 'id' else 'en'}.toml").read_text("utf-8"))
    header = "".join(f"# {line}".rstrip() + "\n" for line in texts[name].strip().split("\n"))
    return schema_line(name) + header + "\n" + emit({"format": 1, "approved": checked, **data})


def _event(event: Event, finder: Finder) -> dict[str, Value]:
    return {
        "id": event.id,
        "date": date_value(event.date),
        "display": event.display,
        "label": event.label,
        "sentence": quote(event.sentence, finder),
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
        data["sentence"] = quote(entry.sentence, finder)
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
        data["mentions"] = [quote(mention, finder) for mention in entry.mentions]
    return data
