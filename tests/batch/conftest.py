"""The back-ends of a batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from handouts.batch.cluster import Cluster
from handouts.batch.executors import Factory, Inline
from handouts.batch.pool import Pool

BACKENDS = ("inline", "pool", "dask")


@pytest.fixture(scope="session")
def scheduler() -> Iterator[str]:
    """The address of a cluster of two processes on this computer, kept for all tests of a process."""
    pytest.importorskip("distributed")
    import dask
    from distributed import LocalCluster

    # Two deaths instead of four until Dask gives an item up: the way is the same, and shorter.
    dask.config.set({"distributed.scheduler.allowed-failures": 1})
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster:
        yield cluster.scheduler_address


@pytest.fixture
def backend(request: pytest.FixtureRequest) -> Callable[[str], Factory]:
    """`backend("pool")`: a factory with two workers, where there can be two."""

    def made(name: str) -> Factory:
        if name == "dask":
            return Cluster(request.getfixturevalue("scheduler"))
        return Pool(2) if name == "pool" else Inline()

    return made
