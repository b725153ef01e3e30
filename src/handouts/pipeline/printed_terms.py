"""The glossary as it can be printed: a term that no font has a letter of is nothing to read, write or match."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

from handouts import lessons
from handouts.diagnostics import Diagnostic, warning
from handouts.materials.passage_view import OMITTED, printable
from handouts.model.glossary import Entry
from handouts.pipeline.prepare import Prepared


def with_printable_terms(prepared: Prepared, unprintable: frozenset[str]) -> tuple[Prepared, tuple[Diagnostic, ...]]:
    """The lesson without entries of which nothing but "[…]" would be printed, and a warning for each at its line."""
    lost = tuple(entry for entry in prepared.glossary.entries if _unreadable(entry, unprintable))
    if not lost:
        return prepared, ()
    kept = tuple(entry for entry in prepared.glossary.entries if entry not in lost)
    glossary = dataclasses.replace(prepared.glossary, entries=kept)
    return dataclasses.replace(prepared, glossary=glossary), tuple(_told(prepared, lost, unprintable))


def _unreadable(entry: Entry, unprintable: frozenset[str]) -> bool:
    """Whether term or meaning lose characters and keep no letter and no digit."""
    return any(_lost(side, unprintable) for side in (entry.term, entry.definition) if side.strip())


def _lost(text: str, unprintable: frozenset[str]) -> bool:
    shown = printable(text, unprintable)[0]
    return shown != text and OMITTED in shown and not any(char.isalnum() for char in shown)


def _told(prepared: Prepared, lost: tuple[Entry, ...], unprintable: frozenset[str]) -> Iterator[Diagnostic]:
    file = Path(prepared.lesson.folder) / "glossary.yaml"
    places = lessons.places(file) if prepared.lesson.folder and prepared.lesson.drafts.glossary else {}
    start = prepared.lesson.essay.source.location(0)
    for entry in lost:
        missing = "".join(dict.fromkeys(c for c in entry.term + entry.definition if c in unprintable))
        place = places.get(entry.term, start)
        yield warning("glossary-unprintable", place, term=entry.term, characters=missing)
