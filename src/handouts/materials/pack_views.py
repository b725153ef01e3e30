"""The papers of a class pack as sheets: who gets what, and slips with pupils' names. The job sheet: `job_view`.

Names of pupils and classes go into the sheets exactly as the roster has them; nothing else of a pupil but number and
seat is ever in a heading or a title.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from handouts.languages.labels import Labels
from handouts.materials.binding import bind
from handouts.materials.passage_view import printable
from handouts.materials.views import Setting
from handouts.model.foot import Foot
from handouts.model.jobs import ClassSets
from handouts.model.lesson import LessonMeta
from handouts.model.pack_sheets import DistributionSheet, ListRow, SeatPlan, Slip, SlipsSheet
from handouts.model.packing import Assigned, EditionName, PackPlan
from handouts.model.roster import Pupil

SEATS_ACROSS = 12  # columns of seats in one table: more would leave no room for number and version
_LONG_NAME = 56  # characters; slips with longer names are cut at a height of their own


@dataclass(frozen=True, slots=True)
class PackFacts:
    """What the papers of a pack share. `codes` are the pack codes of its editions; `setting.code` is the one that

    stands at the foot. `plan` as it is carried out: with its mode. `school` is its name, "" for none.
    """

    meta: LessonMeta
    setting: Setting
    codes: Mapping[EditionName, str]
    plan: PackPlan
    school: str = ""

    @property
    def labels(self) -> Labels:
        """The words of the papers."""
        return self.setting.labels

    @property
    def title(self) -> str:
        """The lesson's title as it is printed."""
        return self.text(self.meta.short_title or self.meta.title)

    def text(self, words: str) -> str:
        """Words of the lesson, ready for print."""
        return bind(printable(words, self.setting.unprintable)[0], self.labels)

    def code(self, assigned: Assigned) -> str:
        """The code of a set with its version: K7M2QX3-B."""
        return f"{self.codes[assigned.edition]}-{assigned.version}"

    def foot(self, class_name: str = "") -> Foot:
        """The foot of a paper of the pack, or of one of its classes."""
        parts = (self.title, self.text(self.meta.subject), class_name)
        lesson = self.labels["footer.separator"].join(part for part in parts if part)
        return Foot(lesson, version="", code=self.setting.code, pages=self.labels["footer.page"], notice="")

    def special(self, edition: EditionName) -> str:
        """What sets an edition apart from the usual one, in words; "" for the usual one."""
        labels, plan = self.labels, self.plan
        found = []
        if edition.print_name != plan.print_name:
            found.append(labels[f"pack.prints.{edition.print_name}"])
        if edition.level not in (None, "core"):
            found.append(labels[f"pack.levels.{edition.level}"])
        if edition.language and edition.language != self.meta.language:
            found.append(self._language(edition.language))
        return ", ".join(found)

    def _language(self, code: str) -> str:
        """A language in words; its code where there are none for it."""
        named = f"pack.languages.{code}"
        if named not in self.labels:
            return code
        return self.labels[named]


def distribution_sheet(facts: PackFacts, of_class: ClassSets) -> DistributionSheet:
    """The list of a class: every pupil in the order of the pack, with the version that she gets."""
    found = [(assigned, pupil) for assigned in of_class.assigned if (pupil := assigned.pupil)]
    numbers = _numbers([pupil for _, pupil in found])
    rows = tuple(
        ListRow(
            number=number,
            name=pupil.name,
            seat=_seat(pupil, facts.labels),
            code=facts.codes[assigned.edition],
            version=assigned.version,
            special=facts.special(assigned.edition),
        )
        for number, (assigned, pupil) in zip(numbers, found, strict=True)
    )
    return DistributionSheet(
        language=facts.meta.language,
        title=facts.title,
        author="",
        foot=facts.foot(of_class.name),
        class_name=of_class.name,
        facts=(
            (facts.labels["pack.class"], of_class.name),
            (facts.labels("pack.pupils"), str(len(rows))),
            *version_counts(facts, of_class.assigned),
        ),
        pupils=rows,
        has_seats=any(row.seat for row in rows),
        has_special=any(row.special for row in rows),
        plans=_plans(found, numbers),
    )


def slips_sheet(facts: PackFacts, of_class: ClassSets) -> SlipsSheet:
    """A slip for every pupil of a class, in the order of the pack."""
    slips = []
    for place, assigned in enumerate((a for a in of_class.assigned if a.pupil), start=1):
        pupil = assigned.pupil
        assert pupil is not None
        number = facts.labels("pack.slips.number", number=pupil.number) if pupil.number else ""
        version = facts.labels("footer.packet", version=assigned.version)
        slips.append(Slip(pupil.number or str(place), pupil.name, number, version, facts.code(assigned)))
    return SlipsSheet(
        language=facts.meta.language,
        title=facts.title,
        author="",
        foot=facts.foot(of_class.name),
        class_name=of_class.name,
        groups=tuple(tuple(group) for _, group in groupby(slips, key=lambda slip: len(slip.name) > _LONG_NAME)),
    )


def version_counts(facts: PackFacts, sets: Iterable[Assigned]) -> tuple[tuple[str, str], ...]:
    """For each edition its code, and how many sets of each version there are for pupils, spare, and for the teacher."""
    told: dict[EditionName, dict[str, Counter[str]]] = {}
    for assigned in sets:
        told.setdefault(assigned.edition, {}).setdefault(assigned.what, Counter())[assigned.version] += 1
    return tuple(
        (_edition(facts, edition), "; ".join(_counted(what, whats[what], facts.labels) for what in whats))
        for edition, whats in told.items()
    )


def _edition(facts: PackFacts, edition: EditionName) -> str:
    special = facts.special(edition)
    return f"{facts.codes[edition]} ({special})" if special else facts.codes[edition]


def _counted(what: str, versions: Counter[str], labels: Labels) -> str:
    counts = " · ".join(f"{version}\u00a0{versions[version]}" for version in sorted(versions, key=_in_order))
    return labels(f"pack.list.{what}", counts=counts)


def _in_order(version: str) -> tuple[int, str]:
    return len(version), version


def _numbers(pupils: Sequence[Pupil]) -> list[str]:
    """The numbers as the roster has them; where it has none at all, the places in the list."""
    if any(pupil.number for pupil in pupils):
        return [pupil.number for pupil in pupils]
    return [str(place) for place in range(1, len(pupils) + 1)]


def _seat(pupil: Pupil, labels: Labels) -> str:
    return labels("pack.list.seat_at", row=pupil.seat.row, column=pupil.seat.column) if pupil.seat else ""


def _plans(found: Sequence[tuple[Assigned, Pupil]], numbers: Sequence[str]) -> tuple[SeatPlan, ...]:
    """The room seen from above, its front at the top: rows and columns in which somebody sits."""
    places: dict[tuple[int, int], list[str]] = {}
    for number, (assigned, pupil) in zip(numbers, found, strict=True):
        if pupil.seat:
            said = f"{number}\u00a0{assigned.version}" if number else assigned.version
            places.setdefault((pupil.seat.row, pupil.seat.column), []).append(said)
    rows, columns = (sorted({place[axis] for place in places}) for axis in (0, 1))
    return tuple(
        SeatPlan(
            tuple(map(str, part)),
            tuple((str(row), *(", ".join(places.get((row, column), ())) for column in part)) for row in rows),
        )
        for part in (columns[start : start + SEATS_ACROSS] for start in range(0, len(columns), SEATS_ACROSS))
    )
