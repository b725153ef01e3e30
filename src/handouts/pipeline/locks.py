"""Append-only records of printed packs: `locks/CODE.json` holds what a key prints, so that it can be printed again."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import handouts
from handouts.diagnostics import Diagnostic, Location, hint, problem
from handouts.errors import ContentError, StorageError, UsageProblem
from handouts.model.lesson import LessonMeta
from handouts.model.press import Rendered
from handouts.model.sheet import Foot, KeyChange, KeyEntry, KeySection, KeySheet
from handouts.pipeline import codes
from handouts.store import Store

FORMAT = 1
FOLDER = "locks"


def record(
    meta: LessonMeta, code: str, theme: str, paper: str, keys: Sequence[KeySheet], handout: Rendered | None
) -> bytes:
    """The record of a pack as JSON text: sheets, answers, printed lines. It holds no pupil's name."""
    data = {
        "format": FORMAT,
        "code": code,
        "tool": handouts.__version__,
        "lesson": meta.slug,
        "title": meta.title,
        "language": meta.language,
        "theme": theme,
        "paper": paper,
        "sheets": list(meta.sheets),
        "answers": {key.version: dataclasses.asdict(key) for key in keys},
        "lines": [dataclasses.astuple(line) for line in (handout.lines if handout else ())],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def free_for(folder: Path, code: str, content: bytes) -> bool:
    """True when no record has this code, or the very same one."""
    path = folder / FOLDER / f"{code}.json"
    try:
        return path.read_bytes() == content
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError as error:
        raise StorageError(problem("store-unreadable", Location(str(path)), reason=str(error.strerror))) from error


def write(folder: Path, out: Path, code: str, content: bytes) -> tuple[Path, tuple[Diagnostic, ...]]:
    """Write the record into the lesson folder, or below `out` when that folder takes no files; say which."""
    name = f"{FOLDER}/{code}.json"
    try:
        return Store(folder).append_only(name, content), ()
    except StorageError:
        if folder == out:
            raise
    return Store(out).append_only(name, content), (hint("record-elsewhere", Location(str(folder)), folder=str(out)),)


def find(code: str, folder: Path) -> Path:
    """The record of a code at or below `folder`. UsageProblem when the code is mistyped or nothing is found."""
    wanted = codes.normalise(code)
    if not codes.valid(wanted):
        raise UsageProblem(problem("code-invalid", None, code=code))
    for path in _candidates(folder, f"{wanted}.json"):
        if path.is_file():
            return path
    raise UsageProblem(problem("code-unknown", None, code=wanted, folder=str(folder)))


def _candidates(folder: Path, name: str) -> Iterator[Path]:
    if folder.name == FOLDER:
        yield folder / name
    yield folder / FOLDER / name
    # Two levels reach content/<lesson>/locks and output/<lesson>/locks; a whole disk is never searched.
    for pattern in (f"*/{FOLDER}/{name}", f"*/*/{FOLDER}/{name}"):
        yield from sorted(folder.glob(pattern))


def read(path: Path) -> tuple[dict[str, Any], tuple[KeySheet, ...]]:
    """A record and its keys. ContentError when it is damaged or of a newer format."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        newer = int(data["format"]) > FORMAT
        if not newer:
            _texts([data[name] for name in ("code", "title", "language", "theme", "paper")])
        keys = () if newer else tuple(_key(data["answers"][v]) for v in sorted(data["answers"]))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ContentError(problem("record-damaged", Location(str(path)), reason=str(error)[:80])) from error
    except OSError as error:
        raise StorageError(problem("store-unreadable", Location(str(path)), reason=str(error.strerror))) from error
    if newer:
        raise ContentError(problem("record-newer", Location(str(path)), found=str(data["format"]), known=FORMAT))
    return data, keys


def _texts(value: Any, name: str = "") -> None:
    """TypeError when anything in the value is no text, as all that a key prints is but its greatest score."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            _texts(part, key)
    elif isinstance(value, list):
        for part in value:
            _texts(part, name)
    elif not isinstance(value, int if name == "max_score" else str):
        raise TypeError(f"{name}: {value!r}")


def _key(data: dict[str, Any]) -> KeySheet:
    _texts(data)
    sections = tuple(
        KeySection(s["letter"], s["title"], tuple(_entry(e) for e in s["entries"])) for s in data["sections"]
    )
    quick = tuple((str(a), str(b)) for a, b in data["quick"])
    changes = tuple(KeyChange(**{**c, "lines": tuple(c["lines"])}) for c in data.get("changes", ()))
    whole = {**data, "foot": Foot(**data["foot"]), "sections": sections, "quick": quick, "notes": tuple(data["notes"])}
    return KeySheet(**{**whole, "changes": changes})


def _entry(data: dict[str, Any]) -> KeyEntry:
    return KeyEntry(**{**data, "quotes": tuple(data["quotes"]), "notes": tuple(data["notes"])})
