"""The only module that writes files: whole files below one root, under their final name only once they are complete."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PureWindowsPath
from typing import IO
from unicodedata import normalize

from handouts.diagnostics import Diagnostic, Location, problem
from handouts.errors import StorageError

Content = bytes | str
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


class Store:
    """Writes below `root`, which is made when the first file is put. Text is written as UTF-8, line ends as given.

    Files that need not be `lasting` may be lost or damaged when the power fails, and are written faster.
    """

    def __init__(self, root: str | os.PathLike[str], *, lasting: bool = True) -> None:
        self.root = Path(root)
        self._lasting = lasting

    def put(self, relative: str, data: Content) -> Path:
        """Write one file (a name with forward slashes, below the root) at once; returns its path.

        Raises StorageError: store-outside, store-not-a-folder, store-is-a-folder, store-unwritable, store-disk-full,
        store-open-elsewhere, store-failed. After an error nothing of it is left.
        """
        return self.put_all({relative: data})[0]

    def put_all(self, files: Mapping[str, Content], before: Callable[[], None] = lambda: None) -> tuple[Path, ...]:
        """Write several files: all of them completely beside their final names, and only then under these names.

        A full disk or a folder without permission so leaves no file of the set. `before` is called when all are
        complete and none has its name yet; when it raises, none gets it. Raises as `put`, and store-same-name when
        two names are one file on Windows or macOS.
        """
        targets = {self._target(name): _encoded(data) for name, data in files.items()}
        _refuse_twins(targets)
        made: list[Path] = []
        temps: list[tuple[Path, Path]] = []
        try:
            for target in targets:
                _make_folder(target, made)
            for number, (target, data) in enumerate(targets.items()):
                temp = target.with_name(f".handouts-{os.getpid()}-{number}.tmp")
                temps.append((temp, target))
                _write_temp(temp, target, _giving(data), self._lasting)
            _refuse_held(targets)
            before()
            for temp, target in temps:
                _replace(temp, target)
        except BaseException:
            _remove([temp for temp, _ in temps], made)
            raise
        return tuple(targets)

    def put_written(self, relative: str, write: Callable[[IO[bytes]], None]) -> Path:
        """Write one file that is too large to be held: `write` is given the open file, under no name of ours yet.

        Raises as `put`, and whatever `write` raises; then nothing of it is left.
        """
        target = self._target(relative)
        made: list[Path] = []
        temp = target.with_name(f".handouts-{os.getpid()}-0.tmp")
        try:
            _make_folder(target, made)
            _write_temp(temp, target, write, self._lasting)
            _replace(temp, target)
        except BaseException:
            _remove([temp], made)
            raise
        return target

    def refuse_held(self, names: Iterable[str]) -> None:
        """StorageError store-open-elsewhere when another program holds one of these files, so that it would not go."""
        _refuse_held(map(self._target, names))

    def append_only(self, relative: str, data: Content) -> Path:
        """Write a record that is never changed: nothing happens when it stands there with the same bytes.

        Raises as `put`, and store-exists-different when other bytes stand under that name.
        """
        target = self._target(relative)
        try:
            found = target.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return self.put(relative, data)
        except OSError as error:
            raise StorageError(_of_error(error, target)) from error
        if found != _encoded(data):
            raise StorageError(problem("store-exists-different", Location(str(target))))
        return target

    def probe(self) -> None:
        """Try whether a file could be written below the root: one is, in the nearest folder there is, and taken away.

        No folder is made. Raises StorageError as `put`.
        """
        folder = self.root.absolute()
        while not folder.exists() and folder != folder.parent:
            folder = folder.parent
        if not folder.is_dir():
            raise StorageError(problem("store-not-a-folder", Location(str(folder))))
        temp = folder / f".handouts-{os.getpid()}-probe.tmp"
        try:
            _write_temp(temp, self.root, _giving(b"handouts"))
        finally:
            _remove([temp], [])

    def _target(self, relative: str) -> Path:
        """The path of a name, refused unless it stays below the root on every system, symbolic links followed."""
        parts = relative.split("/")
        odd = "\\" in relative or ":" in relative or "\0" in relative or PureWindowsPath(relative).anchor
        if odd or any(part in ("", ".", "..") for part in parts):
            raise StorageError(problem("store-outside", Location(str(self.root)), name=relative))
        target = self.root.joinpath(*parts)
        if not target.parent.resolve().is_relative_to(self.root.resolve()):
            raise StorageError(problem("store-outside", Location(str(self.root)), name=relative))
        return target


def _encoded(data: Content) -> bytes:
    return data.encode("utf-8") if isinstance(data, str) else data


def _refuse_twins(targets: Mapping[Path, bytes]) -> None:
    seen: dict[str, Path] = {}
    for target in targets:
        key = normalize("NFC", normalize("NFC", str(target)).casefold())
        if key in seen:
            raise StorageError(problem("store-same-name", Location(str(target)), other=seen[key].name))
        seen[key] = target


def _make_folder(target: Path, made: list[Path]) -> None:
    """Make the folders of `target` one by one, noting them in `made` so that they can be taken away again."""
    missing = []
    folder = target.parent
    while not folder.exists() and folder != folder.parent:
        missing.append(folder)
        folder = folder.parent
    if not folder.is_dir():
        raise StorageError(problem("store-not-a-folder", Location(str(folder))))
    for path in reversed(missing):
        try:
            path.mkdir()
        except FileExistsError:
            continue
        except OSError as error:
            raise StorageError(_of_error(error, path)) from error
        made.append(path)
    if target.is_dir():
        raise StorageError(problem("store-is-a-folder", Location(str(target))))


def _giving(data: bytes) -> Callable[[IO[bytes]], None]:
    def write(file: IO[bytes]) -> None:
        file.write(data)

    return write


def _write_temp(temp: Path, target: Path, write: Callable[[IO[bytes]], None], lasting: bool = True) -> None:
    try:
        # A file of this name can only be left over from a killed run with the same process number.
        temp.unlink(missing_ok=True)
        with temp.open("xb") as file:
            write(file)
            file.flush()
            if lasting:
                os.fsync(file.fileno())
    except OSError as error:
        raise StorageError(_of_error(error, target)) from error


def _refuse_held(targets: Iterable[Path]) -> None:
    """Find out before the first file is replaced whether all can be: a set must not be half old and half new."""
    for target in targets:
        if target.is_file():
            _replace(target, target)


def _replace(temp: Path, target: Path) -> None:
    try:
        os.replace(temp, target)  # noqa: PTH105  the one call that replaces on every system
    except PermissionError as error:
        # The folder has just taken the temporary file, so it is the old file that is held: open in a viewer on Windows.
        raise StorageError(problem("store-open-elsewhere", Location(str(target)))) from error
    except OSError as error:
        raise StorageError(_of_error(error, target)) from error


def _of_error(error: OSError, path: Path) -> Diagnostic:
    place = Location(str(path))
    if error.errno in _FULL:
        return problem("store-disk-full", place)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return problem("store-unwritable", place)
    return problem("store-failed", place, reason=error.strerror or type(error).__name__)


def _remove(temps: list[Path], folders: list[Path]) -> None:
    """Take away what a failed run made; a folder in which something else stands by now is left."""
    for temp in temps:
        try:
            temp.unlink(missing_ok=True)
        except OSError:
            continue
    for folder in reversed(folders):
        try:
            folder.rmdir()
        except OSError:
            continue
