"""One handout, two views: the pupil's sheets, whose types cannot hold an answer, and the key."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from handouts.languages.labels import Labels
from handouts.materials.anchors import Anchors
from handouts.materials.passage_view import passage_blocks
from handouts.materials.timeline_rows import timeline_rows
from handouts.model.exercise import (
    Choice,
    Gap,
    Grid,
    Match,
    Open,
    Order,
    Section,
    item_count,
    item_points,
    section_points,
)
from handouts.model.glossary import Entry
from handouts.model.handout import Handout
from handouts.model.sheet import (
    Foot,
    GlossaryRow,
    PupilItem,
    PupilSection,
    ReadingSheet,
    WorkSheet,
)
from handouts.model.text import Essay

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Reading with a pencil in hand, about half the 238 words a minute of adults' silent reading (Brysbaert 2019).
WORDS_PER_MINUTE = 120


@dataclass(frozen=True, slots=True)
class Setting:
    """What all sheets of one build share: the words, the pack code, characters the fonts lack."""

    labels: Labels
    code: str
    unprintable: frozenset[str] = frozenset()


def foot(handout: Handout, setting: Setting, versioned: bool, draft: bool) -> Foot:
    """The footer of a sheet; `versioned` sheets carry the version's name and its letter in the code."""
    labels, meta = setting.labels, handout.meta
    parts = [meta.short_title or meta.title, meta.subject]
    if meta.grade:
        parts.append(labels("footer.class", grade=meta.grade))
    code = f"{setting.code}-{handout.version}" if versioned else setting.code
    return Foot(
        lesson=labels["footer.separator"].join(p for p in parts if p),
        version=labels("footer.packet", version=handout.version) if versioned else "",
        code=code,
        pages=labels["footer.page"],
        notice=labels["footer.draft"] if draft else "",
    )


def reading_sheet(
    handout: Handout, setting: Setting, anchors: Anchors | None = None
) -> tuple[ReadingSheet, dict[str, tuple[int, ...]]]:
    """The handout's sheet, and the maps from printed offsets to the essay's (for materials.anchors).

    With the anchors of the same handout its glossary says on which lines the terms stand.
    """
    meta = handout.meta
    with_timeline = meta.timeline_in_handout and bool(handout.timeline.chosen)
    rows = timeline_rows(handout.timeline) if with_timeline else ()
    entries = handout.glossary.printed
    blocks, maps = passage_blocks(handout.essay, entries, handout.doubtful, setting.unprintable)
    draft = (
        bool(handout.doubtful)
        or (bool(entries) and not handout.glossary.checked)
        or (with_timeline and not handout.timeline.checked)
    )
    sheet = ReadingSheet(
        language=meta.language,
        title=meta.title,
        author=meta.author,
        foot=foot(handout, setting, versioned=False, draft=draft),
        aim=meta.aim,
        objectives=meta.objectives,
        minutes=reading_minutes(handout.essay),
        source=meta.source.rstrip("."),
        blocks=blocks,
        glossary=glossary_rows(entries, setting.labels, anchors, 1),
        timeline=rows,
        has_gloss=any(piece.gloss for block in blocks for piece in block.pieces),
        has_doubt=any(piece.doubt for block in blocks for piece in block.pieces),
    )
    return sheet, maps


def glossary_rows(
    entries: Sequence[Entry], labels: Labels, anchors: Anchors | None, most: int
) -> tuple[GlossaryRow, ...]:
    """The entries as pupils read them, with at most `most` of the lines on which each term stands."""
    rows = []
    for entry in entries:
        found = _first_lines(entry, anchors, most) if anchors else []
        lines = ", ".join(found)
        where = labels.counted("glossary.in_line", len(found), lines=lines) if found else ""
        rows.append(GlossaryRow(entry.term, entry.definition, lines, where))
    return tuple(rows)


def _first_lines(entry: Entry, anchors: Anchors, most: int) -> list[str]:
    """The numbers of the first printed lines on which the term begins, each once."""
    found: dict[str, None] = {}
    for mention in entry.mentions:
        numbers = anchors.line_numbers(mention)
        if numbers:
            found[str(numbers[0])] = None
        if len(found) == most:
            break
    return list(found)


def reading_minutes(essay: Essay) -> int:
    """Minutes for a careful reading, at least 1."""
    words = sum(len(b.text.split()) for _, b in essay.text_blocks())
    return max(1, math.ceil(words / WORDS_PER_MINUTE))


def work_sheet(handout: Handout, setting: Setting, *, apart: bool = False) -> WorkSheet:
    """The pupil's worksheet of this version; a question paper when the answers go on a sheet `apart`."""
    meta = handout.meta
    sections: list[PupilSection] = []
    number = 1
    for letter, section in zip(LETTERS, handout.sections, strict=False):
        view = _pupil_section(letter, section, number, setting.labels)
        sections.append(_without_room(view, section, setting.labels) if apart else view)
        number += sum(item_count(item) for item in section.items)
    return WorkSheet(
        language=meta.language,
        title=meta.short_title or meta.title,
        author=meta.author,
        foot=foot(handout, setting, versioned=True, draft=not handout.sections_checked),
        max_score=sum(section_points(s) for s in handout.sections),
        sections=tuple(sections),
        line_pitch=round(meta.rules.line_pitch * 100) if meta.rules else 0,
        directions=_directions(handout, number - 1, setting.labels) if apart else (),
    )


def _directions(handout: Handout, count: int, labels: Labels) -> tuple[str, ...]:
    """What stands at the head of a question paper."""
    minutes = handout.meta.duration
    time = (labels("test.minutes", minutes=minutes),) if minutes else ()
    return (labels["test.names"], labels("test.count", count=count), labels["test.clean"], *time, labels["test.again"])


def _without_room(view: PupilSection, section: Section, labels: Labels) -> PupilSection:
    """The section of a question paper: no lines, boxes or columns to tick, and events named by letters."""
    items = tuple(replace(item, lines=0, columns=()) for item in view.items)
    if view.shape == "order":
        events = tuple((LETTERS[k], event) for k, event in enumerate(view.events))
        items = tuple(replace(item, stem=labels["test.events"], options=events) for item in items)
    return replace(view, items=items, events=(), instruction=instruction(section, labels, apart=True))


def _pupil_section(letter: str, section: Section, number: int, labels: Labels) -> PupilSection:
    items: list[PupilItem] = []
    premises: list[tuple[str, str]] = []
    responses: tuple[tuple[str, str], ...] = ()
    events: tuple[str, ...] = ()
    mixed = len({item_points(i) for i in section.items}) > 1
    for item in section.items:
        match item:
            case Choice():
                options = tuple((LETTERS[k], o.text) for k, o in enumerate(item.options))
                items.append(PupilItem(str(number), stem=item.stem, options=options))
            case Gap():
                items.append(PupilItem(str(number), before=item.before, after=item.after, hint=item.hint))
            case Open():
                points = " " + labels("scoring.item_stem", points=item.points) if mixed else ""
                items.append(PupilItem(str(number), stem=item.prompt + points, lines=item.lines))
            case Match():
                premises += [(str(number + k), p.premise) for k, p in enumerate(item.pairs)]
                responses = tuple((LETTERS[k], r) for k, r in enumerate(item.responses))
            case Order():
                items.append(PupilItem(str(number)))
                events = tuple(item.entries[k].text for k in item.shown)
            case Grid():
                rows = tuple((str(number + k), row.text) for k, row in enumerate(item.rows))
                items.append(PupilItem(str(number), columns=item.columns, rows=rows))
        number += item_count(item)
    return PupilSection(
        letter=letter,
        shape=section.items[0].shape,
        title=section_title(section, labels),
        instruction=instruction(section, labels),
        items=tuple(items),
        bank=section.bank,
        premises=tuple(premises),
        responses=responses,
        events=events,
        stimulus=" ".join(p.text.strip() for p in section.stimulus),
        several=section.kind == "complex_choice",
    )


def section_title(section: Section, labels: Labels) -> str:
    """The heading of a section; statements without a third column are not headed as if they had one."""
    return labels[f"sections.{section.kind}.title_two" if _two_sided(section) else f"sections.{section.kind}.title"]


def _two_sided(section: Section) -> bool:
    grids = [item for item in section.items if isinstance(item, Grid)]
    return section.kind == "true_false" and bool(grids) and all(len(grid.columns) == 2 for grid in grids)


def instruction(section: Section, labels: Labels, *, apart: bool = False) -> str:
    """The instruction line of a section, with how many answers stay unused and what each is worth.

    `apart`: as a question paper has it, whose answers go on a sheet of their own.
    """
    first = section.items[0]
    key = f"sections.{section.kind}"
    points = first.points

    def told(form: str = "instruction", **values: str | int) -> str:
        asked = f"{key}.{form}_apart"
        return labels(asked if apart and asked in labels else f"{key}.{form}", **values)

    match first:
        case Choice() if section.kind == "complex_choice":
            parts = [told(), _score(labels, "each", points)]
        case Choice():
            most = max(len(i.options) for i in section.items if isinstance(i, Choice))
            parts = [told(letters=_letters(most, labels)), _score(labels, "each", points)]
        case Gap() if section.bank:
            extra = len(section.bank) - len(section.items)
            parts = [told(), _extra(labels, key, extra), _score(labels, "each", points)]
        case Gap():
            hinted = any(isinstance(i, Gap) and i.hint for i in section.items)
            form = "instruction_first_letter" if hinted else "instruction_none"
            parts = [told(form), _score(labels, "each", points)]
        case Grid():
            form = "instruction_two" if _two_sided(section) else "instruction"
            parts = [told(form), _score(labels, "each", points)]
        case Match():
            extra = len(first.responses) - len(first.pairs)
            parts = [told(), _extra(labels, key, extra), _score(labels, "each", points)]
        case Order():
            parts = [told(count=len(first.entries)), _score(labels, "pair", points)]
        case Open():
            same = len({i.points for i in section.items}) == 1
            parts = [told(), _score(labels, "open", points) if same else ""]
    return " ".join(p for p in parts if p)


def _score(labels: Labels, kind: str, points: int) -> str:
    return labels.counted(f"scoring.{kind}", points, points=points)


def _extra(labels: Labels, key: str, extra: int) -> str:
    return labels.counted(f"{key}.extra", extra) if extra > 0 else ""


def _letters(count: int, labels: Labels) -> str:
    letters = list(LETTERS[:count])
    if count == 2:
        return labels("punctuation.list_or_two", first=letters[0], last=letters[1])
    return labels("punctuation.list_or", items=", ".join(letters[:-1]), last=letters[-1])
