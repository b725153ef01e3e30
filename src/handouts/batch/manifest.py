"""What a batch has made, kept in the user's cache folder: SQLite on a local disk, since it fails on network shares.

It holds ids and hashes of packs and the paths and hashes of their files, nothing of a pupil. A row is written when all
files of its pack are on the disk, in one transaction; kill -9 at any moment leaves it whole.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from pathlib import Path
from types import TracebackType
from typing import Any

from handouts.batch.findings import impersonal
from handouts.diagnostics import Diagnostic, Location, problem, warning
from handouts.errors import StorageError, UsageProblem
from handouts.model.batch import JobResult, MadeFile
from handouts.model.packing import EditionName, JobLine, PaperShare

_FORMAT = 4
_TABLES = """
CREATE TABLE IF NOT EXISTS packs (
  id TEXT PRIMARY KEY, key TEXT NOT NULL, files TEXT NOT NULL, pupils INTEGER NOT NULL, seconds REAL NOT NULL,
  remarks TEXT NOT NULL
) STRICT
"""


class Manifest:
    """The packs that stand in an output folder. Open it with `with`: it is one run's alone until it is closed."""

    def __init__(self, cache: Path, out: Path, keys: Path) -> None:
        name = hashlib.sha256(json.dumps([str(out.resolve()), str(keys.resolve())]).encode()).hexdigest()[:24]
        self.path = cache / "batch" / f"{name}.sqlite"
        self._base: sqlite3.Connection | None = None

    def __enter__(self) -> Manifest:
        """Raises UsageProblem batch-busy while another run writes to the same folders, StorageError for other trouble.

        A file that is no database any more is put aside: then everything is made again.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._failed(str(error.strerror)) from error
        try:
            self._open()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                self._refuse(error)
            self._anew()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let other runs in."""
        if self._base is not None:
            self._base.close()
            self._base = None

    def _anew(self) -> None:
        """Put a file aside that is damaged: what it named is made again."""
        self.close()
        for end in ("", "-wal", "-shm"):  # a log that is left would be played back into the new one
            self.path.with_name(self.path.name + end).unlink(missing_ok=True)
        self._open()

    def _open(self) -> None:
        base = self._base = sqlite3.connect(self.path, timeout=1, isolation_level=None)
        base.execute("PRAGMA locking_mode=EXCLUSIVE")
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("PRAGMA synchronous=FULL")
        base.execute("BEGIN IMMEDIATE")
        (version,) = base.execute("PRAGMA user_version").fetchone()
        if version not in (0, _FORMAT):
            base.execute("DROP TABLE IF EXISTS packs")
        base.execute(_TABLES)
        base.execute(f"PRAGMA user_version={_FORMAT}")
        base.execute("COMMIT")

    def _refuse(self, error: sqlite3.OperationalError) -> None:
        self.close()
        if "locked" in str(error):
            raise UsageProblem(problem("batch-busy", Location(str(self.path)))) from error
        raise self._failed(str(error)) from error

    def _failed(self, reason: str) -> StorageError:
        return StorageError(problem("store-failed", Location(str(self.path)), reason=reason))

    @property
    def _open_base(self) -> sqlite3.Connection:
        assert self._base is not None, "the manifest is not open"
        return self._base

    def packs(self) -> Iterator[JobResult]:
        """What was made, by id; nothing when the file is damaged, which is then made anew."""
        try:
            rows = self._open_base.execute("SELECT * FROM packs ORDER BY id").fetchall()
            found = [
                JobResult(
                    name,
                    key,
                    "kept",
                    tuple(made_file(*file) for file in json.loads(files)),
                    remarks=remarks_of(json.loads(remarks)),
                    pupils=n,
                    seconds=s,
                )
                for name, key, files, n, s, remarks in rows
            ]
        except (sqlite3.DatabaseError, ValueError, TypeError):
            self._anew()
            found = []
        yield from found

    def keep(self, result: JobResult) -> None:
        """Remember a pack whose files are all on the disk. StorageError when the disk is full."""
        files = json.dumps([astuple(file) for file in result.files])
        remarks = json.dumps(remark_rows(result.remarks))
        row = (result.id, result.key, files, result.pupils, result.seconds, remarks)
        self._write("INSERT OR REPLACE INTO packs VALUES (?, ?, ?, ?, ?, ?)", row)

    def forget(self, name: str) -> None:
        """A pack whose files are gone, or go."""
        self._write("DELETE FROM packs WHERE id = ?", (name,))

    def _write(self, statement: str, row: Sequence[object]) -> None:
        try:
            self._open_base.execute(statement, row)
        except sqlite3.OperationalError as error:
            if "full" in str(error):
                raise StorageError(problem("store-disk-full", Location(str(self.path)))) from error
            raise self._failed(str(error)) from error


def remark_rows(remarks: Iterable[Diagnostic]) -> list[list[Any]]:
    """The warnings among these for JSON; hints are told when a pack is made, and not again."""
    warnings = map(impersonal, (d for d in remarks if d.severity == "warning"))
    return [[d.code, d.location and astuple(d.location), dict(d.data)] for d in warnings]


def remarks_of(rows: list[list[Any]]) -> tuple[Diagnostic, ...]:
    """The warnings that `remark_rows` took apart."""
    return tuple(warning(code, place and Location(*place), **data) for code, place, data in rows)


def made_file(
    tree: Any, path: str, digest: str, size: int, pages: int = 0, sheets: int = 0, job: list[Any] | None = None
) -> MadeFile:
    """A file as `astuple` and JSON took it apart."""
    if job is None:
        return MadeFile(tree, path, digest, size, pages, sheets)
    return MadeFile(tree, path, digest, size, pages, sheets, _line(*job))


def _line(
    name: str,
    leaves: int,
    each: int,
    copies: int,
    sides: Any,
    flip: Any,
    paper: str,
    size: list[float],
    staples: list[int],
    also: list[list[Any]],
    gives: int,
    loose: bool,
    kinds: list[list[Any]],
) -> JobLine:
    others = tuple(PaperShare(share, (wide, high), count) for share, (wide, high), count in also)
    of = tuple((EditionName(*edition), version) for edition, version in kinds)
    wide, high = size
    return JobLine(
        name, leaves, each, copies, sides, flip, paper, (wide, high), tuple(staples), others, gives, loose, of
    )
