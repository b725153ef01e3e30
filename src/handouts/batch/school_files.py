"""What goes with all packs of a school: the copier's sheet of everything that is to be printed for it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path

import handouts
from handouts import typeset
from handouts.batch.manifest import Manifest
from handouts.batch.outputs import Outputs
from handouts.batch.report_sheets import office_paper, office_printer, school_pdf
from handouts.batch.tally import class_names, tally
from handouts.model.batch import BatchPlan, BatchSchool, JobResult, MadeFile
from handouts.model.batch_sheets import SchoolTally
from handouts.model.imposition import Scheme
from handouts.model.press import Style
from handouts.pipeline.printing import Printer

SHEET = "job-sheet.pdf"


def school_sheets(
    plan: BatchPlan,
    results: Mapping[str, JobResult],
    outputs: Outputs,
    manifest: Manifest,
    language: str,
    alone: Callable[[], AbstractContextManager[None]],
) -> dict[str, MadeFile]:
    """Write the sheet of each school of which any pack is there, and say where it stands, by the school's folder.

    One that says the same as before is kept; that of a school without any pack goes. The manifest names them by the
    school's folder alone. `alone` takes the trouble that is one school's own. StorageError as of Store.
    """
    known = {pack.id: pack for pack in manifest.packs()}
    made: dict[str, MadeFile] = {}
    printer: Printer | None = None
    for school in plan.schools:
        one = _tally(plan, school, results)
        old = known.get(school.slug)
        if not one.count.jobs:
            with alone():
                outputs.remove(old.files if old else ())
                manifest.forget(school.slug)
            continue
        schemes = {job.plan.scheme for job in plan.jobs if job.school == school.slug}
        key = _key(plan, one, schemes, language)
        if old and old.key == key and outputs.whole(old.files):
            made[school.slug] = old.files[0]
            continue
        printer = printer or office_printer(language, office_paper(plan))
        data = school_pdf(plan.name, one, schemes, _keys(plan, school), printer)
        file = MadeFile("out", f"{school.slug}/{SHEET}", hashlib.sha256(data).hexdigest(), len(data))
        result = JobResult(school.slug, key, "made", (file,), {file.digest: data})
        with alone():
            outputs.write(result)
            manifest.keep(result)
            made[school.slug] = file
    return made


def _tally(plan: BatchPlan, school: BatchSchool, results: Mapping[str, JobResult]) -> SchoolTally:
    own = tuple(results[name] for name in sorted(results) if name.partition("/")[0] == school.slug)
    left = tuple(job.id for job in plan.jobs if job.school == school.slug and job.id not in results)
    return tally(school, own, left, class_names(plan))


def _keys(plan: BatchPlan, school: BatchSchool) -> str:
    """The folder of a school's keys, called as it is called wherever the trees are put."""
    return f"{Path(plan.keys).name}/{school.slug}"


def _key(plan: BatchPlan, one: SchoolTally, schemes: set[Scheme], language: str) -> str:
    """The hash of all that the sheet is made of."""
    failed = [result.id for result in one.results if result.state == "failed"]
    made_of = {
        "tool": handouts.__version__,
        "engine": typeset.engine(),
        "fonts": typeset.digests(Style()),
        "said": [plan.name, _keys(plan, one.school), language, asdict(office_paper(plan)), sorted(map(repr, schemes))],
        "school": [asdict(one.school), failed, one.left, one.pupils],
        "count": repr(one.count),
    }
    return hashlib.sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()
