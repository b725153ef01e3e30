"""The two trees of a batch on the disk: what is there, what is written, what goes."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import IO

from handouts.diagnostics import Location, problem
from handouts.errors import StorageError
from handouts.model.batch import JobResult, MadeFile
from handouts.store import Store

_TEMPORARY = re.compile(r"\.handouts-\d+-(\d+|probe)\.tmp")
_CHUNK = 1 << 20
_QUICK = 1  # the pages are packed already: more effort saves two bytes in a hundred
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a ZIP can hold: files are the same whenever they are made


class Outputs:
    """The tree of what pupils get and the copier needs, and the tree of keys."""

    def __init__(self, out: Path, keys: Path) -> None:
        self._roots = {"out": out, "keys": keys}
        self._begun: set[str] = set()

    def path(self, file: MadeFile) -> Path:
        """Where a file stands."""
        return self._roots[file.tree] / file.path

    def sweep(self) -> int:
        """Remove what killed runs left unfinished; returns how many files. No other run may be at work here."""
        found = 0
        for root in self._roots.values():
            for path in sorted(root.rglob(".handouts-*.tmp")) if root.is_dir() else ():
                if _TEMPORARY.fullmatch(path.name):
                    path.unlink(missing_ok=True)
                    found += 1
        return found

    def whole(self, files: Collection[MadeFile]) -> bool:
        """Whether all the files are there with the content that they were made with."""
        whole = all(_digest(self.path(file), file.size) == file.digest for file in files)
        if whole:
            self._begun.update(file.tree for file in files)
        return whole

    def write(self, result: JobResult) -> None:
        """Put the files of a pack on the disk, keys first, so that no printed sheet is without its key.

        StorageError as of Store, batch-result-damaged when a content is not what its hash says, batch-folder-gone. Then
        everything is as before: new keys do not lie beside old sheets.
        """
        for file in result.files:
            if hashlib.sha256(result.blobs.get(file.digest, b"")).hexdigest() != file.digest:
                raise StorageError(problem("batch-result-damaged", Location(str(self.path(file)))))
        self.present()
        trees = {tree: [file for file in result.files if file.tree == tree] for tree in ("keys", "out")}
        stores = {tree: Store(self._roots[tree]) for tree, own in trees.items() if own}
        for tree, store in stores.items():
            store.refuse_held(file.path for file in trees[tree])
        before = {self.path(file): _content(self.path(file)) for file in result.files}
        try:
            for tree, store in stores.items():
                store.put_all({file.path: result.blobs[file.digest] for file in trees[tree]})
                self._begun.add(tree)
        except StorageError:
            self._restore(before)
            raise

    def _restore(self, before: Mapping[Path, bytes | None]) -> None:
        """Put back what stood at these places, as far as the disk lets us."""
        for path, data in before.items():
            if _content(path) == data:
                continue
            try:
                if data is None:
                    path.unlink(missing_ok=True)
                else:
                    Store(path.parent).put(path.name, data)
            except (OSError, StorageError):
                continue

    def present(self) -> None:
        """StorageError batch-folder-gone when a folder is away that held what this run has written or found."""
        for tree in sorted(self._begun):
            if not self._roots[tree].is_dir():
                raise StorageError(problem("batch-folder-gone", Location(str(self._roots[tree]))))

    def remove(self, files: Iterable[MadeFile]) -> tuple[str, ...]:
        """Remove files of an older plan and the folders that they leave empty; returns their paths.

        A file that somebody has changed since stays.
        """
        gone = []
        for file in files:
            path = self.path(file)
            if _digest(path, file.size) != file.digest:
                continue
            try:
                path.unlink()
            except PermissionError as error:
                raise StorageError(problem("store-open-elsewhere", Location(str(path)))) from error
            except OSError as error:
                reason = str(error.strerror)
                raise StorageError(problem("store-failed", Location(str(path)), reason=reason)) from error
            gone.append(str(path))
            _remove_empty(path.parent, self._roots[file.tree])
        return tuple(gone)

    def zip_school(self, school: str, files: Iterable[MadeFile]) -> MadeFile:
        """One ZIP of what a school's copier needs, beside the school's folder. StorageError as of Store, and

        batch-file-changed for a file that is gone or not what it was.
        """

        def write(packed: IO[bytes]) -> None:
            with zipfile.ZipFile(packed, "w") as archive:
                for file in sorted(files, key=lambda file: file.path):
                    entry = zipfile.ZipInfo(file.path, _EPOCH)
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    entry.external_attr = 0o644 << 16
                    archive.writestr(entry, self._content(file), compresslevel=_QUICK)

        self.present()
        path = Store(self._roots["out"]).put_written(f"{school}.zip", write)
        size = path.stat().st_size
        return MadeFile("out", path.name, _digest(path, size), size)

    def zip_path(self, school: str) -> str:
        """Where the ZIP of a school stands."""
        return str(self._roots["out"] / f"{school}.zip")

    def _content(self, file: MadeFile) -> bytes:
        try:
            data = self.path(file).read_bytes()
        except OSError:
            data = b""
        if hashlib.sha256(data).hexdigest() != file.digest:
            self.present()
            raise StorageError(problem("batch-file-changed", Location(str(self.path(file)))))
        return data


def _content(path: Path) -> bytes | None:
    """What stands at a place; None for nothing that can be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def _digest(path: Path, size: int) -> str:
    """The hash of a file of this size; "" for one that is not there or has another size."""
    try:
        if path.stat().st_size != size:
            return ""
        found = hashlib.sha256()
        with path.open("rb") as file:
            while part := file.read(_CHUNK):
                found.update(part)
    except OSError:
        return ""
    return found.hexdigest()


def _remove_empty(folder: Path, root: Path) -> None:
    while folder != root and folder.is_relative_to(root):
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
