"""What a class pack is to be: the plan, the rosters, and which set each pupil gets. Nothing is printed yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from handouts import press, typeset
from handouts.diagnostics import Diagnostic, Location, capped, hint, problem
from handouts.errors import ContentError, UsageProblem
from handouts.lessons.pack_file import read_plan
from handouts.lessons.pack_options import Given, homeless_inserts, with_options
from handouts.model.lesson import Lesson, SheetName
from handouts.model.packing import Assigned, EditionName, PackPlan
from handouts.model.press import Style
from handouts.model.roster import Pupil, Roster
from handouts.pipeline.places import find_source
from handouts.pipeline.prepare import read_lesson
from handouts.reading.text import read_bytes

PLAN_FILE = "pack.yaml"


@dataclass(frozen=True)
class PackOptions:
    """What a person asked for. `plan` None: pack.yaml in the lesson's folder, if there is one; `given` goes before it.

    `classes` are rosters to be read instead of the plan's, `encoding` and `columns` what a person says of them (see
    press.read_rosters). `theme`, `paper` and `language` as in BuildOptions. `names_in_files`: whether the files of a
    pupil are called by the pupil's name. `keys_at` and `pupils_at`: where the job sheet says that keys and pupils'
    files are, for a pack whose folders are put elsewhere.
    """

    source: str
    classes: tuple[Path, ...] = ()
    out: Path | None = None
    plan: Path | None = None
    given: Given = field(default_factory=Given)
    language: str | None = None
    theme: str | None = None
    paper: str | None = None
    encoding: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    allow: tuple[str, ...] = ()
    names_in_files: bool = False
    keys_at: str = "teacher/"
    pupils_at: str = "pupils/"


@dataclass(frozen=True)
class PlannedClass:
    """A class with its sets in the order of the pack."""

    roster: Roster
    assigned: tuple[Assigned, ...]


@dataclass(frozen=True)
class Planned:
    """A pack as it is to be made. `plan` has its mode; `usual` is the edition of pupils of whom nothing is said.

    `place` says where the plan stands, or the lesson.
    """

    lesson: Lesson
    plan: PackPlan
    place: Location
    usual: EditionName
    classes: tuple[PlannedClass, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def sets(self) -> tuple[Assigned, ...]:
        """The sets of all classes; without a class one of each version."""
        if self.classes:
            return tuple(one for each in self.classes for one in each.assigned)
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: self.plan.versions]
        return tuple(Assigned(None, self.usual, letter, "spare") for letter in letters)

    def used(self) -> dict[EditionName, tuple[str, ...]]:
        """The editions that are needed, the usual one first, and the versions of each."""
        found: dict[EditionName, set[str]] = {}
        for one in self.sets:
            found.setdefault(one.edition, set()).add(one.version)
        names = sorted(found, key=lambda name: (name != self.usual, repr(name)))
        return {name: tuple(sorted(found[name])) for name in names}

    def sheets(self, edition: EditionName) -> tuple[SheetName, ...]:
        """The pupils' sheets of an edition."""
        return press.sheets_of(self.plan, edition, self.lesson.meta.sheets)

    def source(self, edition: EditionName, given: str) -> str:
        """The lesson that an edition is made of; `given` is the one the pack was asked for."""
        return dict(self.plan.languages).get(edition.language, given)

    def copies(self) -> Counter[tuple[EditionName, str]]:
        """How many sets of each edition and version there are."""
        return Counter((one.edition, one.version) for each in self.classes for one in each.assigned)


def plan_pack(options: PackOptions) -> Planned:
    """Read plan and rosters and decide who gets what.

    Raises HandoutsError with what is wrong in them; UsageProblem pack-no-roster for names without a roster.
    """
    folder = find_source(options.source)
    lesson, _ = read_lesson(options.source, options.language)
    read, place = _plan(folder, options.plan)
    plan = with_options(read, **options.given)
    usual_sheets = press.sheets_of(plan, EditionName(), lesson.meta.sheets)
    if wrong := [*homeless_inserts(plan, usual_sheets, lambda path: place)]:
        raise ContentError(*capped(wrong))
    paths = options.classes or tuple(map(Path, plan.classes))
    rosters, notes = _rosters(paths, options) if paths else ((), ())
    notes = (*notes, *press.after_work(plan, lesson.meta.sheets, place))
    if plan.mode == "named" and not rosters:
        raise UsageProblem(problem("pack-no-roster", place))
    if plan.digital == "pupils" and not rosters:
        notes = (*notes, hint("pack-digital-shared", place))
    return _planned(lesson, plan, place, rosters, notes)


def plan_class(options: PackOptions, plan: PackPlan, roster: Roster, place: Location) -> Planned:
    """The pack of one class whose plan and roster are there already; `place` is where the plan stands.

    Raises HandoutsError with what does not fit together.
    """
    lesson, _ = read_lesson(options.source, options.language)
    return plan_roster(lesson, plan, roster, place)


def plan_roster(lesson: Lesson, plan: PackPlan, roster: Roster, place: Location) -> Planned:
    """As `plan_class`, of a lesson that was read already."""
    return _planned(lesson, plan, place, (roster,), ())


def _planned(
    lesson: Lesson, plan: PackPlan, place: Location, rosters: Sequence[Roster], notes: tuple[Diagnostic, ...]
) -> Planned:
    plan = replace(plan, mode=plan.mode or ("named" if rosters else "photocopy"))
    usual = EditionName(print_name=plan.print_name)
    language, classes = lesson.meta.language, []
    for roster in (_usual(roster, plan, language) for roster in rosters):
        if wrong := press.unknown_languages(roster, plan, language):
            raise ContentError(*capped(wrong))
        notes = (*notes, *press.seat_remarks(roster, plan))
        classes.append(PlannedClass(roster, press.with_numbers(press.assign(roster, plan, usual))))
    return Planned(lesson, plan, place, usual, tuple(classes), notes)


def _plan(folder: Path, named: Path | None) -> tuple[PackPlan, Location]:
    """The plan and where it stands; the usual one for a lesson without."""
    path = named or (folder / PLAN_FILE if folder.is_dir() else None)
    if path is None or (named is None and not path.is_file()):
        return PackPlan(), Location(str(folder))
    return read_plan(path, folder).plan, Location(str(path))


def _rosters(paths: Sequence[Path], options: PackOptions) -> tuple[tuple[Roster, ...], tuple[Diagnostic, ...]]:
    files = []
    for path in paths:
        if not path.exists():
            raise UsageProblem(problem("roster-not-found", Location(str(path))))
        files.append((str(path), read_bytes(str(path))))
    return press.read_rosters(files, encoding=options.encoding, columns=options.columns, allow=options.allow)


def _usual(roster: Roster, plan: PackPlan, language: str) -> Roster:
    """The roster without what every pupil has anyway: the lesson's own language, the level of the core."""
    treated = {one.level for one in plan.levels}

    def usual(pupil: Pupil) -> Pupil:
        level = None if pupil.level == "core" and "core" not in treated else pupil.level
        return replace(pupil, level=level, language="" if pupil.language == language else pupil.language)

    return replace(roster, pupils=tuple(map(usual, roster.pupils)))


def check_names(classes: Sequence[PlannedClass], style: Style) -> None:
    """ContentError pack-name-glyph at the row of each name, number or class with a character that no font has."""
    found = []
    for each in classes:
        found += _lacking(each.roster.name, each.roster.at, style)
        for pupil in each.roster.pupils:
            found += _lacking(f"{pupil.name} {pupil.number}", pupil.at, style)
    if found:
        raise ContentError(*capped(found))


def _lacking(text: str, at: Location, style: Style) -> list[Diagnostic]:
    lacking = sorted(typeset.unprintable(text, style))
    if not lacking:
        return []
    shown = ", ".join(f"{char} (U+{ord(char):04X})" for char in lacking[:5])
    script = next((found for char in lacking if (found := typeset.shaping_script(char))), "")
    if script:
        return [problem("pack-name-script", at, characters=shown, script=script)]
    font = typeset.font_for(lacking, style)
    if font:
        return [problem("pack-name-glyph", at, characters=shown, font=font)]
    return [problem("pack-name-no-font", at, characters=shown)]
