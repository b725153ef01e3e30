"""Reworded labels that no template of a theme prints: words of another theme's sheets, which change nothing here."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from handouts import templating
from handouts.diagnostics import Diagnostic, Location, warning
from handouts.languages.label_check import OWN
from handouts.lessons import place_of
from handouts.model.lesson import Lesson
from handouts.pipeline.own_words import printable_words
from handouts.pipeline.places import shipped_themes

# Printed by the default templates, and used by the tool itself for names of sheets and in keys.
_TOOL_TOO = frozenset(
    {
        "batch.report.school", "crossword.across", "crossword.down", "crossword.title",
        "glossary.forms.glossary_blanks",
        "glossary.forms.glossary_matching", "pack.class", "pack.date", "pack.teacher",
        "sections.cloze.title", "timeline.title", "word_search.title",
    }
)  # fmt: skip


def unused_in_theme(theme: templating.Theme, language: str | None = None) -> Iterator[Diagnostic]:
    """A warning `label-unused` for each such label of the themes of a chain, in one language or all.

    Of a school's theme only its own words are looked at: what stands below it came with the tool, and a block that it
    overrides leaves some of that unprinted.
    """
    reworded: list[tuple[str, Location]] = []
    for said in theme.said:
        if theme.apart and shipped_themes().resolve() in Path(said.place.file).resolve().parents:
            continue
        part, _, rest = said.key.partition(".")
        code, _, key = rest.partition(".")
        if part == "labels" and language in (None, code):
            reworded.append((key, said.place))
    yield from _unused(theme, reworded)


def unused_labels(lesson: Lesson, theme: templating.Theme) -> Iterator[Diagnostic]:
    """The same for the words of theme, school and lesson in the lesson's language."""
    language, school = lesson.meta.language, lesson.school
    yield from unused_in_theme(theme, language)
    if school and language in school.labels:
        # a school prints with several themes: the own words of another one are no mistake
        here, file = printable_words(school.labels[language], theme, language), Path(school.file)
        yield from _unused(theme, [(key, place_of(file, ("labels", language, key))) for key in here])
    file = Path(lesson.folder) / "lesson.yaml"
    yield from _unused(theme, [(key, place_of(file, ("labels", key))) for key, _ in lesson.meta.labels])


def _unused(theme: templating.Theme, reworded: list[tuple[str, Location]]) -> Iterator[Diagnostic]:
    if not reworded:
        return
    here, usual = templating.mentioned_labels(theme.sources), _usual()
    for key, place in reworded:
        in_templates = key.startswith(OWN) or (key in usual.keys and key not in _TOOL_TOO)
        if in_templates and key not in here:
            close = get_close_matches(key, sorted(k for k in here.keys if k.startswith(OWN)), 1, 0.6)
            meant = templating.printed_instead(key, theme.sources) or (close[0] if close else "")
            yield warning("label-unused", place, key=key, theme=theme.name, suggestion=meant)


@cache
def _usual() -> templating.Mentioned:
    return templating.mentioned_labels(templating.load_theme(shipped_themes() / "default", []).sources)
