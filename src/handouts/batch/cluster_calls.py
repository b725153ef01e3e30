"""Calls on a Dask cluster, each sent to a worker that is ready for its kind."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection
from concurrent.futures import CancelledError, Future
from concurrent.futures import wait as wait_for
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from handouts.batch.dealing import Dealer
from handouts.batch.executors import Workers

P = ParamSpec("P")
R = TypeVar("R")
_EACH = 2  # calls of a worker: one is worked on while the next one travels


@dataclass(eq=False, slots=True)
class _Call:
    """A call and who waits for it; once it is sent, the future of Dask and the worker that it was meant for."""

    kind: str
    future: Future[Any]
    function: Callable[..., Any]
    args: tuple[Any, ...]
    named: dict[str, Any]
    there: Any = None
    address: str = ""


class ClusterExecutor(Workers):
    """Sends each worker at most two calls, the worker with the fewest first.

    Where a call goes is a wish: the scheduler sends it elsewhere when that worker has ended. But when no worker was
    left at that moment, Dask leaves the call for ever, whoever comes: every `again` seconds such calls are looked for
    and sent again. So a call may be begun twice.
    """

    def __init__(self, client: Any, addresses: Callable[[], tuple[str, ...]], again: float) -> None:
        self._client = client
        self._addresses = addresses
        self._again = again
        self._looked = 0.0
        self._calls: Dealer[_Call] = Dealer()
        self._sent: set[_Call] = set()
        self._lock = threading.Lock()
        self._ended = False
        self._news: queue.SimpleQueue[bool] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._live, daemon=True)
        self._thread.start()

    def submit_kind(self, kind: str, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Queue a call. RuntimeError after `shutdown`."""
        with self._lock:
            if self._ended:
                raise RuntimeError("the executor was shut down")
            call = _Call(kind, Future(), fn, args, kwargs)
            self._calls.add(kind, call)
        self._news.put(True)
        return call.future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more calls; drop those that wait here if `cancel_futures`, and those that were sent unless `wait`."""
        with self._lock:
            self._ended = True
            dropped = list(self._calls.drain()) if cancel_futures else []
            sent = list(self._sent)
        for call in dropped:
            call.future.cancel()
        self._news.put(False)
        if wait:
            wait_for([call.future for call in sent])
        else:
            self._client.cancel([call.there for call in sent if call.there is not None])

    def _live(self) -> None:
        while self._heard():
            addresses = self._addresses()
            self._look_after(addresses)
            while self._send(addresses):
                continue

    def _heard(self) -> bool:
        """Wait for news, or for the time after which there may be other workers; False at the end."""
        try:
            return self._news.get(timeout=self._again)
        except queue.Empty:
            return True

    def _look_after(self, addresses: tuple[str, ...]) -> None:
        """Send again what was meant for a worker that is gone, and is nowhere."""
        with self._lock:
            doubtful = [call for call in self._sent if call.address not in addresses and call.there is not None]
            for gone in {call.address for call in doubtful}:
                self._calls.forget(gone)
        if not doubtful or time.monotonic() - self._looked < self._again:
            return
        self._looked = time.monotonic()
        try:
            known = self._known([call.there for call in doubtful])
        except Exception:  # the scheduler is gone: the futures tell, each for itself
            return
        for call in doubtful:
            lost = call.there
            if lost is not None and str(lost.key) not in known:
                self._submit(call, addresses[0])
                lost.cancel()

    def _known(self, futures: list[Any]) -> Collection[str]:
        """The keys of those that a worker has as work or as results, or that have failed."""
        known = {str(key) for keys in self._client.processing().values() for key in keys}
        known |= {str(key) for key, holders in self._client.who_has(futures).items() if holders}
        return known | {str(future.key) for future in futures if future.status == "error"}

    def _send(self, addresses: tuple[str, ...]) -> bool:
        """Send one call; False when none waits or all workers have enough."""
        with self._lock:
            count = Counter(call.address for call in self._sent)
            address = min(addresses, key=count.__getitem__)
            call = self._calls.take(address) if count[address] < _EACH else None
            if call is None:
                return False
            if not call.future.set_running_or_notify_cancel():
                return True
            self._sent.add(call)
        self._submit(call, address)
        return True

    def _submit(self, call: _Call, address: str) -> None:
        call.address = address
        try:
            wish = {"workers": [address], "allow_other_workers": True}
            call.there = there = self._client.submit(call.function, *call.args, **call.named, pure=False, **wish)
            self._client.loop.add_callback(self._fetch, call, there)
        except Exception as error:  # it could not be packed, or the scheduler is gone
            self._done(call, error=error)

    async def _fetch(self, call: _Call, there: Any) -> None:
        """In Dask's thread: wait for what comes of a call, and say it of ours, unless it was sent again."""
        try:
            result = await self._client.gather(there, asynchronous=True)
        except BaseException as error:  # that of the call, or of the cluster
            if there is call.there:
                cancelled = isinstance(error, (CancelledError, asyncio.CancelledError))
                self._done(call, error=CancelledError() if cancelled else error)
        else:
            if there is call.there:
                self._done(call, result)

    def _done(self, call: _Call, result: Any = None, error: BaseException | None = None) -> None:
        with self._lock:
            self._sent.discard(call)
        call.there = None
        self._news.put(True)
        if error is not None:
            call.future.set_exception(error)
        else:
            call.future.set_result(result)
