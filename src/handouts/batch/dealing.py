"""Which of the calls that wait a worker gets: one whose content it has at hand, before one that it must lay out first.

Laying out the content of a school's lesson costs as much as several classes, so each worker keeps to a content while
there are classes of it, and takes up one that is nobody's before it shares another's.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

C = TypeVar("C")
AHEAD = 32  # calls for each worker among which is chosen
AT_HAND = 2  # kinds of calls that a worker is ready for, those that it did last


class Dealer(Generic[C]):
    """Calls that wait, each of a kind, in the order in which they came. For one thread at a time."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[C]] = {}
        self._at_hand: dict[Hashable, deque[str]] = {}

    def add(self, kind: str, call: C) -> None:
        """One more call."""
        self._waiting.setdefault(kind, deque()).append(call)

    def take(self, worker: Hashable) -> C | None:
        """What this worker does next, None when nothing waits."""
        if not self._waiting:
            return None
        own = self._at_hand.setdefault(worker, deque(maxlen=AT_HAND))
        kind = self._kind(worker, own)
        if kind in own:
            own.remove(kind)
        own.append(kind)
        calls = self._waiting[kind]
        call = calls.popleft()
        if not calls:
            del self._waiting[kind]
        return call

    def _kind(self, worker: Hashable, own: deque[str]) -> str:
        for kind in reversed(own):
            if kind in self._waiting:
                return kind
        others = {kinds[-1] for other, kinds in self._at_hand.items() if other != worker and kinds}
        for kind in self._waiting:
            if kind not in others:
                return kind
        return max(self._waiting, key=lambda kind: len(self._waiting[kind]))

    def forget(self, worker: Hashable) -> None:
        """A worker that ended: what it had at hand is gone."""
        self._at_hand.pop(worker, None)

    def drain(self) -> Iterator[C]:
        """All calls that wait; nothing waits then."""
        waiting, self._waiting = self._waiting, {}
        for calls in waiting.values():
            yield from calls
