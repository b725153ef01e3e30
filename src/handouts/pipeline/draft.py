"""Draft the timeline, glossary and questions of a lesson, or draft them again after the essay changed.

The files are the teacher's: only items that nobody has touched since the tool wrote them are changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from handouts import materials
from handouts.diagnostics import Diagnostic, Location, hint, problem, warning
from handouts.errors import ContentError, StorageError, UsageProblem
from handouts.lessons.drafts import fresh_glossary, fresh_questions, fresh_timeline, reading, record
from handouts.lessons.drafts.chunks import Chunks, chunks_of, read_chunks
from handouts.lessons.drafts.evidence import Finder
from handouts.lessons.drafts.fresh import FreshFile
from handouts.lessons.drafts.identity import term_id
from handouts.lessons.drafts.merge import Counts, first_record, merge
from handouts.lessons.schemas import schema_files
from handouts.materials.entries.placing import term_key
from handouts.model.analysis import Analysis
from handouts.model.glossary import Glossary, SharedGlossary
from handouts.model.lesson import Lesson
from handouts.model.timeline import Timeline
from handouts.pipeline.item_rules import at_rules
from handouts.pipeline.places import find_source, is_bundled
from handouts.pipeline.prepare import Prepared, analyse, doubts, read_lesson
from handouts.pipeline.shared import shared_glossaries
from handouts.pipeline.slips import slips
from handouts.reading.text import decode, read_bytes
from handouts.store import Store

State = Literal["written", "approved", "yours", "merged"]
NAMES = ("timeline.yaml", "glossary.yaml", "questions.yaml")
# What the reader of the lesson says of drafts as they were; it is asked again about the drafts as they are then.
_SAID_AGAIN = {"draft-sentence-gone", "draft-sentence-nowhere", "draft-old-status"}
_Reader = Callable[[Any, Any], "reading.Read[Any]"]


@dataclass(frozen=True, slots=True)
class DraftedFile:
    """What became of one file: written anew, approved and so left, wholly the teacher's and so left, or merged."""

    name: str
    state: State
    counts: Counts = field(default_factory=Counts)


@dataclass(frozen=True, slots=True)
class Drafted:
    """The lesson folder as it was named, its files, and what there is to say."""

    folder: Path
    files: tuple[DraftedFile, ...]
    diagnostics: tuple[Diagnostic, ...]


def draft(source: str, language: str | None) -> Drafted:
    """Draft what is missing, and let the untouched items of the other files follow the essay.

    Raises HandoutsError with nothing written: draft-needs-folder, draft-changed-meanwhile, and what the readers raise.
    """
    place = find_source(source)
    if not place.is_dir() or is_bundled(place):
        raise UsageProblem(problem("draft-needs-folder", Location(source)))
    lesson, found = read_lesson(source, language)
    work = _Work(place, lesson, [d for d in found if d.code not in _SAID_AGAIN])
    glossary = work.glossary()
    timeline = work.timeline()
    work.questions(timeline, glossary)
    work.write()
    work.said += slips(lesson, doubts(lesson, spelling=True).flags)
    files = sorted(work.files, key=lambda file: NAMES.index(file.name))
    return Drafted(place, tuple(files), tuple(work.said))


def texts_of(prepared: Prepared) -> dict[str, str]:
    """All that a new lesson folder holds of drafts: the three files, the record of them, and the schemas."""
    essay, language = prepared.lesson.essay, prepared.lesson.meta.language
    made = (
        fresh_timeline(prepared.timeline, essay, language),
        fresh_glossary(prepared.glossary, essay, language),
        fresh_questions(prepared.sections, essay, language),
    )
    records = {fresh.name: first_record(chunks_of(fresh.name, fresh.text), fresh) for fresh in made}
    return {fresh.name: fresh.text for fresh in made} | {record.NAME: record.dump(records)} | schema_files()


@dataclass
class _Work:
    """One run: what was read of the folder, and what is to be written."""

    folder: Path
    lesson: Lesson
    said: list[Diagnostic]
    files: list[DraftedFile] = field(default_factory=list)
    seen: dict[str, bytes | None] = field(default_factory=dict)
    new: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        data = self._read(record.NAME)
        self.records: dict[str, record.FileRecord] = {}
        self.damaged = False
        if data is not None:
            found = self._parsed(data)
            self.damaged = found is None
            self.records = found or {}
        if self.damaged:
            self.said.append(warning("draft-record-damaged", Location(str(self.folder / record.NAME))))

    def _parsed(self, data: bytes) -> dict[str, record.FileRecord] | None:
        try:
            return record.parse(decode(record.NAME, data))
        except ContentError:
            return None

    @cached_property
    def analysis(self) -> Analysis:
        """The essay's analysis; a lesson whose drafts are all the teacher's needs none."""
        return analyse(self.lesson, self.shared[0])

    @cached_property
    def shared(self) -> tuple[tuple[SharedGlossary, ...], tuple[Diagnostic, ...]]:
        """The shared glossaries of the lesson, and what is wrong with them."""
        return shared_glossaries(self.lesson, self.folder)

    @cached_property
    def finder(self) -> Finder:
        """Finds sentences in the essay."""
        return Finder(self.lesson.essay)

    def glossary(self) -> Glossary:
        """The glossary as it will stand in its file."""
        essay, language = self.lesson.essay, self.lesson.meta.language

        def make() -> FreshFile:
            shared, said = self.shared
            self.said.extend(said)
            return fresh_glossary(
                self._unlisted(materials.glossary(essay, self.analysis, None, shared)), essay, language
            )

        found = self._settle("glossary.yaml", make, reading.read_glossary)
        return materials.locate(essay, found or Glossary(), language)

    def _unlisted(self, made: Glossary) -> Glossary:
        """Without terms that stand in the file as another form or in another spelling of an entry."""
        own = self.lesson.drafts.glossary.entries if self.lesson.drafts.glossary else ()
        known = {term_id(entry.term) for entry in own}
        forms = {term_key(form) for entry in own for form in entry.variants}
        spelt = {term_key(entry.term) for entry in own}
        kept = (
            e
            for e in made.entries
            if term_key(e.term) not in forms and (term_id(e.term) in known or term_key(e.term) not in spelt)
        )
        return replace(made, entries=tuple(kept))

    def timeline(self) -> Timeline:
        """The timeline as it will stand in its file."""

        def make() -> FreshFile:
            made, said = materials.timeline(self.lesson.essay, self.analysis)
            self.said.extend(said)
            return fresh_timeline(made, self.lesson.essay, self.lesson.meta.language)

        found: Timeline = self._settle("timeline.yaml", make, reading.read_timeline)
        found = materials.dated(found, self.lesson.meta.language)
        if not found.chosen:
            self.said.append(hint("timeline-empty", self.lesson.essay.source.location(0)))
        return found

    def questions(self, timeline: Timeline, glossary: Glossary) -> None:
        """Questions about the timeline and the glossary that the pupils will hold."""
        essay, meta = self.lesson.essay, self.lesson.meta

        def make() -> FreshFile:
            options = materials.options_for(meta)
            made, said = materials.exercises(essay, self.analysis, timeline, glossary, options, meta.slug)
            self.said.extend(at_rules(said, self.lesson))
            return fresh_questions(made, essay, meta.language)

        self._settle("questions.yaml", make, reading.read_questions)

    def _settle(self, name: str, make: Callable[[], FreshFile], read: _Reader) -> Any:
        """Bring one file up to date; returns its content as it will be read from then on."""
        path = str(self.folder / name)
        data = self._read(name)
        if data is None:
            fresh = make()
            chunks = chunks_of(path, fresh.text)
            self.new[name] = chunks.data()
            self.records[name] = first_record(chunks, fresh)
            self.files.append(DraftedFile(name, "written"))
        else:
            chunks = self._merged(name, read_chunks(path, data), make)
        content = read(chunks.source, self.lesson.essay)
        self.said.extend(content.diagnostics)
        return content.content

    def _merged(self, name: str, chunks: Chunks, make: Callable[[], FreshFile]) -> Chunks:
        known = self.records.get(name)
        if known is None or _approved(chunks):
            self.files.append(DraftedFile(name, "approved" if _approved(chunks) else "yours"))
            return chunks
        try:
            merged = merge(chunks, known, make(), self.finder)
        except ContentError as error:
            # Nothing is wrong with the file: it is only written so that the tool leaves it alone.
            self.said.extend(replace(d, severity="warning") for d in error.diagnostics)
            self.files.append(DraftedFile(name, "yours"))
            return chunks
        if merged.chunks.text != chunks.text:
            self.new[name] = merged.chunks.data()
        self.records[name] = merged.record
        self.said.extend(merged.diagnostics)
        self.files.append(DraftedFile(name, "merged", merged.counts))
        return merged.chunks

    def write(self) -> None:
        """Write what has changed. The record comes behind the drafts: what it notes then stands on the disk."""
        text = record.dump(self.records).encode("utf-8")
        if not self.damaged and self.records and self.seen[record.NAME] != text:
            self.new[record.NAME] = text
        for name, schema in schema_files().items():
            if self._bytes(name) != schema.encode("utf-8"):
                self.new[name] = schema.encode("utf-8")
        if self.new:
            Store(self.folder).put_all(self.new, before=self._refuse_changes)

    def _refuse_changes(self) -> None:
        """Stop when an editor has saved one of the files since it was read."""
        for name, data in list(self.seen.items()):
            if self._bytes(name) != data:
                raise StorageError(problem("draft-changed-meanwhile", Location(str(self.folder / name))))

    def _read(self, name: str) -> bytes | None:
        self.seen[name] = self._bytes(name)
        return self.seen[name]

    def _bytes(self, name: str) -> bytes | None:
        path = self.folder / name
        return read_bytes(str(path)) if path.exists() else None


def _approved(chunks: Chunks) -> bool:
    """Whether the whole file is approved, in the new word or the older one."""
    data = chunks.tree.data
    if not isinstance(data, dict):
        return False
    older = "true" if data.get("status") == "checked" else "false"
    return bool(data.get("approved", older) == "true")
