"""Write the drafts of a lesson for its teacher; a file that exists is hers and stays as it is."""

from __future__ import annotations

from pathlib import Path

from handouts import lessons
from handouts.diagnostics import Diagnostic, Location, problem
from handouts.errors import UsageProblem
from handouts.pipeline.places import is_bundled
from handouts.pipeline.prepare import Prepared, prepare
from handouts.store import Store

NAMES = ("timeline.yaml", "questions.yaml", "glossary.yaml")


def texts_of(prepared: Prepared) -> dict[str, str]:
    """The drafts of a lesson as files: name and text."""
    essay, language = prepared.lesson.essay, prepared.lesson.meta.language
    return {
        "timeline.yaml": lessons.write_timeline(prepared.timeline, essay, language),
        "questions.yaml": lessons.write_questions(prepared.sections, essay, language),
        "glossary.yaml": lessons.write_glossary(prepared.glossary, essay, language),
    }


def draft(source: str, language: str | None) -> tuple[Path, dict[str, bool], tuple[Diagnostic, ...]]:
    """Write the missing drafts; returns the folder, for each file whether it was written, and what there is to say."""
    prepared = prepare(source, language)
    lesson = prepared.lesson
    folder = Path(lesson.folder)
    if not lesson.folder or is_bundled(folder):
        raise UsageProblem(problem("draft-needs-folder", Location(source)))
    missing = {name: text for name, text in texts_of(prepared).items() if not (folder / name).exists()}
    Store(folder).put_all({name: text.encode("utf-8") for name, text in missing.items()})
    return folder, {name: name in missing for name in NAMES}, prepared.diagnostics
