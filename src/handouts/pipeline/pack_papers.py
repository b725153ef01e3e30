"""The teacher's papers of a class pack: the job sheet for the copier, the lists of the classes, slips with names."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from handouts import materials, press
from handouts.diagnostics import Diagnostic, Location, warning
from handouts.model.jobs import ClassJob, ClassSets
from handouts.model.packing import Assigned, EditionName, JobLine, PaperShare
from handouts.model.press import MM, Paper, Rendered
from handouts.pipeline.class_file import ClassFile
from handouts.pipeline.editions import Edition
from handouts.pipeline.pack_plan import Planned, PlannedClass
from handouts.pipeline.pack_samples import DISTRIBUTION, JOB_SHEET, SLIPS
from handouts.pipeline.sweeping import sweeping
from handouts.reading.papers import known_paper


@dataclass(frozen=True)
class Job:
    """A file for the copier, with what the job sheet says of it; `scales` as in ClassFile."""

    class_name: str
    line: JobLine
    data: bytes
    scales: Mapping[EditionName, float] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        path: str,
        class_name: str,
        file: ClassFile,
        assigned: Sequence[Assigned],
        copies: int,
        paper: Paper,
        gives: int = 1,
        cut: Collection[bool] = (False,),
    ) -> Job:
        """The job of a finished file with these sets that is printed so many times; see JobLine.gives.

        `cut` has for each kind of sheet in it whether it is cut up.
        """
        bound = not all(cut)
        sides: Literal[1, 2] = 2 if file.flip else 1
        most, *also = (_share(size, sheets, paper) for size, sheets in file.papers or (((0.0, 0.0), 0),))
        stapled = max(file.sets, default=0) > 1 and not file.together and bound
        staples = file.sets if stapled else ()
        each = sum(file.sets)
        kinds = tuple((one.edition, one.version) for one in assigned) if staples else ()
        line = JobLine(
            path,
            file.pages,
            each,
            copies,
            sides,
            file.flip,
            most.paper,
            most.size_mm,
            staples,
            kinds=kinds,
            also=tuple(also),
            gives=gives,
            loose=any(cut),
        )
        return cls(class_name, line, file.data, file.scales)

    @classmethod
    def one_sided(cls, path: str, class_name: str, printed: Rendered, paper: Paper) -> Job:
        """The job of a paper that is printed once, on one side."""
        size, pages = (paper.width_mm, paper.height_mm), printed.pages
        return cls(class_name, JobLine(path, pages, pages, 1, 1, None, paper.name, size), printed.data)


def _share(size: tuple[float, float], sheets: int, usual: Paper) -> PaperShare:
    """What a paper of this size in points is called; the pack's own paper first."""
    width, height = (round(length / MM, 1) for length in size)
    named = known_paper(width, height, (usual,))
    if named is None:
        return PaperShare(f"{width:g}x{height:g}mm", (width, height), sheets)
    return PaperShare(named.name, (named.width_mm, named.height_mm), sheets)


def mixed_papers(jobs: Sequence[Job], place: Location) -> list[Diagnostic]:
    """pack-papers-mixed for the files that hold sheets of several papers."""
    found: dict[tuple[str, ...], list[str]] = {}
    for job in jobs:
        if job.line.also:
            found.setdefault(tuple(share.paper for share in job.line.shares), []).append(job.line.file)
    return [
        warning("pack-papers-mixed", place, files=", ".join(files), papers=", ".join(papers))
        for papers, files in found.items()
    ]


def cut_up(assigned: Sequence[Assigned], editions: Mapping[EditionName, Edition]) -> set[bool]:
    """Whether there are sheets in these sets that are cut up (cards, strips), and whether there are others."""
    kinds = dict.fromkeys((one.edition, one.version) for one in assigned)
    laid = (one for edition, version in kinds for one in editions[edition].of_version(version))
    return {one.cut_up for one in laid}


@dataclass(frozen=True)
class PackPapers:
    """Prints the papers that go with a pack of these editions. `keys_at`, `pupils_at`: see PackOptions."""

    planned: Planned
    editions: Mapping[EditionName, Edition]
    keys_at: str
    pupils_at: str

    @property
    def _usual(self) -> Edition:
        return next(iter(self.editions.values()))

    def _facts(self) -> materials.PackFacts:
        codes = {name: edition.code for name, edition in self.editions.items()}
        usual, lesson = self._usual, self._usual.prepared.lesson
        school = lesson.school.name if lesson.school else ""
        return materials.PackFacts(lesson.meta, usual.keys.setting, codes, self.planned.plan, school)

    def _of_class(self, each: PlannedClass) -> materials.PackFacts:
        """What the papers of a class share: at their foot stands the code of an edition that the class has."""
        facts = self._facts()
        here = {one.edition for one in each.assigned}
        own = next((code for name, code in facts.codes.items() if name in here), self._usual.code)
        return replace(facts, setting=replace(facts.setting, code=own))

    def slips(self) -> tuple[Job, ...]:
        """Slips with the names of each class, which go with copies of the masters."""
        made = []
        for each in sweeping(self.planned.classes):
            printed = self._usual.printer.print(SLIPS, materials.slips_sheet(self._of_class(each), _sets(each)))
            path = f"pupils/slips-{each.roster.slug}.pdf"
            made.append(Job.one_sided(path, each.roster.name, printed, self._usual.printer.paper))
        return tuple(made)

    def for_teacher(self, jobs: Sequence[Job]) -> dict[str, Rendered]:
        """The job sheet of all files for the copier, and the lists of the classes, by their paths in the pack."""
        classes = [_sets(each) for each in self.planned.classes]
        lines = (replace(job.line, file=self._told(job.line.file)) for job in jobs)
        count = press.count_jobs(ClassJob(job.class_name, line) for job, line in zip(jobs, lines, strict=True))
        printer, job_sheet = self._usual.printer, materials.job_sheet(self._facts(), count, classes, self.keys_at)
        files = {"teacher/job-sheet.pdf": printer.print(JOB_SHEET, job_sheet)}
        for each in sweeping(self.planned.classes):
            listed = materials.distribution_sheet(self._of_class(each), _sets(each))
            files[f"teacher/list-{each.roster.slug}.pdf"] = printer.print(DISTRIBUTION, listed)
        return files

    def _told(self, path: str) -> str:
        """What the job sheet calls a file of pupils' sheets."""
        return f"{self.pupils_at}{path.removeprefix('pupils/')}"


def _sets(each: PlannedClass) -> ClassSets:
    return ClassSets(each.roster.name, each.assigned)
