"""A plan that is done in seconds, the trees that it makes, and a command over it that tells which classes it began.

`batch_tiny.py PLAN CACHE LOG BACKEND [SCHOOL]`: BACKEND is inline, a number of processes, or the address of a cluster.
A line with its class is appended to LOG whenever work begins, wherever that is.
"""

from __future__ import annotations

import io
import json
import os
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from support import ROOT

from handouts.batch.cluster import Cluster
from handouts.batch.executors import Factory, Inline, Workers
from handouts.batch.plan import BatchOptions, plan_batch
from handouts.batch.pool import Pool
from handouts.batch.run import RunOptions, run_batch

LESSON = "format: 1\ntitle: Alpha\nlanguage: en\nsheets: [timeline, key]\n"
PLAN = """format: 1
name: Tiny
out: out
zip: true
defaults: {lessons: alpha}
schools:
  - {name: One, npsn: "20300001", classes: one/*.csv}
  - {name: Two, npsn: "20300002", classes: two/*.csv}
"""


def write_tiny(folder: Path, classes: int = 12) -> Path:
    """Two schools with so many classes in all, each of two pupils; returns the plan."""
    essay = (ROOT / "content/us-soviet-alliance/essay.md").read_text(encoding="utf-8")
    texts = {"alpha/lesson.yaml": LESSON, "alpha/essay.md": essay[:2500], "PLAN.yaml": PLAN}
    for number in range(classes):
        name = f"X-{chr(ord('A') + number)}"
        rows = f"Nama,Kelas\nSiswa {number:02},{name}\nSiswa {number + 20},{name}\n"
        texts[f"{('one', 'two')[number % 2]}/{name.lower()}.csv"] = rows
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder / "PLAN.yaml"


def trees(plan: Path) -> dict[str, bytes]:
    """All packs that stand in both trees; reports hold times."""
    roots = (plan.parent / "out", plan.parent / "out-keys")
    paths = [path for root in roots for path in sorted(root.rglob("*")) if path.is_file() and path.stem != "report"]
    return {path.relative_to(plan.parent).as_posix(): path.read_bytes() for path in paths}


def broken(plan: Path) -> list[str]:
    """The files under final names that cannot be opened."""
    return [path for path, data in trees(plan).items() if not path.endswith(".tmp") and not _opens(path, data)]


def _opens(path: str, data: bytes) -> bool:
    try:
        if path.endswith(".pdf"):
            with pikepdf.open(io.BytesIO(data)) as file:
                pages = len(file.pages)
            return len(pypdfium2.PdfDocument(data)) == pages > 0
        if path.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                return archive.testzip() is None
        return bool(json.loads(data))
    except (pikepdf.PdfError, pypdfium2.PdfiumError, zipfile.BadZipFile, ValueError):
        return False


def begin(log: str, function: Callable[..., Any], *given: Any) -> Any:
    """In a worker: tell that the job of `loop.run` begins, and do it."""
    job = given[1][0]
    with Path(log).open("a", encoding="utf-8") as file:
        file.write(f"{job.id} {os.getpid()}\n")
    return function(*given)


def telling(executor: Workers, log: str) -> Workers:
    """An executor that tells what begins."""
    submit = executor.submit_kind
    executor.submit_kind = lambda kind, function, *given: submit(kind, begin, log, function, *given)  # type: ignore[method-assign, assignment, arg-type, misc]
    return executor


def factory(name: str) -> Factory:
    if name.isdigit():
        return Pool(int(name), 30)
    return Inline() if name == "inline" else Cluster(name)


def main(plan: str, cache: str, log: str, backend: str, school: str = "") -> int:
    planned = plan_batch(BatchOptions(Path(plan)))
    if school:
        planned = replace(planned, jobs=tuple(job for job in planned.jobs if job.school == school))
    options = RunOptions(Path(cache), local="://" not in backend)
    given = factory(backend)
    make = type(given).make
    type(given).make = lambda self: telling(make(self), log)  # type: ignore[method-assign, assignment]
    try:
        report = run_batch(planned, given, options)
    finally:
        type(given).make = make  # type: ignore[method-assign]
    problems = [*report.stopped, *(found for result in report.results for found in result.problems)]
    print(*problems, sep="\n", file=sys.stderr)
    return 1 if report.stopped or report.left or report.count("failed") else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
