"""The teacher's papers of a class pack: the job sheet for the copier, the lists of the classes, slips with names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from handouts import materials, press
from handouts.model.jobs import ClassJob, ClassSets
from handouts.model.packing import EditionName, JobLine
from handouts.model.press import Paper, Rendered
from handouts.pipeline.class_file import ClassFile
from handouts.pipeline.editions import Edition
from handouts.pipeline.pack_plan import Planned
from handouts.pipeline.pack_samples import DISTRIBUTION, JOB_SHEET, SLIPS
from handouts.pipeline.sweeping import sweeping

MM = 72 / 25.4


@dataclass(frozen=True)
class Job:
    """A file for the copier, with what the job sheet says of it."""

    class_name: str
    file: ClassFile
    line: JobLine

    @classmethod
    def of(cls, path: str, class_name: str, file: ClassFile, copies: int, paper: Paper) -> Job:
        """The job of a finished file that is printed so many times."""
        sheets = sum(file.sets)
        sides: Literal[1, 2] = 2 if file.flip else 1
        width, height = (round(length / MM, 1) for length in file.size)
        same = sorted((paper.width_mm, paper.height_mm)) == sorted((width, height))
        name = paper.name if same else f"{width:g}x{height:g}mm"
        staples = file.sets if max(file.sets, default=0) > 1 else ()
        line = JobLine(path, file.pages, sheets, copies, sides, file.flip, name, (width, height), staples)
        return cls(class_name, file, line)


def pack_papers(planned: Planned, editions: Mapping[EditionName, Edition], jobs: Sequence[Job]) -> dict[str, Rendered]:
    """The papers by their paths in the pack."""
    usual = next(iter(editions.values()))
    codes = {name: edition.code for name, edition in editions.items()}
    facts = materials.PackFacts(usual.prepared.lesson.meta, usual.keys.setting, codes, planned.plan)
    classes = [ClassSets(each.roster.name, each.assigned) for each in planned.classes]
    count = press.count_jobs(ClassJob(job.class_name, job.line) for job in jobs)
    printer = usual.printer
    files = {"teacher/job-sheet.pdf": printer.print(JOB_SHEET, materials.job_sheet(facts, count, classes, "teacher/"))}
    for each, sets in sweeping(zip(planned.classes, classes, strict=True)):
        slug = each.roster.slug
        own = next((codes[name] for name in codes if any(one.edition == name for one in each.assigned)), usual.code)
        of_class = replace(facts, setting=replace(facts.setting, code=own))
        listed = materials.distribution_sheet(of_class, sets)
        files[f"teacher/list-{slug}.pdf"] = printer.print(DISTRIBUTION, listed)
        if planned.plan.mode == "photocopy":
            slips = materials.slips_sheet(of_class, sets)
            files[f"pupils/slips-{slug}.pdf"] = printer.print(SLIPS, slips)
    return files
