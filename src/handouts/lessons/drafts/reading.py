"""The drafts of a lesson folder. Their evidence is found again in the essay by its exact text."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from handouts.diagnostics import Diagnostic, hint, problem
from handouts.errors import ContentError
from handouts.lessons.drafts import files, question_files
from handouts.lessons.drafts.evidence import Finder
from handouts.lessons.drafts.identity import has_letter, own_id, term_id
from handouts.lessons.drafts.items import asked, read_item, read_stimulus
from handouts.lessons.drafts.look_up import Gone, Reading
from handouts.model.exercise import Exercise, Section
from handouts.model.glossary import Entry, Glossary, usual_source
from handouts.model.text import Essay, Passage, SourceText
from handouts.model.timeline import Event, Timeline
from handouts.reading.text import read_source
from handouts.reading.yaml import Path, Tree, load_with_places, read_tree

Source = SourceText | str | os.PathLike[str] | Tree
T = TypeVar("T")
N = TypeVar("N", files.EventEntry, question_files.Item)


@dataclass(frozen=True)
class Read(Generic[T]):
    """What a draft file holds: its content, whether the whole file is approved, the ids of the items that are (all of

    them in an approved file), and what there is to say.
    """

    content: T
    checked: bool = False
    approved: frozenset[str] = frozenset()
    diagnostics: tuple[Diagnostic, ...] = ()


def _checked(reading: Reading, file: files.TimelineFile | files.GlossaryFile | question_files.QuestionsFile) -> bool:
    """Whether the file is approved as a whole; the older word for it is read, and named."""
    if file.status is None:
        return file.approved is True
    approved = file.approved if file.approved is not None else file.status == "checked"
    new = "true" if approved else "false"
    place = reading.tree.location(("status",), of_key=True)
    reading.warnings.append(hint("draft-old-status", place, value=new))
    return approved


def read_timeline(source: Source, essay: Essay) -> Read[Timeline]:
    """timeline.yaml, with a warning draft-sentence-gone for each event whose sentence the essay no longer has, and a

    hint draft-old-status. Raises ContentError: what `reading.yaml.load` raises, draft-date-unclear, draft-same-id.
    """
    file, tree = load_with_places(source, files.TimelineFile)
    reading = Reading(tree, Finder(essay))
    events = []
    _refuse_same_ids(reading, [(e.id, ("events", i)) for i, e in enumerate(file.events) if e.id])
    every = named(file.events, lambda e: f"{e.date.value}\0{e.label}")
    for i, entry in enumerate(every):
        try:
            events.append(_event(reading, entry, ("events", i)))
        except Gone:
            continue
    checked = _checked(reading, file)
    approved = frozenset(e.id for e in every if checked or e.approved)
    return Read(Timeline(tuple(events), checked), checked, approved, reading.finish())


def _event(reading: Reading, entry: files.EventEntry, path: Path) -> Event:
    date = reading.date(entry.date, (*path, "date"))
    sentence = reading.passage(entry.sentence, (*path, "sentence"), entry.id)
    mention = _mention(reading.finder, sentence, entry.phrase or files.Phrase(text=entry.display or sentence.text))
    return Event(entry.id, date, entry.display, entry.label, sentence, mention, entry.chosen, entry.rule)


def _mention(finder: Finder, sentence: Passage, phrase: files.Phrase) -> Passage:
    """The words of the date; the whole sentence when they are not found, as in an event of the teacher's own."""
    found = (
        finder.passage(phrase.text, phrase.at) if phrase.elsewhere else finder.within(sentence, phrase.text, phrase.at)
    )
    return found or sentence


def read_glossary(source: Source, essay: Essay) -> Read[Glossary]:
    """glossary.yaml. Mentions are those that the file lists (`placed`); `materials.locate` finds the others.

    The ids of entries are those of `identity.term_id`. Without `source`, an entry with a definition is "curated", one
    without "blank". A hint draft-old-status may come with it. Raises ContentError as `reading.yaml.load`, and
    glossary-term-empty for a term without letter or digit.
    """
    file, tree = load_with_places(source, files.GlossaryFile)
    reading = Reading(tree, Finder(essay))
    entries = []
    checked = _checked(reading, file)
    for i, entry in enumerate(file.entries):
        entries.append(_glossary_entry(reading, entry, ("entries", i), checked or entry.approved))
    approved = frozenset(term_id(e.term) for e in file.entries if checked or e.approved)
    return Read(Glossary(tuple(entries), checked), checked, approved, reading.finish())


def _glossary_entry(reading: Reading, entry: files.GlossaryEntry, path: Path, approved: bool) -> Entry:
    """An entry. A meaning that the essay gave goes when its sentence has gone, unless a teacher approved it."""
    if not has_letter(entry.term):
        reading.errors.append(problem("glossary-term-empty", reading.tree.location((*path, "term")), found=entry.term))
    found = [reading.finder.passage(quote.text, quote.at) for quote in entry.mentions or ()]
    sentence = reading.finder.passage(entry.sentence.text, entry.sentence.at) if entry.sentence else None
    definition = entry.definition
    origin = entry.source or usual_source(definition, sentence)
    if origin == "pattern" and entry.sentence and not sentence and not approved:
        reading.gone(entry.sentence, (*path, "sentence"), entry.term)
        definition, origin = "", "blank"
    return Entry(
        entry.term,
        definition,
        origin,
        entry.variants,
        tuple(passage for passage in found if passage),
        sentence,
        entry.kind,
        entry.from_,
        approved,
        placed=entry.mentions is not None,
    )


def read_questions(source: Source, essay: Essay) -> Read[tuple[Section, ...]]:
    """questions.yaml: the sections, with a warning draft-sentence-gone for each item left out, and a hint

    draft-old-status. Raises ContentError: what `reading.yaml.load` raises, yaml-wrong-value, draft-date-unclear,
    draft-same-id, item-two-keys.
    """
    file, tree = _load_questions(source)
    reading = Reading(tree, Finder(essay))
    ids = [
        (item.id, ("sections", s, "items", i))
        for s, part in enumerate(file.sections)
        for i, item in enumerate(part.items)
        if item.id
    ]
    _refuse_same_ids(reading, ids)
    sections = []
    entries = iter(named([item for part in file.sections for item in part.items], asked))
    every: list[question_files.Item] = []
    for s, section in enumerate(file.sections):
        items: list[Exercise] = []
        for i in range(len(section.items)):
            entry = next(entries)
            every.append(entry)
            try:
                items.append(read_item(reading, entry, ("sections", s, "items", i)))
            except Gone:
                continue
        stimulus = read_stimulus(reading, section, ("sections", s, "stimulus"))
        if items and stimulus is not None:
            sections.append(Section(section.kind, tuple(items), section.bank, stimulus))
    checked = _checked(reading, file)
    approved = frozenset(item.id for item in every if checked or item.approved)
    return Read(tuple(sections), checked, approved, reading.finish())


def _load_questions(source: Source) -> tuple[question_files.QuestionsFile, Tree]:
    """The file; where one right letter is asked for and there are several, the message says what else there is."""
    if not isinstance(source, Tree):
        source = read_tree(source if isinstance(source, SourceText) else read_source(source), large=True)
    try:
        return load_with_places(source, question_files.QuestionsFile)
    except ContentError as error:
        several = {"key": "key", "found": "list"}
        found = [
            problem("item-two-keys", d.location) if several.items() <= dict(d.data).items() else d
            for d in error.diagnostics
        ]
        raise ContentError(*found) from error


def named(entries: Sequence[N], text: Callable[[N], str]) -> list[N]:
    """The entries, those without an id named by what they say."""
    taken = {e.id for e in entries}
    return [e if e.id else e.model_copy(update={"id": own_id(text(e), taken)}) for e in entries]


def _refuse_same_ids(reading: Reading, ids: Sequence[tuple[str, Path]]) -> None:
    first: dict[str, Path] = {}
    for id_, path in ids:
        if id_ in first:
            line = reading.tree.location((*first[id_], "id")).line
            place = reading.tree.location((*path, "id"))
            reading.errors.append(problem("draft-same-id", place, id=id_, first=line))
        first.setdefault(id_, path)
