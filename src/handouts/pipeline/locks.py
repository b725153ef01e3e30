"""Append-only records of printed packs: `locks/CODE.json` holds what a key prints, so that it can be printed again."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import handouts
from handouts.diagnostics import Diagnostic, Location, hint, problem
from handouts.errors import ContentError, StorageError, UsageProblem
from handouts.model.item_papers import BlueprintSheet, ItemCardsSheet
from handouts.model.key_papers import KeyMatrixSheet, KeyReviewSheet, QuickKeySheet
from handouts.model.lesson import TEACHER_SHEETS, LessonMeta
from handouts.model.marked_sheet import MarkedSheet
from handouts.model.press import Rendered
from handouts.model.prints import PRINTS, PrintName
from handouts.model.school import Surroundings
from handouts.model.sheet import FormKey, KeySheet
from handouts.pipeline import codes
from handouts.pipeline.forms import FORM_KINDS
from handouts.pipeline.key_papers import KeyPapers
from handouts.pipeline.recorded import restored
from handouts.store import Store

FORMAT = 1
FOLDER = "locks"
_PLACE = "theme-place"
# The papers that a pack has one of, by their fields in KeyPapers and in the record.
_SINGLE: dict[str, Any] = {
    "quick": QuickKeySheet,
    "matrix": KeyMatrixSheet,
    "review": KeyReviewSheet,
    "blueprint": BlueprintSheet,
    "cards": ItemCardsSheet,
}


@dataclass(frozen=True)
class MadeFor:
    """What a pack was made for: the lesson, its code, the names of theme, paper and print, sides of the paper.

    `around` is what templates saw beside the sheets, `labels` are the words that school and lesson have of their own.
    `theme_place` is the folder of the theme as it is found from that of the record; "" for one that came with the tool.
    """

    meta: LessonMeta
    code: str
    theme: str
    paper: str
    around: Surroundings | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    print_name: PrintName = "standard"
    duplex: bool | None = None
    theme_place: str = ""


def record(
    made_for: MadeFor,
    papers: KeyPapers,
    form_keys: Sequence[FormKey],
    handout: Rendered | None,
) -> bytes:
    """The record of a pack as JSON text: sheets, answers, printed lines. It holds no pupil's name.

    It does not depend on which papers the teacher has printed: the pupils' pack is the same, and so is its code.
    `forms` are the keys to the forms of timeline and glossary; records of packs without any have no such field.
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
        "sheets": [name for name in meta.sheets if name not in TEACHER_SHEETS],
        "answers": {key.version: dataclasses.asdict(key) for key in papers.keys},
        "lines": [dataclasses.astuple(line) for line in (handout.lines if handout else ())],
    }
    if made_for.around is not None:
        data["around"] = dataclasses.asdict(made_for.around)
    if made_for.labels:
        data["labels"] = dict(made_for.labels)
    if made_for.print_name != "standard":
        data["print"] = made_for.print_name
    if made_for.duplex is not None:
        data["duplex"] = made_for.duplex
    if made_for.theme_place:
        data[_PLACE] = made_for.theme_place
    if papers.marked:
        data["marked"] = {copy.version: dataclasses.asdict(copy) for copy in papers.marked}
    for name in _SINGLE:
        if (paper := getattr(papers, name)) is not None:
            data[name] = dataclasses.asdict(paper)
    if form_keys:
        data["forms"] = {key.form: dataclasses.asdict(key) for key in form_keys}
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def settled(folder: Path, code: str, content: bytes) -> bytes | None:
    """What the record of this code is to hold: `content`, or the record that is there when it is of the same pack.

    None when another pack has the code. Where the theme lay makes no other pack.
    """
    path = folder / FOLDER / f"{code}.json"
    try:
        found = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return content
    except OSError as error:
        raise StorageError(problem("store-unreadable", Location(str(path)), reason=str(error.strerror))) from error
    return found if found == content or _placeless(found) == _placeless(content) else None


def _placeless(content: bytes) -> Any:
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        return content
    return {key: value for key, value in data.items() if key != _PLACE} if isinstance(data, dict) else data


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
    """The record of a code at or below `folder`, or beside it where that is a lesson.

    UsageProblem when the code is mistyped or nothing is found.
    """
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
    # Pupils of another language have their pack from another lesson, which mostly lies beside this one.
    lesson = folder.resolve()
    if (lesson / "lesson.yaml").is_file():
        yield from sorted(lesson.parent.glob(f"*/{FOLDER}/{name}"))


@dataclass(frozen=True)
class Record:
    """A record as read: its fields, the papers to mark with, the keys to its forms of timeline and glossary.

    `around` is None, and `labels` empty, in records of older versions.
    """

    data: dict[str, Any]
    papers: KeyPapers
    forms: tuple[FormKey, ...]
    around: Surroundings | None = None
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def theme_place(self) -> str:
        """Where the theme lay, from the folder of the pack's lesson; "" for one that came with the tool, or unknown."""
        return str(self.data.get(_PLACE, ""))

    @property
    def keys(self) -> tuple[KeySheet, ...]:
        """The keys to its versions."""
        return self.papers.keys


def read(path: Path) -> Record:
    """A record and its keys. ContentError when it is damaged or of a newer format."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        newer = int(data["format"]) > FORMAT
        if not newer:
            _texts([data[name] for name in ("code", "title", "language", "theme", "paper")])
            _texts([data.get(_PLACE, "")])
            _press(data)
        papers = KeyPapers() if newer else _papers(data)
        # Older versions kept the keys to the timeline in a field of its own.
        known = {} if newer else {**data.get("timelines", {}), **data.get("forms", {})}
        forms = tuple(_form_key(form, known[form]) for form in sorted(known))
        around = restored(Surroundings, data["around"]) if "around" in data and not newer else None
        labels = {} if newer else data.get("labels", {})
        _texts(list(dict(labels).values()))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ContentError(problem("record-damaged", Location(str(path)), reason=str(error)[:80])) from error
    except OSError as error:
        raise StorageError(problem("store-unreadable", Location(str(path)), reason=str(error.strerror))) from error
    if newer:
        raise ContentError(problem("record-newer", Location(str(path)), found=str(data["format"]), known=FORMAT))
    return Record(data, papers, forms, around, labels)


def _papers(data: dict[str, Any]) -> KeyPapers:
    held = data.get("marked", {})
    return KeyPapers(
        keys=tuple(restored(KeySheet, data["answers"][v]) for v in sorted(data["answers"])),
        marked=tuple(restored(MarkedSheet, held[v]) for v in sorted(held)),
        **{name: restored(kind, data[name]) for name, kind in _SINGLE.items() if name in data},
    )


def _press(data: dict[str, Any]) -> None:
    if data.get("print", PRINTS[0]) not in PRINTS or data.get("duplex") not in (None, True, False):
        raise ValueError("print, duplex")


def _texts(values: Sequence[Any]) -> None:
    for value in values:
        if not isinstance(value, str):
            raise TypeError(repr(value))


def _form_key(form: str, data: Any) -> FormKey:
    kind = FORM_KINDS.get(form)
    if kind is None or form != data["form"]:
        raise ValueError(f"forms: {form!r}")
    return restored(kind.key_type, data)
