"""Glossary entries and where their definitions come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handouts.model.text import Passage

DefinitionSource = Literal["curated", "pattern", "synonym", "context", "blank"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A headword and its meaning. `variants` are other spellings of it in the essay; `mentions` where it stands.

    `sentence` is the essay's sentence that a "pattern" meaning was taken from, or that helps a teacher to write one
    ("context": the meaning itself is then empty).
    """

    term: str
    definition: str
    source: DefinitionSource
    variants: tuple[str, ...] = ()
    mentions: tuple[Passage, ...] = ()
    sentence: Passage | None = None


def usual_source(definition: str, sentence: Passage | None) -> DefinitionSource:
    """Where a meaning comes from when nothing says so: a person wrote it; there is none, with or without a sentence."""
    if definition.strip():
        return "curated"
    return "context" if sentence else "blank"


@dataclass(frozen=True, slots=True)
class Glossary:
    """Entries in the alphabetical order of the language. `checked` is True once a teacher has approved the file."""

    entries: tuple[Entry, ...] = ()
    checked: bool = False
