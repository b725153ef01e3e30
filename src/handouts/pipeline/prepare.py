"""From a lesson to its versions: drafts where a teacher has them, else what the generators make of the essay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from handouts import analysis as analysing
from handouts import lessons, materials
from handouts.diagnostics import Diagnostic, capped, hint, problem
from handouts.errors import ContentError
from handouts.languages import labels
from handouts.languages.word_forms import same_term
from handouts.model.analysis import Analysis, Doubts, Flag
from handouts.model.exercise import Level, Section
from handouts.model.glossary import Glossary, SharedGlossary
from handouts.model.handout import Handout
from handouts.model.lesson import Lesson
from handouts.model.text import Passage
from handouts.model.timeline import Timeline
from handouts.pipeline.approval import questions_approved, with_approval
from handouts.pipeline.glossary_faults import entry_faults
from handouts.pipeline.item_rules import at_rules, require_kinds, with_rules
from handouts.pipeline.kept import NOTHING, Kept
from handouts.pipeline.linting import Inspector
from handouts.pipeline.places import find_source
from handouts.pipeline.school import with_school
from handouts.pipeline.shared import headwords, kinds, shared_glossaries
from handouts.pipeline.sound import sound

# What `check` finds in any item and a build says as well; of the teacher's own items it says every warning.
_TOLD_BY_BUILD = ("lint-left-out", "item-points-over", "item-options-fewer", "item-objective-unknown")
VERSION_NAMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Prepared:
    """A lesson with its materials, one version of the exercises, and what was found on the way.

    `sentences` are those of the essay that are evidence for something.
    """

    lesson: Lesson
    timeline: Timeline
    glossary: Glossary
    sections: tuple[Section, ...]
    sections_checked: bool
    flags: tuple[Flag, ...]
    diagnostics: tuple[Diagnostic, ...]
    sentences: tuple[Passage, ...] = ()

    @property
    def doubtful(self) -> tuple[Passage, ...]:
        """The passages under a flag that blocks."""
        return tuple(f.passage for f in self.flags if f.blocks)


def read_lesson(source: str, language: str | None) -> tuple[Lesson, tuple[Diagnostic, ...]]:
    """The lesson with its language settled: the one asked for, the lesson's own, or the one the text is written in."""
    lesson, found = lessons.read(find_source(source), language)
    return settled(lesson, language), found


def settled(lesson: Lesson, language: str | None) -> Lesson:
    """The lesson in a language that material can be made in. ContentError when the text's language cannot be told."""
    code = language or lesson.meta.language
    if not code:
        text = " ".join(b.text for _, b in lesson.essay.text_blocks())
        code = analysing.detect_language(text)
        if not code:
            known = ", ".join(labels.languages())
            raise ContentError(problem("language-undecided", lesson.essay.source.location(0), known=known))
    labels.require(code)
    require_kinds(lesson)
    lesson = with_rules(with_school(lesson))
    timeline = lesson.drafts.timeline
    drafts = replace(lesson.drafts, timeline=materials.dated(timeline, code)) if timeline else lesson.drafts
    return replace(lesson, meta=replace(lesson.meta, language=code), drafts=drafts)


def analyse(lesson: Lesson, shared: Sequence[SharedGlossary] = (), kept: Kept = NOTHING) -> Analysis:
    """The analysis of the lesson's essay in the lesson's language, in the light of its corrections.

    Terms of the `shared` glossaries are found first, in any form.
    """
    known, named = headwords(shared), kinds(shared)
    made_of = (lesson.essay, lesson.meta.language, lesson.corrections, lesson.citations)
    order = tuple(known.items()), tuple(named.items())
    return kept.made("analysis", (*made_of, *order), lambda: analysing.analyse(*made_of, known, named))


def doubts(lesson: Lesson, spelling: bool = False, kept: Kept = NOTHING) -> Doubts:
    """What is doubtful in the lesson's essay, in the light of its corrections; `spelling`: unknown words as well.

    A word of the lesson's own glossary, in whatever form, is not unknown.
    """
    made_of = (lesson.essay, lesson.meta.language, lesson.corrections, lesson.citations, spelling)
    found = kept.made("doubts", made_of, lambda: analysing.doubts(*made_of))
    own = lesson.drafts.glossary
    if not spelling or own is None:
        return found
    listed = {word for e in own.entries for form in (e.term, *e.variants) for word in form.split()}
    language = lesson.meta.language

    def explained(flag: Flag) -> bool:
        word = flag.passage.text
        return flag.code == "flag-spelling" and any(same_term(word, one, language) for one in listed)

    return replace(found, flags=tuple(flag for flag in found.flags if not explained(flag)))


def at_level(lesson: Lesson, level: Level | None) -> Lesson:
    """The lesson for pupils of a level. Of questions.yaml it keeps the items of that level and those of the core.

    None changes nothing.
    """
    if level is None:
        return lesson
    drafts = lesson.drafts
    if drafts.sections is not None:
        kept = (
            replace(section, items=tuple(item for item in section.items if item.traits.level in (level, "core")))
            for section in drafts.sections
        )
        drafts = replace(drafts, sections=tuple(section for section in kept if section.items))
    return replace(lesson, meta=replace(lesson.meta, level=level), drafts=drafts)


def prepare(source: str, language: str | None, level: Level | None = None, kept: Kept = NOTHING) -> Prepared:
    """Read a lesson and make its materials. With all drafts in place nothing is analysed but the flags.

    `level` goes before that of the lesson. `kept` holds what was made of the same essay before. ContentError also when
    an item of the teacher's own breaks a rule that she has not allowed it to break.
    """
    lesson, found = read_lesson(source, language)
    lesson = at_level(lesson, level)
    given = lesson.drafts
    if given.timeline is not None and given.sections is not None and given.glossary is not None:
        seen = doubts(lesson, kept=kept)
        drafts, withheld = sound(lesson, seen.blocked, find_source(source))
        glossary = materials.locate(lesson.essay, drafts.glossary or given.glossary, lesson.meta.language)
        timeline, sections = drafts.timeline or given.timeline, drafts.sections or ()
        flags, usable, made = seen.flags, seen.usable, withheld
    else:
        shared, heard = ((), ()) if given.glossary else shared_glossaries(lesson, find_source(source))
        result = analyse(lesson, shared, kept)
        drafts, withheld = sound(lesson, result.blocked, find_source(source))
        flags, usable = result.flags, result.usable
        glossary = materials.glossary(lesson.essay, result, drafts.glossary, shared)
        timeline, sections, generated = _generate(replace(lesson, drafts=drafts), result, glossary, kept)
        made = (*withheld, *heard, *generated)
    sections, broken = _inspected(lesson, find_source(source), glossary, timeline, sections)
    made = (*made, *_entry_faults(lesson, find_source(source), glossary), *broken)
    timeline, glossary = with_approval(drafts, timeline, glossary)
    checked = questions_approved(drafts, sections)
    return Prepared(lesson, timeline, glossary, sections, checked, flags, (*found, *made), usable)


def _entry_faults(lesson: Lesson, folder: Path, located: Glossary) -> tuple[Diagnostic, ...]:
    """What is wrong with the entries that the teacher keeps; `check` has advice on top of it."""
    own = lesson.drafts.glossary
    if own is None:
        return ()
    found = entry_faults(own, located, lesson.meta.language, folder / "glossary.yaml")
    return tuple(d for d in found if d.severity == "warning" or d.code == "glossary-term-absent")


def _inspected(
    lesson: Lesson, folder: Path, glossary: Glossary, timeline: Timeline, sections: tuple[Section, ...]
) -> tuple[tuple[Section, ...], tuple[Diagnostic, ...]]:
    """The sections without items that break a rule, and which those are. ContentError for a teacher's own item."""
    inspector = Inspector(lesson, folder, glossary, timeline)
    kept, said = inspector.inspect(sections)
    if errors := [d for d in said if d.severity == "error"]:
        raise ContentError(*capped(errors))
    own = inspector.around.own
    hers = [d for d in said if d.severity == "warning" and d.data.get("owner") in own]
    return kept, tuple(d for d in said if d.code in _TOLD_BY_BUILD or d in hers)


def _generate(
    lesson: Lesson, result: Analysis, glossary: Glossary, kept: Kept
) -> tuple[Timeline, tuple[Section, ...], tuple[Diagnostic, ...]]:
    drafts, meta = lesson.drafts, lesson.meta
    said: tuple[Diagnostic, ...] = ()
    timeline = drafts.timeline
    if timeline is None:
        timeline, said = kept.made("timeline", (lesson.essay, result), lambda: materials.timeline(lesson.essay, result))
    if not timeline.chosen:
        said = (*said, hint("timeline-empty", lesson.essay.source.location(0)))
    if drafts.sections is not None:
        return timeline, drafts.sections, said
    made_of = (lesson.essay, result, timeline, glossary, materials.options_for(meta), meta.slug)
    sections, dropped = kept.made("exercises", made_of, lambda: materials.exercises(*made_of))
    return timeline, sections, (*said, *at_rules(dropped, lesson))


def handouts_of(prepared: Prepared, versions: int) -> tuple[Handout, ...]:
    """The pack in `versions` versions named A, B, ...; each has the same items in another order."""
    lesson = prepared.lesson
    rules = lesson.meta.rules
    letters = rules.letters if rules else "balanced"
    sections = materials.pinned(prepared.sections, lesson.meta.language)
    made = materials.versions(sections, versions, lesson.meta.slug, letters=letters)
    return tuple(
        Handout(
            meta=lesson.meta,
            essay=lesson.essay,
            timeline=prepared.timeline,
            glossary=prepared.glossary,
            sections=sections,
            version=name,
            doubtful=prepared.doubtful,
            corrections=lesson.corrections,
            marks_removed=lesson.marks_removed,
            sections_checked=prepared.sections_checked,
            sentences=prepared.sentences,
        )
        for name, sections in zip(VERSION_NAMES, made, strict=False)
    )
