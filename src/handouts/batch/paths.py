"""Lessons and rosters as a plan names them: paths from its folder, patterns, names of samples."""

from __future__ import annotations

import glob
import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from handouts.batch.asked import Said
from handouts.diagnostics import Diagnostic, problem
from handouts.lessons.folder import SETTINGS, SUFFIXES
from handouts.lessons.pack_file import near_path
from handouts.pipeline.places import bundled, samples

_PATTERN = re.compile(r"[*?[]")
_ROSTERS = (".csv", ".xlsx", ".txt", ".tsv")


def lessons(named: Said, folder: Path, found: list[Diagnostic]) -> Iterator[Said]:
    """The lessons that a text of a plan names, in order, as paths; batch-no-match goes to `found`.

    A path without a pattern need not be there.
    """
    if is_there(folder / _slashed(named.text)) or not _PATTERN.search(named.text):
        path = folder / _slashed(named.text)
        sample = PurePosixPath(_slashed(named.text)).name
        if is_there(path):
            yield Said(path.as_posix(), named.at)
        elif sample in samples() and named.text in (sample, f"content/{sample}"):
            yield Said(str(bundled("content") / sample), named.at)
        else:
            yield Said(path.as_posix(), named.at)
        return
    yield from _matching(named, folder, _is_lesson, found)


def rosters(named: Said, folder: Path, found: list[Diagnostic]) -> Iterator[Said]:
    """The rosters that a text of a plan names, in order; batch-no-match goes to `found`.

    A path without a pattern need not be there.
    """
    path = folder / _slashed(named.text)
    if _PATTERN.search(named.text) and not is_file(path):
        yield from _matching(named, folder, _is_roster, found)
    else:
        yield Said(path.as_posix(), named.at)


def near(path: str) -> str:
    """The path that was most likely meant by one that is not there; "" for none."""
    return near_path(Path(), path)


def near_lesson(path: str, folder: Path) -> str:
    """The lesson that was most likely meant by a path that is not there: one beside it, or a sample; "" for none."""
    if beside := near(path):
        return from_folder(beside, folder)
    return next(iter(get_close_matches(PurePosixPath(path).name, samples(), n=1, cutoff=0.7)), "")


def rosters_in(folder: Path) -> str:
    """The pattern for the rosters in a folder, such as "*.csv"; "" where there is none."""
    try:
        endings = {path.suffix.lower() for path in folder.iterdir() if _is_roster(path)}
    except OSError:  # a folder that may not be entered
        return ""
    return "*" + (endings.pop() if len(endings) == 1 else "") if endings else ""


def from_folder(path: str, folder: Path) -> str:
    """A path as it would be written in a plan in this folder."""
    return Path(path).relative_to(folder).as_posix() if path and Path(path).is_relative_to(folder) else path


def _matching(named: Said, folder: Path, wanted: Callable[[Path], bool], found: list[Diagnostic]) -> Iterator[Said]:
    """The files of a pattern by their paths, without those that programs hide."""
    # Path.glob takes no absolute patterns
    paths = sorted(glob.glob(_slashed(named.text), root_dir=folder, recursive=True))  # noqa: PTH207
    matches = [path for path in (folder / name for name in paths) if wanted(path)]
    if not matches:
        found.append(problem("batch-no-match", named.at, pattern=named.text))
    yield from (Said(path.as_posix(), named.at) for path in matches)


def _slashed(name: str) -> str:
    """A path as it is written on Windows, read on any system."""
    return name.strip().replace("\\", "/")


def _is_lesson(path: Path) -> bool:
    if path.is_dir():
        return (path / SETTINGS).is_file() or any(path.glob("*.md"))
    return path.suffix.lower() in SUFFIXES and path.is_file()


def _is_roster(path: Path) -> bool:
    return path.suffix.lower() in _ROSTERS and not path.name.startswith(("~$", ".")) and path.is_file()


def is_there(path: Path) -> bool:
    """Whether a path is there; a name that no file can have is that of none."""
    try:
        return path.exists()
    except (OSError, ValueError):  # a name that no file can have
        return False


def is_file(path: Path) -> bool:
    """Whether a file is there."""
    return is_there(path) and path.is_file()
