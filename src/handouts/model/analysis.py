"""What the analysis found in an essay: each finding with its place and the rule that made it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handouts.diagnostics import Datum, Severity
from handouts.model.text import Passage
from handouts.model.timeline import Basis, HistoricalDate

_BLOCKING_HINTS = frozenset({"flag-fused"})

NameType = Literal["person", "place", "organisation", "event", "other"]
TermKind = Literal["name", "phrase", "word"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence. `id` is "<paragraph number>.<sentence number>" ("h<block>.1" in headings): where it stands now.

    `key` comes from its words alone and stays while they stay: ids of drafted items are made of it.

    `language` is "id", "en", another code, or "" when undecided. `usable` is False when a flag that
    blocks touches it, or the teacher barred it: such a sentence is evidence for nothing.
    """

    id: str
    passage: Passage
    language: str
    usable: bool = True
    key: str = ""

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return self.passage.text


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression. `phrase` is the mention with its preposition and modifier ("pada awal Juni 1941,"),

    what has to go when the date is taken out of its sentence.
    """

    passage: Passage
    phrase: Passage
    date: HistoricalDate
    rule: str

    @property
    def basis(self) -> Basis:
        """Where the value comes from."""
        return self.date.basis


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name. `canonical` is the fullest form of the same name in the essay, without titles; `role` the title or role

    written in front of it ("Presiden", "Wakil Menteri Luar Negeri"), or "".
    """

    passage: Passage
    type: NameType
    canonical: str
    role: str
    rule: str


@dataclass(frozen=True, slots=True)
class TermCandidate:
    """A name, phrase or word worth a glossary entry.

    `term` is the headword in dictionary form ("alliance", "pakta nonagresi", "Uni Soviet"). `mentions` are its places
    in usable sentences, in reading order; each text among them stands once in `forms`, in order of first use. `name`
    is the type of a name and "" for anything else. `sentences` are the usable sentences that hold a mention. `rule`
    names the rule that found it; `score` orders the candidates of one essay, the best has the highest.
    """

    term: str
    mentions: tuple[Passage, ...]
    score: float
    rule: str
    kind: TermKind = "word"
    name: NameType | Literal[""] = ""
    sentences: tuple[Passage, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """How the essay writes the term, each form once, in order of first use."""
        return tuple(dict.fromkeys(m.text for m in self.mentions))


@dataclass(frozen=True, slots=True)
class Definition:
    """A term that the essay itself defines: `definition` without the linking word or final full stop."""

    term: str
    definition: str
    passage: Passage
    rule: str


@dataclass(frozen=True, slots=True)
class Flag:
    """Something doubtful in the text. `code` names its message; `data` fills the message's placeholders.

    `settled`: the words are the teacher's own, so that the flag only asks her to look again.
    """

    code: str
    severity: Severity
    passage: Passage
    data: tuple[tuple[str, Datum], ...] = ()
    settled: bool = False

    @property
    def blocks(self) -> bool:
        """Whether the sentence under it is evidence for nothing, and tinted on the page.

        All warnings do. Of the hints, fused sentences do, since who did what is lost in them; a word to look up and
        the original spelling of a name in brackets do not change what the sentence says.
        """
        return not self.settled and (self.severity != "hint" or self.code in _BLOCKING_HINTS)


@dataclass(frozen=True, slots=True)
class Doubts:
    """What is doubtful in a text, the sentences that are evidence for nothing, and all others."""

    flags: tuple[Flag, ...]
    blocked: tuple[Passage, ...]
    usable: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found, in reading order."""

    language: str
    sentences: tuple[Sentence, ...]
    dates: tuple[DateMention, ...]
    names: tuple[NameMention, ...]
    terms: tuple[TermCandidate, ...]
    definitions: tuple[Definition, ...]
    flags: tuple[Flag, ...]

    @property
    def blocked(self) -> tuple[Passage, ...]:
        """The sentences that are evidence for nothing."""
        return tuple(s.passage for s in self.sentences if not s.usable)

    @property
    def usable(self) -> tuple[Passage, ...]:
        """All other sentences."""
        return tuple(s.passage for s in self.sentences if s.usable)
