"""Rules about what is right: that there is an answer, how it is scored, and letters that fall into a pattern."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from handouts.materials.linting.look import Fault, Look
from handouts.model.exercise import Choice, Exercise, Gap, Grid, Match, Open, Order, Section

_LONGEST_RUN = 2
_LEAST_BALANCED, _MOST_SHARE = 6, 0.5


def key_missing(item: Choice | Grid, _: Section | None, look: Look) -> Iterator[Fault]:
    """The key names an option or a column that is not there."""
    match item:
        case Choice():
            if not all(0 <= k < len(item.options) for k in item.keys):
                yield Fault(item.id)
        case Grid():
            for row in item.rows:
                if not 0 <= row.column < len(item.columns):
                    yield Fault(row.id)


def answer_missing(item: Gap | Open, _: Section | None, look: Look) -> Iterator[Fault]:
    """Neither an answer nor a rubric."""
    if not item.answer.strip() and not (isinstance(item, Open) and item.rubric):
        yield Fault(item.id)


def keys_all(item: Choice, _: Section | None, look: Look) -> Iterator[Fault]:
    """All options of an item with several right ones are right."""
    if item.also and len(item.keys) == len(item.options):
        yield Fault(item.id)


def evidence_missing(item: Exercise, _: Section | None, look: Look) -> Iterator[Fault]:
    """A closed item that names no sentence of the essay."""
    match item:
        case Choice() | Gap():
            if not item.evidence:
                yield Fault(item.id)
        case Grid():
            if item.rows and not any(row.evidence for row in item.rows):
                yield Fault(item.id)
        case Match() | Order() | Open():
            # pairs and events always have one; what an open question asks may go beyond the essay
            return


def points_none(item: Exercise, _: Section | None, look: Look) -> Iterator[Fault]:
    """An item that is worth nothing."""
    if item.points < 1:
        yield Fault(item.id)


def rubric_points(item: Open, _: Section | None, look: Look) -> Iterator[Fault]:
    """The best row of the rubric gives other points than the item has."""
    best = max((row.points for row in item.rubric), default=item.points)
    if best != item.points:
        yield Fault(item.id, {"points": item.points, "best": best})


def rubric_gaps(item: Open, _: Section | None, look: Look) -> Iterator[Fault]:
    """Two rows with the same points, or no row for an answer that earns nothing."""
    points = [row.points for row in item.rubric]
    if points and (len(set(points)) < len(points) or min(points) > 0):
        yield Fault(item.id)


def _lettered(section: Section) -> list[Choice]:
    return [i for i in section.items if isinstance(i, Choice) and not i.also]


def one_letter(section: Section, _: Section | None, look: Look) -> Iterator[Fault]:
    """The same letter is right in a whole section."""
    items = _lettered(section)
    if len(items) > _LONGEST_RUN and len({i.key for i in items}) == 1:
        yield Fault(items[0].id)


def key_run(section: Section, _: Section | None, look: Look) -> Iterator[Fault]:
    """The same letter three times in a row, where the options could have stood otherwise."""
    items = _lettered(section)
    for i in range(len(items) - _LONGEST_RUN):
        run = items[i : i + _LONGEST_RUN + 1]
        if len({r.key for r in run}) == 1 and not all(r.natural_order for r in run):
            yield Fault(run[-1].id)


def unbalanced(section: Section, _: Section | None, look: Look) -> Iterator[Fault]:
    """One letter is right in more than half of many items; items that order their options themselves count along."""
    items = _lettered(section)
    counts = Counter(i.key for i in items)
    if len(items) < _LEAST_BALANCED or len(counts) < 2 or all(i.natural_order for i in items):
        return
    key, most = counts.most_common(1)[0]
    if most > _MOST_SHARE * len(items):
        letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[key]
        yield Fault(items[0].id, {"letter": letter, "count": most, "total": len(items)})
