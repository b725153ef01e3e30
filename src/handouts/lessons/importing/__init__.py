"""Files of other programs into the files of a new lesson: reading, repairing, writing as Markdown."""

from __future__ import annotations

from handouts.lessons.importing.files import corrections_yaml, lesson_yaml
from handouts.lessons.importing.kinds import Kind, kind_by_content, kind_by_name, limit_of, require_encoding
from handouts.lessons.importing.lesson import lesson_of
from handouts.lessons.importing.pages import from_pages
from handouts.lessons.importing.parts import Imported, Part, titled
from handouts.lessons.importing.texts import with_lines
from handouts.lessons.importing.writing import write

__all__ = [
    "Imported",
    "Kind",
    "Part",
    "corrections_yaml",
    "from_pages",
    "kind_by_content",
    "kind_by_name",
    "lesson_of",
    "lesson_yaml",
    "limit_of",
    "read",
    "require_encoding",
    "titled",
    "with_lines",
    "write",
]


def read(kind: Kind, name: str, data: bytes, encoding: str = "") -> Imported:
    """The text of a file of any kind but PDF. Raises ContentError, as the readers of the kinds do."""
    # Each reader is imported when it is needed: they bring large libraries.
    if kind == "text":
        from handouts.lessons.importing.texts import read_text

        return read_text(name, data, encoding)
    if kind == "markdown":
        from handouts.lessons.importing.texts import read_markdown

        return read_markdown(name, data, encoding)
    if kind == "html":
        from handouts.lessons.importing.html import read_html

        return read_html(name, data, encoding)
    from handouts.lessons.importing.word import read_word

    return read_word(name, data)
