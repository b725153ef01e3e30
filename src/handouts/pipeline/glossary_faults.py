"""What is wrong or doubtful in the glossary of a lesson, and in the shared ones of its school."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path

from handouts import lessons, materials
from handouts.diagnostics import Diagnostic, Location, hint
from handouts.lessons.drafts.identity import term_id
from handouts.materials.entries.placing import term_key
from handouts.model.glossary import Entry, Glossary, SharedGlossary
from handouts.model.lesson import Lesson
from handouts.pipeline.places import bundled
from handouts.pipeline.shared import shared_glossaries
from handouts.pipeline.unprintable import missing

FIRST = (1, 1)
_SHOWN = 8  # terms named in one message


def glossary_faults(lesson: Lesson, folder: Path) -> Iterator[Diagnostic]:
    """Findings about glossary.yaml, lesson.yaml and the shared glossaries; `folder` as messages call it."""
    shared, said = shared_glossaries(lesson, folder)
    yield from said
    for one in shared:
        yield from _in_shared(one)
    if lesson.drafts.glossary:
        yield from _in_lesson(lesson, lesson.drafts.glossary, folder / "glossary.yaml")


def _in_lesson(lesson: Lesson, glossary: Glossary, file: Path) -> Iterator[Diagnostic]:
    yield from unwritten(glossary, EntryPlaces(file))
    letters = missing(lesson, " ".join(f"{e.term} {e.definition}" for e in glossary.entries))
    located = materials.locate(lesson.essay, glossary, lesson.meta.language)
    yield from entry_faults(glossary, located, lesson.meta.language, file, letters)


def unwritten(glossary: Glossary, place: EntryPlaces) -> Iterator[Diagnostic]:
    """The terms that wait for a meaning, or for approval of their synonyms, each group at the first of them.

    A term of which another entry is printed waits for nothing.
    """
    printed = {term_key(e.term) for e in glossary.printed}
    waiting = [(i, e) for i, e in enumerate(glossary.entries) if term_key(e.term) not in printed]
    open_ = [(i, e.term) for i, e in waiting if e.source != "synonym"]
    if open_:
        terms = [term for _, term in open_]
        yield hint("glossary-unwritten", place(open_[0][0], False), count=len(terms), terms=first_terms(terms))
    offered = [(i, e.term) for i, e in waiting if e.source == "synonym"]
    if offered:
        terms = [term for _, term in offered]
        yield hint("glossary-synonyms-wait", place(offered[0][0], False), count=len(terms), terms=first_terms(terms))


def first_terms(terms: Sequence[str]) -> str:
    """The terms as one message names them: a few, and that there are more."""
    return ", ".join(terms[:_SHOWN]) + (" …" if len(terms) > _SHOWN else "")


def entry_faults(
    glossary: Glossary, located: Glossary, language: str, file: Path, unprintable: frozenset[str] = frozenset()
) -> Iterator[Diagnostic]:
    """What is wrong with single entries of glossary.yaml, and which of its terms the essay does not have.

    `located` is the same glossary with the terms' places; `unprintable` are letters that no font has.
    """
    place = EntryPlaces(file)
    yield from materials.entry_faults(glossary.entries, language, place, unprintable)
    absent = {term_id(e.term) for e in located.printed if not e.mentions}
    for number, entry in enumerate(glossary.entries):
        if entry.printed and term_id(entry.term) in absent:
            absent.discard(term_id(entry.term))
            yield hint("glossary-term-absent", place(number, False), term=entry.term)


class EntryPlaces:
    """Where the entries of a file stand. The file is read when there is something to say of it."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @cached_property
    def _entries(self) -> Sequence[lessons.EntryPlace]:
        return lessons.entry_places(self._file)

    def __call__(self, number: int, meaning: bool) -> Location:
        """The place of the term of an entry or, with True, of its meaning."""
        if number >= len(self._entries):
            return Location(str(self._file), *FIRST)
        return self._entries[number].definition if meaning else self._entries[number].term


def _in_shared(glossary: SharedGlossary) -> Iterator[Diagnostic]:
    """Findings about a glossary of the school's own; those that came with the tool are tested with it."""
    own = [e for e in glossary.entries if e.place and not _shipped(Path(e.place.file).absolute())]
    entries = [Entry(e.term, e.definition, "shared", e.variants) for e in own]

    def place(number: int, meaning: bool) -> Location:
        return own[number].place or Location(glossary.key)

    yield from materials.entry_faults(entries, glossary.language, place)


@cache
def _shipped(file: Path) -> bool:
    """Of an absolute path: what a relative one means changes with the current folder."""
    return file.resolve().is_relative_to(bundled("content").resolve())
