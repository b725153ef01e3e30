"""The printed papers of a batch: the office's report, the copier's sheet of a school."""

from __future__ import annotations

from collections.abc import Set
from typing import TypeVar

from handouts import templating
from handouts.languages.labels import Labels
from handouts.materials import batch_view
from handouts.materials.batch_view import BatchFacts
from handouts.model.batch import BatchPlan
from handouts.model.batch_sheets import BatchReportSheet, SchoolTally
from handouts.model.imposition import Scheme
from handouts.model.pack_sheets import JobSheet
from handouts.model.press import Paper
from handouts.pipeline.pack_samples import JOB_SHEET
from handouts.pipeline.places import shipped_themes
from handouts.pipeline.printing import Printer, finish, strings

REPORT = "batch-report.xml.j2"
_USUAL = "A4"
_WIDTHS = (200, 225)  # mm: the tables of these papers are made for sheets of about A4
Sheet = TypeVar("Sheet", BatchReportSheet, JobSheet)


def office_printer(language: str, paper: Paper) -> Printer:
    """What prints the papers of the office: they look the same whatever themes the packs have."""
    theme = templating.load_theme("default", [shipped_themes()], shipped_themes())
    return Printer(theme, paper, Labels(language, theme.labels.get(language, {})))


def office_paper(plan: BatchPlan) -> Paper:
    """The paper that the plan gives to all its packs, where a report fits on it; else A4."""
    asked = {job.paper for job in plan.jobs}
    paper = templating.paper(asked.pop() if len(asked) == 1 and "" not in asked else _USUAL)
    fits = _WIDTHS[0] <= paper.width_mm <= _WIDTHS[1]
    return paper if fits else templating.paper(_USUAL)


def report_pdf(facts: BatchFacts, printer: Printer) -> bytes:
    """The report as a PDF."""
    return printer.print(REPORT, printable(batch_view.batch_report(facts), printer)).data


def school_pdf(batch: str, one: SchoolTally, schemes: Set[Scheme], keys: str, printer: Printer) -> bytes:
    """The copier's sheet for all classes of a school."""
    sheet = batch_view.school_jobs(printer.labels, batch, one, schemes, keys)
    return printer.print(JOB_SHEET, printable(sheet, printer)).data


def printable(sheet: Sheet, printer: Printer) -> Sheet:
    """The sheet without characters that no font has: a path or a name in a message must not cost the report."""
    made: Sheet = finish(sheet, printer.labels, printer.unprintable(strings(sheet)))
    return made
