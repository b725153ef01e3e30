"""A batch carried out: what is there already is kept, the rest is made on any back-end and put in its place."""

from __future__ import annotations

import gc
import shutil
import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from handouts.batch import worker
from handouts.batch.attempt import Failure
from handouts.batch.contents import original
from handouts.batch.executors import Factory
from handouts.batch.loop import run
from handouts.batch.manifest import Manifest
from handouts.batch.outputs import Outputs
from handouts.batch.school_files import school_sheets
from handouts.diagnostics import Diagnostic, problem
from handouts.errors import ClusterProblem, HandoutsError, StorageError
from handouts.model.batch import BatchJob, BatchPlan, BatchReport, JobResult, MadeFile
from handouts.store import Store

Told = Callable[[JobResult, int, int], None]  # a result, how many are done, how many there are


@dataclass(frozen=True)
class RunOptions:
    """How a batch is carried out. `cache`: the folder of manifests. `fresh`: make again what is there already.

    Without `keep_going` nothing is begun after the first failed job. `prune`: remove the files of an older plan.
    `local`: workers read contents from a folder of this computer. `language`: that of the papers for the office.
    """

    cache: Path
    keep_going: bool = False
    prune: bool = False
    fresh: bool = False
    local: bool = True
    language: str = "en"


def run_batch(
    plan: BatchPlan, factory: Factory, options: RunOptions, tell: Told = lambda result, done, total: None
) -> BatchReport:
    """Carry out a batch and say how it ended; `tell` hears of each job that is kept, made or failed.

    Raises HandoutsError when it cannot begin. A disk that is full, or a cluster that goes away, ends the run early:
    what was made stands, and the report says why it ended. So does Ctrl-C (batch-interrupted).
    """
    began = time.monotonic()
    outputs = Outputs(Path(plan.out), Path(plan.keys))
    with Manifest(options.cache, Path(plan.out), Path(plan.keys)) as manifest:
        outputs.sweep()
        batch = _Batch(plan, outputs, manifest, tell)
        for failed in plan.failed:
            batch.fail(failed)
        batch.take_over(options.fresh)
        with batch.stopping():
            batch.make(factory, options)
            if options.prune:
                batch.prune()
            sheets = school_sheets(plan, batch.results, outputs, manifest, options.language)
            if plan.zipped:
                batch.zip(sheets)
    return BatchReport(
        name=plan.name,
        out=plan.out,
        keys=plan.keys,
        schools=plan.schools,
        results=tuple(batch.results[name] for name in sorted(batch.results)),
        left=tuple(job.id for job in plan.jobs if job.id not in batch.results),
        pruned=tuple(batch.pruned),
        zips=tuple(batch.zips),
        remarks=plan.diagnostics,
        stopped=batch.stopped,
        seconds=time.monotonic() - began,
    )


class _Batch:
    """One run: its results so far."""

    def __init__(self, plan: BatchPlan, outputs: Outputs, manifest: Manifest, tell: Told) -> None:
        self._plan = plan
        self._outputs = outputs
        self._manifest = manifest
        self._tell = tell
        self.results: dict[str, JobResult] = {}
        self.total = len(plan.jobs) + len(plan.failed)
        self.stopped: tuple[Diagnostic, ...] = ()
        self.pruned: list[str] = []
        self.zips: list[str] = []

    @contextmanager
    def stopping(self) -> Iterator[None]:
        """What ends a run early is no error of the call: it is told in the report."""
        try:
            yield
        except (StorageError, ClusterProblem) as error:
            self.stopped = tuple(error.diagnostics)
        except KeyboardInterrupt:
            self.stopped = (problem("batch-interrupted"),)

    def fail(self, result: JobResult) -> None:
        """A job that could not be planned."""
        self._note(result)

    def take_over(self, fresh: bool) -> None:
        """Keep what was made of the same things and stands there untouched."""
        known = {} if fresh else {pack.id: pack for pack in self._manifest.packs()}
        for job in self._plan.jobs:
            made = known.get(job.id)
            if made and made.key == job.key and self._outputs.whole(made.files):
                self._note(made)

    def make(self, factory: Factory, options: RunOptions) -> None:
        """Do the jobs that are left."""
        left = [job for job in self._plan.jobs if job.id not in self.results]
        if not left:
            return
        with ExitStack() as stack:
            supply = stack.enter_context(_depot(self._plan.blobs)) if options.local else None
            items = ((job, supply or _own(job, self._plan.blobs)) for job in left)
            outcomes = run(_work, items, factory, keep_going=options.keep_going)
            stack.enter_context(closing(cast("Generator[Any]", outcomes)))  # an error ends what still runs
            try:
                for (job, _), outcome in outcomes:
                    self._settle(job, outcome)
            finally:
                worker.close()

    def _settle(self, job: BatchJob, outcome: JobResult | Failure) -> None:
        if isinstance(outcome, Failure):
            outcome = JobResult(job.id, job.key, "failed", problems=outcome.problems)
        outcome = self._placed(job, outcome)
        if outcome.state == "made":
            self._outputs.write(outcome)
            outcome = replace(outcome, blobs={})
            self._manifest.keep(outcome)
        self._note(outcome)
        gc.collect()

    def _placed(self, job: BatchJob, result: JobResult) -> JobResult:
        """The result with the places of its findings in the files that a person can open."""
        origins = self._plan.origins.get(job.content.digest, {})

        def here(found: Diagnostic) -> Diagnostic:
            place = found.location or job.at
            return replace(found, location=original(place, Path(), origins))

        return replace(result, problems=tuple(map(here, result.problems)), remarks=tuple(map(here, result.remarks)))

    def _note(self, result: JobResult) -> None:
        self.results[result.id] = result
        self._tell(result, len(self.results), self.total)

    def prune(self) -> None:
        """Remove what the manifest names and this plan does not; what it failed to make again stays as well.

        Of a roster that cannot be read nobody knows the classes: nothing of its school goes.
        """
        wanted = {(file.tree, file.path) for result in self.results.values() for file in result.files}
        ids = {job.id for job in self._plan.jobs} | {school.slug for school in self._plan.schools}
        unsure = {failed.id.partition("/")[0] for failed in self._plan.failed}
        for pack in list(self._manifest.packs()):
            if pack.id in ids or pack.id.partition("/")[0] in unsure:
                continue
            self.pruned += self._outputs.remove(file for file in pack.files if (file.tree, file.path) not in wanted)
            self._manifest.forget(pack.id)

    def zip(self, sheets: Mapping[str, MadeFile]) -> None:
        """A ZIP for each school all of whose packs are there, with its sheet for the copier."""
        broken = {failed.id.partition("/")[0] for failed in self._plan.failed}
        for school in self._plan.schools:
            jobs = [job for job in self._plan.jobs if job.school == school.slug]
            results = [self.results.get(job.id) for job in jobs]
            if jobs and school.slug not in broken and all(result and result.state != "failed" for result in results):
                files = [file for result in results if result for file in result.files if file.tree == "out"]
                files += [sheets[school.slug]] if school.slug in sheets else []
                self.zips.append(self._outputs.zip_school(school.slug, files))


def _work(item: tuple[BatchJob, worker.Supply]) -> JobResult:
    job, supply = item
    result = worker.do_job(job, supply)
    if result.state == "failed":  # raised, so that without `keep_going` no more jobs are begun
        raise HandoutsError(*result.problems)
    return result


def _own(job: BatchJob, blobs: dict[str, bytes]) -> dict[str, bytes]:
    """The contents that a job needs, for a worker that cannot see this computer's disk."""
    return {digest: blobs[digest] for _, digest in job.content.files}


@contextmanager
def _depot(blobs: dict[str, bytes]) -> Iterator[Path]:
    """The contents in a folder, by their hashes, while the run lasts."""
    folder = Path(tempfile.mkdtemp(prefix="handouts-"))
    try:
        Store(folder).put_all(dict(blobs))
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def pool_size(jobs: int | None, cores: int | None, count: int) -> int:
    """How many processes to work with: as many as asked for, else one for each core, and never more than jobs."""
    return max(1, min(jobs or cores or 1, count))
