"""What planning found out before about files with the same bytes, kept in the user's cache folder.

It holds hashes, names of classes and numbers of pupils, nothing of a pupil. What it says holds as long as tool and
tables of characters are the same. A file that is damaged, locked or cannot be written is as good as none.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from handouts.batch.asked import Reading
from handouts.batch.worker import made_with, tool
from handouts.diagnostics import Location
from handouts.model.roster import Listed

_FORMAT = 1
_MOST = 50_000  # rows; the oldest go first
_TABLE = "CREATE TABLE IF NOT EXISTS found (key TEXT PRIMARY KEY, said TEXT NOT NULL) STRICT"
_TRIED = (sqlite3.Error, OSError, ValueError, TypeError)


class Remembered:
    """Use it with `with`. `cache` None: nothing is remembered."""

    def __init__(self, cache: Path | None) -> None:
        self._path = cache and cache / "batch" / f"found-{_FORMAT}.sqlite"
        self._base: sqlite3.Connection | None = None
        self._with = json.dumps([tool(), made_with()])

    def __enter__(self) -> Remembered:
        if self._path is None:
            return self
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(self._path, timeout=1)
            self._base.execute(_TABLE)
        except _TRIED as error:
            self._leave()
            if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
                self._path.unlink(missing_ok=True)  # damaged: the next run makes another
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if self._base is not None:
                self._base.execute("DELETE FROM found WHERE rowid <= (SELECT max(rowid) FROM found) - ?", (_MOST,))
                self._base.commit()
        except _TRIED:
            pass
        self._leave()

    def _leave(self) -> None:
        base, self._base = self._base, None
        if base is not None:
            base.close()

    def roster_key(self, file: str, data: bytes, reading: Reading) -> str:
        """The key of a roster: its name gives classes theirs, and the reading says what columns are."""
        said = [Path(file).name, reading.encoding, reading.columns, reading.allow]
        return self._key("roster", said, hashlib.sha256(data).hexdigest())

    def fit_key(self, *made_of: object) -> str:
        """The key of a class that was found to fit its lesson and plan."""
        return self._key("fits", *made_of)

    def _key(self, *parts: object) -> str:
        return hashlib.sha256(json.dumps([self._with, *parts], ensure_ascii=False).encode()).hexdigest()

    def classes(self, key: str, file: str) -> tuple[Listed, ...] | None:
        """The classes of a roster; None when it was not read before."""
        try:
            return tuple(
                Listed(name, slug, Location(file + sheet, line, column), count, digest)
                for name, slug, sheet, line, column, count, digest in json.loads(self._said(key))
            )
        except _TRIED:
            return None

    def learn_classes(self, key: str, file: str, found: Sequence[Listed]) -> None:
        """Remember the classes of a roster about which there is nothing to say."""
        rows = [
            (one.name, one.slug, one.at.file.removeprefix(file), one.at.line, one.at.column, one.count, one.digest)
            for one in found
        ]
        self._learn(key, json.dumps(rows, ensure_ascii=False))

    def fits(self, key: str) -> bool:
        """Whether a class was found to fit before."""
        return self._said(key) == "[]"

    def learn_fit(self, key: str) -> None:
        """Remember that a class fits."""
        self._learn(key, "[]")

    def _said(self, key: str) -> str:
        """JSON; "" for nothing."""
        if self._base is None:
            return ""
        try:
            row = self._base.execute("SELECT said FROM found WHERE key = ?", (key,)).fetchone()
        except _TRIED:
            self._leave()
            return ""
        return str(row[0]) if row else ""

    def _learn(self, key: str, said: str) -> None:
        if self._base is None:
            return
        try:
            self._base.execute("INSERT OR REPLACE INTO found VALUES (?, ?)", (key, said))
        except _TRIED:
            self._leave()
