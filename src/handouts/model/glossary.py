"""Glossary entries and where their definitions come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handouts.model.text import Passage

DefinitionSource = Literal["curated", "pattern", "synonym", "context", "blank"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A headword and its meaning. `variants` are other spellings of it in the essay; `mentions` where it stands."""

    term: str
    definition: str
    source: DefinitionSource
    variants: tuple[str, ...] = ()
    mentions: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Glossary:
    """Entries in the alphabetical order of the language. `checked` is True once a teacher has approved the file."""

    entries: tuple[Entry, ...] = ()
    checked: bool = False
