"""The glossary as it can be printed: a term that no font has a letter of is nothing to read, write or match."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path

from handouts import materials
from handouts.diagnostics import Diagnostic
from handouts.model.glossary import Entry
from handouts.pipeline.glossary_faults import EntryPlaces
from handouts.pipeline.prepare import Prepared


def with_printable_terms(prepared: Prepared, unprintable: frozenset[str]) -> tuple[Prepared, tuple[Diagnostic, ...]]:
    """The lesson without entries of which nothing but "[…]" would be printed, and what is told of unprintable letters.

    Those of glossary.yaml are told each at the term or the meaning that has them, as `check` does; of entries that
    come from elsewhere only the lost ones, at the start of the essay.
    """
    entries = prepared.glossary.entries
    lost = [entry for entry in entries if _unreadable(entry, unprintable)]
    told = tuple(_told(prepared, lost, unprintable)) if unprintable else ()
    if not lost:
        return prepared, told
    glossary = dataclasses.replace(prepared.glossary, entries=tuple(e for e in entries if e not in lost))
    return dataclasses.replace(prepared, glossary=glossary), told


def _unreadable(entry: Entry, unprintable: frozenset[str]) -> bool:
    return any(materials.nothing_left(side, unprintable) for side in (entry.term, entry.definition))


def _told(prepared: Prepared, lost: Sequence[Entry], unprintable: frozenset[str]) -> Iterator[Diagnostic]:
    lesson = prepared.lesson
    if lesson.folder and lesson.drafts.glossary:
        place = EntryPlaces(Path(lesson.folder) / "glossary.yaml")
        yield from materials.unprintable_faults(lesson.drafts.glossary.entries, place, unprintable)
        return
    start = lesson.essay.source.location(0)
    yield from materials.unprintable_faults(lost, lambda number, meaning: start, unprintable)
