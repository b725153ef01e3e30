"""The rosters of a batch, each file read once; workbooks a few at a time, while others are read here."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

from handouts import press
from handouts.batch import paths
from handouts.batch.asked import Reading, Said
from handouts.batch.remembered import Remembered
from handouts.batch.worker import listed
from handouts.diagnostics import Diagnostic, problem
from handouts.errors import ContentError, HandoutsError
from handouts.model.roster import Listed, Roster
from handouts.reading.grid import Grid
from handouts.reading.text import read_bytes
from handouts.reading.workbooks import Workbooks
from handouts.reading.xlsx import read_xlsx

_MOST_THREADS = 8  # each with a child that takes some memory
_Key = tuple[str, Reading]
_Read = tuple[tuple[Roster, ...], tuple[Diagnostic, ...]]


@dataclass
class RosterFiles:
    """Reads rosters and keeps them, and what was wrong with them. `folder` is that of the plan.

    A file about which there was nothing to say when it was read by another run is `remembered` and not read again.
    """

    folder: Path
    remembered: Remembered
    notes: list[Diagnostic] = field(default_factory=list)
    _known: dict[_Key, str] = field(default_factory=dict)
    _kept: dict[_Key, _Read | HandoutsError] = field(default_factory=dict)
    _begun: dict[_Key, Future[_Read | HandoutsError]] = field(default_factory=dict)

    def listed(self, file: Said, reading: Reading) -> tuple[Listed, ...]:
        """The classes of a file. ContentError batch-roster-missing, -folder, and what `read_rosters` raises."""
        key = (file.text, reading)
        known = None if key in self._kept else self.remembered.classes(self._hash(key), file.text)
        if known is not None:
            return known
        notes = len(self.notes)
        found = tuple(map(listed, self.read(file, reading)))
        if len(self.notes) == notes:
            self.remembered.learn_classes(self._hash(key), file.text, found)
        return found

    def _hash(self, key: _Key) -> str:
        """What a file is remembered by; "" for one that cannot be read."""
        if key not in self._known:
            file, reading = key
            try:
                self._known[key] = self.remembered.roster_key(file, read_bytes(file), reading)
            except HandoutsError:
                self._known[key] = ""
        return self._known[key]

    def read(self, file: Said, reading: Reading) -> tuple[Roster, ...]:
        """The classes of a file with their pupils. Raises as `listed`."""
        if not paths.is_file(path := Path(file.text)):
            name = paths.from_folder(file.text, self.folder)
            if paths.is_there(path) and path.is_dir():
                raise ContentError(self._folder(path, name, file))
            near = paths.from_folder(paths.near(file.text), self.folder)
            raise ContentError(problem("batch-roster-missing", file.at, file=name, suggestion=near))
        key = (file.text, reading)
        if key not in self._kept:
            begun = self._begun.get(key)
            self._kept[key] = begun.result() if begun else _tried(key, read_xlsx)
        kept = self._kept[key]
        if isinstance(kept, HandoutsError):
            raise kept
        self.notes += kept[1]
        return kept[0]

    def _folder(self, path: Path, name: str, file: Said) -> Diagnostic:
        """What is said of a folder that is named as a roster."""
        pattern = paths.rosters_in(path)
        return problem("batch-roster-folder", file.at, file=name, suggestion=f"{name}/{pattern}" if pattern else "")

    @contextmanager
    def ahead(self, files: Iterable[tuple[Said, Reading]]) -> Iterator[None]:
        """Meanwhile the workbooks among these are read. What is wrong with one is raised when it is asked for."""
        wanted = dict.fromkeys((file.text, reading) for file, reading in files)
        books = [key for key in wanted if key[0].lower().endswith(".xlsx") and paths.is_file(Path(key[0]))]
        books = [key for key in books if self.remembered.classes(self._hash(key), key[0]) is None]
        threads = min(os.cpu_count() or 1, _MOST_THREADS, len(books) // 2)
        if threads == 0:
            yield
            return
        readers = [Workbooks() for _ in range(threads)]
        free = SimpleQueue[Workbooks]()
        for reader in readers:
            free.put(reader)

        def read(key: _Key) -> _Read | HandoutsError:
            reader = free.get()
            try:
                return _tried(key, reader.read)
            finally:
                free.put(reader)

        pool = ThreadPoolExecutor(threads)
        try:
            self._begun = {key: pool.submit(read, key) for key in books}
            yield
        finally:
            pool.shutdown(cancel_futures=True, wait=False)  # after Ctrl-C nothing more is begun
            self._begun = {}
            for reader in readers:
                reader.end()


def _tried(key: _Key, workbook: Callable[[bytes, str], Sequence[Grid]]) -> _Read | HandoutsError:
    """The classes of a file and what is worth knowing of them, or what is wrong with it."""
    file, reading = key
    try:
        return press.read_rosters(
            [(file, read_bytes(file))],
            encoding=reading.encoding,
            columns=dict(reading.columns),
            allow=reading.allow,
            workbook=workbook,
        )
    except HandoutsError as error:
        return error
