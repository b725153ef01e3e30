"""How a batch ended: counted up, and as the sheet that an office files. Nothing of a pupil stands in any of it."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.model.batch import BatchSchool, JobResult
from handouts.model.foot import Foot
from handouts.model.jobs import JobCount
from handouts.model.pack_sheets import PaperRow


@dataclass(frozen=True, slots=True)
class SchoolTally:
    """A school of a batch. `results` are those of its packs, `left` the ids of packs that were not begun.

    `count` is what its files ask of the copier.
    """

    school: BatchSchool
    results: tuple[JobResult, ...]
    left: tuple[str, ...]
    count: JobCount

    @property
    def there(self) -> int:
        """Packs that are there."""
        return sum(result.state != "failed" for result in self.results)

    @property
    def packs(self) -> int:
        """Packs that the plan asks for."""
        return len(self.results) + len(self.left)

    @property
    def pupils(self) -> int:
        """Pupils of the packs that are there."""
        return sum(result.pupils for result in self.results)

    @property
    def pages(self) -> int:
        """Pages of the files for the copier."""
        return sum(counted.job.line.pages for counted in self.count.jobs)


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, in words: its place ("file:line:column" or ""), the message, what to do ("" for nothing)."""

    code: str
    severity: str
    place: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """A school in the report, all numbers as they are printed."""

    name: str
    npsn: str
    packs: str
    made: str
    kept: str
    failed: str
    left: str
    pupils: str
    pages: str
    sheets: str
    reams: str


@dataclass(frozen=True, slots=True)
class FailedPack:
    """A pack that could not be made: school, lesson and class by the names of their folders, and what is wrong."""

    school: str
    pack: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class LeftPacks:
    """The packs of a school that were not begun."""

    school: str
    packs: str


@dataclass(frozen=True, slots=True)
class BatchReportSheet:
    """The report of a batch for the office.

    `outcome` says in a sentence how it ended, `facts` are (label, value). `total` is the last line of the table of
    schools. `stopped` is why the run ended early, `again` the command that goes on, "" when nothing is left to do.
    """

    language: str
    title: str
    author: str
    foot: Foot
    outcome: str
    complete: bool
    facts: tuple[tuple[str, str], ...]
    schools: tuple[SchoolRow, ...]
    total: SchoolRow
    papers: tuple[PaperRow, ...]
    failed: tuple[FailedPack, ...]
    left: tuple[LeftPacks, ...]
    stopped: tuple[Finding, ...]
    remarks: tuple[Finding, ...]
    again: str
    keys: str
