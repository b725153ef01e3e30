"""The files that a build reads, looked at again and again: which of them have other contents than before."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from handouts.model.lesson import Lesson
from handouts.pipeline.places import glossary_folders, rules_folders, school_places, user_themes
from handouts.pipeline.school import beside

# What a lesson's folder holds that nothing is made of, and what editors leave beside a file while it is open.
_NOT_READ = frozenset({"locks", ".schema", "output", "__pycache__"})
_LEFT_BY_EDITORS = ("~", ".tmp", ".swp", ".bak", ".part", ".crdownload", ".pdf")
_HIDDEN_BUT_READ = frozenset({".drafts.json"})
_PICTURES = (".png", ".jpg", ".jpeg", ".webp")
MOST_FILES = 5_000  # of one folder: ./templates may belong to another program

Stamp = tuple[int, int, int]
Stamps = dict[Path, Stamp]


@dataclass(frozen=True)
class Roots:
    """Folders that are watched with all below them, and single files, whether they are there or not.

    Nothing below `without` counts: the sheets that are made.
    """

    folders: tuple[Path, ...]
    files: tuple[Path, ...]
    without: tuple[Path, ...] = ()


def roots(source: Path, lesson: Lesson | None, themes: Iterable[str], named: Iterable[str], out: Path | None) -> Roots:
    """What a build of `source` (a lesson's folder, an essay) reads, and what it would read if it were there.

    `lesson` is the one read last, None while it cannot be read; `themes` are the folders of its theme, `named` further
    files that messages name; `out` is where the sheets go.
    """
    here = Path.cwd()
    is_folder = source.is_dir()
    lesson_folder = str(source.resolve()) if is_folder else ""
    parent = beside(lesson) if lesson else source.resolve().parent
    folders = [*([source] if is_folder else ()), *glossary_folders(source), *rules_folders(lesson_folder)]
    folders += [Path("templates"), user_themes(), *map(Path, themes)]
    files = [*([] if is_folder else [source, *_pictures(source.resolve().parent)]), *school_places(parent)]
    if lesson and lesson.school and lesson.school.folder:
        files += (Path(lesson.school.folder) / logo.file for logo in lesson.school.kop.logos)
    made = ((here / out).resolve(),) if out else ()
    # a message may name a sheet that could not be written
    files += (file for file in map(Path, named) if not any((here / file).resolve().is_relative_to(one) for one in made))
    real = tuple(dict.fromkeys((here / folder).resolve() for folder in folders))
    inside = tuple(f for f in real if not any(other != f and f.is_relative_to(other) for other in real))
    return Roots(inside, tuple(dict.fromkeys(here / file for file in files)), made)


def _pictures(folder: Path) -> Iterator[Path]:
    there = sorted(folder.iterdir()) if folder.is_dir() else ()
    yield from (path for path in there if path.suffix.lower() in _PICTURES)


def scan(watched: Roots) -> Stamps:
    """Each file with its time, its size and its number on the disk."""
    found: Stamps = {}
    for folder in watched.folders:
        if folder not in watched.without:
            _scan_folder(folder, watched.without, found, len(found) + MOST_FILES)
    for file in watched.files:
        try:
            status = file.stat()
        except OSError:  # not there now
            continue
        found[file] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found


def _scan_folder(folder: Path, without: tuple[Path, ...], found: Stamps, most: int) -> None:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:  # not there, or not to be read: a build says so where it matters
        return
    for entry in entries:
        if len(found) >= most:
            return
        if not _is_read(entry.name):
            continue
        try:
            if entry.is_dir(follow_symlinks=False):
                path = Path(entry.path)
                if path not in without:
                    _scan_folder(path, without, found, most)
            elif entry.is_file():
                status = entry.stat() if not entry.is_symlink() else Path(entry.path).stat()
                # scandir knows no file number on Windows
                found[Path(entry.path)] = (status.st_mtime_ns, status.st_size, status.st_ino)
        except OSError:  # gone since
            continue


def _is_read(name: str) -> bool:
    if name in _NOT_READ or name.casefold().endswith(_LEFT_BY_EDITORS):
        return False
    return name in _HIDDEN_BUT_READ or not name.startswith((".", "#"))


class Watched:
    """What the files held when they were last looked at."""

    def __init__(self, watched: Roots) -> None:
        self.roots = watched
        self.stamps = scan(watched)
        self._digests = {path: _digest(path) for path in self.stamps}

    def move(self, watched: Roots) -> None:
        """Watch these from now on. A file in a place that was not watched before counts as seen."""
        before, self.roots = self.roots, watched
        for path, stamp in scan(watched).items():
            if path not in self.stamps and not _covers(before, path):
                self.stamps[path] = stamp
                self._digests[path] = _digest(path)

    def settled(self, sleep: Callable[[], None]) -> Stamps | None:
        """None while nothing has changed, else the files once two looks with a pause between find them the same."""
        found = scan(self.roots)
        if found == self.stamps:
            return None
        while True:
            sleep()
            again = scan(self.roots)
            if again == found:
                return found
            found = again

    def changed(self, found: Stamps) -> tuple[Path, ...]:
        """The files that hold something else than before, are new or are gone; from now on they count as seen."""
        touched = [path for path in (*found, *self.stamps) if found.get(path) != self.stamps.get(path)]
        self.stamps = found
        changed = []
        for path in dict.fromkeys(touched):
            digest = _digest(path) if path in found else None
            if digest != self._digests.get(path):
                changed.append(path)
            if digest is None:
                self._digests.pop(path, None)
            else:
                self._digests[path] = digest
        return tuple(sorted(changed))


def _covers(watched: Roots, path: Path) -> bool:
    return path in watched.files or any(path.is_relative_to(folder) for folder in watched.folders)


def _digest(path: Path) -> bytes:
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except OSError:  # to be read again when it changes
        return b""


def shown(path: Path) -> str:
    """A file as a person calls it: below the current folder from there, below the home folder with ~."""
    for base, sign in ((Path.cwd(), ""), (Path.home(), "~/")):
        if path.is_relative_to(base):
            return sign + path.relative_to(base).as_posix()
    return path.as_posix()
