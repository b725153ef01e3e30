"""A lesson folder, or an essay alone, into a Lesson."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from handouts.diagnostics import Diagnostic, Location, hint, problem, warning, worst
from handouts.errors import ContentError
from handouts.lessons.gather import INVISIBLE
from handouts.lessons.slug import slug, title_of_name
from handouts.lessons.titles import title_of, with_title, without_given_title
from handouts.model.lesson import Drafts, Lesson, LessonMeta
from handouts.model.text import Essay, SourceText, TextBlock
from handouts.reading.text import read_source

SUFFIXES = (".md", ".txt")
SETTINGS = "lesson.yaml"

T = TypeVar("T")


def read(path: str | os.PathLike[str], language: str | None = None) -> tuple[Lesson, tuple[Diagnostic, ...]]:
    """Read a lesson folder or an essay file (.md, .txt), and what is doubtful in it.

    `language` (a code such as "id") goes before the one in lesson.yaml; a bare file without it has language "".
    A title line of a bare file stays in the blocks as a heading of level 1; where lesson.yaml gives the title, the
    essay's own is left out. Raises ContentError and StorageError with all that must be mended: what the readers of
    text, YAML, Markdown and drafts raise, and source-suffix, lesson-no-essay, lesson-no-text.
    """
    # Messages call the files what the person called them, so the path is not resolved here.
    place = Path(path)
    return _read_folder(place, language) if place.is_dir() else _read_file(place, language)


def _read_file(path: Path, language: str | None) -> tuple[Lesson, tuple[Diagnostic, ...]]:
    if path.suffix.lower() not in SUFFIXES and path.exists():
        raise ContentError(
            problem("source-suffix", Location(str(path)), suffix=path.suffix, allowed=", ".join(SUFFIXES))
        )
    essay, found = _read_essay(path)
    _stop_at_errors(found)
    essay = Essay(essay.source, with_title(essay.blocks))
    return Lesson(_guessed_meta(path, essay, language or ""), essay), found


def _read_folder(folder: Path, language: str | None) -> tuple[Lesson, tuple[Diagnostic, ...]]:
    found: list[Diagnostic] = []
    meta = _collect(found, lambda: _read_settings(folder, language))
    essay_path = _essay_path(folder, found)
    essay = Essay(SourceText(str(folder), ""))
    if essay_path:
        read_essay = _collect(found, lambda: _read_essay(essay_path))
        if read_essay:
            essay = read_essay[0]
            found.extend(read_essay[1])
    if meta:
        essay = Essay(essay.source, without_given_title(essay.blocks, meta.title))
    elif not (folder / SETTINGS).exists():
        found.append(warning("lesson-no-settings", Location(str(folder / SETTINGS))))
        essay = Essay(essay.source, with_title(essay.blocks))
        meta = _guessed_meta(folder, essay, language or "")
    drafts = _read_drafts(folder, essay, found)
    _stop_at_errors(found)
    assert meta is not None
    return Lesson(meta, essay, drafts, str(folder.resolve())), tuple(found)


def _read_settings(folder: Path, language: str | None) -> LessonMeta | None:
    if not (folder / SETTINGS).exists():
        return None
    # Imported here: pydantic costs more than reading a bare text.
    from handouts.languages.labels import languages
    from handouts.lessons.settings import LessonFile
    from handouts.reading.yaml import load_with_places

    file, tree = load_with_places(folder / SETTINGS, LessonFile)
    if language is None and file.language not in languages():
        place, known = tree.location(("language",)), ", ".join(languages())
        raise ContentError(problem("yaml-wrong-value", place, key="language", found=file.language, allowed=known))
    return file.meta(slug(folder.resolve().name), language)


def _essay_path(folder: Path, found: list[Diagnostic]) -> Path | None:
    there = [folder / f"essay{suffix}" for suffix in SUFFIXES if (folder / f"essay{suffix}").exists()]
    if not there:
        found.append(problem("lesson-no-essay", Location(str(folder))))
        return None
    if len(there) > 1:
        found.append(warning("lesson-two-essays", Location(str(there[1])), used=there[0].name))
    return there[0]


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
    if not any(isinstance(block, TextBlock) and block.number for block in blocks):
        found.append(problem("lesson-no-text", Location(source.name)))
    return Essay(source, blocks), tuple(found)


def _guessed_meta(path: Path, essay: Essay, language: str) -> LessonMeta:
    real = path.resolve()
    title = title_of(essay.blocks) or title_of_name(real)
    return LessonMeta(slug(real.stem if path.is_file() else real.name), title, language, short_title=title)


def _collect(found: list[Diagnostic], read_part: Callable[[], T]) -> T | None:
    """What a reader returns; its errors are kept for the end, so that all are told at once."""
    try:
        return read_part()
    except ContentError as error:
        found.extend(error.diagnostics)
        return None


def _stop_at_errors(found: list[Diagnostic] | tuple[Diagnostic, ...]) -> None:
    if worst(found) == "error":
        raise ContentError(*found)


def _read_drafts(folder: Path, essay: Essay, found: list[Diagnostic]) -> Drafts:
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
    drafts: dict[str, reading.Read[Any]] = {}
    for name, path in there.items():
        read_draft = _collect(found, partial(readers[name], path, essay))
        drafts[name] = read_draft or reading.Read(None)
        # Where there is no essay, every sentence is gone: that has been said once.
        found.extend(drafts[name].diagnostics if essay.blocks else ())
    none: reading.Read[Any] = reading.Read(None)
    return Drafts(
        timeline=drafts.get("timeline", none).content,
        glossary=drafts.get("glossary", none).content,
        sections=drafts.get("questions", none).content,
        sections_checked=drafts.get("questions", none).checked,
        approved_items=frozenset(f"{name}/{id_}" for name, draft in drafts.items() for id_ in draft.approved),
    )
