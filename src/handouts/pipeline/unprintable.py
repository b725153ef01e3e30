"""Characters that the fonts lack, with the places where they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from handouts import typeset
from handouts.diagnostics import Diagnostic, Location, warning
from handouts.errors import HandoutsError
from handouts.model.lesson import Lesson
from handouts.model.press import Style
from handouts.model.text import Essay
from handouts.pipeline.printing import strings
from handouts.pipeline.surroundings import theme_of
from handouts.reading.text import read_source

# The glossary tells of each entry by itself.
FILES = ("lesson", "timeline", "questions", "corrections")
MOST = 30
_NAMED = 3  # characters told with their names in Unicode


def unprintable(lesson: Lesson, folder: Path) -> Iterator[Diagnostic]:
    """Warnings (see `said`) for each paragraph, and for each file beside the essay, that holds such characters.

    Counted with the fonts of the theme that the lesson, or its school, names.
    """
    style = theme_of(lesson, None).style
    text = essay_text(lesson.essay)
    drafts = lesson.drafts
    beside = text_beside(lesson, drafts.timeline, drafts.glossary, drafts.sections)
    missing = typeset.unprintable(f"{text} {beside}", style)
    if missing:
        yield from in_essay(lesson.essay, missing, style)
        yield from in_files(folder, missing.intersection(beside), style)


def missing(lesson: Lesson, text: str) -> frozenset[str]:
    """The characters of a text that no font of the lesson's theme has."""
    if text.isascii():
        return frozenset()
    try:
        style = theme_of(lesson, None).style
    except HandoutsError:  # a theme of the lesson's own that is broken: that is told elsewhere
        return frozenset()
    return typeset.unprintable(text, style)


def essay_text(essay: Essay) -> str:
    """All text of the essay as it is printed."""
    return " ".join(block.text for _, block in essay.text_blocks())


def text_beside(lesson: Lesson, *parts: object) -> str:
    """What is printed beside the essay: the lesson's settings, the parts given, the reasons of corrections.

    What a correction took away is not among it: it stands in the key alone, where a mark for a character will do.
    """
    reasons = " ".join(c.reason for c in lesson.corrections)
    return " ".join((strings(lesson.meta), *map(strings, parts), reasons))


def in_essay(essay: Essay, missing: frozenset[str], style: Style) -> Iterator[Diagnostic]:
    """Warnings for each block, at its first such character."""
    for _, block in essay.text_blocks():
        held = [i for i, char in enumerate(block.text) if char in missing]
        if held:
            place = essay.source.location(block.origin[held[0]])
            yield from said(place, "".join(block.text[i] for i in held), style)


def in_files(folder: Path, missing: frozenset[str], style: Style) -> Iterator[Diagnostic]:
    """Warnings for each file beside the essay but glossary.yaml, at its first such character."""
    for name in FILES if missing and folder.is_dir() else ():
        try:
            source = read_source(folder / f"{name}.yaml")
        except HandoutsError:
            continue
        held = [i for i, char in enumerate(source.text) if char in missing]
        if held:
            yield from said(source.location(held[0]), "".join(source.text[i] for i in held), style)


def said(place: Location, characters: Iterable[str], style: Style) -> Iterator[Diagnostic]:
    """What is printed as a mark, by what can be done: characters-shaped, characters-other-font, characters-left-out."""
    by_script: dict[str, list[str]] = {}
    for char in dict.fromkeys(characters):
        by_script.setdefault(typeset.shaping_script(char), []).append(char)
    rest = by_script.pop("", [])
    for script, held in by_script.items():
        yield warning("characters-shaped", place, characters=_shown(held), script=script, names=_names(held))
    if rest:
        font = typeset.font_for(rest, style)
        shown, names = _shown(rest), _names(rest)
        if font:
            yield warning("characters-other-font", place, font=font, characters=shown, names=names)
        else:
            yield warning("characters-left-out", place, characters=shown, names=names)


def _shown(characters: Sequence[str]) -> str:
    return " ".join(characters)[: 2 * MOST]


def _names(characters: Sequence[str]) -> str:
    """Code points with their names: "U+AE40 HANGUL SYLLABLE GIM"."""
    named = [f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip() for char in characters[:_NAMED]]
    return ", ".join([*named, *(["…"] if len(characters) > _NAMED else [])])
