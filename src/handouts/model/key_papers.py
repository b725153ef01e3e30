"""Papers that go with the keys: quick keys to fold, all versions side by side, answers for a copy of the worksheet.

Plain values only, as in key_sheet, so that a record can hold them.
"""

from __future__ import annotations

from dataclasses import dataclass

from handouts.model.foot import Foot


@dataclass(frozen=True, slots=True)
class QuickPart:
    """A section of a quick key: what it is worth, in words, then number and short answer of each item."""

    letter: str
    title: str
    points: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class QuickStrip:
    """The quick key to one version, on a strip of its own; `code` as at the foot of that version's sheets."""

    version: str
    code: str
    max_score: int
    parts: tuple[QuickPart, ...]


@dataclass(frozen=True, slots=True)
class QuickKeySheet:
    """The quick keys to all versions, to be cut apart and folded."""

    language: str
    title: str
    author: str
    foot: Foot
    strips: tuple[QuickStrip, ...]


@dataclass(frozen=True, slots=True)
class VersionCell:
    """What becomes of an item in a version: its number, and letters of which `right` is the answer.

    In the matrix `before` and `after` are empty. In the review the three together are the letters that the options
    have in version A, in the order in which this version prints them.
    """

    number: str
    before: str = ""
    right: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """An item of version A and what the versions make of it; `text` its answer, or how it begins."""

    number: str
    id: str
    text: str
    cells: tuple[VersionCell, ...]


@dataclass(frozen=True, slots=True)
class VersionTable:
    """Some versions side by side, for the items of the whole sheet or of the section that `title` names."""

    versions: tuple[str, ...]
    rows: tuple[VersionRow, ...]
    letter: str = ""
    title: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeyMatrixSheet:
    """Number and right letter of each item in every version."""

    language: str
    title: str
    author: str
    foot: Foot
    max_score: int
    tables: tuple[VersionTable, ...]


@dataclass(frozen=True, slots=True)
class KeyReviewSheet:
    """How each version was permuted. `findings` are faults, () when none was found; `letters` and `alike` are tables:

    how often each letter is right in each version, and at how many of `count` numbers two versions have one answer.
    """

    language: str
    title: str
    author: str
    foot: Foot
    count: int
    findings: tuple[str, ...]
    letters: tuple[tuple[str, ...], ...]
    alike: tuple[tuple[str, ...], ...]
    tables: tuple[VersionTable, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to the item with this number, for the copy of the worksheet that shows the answers.

    `letters` mark options or stand on the blank of a premise, `words` fill a gap or lines (a paragraph each), `places`
    go into the boxes of an ordering from top to bottom, `column` is the head of the right column of a table.
    """

    number: str
    letters: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    column: str = ""
