"""What a key prints: plain values only, so that a record can hold it and print it again years later."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.model.foot import Foot


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """An item of the key. `place` is in words ("Paragraf 3, baris 14–16"); `notes` small type below the evidence.

    `rubric` are rows of (points, criterion), best first; `judge` is what only the teacher can decide about the item.
    """

    number: str
    answer: str
    points: str
    quotes: tuple[str, ...]
    place: str
    notes: tuple[str, ...]
    rubric: tuple[tuple[str, str], ...] = ()
    judge: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeySection:
    """A section of the key, in the order and numbering of that version's worksheet.

    `scheme` tells how its items are scored and what the section is worth; records of older versions have none.
    """

    letter: str
    title: str
    entries: tuple[KeyEntry, ...]
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class KeyChange:
    """A passage of the text that the teacher changed or decided about.

    `what` was done, in words; `place` where it stands on the printed page; `lines` tell the old and new text and why.
    """

    number: str
    what: str
    place: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeySheet:
    """The key to one version. Plain strings only, so that a lock file can hold it and print it again years later.

    `changes` tell how the text differs from the essay as it came, `doubts` which passages are flagged and why;
    records of older versions have none.
    """

    language: str
    title: str
    author: str
    foot: Foot
    version: str
    code: str
    max_score: int
    quick: tuple[tuple[str, str], ...]
    sections: tuple[KeySection, ...]
    notes: tuple[str, ...]
    changes: tuple[KeyChange, ...] = ()
    doubts: tuple[KeyChange, ...] = ()


@dataclass(frozen=True, slots=True)
class FormKeySheet:
    """The key to one form of the timeline or the glossary: plain strings, like KeySheet. `quick` may be empty.

    `form` is the name of the sheet, "timeline" for the one key to all filled timelines; `lead` names them when there
    are several, or says what the key shows.
    """

    language: str
    title: str
    author: str
    foot: Foot
    form: str
    name: str
    quick: tuple[tuple[str, str], ...]
    entries: tuple[KeyEntry, ...]
    notes: tuple[str, ...]
    lead: str = ""
