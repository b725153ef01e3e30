"""One item, where it is worked on. Whatever happens to it comes back as a value, never as an exception."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from handouts.batch.cluster import this_worker, versions
from handouts.diagnostics import Diagnostic, problem
from handouts.errors import IO, SOME_FAILED, HandoutsError

I = TypeVar("I")  # noqa: E741
R = TypeVar("R")
_ONE = threading.Lock()


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an item has no result. `exit_code` is what the command would end with, had it been the only item.

    `trace` is the traceback, with HANDOUTS_DEBUG alone: it may show what stands in the files.
    """

    problems: tuple[Diagnostic, ...]
    exit_code: int = SOME_FAILED
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """The function's result."""

    value: R


@dataclass(frozen=True, slots=True)
class Stranger:
    """The item was not touched: this worker came later than all were asked, and has another version of `name`."""

    worker: str
    name: str
    wanted: str
    has: str


def work(function: Callable[[I], R], item: I, debug: bool, alike: Mapping[str, str]) -> Done[R] | Failure | Stranger:
    """`function(item)` in a worker. `alike` are the versions that it must have.

    One at a time in a process: folders to work in and fonts are known to a process as a whole, and a worker of a
    cluster may have threads.
    """
    if alike and (other := next((n for n in alike if versions().get(n, "") != alike[n]), None)):
        return Stranger(this_worker(), other, alike[other], versions().get(other, ""))
    with _ONE:
        try:
            return Done(function(item))
        except HandoutsError as error:
            return Failure(tuple(error.diagnostics), error.exit_code, _trace(error, debug))
        except (Exception, SystemExit) as error:  # a fault in this item must not touch another one
            return Failure((_fault(error),), IO if isinstance(error, OSError) else SOME_FAILED, _trace(error, debug))


def undelivered(error: BaseException) -> Failure:
    """The item or its result did not travel."""
    told = str(error) if type(error).__name__ == "NotCarried" else type(error).__name__
    return Failure((problem("worker-fault", None, type=told, reason="-", at="-"),))


def _fault(error: BaseException) -> Diagnostic:
    """Type and place of an exception. Its text is left out, as it may hold what stands in a class list."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else "-"
    return problem("worker-fault", None, type=type(error).__name__, reason=reason, at=_at(error))


def _at(error: BaseException) -> str:
    """The innermost line of this package on the way to the exception ("pipeline/pack.py:40")."""
    here = Path(__file__).parents[1]
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(here) and path != Path(__file__):
            return f"{path.relative_to(here).as_posix()}:{frame.lineno}"
    return "-"


def _trace(error: BaseException, debug: bool) -> str:
    return "".join(traceback.format_exception(error)) if debug else ""
