"""What settling an expression takes and gives: its surroundings, and the moment that is meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handouts.analysis.date_patterns import Found
from handouts.analysis.intervals import Moment
from handouts.model.timeline import Basis, HistoricalDate, Modifier

_RELATIONS = (("NEXT", 1), ("PREV", -1), ("SAME", 0), ("THAT", 0), ("THIS", 0))


@dataclass(frozen=True, slots=True)
class Settled:
    """A moment, its modifier and where its value comes from."""

    moment: Moment
    mod: Modifier | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Anchor:
    """The date of an event told before; `sure` when all tellings of it agree."""

    date: HistoricalDate
    sure: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around an expression that its value depends on.

    `shared` is the year written after a coordination or range that it belongs to, `back` true after "since", `until`
    the month that the range it opens ends with, `begun` the beginning of the range it closes, `clock_of` the date a
    time of day belongs to, `anchor` the date of the event it is counted from, `told`
    the year of the day or month told before that it points back to, `behind` the date
    written right behind it that says the same.
    """

    shared: int | None = None
    back: bool = False
    until: int | None = None
    begun: Moment | None = None
    clock_of: Found | None = None
    anchor: Anchor | None = None
    told: int | None = None
    behind: Moment | None = None


def relation(parts: Mapping[str, str]) -> tuple[str, int] | None:
    """The word that points from the story ("next", "same", "itu") and its step: 1, 0 or -1; None without one."""
    return next(((name, step) for name, step in _RELATIONS if name in parts), None)
