"""Glossary entries and where their definitions come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from handouts.diagnostics import Location
from handouts.model.text import Passage

DefinitionSource = Literal["curated", "shared", "pattern", "synonym", "context", "blank"]
EntryKind = Literal["term", "person", "place", "organisation", "treaty", "event"]
ENTRY_KINDS: tuple[EntryKind, ...] = get_args(EntryKind)

# What people wrote, or the essay itself says. A thesaurus knows nothing of the essay, so a teacher has to agree first.
_PRINTED_UNAPPROVED: frozenset[DefinitionSource] = frozenset({"curated", "shared", "pattern"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A headword and its meaning. `variants` are other spellings of it in the essay; `mentions` where it stands.

    `sentence` is the essay's sentence that a "pattern" meaning was taken from, or that helps a teacher to write one
    ("context": the meaning itself is then empty). `origin` is the name of the shared glossary that a "shared" meaning
    comes from, else "". `approved`: a teacher has approved the entry, alone or with its file. `placed`: a person has
    listed the mentions, so that nothing looks for them.
    """

    term: str
    definition: str
    source: DefinitionSource
    variants: tuple[str, ...] = ()
    mentions: tuple[Passage, ...] = ()
    sentence: Passage | None = None
    kind: EntryKind = "term"
    origin: str = ""
    approved: bool = False
    placed: bool = False

    @property
    def printed(self) -> bool:
        """Whether sheets may show the entry: it has a meaning that a person wrote, the essay gives, or she approved."""
        return bool(self.definition.strip()) and (self.approved or self.source in _PRINTED_UNAPPROVED)


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

    @property
    def printed(self) -> tuple[Entry, ...]:
        """The entries that sheets may show."""
        return tuple(entry for entry in self.entries if entry.printed)

    @property
    def met(self) -> tuple[Entry, ...]:
        """The printed entries whose terms the essay uses: what pupils can find out by reading it."""
        return tuple(entry for entry in self.printed if entry.mentions)


@dataclass(frozen=True, slots=True)
class SharedEntry:
    """An entry of a shared glossary, and where it stands in its file."""

    term: str
    definition: str
    variants: tuple[str, ...] = ()
    kind: EntryKind = "term"
    place: Location | None = None


@dataclass(frozen=True, slots=True)
class SharedGlossary:
    """What several lessons of one language share. `key` is its file's name without ending ("sejarah"); lessons name

    it so. `name` is how the teacher's files call it, `subjects` are the school subjects it serves by itself.
    """

    key: str
    name: str
    language: str
    subjects: tuple[str, ...]
    entries: tuple[SharedEntry, ...]
