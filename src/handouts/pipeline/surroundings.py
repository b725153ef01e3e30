"""What a template sees beside its sheet: theme, school, lesson, letterhead and signatures, each where it belongs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from handouts import templating
from handouts.diagnostics import Diagnostic, Location, capped, problem
from handouts.errors import ContentError, UsageProblem
from handouts.languages.labels import Labels
from handouts.lessons import place_of
from handouts.model.foot import Foot
from handouts.model.lesson import Lesson, LessonMeta
from handouts.model.press import Paper
from handouts.model.school import (
    FooterWords,
    LessonFacts,
    Letterhead,
    Person,
    School,
    SchoolFacts,
    Signature,
    Surroundings,
    ThemeFacts,
)
from handouts.pipeline.own_words import own_words, printable_words
from handouts.pipeline.places import own_theme, shipped_themes, theme_folders

# Where the letterhead stands unless theme or school say otherwise.
LETTERHEAD_SHEETS = ("handout", "worksheet", "blueprint", "item-cards")
# What is cut up, glued to a wall or turned over has no room for it.
_BARE = frozenset({"flash-cards", "timeline-cards", "timeline-strip", "slips"})
DEFAULT = "default"


def theme_of(lesson: Lesson, asked: str | None, more: Sequence[Path] = ()) -> templating.Theme:
    """The theme asked for at the call, else the lesson's, the one in its folder, the school's, `default`.

    `more` are folders of themes beside the usual ones.
    Raises UsageProblem for one that was asked for and is not there, ContentError for one that a file names.
    """
    search, shipped = theme_folders(lesson.folder, more), shipped_themes()
    school = lesson.school or School()
    own = own_theme(lesson.folder)
    if asked is not None:
        return templating.load_theme(asked, search, shipped)
    if not lesson.meta.theme and own:
        return templating.load_theme(own, search, shipped)
    named = lesson.meta.theme or school.theme or DEFAULT
    try:
        return templating.load_theme(named, search, shipped)
    except UsageProblem as error:
        raise _located(error, lesson, "theme", lesson.meta.theme) from error


def paper_of(lesson: Lesson, theme: templating.Theme, asked: str | None) -> Paper:
    """The paper asked for at the call, else the lesson's, the school's, the theme's. Raises as `theme_of`."""
    if asked is not None:
        return templating.paper(asked)
    school = lesson.school or School()
    try:
        return templating.paper(lesson.meta.paper or school.paper or theme.paper)
    except UsageProblem as error:
        raise _located(error, lesson, "paper", lesson.meta.paper) from error


def _located(error: UsageProblem, lesson: Lesson, key: str, of_lesson: str) -> ContentError | UsageProblem:
    """The same problem at the line of the file that asked for it."""
    school = lesson.school or School()
    file = Path(lesson.folder) / "lesson.yaml" if of_lesson else Path(school.file)
    if not of_lesson and not school.file:
        return error
    place = place_of(file, (key,))
    return ContentError(*(problem(d.code, place, **d.data) for d in error.diagnostics))


def labels_of(lesson: Lesson, theme: templating.Theme) -> Labels:
    """The words of the lesson's language: the tool's, reworded by theme, school and lesson, the later one last.

    Raises ContentError where school or lesson reword a theme's own text that no theme has.
    """
    language = lesson.meta.language
    of_theme = theme.labels.get(language, {})
    school = lesson.school or School()
    of_school, of_lesson = school.labels.get(language, {}), dict(lesson.meta.labels)
    found = [
        *_checked(lesson, theme, of_school, Path(school.file), ("labels", language)),
        *_checked(lesson, theme, of_lesson, Path(lesson.folder) / "lesson.yaml", ("labels",)),
    ]
    if found:
        raise ContentError(*capped(found))
    return Labels(language, {**of_theme, **printable_words({**of_school, **of_lesson}, theme, language)})


def _checked(
    lesson: Lesson, theme: templating.Theme, texts: Mapping[str, str], file: Path, at: tuple[str, ...]
) -> Iterator[Diagnostic]:
    def place(key: str, of_key: bool) -> Location:
        return place_of(file, (*at, key))

    return own_words(lesson.meta.language, texts, theme, place, lesson.folder)


def surroundings(lesson: Lesson, theme: templating.Theme, labels: Labels) -> Surroundings:
    """What all sheets of a lesson share."""
    meta, school = lesson.meta, lesson.school or School()
    return Surroundings(
        theme=ThemeFacts(theme.name, letterhead(school, theme) if meta.kop else None),
        school=SchoolFacts(school.name, school.npsn, school.address, school.city, meta.school_year, meta.semester),
        lesson=LessonFacts(
            title=meta.title,
            short_title=meta.short_title,
            subject=meta.subject,
            phase=meta.phase,
            grade=meta.grade,
            author=meta.author,
            aim=meta.aim,
            objectives=meta.objectives,
            duration=meta.duration,
            date=meta.date,
        ),
        signature=_signature(meta, school, labels),
        signed=school.signature,
        footer=theme.footer,
    )


def letterhead(school: School, theme: templating.Theme) -> Letterhead | None:
    """The words and pictures of the school where it gives any, else those of the theme; None without either.

    Rule, alignment and sheets: as the school says, else as the theme says, else the usual ones.
    """
    ours, theirs = school.kop, theme.letterhead
    content, origin = (ours, "school") if ours.says_something else (theirs, "theme")
    if not content.says_something:
        return None
    logos = (replace(logo, file=f"@{origin}/{logo.file}") for logo in content.logos)
    return Letterhead(
        content.lines,
        tuple(logos),
        ours.rule or theirs.rule or "double",
        ours.align or theirs.align or "center",
        ours.sheets or theirs.sheets or LETTERHEAD_SHEETS,
    )


def _signature(meta: LessonMeta, school: School, labels: Labels) -> Signature | None:
    if not school.head.name:
        return None
    head = replace(school.head, title=school.head.title or labels("signature.head", school=school.name))
    title = labels("signature.teacher", subject=meta.subject).strip()
    teacher = Person(meta.teacher.name, meta.teacher.nip, meta.teacher.title or title)
    return Signature(school.city, meta.date, head, teacher)


def seen(around: Surroundings, sheet: str) -> dict[str, Any]:
    """The names that a template of this sheet ("worksheet") finds beside `s` and `t`."""
    head = around.theme.letterhead
    has_head = head is not None and sheet not in _BARE and _named(sheet, head.sheets)
    return {
        "theme": around.theme,
        "school": around.school,
        "lesson": around.lesson,
        "letterhead": head if has_head else None,
        "signature": around.signature if _named(sheet, around.signed) else None,
    }


def _named(sheet: str, names: tuple[str, ...]) -> bool:
    return sheet in names or "all" in names


def footed(foot: Foot, around: Surroundings) -> Foot:
    """The foot of a sheet in the words of the theme."""
    words: FooterWords = around.footer
    if words.left is None and words.middle is None:
        return foot
    known = {
        "lesson": foot.lesson,
        "version": foot.version,
        "school": around.school.name,
        "subject": around.lesson.subject,
        "class": around.lesson.grade,
        "year": around.school.year,
        "semester": around.school.semester,
    }
    left = foot.lesson if words.left is None else words.left.format_map(known)
    middle = foot.version if words.middle is None else words.middle.format_map(known)
    return replace(foot, lesson=left, version=middle)
