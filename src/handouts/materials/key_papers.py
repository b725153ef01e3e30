"""Papers that go with the keys: the quick keys to fold, the matrix of all versions, the answers for a marked copy."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from handouts.materials.numbering import Numbered, numbered, shortened
from handouts.materials.views import LETTERS, Setting, foot, section_title
from handouts.model.exercise import Choice, Gap, Grid, Match, Open, Order, section_points
from handouts.model.handout import Handout
from handouts.model.key_papers import (
    Answer,
    KeyMatrixSheet,
    QuickKeySheet,
    QuickPart,
    QuickStrip,
    VersionCell,
    VersionRow,
    VersionTable,
)

# Versions beside each other in one table: more would leave no room for their letters.
MOST_ACROSS = 8
# Characters of id and answer that fit on one line beside at most so many versions: a row then takes one line.
_ROOM = ((4, 24, 36), (MOST_ACROSS, 18, 24))
_LONGEST_QUICK = 130


def quick_key_sheet(pack: Sequence[Handout], setting: Setting) -> QuickKeySheet:
    """A strip for each version."""
    first = pack[0]
    return QuickKeySheet(
        language=first.meta.language,
        title=first.meta.short_title or first.meta.title,
        author="",
        foot=foot(first, setting, versioned=False, draft=not first.sections_checked),
        strips=tuple(_strip(handout, setting) for handout in pack),
    )


def _strip(handout: Handout, setting: Setting) -> QuickStrip:
    parts = []
    for letter, group in groupby(numbered(handout.sections), key=lambda n: n.letter):
        found = list(group)
        rows = tuple((str(n.number), _quick(n, setting)) for n in found)
        section = found[0].section
        points = setting.labels("scoring.item", points=section_points(section))
        parts.append(QuickPart(letter, section_title(section, setting.labels), points, rows))
    total = sum(section_points(s) for s in handout.sections)
    return QuickStrip(handout.version, f"{setting.code}-{handout.version}", total, tuple(parts))


def _quick(found: Numbered, setting: Setting) -> str:
    return found.mark or shortened(found.words(setting.labels).rstrip("."), _LONGEST_QUICK)


def key_matrix_sheet(pack: Sequence[Handout], setting: Setting) -> KeyMatrixSheet:
    """Every item by its number in version A, with its number and letter in all versions, at most eight a table."""
    first = pack[0]
    found = [{n.identity: n for n in numbered(handout.sections)} for handout in pack]
    tables = []
    for start in range(0, len(pack), MOST_ACROSS):
        across = slice(start, start + MOST_ACROSS)
        id_room, room = next(rest for most, *rest in _ROOM if len(pack[across]) <= most)
        rows = tuple(
            VersionRow(
                number=str(n.number),
                id=shortened(n.id, id_room),
                text=shortened(n.words(setting.labels), room),
                cells=tuple(_matrix_cell(version[identity]) for version in found[across]),
            )
            for identity, n in found[0].items()
        )
        tables.append(VersionTable(tuple(h.version for h in pack[across]), rows))
    return KeyMatrixSheet(
        language=first.meta.language,
        title=first.meta.short_title or first.meta.title,
        author="",
        foot=foot(first, setting, versioned=False, draft=not first.sections_checked),
        max_score=sum(section_points(s) for s in first.sections),
        tables=tuple(tables),
    )


def _matrix_cell(found: Numbered) -> VersionCell:
    return VersionCell(str(found.number), right=found.close_mark)


def answers(handout: Handout, setting: Setting) -> tuple[Answer, ...]:
    """The answer to each number of a version, as a copy of its worksheet shows it."""
    return tuple(_answer(n, setting) for n in numbered(handout.sections))


def _answer(found: Numbered, setting: Setting) -> Answer:
    number, item = str(found.number), found.item
    match item:
        case Choice():
            return Answer(number, letters=tuple(LETTERS[k] for k in item.keys))
        case Match():
            return Answer(number, letters=(found.mark,))
        case Order():
            return Answer(number, places=tuple(found.mark.split()))
        case Grid():
            return Answer(number, column=item.columns[item.rows[found.part].column])
        case Gap():
            return Answer(number, words=(item.answer,))
        case Open():
            rubric = (setting.labels("key.rubric_row", points=r.points, text=r.text.rstrip(".")) for r in item.rubric)
            return Answer(number, words=(*((item.answer,) if item.answer else ()), *rubric))
