"""The back-ends of a batch."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from handouts.batch.cluster import Cluster
from handouts.batch.executors import Factory, Inline
from handouts.batch.pool import Pool


@contextmanager
def local_cluster() -> Iterator[str]:
    """The address of a cluster of its own, in a process of its own: Dask warns of much that is no error here."""
    pytest.importorskip("distributed")
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("batch_cluster.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    with process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert address.startswith("tcp://")
            yield address
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def scheduler() -> Iterator[str]:
    """The address of a cluster that all tests of a process use that do not kill its workers."""
    with local_cluster() as address:
        yield address


@pytest.fixture
def backend(request: pytest.FixtureRequest) -> Iterator[Callable[..., Factory]]:
    """`backend("pool")`: a factory with two workers, where there can be two; `deadly`: they will be killed."""
    with ExitStack() as stack:

        def made(name: str, deadly: bool = False) -> Factory:
            if name == "dask":
                own = stack.enter_context(local_cluster()) if deadly else request.getfixturevalue("scheduler")
                return Cluster(own)
            return Pool(2) if name == "pool" else Inline()

        yield made
