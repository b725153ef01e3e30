"""Reads the templates of a theme's folder once, and only what can be nothing but a template."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from handouts.diagnostics import Diagnostic, Location, problem
from handouts.errors import TemplateError

SUFFIX = ".xml.j2"
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}\.xml\.j2")
MOST_FILES = 200
MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """A template: `level` counts the themes from 0 (the theme itself), `place` is the path that messages show."""

    level: int
    file: str
    place: str
    text: str

    @property
    def key(self) -> str:
        """A name for the engine that no path can disturb."""
        return f"{self.level}/{self.file}"


def read_templates(folder: Path, level: int) -> tuple[Source, ...]:
    """The templates in `folder`, sorted by name. Raises TemplateError with every file that is refused."""
    found: list[Source] = []
    refused: list[Diagnostic] = []
    paths = sorted((p for p in folder.iterdir() if p.name.casefold().endswith((SUFFIX, ".j2"))), key=lambda p: p.name)
    if len(paths) > MOST_FILES:
        raise TemplateError(problem("theme-too-many-files", Location(folder.as_posix()), limit=MOST_FILES))
    for path in paths:
        text = _text(path)
        if isinstance(text, Diagnostic):
            refused.append(text)
        else:
            found.append(Source(level, path.name, path.as_posix(), text))
    if refused:
        raise TemplateError(*refused)
    return tuple(found)


def refusal(path: Path, limit: int = MOST_BYTES) -> Diagnostic | None:
    """Why `path` is not read: a link, no regular file, or too large. None when it may be."""
    place = Location(path.as_posix())
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        return problem("theme-not-a-file", place, file=path.name)
    if status.st_size > limit:
        return problem("template-too-large", place, limit=limit)
    return None


def _text(path: Path) -> str | Diagnostic:
    place = Location(path.as_posix())
    if not NAME.fullmatch(path.name):
        return problem("theme-file-name", place, file=path.name, wanted="worksheet.xml.j2")
    refused = refusal(path)
    if refused:
        return refused
    # The file may have been exchanged for a link since: the open one is what counts.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(path, flags), "rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        return problem("theme-unreadable", place, detail=error.strerror or "")
    if len(data) > MOST_BYTES:
        return problem("template-too-large", place, limit=MOST_BYTES)
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return problem("template-not-utf8", Location(path.as_posix(), line))
