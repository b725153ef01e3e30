"""The drafts of a lesson out to a table file for a spreadsheet program, and back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handouts.diagnostics import Diagnostic, Location, problem
from handouts.errors import StorageError, UsageProblem
from handouts.lessons.spreadsheet.applying import Counts
from handouts.lessons.spreadsheet.exchange import SUFFIXES, export_table, import_table
from handouts.lessons.spreadsheet.fields import Topic
from handouts.model.lesson import Lesson
from handouts.pipeline.places import is_bundled
from handouts.pipeline.prepare import read_lesson
from handouts.reading.text import read_bytes
from handouts.store import Store

MAX_TABLE_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did to the draft file, and what there is to say."""

    path: Path
    counts: Counts
    diagnostics: tuple[Diagnostic, ...]


def export(source: str, topic: Topic, file: Path, language: str | None, force: bool) -> tuple[int, list[Diagnostic]]:
    """Write the table file; returns the number of items. A file that exists is replaced only with `force`.

    Raises UsageProblem table-suffix, table-exists, draft-needs-folder, table-no-draft; ContentError and StorageError as
    the readers of a lesson and `export_table`.
    """
    _require_suffix(file)
    lesson, diagnostics = read_lesson(source, language)
    draft = _draft(source, lesson, topic)
    if file.exists() and not force:
        raise UsageProblem(problem("table-exists", Location(str(file))))
    data, count = export_table(topic, (str(draft), read_bytes(str(draft))), str(file), lesson.meta.language)
    Store(file.parent).put(file.name, data)
    return count, list(diagnostics)


def import_(source: str, topic: Topic, file: Path, language: str | None, encoding: str) -> Report:
    """Put the content of a table file into the draft file; nothing is written when anything is wrong or nothing new.

    Raises UsageProblem table-suffix, draft-needs-folder, table-no-draft, table-encoding-unknown; StorageError
    draft-changed-meanwhile; ContentError and StorageError as the readers of a lesson and `import_table`.
    """
    _require_suffix(file)
    lesson = read_lesson(source, language)[0]
    if lesson.folder and is_bundled(Path(lesson.folder)):
        raise UsageProblem(problem("draft-needs-folder", Location(source)))
    draft = _draft(source, lesson, topic)
    seen = read_bytes(str(draft))
    done = import_table(
        topic,
        (str(draft), seen),
        (str(file), read_bytes(str(file), MAX_TABLE_BYTES)),
        lesson.essay,
        lesson.meta.language,
        encoding,
    )
    if not done.counts.nothing:
        Store(draft.parent).put_all({draft.name: done.data}, before=lambda: _refuse_change(draft, seen))
    return Report(draft, done.counts, done.diagnostics)


def _refuse_change(draft: Path, seen: bytes) -> None:
    """Stop when an editor has saved the draft since it was read."""
    if read_bytes(str(draft)) != seen:
        raise StorageError(problem("draft-changed-meanwhile", Location(str(draft))))


def _require_suffix(file: Path) -> None:
    if file.suffix.lower() not in SUFFIXES:
        raise UsageProblem(problem("table-suffix", Location(str(file)), allowed=", ".join(SUFFIXES)))


def _draft(source: str, lesson: Lesson, topic: Topic) -> Path:
    """The draft file, called as the person called its folder."""
    if not lesson.folder:
        raise UsageProblem(problem("draft-needs-folder", Location(source)))
    folder = Path(source) if Path(source).is_dir() else Path(lesson.folder)
    path = folder / f"{topic}.yaml"
    if not path.is_file():
        raise UsageProblem(problem("table-no-draft", Location(str(path)), source=source))
    return path
