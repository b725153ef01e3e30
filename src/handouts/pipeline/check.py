"""Everything wrong or doubtful in a lesson, in one list; nothing is written and nothing generated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from handouts import lessons, materials
from handouts.diagnostics import Diagnostic, Location, hint, problem
from handouts.errors import ContentError, HandoutsError
from handouts.lessons.drafts.identity import term_id
from handouts.model.analysis import Flag
from handouts.model.glossary import Glossary
from handouts.model.handout import Handout
from handouts.model.lesson import Drafts, Lesson
from handouts.model.text import Passage
from handouts.model.timeline import Timeline
from handouts.pipeline.glossary_faults import FIRST, glossary_faults
from handouts.pipeline.label_use import unused_labels
from handouts.pipeline.linting import Inspector
from handouts.pipeline.places import find_source
from handouts.pipeline.prepare import doubts, settled
from handouts.pipeline.puzzles import left_out_of_puzzles
from handouts.pipeline.school import NONE, with_school
from handouts.pipeline.sheets import gives, too_few
from handouts.pipeline.sound import shortened, sound
from handouts.pipeline.surroundings import labels_of, paper_of, theme_of
from handouts.pipeline.unprintable import unprintable


@dataclass(frozen=True)
class Finding:
    """A diagnostic, and the words of the essay it is about, shortened ("" when it is about no words)."""

    diagnostic: Diagnostic
    text: str = ""


def check(source: str, language: str | None) -> tuple[Finding, ...]:
    """All findings by file and place, each once. An error is what `build` refuses.

    A broken file hides nothing in the others. UsageProblem when there is no such source or language.
    """
    path = find_source(source)
    lesson, found = lessons.survey(path, language)
    findings = [Finding(d) for d in found]
    if lesson is not None and any(block.number for _, block in lesson.essay.text_blocks()):
        try:
            lesson = with_school(lesson)
        except ContentError as error:
            findings += [Finding(d) for d in error.diagnostics]
            lesson = replace(lesson, school=NONE)
        try:
            findings += _in_lesson(settled(lesson, language), path)
        except ContentError as error:
            findings += [Finding(d) for d in error.diagnostics]
    return tuple(sorted(_once(findings), key=_place))


def _once(findings: Iterable[Finding]) -> Iterable[Finding]:
    seen = {(f.diagnostic.code, str(f.diagnostic.location), repr(dict(f.diagnostic.data))): f for f in findings}
    return seen.values()


def _place(finding: Finding) -> tuple[str, int, int, str, str]:
    d = finding.diagnostic
    place = d.location or Location("")
    return place.file, place.line, place.column, d.code, repr(dict(d.data))


def _in_lesson(lesson: Lesson, path: Path) -> Iterator[Finding]:
    seen = doubts(lesson, spelling=True)
    for flag, said in zip(seen.flags, materials.flag_diagnostics(lesson.essay, seen.flags), strict=True):
        yield Finding(said, shortened(flag.passage.text))
    drafts, withheld = sound(lesson, seen.blocked, path)
    for diagnostic in (
        *withheld,
        *_sheets(lesson, drafts, seen.usable),
        *_lint(lesson, drafts, path),
        *glossary_faults(lesson, path),
        *_approval(lesson, path),
        *_look(lesson),
        *_characters(lesson, seen.flags),
    ):
        yield Finding(diagnostic)


def _sheets(lesson: Lesson, drafts: Drafts, sentences: tuple[Passage, ...]) -> Iterator[Diagnostic]:
    """What the drafts hold too few terms for, and the error `build` would end with when they give no sheet."""
    meta, essay = lesson.meta, lesson.essay
    made = {"timeline": drafts.timeline, "glossary": drafts.glossary, "questions": drafts.sections}
    unknown = [name for name, draft in made.items() if draft is None]
    glossary = materials.locate(essay, drafts.glossary or Glossary(), meta.language)
    handout = Handout(meta, essay, drafts.timeline or Timeline(), glossary, drafts.sections or (), sentences=sentences)
    if "glossary" not in unknown:
        yield from too_few(meta.sheets, handout)
        yield from left_out_of_puzzles(meta.sheets, handout)
    if not any(gives(name, handout, unknown) for name in meta.sheets):
        yield problem("pack-empty", essay.source.location(0), sheets=", ".join(meta.sheets))


def _characters(lesson: Lesson, flags: Sequence[Flag]) -> Iterator[Diagnostic]:
    drafts = lesson.drafts
    try:
        theme = theme_of(lesson, None)
        yield from unprintable(lesson, theme, (drafts.timeline, drafts.sections), drafts.glossary, flags)
    except HandoutsError as error:  # a theme of the lesson's own that is broken
        yield from error.diagnostics


def _look(lesson: Lesson) -> Iterator[Diagnostic]:
    """What stands in the way of the theme, paper and words that lesson and school ask for."""
    try:
        theme = theme_of(lesson, None)
        paper_of(lesson, theme, None)
        labels_of(lesson, theme)
        yield from unused_labels(lesson, theme)
    except HandoutsError as error:
        yield from error.diagnostics


def _lint(lesson: Lesson, drafts: Drafts, folder: Path) -> Iterator[Diagnostic]:
    """What the rules find in the items: errors are what stops a build."""
    if drafts.sections:
        glossary = drafts.glossary and materials.locate(lesson.essay, drafts.glossary, lesson.meta.language)
        yield from Inspector(lesson, folder, glossary, drafts.timeline).inspect(drafts.sections)[1]


def _approval(lesson: Lesson, folder: Path) -> Iterator[Diagnostic]:
    """One hint for each draft file that is printed from and not approved, as a whole or item by item."""
    drafts = lesson.drafts
    printed = {
        "timeline": [e.id for e in drafts.timeline.chosen] if drafts.timeline else [],
        "glossary": [term_id(e.term) for e in drafts.glossary.printed] if drafts.glossary else [],
        "questions": [item.id for section in drafts.sections or () for item in section.items],
    }
    for name, ids in printed.items():
        place = Location(str(folder / f"{name}.yaml"), *FIRST)
        open_ = [id_ for id_ in ids if f"{name}/{id_}" not in drafts.approved_items]
        if open_ and len(open_) == len(ids):
            yield hint("draft-not-approved", place)
        elif open_:
            yield hint("draft-partly-approved", place, count=len(open_))


def fails(findings: Iterable[Finding], strict: bool) -> bool:
    """Whether the list makes a check fail: an error, or with `strict` a warning. Hints never do."""
    bad = ("error", "warning") if strict else ("error",)
    return any(f.diagnostic.severity in bad for f in findings)
