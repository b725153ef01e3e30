"""Who gets what: the order of a class, the edition and the version of each pupil, and the sets without a name."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from string import ascii_uppercase

from handouts.diagnostics import Diagnostic, Location, hint, problem
from handouts.languages.collation import in_order
from handouts.model.lesson import FILLED_FORMS, TEACHER_SHEETS, SheetName
from handouts.model.packing import Assigned, EditionName, PackPlan, Treatment
from handouts.model.packing import Sequence as Order
from handouts.model.roster import Pupil, Roster, Seat

_FIGURES = re.compile(r"(\d+)")
_ROWS_TOLD = 10  # of a file, in one message

PLAIN = EditionName()


def assign(roster: Roster, plan: PackPlan, default: EditionName = PLAIN) -> tuple[Assigned, ...]:
    """The sets of a class in the order of the file: pupils, spares, then those of the teacher.

    `default` is the edition of a pupil of whom neither roster nor plan say anything. Spares are of the edition that
    most of the pupils have, spread over its versions, the most used first. The teacher gets `teacher_copies` sets of
    each edition in use, in its versions from A on. So a class needs no other editions and versions than its pupils do.
    """
    pupils = in_sequence(roster.pupils, plan.order)
    named = tuple(
        Assigned(pupil, edition_of(pupil, plan, default), version)
        for pupil, version in zip(pupils, versions_of(pupils, plan), strict=True)
    )
    return (*named, *_spares(named, plan, default), *_for_the_teacher(named, plan, default))


def with_numbers(assigned: Sequence[Assigned]) -> tuple[Assigned, ...]:
    """The sets of a class with a number for every pupil: those without get their place in the order, as #2.

    In a class in which nobody has a number the places are the numbers. Paper, lists, and names of files show the same.
    """
    sign = "#" if any(one.pupil and one.pupil.number for one in assigned) else ""

    def numbered(one: Assigned, place: int) -> Assigned:
        if one.pupil is None or one.pupil.number:
            return one
        return replace(one, pupil=replace(one.pupil, number=f"{sign}{place}"))

    return tuple(numbered(one, place) for place, one in enumerate(assigned, start=1))


def in_sequence(pupils: Sequence[Pupil], order: Order) -> tuple[Pupil, ...]:
    """The pupils in the order of a plan. Equals stay as in the file.

    "number": 2 before 10, those without a number last. "name": alphabetical in every script. "seat": rows from the
    front, each from the left; those without a seat last, by number.
    """
    if order == "file":
        return tuple(pupils)
    if order == "name":
        # The names of a class are in one list: no language's articles are passed over in them.
        return in_order(pupils, lambda pupil: pupil.name, "")
    numbered = sorted(pupils, key=lambda pupil: (not pupil.number, _natural(pupil.number)))
    if order == "number":
        return tuple(numbered)
    return tuple(sorted(numbered, key=lambda pupil: (pupil.seat is None, _place(pupil.seat))))


def edition_of(pupil: Pupil | None, plan: PackPlan, default: EditionName = PLAIN) -> EditionName:
    """What a pupil gets (None: a pupil of whom nothing is said): own language, level and print, else the plan's for

    the level, else the default's.
    """
    level = (pupil and pupil.level) or default.level
    own = pupil.print_name if pupil else None
    treated = _treatment(plan, level)
    print_name = own or (treated.print_name if treated else None) or default.print_name
    return EditionName((pupil.language if pupil else "") or default.language, level, print_name)


def sheets_of(plan: PackPlan, edition: EditionName, lesson: Iterable[SheetName]) -> tuple[SheetName, ...]:
    """The pupils' sheets of an edition in the order of its pack; `lesson` are all those that the lesson is made in.

    Filled timelines show what pupils are to find out: they are in a pack only when the plan names them, or alone.
    """
    treated = _treatment(plan, edition.level)
    usual = plan.sheets or _to_work_on(lesson)
    return (treated.sheets if treated else ()) or usual


def after_work(plan: PackPlan, lesson: Sequence[SheetName], place: Location) -> tuple[Diagnostic, ...]:
    """pack-after-work, when sheets of the lesson are left out since they are for after the work."""
    kept = () if plan.sheets else _to_work_on(lesson)
    left = [sheet for sheet in lesson if kept and sheet in FILLED_FORMS and sheet not in kept]
    return (hint("pack-after-work", place, sheets=",".join(left)),) if left else ()


def _to_work_on(lesson: Iterable[SheetName]) -> tuple[SheetName, ...]:
    pupils = tuple(sheet for sheet in lesson if sheet not in TEACHER_SHEETS)
    return tuple(sheet for sheet in pupils if sheet not in FILLED_FORMS) or pupils


def versions_of(pupils: Sequence[Pupil], plan: PackPlan) -> tuple[str, ...]:
    """The version of each of the pupils, who are in the order of their class: letters from A on.

    By seat, from four versions on none of the eight neighbours has the same one; with two or three those to the left
    and right, in front and behind have others. Who has no seat then gets the version that the fewest have. Where no
    one has a seat, or the plan wants it so, versions go in turn.
    """
    letters = ascii_uppercase[: plan.versions]
    if plan.assign == "order" or not any(pupil.seat for pupil in pupils):
        return tuple(letters[number % plan.versions] for number in range(len(pupils)))
    seated = {n: letters[_by_seat(pupil.seat, plan.versions)] for n, pupil in enumerate(pupils) if pupil.seat}
    used = Counter(seated.values())
    found: list[str] = []
    for number in range(len(pupils)):
        version = seated.get(number)
        if version is None:
            version = min(letters, key=lambda letter: (used[letter], letter))
            used[version] += 1
        found.append(version)
    return tuple(found)


def seat_remarks(roster: Roster, plan: PackPlan) -> tuple[Diagnostic, ...]:
    """pack-seats-missing, when versions go by seat and some of the class have none: neighbours may then be alike."""
    without = [pupil for pupil in roster.pupils if pupil.seat is None]
    if plan.assign != "seat" or plan.versions == 1 or len(without) in (0, len(roster.pupils)):
        return ()
    return (hint("pack-seats-missing", without[0].at, count=len(without), rows=_rows(without)),)


def cut_names(pupils: Sequence[Pupil]) -> tuple[Diagnostic, ...]:
    """pack-name-cut at the rows of pupils of a class whose names lost their ends on paper."""
    if not pupils:
        return ()
    return (hint("pack-name-cut", pupils[0].at, count=len(pupils), rows=_rows(pupils)),)


def unknown_languages(roster: Roster, plan: PackPlan, language: str) -> tuple[Diagnostic, ...]:
    """pack-language-unknown for each language that pupils need and neither the lesson (`language`) nor the plan has."""
    known = {"", language, *(code for code, _ in plan.languages)}
    found = []
    for code in dict.fromkeys(pupil.language for pupil in roster.pupils if pupil.language not in known):
        those = [pupil for pupil in roster.pupils if pupil.language == code]
        found.append(problem("pack-language-unknown", those[0].at, code=code, language=code, rows=_rows(those)))
    return tuple(found)


def without_sheets(assigned: Iterable[Assigned], empty: Collection[EditionName]) -> tuple[Diagnostic, ...]:
    """pack-level-unknown for each level of which pupils have an edition among the `empty`, which hold no sheet."""
    levels: dict[str, list[Pupil]] = {}
    for one in assigned:
        if one.pupil and one.edition in empty:
            levels.setdefault(one.edition.level or "core", []).append(one.pupil)
    return tuple(
        problem("pack-level-unknown", those[0].at, level=level, rows=_rows(those)) for level, those in levels.items()
    )


def _rows(pupils: Sequence[Pupil]) -> str:
    """The rows of pupils in their file; names are told in no message."""
    lines = sorted({pupil.at.line for pupil in pupils})
    return ", ".join(map(str, lines[:_ROWS_TOLD])) + (" …" if len(lines) > _ROWS_TOLD else "")


def _by_seat(seat: Seat, versions: int) -> int:
    """Steps to the next column and row that bring another version, from four versions on those aslant as well.

    The place at the left in front has the first one.
    """
    column, row = seat.column - 1, seat.row - 1
    return (column + (row if versions <= 3 else 2 * row)) % versions


def _treatment(plan: PackPlan, level: str | None) -> Treatment | None:
    return next((one for one in plan.levels if one.level == level), None)


def _spares(named: Sequence[Assigned], plan: PackPlan, default: EditionName) -> list[Assigned]:
    usual = edition_of(None, plan, default)
    editions = Counter(one.edition for one in named)
    edition = max(editions, key=lambda name: (editions[name], name == usual), default=usual)
    used = Counter(one.version for one in named if one.edition == edition)
    letters = sorted(used, key=lambda letter: (-used[letter], letter)) or ["A"]
    return [Assigned(None, edition, letters[n % len(letters)], "spare") for n in range(plan.spares)]


def _for_the_teacher(named: Sequence[Assigned], plan: PackPlan, default: EditionName) -> list[Assigned]:
    usual = edition_of(None, plan, default)
    used: dict[EditionName, set[str]] = {}
    for one in named:
        used.setdefault(one.edition, set()).add(one.version)
    found = []
    for edition in sorted(used, key=lambda name: name != usual) or [usual]:
        letters = sorted(used.get(edition, "A"))
        found += [Assigned(None, edition, letters[n % len(letters)], "teacher") for n in range(plan.teacher_copies)]
    return found


def _place(seat: Seat | None) -> tuple[int, int]:
    return (seat.row, seat.column) if seat else (0, 0)


def _natural(number: str) -> tuple[str | tuple[int, str], ...]:
    """A number as people count: figures by their value, in whatever script, between texts."""
    return tuple(
        _value(part) if place % 2 else part.casefold() for place, part in enumerate(_FIGURES.split(number.strip()))
    )


def _value(figures: str) -> tuple[int, str]:
    """Comparable like the number, however long it is."""
    plain = "".join(str(unicodedata.decimal(figure)) for figure in figures).lstrip("0")
    return len(plain), plain
