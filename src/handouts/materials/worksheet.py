"""Which items make a sheet, section by section.

Fewer good items beat a full sheet; what is missing is said with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from handouts.diagnostics import Diagnostic, hint
from handouts.materials.item_choice import Sheet
from handouts.materials.item_texts import single_answer
from handouts.materials.kinds.context import Candidate, Context, ExerciseOptions
from handouts.materials.ruling import ordered, ruled
from handouts.materials.shuffling import balanced_keys
from handouts.materials.word_banks import word_bank
from handouts.model.analysis import Analysis
from handouts.model.exercise import SECTION_KINDS, Gap, Section, SectionKind
from handouts.model.glossary import Glossary
from handouts.model.text import Essay
from handouts.model.timeline import Timeline

# Sections are filled in this order: those that need several facts at once before those that need one.
_FILLED: tuple[SectionKind, ...] = (
    "ordering",
    "matching",
    "person_matching",
    "term_matching",
    "true_false",
    "category_table",
    "complex_choice",
    "source",
    "short_answer",
    "multiple_choice",
    "completion",
    "cloze",
    "essay",
)
_LEAST: Mapping[SectionKind, int] = {"cloze": 2, "source": 2}
# Sections that a teacher misses when they are empty; the others come where the essay has something for them.
_EXPECTED: frozenset[SectionKind] = frozenset(("multiple_choice", "cloze", "matching", "ordering", "short_answer"))


def exercises(
    essay: Essay,
    analysis: Analysis,
    timeline: Timeline,
    glossary: Glossary,
    options: ExerciseOptions,
    *ids: str,
) -> tuple[tuple[Section, ...], tuple[Diagnostic, ...]]:
    """The sections of version A in their fixed order, and hints about what was left out."""
    context = Context(essay, analysis, timeline, glossary, options, ids)
    sheet = Sheet(context)
    chosen: dict[SectionKind, list[Candidate]] = {}
    for kind in _FILLED:
        found = sheet.pick(kind, options.wanted.get(kind, 0))
        chosen[kind] = found if len(found) >= _LEAST.get(kind, 1) else []
    made = [_section(sheet, kind, _in_text_order(chosen[kind])) for kind in SECTION_KINDS]
    sections = [ruled(section, options.rules) for section in made]
    said = [*sheet.said, *_shortfall(sections, sheet, options.wanted)]
    return tuple(s for s in sections if s.items), tuple(said)


def _section(sheet: Sheet, kind: SectionKind, found: Sequence[Candidate]) -> Section:
    ids, items = sheet.context.ids, tuple(c.item for c in found)
    if kind in ("multiple_choice", "source"):
        found = [ordered(c, sheet.context) for c in found]
        return Section(kind, balanced_keys(found, *ids), stimulus=found[0].stimulus if found else ())
    if kind == "cloze":
        helping = sheet.context.options.cloze_help
        if helping == "first-letter":
            # the first figure of a year would help nobody
            hinted = (
                replace(i, hint=i.answer[:1] if i.answer[:1].isalpha() else "") for i in items if isinstance(i, Gap)
            )
            return Section(kind, tuple(hinted))
        bank = word_bank(sheet.context, found, sheet.pool(kind), sheet.answers) if helping == "bank" else ()
        if sum(word.isdecimal() for word in bank) == 1:
            # the only year in the box tells its gap by its look
            found = [c for c in found if not single_answer(c.item).isdecimal()]
            found = found if len(found) >= _LEAST[kind] else []
            bank, items = word_bank(sheet.context, found, sheet.pool(kind), sheet.answers), tuple(c.item for c in found)
        # a bank without a word to spare fills the last gap by itself
        return Section(kind, items, bank if len(bank) > len(items) else ())
    return Section(kind, items)


def _shortfall(sections: Iterable[Section], sheet: Sheet, wanted: Mapping[SectionKind, int]) -> Iterable[Diagnostic]:
    for section in sections:
        made, wish = len(section.items), wanted.get(section.kind, 0)
        if not wish or not sheet.kinds(section.kind):
            continue
        if section.kind == "multiple_choice" and made < wish and sheet.short_of_options():
            yield hint("item-options-short", None, options=sheet.context.options.options, made=made, wanted=wish)
        elif not made and section.kind in _EXPECTED:
            yield hint("section-empty", None, section=section.kind)
        elif 0 < made < wish:
            yield hint("section-short", None, section=section.kind, made=made, wanted=wish)


def _in_text_order(found: Sequence[Candidate]) -> list[Candidate]:
    def place(candidate: Candidate) -> tuple[int, int, str]:
        first = candidate.evidence
        return (first.block, first.start, candidate.item.id) if first else (candidate.block, 0, candidate.item.id)

    return sorted(found, key=place)
