"""The sheet for the answers to a question paper that is collected and used again: numbers and room to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil

from handouts.languages.labels import Labels
from handouts.materials.views import LETTERS, Setting, foot, section_title
from handouts.model.exercise import Choice, Exercise, Gap, Grid, Match, Open, Order, Section, item_count, section_points
from handouts.model.handout import Handout
from handouts.model.item_papers import AnswerForm, AnswerPart, AnswerPlace, AnswerSheet

# Columns of places beside each other that A4, Letter and F4 have room for.
_ACROSS: dict[AnswerForm, int] = {"letters": 4, "letter": 6, "boxes": 1, "ticks": 2, "words": 2, "lines": 1}
_LETTERS_FOR_FOUR, _ACROSS_MANY_LETTERS = 4, 3
# Fewer places than this look lost in several columns.
_FEWEST_IN_COLUMN = 2


def answer_sheet(handout: Handout, setting: Setting) -> AnswerSheet:
    """The answer sheet of this version, numbered as its question paper."""
    meta = handout.meta
    parts: list[AnswerPart] = []
    number = 1
    for letter, section in zip(LETTERS, handout.sections, strict=False):
        parts += _parts(letter, section, number, setting.labels)
        number += sum(item_count(item) for item in section.items)
    return AnswerSheet(
        language=meta.language,
        title=meta.short_title or meta.title,
        author="",
        foot=foot(handout, setting, versioned=True, draft=not handout.sections_checked),
        max_score=sum(section_points(s) for s in handout.sections),
        sections=tuple(parts),
        line_pitch=round(meta.rules.line_pitch * 100) if meta.rules else 0,
    )


def _parts(letter: str, section: Section, number: int, labels: Labels) -> Iterator[AnswerPart]:
    """One part for a section, but one for each of its tables and orderings, whose columns may differ."""
    first = section.items[0]
    title = section_title(section, labels)
    groups = [[i] for i in section.items] if isinstance(first, Grid | Order) else [list(section.items)]
    for group in groups:
        form, asked = _form(group)
        places = [place for item in group for place in _places(item, labels)]
        numbered = [replace(p, number=str(number + k)) for k, p in enumerate(places)]
        heads = _heads(group[0])
        across, most = _across(form, numbered)
        rows = _rows(numbered, across)
        yield AnswerPart(letter, title, labels[f"answer_sheet.{asked}"], form, heads, rows, 100 * across // most)
        # further tables of the section stand below the same heading
        title = ""
        number += len(places)


def _form(items: Sequence[Exercise]) -> tuple[AnswerForm, str]:
    """How a section is answered, and the label that says so."""
    match items[0]:
        case Choice():
            return "letters", "several" if any(isinstance(i, Choice) and i.also for i in items) else "choice"
        case Match():
            return "letter", "match"
        case Grid():
            return "ticks", "grid"
        case Order():
            return "boxes", "order"
        case Gap():
            return "words", "gap"
        case Open():
            return "lines", "open"


def _places(item: Exercise, labels: Labels) -> Iterator[AnswerPlace]:
    """The places of an item, without their numbers."""
    match item:
        case Choice():
            yield AnswerPlace(cross=tuple(LETTERS[: len(item.options)]))
        case Gap():
            yield AnswerPlace(hint=item.hint)
        case Open():
            yield AnswerPlace(lines=item.lines, points=labels("scoring.item", points=item.points))
        case Match() | Grid() | Order():
            yield from [AnswerPlace()] * item_count(item)


def _heads(item: Exercise) -> tuple[str, ...]:
    match item:
        case Grid():
            return item.columns
        case Order():
            return tuple(LETTERS[: len(item.entries)])
        case _:
            return ()


def _across(form: AnswerForm, places: Sequence[AnswerPlace]) -> tuple[int, int]:
    """How many columns of places stand beside each other, and for how many there is room."""
    most = _ACROSS[form]
    if form == "letters" and max(len(p.cross) for p in places) > _LETTERS_FOR_FOUR:
        most = _ACROSS_MANY_LETTERS
    fewest = 1 if form == "letter" else _FEWEST_IN_COLUMN
    return max(1, min(most, len(places) // fewest)), most


def _rows(places: Sequence[AnswerPlace], across: int) -> tuple[tuple[AnswerPlace, ...], ...]:
    """The places in columns that are filled downwards; what is over at the end is an empty place."""
    width = max((len(p.cross) for p in places), default=0)
    even = [replace(p, cross=(*p.cross, *[""] * (width - len(p.cross)))) for p in places]
    deep = ceil(len(even) / across)
    even += [AnswerPlace(cross=("",) * width)] * (deep * across - len(even))
    return tuple(tuple(even[column * deep + row] for column in range(across)) for row in range(deep))
