"""The papers of a class pack: the copier's job sheet, the list of who gets what, and slips with pupils' names.

Plain values only. Slips go to pupils: they name pupil and version, and nothing that a pupil would not want seen.
"""

from __future__ import annotations

from dataclasses import dataclass

from handouts.model.foot import Foot


@dataclass(frozen=True, slots=True)
class JobRow:
    """A file for the copier, in words. `papers` and `staples` have a line for each paper and size of set.

    `total` are its sheets in all; `copies` 0: they are written in by hand.
    """

    pdf: str
    class_name: str
    papers: tuple[str, ...]
    sides: str
    copies: int
    each: int
    staples: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper, its sheets for the whole pack, and how many reams those are, "1.4"."""

    paper: str
    sheets: str
    reams: str


@dataclass(frozen=True, slots=True)
class JobSheet:
    """What the copier has to do for all classes of a pack. `facts` are (label, value) of lesson and pack.

    `sheets` is their number in all, "" where it is not known. `steps` are the settings of the copier, `piles`
    (class, what its pile holds), `keys` says where the keys are. `mixed`: a file has sheets of several papers.
    """

    language: str
    title: str
    author: str
    foot: Foot
    facts: tuple[tuple[str, str], ...]
    jobs: tuple[JobRow, ...]
    papers: tuple[PaperRow, ...]
    sheets: str
    steps: tuple[str, ...]
    piles: tuple[tuple[str, str], ...]
    keys: str
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class ListRow:
    """A pupil on the list: number in the class, name, seat ("2/3"), pack code and version, and what is special."""

    number: str
    name: str
    seat: str
    code: str
    version: str
    special: str


@dataclass(frozen=True, slots=True)
class SeatPlan:
    """A part of the room, so many columns of seats as fit side by side: their numbers, then the rows from the front.

    Each row begins with its number; a place holds number and version of the pupil there, "" where nobody sits.
    """

    seat_columns: tuple[str, ...]
    seat_rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class DistributionSheet:
    """The attendance and distribution list of a class. `facts` are (label, value); `has_seats` and `has_special` tell

    whether any row says something of these.
    """

    language: str
    title: str
    author: str
    foot: Foot
    class_name: str
    facts: tuple[tuple[str, str], ...]
    pupils: tuple[ListRow, ...]
    has_seats: bool
    has_special: bool
    plans: tuple[SeatPlan, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip that goes with a pupil's copy. `place` is the number in the class, or the place in the order."""

    place: str
    name: str
    number: str
    version: str
    code: str


@dataclass(frozen=True, slots=True)
class SlipsSheet:
    """The slips of a class in the order of the pack, in groups that are cut apart at one height."""

    language: str
    title: str
    author: str
    foot: Foot
    class_name: str
    groups: tuple[tuple[Slip, ...], ...]
