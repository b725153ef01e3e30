"""What was found in a text, as plain records for `handouts show` and for scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from handouts import materials
from handouts.languages.messages import message, remedy
from handouts.model.analysis import Analysis
from handouts.model.exercise import Choice, Exercise, Gap, Grid, Match, Open, Order, Section
from handouts.model.glossary import Entry
from handouts.model.text import Passage
from handouts.model.timeline import Event
from handouts.pipeline.build import BuildOptions, printer_for
from handouts.pipeline.handout_sheet import print_reading
from handouts.pipeline.places import find_source
from handouts.pipeline.prepare import analyse, doubts, handouts_of, prepare, read_lesson
from handouts.pipeline.printed_terms import with_printable_terms
from handouts.pipeline.printing import finish
from handouts.pipeline.shared import shared_glossaries
from handouts.pipeline.sheets import form_sheets

Record = dict[str, Any]


def show(what: str, source: str, language: str | None, interface: str) -> list[Record]:
    """The records of one of the topics of TOPICS; messages in the interface language."""
    return TOPICS[what](source, language, interface)


def dates(source: str, language: str | None, interface: str) -> list[Record]:
    """Every date expression: place, value, modifier, basis, rule."""
    result = _analysis(source, language)
    return [
        {
            **_place(m.passage),
            "value": m.date.value,
            "mod": m.date.mod,
            "basis": m.date.basis,
            "rule": m.rule,
        }
        for m in result.dates
    ]


def flags(source: str, language: str | None, interface: str) -> list[Record]:
    """Everything doubtful in the text."""
    lesson, _ = read_lesson(source, language)
    found = doubts(lesson, spelling=True).flags
    said = materials.flag_diagnostics(lesson.essay, found)
    return [
        {
            **_place(f.passage),
            "code": f.code,
            "severity": f.severity,
            "blocks": f.blocks,
            "message": message(d, interface),
            "remedy": remedy(d, interface),
        }
        for f, d in zip(found, said, strict=True)
    ]


def timeline(source: str, language: str | None, interface: str) -> list[Record]:
    """All events, the printed ones marked."""
    return [_event(e) for e in prepare(source, language).timeline.events]


def terms(source: str, language: str | None, interface: str) -> list[Record]:
    """The words, phrases and names worth a glossary entry, the best first."""
    return [
        {
            "term": t.term,
            "kind": t.kind,
            "name": t.name or None,
            "rule": t.rule,
            "score": t.score,
            "forms": list(t.forms),
            "mentions": [_place(m) for m in t.mentions],
            "sentences": [_place(s) for s in t.sentences],
        }
        for t in _analysis(source, language).terms
    ]


def glossary(source: str, language: str | None, interface: str) -> list[Record]:
    """All entries with the place of their first mention; null where the term does not stand in the essay."""
    return [_entry(e) for e in prepare(source, language).glossary.entries]


def questions(source: str, language: str | None, interface: str) -> list[Record]:
    """All items of version A."""
    prepared = prepare(source, language)
    sections = handouts_of(prepared, 1)[0].sections
    return [record for section in sections for record in _items(section)]


def markup(source: str, language: str | None, interface: str) -> list[Record]:
    """The markup of every sheet of version A, and of the forms of timeline and glossary that the lesson names."""
    prepared = prepare(source, language)
    printer, unprintable = printer_for(prepared, BuildOptions(source, language=language))
    prepared, _ = with_printable_terms(prepared, unprintable)
    setting = materials.Setting(printer.labels, "0000000", unprintable)
    handout = handouts_of(prepared, 1)[0]
    reading, _, anchors = print_reading(printer, handout, setting)

    def finished(sheet: Any) -> Any:
        return finish(sheet, printer.labels, unprintable)

    sheets: list[tuple[str, str, Any]] = [("handout", "handout.xml.j2", reading)]
    for form in form_sheets(handout, handout.meta.sheets, setting, anchors):
        sheets.append((form.name, form.template, form.content))
    if prepared.sections:
        sheets.append(("worksheet", "worksheet.xml.j2", finished(materials.work_sheet(handout, setting))))
        sheets.append(("key", "key.xml.j2", finished(materials.key_sheet(handout, setting, anchors))))
    return [{"sheet": name, "markup": printer.readable(template, sheet)} for name, template, sheet in sheets]


# One visible table: topic -> function.
TOPICS: dict[str, Callable[[str, str | None, str], list[Record]]] = {
    "dates": dates,
    "flags": flags,
    "terms": terms,
    "timeline": timeline,
    "glossary": glossary,
    "questions": questions,
    "markup": markup,
}


def _analysis(source: str, language: str | None) -> Analysis:
    lesson, _ = read_lesson(source, language)
    return analyse(lesson, shared_glossaries(lesson, find_source(source))[0])


def _place(passage: Passage) -> Record:
    return {"start": passage.span.start, "end": passage.span.end, "text": passage.text}


def _event(event: Event) -> Record:
    return {
        "date": materials.edtf(event.date),
        "display": event.display,
        "label": event.label,
        "sentence": event.sentence.text,
        "start": event.sentence.span.start,
        "end": event.sentence.span.end,
        "basis": event.date.basis,
        "chosen": event.chosen,
    }


def _entry(entry: Entry) -> Record:
    first = entry.mentions[0].span if entry.mentions else None
    return {
        "term": entry.term,
        "definition": entry.sentence.text if entry.source == "context" and entry.sentence else entry.definition,
        "source": entry.source,
        "from": entry.origin,
        "kind": entry.kind,
        "printed": entry.printed,
        "start": first.start if first else None,
        "end": first.end if first else None,
    }


def _items(section: Section) -> Iterable[Record]:
    for item in section.items:
        match item:
            case Choice():
                options = [o.text for o in item.options]
                yield _question(item, item.stem, options, [options[k] for k in item.keys], item.evidence)
            case Gap():
                yield _question(
                    item, f"{item.before}____{item.after}", list(section.bank), [item.answer], item.evidence
                )
            case Open():
                yield _question(item, item.prompt, [], [item.answer] if item.answer else [], item.evidence)
            case Order():
                shown = [item.entries[k].text for k in item.shown]
                right = [e.text for e in item.entries]
                yield _question(item, "", shown, right, [e.evidence for e in item.entries])
            case Grid():
                for row in item.rows:
                    record = _question(
                        item,
                        row.text,
                        list(item.columns),
                        [item.columns[row.column]],
                        [row.evidence] if row.evidence else [],
                    )
                    yield {**record, "id": row.id}
            case Match():
                for pair in item.pairs:
                    record = _question(item, pair.premise, list(item.responses), [pair.response], [pair.evidence])
                    yield {**record, "id": pair.id}


def _question(
    item: Exercise,
    stem: str,
    options: list[str],
    answer: list[str],
    evidence: Iterable[Passage],
) -> Record:
    return {
        "id": item.id,
        "shape": item.shape,
        "kind": item.kind,
        "stem": stem,
        "options": options,
        "answer": answer,
        "evidence": [_place(p) for p in evidence],
        "rule": item.rule,
        "points": item.points,
    }
