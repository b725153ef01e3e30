"""The lesson that a folder will hold, before anything of it is written."""

from __future__ import annotations

from pathlib import Path

from handouts.diagnostics import Diagnostic, worst
from handouts.errors import ContentError
from handouts.lessons import markdown
from handouts.lessons.slug import slug
from handouts.lessons.titles import without_given_title
from handouts.model.lesson import Lesson, LessonMeta
from handouts.model.text import Essay, SourceText


def lesson_of(
    folder: Path, essay: str, title: str, language: str, pictures_from: Path
) -> tuple[Lesson, tuple[Diagnostic, ...]]:
    """The lesson that `folder` will hold once essay.md has the text `essay`; its pictures still lie in `pictures_from`.

    Raises ContentError as reading the text of a lesson does.
    """
    source = SourceText(str(folder / "essay.md"), essay)
    blocks, found = markdown.blocks(source, pictures_from)
    if worst(found) == "error":
        raise ContentError(*found)
    place = folder.resolve()
    meta = LessonMeta(slug(place.name), title, language, short_title=title)
    return Lesson(meta, Essay(source, without_given_title(blocks, title)), folder=str(place)), found
