"""Classes and jobs as the papers of a pack get them, all made up."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from handouts import materials
from handouts.diagnostics import Location
from handouts.languages.labels import Labels
from handouts.model.jobs import ClassSets
from handouts.model.lesson import LessonMeta
from handouts.model.packing import Assigned, EditionName, JobLine, PackMode, PackPlan
from handouts.model.roster import Pupil, Seat
from handouts.model.school import Person
from handouts.reading.papers import paper

USUAL, LARGE = EditionName(), EditionName(print_name="large-18")
SUPPORT = EditionName(level="support")
CODES = {USUAL: "K7M2QX3", LARGE: "B2N8RT5", SUPPORT: "S9D4WZ1"}
FIRST = ("Adika", "Bening", "Cempaka", "Damar", "Elok", "Fajar", "Gita", "Harum", "Intan", "Jati")
LAST = ("Contoh", "Misal", "Umpama", "Teladan", "Rekaan")
NAMES = tuple(f"{first} {last}" for last, first in product(LAST, FIRST))


def class_of(
    names: Sequence[str], *, name: str = "XI-1", across: int = 0, numbered: bool = True, special: bool = False
) -> ClassSets:
    """A class with two versions in turn, one spare set and one for the teacher; `across` columns of seats, 0 for none.

    With `special` the second pupil has large print, the third support.
    """
    editions = {1: LARGE, 2: SUPPORT} if special else {}
    sets = [
        Assigned(
            Pupil(
                pupil,
                Location("class.csv", place + 2),
                str(place + 1) if numbered else "",
                Seat(place // across + 1, place % across + 1) if across else None,
            ),
            editions.get(place, USUAL),
            "AB"[place % 2],
        )
        for place, pupil in enumerate(names)
    ]
    return ClassSets(name, (*sets, Assigned(None, USUAL, "B", "spare"), Assigned(None, USUAL, "A", "teacher")))


def facts_of(language: str, mode: PackMode = "named", *, special: bool = False) -> materials.PackFacts:
    """A lesson of the language, with the codes of one edition or of three."""
    meta = LessonMeta(
        "sample", "A lesson about bridges", language, subject="History", grade="XI", teacher=Person("Bu Contoh")
    )
    codes = CODES if special else {USUAL: CODES[USUAL]}
    return materials.PackFacts(
        meta, materials.Setting(Labels(language), CODES[USUAL]), codes, PackPlan(versions=2, mode=mode)
    )


def job_line(file: str, sets: Sequence[int], *, copies: int = 1, on: str = "F4", sides: int = 2) -> JobLine:
    """A file of sets of so many sheets."""
    known = paper(on)
    size = (known.width_mm, known.height_mm)
    total = sum(sets)
    if sides == 1:
        return JobLine(file, total, total, copies, 1, None, on, size, ())
    return JobLine(file, 2 * total, total, copies, 2, "long", on, size, tuple(sets))
