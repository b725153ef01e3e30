"""Class packs: what a teacher plans, who gets what, and what the copier has to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handouts.model.exercise import Level
from handouts.model.imposition import PLAIN, Flip, Scheme
from handouts.model.lesson import SheetName
from handouts.model.prints import PrintName
from handouts.model.roster import Pupil

Assigning = Literal["seat", "order"]
Sequence = Literal["number", "name", "seat", "file"]
PackMode = Literal["named", "photocopy"]
Digital = Literal["", "pupils", "shared"]


@dataclass(frozen=True, slots=True)
class Insert:
    """Pages of another PDF: the path `file`, printed after the sheet `after` ("" = before all: a cover)."""

    file: str
    after: SheetName | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class Treatment:
    """What pupils of a level get instead of the plan's: sheets (empty: the plan's) and print (None: the plan's)."""

    level: Level
    sheets: tuple[SheetName, ...] = ()
    print_name: PrintName | None = None


@dataclass(frozen=True, slots=True)
class PackPlan:
    """The plan of a lesson's class packs, as pack.yaml and the call give it.

    `sheets` are pupils' sheets in the order of the pack (empty: the lesson's). `assign`: versions by seat, so that
    neighbours differ, or in turn by the order of the class. `order`: how pupils follow one another in the file.
    `mode` None: named with rosters, photocopy without. `spares` and `teacher_copies` are sets without a name for each
    class. `sheet_paper`: the paper that `scheme` puts pages on ("" = that of the pages). `levels` and `languages`
    (code, path of the lesson) say what those pupils get. `classes` are paths of rosters. `qr`: the code of each page as
    a QR as well.
    """

    sheets: tuple[SheetName, ...] = ()
    versions: int = 1
    assign: Assigning = "seat"
    order: Sequence = "number"
    mode: PackMode | None = None
    spares: int = 0
    teacher_copies: int = 0
    print_name: PrintName = "standard"
    scheme: Scheme = PLAIN
    sheet_paper: str = ""
    levels: tuple[Treatment, ...] = ()
    languages: tuple[tuple[str, str], ...] = ()
    classes: tuple[str, ...] = ()
    inserts: tuple[Insert, ...] = ()
    qr: bool = False
    digital: Digital = ""


@dataclass(frozen=True, slots=True)
class EditionName:
    """What tells the editions of a pack apart: pupils of one edition have the same items in the same print."""

    language: str = ""
    level: Level | None = None
    print_name: PrintName = "standard"


@dataclass(frozen=True, slots=True)
class Assigned:
    """A pupil, or None for a set without a name (`what`: "spare" or "teacher"), with edition and version."""

    pupil: Pupil | None
    edition: EditionName
    version: str
    what: Literal["pupil", "spare", "teacher"] = "pupil"


@dataclass(frozen=True, slots=True)
class PaperShare:
    """Sheets of a paper in one copy of a file; `size_mm` (width, height)."""

    paper: str
    size_mm: tuple[float, float]
    sheets: int


@dataclass(frozen=True, slots=True)
class JobLine:
    """One file for the copier. `sheets_each` are sheets of paper of one copy of the file, `copies` how often it is

    printed (0: nobody knows yet); `sides` 1 or 2, `flip` the edge of the paper (None on one side); `staple_every` are
    the sheets of each set, in the order of the file, where sets are stapled (empty: no staples), `kinds` their editions
    and versions in the same order. `paper` and `size_mm` (width, height) are those of most sheets; `also` has the other
    papers, whose sheets are among `sheets_each`. `gives`: the sets that a copy gives once it is cut apart, where one
    sheet holds the same of several. `loose`: there are sheets that are cut up and must not be stapled.
    """

    file: str
    pages: int
    sheets_each: int
    copies: int
    sides: Literal[1, 2]
    flip: Flip | None
    paper: str
    size_mm: tuple[float, float]
    staple_every: tuple[int, ...] = ()
    also: tuple[PaperShare, ...] = ()
    gives: int = 1
    loose: bool = False
    kinds: tuple[tuple[EditionName, str], ...] = ()

    @property
    def sheets(self) -> int:
        """Sheets of paper in all."""
        return self.sheets_each * self.copies

    @property
    def shares(self) -> tuple[PaperShare, ...]:
        """All papers of one copy, the one of most sheets first."""
        most = PaperShare(self.paper, self.size_mm, self.sheets_each - sum(one.sheets for one in self.also))
        return (most, *self.also)
