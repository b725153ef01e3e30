"""What a class as a whole must be: numbers, seats and ids once, no pupil twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from handouts.diagnostics import Location
from handouts.model.roster import Pupil, Roster
from handouts.press.rosters.findings import Findings

MANY = 60  # pupils from which a class is asked whether it is one

_Key = TypeVar("_Key")


def check_class(roster: Roster, found: Findings) -> None:
    """Tell what is doubled in a class, and a class that may be several."""
    told = _same_pupils(roster.pupils, found)
    for pupil, first in _doubled(roster.pupils, lambda p: _plain(p.number)):
        if pupil.at not in told:
            found.error("roster-number-twice", pupil.at, number=pupil.number, first=first.at.line)
    for pupil, first in _doubled(roster.pupils, lambda p: p.id):
        if pupil.at not in told:
            found.error("roster-id-twice", pupil.at, first=first.at.line)
    for pupil, first in _doubled(roster.pupils, lambda p: p.seat):
        if pupil.seat:
            row, column = pupil.seat.row, pupil.seat.column
            found.error("roster-seat-twice", pupil.at, row=row, column=column, first=first.at.line)
    if len(roster.pupils) > MANY:
        found.hint("roster-large", roster.at, count=len(roster.pupils), name=roster.name)


def _same_pupils(pupils: Sequence[Pupil], found: Findings) -> set[Location]:
    """Tell pupils of one name whom neither number nor id tells apart; the rows that were told."""
    told = set()
    for pupil, first in _doubled(pupils, lambda p: (p.name.casefold(), _plain(p.number), p.id)):
        if pupil.number or pupil.id:
            found.error("roster-pupil-twice", pupil.at, first=first.at.line)
        else:
            found.error("roster-twins", pupil.at, first=first.at.line)
        told.add(pupil.at)
    return told


def _doubled(pupils: Sequence[Pupil], key: Callable[[Pupil], _Key]) -> list[tuple[Pupil, Pupil]]:
    """Each pupil whose key an earlier one has, with that one; empty keys do not count."""
    first: dict[_Key, Pupil] = {}
    found = []
    for pupil in pupils:
        one = key(pupil)
        if one and one in first:
            found.append((pupil, first[one]))
        elif one:
            first[one] = pupil
    return found


def _plain(number: str) -> str:
    """A number without zeros before it: 01 is 1."""
    return str(int(number)) if number.isdecimal() else number.casefold()
