"""Characters that the fonts lack, with the places where they stand: errors, but in a passage that is doubtful anyway.

Pupils must be able to read every word of a sheet, so such a character withholds it. A raw text still gives sheets: what
is flagged in it as foreign is printed with marks, and told, until the teacher has decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from handouts.diagnostics import Diagnostic
from handouts.errors import HandoutsError
from handouts.model.analysis import Flag
from handouts.model.lesson import Lesson
from handouts.model.school import School
from handouts.model.text import Essay, Passage, Picture, TextBlock
from handouts.pipeline.glyphs import Lacking, lacking
from handouts.pipeline.printing import strings
from handouts.pipeline.surroundings import theme_of
from handouts.reading.text import read_source
from handouts.reading.yaml import read_tree
from handouts.templating import Theme

# The glossary tells of each entry by itself.
FILES = ("lesson", "timeline", "questions", "corrections")
# What drafts and corrections quote from the essay: told there.
_QUOTED = frozenset({"sentence", "sentences", "evidence"})
KeyPath = tuple[str | int, ...]
Wanted = Callable[[KeyPath], bool]


def unprintable(
    lesson: Lesson, theme: Theme, made: Sequence[object], glossary: object, flags: Sequence[Flag]
) -> Iterator[Diagnostic]:
    """All that is said of such characters, each run at its own place; codes as in `Lacking.said`.

    `made` are timeline and items as they are printed. Letters of the `glossary` are told by `materials.entry_faults`.
    """
    doubtful = [flag.passage for flag in flags if flag.blocks and _foreign(flag, lesson.essay)]
    essay = lesson.essay
    beside = f"{text_beside(lesson, *made)} {strings(_around(lesson, theme))}"
    found = lacking(f"{essay_text(essay)} {beside}", theme)
    if not found.characters:
        return
    told: set[str] = set()
    replaced = _replaced(lesson, found.characters)
    for diagnostic in (
        *_in_essay(lesson, found, doubtful),
        *_in_files(lesson, theme, found, found.characters.intersection(beside) | replaced),
    ):
        told.update(str(diagnostic.data["characters"]))
        yield diagnostic
    # of a title made from a file's name, say
    left = found.characters.intersection(beside) - told - set(strings(glossary))
    for _, run in found.runs("".join(sorted(left)), left):
        yield found.said(essay.source.location(0), run)


def _foreign(flag: Flag, essay: Essay) -> bool:
    """Whether a flag says that a passage is no part of the essay: a word in other letters in a sentence is one."""
    passage = flag.passage
    return flag.code != "flag-script" or passage.text.strip() == essay.text_block(passage.block).text.strip()


def _around(lesson: Lesson, theme: Theme) -> tuple[object, ...]:
    """What theme and school have printed: their words in the lesson's language, letterheads, foot of the pages."""
    school, language = lesson.school or School(), lesson.meta.language
    words = theme.labels.get(language, {}), school.labels.get(language, {})
    return (*words, replace(school, labels={}), theme.letterhead, theme.footer)


def missing(lesson: Lesson, text: str) -> frozenset[str]:
    """The characters of a text that no font of the lesson's theme has."""
    if text.isascii():
        return frozenset()
    try:
        return lacking(text, theme_of(lesson, None)).characters
    except HandoutsError:  # a theme of the lesson's own that is broken: that is told elsewhere
        return frozenset()


def essay_text(essay: Essay) -> str:
    """All text of the essay as it is printed."""
    return " ".join(b.text if isinstance(b, TextBlock) else b.caption for b in essay.blocks)


def text_beside(lesson: Lesson, *parts: object) -> str:
    """What is printed beside the essay: the lesson's settings, the parts given, the reasons of corrections.

    What a correction took away is not among it: it stands in the key alone, where a mark for a character will do.
    """
    reasons = " ".join(c.reason for c in lesson.corrections)
    return " ".join((strings(lesson.meta), *map(strings, parts), reasons))


def _replaced(lesson: Lesson, characters: frozenset[str]) -> frozenset[str]:
    """Those that the new texts of corrections bring in: they are told in corrections.yaml."""
    return characters.intersection("".join(c.replacement for c in lesson.corrections))


def _in_essay(lesson: Lesson, found: Lacking, doubtful: Sequence[Passage]) -> Iterator[Diagnostic]:
    source, new = lesson.essay.source, _replaced(lesson, found.characters)
    for number, block in enumerate(lesson.essay.blocks):
        if isinstance(block, Picture):
            begun = max(block.span.start, source.text.find(block.caption, block.span.start))
            for at, run in found.runs(block.caption, found.characters):
                yield found.said(source.location(begun + at), run)
            continue
        if found.characters.isdisjoint(block.text):
            continue
        inside = [p for p in doubtful if p.block == number]

        def doubt(at: int, inside: Sequence[Passage] = inside) -> bool:
            return any(p.start <= at < p.end for p in inside)

        for at, run in found.runs(block.text, found.characters, doubt):
            origin = block.origin[at]
            if run[0] in new and source.text[origin] != run[0]:
                continue
            yield found.said(source.location(origin), run, doubt(at))


def _in_files(lesson: Lesson, theme: Theme, found: Lacking, among: frozenset[str]) -> Iterator[Diagnostic]:
    language = lesson.meta.language

    def own(path: KeyPath) -> bool:
        return path[0] != "labels" or path[1:2] == (language,)

    for name in FILES if lesson.folder else ():
        yield from _in_file(Path(lesson.folder) / f"{name}.yaml", found, among, _printed_of(name))
    if lesson.school and lesson.school.file:
        yield from _in_file(Path(lesson.school.file), found, among, own)
    parts = ("labels", "letterhead", "footer")
    for place in theme.folders if theme.apart else ():
        yield from _in_file(Path(place) / "theme.yaml", found, among, lambda path: path[0] in parts and own(path))


def _printed_of(name: str) -> Wanted:
    if name == "corrections":
        return lambda path: path[-1] in ("replace", "reason")
    return lambda path: _QUOTED.isdisjoint(map(str, path))


def _in_file(path: Path, found: Lacking, among: frozenset[str], wanted: Wanted) -> Iterator[Diagnostic]:
    """Each run of such characters in the values of a YAML file that are printed."""
    try:
        source = read_source(path)
        if among.isdisjoint(source.text) and "\\" not in source.text:
            return
        tree = read_tree(source, large=True)
    except HandoutsError:  # not there, or broken: that is told elsewhere
        return
    for key, text in _leaves(tree.data, ()):
        if not key or among.isdisjoint(text) or not wanted(key):
            continue
        start, end = tree.spans[key]
        written = source.text[start:end]
        # a character written as "\U0001F600" is told at the beginning of its text
        escaped = among.isdisjoint(written)
        for at, run in found.runs(text if escaped else written, among):
            yield found.said(source.location(start if escaped else start + at), run)


def _leaves(data: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _leaves(value, (*path, key))
    elif isinstance(data, str):
        yield path, data
