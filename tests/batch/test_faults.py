"""kill -9, a full disk, a folder that goes away: what is visible is whole, and the next run completes it."""

from __future__ import annotations

import errno
import io
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest
from batch_tiny import broken, main, trees, write_tiny
from support import cli

from handouts import store
from handouts.batch import manifest, run
from handouts.batch.executors import Inline
from handouts.batch.manifest import Manifest
from handouts.batch.plan import BatchOptions, plan_batch
from handouts.batch.run import RunOptions, run_batch
from handouts.errors import IO, USAGE, StorageError, UsageProblem
from handouts.model.batch import BatchPlan, BatchReport, JobResult
from handouts.pipeline.pack import MadePack
from handouts.pipeline.shelf import Shelf

COMMAND = Path(__file__).with_name("batch_tiny.py")
CLASSES = 12
NEEDS_KILL = pytest.mark.skipif(sys.platform == "win32", reason="no kill -9")
# How the command runs, whether its workers are killed with it, how many classes a kill may cost, and how many kills.
KILLS = {
    "alone": ("inline", True, 1, 6),
    "with its workers": ("2", True, 2, 3),  # as many as there are workers
    "its workers live on": ("2", False, 0, 4),  # they finish, and the next run takes it over
}
ROUNDS = (1, 10)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run makes that nothing interrupts."""
    folder = tmp_path_factory.mktemp("whole")
    plan = write_tiny(folder, CLASSES)
    assert main(str(plan), str(folder / "cache"), str(folder / "log"), "inline") == 0
    made = trees(plan)
    assert len(made) > 4 * CLASSES
    return made


class Killing:
    """A batch that is begun again and again, and what its killed runs cost."""

    def __init__(self, folder: Path, whole: dict[str, bytes], backend: str) -> None:
        self.plan = write_tiny(folder, CLASSES)
        self.cache, self.log = folder / "cache", folder / "log"
        self.whole, self.backend = whole, backend
        self.lost = 0  # classes that may be made twice
        self.rng = random.Random(backend)

    def start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, str(COMMAND), *map(str, (self.plan, self.cache, self.log)), self.backend]
        path = os.pathsep.join([str(COMMAND.parent), *sys.path])
        return subprocess.Popen(command, start_new_session=True, env={**os.environ, "PYTHONPATH": path})

    def begun(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []

    def finish(self, process: subprocess.Popen[bytes]) -> None:
        """Wait for a run that nobody kills: nothing is left to be wished for. The next one starts from nothing."""
        assert process.wait(120) == 0
        assert trees(self.plan) == self.whole
        counts = Counter(line.split()[0] for line in self.begun())
        assert len(counts) == CLASSES
        assert counts.total() <= CLASSES + self.lost
        assert not list(self.cache.glob("batch/*.run"))
        for folder in (self.plan.parent / "out", self.plan.parent / "out-keys", self.cache):
            shutil.rmtree(folder)
        self.log.unlink()
        self.lost = 0

    def kill(self, group: bool, costs: int) -> bool:
        """Kill a run at a random moment; False when it was done before."""
        before = len(self.begun())
        process = self.start()
        try:
            # Half of the kills come while work is done, however long it takes until it begins.
            if self.rng.random() < 0.5:
                wanted = before + self.rng.randrange(1, 5)
                until(lambda: len(self.begun()) >= wanted or process.poll() is not None)
            time.sleep(self.rng.uniform(0, 0.6))
            if process.poll() is not None:
                self.finish(process)
                return False
            (os.killpg if group else os.kill)(process.pid, signal.SIGKILL)
        finally:
            process.kill()
            process.wait()
        self.lost += costs
        assert broken(self.plan) == []
        return True


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)


@NEEDS_KILL
@pytest.mark.parametrize(
    ("backend", "group", "costs", "kills"),
    [
        pytest.param("inline", True, 1, 2, id="alone, twice"),
        *(
            pytest.param(*how, kills * rounds, id=f"{name}, {rounds}", marks=pytest.mark.verify)
            for name, (*how, kills) in KILLS.items()
            for rounds in ROUNDS
        ),
    ],
)
def test_a_killed_command(
    backend: str, group: bool, costs: int, kills: int, whole: dict[str, bytes], tmp_path: Path
) -> None:
    killing = Killing(tmp_path, whole, backend)
    done = 0
    while done < kills:
        done += killing.kill(group, costs)
    killing.finish(killing.start())


@NEEDS_KILL
@pytest.mark.verify  # in `make test` workers are killed in test_loop.py
@pytest.mark.parametrize("wanted", [7 * rounds for rounds in ROUNDS])
def test_killed_workers(wanted: int, whole: dict[str, bytes], tmp_path: Path) -> None:
    """An item that two kills hit in one run fails; the next run makes it."""
    killing = Killing(tmp_path, whole, "2")
    kills = 0
    while kills < wanted:
        process = killing.start()
        seen = len(killing.begun())
        while process.poll() is None and kills < wanted:
            until(lambda: len(killing.begun()) > seen or process.poll() is not None)  # noqa: B023
            time.sleep(killing.rng.uniform(0, 0.2))
            lines = killing.begun()
            if len(lines) > seen and process.poll() is None:
                try:
                    os.kill(int(lines[-1].split()[1]), signal.SIGKILL)
                except ProcessLookupError:  # it has ended
                    break
                seen = len(lines)
                kills += 1
                killing.lost += 1
                assert broken(killing.plan) == []
        if process.wait(120) == 0:
            killing.finish(process)
    if killing.begun():
        killing.finish(killing.start())


@pytest.fixture(scope="session")
def packs() -> dict[str, MadePack]:
    """Packs that were made once, by the keys of their jobs."""
    return {}


@pytest.fixture(autouse=True)
def made_once(packs: dict[str, MadePack], monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process a pack is made once; everything around it is done as ever."""
    make = run.worker._make

    def made(job: run.BatchJob, shelf: Shelf) -> MadePack:
        if job.key not in packs:
            packs[job.key] = make(job, shelf)
        return packs[job.key]

    monkeypatch.setattr(run.worker, "_make", made)


class Here:
    """Runs of the tiny plan in this process."""

    def __init__(self, folder: Path, classes: int = 3) -> None:
        self.plan = write_tiny(folder, classes)
        self.cache = folder / "cache"

    def planned(self) -> BatchPlan:
        return plan_batch(BatchOptions(self.plan))

    def run(self, tell: Callable[[JobResult, int, int], None] = lambda *_: None, **options: bool) -> BatchReport:
        return run_batch(self.planned(), Inline(), RunOptions(self.cache, **options), tell)


def codes(report: BatchReport) -> list[str]:
    problems = [*report.stopped, *(d for result in report.results for d in result.problems)]
    return [found.code for found in problems]


@pytest.fixture
def here(tmp_path: Path) -> Here:
    return Here(tmp_path)


@pytest.mark.parametrize("step", [7, pytest.param(1, marks=pytest.mark.verify)])
def test_a_full_disk_at_each_write(step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each write of a file in turn finds the disk full, with a part of it written, by the command itself."""
    plan = write_tiny(tmp_path / "whole", 2)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path / "cache"))
    writes = 0
    full_at = 0
    written = store._write_temp

    def write(temp: Path, target: Path, give: Callable[[BinaryIO], None], *lasting: bool) -> None:
        nonlocal writes
        writes += 1
        if writes == full_at:
            give(whole_file := io.BytesIO())
            temp.write_bytes(whole_file.getvalue()[: len(whole_file.getvalue()) // 2])
            raise StorageError(store._of_error(OSError(errno.ENOSPC, "full"), target))
        written(temp, target, give, *lasting)

    monkeypatch.setattr(store, "_write_temp", write)
    assert cli("batch", plan, "--jobs", "1").code == 0
    whole, total = trees(plan), writes
    assert total > 10
    for full_at in range(1, total + 1, step):
        shutil.rmtree(plan.parent / "out", ignore_errors=True)
        shutil.rmtree(plan.parent / "out-keys", ignore_errors=True)
        writes = 0
        ran = cli("batch", plan, "--jobs", "1")
        assert ran.code == IO, (full_at, ran.err)
        assert "store-disk-full" in ran.err
        assert broken(plan) == []
        assert not [path for path in trees(plan) if path.endswith(".tmp")]
        writes = total
        assert cli("batch", plan, "--jobs", "1", "--resume").code == 0
        assert trees(plan) == whole


class FullBase:
    """A connection to a manifest on a disk that is full from the nth row on."""

    def __init__(self, base: sqlite3.Connection, rows: int) -> None:
        self._base = base
        self._rows = rows

    def execute(self, statement: str, *row: object) -> sqlite3.Cursor:
        if statement.startswith("INSERT"):
            self._rows -= 1
            if self._rows < 0:
                raise sqlite3.OperationalError("database or disk is full")
        return self._base.execute(statement, *row)  # type: ignore[arg-type]

    def close(self) -> None:
        self._base.close()


@pytest.mark.parametrize("rows", range(5))
def test_a_full_disk_in_the_manifest(rows: int, here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlite3.connect
    with monkeypatch.context() as patch:
        patch.setattr(manifest.sqlite3, "connect", lambda *a, **k: FullBase(connect(*a, **k), rows))
        report = here.run()
    assert codes(report) == ["store-disk-full"]
    assert broken(here.plan) == []
    again = here.run()
    assert (again.count("kept"), again.count("made"), codes(again)) == (min(rows, 3), 3 - min(rows, 3), [])


def test_a_folder_that_goes_away(here: Here) -> None:
    """Whichever of the two goes, and whenever: nothing is written into a new one of that name."""
    whole = (here.run(), trees(here.plan))[1]
    for name in ("out", "out-keys"):
        for moment in (1, 2, 3):

            def tell(result: JobResult, done: int, total: int, name: str = name, moment: int = moment) -> None:
                if done == moment:
                    (here.plan.parent / name).rename(here.plan.parent / f"gone-{name}")

            report = here.run(tell, fresh=True)
            assert codes(report) == ["batch-folder-gone"]
            assert not (here.plan.parent / name).exists()
            (here.plan.parent / f"gone-{name}").rename(here.plan.parent / name)
            assert codes(here.run()) == []
            assert trees(here.plan) == whole


@pytest.mark.parametrize("keep_going", [False, True])
def test_a_file_that_is_open_elsewhere_fails_its_pack_alone(
    keep_going: bool, here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = (here.run(), trees(here.plan))[1]
    replaced = os.replace

    def replace_file(temp: Path, target: Path) -> None:
        if target.name == "x-a.pdf" and target.parent.name == "pupils":
            raise PermissionError(errno.EACCES, "in use")
        replaced(temp, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", replace_file)
        report = here.run(fresh=True, keep_going=keep_going)
    assert codes(report) == ["store-open-elsewhere"]
    assert report.count("made") == (2 if keep_going else 0)
    assert len(report.left) == (0 if keep_going else 2)
    # The ZIP of its school would hold the old pack of this class.
    assert ("out/20300001.zip" in trees(here.plan)) is False
    again = here.run()
    assert (codes(again), trees(here.plan)) == ([], whole)


@pytest.mark.parametrize("times", [1, 2])
def test_a_result_that_is_damaged_on_the_way(times: int, here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made once more, and then fails alone."""
    made = run.worker.do_job
    left = times

    def do_job(job: run.BatchJob, supply: run.worker.Supply) -> JobResult:
        nonlocal left
        result = made(job, supply)
        if job.id.endswith("x-c") and left:
            left -= 1
            first = result.files[0].digest
            return replace(result, blobs={**result.blobs, first: result.blobs[first][:-1]})
        return result

    monkeypatch.setattr(run.worker, "do_job", do_job)
    report = here.run(keep_going=True)
    assert codes(report) == ["batch-result-damaged"] * (times - 1)
    assert report.count("made") == 4 - times
    assert codes(here.run()) == []


def test_a_pack_that_a_killed_run_left_damaged_is_made_again(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    planned = here.planned()
    base = Manifest(here.cache, Path(planned.out), Path(planned.keys)).path
    spool = run.Spool(base.with_suffix(".run"))
    whole, cut, strange = (run.worker.do_job(job, planned.blobs) for job in planned.jobs)
    run.worker.close()
    for result in (whole, cut, replace(strange, key="0" * 64)):
        spool.put(result)
    path = spool.folder / "done" / cut.key
    path.write_bytes(path.read_bytes()[:-1])
    made = []
    real = run.worker.do_job
    monkeypatch.setattr(run.worker, "do_job", lambda job, supply: made.append(job.id) or real(job, supply))
    assert codes(here.run()) == []
    assert made == [cut.id, strange.id]
    assert not spool.folder.exists()


@pytest.mark.verify  # tests/cli/test_batch_command.py has two runs in one process
def test_two_runs_at_once(here: Here) -> None:
    told = []

    def tell(*_: object) -> None:
        with pytest.raises(UsageProblem) as raising:
            here.run()
        told.append(raising.value.diagnostics[0].code)

    assert codes(here.run(tell)) == []
    assert (told, UsageProblem.exit_code) == (["batch-busy"] * 3, USAGE)


def test_a_manifest_that_is_no_database(here: Here) -> None:
    """What it named is made again, and an old log beside it is not taken for its own."""
    here.run()
    (path,) = here.cache.glob("batch/*.sqlite")
    for damage in (b"no database", path.read_bytes()[:4096] + bytes(len(path.read_bytes()) - 4096)):
        path.write_bytes(damage)
        report = here.run()
        assert (report.count("made"), codes(report)) == (3, [])
        assert here.run().count("kept") == 3


def test_without_keep_going_nothing_begins_after_a_failed_class(here: Here) -> None:
    (here.plan.parent / "alpha/essay.md").write_text("Nothing happened here.\n", encoding="utf-8")
    report = here.run()
    assert (report.count("failed"), len(report.left)) == (1, 2)
    report = here.run(keep_going=True)
    assert (report.count("failed"), len(report.left)) == (3, 0)


def test_prune_leaves_what_could_not_be_planned(here: Here) -> None:
    here.run()
    before = trees(here.plan)
    (here.plan.parent / "one/x-a.csv").write_text("Tanggal,Nilai\n1,2\n", encoding="utf-8")
    planned = plan_batch(BatchOptions(here.plan, keep_going=True))
    report = run_batch(planned, Inline(), RunOptions(here.cache, keep_going=True, prune=True))
    assert (report.count("failed"), report.pruned) == (1, ())
    assert set(before) - set(trees(here.plan)) == {"out/20300001.zip"}
