"""The same suite for all back-ends: each item is done or fails, and costs no other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from batch_items import Item, do

from handouts.batch.cluster import Cluster
from handouts.batch.executors import Factory
from handouts.batch.loop import Failure, Progress, run
from handouts.diagnostics import Location, problem, warning
from handouts.errors import CONTENT, IO, SOME_FAILED

Backend = Callable[..., Factory]
ALL = pytest.mark.parametrize("name", ["inline", "pool", "dask"])
APART = pytest.mark.parametrize("name", ["pool", "dask"])
COMMAND = Path(__file__).with_name("batch_command.py")
PATIENCE = 60


def results(factory: Factory, items: list[Item], **options: bool) -> dict[Item, object]:
    with closing(run(do, items, factory, **options)) as outcomes:
        given = list(outcomes)
    assert len(given) == len({item for item, _ in given})
    return dict(given)


def echoes(count: int) -> list[Item]:
    return [("echo", str(n)) for n in range(count)]


def answered(outcomes: dict[Item, object]) -> int:
    """How many echoes came back right."""
    return sum(outcomes.get(item) == f"<{item[1]}>" for item in outcomes if item[0] == "echo")


def codes(outcome: object) -> list[str]:
    assert isinstance(outcome, Failure)
    return [d.code for d in outcome.problems]


@ALL
def test_every_item_comes_back_with_its_result(backend: Backend, name: str) -> None:
    outcomes = results(backend(name), echoes(60))
    assert outcomes == {item: f"<{item[1]}>" for item in echoes(60)}


@ALL
def test_no_items_no_outcomes(backend: Backend, name: str) -> None:
    assert results(backend(name), []) == {}


@APART
def test_what_is_done_first_comes_first(backend: Backend, name: str, tmp_path: Path) -> None:
    flag = str(tmp_path / "flag")
    with closing(run(do, [("await_file", flag), ("make_file", flag)], backend(name))) as outcomes:
        assert [item[0] for item, _ in outcomes] == ["make_file", "await_file"]


@ALL
def test_an_error_of_the_tool_comes_back_whole(backend: Backend, name: str) -> None:
    outcomes = results(backend(name), [*echoes(9), ("complain", "a.yaml")])
    assert answered(outcomes) == 9
    told = (problem("source-too-large", Location("a.yaml", 3, 4), limit=5), warning("flag-spam", None, text="é戊"))
    assert outcomes["complain", "a.yaml"] == Failure(told, CONTENT)


@ALL
def test_another_exception_gives_its_type_and_not_what_it_says(
    backend: Backend, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HANDOUTS_DEBUG", raising=False)
    outcomes = results(backend(name), [*echoes(9), ("fall", "Budi"), ("full",), ("leave",), ("unknown",)])
    assert answered(outcomes) == 9
    for item, kind, code in (
        (("fall", "Budi"), "KeyError", SOME_FAILED),
        (("full",), "OSError", IO),
        (("leave",), "SystemExit", SOME_FAILED),
        (("unknown",), "KeyError", SOME_FAILED),
    ):
        failure = outcomes[item]
        assert isinstance(failure, Failure)
        assert (codes(failure), failure.problems[0].data["type"]) == (["worker-fault"], kind)
        assert failure.exit_code == code
        assert "Budi" not in str(failure)
    full = outcomes["full",]
    assert isinstance(full, Failure)
    assert full.problems[0].data["reason"] == "No space left on device"


@ALL
def test_the_traceback_is_kept_on_demand(backend: Backend, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDOUTS_DEBUG", "1")
    failure = results(backend(name), [("fall", "x")])["fall", "x"]
    assert isinstance(failure, Failure)
    assert "batch_items.py" in failure.trace


@APART
def test_a_result_that_cannot_travel_fails_alone(backend: Backend, name: str) -> None:
    outcomes = results(backend(name), [*echoes(9), ("uncarried",)])
    assert answered(outcomes) == 9
    if name == "pool":  # Dask packs functions by their code
        assert codes(outcomes["uncarried",]) == ["worker-fault"]


@APART
def test_a_worker_that_is_killed_loses_nothing(backend: Backend, name: str, tmp_path: Path) -> None:
    killed: Item = ("die_once", str(tmp_path / "flag"))
    outcomes = results(backend(name, deadly=True), [*echoes(10), killed, *echoes(20)[10:]])
    assert outcomes[killed] == "survived"
    assert answered(outcomes) == 20


@pytest.mark.parametrize("name", ["pool", pytest.param("dask", marks=pytest.mark.verify)])
def test_an_item_that_kills_its_worker_costs_only_itself(backend: Backend, name: str) -> None:
    outcomes = results(backend(name, deadly=True), [*echoes(5), ("die",), *echoes(20)[5:]])
    assert answered(outcomes) == 20
    assert codes(outcomes["die",]) == ["worker-died"]


@pytest.mark.parametrize("name", ["pool", pytest.param("dask", marks=pytest.mark.verify)])
def test_several_killers_and_a_raising_item_among_others(backend: Backend, name: str, tmp_path: Path) -> None:
    killers = [("die_in_company", str(tmp_path), "a", "b"), ("die_in_company", str(tmp_path), "b", "a")]
    outcomes = results(
        backend(name, deadly=True), [*echoes(3), *killers, *echoes(6)[3:], ("fall", "x"), *echoes(12)[6:]]
    )
    assert answered(outcomes) == 12
    assert [codes(outcomes[k]) for k in killers] == [["worker-died"]] * 2
    assert codes(outcomes["fall", "x"]) == ["worker-fault"]


def test_a_pool_tells_how_the_worker_ended_and_does_no_other_item_twice(backend: Backend, tmp_path: Path) -> None:
    others: list[Item] = [("count", str(tmp_path), f"c{n}") for n in range(20)]
    outcomes = results(backend("pool"), [*others[:10], ("die",), *others[10:]])
    died = outcomes["die",]
    assert isinstance(died, Failure)
    assert died.problems[0].data["how"] == "SIGKILL"
    assert {path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {"x"}


@ALL
def test_a_large_result_comes_home(backend: Backend, name: str) -> None:
    outcomes = results(backend(name), [("large", "5000000"), ("large", "5000001"), ("echo", "a")])
    assert {len(value) for value in outcomes.values() if isinstance(value, bytes)} == {5_000_000, 5_000_001}


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("inline", 10_000),
        ("pool", 1_000),
        pytest.param("pool", 10_000, marks=pytest.mark.verify),
        pytest.param("dask", 10_000, marks=pytest.mark.verify),
    ],
)
def test_many_items_are_taken_as_they_are_needed(backend: Backend, name: str, count: int) -> None:
    factory = backend(name)
    taken = done = most = 0

    def source() -> Iterator[Item]:
        nonlocal taken, most
        for item in echoes(count):
            taken += 1
            most = max(most, taken - done)
            yield item

    with closing(run(do, source(), factory)) as outcomes:
        for item, outcome in outcomes:
            assert outcome == f"<{item[1]}>"
            done += 1
    assert done == count
    assert most <= factory.window + 1 <= 100


@ALL
def test_an_iterator_that_is_left_ends_its_work(backend: Backend, name: str, tmp_path: Path) -> None:
    items: list[Item] = [("count", str(tmp_path), f"c{n}") for n in range(200)]
    factory = backend(name)
    with closing(run(do, items, factory)) as outcomes:
        for _, _ in zip(range(3), outcomes, strict=False):
            pass
    begun = len(list(tmp_path.iterdir()))
    assert begun < 20
    assert results(backend(name), [("echo", "a")]) == {("echo", "a"): "<a>"}
    # a worker of a cluster may begin one more until it hears
    assert len(list(tmp_path.iterdir())) <= begun + factory.workers


@ALL
def test_without_keep_going_nothing_begins_after_a_failure(backend: Backend, name: str, tmp_path: Path) -> None:
    items: list[Item] = [("count", str(tmp_path), f"c{n}") for n in range(200)]
    factory = backend(name)
    outcomes = results(factory, [("fall", "x"), *items], keep_going=False)
    assert codes(outcomes["fall", "x"]) == ["worker-fault"]
    done = {item[2] for item in outcomes if item[0] == "count"}
    assert done == {path.name for path in tmp_path.iterdir()}
    # a process that starts late may fail late; what comes after was out already
    assert len(outcomes) - 1 - list(outcomes).index(("fall", "x")) < factory.window


@APART
def test_without_keep_going_what_runs_is_finished(backend: Backend, name: str, tmp_path: Path) -> None:
    flag = str(tmp_path / "flag")
    items: list[Item] = [("await_file", flag), ("fall", "x")]

    def release(progress: Progress) -> None:
        if progress.failed:
            Path(flag).touch()

    with closing(run(do, items, backend(name), keep_going=False, progress=release)) as outcomes:
        assert [item[0] for item, _ in outcomes] == ["fall", "await_file"]


@ALL
def test_progress_is_told_before_each_outcome(backend: Backend, name: str) -> None:
    told: list[Progress] = []
    with closing(run(do, [*echoes(6), ("fall", "x")], backend(name), progress=told.append)) as outcomes:
        for count, _ in enumerate(outcomes, 1):
            assert told[-1].done == count
    assert (told[-1].done, told[-1].failed, told[-1].out, told[-1].again) == (7, 1, 0, 0)
    assert told[-1].workers == (1 if name == "inline" else 2)


@contextmanager
def command(where: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """The command that is to be ended, when its first two items are done and the next have begun."""
    process = subprocess.Popen(
        [sys.executable, str(COMMAND), where, str(folder), "12"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    with process:
        try:
            assert process.stdout is not None
            assert {process.stdout.readline().strip() for _ in range(2)} == {"i0", "i1"}
            until(lambda: len(list(folder.iterdir())) > 2 and all(path.read_text("utf-8") for path in folder.iterdir()))
            yield process
        finally:
            process.kill()


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def alive(pid: int) -> bool:
    """Whether there is such a process that is not only waiting to be buried."""
    stat = Path("/proc", str(pid), "stat")
    if Path("/proc/self/stat").exists():
        return stat.exists() and stat.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def workers(folder: Path) -> set[int]:
    return {int(path.read_text(encoding="utf-8")) for path in folder.iterdir()}


@pytest.mark.skipif(sys.platform == "win32", reason="no signals to groups")
@pytest.mark.parametrize("name", ["inline", "pool", pytest.param("dask", marks=pytest.mark.verify)])
def test_ctrl_c_ends_the_work_and_keeps_what_is_done(name: str, backend: Backend, tmp_path: Path) -> None:
    factory = backend(name, deadly=True)
    where = factory.address if isinstance(factory, Cluster) else name
    with command(where, tmp_path) as process:
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
    assert (out, err, process.returncode) == ("interrupted with i0 i1\n", "", 130)
    if name == "pool":
        assert not any(map(alive, workers(tmp_path)))
    if name == "dask":  # its workers are not ours: what they have begun goes on, what waited is taken back
        until(lambda: tasks(where) == 0)
        assert len(list(tmp_path.iterdir())) <= 4


def tasks(scheduler: str) -> int:
    """How many tasks the scheduler of the cluster knows."""
    from distributed import Client

    with Client(scheduler, set_as_default=False) as client:
        return int(client.run_on_scheduler(lambda dask_scheduler: len(dask_scheduler.tasks)))


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9")
def test_workers_of_a_killed_command_end(tmp_path: Path) -> None:
    with command("pool", tmp_path) as process:
        process.kill()
    until(lambda: not any(map(alive, workers(tmp_path))))
