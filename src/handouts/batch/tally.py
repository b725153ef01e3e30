"""A batch counted up: what there is of each school, and what its files ask of the copier."""

from __future__ import annotations

from collections.abc import Iterable

from handouts import press
from handouts.model.batch import BatchPlan, BatchReport, BatchSchool, JobResult
from handouts.model.batch_sheets import SchoolTally
from handouts.model.jobs import ClassJob, JobCount


def tallies(report: BatchReport, plan: BatchPlan) -> tuple[SchoolTally, ...]:
    """The schools of a batch in order, those without any pack left out."""
    names = class_names(plan)
    found = []
    for school in report.schools:
        results = tuple(result for result in report.results if _school(result.id) == school.slug)
        left = tuple(name for name in report.left if _school(name) == school.slug)
        if results or left:
            found.append(tally(school, results, left, names))
    return tuple(found)


def tally(
    school: BatchSchool, results: tuple[JobResult, ...], left: tuple[str, ...], names: dict[str, str]
) -> SchoolTally:
    """A school counted up; `names` are the names of classes by the ids of their packs."""
    return SchoolTally(school, results, left, press.count_jobs(_jobs(results, names)))


def all_jobs(schools: Iterable[SchoolTally]) -> JobCount:
    """What the files of all schools ask of the copier."""
    return press.count_jobs(counted.job for one in schools for counted in one.count.jobs)


def class_names(plan: BatchPlan) -> dict[str, str]:
    """What the rosters call the classes, by the ids of their packs."""
    return {job.id: job.listed.name for job in plan.jobs}


def _jobs(results: Iterable[JobResult], names: dict[str, str]) -> Iterable[ClassJob]:
    for result in results:
        for file in result.files:
            if file.job:
                yield ClassJob(names.get(result.id, result.id.rpartition("/")[2]), file.job)


def _school(name: str) -> str:
    return name.partition("/")[0]
