"""How a batch ended, for the office: as text for a log or a mail, as JSON for programs, as a PDF to be filed.

Schools, classes and files are named, pupils never. Everything but the time is the same for the same end.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any

from handouts.batch.findings import findings
from handouts.batch.report_sheets import office_paper, office_printer, report_pdf
from handouts.batch.tally import all_jobs, class_names, tallies
from handouts.diagnostics import MOST, Diagnostic
from handouts.languages.labels import Labels
from handouts.materials import batch_view
from handouts.materials.batch_view import BatchFacts
from handouts.materials.job_view import paper_rows, thousands
from handouts.model.batch import BatchPlan, BatchReport, JobResult
from handouts.model.batch_sheets import FailedPack, Finding, LeftPacks, SchoolTally
from handouts.model.jobs import JobCount
from handouts.store import Store

FORMAT = 1
NAMES = ("report.txt", "report.json", "report.pdf")


def batch_facts(report: BatchReport, plan: BatchPlan, language: str, again: str) -> BatchFacts:
    """What there is to report, in the words of a language. `again` is the command that goes on with the batch."""
    schools = tallies(report, plan)
    names, labels = class_names(plan), Labels(language)
    failed = [
        FailedPack(one.school.name, _pack(result.id, names, labels), findings(result.problems, language))
        for one in schools
        for result in one.results
        if result.state == "failed"
    ]
    left = [LeftPacks(one.school.name, "; ".join(_lessons(one.left, names, labels))) for one in schools if one.left]
    return BatchFacts(
        name=report.name,
        out=report.out,
        keys=report.keys,
        labels=labels,
        schools=schools,
        count=all_jobs(schools),
        failed=tuple(failed),
        left=tuple(left),
        stopped=findings(report.stopped, language),
        remarks=findings((*report.remarks, *_warnings(report)), language),
        pruned=len(report.pruned),
        zips=len(report.zips),
        seconds=report.seconds,
        again=again if failed or left or report.stopped else "",
    )


def _warnings(report: BatchReport) -> Iterator[Diagnostic]:
    """What is doubtful in the packs that were made now."""
    return (d for result in report.results for d in result.remarks if d.severity == "warning")


def _pack(name: str, names: dict[str, str], labels: Labels) -> str:
    """ "aliansi-as-soviet: X-A" """
    return next(_lessons([name], names, labels))


def _lessons(packs: Iterable[str], names: dict[str, str], labels: Labels) -> Iterator[str]:
    """The packs of a school, those of a lesson together: "aliansi-as-soviet: X-A, X-B"."""
    for lesson, those in groupby(packs, key=lambda name: name.split("/")[1]):
        told = ", ".join(names.get(name, name.split("/")[2]) for name in those)
        yield labels("batch.lesson_class", lesson=lesson, name=told)


def report_text(facts: BatchFacts) -> str:
    """The report as lines of text."""
    return "\n".join(_lines(facts)) + "\n"


def _lines(facts: BatchFacts) -> Iterator[str]:
    labels = facts.labels
    yield labels("batch.report.title", name=facts.name)
    yield batch_view.outcome(facts)
    yield ""
    yield from (f"{label}: {value}" for label, value in batch_view.batch_facts(facts))
    for row in paper_rows(facts.count, labels):
        yield labels("batch.report.text_paper", paper=row.paper, sheets=row.sheets, reams=row.reams)
    yield from _part(labels["batch.report.stopped"], _told(facts.stopped, "  "))
    yield from _part(labels["batch.report.failed_head"], _failed(facts))
    yield from _part(labels["batch.report.left_head"], (f"  {one.school}: {one.packs}" for one in facts.left))
    yield from _part(labels["batch.report.schools"], (f"  {_school(one, labels)}" for one in facts.schools))
    yield from _part(labels["batch.report.remarks"], _told(batch_view.remarks(facts, MOST), "  "))
    if facts.again:
        yield ""
        yield f"{labels['batch.report.again']}: {facts.again}"


def _part(head: str, lines: Iterable[str]) -> Iterator[str]:
    found = tuple(lines)
    if found:
        yield from ("", head, *found)


def _failed(facts: BatchFacts) -> Iterator[str]:
    for one in facts.failed:
        yield f"  {one.school}, {one.pack}"
        yield from _told(one.findings, "    ")


def _told(found: Iterable[Finding], indent: str) -> Iterator[str]:
    for one in found:
        place = f"{one.place}: " if one.place else ""
        yield f"{indent}{place}{one.message}" + (f" [{one.code}]" if one.code else "")
        if one.remedy:
            yield f"{indent}  {one.remedy}"


def _school(one: SchoolTally, labels: Labels) -> str:
    numbers = {"there": one.there, "packs": one.packs, "pupils": one.pupils, "pages": one.pages}
    return labels(
        "batch.report.text_school",
        name=f"{one.school.name} ({one.school.npsn})" if one.school.npsn else one.school.name,
        **{name: thousands(number, labels) for name, number in numbers.items()},
        sheets=thousands(one.count.sheets, labels),
        reams=batch_view.reams(batch_view.ream_tenths(one.count), labels),
    )


def report_json(report: BatchReport, facts: BatchFacts, plan: BatchPlan) -> str:
    """The report as JSON: docs/batch.md lists its fields."""
    names, language = class_names(plan), facts.labels.language
    data = {
        "format": FORMAT,
        "name": report.name,
        "complete": facts.there == facts.packs,
        **_counts(facts.schools, facts.count),
        "papers": _papers(facts.count),
        "out": report.out,
        "keys": report.keys,
        "schools": [
            {
                "slug": one.school.slug,
                "name": one.school.name,
                "npsn": one.school.npsn,
                **_counts([one], one.count),
                "packs": [
                    *(_pack_data(result, names, language) for result in one.results),
                    *({"id": name, "class": names.get(name, ""), "state": "left"} for name in one.left),
                ],
            }
            for one in facts.schools
        ],
        "stopped": [asdict(found) for found in facts.stopped],
        "remarks": [asdict(found) for found in facts.remarks],
        "pruned": list(report.pruned),
        "zips": list(report.zips),
        "again": facts.again,
        "seconds": round(report.seconds, 1),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _counts(schools: Iterable[SchoolTally], count: JobCount) -> dict[str, Any]:
    those = tuple(schools)
    states = [result.state for one in those for result in one.results]
    return {
        **{state: states.count(state) for state in ("made", "kept", "failed")},
        "left": sum(len(one.left) for one in those),
        "pupils": sum(one.pupils for one in those),
        "pages": sum(one.pages for one in those),
        "sheets": count.sheets,
        "reams": batch_view.ream_tenths(count) / 10,
    }


def _papers(count: JobCount) -> list[dict[str, Any]]:
    return [
        {"paper": one.paper, "size_mm": list(one.size_mm), "sheets": one.sheets, "reams": one.ream_tenths / 10}
        for one in count.papers
    ]


def _pack_data(result: JobResult, names: dict[str, str], language: str) -> dict[str, Any]:
    return {
        "id": result.id,
        "class": names.get(result.id, ""),
        "state": result.state,
        "pupils": result.pupils,
        "pages": sum(file.pages for file in result.files if file.job),
        "sheets": sum(file.sheets for file in result.files),
        "problems": [asdict(found) for found in findings(result.problems, language)],
        "files": [{"tree": f.tree, "path": f.path, "sha256": f.digest, "bytes": f.size} for f in result.files],
    }


def write_report(folder: Path, report: BatchReport, plan: BatchPlan, facts: BatchFacts) -> tuple[Path, ...]:
    """Write report.txt, report.json and report.pdf into a folder, all or none. Raises StorageError."""
    printer = office_printer(facts.labels.language, office_paper(plan))
    contents = (report_text(facts), report_json(report, facts, plan), report_pdf(facts, printer))
    return Store(folder).put_all(dict(zip(NAMES, contents, strict=True)))
