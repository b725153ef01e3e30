"""Workers of other computers, through the scheduler of a Dask cluster. Only this and cluster_calls know Dask.

Dask is the extra `[cluster]`: it is imported when a cluster is asked for and not before.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
import unicodedata
import warnings
import zlib
from collections.abc import Mapping
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from handouts.batch.cluster_calls import ClusterExecutor
from handouts.batch.dealing import AHEAD
from handouts.batch.executors import Loss, Workers
from handouts.diagnostics import Diagnostic, problem, warning
from handouts.errors import ClusterProblem, UsageProblem

# What decides about the bytes of a page: distributions; of Python itself the packer of streams and the tables of
# characters, by module and name.
ALIKE = ("handouts", "reportlab", "pypdf", "pillow", "Babel", "jinja2", "lxml", "markdown-it-py", "pyuca", "simplemma")
OF_PYTHON = {"zlib": (zlib, "ZLIB_RUNTIME_VERSION"), "unicode": (unicodedata, "unidata_version")}
SECONDS = 15  # for the scheduler to answer
PATIENCE = 60  # seconds for the first worker to come
AGAIN = 2  # seconds for which the number of workers is taken as known
NAMED = 5  # workers that a message names
_ADDRESS = re.compile(r"(tcp|tls|ws|wss)://([\w.-]+|\[[\w.:%-]+\]):([0-9]{1,5})")
_ENCRYPTED = ("tls://", "wss://")


@dataclass(frozen=True, slots=True)
class Tls:
    """Files for an encrypted cluster: who vouches for it, who we are, our key."""

    ca: str
    cert: str
    key: str


@dataclass(slots=True)
class Cluster:
    """Makes executors on the cluster whose scheduler is at `address` ("tcp://office:8786", "tls://…").

    UsageProblem when it is made: cluster-address, cluster-tls-incomplete.
    `security` is a `distributed.Security` of the caller's own making, in place of `tls`. `make` raises ClusterProblem:
    cluster-unreachable, cluster-empty (no worker within `patience` seconds), cluster-version; UsageProblem:
    cluster-missing, cluster-tls, cluster-tls-incomplete. `remarks` is what `make` found doubtful.
    """

    address: str
    tls: Tls | None = None
    security: Any = None
    seconds: float = SECONDS
    patience: float = PATIENCE
    remarks: list[Diagnostic] = field(default_factory=list)
    alike: Mapping[str, str] = field(default_factory=dict)
    _clients: dict[Workers, Any] = field(default_factory=dict, init=False)
    _seen: tuple[float, tuple[str, ...]] = field(default=(0.0, ("",)), init=False)

    def __post_init__(self) -> None:
        shape = _ADDRESS.fullmatch(self.address)
        if not shape or not 0 < int(shape[3]) < 65536:
            raise UsageProblem(problem("cluster-address", None, address=self.address))
        if self.tls is not None:
            _all_three(self.tls)

    @property
    def workers(self) -> int:
        """Worker processes at the moment, at least 1: some may come and go."""
        return len(self.addresses())

    @property
    def window(self) -> int:
        """Enough to choose from for each worker; no more than two are sent to it."""
        return AHEAD * self.workers

    def addresses(self) -> tuple[str, ...]:
        """The workers at the moment; while there are none, those that were there last."""
        seen, known = self._seen
        if self._clients and time.monotonic() - seen > AGAIN:
            client = next(iter(self._clients.values()))
            try:
                known = tuple(client.nthreads()) or known
            except Exception:  # the scheduler is gone: the futures tell, each for itself
                known = known or ("",)
            self._seen = (time.monotonic(), known)
        return known

    def make(self) -> Workers:
        """Connect, wait for a worker, and ask each worker for its versions before anything is handed out."""
        distributed = library()
        security = made_security(distributed, self.tls) if self.tls else self.security or distributed.Security()
        client = self._connected(distributed, security)
        try:
            self._look(distributed, client)
        except BaseException:
            client.close()
            raise
        executor = ClusterExecutor(client, self.addresses, AGAIN)
        self._clients[executor] = client
        return executor

    def _connected(self, distributed: Any, security: Any) -> Any:
        try:
            settings = security.get_connection_args("client")
            if self.address.startswith(_ENCRYPTED) and not settings.get("ssl_context"):
                _all_three(Tls("", "", ""))
            _answers(distributed, self.address, settings, self.seconds)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # versions of Dask that differ: what matters is asked below
                return _client(distributed, self.address, security, self.seconds)
        except UsageProblem:
            raise
        except Exception as error:  # each transport has errors of its own
            reason = " ".join((str(error) or type(error).__name__).split())[:160]
            found = problem("cluster-unreachable", None, address=self.address, reason=reason)
            raise ClusterProblem(found) from error

    def _look(self, distributed: Any, client: Any) -> None:
        try:
            client.wait_for_workers(1, timeout=self.patience)
        except Exception as error:  # TimeoutError of several libraries
            empty = problem("cluster-empty", None, address=self.address, seconds=int(self.patience))
            raise ClusterProblem(empty) from error
        self.alike = versions()
        found = strangers(self.alike, {name: _asked(client, name) for name in self.alike})
        if found:
            raise ClusterProblem(*found)
        threads: Mapping[str, int] = client.nthreads()
        self._seen = (time.monotonic(), tuple(threads) or ("",))
        if idle := sorted(worker for worker, count in threads.items() if count > 1):
            remark = warning("cluster-threads", None, workers=_named(idle), count=len(idle))
            self.remarks[:] = [remark]

    def loss(self, error: BaseException) -> Loss | None:
        """Dask gives up on an item when several workers died that held it, whoever killed them."""
        if type(error).__name__ == "KilledWorker":
            return Loss.SUSPECT
        return Loss.GONE if isinstance(error, CancelledError) else None

    def words(self, error: BaseException) -> str:
        """The address of the last worker that died."""
        return str(getattr(getattr(error, "last_worker", None), "address", ""))

    def stop(self, executor: Workers, *, now: bool) -> None:
        """Leave the cluster. What waits there is dropped; a class that a worker has begun is finished and forgotten."""
        client = self._clients.pop(executor, None)
        if client is None:
            return
        try:
            executor.shutdown(wait=not now, cancel_futures=now)
        except Exception:  # the scheduler is gone: there is nothing to end
            now = True
        client.close(timeout=1 if now else SECONDS)


def library() -> Any:
    """The package distributed, silent. UsageProblem: cluster-missing."""
    try:
        import dask
        import distributed
    except ImportError as error:
        raise UsageProblem(problem("cluster-missing", None, reason=" ".join(str(error).split()))) from error
    # A job with the content of its lesson is as large as it is.
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})
    for name in ("distributed", "distributed.client", "distributed.core", "distributed.comm"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return distributed


def _answers(distributed: Any, address: str, settings: Mapping[str, Any], seconds: float) -> None:
    """Nothing when a program of Dask answers there within that time, else an error of the transport or of Dask.

    It is asked before there is a Client, which would wait for ever for an answer to its greeting.
    """

    async def greeted() -> None:
        connecting = distributed.comm.connect(address, timeout=seconds, **settings)
        (await asyncio.wait_for(connecting, seconds)).abort()

    distributed.utils.LoopRunner().run_sync(greeted)


def _client(distributed: Any, address: str, security: Any, seconds: float) -> Any:
    """A Client. One that fails (a worker answers, not the scheduler) is closed here.

    Left to itself it would be closed when Python ends, wait there for its loop, which has ended, and print a traceback.
    """
    client = distributed.Client.__new__(distributed.Client)
    try:
        client.__init__(address, security=security, timeout=seconds, set_as_default=False, name="handouts")
    except BaseException:
        with suppress(Exception):  # it may not have come as far as having something to close
            client.close(timeout=1)
        raise
    return client


def _all_three(tls: Tls) -> None:
    """UsageProblem: cluster-tls-incomplete."""
    given = {"--tls-ca": tls.ca, "--tls-cert": tls.cert, "--tls-key": tls.key}
    if missing := [option for option, path in given.items() if not path]:
        raise UsageProblem(problem("cluster-tls-incomplete", None, missing=", ".join(missing)))


def made_security(distributed: Any, tls: Tls) -> Any:
    """A `distributed.Security` of these files. UsageProblem: cluster-tls."""
    for path in (tls.ca, tls.cert, tls.key):
        if not Path(path).is_file():
            raise UsageProblem(problem("cluster-tls", None, path=path))
    return distributed.Security(
        tls_ca_file=tls.ca, tls_client_cert=tls.cert, tls_client_key=tls.key, require_encryption=True
    )


@cache
def versions() -> Mapping[str, str]:
    """The versions here of what decides about the bytes of a page; "" for what is not installed."""
    return {name: _version(name) for name in (*ALIKE, *OF_PYTHON)}


def this_worker() -> str:
    """On a worker of a cluster its address, elsewhere "?"."""
    try:
        return str(library().get_worker().address)
    except (UsageProblem, ValueError):
        return "?"


def _version(name: str) -> str:
    if name in OF_PYTHON:
        return str(getattr(*OF_PYTHON[name]))
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _asked(client: Any, name: str) -> Mapping[str, Any]:
    """Worker -> version there, or the error. A function of Python is asked, as ours may not be there at all."""
    question = (getattr, *OF_PYTHON[name]) if name in OF_PYTHON else (version, name)
    answer: Mapping[str, Any] = client.run(*question, on_error="return")
    return answer


def strangers(here: Mapping[str, str], there: Mapping[str, Mapping[str, Any]]) -> list[Diagnostic]:
    """A problem for each other version (name -> worker -> version or error), with the workers that have it."""
    found = []
    for name, wanted in here.items():
        others: dict[str, list[str]] = {}
        for worker, got in there[name].items():
            has = got if isinstance(got, str) else ""
            if has != wanted:
                others.setdefault(has, []).append(worker)
        for has in sorted(others):
            found.append(stranger(name, wanted, has, others[has]))
    return found


def stranger(name: str, wanted: str, has: str, workers: list[str]) -> Diagnostic:
    """Workers that have `has` ("" for nothing) where `wanted` is needed."""
    named, count = _named(workers), len(workers)
    if name in OF_PYTHON:
        return problem("cluster-python", None, name=name, wanted=wanted, has=has or "-", workers=named, count=count)
    return problem("cluster-version", None, name=name, wanted=wanted or "-", has=has or "-", workers=named, count=count)


def _named(workers: list[str]) -> str:
    rest = ", …" if len(workers) > NAMED else ""
    return ", ".join(sorted(workers)[:NAMED]) + rest
