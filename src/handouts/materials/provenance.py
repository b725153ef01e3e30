"""Where the meanings that a sheet prints come from, told to the teacher in one note of its key."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.languages.labels import Labels
from handouts.model.glossary import Entry


def meanings_note(entries: Iterable[Entry], labels: Labels) -> tuple[str, ...]:
    """One note with the terms grouped by the source of their meanings; none without entries.

    The groups stand in the order in which a meaning is looked for: the lesson's, the shared glossaries, the text.
    """
    groups: dict[tuple[int, str, str], list[str]] = {}
    order = ("curated", "shared", "pattern", "synonym")
    for entry in entries:
        if entry.source in order:
            groups.setdefault((order.index(entry.source), entry.source, entry.origin), []).append(entry.term)
    told = [
        labels(f"key.meanings.{source}", name=origin, terms=", ".join(dict.fromkeys(terms)))
        for (_, source, origin), terms in sorted(groups.items())
    ]
    return (labels("key.meanings.lead", groups="; ".join(told)),) if told else ()
