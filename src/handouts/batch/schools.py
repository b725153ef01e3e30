"""The schools of a plan: each with one folder, told apart by their NPSN and else by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from handouts.batch.asked import AskedJob
from handouts.diagnostics import Diagnostic, problem, warning
from handouts.lessons.school_file import FILE as SCHOOL_FILE
from handouts.model.batch import BatchSchool
from handouts.reading.filenames import unique_slugs

_SHORT = re.compile("[0-9]{1,7}")
Asked = tuple[str, str]  # name and NPSN, as the plan says them


def school_slugs(jobs: Sequence[AskedJob]) -> tuple[dict[Asked, BatchSchool], list[Diagnostic]]:
    """The school that each name and NPSN stands for, and what is wrong (batch-npsn-twice) or doubtful in them.

    A name without an NPSN is the school that has one under this name elsewhere in the plan, if there is only one.
    """
    numbers: dict[str, set[str]] = {}
    first: dict[str, AskedJob] = {}
    wrong: list[Diagnostic] = []
    for job in jobs:
        name, npsn = _key(job.school.text), job.npsn.text
        numbers.setdefault(name, set()).update([npsn] if npsn else [])
        other = first.setdefault(npsn, job) if npsn else job
        if _key(other.school.text) != name:
            place = str(other.npsn.at or "")
            named_so, other_name = job.school.text, other.school.text
            found = problem("batch-npsn-twice", job.npsn.at, npsn=npsn, name=named_so, other=other_name, first=place)
            wrong.append(found)
    named: dict[Asked, Asked] = {}
    for job in jobs:
        known = numbers[_key(job.school.text)]
        npsn = job.npsn.text or (next(iter(known)) if len(known) == 1 else "")
        named[job.school.text, job.npsn.text] = (f"{npsn} {_key(job.school.text)}", npsn)
    shown: dict[str, tuple[str, str]] = {}
    for (name, _), (key, npsn) in named.items():
        shown.setdefault(key, (name, npsn))
    slugs = unique_slugs([(key, npsn or name) for key, (name, npsn) in shown.items()], "school")
    schools = {key: BatchSchool(one, *shown[key]) for key, one in zip(shown, slugs, strict=True)}
    stands = {said: schools[key] for said, (key, _) in named.items()}
    return stands, [*wrong, *_two_in_one(jobs, stands)]


def _two_in_one(jobs: Sequence[AskedJob], schools: Mapping[Asked, BatchSchool]) -> Iterator[Diagnostic]:
    """batch-school-kops: one name without an NPSN, which names two letterheads, may be that of two schools."""
    first: dict[BatchSchool, AskedJob] = {}
    told = set[tuple[BatchSchool, PurePosixPath]]()
    for job in jobs:
        school = schools[job.school.text, job.npsn.text]
        if school.npsn or not job.kop:
            continue
        other = first.setdefault(school, job)
        if _kop(job) != _kop(other) and (school, _kop(job)) not in told:
            told.add((school, _kop(job)))
            name, kop, first_place = job.school.text, job.kop.text, str(other.kop.at)
            yield warning("batch-school-kops", job.kop.at, name=name, kop=kop, other=other.kop.text, first=first_place)


def _kop(job: AskedJob) -> PurePosixPath:
    """The folder or file that a job names for its letterhead; the file in a folder is the folder."""
    path = PurePosixPath(job.kop.text.strip().replace("\\", "/"))
    return path.parent if path.name == SCHOOL_FILE else path


def numbers_told(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """What is wrong in a plan; of an NPSN that is too short that zeros at its start may be lost: batch-npsn-short."""
    for one in found:
        number = str(one.data.get("found", ""))
        if (one.code, one.data.get("key")) == ("yaml-wrong-value", "npsn") and _SHORT.fullmatch(number):
            yield problem("batch-npsn-short", one.location, found=number, count=len(number), meant=number.zfill(8))
        else:
            yield one


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
