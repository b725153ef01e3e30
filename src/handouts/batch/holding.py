"""The folders of a batch are one run's alone, whoever calls it, as far as they can be locked.

The lock is an empty file that no Store writes: it has to stay open, and goes with the run.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from handouts.diagnostics import Location, problem
from handouts.errors import UsageProblem

_NAME = ".handouts-lock.tmp"
_TAKEN = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}


@contextmanager
def held(*folders: Path) -> Iterator[None]:
    """Hold a lock on each folder, which is made if need be and goes again if it stays empty.

    Raises UsageProblem batch-busy while another run holds one. Where a file system has no locks, or nothing can be
    written, there is none: the first file tells what is wrong.
    """
    with ExitStack() as stack:
        for folder in folders:
            stack.enter_context(_held(folder))
        yield


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    there, path = folder.is_dir(), folder / _NAME
    handle = _locked(path)
    try:
        yield
    finally:
        _let_go(path, handle)
        if not there:
            with suppress(OSError):
                folder.rmdir()


def _locked(path: Path) -> int:
    """The file, open and locked; -1 when there can be none. UsageProblem batch-busy when another process has it."""
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError:
            return -1
        try:
            _lock(handle)
            # Whoever let go of it has taken it away: then another file may have its name by now.
            if path.exists() and os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        except OSError as error:
            os.close(handle)
            if error.errno in _TAKEN:
                raise UsageProblem(problem("batch-busy", Location(str(path.parent)))) from error
            return -1
        os.close(handle)


def _let_go(path: Path, handle: int) -> None:
    if handle < 0:
        return
    if sys.platform == "win32":  # there a file that is open cannot be removed
        os.close(handle)
    with suppress(OSError):
        path.unlink(missing_ok=True)
    if sys.platform != "win32":
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
