"""A batch carried out: what is there already is kept, the rest is made on any back-end and put in its place."""

from __future__ import annotations

import hashlib
import json
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from handouts.batch import worker
from handouts.batch.attempt import Failure
from handouts.batch.contents import original
from handouts.batch.executors import Factory
from handouts.batch.holding import held
from handouts.batch.loop import run
from handouts.batch.manifest import Manifest
from handouts.batch.outputs import Outputs
from handouts.batch.pool import Pool
from handouts.batch.school_files import school_sheets
from handouts.batch.spool import Spool
from handouts.diagnostics import Diagnostic, problem
from handouts.errors import ClusterProblem, HandoutsError, StorageError
from handouts.model.batch import BatchJob, BatchPlan, BatchReport, JobResult, MadeFile

Told = Callable[[JobResult, int, int], None]  # a result, how many are done, how many there are
_Item = tuple[BatchJob, Spool | Mapping[str, bytes]]
_ALONE = ("batch-result-damaged", "store-open-elsewhere", "store-is-a-folder")  # trouble that is one pack's own


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
    with Manifest(options.cache, Path(plan.out), Path(plan.keys)) as manifest, held(Path(plan.out), Path(plan.keys)):
        batch = _Batch(plan, outputs, manifest, Spool(manifest.path.with_suffix(".run")), options, tell)
        try:
            batch.work(factory)
        except (StorageError, ClusterProblem) as error:
            batch.stopped = tuple(error.diagnostics)
        except KeyboardInterrupt:
            batch.stopped = (problem("batch-interrupted"),)
        finally:
            batch.spool.clear()
    return BatchReport(
        name=plan.name,
        out=plan.out,
        keys=plan.keys,
        schools=plan.schools,
        results=tuple(batch.results[name] for name in sorted(batch.results)),
        left=tuple(job.id for job in plan.jobs if job.id not in batch.results),
        pruned=batch.pruned,
        zips=batch.zips,
        remarks=(*plan.diagnostics, *factory.remarks, *batch.troubles),
        stopped=batch.stopped,
        seconds=time.monotonic() - began,
    )


class _Batch:
    """One run: its results so far."""

    def __init__(
        self, plan: BatchPlan, outputs: Outputs, manifest: Manifest, spool: Spool, options: RunOptions, tell: Told
    ) -> None:
        self._plan = plan
        self._outputs = outputs
        self._manifest = manifest
        self.spool = spool
        self._options = options
        self._tell = tell
        self._jobs = _Jobs()
        self._damaged: set[str] = set()
        self._withdrawn: set[str] = set()
        self._known: dict[str, JobResult] = {}  # what the manifest names at the beginning
        self.troubles: list[Diagnostic] = []
        self.results: dict[str, JobResult] = {}
        self.total = len(plan.jobs) + len(plan.failed)
        self.pruned: tuple[str, ...] = ()
        self.zips: tuple[str, ...] = ()
        self.stopped: tuple[Diagnostic, ...] = ()

    def work(self, factory: Factory) -> None:
        """The whole of it. StorageError, ClusterProblem when it cannot go on."""
        self.spool.settle()
        self._outputs.sweep()
        for failed in self._plan.failed:  # jobs that could not be planned
            self._note(failed)
        self._known = {pack.id: pack for pack in self._manifest.packs()}
        self._take_over({} if self._options.fresh else self._known)
        self._make(factory)
        self._outputs.present()
        if self._options.prune:
            self.pruned = self._prune()
        sheets = school_sheets(
            self._plan, self.results, self._outputs, self._manifest, self._options.language, self._alone
        )
        self.zips = self._zip(sheets)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Trouble with the papers of one school costs no other its own; it is told in the end."""
        try:
            yield
        except StorageError as error:
            if error.diagnostics[0].code not in _ALONE:
                raise
            self.troubles += error.diagnostics

    def _take_over(self, known: Mapping[str, JobResult]) -> None:
        """Keep what was made of the same things and stands there untouched, and what a killed run had done."""
        for job in self._plan.jobs:
            made = known.get(job.id)
            if made and made.key == job.key and self._outputs.whole(made.files):
                self._note(made)
        left = {job.key: job for job in self._plan.jobs if job.id not in self.results}
        for result in self.spool.results(() if self._options.fresh else left):
            if left[result.key].id == result.id:
                self._settle(left[result.key], result)

    def _make(self, factory: Factory) -> None:
        """Do the jobs that are left."""
        self._jobs.waiting.extend(self._with_rosters())
        if not self._jobs.waiting:
            return
        with ExitStack() as stack:
            if self._options.local:
                stack.enter_context(self.spool.opened(self._plan.blobs))
                if isinstance(factory, Pool):
                    factory.first = self.spool.join
            stack.callback(worker.close)
            items = map(self._carried, self._jobs)
            outcomes = run(_work, items, factory, kind=_content, keep_going=self._options.keep_going)
            stack.enter_context(closing(cast("Generator[Any]", outcomes)))  # an error ends what still runs
            for (job, _), outcome in outcomes:
                self._settle(job, outcome)

    def _with_rosters(self) -> list[BatchJob]:
        """The jobs that are left, each with its roster; one that changed since it was planned fails."""
        ready = []
        for job in self._plan.jobs:
            if job.id in self.results:
                continue
            try:
                ready.append(job if job.roster or not self._plan.read else replace(job, roster=self._plan.read(job)))
            except HandoutsError as error:
                self._note(JobResult(job.id, job.key, "failed", problems=tuple(error.diagnostics)))
                if not self._options.keep_going:
                    return []
        return ready

    def _carried(self, job: BatchJob) -> _Item:
        """A job with what a worker needs for it: a folder on this disk, or the contents where that cannot be seen."""
        if self._options.local:
            return job, self.spool
        return job, {digest: self._plan.blobs[digest] for _, digest in job.content.files}

    def _settle(self, job: BatchJob, outcome: JobResult | Failure) -> None:
        if isinstance(outcome, Failure):
            if any(d.code == "store-disk-full" for d in outcome.problems):  # it would be so for all
                raise StorageError(*outcome.problems)
            outcome = JobResult(job.id, job.key, "failed", problems=outcome.problems)
        else:
            try:
                self._withdraw(job.school)
                self._outputs.write(outcome if outcome.blobs else replace(outcome, blobs=self.spool.blobs_of(outcome)))
            except StorageError as error:
                code = error.diagnostics[0].code
                if code not in _ALONE:
                    raise
                self.spool.drop(job.key)
                if code == "batch-result-damaged" and job.id not in self._damaged:
                    self._damaged.add(job.id)
                    self._jobs.waiting.append(job)
                    return
                outcome = JobResult(job.id, job.key, "failed", problems=tuple(error.diagnostics))
        outcome = replace(self._placed(job, outcome), blobs={})
        if outcome.state == "made":
            self._manifest.keep(outcome)
            self.spool.drop(job.key)
        self._note(outcome)

    def _withdraw(self, school: str) -> None:
        """Take away what was made of all packs of a school, before the first of them is another one.

        It is made again in the end; a run that ends before must not leave a job sheet or ZIP of other packs.
        """
        if school in self._withdrawn:
            return
        for name in (school, _zip_id(school)):
            if pack := self._known.get(name):
                self._outputs.remove(pack.files)
                self._manifest.forget(name)
        self._withdrawn.add(school)

    def _placed(self, job: BatchJob, result: JobResult) -> JobResult:
        """The result with the places of its findings in the files that a person can open."""
        origins = self._plan.origins.get(job.content.digest, {})

        def here(found: Diagnostic) -> Diagnostic:
            place = found.location or job.at
            return replace(found, location=original(place, Path(), origins))

        return replace(result, problems=tuple(map(here, result.problems)), remarks=tuple(map(here, result.remarks)))

    def _note(self, result: JobResult) -> None:
        if result.state == "failed" and not self._options.keep_going:
            self._jobs.waiting.clear()
        self.results[result.id] = result
        self._tell(result, len(self.results), self.total)

    def _prune(self) -> tuple[str, ...]:
        """Remove what the manifest names and this plan does not; what it failed to make again stays as well.

        A job that could not be planned may be any class of any lesson of its school.
        """
        ids = {job.id for job in self._plan.jobs} | {_zip_id(school) for school in self._schools()}
        ids |= {school.slug for school in self._plan.schools}  # their sheets for the copier
        unknown = {failed.id.partition("/")[0] for failed in self._plan.failed}
        packs = {pack.id: pack for pack in self._manifest.packs()}
        old = [name for name in packs if name not in ids and name.partition("/")[0] not in unknown]
        staying = (packs[name] for name in packs.keys() - set(old))
        wanted = {(file.tree, file.path) for pack in (*staying, *self.results.values()) for file in pack.files}
        gone: list[str] = []
        for pack in map(packs.__getitem__, old):
            with self._alone():
                gone += self._outputs.remove(file for file in pack.files if (file.tree, file.path) not in wanted)
                self._manifest.forget(pack.id)
        return tuple(gone)

    def _schools(self) -> tuple[str, ...]:
        """Those that get a ZIP."""
        return tuple(school.slug for school in self._plan.schools) if self._plan.zipped else ()

    def _zip(self, sheets: Mapping[str, MadeFile]) -> tuple[str, ...]:
        """A ZIP for each school all of whose packs are there, unless it stands there. Another school's old one goes."""
        made = []
        for school in self._schools():
            name, before = _zip_id(school), self._known.get(_zip_id(school))
            packs = [result for result in self.results.values() if result.id.startswith(f"{school}/")]
            found = {file for pack in packs for file in pack.files if file.tree == "out"}
            found |= {sheets[school]} if school in sheets else set()
            files = sorted(found, key=lambda file: file.path)
            asked = [job for job in self._plan.jobs if job.school == school]
            if len(packs) < len(asked) or any(pack.state == "failed" for pack in packs) or not files:
                if before:
                    with self._alone():
                        self._outputs.remove(before.files)
                        self._manifest.forget(name)
                continue
            key = hashlib.sha256(json.dumps([(file.path, file.digest) for file in files]).encode()).hexdigest()
            with self._alone():
                if not (before and before.key == key and self._outputs.whole(before.files)):
                    zipped = self._outputs.zip_school(school, files)
                    self._manifest.keep(JobResult(name, key, "made", (zipped,)))
                made.append(self._outputs.zip_path(school))
        return tuple(made)


def _zip_id(school: str) -> str:
    """A ZIP among the packs of the manifest, none of which has a name without folder."""
    return f"{school}.zip"


class _Jobs(Iterator[BatchJob]):
    """The jobs that are to be begun. One may be put back, even when there was none any more."""

    def __init__(self) -> None:
        self.waiting: deque[BatchJob] = deque()

    def __next__(self) -> BatchJob:
        if not self.waiting:
            raise StopIteration
        return self.waiting.popleft()


def _content(item: _Item) -> str:
    return item[0].content.digest


def _work(item: _Item) -> JobResult:
    job, supply = item
    if not isinstance(supply, Spool):
        return _made(job, supply)
    worker_process = supply.join()
    result = _made(job, supply.blobs)
    return supply.put(result) if worker_process else result


def _made(job: BatchJob, supply: worker.Supply) -> JobResult:
    """What `do_job` gives; a failed job raises, since the loop counts what fails."""
    result = worker.do_job(job, supply)
    if result.state == "failed":
        raise HandoutsError(*result.problems)
    return result
