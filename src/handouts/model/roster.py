"""Classes and their pupils, as a roster names them."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.diagnostics import Location
from handouts.model.exercise import Level
from handouts.model.prints import PrintName


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in the room: its row from the front and its column from the left, both from 1."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Pupil:
    """One pupil. `name` is as written (NFC), one line; `number` the number in the class as text, "" for none.

    `level`, `print_name` and `language` are None or "" where the roster says nothing: those of the plan hold. `at` is
    the row of the file, for messages. `id` tells pupils of one name and number apart (NISN, NIS) and is never printed.
    """

    name: str
    at: Location
    number: str = ""
    seat: Seat | None = None
    level: Level | None = None
    print_name: PrintName | None = None
    language: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """One class in the order of its file. `slug` is its name as a file name: lower case, unique among the classes."""

    name: str
    slug: str
    pupils: tuple[Pupil, ...]
    at: Location


@dataclass(frozen=True, slots=True)
class Listed:
    """A class without its pupils: `name`, `slug` and `at` as of Roster, `count` pupils, `digest` the hash of what their

    rows say. Where a row stands in its file changes nothing.
    """

    name: str
    slug: str
    at: Location
    count: int
    digest: str
