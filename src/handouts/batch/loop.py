"""A function over many items, on any executor: each item ends as its result or as a failure, and costs no other.

Only a bounded number of items is out at a time. What is done again is what may go better: an item whose worker died,
items of an executor that is gone. An exception of the function is an answer: it would come again.
"""

from __future__ import annotations

import os
import queue
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from handouts.batch.attempt import Failure, Stranger, undelivered, work
from handouts.batch.cluster import stranger
from handouts.batch.executors import Factory, Loss
from handouts.diagnostics import problem
from handouts.errors import ClusterProblem, HandoutsError

I = TypeVar("I")  # noqa: E741
R = TypeVar("R")
DEATHS = 2  # workers that an item may kill
REMADE = 3  # executors that may be lost one after the other before any item is done
TICK = 0.5  # seconds: on Windows Ctrl-C is heard only between two waits


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands: items done (`failed` of them failed), out, done again so far; workers at the moment."""

    done: int
    failed: int
    out: int
    again: int
    workers: int


@dataclass(slots=True)
class _Attempt(Generic[I]):
    """An item on its way. `alone`: nothing else is out."""

    item: I
    deaths: int = 0
    alone: bool = False


def run(
    function: Callable[[I], R],
    items: Iterable[I],
    factory: Factory,
    *,
    kind: Callable[[I], str] = lambda item: "",
    keep_going: bool = True,
    progress: Callable[[Progress], None] | None = None,
) -> Iterator[tuple[I, R | Failure]]:
    """`function` of each item, in the order in which they are done.

    Items are taken from the iterable as workers come free, never more than the factory's window. With another back-end
    than Inline the function stands in a module, and items and results can be pickled. Items of one `kind` share what a
    worker must make first: it gets them one after the other where it can. `progress` is called before each outcome is
    given and when an item is done again. Without `keep_going` nothing is begun after the first failure; what
    runs is finished and given, what has not begun is not. Raises HandoutsError when there are no workers, or no more.

    Close the iterator (`contextlib.closing`) when an exception, Ctrl-C above all, may end the loop over it: running
    processes are killed then.
    """
    return _Run(function, items, factory, kind, keep_going, progress).outcomes()


class _Run(Generic[I, R]):
    def __init__(
        self,
        function: Callable[[I], R],
        items: Iterable[I],
        factory: Factory,
        kind: Callable[[I], str],
        keep_going: bool,
        progress: Callable[[Progress], None] | None,
    ) -> None:
        self.function = function
        self.source = iter(items)
        self.factory = factory
        self.kind = kind
        self.keep_going = keep_going
        self.progress = progress
        self.out: dict[Future[Any], _Attempt[I]] = {}
        self.back: queue.SimpleQueue[Future[Any]] = queue.SimpleQueue()
        self.again: deque[_Attempt[I]] = deque()
        self.suspects: deque[_Attempt[I]] = deque()
        self.done = self.failed = self.repeated = self.remade = 0
        self.ending = False
        self.debug = bool(os.environ.get("HANDOUTS_DEBUG"))

    def outcomes(self) -> Iterator[tuple[I, R | Failure]]:
        self.executor = self.factory.make()
        complete = False
        try:
            while True:
                self._hand_out()
                if not self.out:
                    break
                future = self._next()
                attempt = self.out.pop(future, None)
                if attempt is None:  # of an executor that is gone
                    continue
                outcome = self._settled(attempt, future)
                del future
                if outcome is not None:
                    yield attempt.item, outcome
            complete = True
        finally:
            self.factory.stop(self.executor, now=not complete)

    def _hand_out(self) -> None:
        window = self.factory.window
        while len(self.out) < window and (attempt := self._pick()) is not None:
            item, alike = attempt.item, self.factory.alike
            future = self.executor.submit_kind(self.kind(item), work, self.function, item, self.debug, alike)
            self.out[future] = attempt
            future.add_done_callback(self.back.put)

    def _pick(self) -> _Attempt[I] | None:
        """What to do next. Suspects come last and one at a time, so that no innocent waits or dies with them."""
        if self.ending:
            return None
        if self.again:
            return self.again.popleft()
        for item in self.source:
            return _Attempt(item)
        if self.suspects and not self.out:
            attempt = self.suspects.popleft()
            attempt.alone = True
            return attempt
        return None

    def _next(self) -> Future[Any]:
        while True:
            try:
                return self.back.get(timeout=TICK)
            except queue.Empty:
                continue

    def _settled(self, attempt: _Attempt[I], future: Future[Any]) -> R | Failure | None:
        """The outcome; None when the item is done again or was not begun."""
        error = CancelledError() if future.cancelled() else future.exception()
        if error is not None:
            return self._without_answer(attempt, error)
        answer = future.result()
        if isinstance(answer, Stranger):
            raise ClusterProblem(stranger(answer.name, answer.wanted, answer.has, [answer.worker]))
        self.remade = 0
        if isinstance(answer, Failure):
            return self._fail(answer)
        result: R = answer.value
        self.done += 1
        self._tell()
        return result

    def _without_answer(self, attempt: _Attempt[I], error: BaseException) -> Failure | None:
        if self.ending and isinstance(error, CancelledError):
            return None
        if isinstance(error, HandoutsError):  # no workers can be had
            raise error
        loss = self.factory.loss(error)
        if loss is None:
            return self._fail(undelivered(error))
        if loss is Loss.GONE:
            self._remake([attempt, *self.out.values()])
            return None
        attempt.deaths += 1
        if attempt.alone or (loss is Loss.KILLED and attempt.deaths >= DEATHS):
            return self._fail(Failure((problem("worker-died", None, how=self.factory.words(error) or "?"),)))
        (self.again if loss is Loss.KILLED else self.suspects).append(attempt)
        self.repeated += 1
        self._tell()
        return None

    def _remake(self, attempts: list[_Attempt[I]]) -> None:
        self.remade += 1
        if self.remade > REMADE:
            raise ClusterProblem(problem("cluster-lost", None))
        self.out.clear()
        self.factory.stop(self.executor, now=True)
        self.executor = self.factory.make()
        for attempt in attempts:
            (self.suspects if attempt.alone else self.again).append(attempt)
            attempt.alone = False
        self.repeated += len(attempts)
        self._tell()

    def _fail(self, failure: Failure) -> Failure:
        self.done += 1
        self.failed += 1
        if not self.keep_going and not self.ending:
            self.ending = True
            for future in self.out:
                future.cancel()  # what has begun goes on
        self._tell()
        return failure

    def _tell(self) -> None:
        if self.progress is not None:
            out = len(self.out)
            self.progress(Progress(self.done, self.failed, out, self.repeated, self.factory.workers))
