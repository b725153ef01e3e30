"""The papers of a batch: the report for the office, and the copier's sheet for all classes of a school."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace

from handouts.languages.labels import Labels
from handouts.materials.job_view import copier_steps, decimal, job_rows, paper_rows, thousands
from handouts.model.batch_sheets import BatchReportSheet, FailedPack, Finding, LeftPacks, SchoolRow, SchoolTally
from handouts.model.foot import Foot
from handouts.model.imposition import Scheme
from handouts.model.jobs import JobCount
from handouts.model.pack_sheets import JobSheet

_TENTHS = 10
_MOST_REMARKS = 12
_MOST_FAILED = 200  # packs in the printed report; there is no end to what can be wrong


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """How a batch ended, in parts. `count` is what all files ask of the copier; `failed` and `left` are told school by

    school, `stopped` and `remarks` in words; `again` is the command that goes on, "" when all is there.
    """

    name: str
    out: str
    keys: str
    labels: Labels
    schools: tuple[SchoolTally, ...]
    count: JobCount
    failed: tuple[FailedPack, ...]
    left: tuple[LeftPacks, ...]
    stopped: tuple[Finding, ...]
    remarks: tuple[Finding, ...]
    pruned: int
    zips: int
    seconds: float
    again: str

    def states(self, state: str) -> int:
        """How many packs ended in a state: made, kept, failed; "left" for those not begun."""
        if state == "left":
            return sum(len(one.left) for one in self.schools)
        return sum(result.state == state for one in self.schools for result in one.results)

    @property
    def packs(self) -> int:
        """Packs that the plan asks for."""
        return sum(one.packs for one in self.schools)

    @property
    def there(self) -> int:
        """Packs that are there."""
        return sum(one.there for one in self.schools)


def batch_report(facts: BatchFacts) -> BatchReportSheet:
    """The report as a sheet. It names schools, classes and files, and no pupil."""
    labels = facts.labels
    return BatchReportSheet(
        language=labels.language,
        title=labels("batch.report.title", name=facts.name),
        author="",
        foot=Foot(facts.name, version="", code="", pages=labels["footer.page"], notice=""),
        outcome=outcome(facts),
        complete=facts.there == facts.packs,
        facts=batch_facts(facts),
        schools=tuple(_school(one, labels) for one in facts.schools),
        total=_total(facts),
        papers=paper_rows(facts.count, labels),
        failed=facts.failed[:_MOST_FAILED],
        left=facts.left,
        stopped=facts.stopped,
        remarks=remarks(facts, _MOST_REMARKS),
        again=facts.again,
        keys=labels("batch.report.keys_note", folder=facts.keys),
    )


def remarks(facts: BatchFacts, most: int) -> tuple[Finding, ...]:
    """What is doubtful, and how much more there is than can be shown."""
    more = len(facts.remarks) - most
    if more <= 0:
        return facts.remarks
    return (*facts.remarks[:most], Finding("", "hint", "", facts.labels("batch.report.more", count=more), ""))


def outcome(facts: BatchFacts) -> str:
    """How the batch ended, in a sentence."""
    labels, told = facts.labels, {state: facts.states(state) for state in ("failed", "left")}
    if facts.there == facts.packs:
        return labels("batch.report.complete", packs=thousands(facts.packs, labels))
    numbers = {"packs": facts.packs, "there": facts.there, **told}
    return labels("batch.report.incomplete", **{name: thousands(n, labels) for name, n in numbers.items()})


def batch_facts(facts: BatchFacts) -> tuple[tuple[str, str], ...]:
    """What the batch came to: (label, value)."""
    labels, count = facts.labels, facts.count
    numbers = {"packs": facts.packs, **{state: facts.states(state) for state in ("made", "kept", "failed", "left")}}
    packs = labels("batch.report.packs_told", **{name: thousands(n, labels) for name, n in numbers.items()})
    sheets = labels(
        "batch.report.sheets_told", sheets=thousands(count.sheets, labels), reams=reams(ream_tenths(count), labels)
    )
    found = [
        ("packs", packs),
        ("pupils", thousands(sum(one.pupils for one in facts.schools), labels)),
        ("pages", thousands(sum(one.pages for one in facts.schools), labels)),
        ("sheets", sheets),
        ("time", duration(facts.seconds, labels)),
        ("out", facts.out),
        ("keys", facts.keys),
    ]
    found += [(name, thousands(n, labels)) for name, n in (("pruned", facts.pruned), ("zips", facts.zips)) if n]
    return tuple((labels[f"batch.report.{name}"], value) for name, value in found)


def school_jobs(labels: Labels, batch: str, one: SchoolTally, schemes: Set[Scheme], keys: str) -> JobSheet:
    """What the copier has to do for all classes of a school. `schemes` are the impositions of its files, `keys` is

    the folder of its keys. Paths start from the folder of the school, in which the sheet lies.
    """
    missing = [*(result.id for result in one.results if result.state == "failed"), *one.left]
    told = ", ".join(name.partition("/")[2] for name in missing)
    rows = (
        (labels["batch.job.batch"], batch),
        (labels["batch.report.npsn"], one.school.npsn),
        (labels("pack.pupils"), thousands(one.pupils, labels)),
        (labels["batch.job.missing"], labels("batch.job.missing_told", packs=told) if missing else ""),
    )
    foot = labels["footer.separator"].join((one.school.name, batch))
    return JobSheet(
        language=labels.language,
        title=labels("batch.job.title", name=one.school.name),
        author="",
        foot=Foot(foot, version="", code=one.school.npsn, pages=labels["footer.page"], notice=""),
        facts=tuple((label, value) for label, value in rows if value),
        jobs=tuple(
            replace(row, pdf=row.pdf.removeprefix(f"{one.school.slug}/")) for row in job_rows(one.count, labels)
        ),
        papers=paper_rows(one.count, labels),
        sheets=thousands(one.count.sheets, labels) if one.count.sheets else "",
        steps=copier_steps(one.count, schemes, labels),
        piles=(),
        keys=labels("pack.job.keys", folder=keys),
    )


def _school(one: SchoolTally, labels: Labels) -> SchoolRow:
    states = {state: sum(result.state == state for result in one.results) for state in ("made", "kept", "failed")}
    return _row(
        one.school.name,
        one.school.npsn,
        {"packs": one.packs, **states, "left": len(one.left), "pupils": one.pupils, "pages": one.pages},
        one.count,
        labels,
    )


def _total(facts: BatchFacts) -> SchoolRow:
    states = {state: facts.states(state) for state in ("made", "kept", "failed", "left")}
    pupils, pages = sum(one.pupils for one in facts.schools), sum(one.pages for one in facts.schools)
    numbers = {"packs": facts.packs, **states, "pupils": pupils, "pages": pages}
    return _row(facts.labels["batch.report.all"], "", numbers, facts.count, facts.labels)


def _row(name: str, npsn: str, numbers: dict[str, int], count: JobCount, labels: Labels) -> SchoolRow:
    told = {key: thousands(number, labels) for key, number in numbers.items()}
    return SchoolRow(
        name=name,
        npsn=npsn,
        **told,
        sheets=thousands(count.sheets, labels),
        reams=reams(ream_tenths(count), labels),
    )


def ream_tenths(count: JobCount) -> int:
    """Tenths of reams that the jobs take: a ream holds one paper."""
    return sum(paper.ream_tenths for paper in count.papers)


def reams(tenths: int, labels: Labels) -> str:
    """Tenths of reams in words: "11.6"."""
    return decimal(tenths / _TENTHS, 1, labels)


def duration(seconds: float, labels: Labels) -> str:
    """A time in the two units that matter."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    if minutes >= 60:
        return labels("batch.hours", hours=minutes // 60, minutes=minutes % 60)
    return labels("batch.minutes", minutes=minutes, seconds=rest) if minutes else labels("batch.seconds", seconds=rest)
