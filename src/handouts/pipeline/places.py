"""Where things are found: the source a person named, the samples and themes that came with the tool."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

import handouts
from handouts.diagnostics import Location, problem
from handouts.errors import UsageProblem

_TRAVELLED: ContextVar[bool] = ContextVar("travelled", default=False)


def bundled(kind: str) -> Path:
    """The folder of shipped `templates` or `content`: inside an installed package, or beside src/ in a checkout."""
    package = Path(handouts.__file__).parent
    inside = package / "_bundled" / kind
    return inside if inside.is_dir() else package.parents[1] / kind


def find_source(given: str) -> Path:
    """The lesson folder or essay file a person named.

    A name alone is also looked for in ./content, and then among the sample lessons, which works anywhere.
    """
    path = Path(given)
    if path.exists():
        return path
    if len(path.parts) == 1 and path.name and (Path("content") / path).is_dir():
        return Path("content") / path
    sample = bundled("content") / path.name
    asked_for_sample = len(path.parts) == 1 or path.parts[:-1] == ("content",)
    if asked_for_sample and path.name in samples():
        return sample
    raise UsageProblem(problem("source-not-found", Location(given), samples=", ".join(samples())))


def samples() -> tuple[str, ...]:
    """Names of the sample lessons."""
    root = bundled("content")
    return tuple(sorted(p.name for p in root.iterdir() if (p / "lesson.yaml").is_file())) if root.is_dir() else ()


def is_bundled(path: Path) -> bool:
    """True for a sample lesson inside an installed package, where nothing may be written."""
    return bundled("content") in path.resolve().parents and (Path(handouts.__file__).parent / "_bundled").is_dir()


def glossary_folders(source: Path) -> tuple[Path, ...]:
    """Where shared glossaries are looked up, nearest first: beside the lesson's folder, ./content, those of the tool.

    A folder below the current one is named from there, as a person would.
    """
    lesson = source.resolve()
    beside = lesson.parent / "glossaries"
    there = (beside, Path("content/glossaries"), bundled("content") / "glossaries")
    here = Path.cwd()
    named = {folder.resolve(): folder for folder in reversed(there)}
    order = dict.fromkeys(folder.resolve() for folder in there)
    return tuple(real.relative_to(here) if real.is_relative_to(here) else named[real] for real in order)


def rules_folders(lesson_folder: str) -> tuple[Path, ...]:
    """Where item rules are looked up, nearest first: beside the lesson's folder, ./content, those of the tool."""
    beside = (Path(lesson_folder).parent / "item-rules",) if lesson_folder else ()
    return (*beside, Path("content/item-rules"), bundled("content") / "item-rules")


def school_files(beside: Path) -> Iterator[Path]:
    """The school.yaml files there are, nearest first, for a lesson that lies in the folder `beside`.

    One below the current folder is named from there.
    """
    here = Path.cwd()
    for path in school_places(beside):
        if path.is_file():
            yield path.relative_to(here) if path.is_relative_to(here) else path


def school_places(beside: Path) -> tuple[Path, ...]:
    """Where a school.yaml is looked for: in the folder `beside`, in the one above it, and in ./content."""
    folders = dict.fromkeys((beside, beside.parent, Path.cwd() / "content"))
    return tuple(folder / "school.yaml" for folder in folders)


def theme_folders(lesson_folder: str, more: Sequence[Path] = ()) -> tuple[Path, ...]:
    """Where a theme name is looked up, in order: the lesson, `more`, ./templates, the user's themes, the tool's."""
    own = (Path(lesson_folder) / "themes", Path(lesson_folder) / "templates") if lesson_folder else ()
    users = () if _TRAVELLED.get() else (user_themes(),)
    return (*own, *more, Path("templates"), *users, shipped_themes())


@contextmanager
def travelled() -> Iterator[None]:
    """In a tree of content that was brought here with all its themes: those of the user of this computer are others."""
    before = _TRAVELLED.set(True)
    try:
        yield
    finally:
        _TRAVELLED.reset(before)


def own_theme(lesson_folder: str) -> Path | None:
    """The folder `theme` of a lesson that has one: the theme of a lesson that names none."""
    folder = Path(lesson_folder) / "theme"
    return folder if lesson_folder and (folder / "theme.yaml").exists() else None


def shipped_themes() -> Path:
    """The folder of the themes that came with the tool."""
    return bundled("templates")


def user_cache() -> Path:
    """The folder where the system keeps what a program can make again."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "handouts" / "cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "handouts"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "handouts"


def place_from(folder: Path, place: Path) -> str:
    """A path as it is found from a folder, with slashes; absolute where no way leads there (another drive)."""
    try:
        return Path(os.path.relpath(place.resolve(), folder.resolve())).as_posix()
    except ValueError:
        return place.resolve().as_posix()


def user_themes() -> Path:
    """The folder of the user's own themes, where the system keeps a program's settings."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or home / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    return base / "handouts" / "themes"
