"""The shared glossaries of a lesson: those of its school before those that came with the tool."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from handouts.diagnostics import Diagnostic, warning
from handouts.lessons import place_of
from handouts.model.glossary import EntryKind, SharedGlossary
from handouts.model.lesson import Lesson
from handouts.pipeline.places import glossary_folders


def shared_glossaries(lesson: Lesson, source: Path) -> tuple[tuple[SharedGlossary, ...], tuple[Diagnostic, ...]]:
    """The glossaries that serve the lesson, nearest first, and what is wrong with them.

    `source` is the lesson's folder or file as the person called it. A name in lesson.yaml that no glossary has is a
    warning glossaries-unknown.
    """
    # Imported here: a lesson whose glossary is written needs no reader of shared ones.
    from handouts.lessons.shared_glossaries import shelf

    meta = lesson.meta
    found = shelf(glossary_folders(source), meta.language, meta.subject, meta.glossaries)
    return found.glossaries, (*found.diagnostics, *_unknown(source, meta.glossaries, found.missing, found.names))


def headwords(shared: Sequence[SharedGlossary]) -> dict[str, str]:
    """Every written form of the glossaries' terms and its headword; of two that are alike the nearer glossary's."""
    found: dict[str, str] = {}
    for one in shared:
        for entry in one.entries:
            for form in (entry.term, *entry.variants):
                found.setdefault(form, entry.term)
    return found


def kinds(shared: Sequence[SharedGlossary]) -> dict[str, EntryKind]:
    """What each headword is a name of; of two glossaries with the same headword the nearer one says it."""
    found: dict[str, EntryKind] = {}
    for one in shared:
        for entry in one.entries:
            found.setdefault(entry.term, entry.kind)
    return found


def _unknown(
    source: Path, given: tuple[str, ...], missing: tuple[str, ...], names: tuple[str, ...]
) -> list[Diagnostic]:
    said = []
    for name in missing:
        near = get_close_matches(name.casefold(), names, n=1, cutoff=0.5)
        place = place_of(source / "lesson.yaml", ("glossaries", given.index(name)))
        meant = near[0] if near else ", ".join(names)
        said.append(
            warning("glossaries-unknown", place, name=name, meant=meant)
            if meant
            else warning("glossaries-none", place, name=name)
        )
    return said
