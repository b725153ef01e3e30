"""A cluster is looked at before it gets work: does it answer, has it workers, would they make the same pages."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, ExitStack, closing, contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from batch_items import KILL, do

from handouts.batch import cluster
from handouts.batch.cluster import Cluster, Tls
from handouts.batch.executors import Inline
from handouts.batch.loop import run
from handouts.errors import CLUSTER, USAGE, ClusterProblem, HandoutsError, UsageProblem

NEEDS_DASK = pytest.mark.skipif("not __import__('importlib.util').util.find_spec('distributed')")


def refused(factory: Cluster) -> HandoutsError:
    with pytest.raises(HandoutsError) as raising:
        factory.make()
    return raising.value


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Scheduler:
    """A scheduler in a thread, with a worker of `threads` threads unless that is 0."""

    def __init__(self, threads: int = 0) -> None:
        self.threads = threads
        self.loop = asyncio.new_event_loop()
        self.ready = Event()
        self.thread = Thread(target=self.loop.run_until_complete, args=(self._live(),))
        self.thread.start()
        assert self.ready.wait(60)

    async def _live(self) -> None:
        from distributed import Scheduler as DaskScheduler
        from distributed import Worker

        self.over = asyncio.Event()
        async with AsyncExitStack() as stack:
            scheduler = DaskScheduler(host="127.0.0.1", port=0, dashboard_address="127.0.0.1:0")
            self.address = (await stack.enter_async_context(scheduler)).address
            if self.threads:
                worker = Worker(self.address, nthreads=self.threads, host="127.0.0.1")
                self.worker = str((await stack.enter_async_context(worker)).address)
            self.ready.set()
            await self.over.wait()

    def end(self) -> None:
        self.loop.call_soon_threadsafe(self.over.set)
        self.thread.join()
        self.loop.close()


@pytest.fixture
def lonely(request: pytest.FixtureRequest) -> Iterator[Scheduler]:
    pytest.importorskip("distributed")
    scheduler = Scheduler(getattr(request, "param", 0))
    yield scheduler
    scheduler.end()


@NEEDS_DASK
def test_a_cluster_that_cannot_be_reached() -> None:
    address = f"tcp://127.0.0.1:{free_port()}"
    error = refused(Cluster(address, seconds=0.5))
    assert isinstance(error, ClusterProblem)
    assert error.exit_code == CLUSTER
    told = error.diagnostics[0]
    assert (told.code, told.data["address"]) == ("cluster-unreachable", address)
    assert told.data["reason"]


@pytest.mark.parametrize(
    "address",
    ["office", "", "10.0.0.5:8786", "http://office:8786", "tcp://office", "tcp://office:0", "tcp://office:65536",
     "tcp://office:8786/", "tcp://:8786", "tcp://a b:8786", "tcp://::1:8786", "TCP://office:8786", " tcp://office:8786"],
)  # fmt: skip
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(UsageProblem) as raising:
        Cluster(address)
    (told,) = raising.value.diagnostics
    assert (told.code, told.data["address"], raising.value.exit_code) == ("cluster-address", address, USAGE)


@pytest.mark.parametrize(
    "address",
    ["tcp://office:8786", "tls://10.0.0.5:1", "tcp://[fe80::1%eth0]:65535", "wss://kelas-7.sekolah.example:443"],
)
def test_what_may_be_an_address(address: str) -> None:
    assert Cluster(address).address == address


@contextmanager
def another_program(says: bytes) -> Iterator[str]:
    """The address of a program that is no scheduler: it says this to whoever comes, and nothing more."""
    with socket.create_server(("127.0.0.1", 0)) as server, ExitStack() as callers:

        def serve() -> None:
            with suppress(OSError):  # it was closed
                while True:
                    caller = callers.enter_context(server.accept()[0])
                    caller.sendall(says)

        thread = Thread(target=serve)
        thread.start()
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


@NEEDS_DASK
@pytest.mark.parametrize("says", [b"", b"SSH-2.0-OpenSSH_9.6\r\n"])
def test_another_program_at_the_port_is_told_in_time_and_without_a_traceback(says: bytes) -> None:
    """In a process of its own, whose end is looked at as well."""
    with another_program(says) as address:
        assert made_elsewhere(address) == ("cluster-unreachable\n", "")


@pytest.mark.parametrize("lonely", [1], indirect=True)
def test_the_address_of_a_worker_is_told_without_a_traceback(lonely: Scheduler) -> None:
    assert made_elsewhere(lonely.worker) == ("cluster-unreachable\n", "")


def made_elsewhere(address: str) -> tuple[str, str]:
    """What a process says that connects to it, and ends."""
    command = [sys.executable, "-c", MAKE, address]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run(command, env=env, capture_output=True, text=True, check=True, timeout=60)
    return ran.stdout, ran.stderr


MAKE = """
import sys
from handouts.batch.cluster import Cluster
from handouts.errors import ClusterProblem
try:
    Cluster(sys.argv[1], seconds=0.5).make()
except ClusterProblem as error:
    print(*(found.code for found in error.diagnostics))
"""


def test_a_cluster_without_workers(lonely: Scheduler) -> None:
    error = refused(Cluster(lonely.address, patience=0.2))
    assert (error.diagnostics[0].code, error.exit_code) == ("cluster-empty", CLUSTER)


@pytest.mark.parametrize(("lonely", "told"), [(1, []), (2, ["cluster-threads"])], indirect=["lonely"])
def test_workers_with_idle_threads_are_remarked(lonely: Scheduler, told: list[str]) -> None:
    factory = Cluster(lonely.address)
    factory.stop(factory.make(), now=True)
    assert [d.code for d in factory.remarks] == told
    assert all(str(d.data["workers"]).startswith("tcp://127.0.0.1:") for d in factory.remarks)


@pytest.mark.parametrize(
    ("name", "code"), [("reportlab", "cluster-version"), ("zlib", "cluster-python"), ("unicode", "cluster-python")]
)
def test_workers_with_another_version_are_found_before_work(
    name: str, code: str, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = cluster.versions()
    monkeypatch.setattr(cluster, "versions", lambda: {**there, name: "5.9.9"})
    error = refused(Cluster(scheduler))
    assert error.exit_code == CLUSTER
    (told,) = error.diagnostics
    found = tuple(told.data[key] for key in ("name", "wanted", "has"))
    assert (told.code, found) == (code, (name, "5.9.9", there[name]))
    assert told.data["count"] == 2
    assert str(told.data["workers"]).count("tcp://127.0.0.1:") == 2


def test_workers_are_told_together_by_what_they_have() -> None:
    there: dict[str, dict[str, Any]] = {
        "handouts": {"tcp://b": "1", "tcp://a": "1", "tcp://c": ImportError("no such thing"), "tcp://d": "2"},
        "reportlab": dict.fromkeys(("tcp://a", "tcp://b", "tcp://c", "tcp://d"), "5"),
    }
    found = cluster.strangers({"handouts": "2", "reportlab": "5"}, there)
    assert [(d.data["has"], d.data["workers"]) for d in found] == [("-", "tcp://c"), ("1", "tcp://a, tcp://b")]


def test_a_message_names_few_of_many_workers() -> None:
    there = {"handouts": {f"tcp://{n}": "1" for n in range(100)}}
    (told,) = cluster.strangers({"handouts": "2"}, there)
    assert told.data["count"] == 100
    assert str(told.data["workers"]).endswith(", …")
    assert len(str(told.data["workers"])) < 60


@pytest.mark.parametrize(("name", "code"), [("handouts", "cluster-version"), ("zlib", "cluster-python")])
def test_a_worker_that_came_later_with_another_version_gets_nothing_done(name: str, code: str) -> None:
    factory = Inline()
    factory.alike = {**cluster.versions(), name: "0.0.1"}
    with pytest.raises(ClusterProblem) as raising:
        list(run(do, [("echo", "a")], factory))
    told = raising.value.diagnostics[0]
    assert (told.code, told.data["name"], told.data["wanted"]) == (code, name, "0.0.1")


def test_without_dask_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    error = refused(Cluster("tcp://127.0.0.1:8786"))
    assert isinstance(error, UsageProblem)
    assert (error.diagnostics[0].code, error.exit_code) == ("cluster-missing", USAGE)


@pytest.mark.parametrize(
    ("tls", "missing"),
    [
        (Tls("ca", "", ""), "--tls-cert, --tls-key"),
        (Tls("", "cert", "key"), "--tls-ca"),
        (Tls("", "", ""), "--tls-ca, --tls-cert, --tls-key"),
    ],
)
def test_one_or_two_of_the_files_for_an_encrypted_cluster(tls: Tls, missing: str) -> None:
    with pytest.raises(UsageProblem) as raising:
        Cluster("tls://127.0.0.1:8786", tls)
    (told,) = raising.value.diagnostics
    assert (told.code, told.data, raising.value.exit_code) == ("cluster-tls-incomplete", {"missing": missing}, USAGE)


@NEEDS_DASK
def test_an_encrypted_cluster_without_any_file() -> None:
    error = refused(Cluster("tls://127.0.0.1:8786"))
    assert (error.diagnostics[0].code, error.exit_code) == ("cluster-tls-incomplete", USAGE)


@NEEDS_DASK
def test_files_for_an_encrypted_cluster(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("ca.pem", "cert.pem", "key.pem")]
    for path in paths[:2]:
        path.touch()
    tls = Tls(*map(str, paths))
    error = refused(Cluster("tls://127.0.0.1:8786", tls))
    assert [(d.code, d.data["path"]) for d in error.diagnostics] == [("cluster-tls", tls.key)]
    paths[2].touch()
    security = cluster.made_security(cluster.library(), tls)
    assert (security.tls_ca_file, security.tls_client_cert, security.tls_client_key) == (tls.ca, tls.cert, tls.key)
    assert security.require_encryption
    assert refused(Cluster("tls://127.0.0.1:8786", tls)).diagnostics[0].code == "cluster-unreachable"  # they are empty


@pytest.mark.verify
def test_a_scheduler_that_goes_away_ends_the_run_and_keeps_what_is_done(
    backend: Callable[..., Cluster], tmp_path: Path
) -> None:
    """Its workers go with it, so the items out are lost; connecting again fails."""
    factory = backend("dask", deadly=True)
    factory.seconds = 2
    here = tmp_path / "pids"
    here.mkdir()
    items = [("echo", "a"), ("echo", "b"), *(("sleep", str(here), f"s{n}", "0.2") for n in range(100))]
    done = []
    with pytest.raises(ClusterProblem) as raising, closing(run(do, items, factory)) as outcomes:
        for item, _ in outcomes:
            done.append(item)
            if len(done) == 2:
                end(factory.address)
    assert raising.value.diagnostics[0].code == "cluster-unreachable"
    assert 2 <= len(done) < 100


def end(scheduler: str) -> None:
    """End the process of the scheduler, as `kill` would."""
    from distributed import Client

    client = Client(scheduler, set_as_default=False)
    pid = client.run_on_scheduler(os.getpid)
    client.close()
    os.kill(pid, KILL)
