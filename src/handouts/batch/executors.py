"""Where the items of a batch are worked on: here, in processes of this computer, or on a cluster.

Each is a factory of `concurrent.futures.Executor`s and says what an executor alone cannot say: how many items it is
worth handing out, what an error means for the others, and how to end it at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future
from enum import Enum
from typing import ParamSpec, Protocol, TypeVar

from handouts.diagnostics import Diagnostic

P = ParamSpec("P")
R = TypeVar("R")


class Loss(Enum):
    """What became of an item whose future ended without an answer of its function.

    KILLED: its worker died while it alone was worked on there. SUSPECT: workers died, and it was one of those that
    may have killed them. GONE: the executor itself is lost, with all items that it was given.
    """

    KILLED = "killed"
    SUSPECT = "suspect"
    GONE = "gone"


class Workers(Executor):
    """An executor that is told of what kind a call is: a worker gets calls of a kind that it has just done first."""

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """A call like all others."""
        return self.submit_kind("", fn, *args, **kwargs)

    def submit_kind(self, kind: str, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """A call of a kind. Its future can be cancelled until a worker has been chosen for it."""
        raise NotImplementedError


class Factory(Protocol):
    """Makes executors of one kind.

    `alike`: versions that a worker must have, by name, empty where workers run the very same installation. `remarks`:
    what `make` has found doubtful so far.
    """

    @property
    def alike(self) -> Mapping[str, str]:
        """See above."""

    @property
    def remarks(self) -> Sequence[Diagnostic]:
        """See above."""

    @property
    def workers(self) -> int:
        """How many items are worked on at a time, at the moment."""

    @property
    def window(self) -> int:
        """How many items to hand out at a time, at the moment."""

    def make(self) -> Workers:
        """An executor ready for work. Raises HandoutsError when there can be none."""

    def loss(self, error: BaseException) -> Loss | None:
        """What the exception of a future (CancelledError for a cancelled one) means; None: this item's own fault."""

    def words(self, error: BaseException) -> str:
        """How the worker ended, in a few words without language ("SIGKILL"), "" when unknown."""

    def stop(self, executor: Workers, *, now: bool) -> None:
        """End an executor: when its work is done, or `now`, which leaves no worker process of this computer alive."""


class Inline:
    """Works on each item in this process, at once: fastest for a few, and the measure of all others."""

    workers = 1
    window = 1
    remarks: Sequence[Diagnostic] = ()

    def __init__(self) -> None:
        self.alike: Mapping[str, str] = {}

    def make(self) -> Workers:
        """An executor that is done when `submit` returns."""
        return _InlineExecutor()

    def loss(self, error: BaseException) -> Loss | None:
        """Nothing can be lost here but the process."""
        return None

    def words(self, error: BaseException) -> str:
        """There is no worker that could end."""
        return ""

    def stop(self, executor: Workers, *, now: bool) -> None:
        """Nothing is left running."""


class _InlineExecutor(Workers):
    def submit_kind(self, kind: str, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        future: Future[R] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # whatever it is, it belongs to the future
            future.set_exception(error)
        return future
