"""Append-only records of printed packs: `locks/CODE.json` holds what a key prints, so that it can be printed again."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import handouts
from handouts.diagnostics import Diagnostic, Location, hint, problem
from handouts.errors import ContentError, StorageError, UsageProblem
from handouts.model.lesson import TIMELINE_FORMS, LessonMeta
from handouts.model.press import Rendered
from handouts.model.sheet import Foot, KeyChange, KeyEntry, KeySection, KeySheet, TimelineKeySheet
from handouts.pipeline import codes
from handouts.store import Store

FORMAT = 1
FOLDER = "locks"


@dataclass(frozen=True)
class MadeFor:
    """What a pack was made for: the lesson, its code, and the names of theme and paper."""

    meta: LessonMeta
    code: str
    theme: str
    paper: str


def record(
    made_for: MadeFor,
    keys: Sequence[KeySheet],
    timeline_keys: Sequence[TimelineKeySheet],
    handout: Rendered | None,
) -> bytes:
    """The record of a pack as JSON text: sheets, answers, printed lines. It holds no pupil's name.

    `timelines` are the keys to the forms of the timeline; records of packs without a timeline have no such field.
    """
    meta = made_for.meta
    data = {
        "format": FORMAT,
        "code": made_for.code,
        "tool": handouts.__version__,
        "lesson": meta.slug,
        "title": meta.title,
        "language": meta.language,
        "theme": made_for.theme,
        "paper": made_for.paper,
        "sheets": list(meta.sheets),
        "answers": {key.version: dataclasses.asdict(key) for key in keys},
        "lines": [dataclasses.astuple(line) for line in (handout.lines if handout else ())],
    }
    if timeline_keys:
        data["timelines"] = {key.form: dataclasses.asdict(key) for key in timeline_keys}
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


@dataclass(frozen=True)
class Record:
    """A record as read: its fields, the keys to its versions, the keys to its forms of the timeline."""

    data: dict[str, Any]
    keys: tuple[KeySheet, ...]
    timelines: tuple[TimelineKeySheet, ...]


def read(path: Path) -> Record:
    """A record and its keys. ContentError when it is damaged or of a newer format."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        newer = int(data["format"]) > FORMAT
        if not newer:
            _texts([data[name] for name in ("code", "title", "language", "theme", "paper")])
        keys = () if newer else tuple(_key(data["answers"][v]) for v in sorted(data["answers"]))
        forms = {} if newer else data.get("timelines", {})
        timelines = tuple(_timeline_key(form, forms[form]) for form in sorted(forms))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ContentError(problem("record-damaged", Location(str(path)), reason=str(error)[:80])) from error
    except OSError as error:
        raise StorageError(problem("store-unreadable", Location(str(path)), reason=str(error.strerror))) from error
    if newer:
        raise ContentError(problem("record-newer", Location(str(path)), found=str(data["format"]), known=FORMAT))
    return Record(data, keys, timelines)


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


def _timeline_key(form: str, data: dict[str, Any]) -> TimelineKeySheet:
    _texts(data)
    if form != data["form"] or form not in TIMELINE_FORMS:
        raise ValueError(f"timelines: {form!r}")
    quick = tuple((str(a), str(b)) for a, b in data["quick"])
    entries = tuple(_entry(e) for e in data["entries"])
    whole = {**data, "foot": Foot(**data["foot"]), "entries": entries, "quick": quick, "notes": tuple(data["notes"])}
    return TimelineKeySheet(**whole)


def _entry(data: dict[str, Any]) -> KeyEntry:
    return KeyEntry(**{**data, "quotes": tuple(data["quotes"]), "notes": tuple(data["notes"])})
