"""Processes of this computer, each with one item at a time.

The pool of the standard library is broken as a whole when one process dies: the work of all others is lost, and nobody
knows whose item it was. Here a thread looks after each process, so a death costs the item that was in it and no other,
and the next item starts another process.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, ParamSpec, TypeVar

from handouts.batch.dealing import AHEAD, Dealer
from handouts.batch.executors import Loss, Workers
from handouts.diagnostics import Diagnostic, problem
from handouts.errors import StorageError

P = ParamSpec("P")
R = TypeVar("R")
STARTS = 3  # processes that may die one after the other before they do anything
SECONDS = 5  # that a process without work has to end by itself
_EVERY = 32  # calls between two passes over everything
_SPAWN = multiprocessing.get_context("spawn")
_STARTING = threading.Lock()


class WorkerDied(Exception):
    """The process ended while it had this call. `exitcode` as of multiprocessing: negative for a signal."""

    def __init__(self, exitcode: int | None) -> None:
        super().__init__(exitcode)
        self.exitcode = exitcode


class NotCarried(Exception):
    """A call or its answer could not be pickled or unpickled. The text is the type of the error."""


class Pool:
    """Makes pools of `workers` processes (by default one for each processor that this process may use).

    When this process is killed, they have `finish` seconds for the call that they have begun. `first` is what each does
    before it takes any.
    """

    remarks: Sequence[Diagnostic] = ()

    def __init__(self, workers: int = 0, finish: float = 0) -> None:
        self.workers = workers or processors()
        self.finish = finish
        self.first: Callable[[], object] | None = None
        self.window = AHEAD * self.workers
        self.alike: Mapping[str, str] = {}

    def make(self) -> Workers:
        """A pool; its processes start with the first items."""
        return PoolExecutor(self.workers, self.finish, self.first)

    def loss(self, error: BaseException) -> Loss | None:
        """A process has one item at a time: whose died is known."""
        return Loss.KILLED if isinstance(error, WorkerDied) else None

    def words(self, error: BaseException) -> str:
        """The signal or exit status."""
        code = error.exitcode if isinstance(error, WorkerDied) else None
        if code is None:
            return ""
        try:
            return signal.Signals(-code).name if code < 0 else f"exit {code}"
        except ValueError:  # a signal without a name
            return f"signal {-code}"

    def stop(self, executor: Workers, *, now: bool) -> None:
        """Let the processes end, or kill them."""
        if now and isinstance(executor, PoolExecutor):
            executor.kill()
        executor.shutdown(wait=True, cancel_futures=now)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(slots=True)
class _Call:
    """A call and who waits for it."""

    future: Future[Any]
    function: Callable[..., Any]
    args: tuple[Any, ...]
    named: dict[str, Any] = field(default_factory=dict)


class PoolExecutor(Workers):
    """An executor over processes that are started with `spawn`. A call's worker dying gives WorkerDied to it alone."""

    def __init__(self, workers: int, finish: float = 0, first: Callable[[], object] | None = None) -> None:
        self._calls: Dealer[_Call] = Dealer()
        self._lanes = [_Lane(finish, first) for _ in range(workers)]
        self._ended = False
        self._news = threading.Condition()
        self._threads = [threading.Thread(target=self._live, args=(lane,), daemon=True) for lane in self._lanes]
        for thread in self._threads:
            thread.start()

    def submit_kind(self, kind: str, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Queue a call. RuntimeError after `shutdown`."""
        with self._news:
            if self._ended:
                raise RuntimeError("the pool was shut down")
            call = _Call(Future(), fn, args, kwargs)
            self._calls.add(kind, call)
            self._news.notify()
        return call.future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more calls; `wait` for those that were taken, without those still queued if `cancel_futures`."""
        with self._news:
            self._ended = True
            dropped = list(self._calls.drain()) if cancel_futures else []
            self._news.notify_all()
        for call in dropped:
            call.future.cancel()
        if wait:
            for thread in self._threads:
                thread.join()

    def kill(self) -> None:
        """End all processes now: running calls get WorkerDied, queued ones are cancelled."""
        with self._news:
            self._ended = True
        for lane in self._lanes:
            lane.kill()
        self.shutdown(wait=False, cancel_futures=True)

    def _next(self, lane: _Lane) -> _Call | None:
        """What the lane does next; None when the pool has ended."""
        with self._news:
            while (call := self._calls.take(lane)) is None and not self._ended:
                self._news.wait()
        return call

    def _live(self, lane: _Lane) -> None:
        """The life of a thread: calls for its lane, until there are no more."""
        # Ctrl-C goes to all processes of a terminal. Those started here must not hear it, not even while they start.
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        while (call := self._next(lane)) is not None:
            if not call.future.set_running_or_notify_cancel():
                continue
            try:
                answer = lane.ask(call)
            except Exception as error:  # whatever it is, it belongs to the future
                with self._news:
                    self._calls.forget(lane)
                call.future.set_exception(error)
            else:
                call.future.set_result(answer)
                del answer  # large, and not ours any more
            del call
        lane.end()


class _Lane:
    """A process and the line to it. Used by one thread, but for `kill`."""

    def __init__(self, finish: float, first: Callable[[], object] | None) -> None:
        self._given = (finish, first)
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
        self._killed = False

    def ask(self, call: _Call) -> Any:
        """The call's result from the process, which is started when there is none."""
        try:
            request = pickle.dumps((call.function, call.args, call.named))
        except Exception as error:  # classes pickle as they like
            raise NotCarried(type(error).__name__) from error
        if self._process is not None and not self._process.is_alive():
            self.end()  # it died without work: no fault of this call
        line = self._line or self._start()
        try:
            line.send_bytes(request)
            answer = self._heard(line)
        except (OSError, EOFError) as error:
            raise WorkerDied(self.end()) from error
        fine, value = pickle.loads(answer)
        if not fine:
            raise NotCarried(value)
        return value

    def _start(self) -> Connection:
        """A process that said it is there."""
        how = ""
        for _ in range(STARTS):
            if self._killed:
                raise WorkerDied(None)
            try:
                line = self._spawn()
                self._heard(line)
            except (OSError, EOFError) as error:
                how = getattr(error, "strerror", None) or how
                code = self.end()
                how = how if code is None else f"exit {code}"
                continue
            return line
        raise StorageError(problem("worker-start", None, reason=how))

    def _spawn(self) -> Connection:
        here, there = _SPAWN.Pipe()
        process = _SPAWN.Process(target=_serve, args=(there, *self._given), daemon=True)
        self._process, self._line = process, here
        try:
            with _STARTING:
                process.start()
        except BaseException:
            self._process = None
            raise
        finally:
            there.close()
        if self._killed:
            process.kill()
        return here

    def _heard(self, line: Connection) -> bytes:
        """The next message. EOFError, OSError when the process ended."""
        if self._process is not None:
            wait([line, self._process.sentinel])
            if not line.poll():
                raise EOFError
        return line.recv_bytes()

    def kill(self) -> None:
        """Kill the process, from any thread, and start no other."""
        self._killed = True
        process = self._process
        if process is not None:
            try:
                process.kill()
            except (ValueError, AttributeError):  # closed or not yet started: `_spawn` looks
                return

    def end(self) -> int | None:
        """End the process and give its exit status, None when there was none."""
        process, line, self._process, self._line = self._process, self._line, None, None
        if line is not None:
            line.close()
        if process is None:
            return None
        process.join(SECONDS)
        if process.exitcode is None:
            process.kill()
            process.join()
        code = process.exitcode
        process.close()
        return code


def _serve(line: Connection, finish: float, first: Callable[[], object] | None) -> None:
    """The life of a process: calls from the line, until it is closed or the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    busy = threading.Lock()
    threading.Thread(target=_leave_with_parent, args=(busy, finish), daemon=True).start()
    # What a library prints would stand between the lines of the command.
    sys.stdout = sys.stderr
    if first is not None:
        first()
    gc.disable()
    done = 0
    line.send_bytes(b"ready")
    while True:
        try:
            request = line.recv_bytes()
        except (EOFError, OSError):
            return
        with busy:
            answer = _answer(request)
        del request
        try:
            line.send_bytes(answer)
        except OSError:  # nobody listens any more
            return
        del answer
        done += 1
        # Files in the making are cycles; what a pass looks at is mostly what was made since the last one.
        gc.collect(2 if done % _EVERY == 0 else 0)


def _leave_with_parent(busy: threading.Lock, finish: float) -> None:
    """A parent that is killed tells nobody: its end of a pipe is closed, which wakes this thread."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        busy.acquire(timeout=finish)
        os._exit(1)


def _answer(request: bytes) -> bytes:
    try:
        function, args, named = pickle.loads(request)
        return pickle.dumps((True, function(*args, **named)))
    except Exception as error:  # what cannot travel must not end the process
        return pickle.dumps((False, type(error).__name__))
