"""Finished packs on their way from a worker to the output, on this computer's disk: a run takes what one has left.

The folder lies beside the manifest and holds contents by hash, the trees of the workers, a file for each pack that is
done and not yet in its place, and one for each worker that lives. A run that was killed leaves it; its workers finish
the class that they have begun.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import shutil
import sys
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, replace
from pathlib import Path
from typing import IO

from handouts.batch.manifest import made_file, remark_rows, remarks_of
from handouts.errors import StorageError
from handouts.model.batch import JobResult
from handouts.store import Store

FINISH = 30  # seconds that a worker has for its class when the run that began it was killed
_STEP = 0.1
_HELD: dict[Path, IO[bytes]] = {}  # for the life of the process


class Spool:
    """The folder of one batch. Only its manifest's owner may open it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.blobs = folder / "blobs"
        self._done = folder / "done"

    @contextmanager
    def opened(self, contents: Mapping[str, bytes]) -> Iterator[None]:
        """With the contents that workers need. In the end only packs stay that are done and not in their place."""
        try:
            Store(self.blobs, lasting=False).put_all(contents)
            yield
        finally:
            self.clear()

    def settle(self) -> None:
        """Wait for the workers of a run that was killed, and remove what it needs no more."""
        end = time.monotonic() + FINISH + 1
        while not self.clear() and time.monotonic() < end:
            time.sleep(_STEP)

    def clear(self) -> bool:
        """Remove all but packs that are done and not in their place, if no worker lives any more; whether none does."""
        living = [path for path in sorted(self.folder.glob("worker-*")) if _lives(path)]
        if not living:
            for folder in (self.blobs, self.folder / "trees"):
                shutil.rmtree(folder, ignore_errors=True)
            if not any(self._done.glob("*")):
                shutil.rmtree(self.folder, ignore_errors=True)
        return not living

    def results(self, keys: Collection[str]) -> Iterator[JobResult]:
        """Packs that are done, of these keys. All others are removed."""
        for path in sorted(self._done.glob("*")):
            result = _read(path) if path.name in keys else None
            if result is None:
                path.unlink(missing_ok=True)
            else:
                yield result

    def blobs_of(self, result: JobResult) -> dict[str, bytes]:
        """The contents of a pack that a worker has told of; {} when they are not whole."""
        found = _read(self._done / result.key)
        return found.blobs if found and found.files == result.files else {}

    def drop(self, key: str) -> None:
        """A pack that has its place."""
        (self._done / key).unlink(missing_ok=True)

    def put(self, result: JobResult) -> JobResult:
        """In a worker: leave the contents of a pack here. Where that fails, the result holds them as before."""
        files, remarks = [astuple(file) for file in result.files], remark_rows(result.remarks)
        row = [result.id, result.key, files, result.pupils, result.seconds, remarks]
        parts = [json.dumps(row).encode(), *(result.blobs[digest] for digest in _digests(result))]
        try:
            Store(self._done, lasting=False).put(result.key, b"\n".join(parts))
        except StorageError:
            return result
        return replace(result, blobs={})

    def join(self) -> bool:
        """In a worker process: be known to live until it ends. False in the process of the command itself.

        A worker does so before it gets any work, or the next run would not wait for it.
        """
        path = self.folder / f"worker-{os.getpid()}"
        if multiprocessing.parent_process() is None:
            return False
        if path not in _HELD:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                _HELD[path] = file = path.open("wb")
                _lock(file)
            except OSError:  # a full disk: the work goes on, and is lost if the command is killed
                return True
        return True


def _digests(result: JobResult) -> list[str]:
    return list(dict.fromkeys(file.digest for file in result.files))


def _read(path: Path) -> JobResult | None:
    """A pack that is done, None when it is not whole: a power cut may leave anything."""
    try:
        head, _, rest = path.read_bytes().partition(b"\n")
        name, key, rows, pupils, seconds, said = json.loads(head)
        files, remarks = tuple(made_file(*row) for row in rows), remarks_of(said)
    except (OSError, ValueError, TypeError):
        return None
    result = JobResult(name, key, "made", files, remarks=remarks, pupils=pupils, seconds=seconds)
    sizes = {file.digest: file.size for file in files}
    at = 0
    for digest in _digests(result):
        result.blobs[digest] = rest[at : at + sizes[digest]]
        at += sizes[digest] + 1
    whole = key == path.name and all(hashlib.sha256(data).hexdigest() == name for name, data in result.blobs.items())
    return result if whole else None


if sys.platform == "win32":

    def _lock(file: IO[bytes]) -> None:
        """Nothing to do: a file that is open cannot be removed."""

    def _lives(path: Path) -> bool:
        """Whether the worker of a file lives; the file of one that does not is removed."""
        try:
            path.unlink(missing_ok=True)
        except OSError:
            return True
        return False

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX)

    def _lives(path: Path) -> bool:
        """Whether the worker of a file lives; the file of one that does not is removed."""
        with path.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                return True
            path.unlink(missing_ok=True)
        return False
