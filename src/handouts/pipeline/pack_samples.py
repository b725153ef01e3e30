"""The papers of a pack for a made-up class, on which a theme is tried."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handouts import materials, press
from handouts.diagnostics import Location
from handouts.model.jobs import ClassJob, ClassSets
from handouts.model.lesson import LessonMeta
from handouts.model.packing import Assigned, EditionName, JobLine, PackPlan
from handouts.model.roster import Pupil, Seat

JOB_SHEET, DISTRIBUTION, SLIPS = "job-sheet.xml.j2", "distribution.xml.j2", "slips.xml.j2"
_NAMES = ("Adika Contoh", "Bening Teladan", "Cempaka Misal", "Damar Umpama")
_A4 = (210.0, 297.0)


def sample_papers(meta: LessonMeta, setting: materials.Setting) -> Iterator[tuple[str, Any]]:
    """Job sheet, list and slips of four pupils, each with its template."""
    usual, large = EditionName(), EditionName(print_name="large-18")
    pupils = tuple(
        Assigned(
            Pupil(name, Location("class.csv", place + 1), str(place), Seat(1 + place // 3, 1 + place % 2)),
            large if place == len(_NAMES) else usual,
            "AB"[place % 2],
        )
        for place, name in enumerate(_NAMES, start=1)
    )
    of_class = ClassSets("XI-1", (*pupils, Assigned(None, usual, "A", "spare"), Assigned(None, usual, "A", "teacher")))
    codes = {usual: setting.code, large: setting.code}
    facts = materials.PackFacts(meta, setting, codes, PackPlan(versions=2, mode="named"))
    sets = (2, 2, 2, 3, 2, 2)
    line = JobLine("pupils/xi-1.pdf", 2 * sum(sets), sum(sets), 1, 2, "long", "A4", _A4, sets)
    count = press.count_jobs((ClassJob(of_class.name, line),))
    yield JOB_SHEET, materials.job_sheet(facts, count, (of_class,), "teacher/")
    yield DISTRIBUTION, materials.distribution_sheet(facts, of_class)
    yield SLIPS, materials.slips_sheet(facts, of_class)
