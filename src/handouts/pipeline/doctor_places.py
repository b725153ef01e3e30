"""Where files are looked for and written: which folders there are, which take files, and what disks they are on."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from handouts.diagnostics import Diagnostic, Location, problem, warning
from handouts.errors import StorageError
from handouts.pipeline.installation import Line, table
from handouts.pipeline.places import (
    bundled,
    glossary_folders,
    rules_folders,
    samples,
    school_places,
    shipped_themes,
    theme_folders,
    user_cache,
)
from handouts.pipeline.watched import shown
from handouts.store import Store

MOUNTS = Path("/proc/self/mounts")
OUTPUT = Path("output")
_GIGABYTE = 1_000_000_000
_STEPS = (100, 10, 1)  # GB; exact figures would be other ones each time
LOW, NONE = 1 * _GIGABYTE, _GIGABYTE // 20


def places() -> Iterator[Line]:
    """Where a lesson in ./content finds what it shares with others, nearest first; and what came with the tool."""
    lesson = Path("content") / "lesson"
    looked = (
        ("themes", theme_folders("")),
        ("school", school_places(Path.cwd() / "content")),
        ("glossaries", glossary_folders(lesson)),
        ("item_rules", rules_folders(str(lesson.absolute()))),
    )
    for subject, paths in looked:
        for path in dict.fromkeys(path.absolute() for path in paths):
            yield Line("places", subject, "there" if path.exists() else "not_there", {"path": shown(path)})
    whole_themes = (shipped_themes() / "default" / "theme.yaml").is_file()
    for kind, whole in (("templates", whole_themes), ("content", bool(samples()))):
        folder = str(bundled(kind))
        wrong = None if whole else problem("doctor-bundled-missing", Location(folder), name=kind)
        yield Line("places", f"bundled_{kind}", "there", {"path": shown(bundled(kind))}, wrong)


def disk() -> Iterator[Line]:
    """Whether the folders that the tool writes to take files, how much room there is, and what disks they are on."""
    yield from _written("output", OUTPUT)
    yield from _written("cache", user_cache())


def _written(subject: str, folder: Path) -> Iterator[Line]:
    data = {"path": shown(folder.absolute())}
    yield Line("disk", subject, "writable", data, _unwritable(subject, folder))
    there = nearest(folder)
    yield _room(subject, there)
    kind = network_kind(there)
    wrong = None
    if kind and subject == "cache":
        wrong = warning("doctor-cache-network", Location(str(folder)), kind=kind)
    yield Line("disk", subject, "network" if kind else "local", {**data, "kind": kind}, wrong)
    yield Line("disk", subject, "letters_alike" if letters_alike(there) else "letters_differ", data)


def _unwritable(subject: str, folder: Path) -> Diagnostic | None:
    try:
        Store(folder).probe()
    except StorageError as error:
        found = error.diagnostics[0]
        if subject == "output":
            return found
        return warning("doctor-cache-unwritable", Location(str(folder)), reason=str(found.data.get("reason", "")))
    return None


def _room(subject: str, folder: Path) -> Line:
    place = Location(str(folder))
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return Line("disk", subject, "room_unknown", {"path": shown(folder)})
    wrong: Diagnostic | None = None
    if free < NONE:
        least = NONE // 1_000_000
        if subject == "output":
            wrong = problem("doctor-space-none", place, least=least)
        else:
            wrong = warning("doctor-space-none", place, least=least)
    elif free < LOW:
        wrong = warning("doctor-space-low", place, least=LOW // _GIGABYTE)
    step = next((step for step in _STEPS if free >= step * _GIGABYTE), 0)
    return Line("disk", subject, "room", {"path": shown(folder), "gigabytes": step}, wrong)


def nearest(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that there is."""
    folder = folder.absolute()
    return next((path for path in (folder, *folder.parents) if path.exists()), folder)


def network_kind(folder: Path) -> str:
    """The kind of network share that a folder lies on, such as "nfs4"; "" for a local disk, or where it is unknown."""
    if sys.platform == "win32":
        import ctypes

        root = folder.resolve().anchor
        remote = 4  # DRIVE_REMOTE
        return "share" if root.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(root) == remote else ""
    kind = mounted(folder.resolve().as_posix(), _mounts())
    return kind if kind in table()["file-systems"]["network"] else ""


def mounted(folder: str, mounts: str) -> str:
    """The kind of file system that a folder lies on, by the table of mounts (/proc/self/mounts) of a Linux system."""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        # blanks stand there as \\040
        point = fields[1].encode("latin-1", "replace").decode("unicode_escape").rstrip("/") + "/"
        if f"{folder}/".startswith(point) and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind


def _mounts() -> str:
    try:
        return MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:  # a system without it
        return ""


def letters_alike(folder: Path) -> bool:
    """Whether the disk takes small and capital letters of a name for the same; False where no name can tell."""
    for path in (folder, *folder.parents):
        other = path.with_name(path.name.swapcase()) if path.name.swapcase() != path.name else None
        if other is not None:
            try:
                return other.samefile(path)
            except OSError:
                return False
    return False
