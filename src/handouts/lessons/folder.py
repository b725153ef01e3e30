"""A lesson folder, or an essay alone, into a Lesson."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from handouts.diagnostics import Diagnostic, Location, capped, hint, problem, warning, worst
from handouts.errors import ContentError, HandoutsError, StorageError
from handouts.lessons.gather import INVISIBLE
from handouts.lessons.slug import slug, title_of_name
from handouts.lessons.titles import title_of, with_title, without_given_title
from handouts.model.correction import Corrected
from handouts.model.lesson import Drafts, Lesson, LessonMeta
from handouts.model.text import Block, Essay, SourceText, TextBlock
from handouts.reading.text import read_source

SUFFIXES = (".md", ".txt")
SETTINGS = "lesson.yaml"
CORRECTIONS = "corrections.yaml"

T = TypeVar("T")


def read(path: str | os.PathLike[str], language: str | None = None) -> tuple[Lesson, tuple[Diagnostic, ...]]:
    """Read a lesson folder or an essay file (.md, .txt), and what is doubtful in it.

    `language` (a code such as "id") goes before the one in lesson.yaml; a bare file without it has language "".
    A title line of a bare file stays in the blocks as a heading of level 1; where lesson.yaml gives the title, the
    essay's own is left out. The essay is the corrected one. Raises ContentError (StorageError where a file could not
    be read at all) with everything that must be mended: what the readers of text, YAML, Markdown, corrections and
    drafts raise, and source-suffix, lesson-no-essay, lesson-no-text.
    """
    surveying = _Survey(language)
    lesson = surveying.read(path)
    found = tuple(surveying.found)
    if worst(found) == "error" or lesson is None:
        raise (StorageError if surveying.unreadable else ContentError)(*found)
    return lesson, found


def survey(path: str | os.PathLike[str], language: str | None = None) -> tuple[Lesson | None, tuple[Diagnostic, ...]]:
    """As `read`, but what is broken stops nothing: the lesson with all that could be read, and all that is wrong.

    None where there is no essay to read. A file that is broken is missing from the lesson: settings are guessed from
    the essay, drafts are None, corrections are not carried out.
    """
    surveying = _Survey(language)
    lesson = surveying.read(path)
    return lesson, tuple(surveying.found)


class _Survey:
    """Reads part after part, and keeps what is wrong with each for the end, so that all is told at once."""

    def __init__(self, language: str | None) -> None:
        self.language = language
        self.found: list[Diagnostic] = []
        self.unreadable = False

    def read(self, path: str | os.PathLike[str]) -> Lesson | None:
        # Messages call the files what the person called them, so the path is not resolved here.
        place = Path(path)
        return self._folder(place) if place.is_dir() else self._file(place)

    def _file(self, path: Path) -> Lesson | None:
        if path.suffix.lower() not in SUFFIXES and path.exists():
            allowed = ", ".join(SUFFIXES)
            self.found.append(problem("source-suffix", Location(str(path)), suffix=path.suffix, allowed=allowed))
            return None
        essay = self._essay(path)
        if essay is None:
            return None
        essay = Essay(essay.source, with_title(essay.blocks))
        return Lesson(_guessed_meta(path, essay, self.language or ""), essay)

    def _folder(self, folder: Path) -> Lesson | None:
        meta = self._collect(lambda: _read_settings(folder, self.language))
        path = self._essay_path(folder)
        essay = self._essay(path) if path else None
        if not (folder / SETTINGS).exists():
            self.found.append(warning("lesson-no-settings", Location(str(folder / SETTINGS))))
        if essay is None:
            self._drafts(folder, Essay(SourceText(str(folder), "")))
            return None
        titled = without_given_title(essay.blocks, meta.title) if meta else with_title(essay.blocks)
        given = meta.language if meta else self.language or ""
        corrected = self._corrected(folder, Essay(essay.source, titled), given)
        return Lesson(
            meta or _guessed_meta(folder, corrected.essay, given),
            corrected.essay,
            self._drafts(folder, corrected.essay),
            str(folder.resolve()),
            corrected.corrections,
            corrected.citations,
            corrected.marks_removed,
        )

    def _corrected(self, folder: Path, essay: Essay, language: str) -> Corrected:
        if not (folder / CORRECTIONS).exists():
            return Corrected(essay)
        # Imported here: pydantic costs more than reading a bare text.
        from handouts.lessons import corrections

        read = self._collect(lambda: corrections.read_corrections(folder / CORRECTIONS))
        if read is None:
            return Corrected(essay)
        corrected = corrections.correct(essay, *read, language)
        self.found += corrected.diagnostics
        if _has_text(essay.blocks) and not _has_text(corrected.essay.blocks):
            self.found.append(problem("lesson-no-text", Location(str(folder / CORRECTIONS))))
        return corrected

    def _essay_path(self, folder: Path) -> Path | None:
        there = [folder / f"essay{suffix}" for suffix in SUFFIXES if (folder / f"essay{suffix}").exists()]
        if not there:
            self.found.append(problem("lesson-no-essay", Location(str(folder))))
            return None
        if len(there) > 1:
            self.found.append(warning("lesson-two-essays", Location(str(there[1])), used=there[0].name))
        return there[0]

    def _essay(self, path: Path) -> Essay | None:
        read = self._collect(lambda: _read_essay(path))
        if read is None:
            return None
        self.found += read[1]
        return read[0]

    def _drafts(self, folder: Path, essay: Essay) -> Drafts:
        paths = {name: folder / f"{name}.yaml" for name in ("timeline", "glossary", "questions")}
        there = {name: path for name, path in paths.items() if path.exists()}
        if not there:
            return Drafts()
        from handouts.lessons.drafts import reading

        readers: Mapping[str, Callable[[Path, Essay], reading.Read[Any]]] = {
            "timeline": reading.read_timeline,
            "glossary": reading.read_glossary,
            "questions": reading.read_questions,
        }
        none: reading.Read[Any] = reading.Read(None)
        drafts: dict[str, reading.Read[Any]] = {}
        for name, path in there.items():
            drafts[name] = self._collect(partial(readers[name], path, essay)) or none
            # Where there is no essay, every sentence is gone: that has been said once.
            self.found.extend(drafts[name].diagnostics if essay.blocks else ())
        return Drafts(
            timeline=drafts.get("timeline", none).content,
            glossary=drafts.get("glossary", none).content,
            sections=drafts.get("questions", none).content,
            sections_checked=drafts.get("questions", none).checked,
            approved_items=frozenset(f"{name}/{id_}" for name, draft in drafts.items() for id_ in draft.approved),
        )

    def _collect(self, read_part: Callable[[], T]) -> T | None:
        """What a reader returns; its errors are kept for the end."""
        try:
            return read_part()
        except HandoutsError as error:
            self.found.extend(error.diagnostics)
            self.unreadable = self.unreadable or isinstance(error, StorageError)
            return None


def _read_settings(folder: Path, language: str | None) -> LessonMeta | None:
    if not (folder / SETTINGS).exists():
        return None
    # Imported here: pydantic costs more than reading a bare text.
    from handouts.languages.label_check import check_labels
    from handouts.languages.labels import languages
    from handouts.lessons.settings import LessonFile
    from handouts.reading.yaml import load_with_places

    file, tree = load_with_places(folder / SETTINGS, LessonFile)
    if language is None and file.language not in languages():
        place, known = tree.location(("language",)), ", ".join(languages())
        raise ContentError(problem("yaml-wrong-value", place, key="language", found=file.language, allowed=known))
    if file.labels:
        wrong = check_labels(language or file.language, file.labels, lambda key, of: tree.location(("labels", key), of))
        if found := list(wrong):
            raise ContentError(*capped(found))
    return file.meta(slug(folder.resolve().name), language)


def _read_essay(path: Path) -> tuple[Essay, tuple[Diagnostic, ...]]:
    source = read_source(path)
    found: list[Diagnostic] = []
    if path.suffix.lower() == ".md":
        from handouts.lessons import markdown

        blocks, diagnostics = markdown.blocks(source, path.parent)
        found.extend(diagnostics)
    else:
        from handouts.lessons import plain

        blocks = plain.blocks(source)
    hidden = list(INVISIBLE.finditer(source.text))
    if hidden:
        place = source.location(hidden[0].start())
        found.append(hint("text-invisible", place, count=len(hidden), character=f"U+{ord(hidden[0][0]):04X}"))
    if not _has_text(blocks):
        found.append(problem("lesson-no-text", Location(source.name)))
    return Essay(source, blocks), tuple(found)


def _has_text(blocks: Sequence[Block]) -> bool:
    return any(isinstance(block, TextBlock) and block.number for block in blocks)


def _guessed_meta(path: Path, essay: Essay, language: str) -> LessonMeta:
    real = path.resolve()
    title = title_of(essay.blocks) or title_of_name(real)
    return LessonMeta(slug(real.stem if path.is_file() else real.name), title, language, short_title=title)
