"""Items held against the rules: what breaks one is left out, and a teacher's own item that does stops the work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from handouts import materials
from handouts.diagnostics import Diagnostic, Location, problem, warning
from handouts.model.exercise import Choice, Section
from handouts.model.glossary import Glossary
from handouts.model.lesson import Lesson
from handouts.model.timeline import Timeline

if TYPE_CHECKING:
    from handouts.lessons.item_places import ItemPlaces

FILE = "questions.yaml"
TEACHER = "teacher"  # the kind of an item that names none


@dataclass(frozen=True)
class Inspector:
    """Runs the rules over the items of a lesson and tells the findings at their lines; `folder` as messages call it.

    With the `timeline` it tells what a timeline in the handout answers.
    """

    lesson: Lesson
    folder: Path
    glossary: Glossary | None = None
    timeline: Timeline | None = None

    def inspect(self, sections: Sequence[Section]) -> tuple[tuple[Section, ...], tuple[Diagnostic, ...]]:
        """The sections without the tool's items that break a rule, and what there is to say of all items.

        Errors among it are those of the teacher's own items. An item left out is told by a warning lint-left-out.
        """
        said = [*self._unknown(sections), *self._unknown_kinds(sections), *self._against_rules(sections)]
        said += self._without_objective(sections)
        kept = tuple(sections)
        while True:
            found = materials.lint(kept, self.lesson.meta.language, "A", self.around)
            broken = [d for d in found if d.severity == "error" and str(d.data["owner"]) not in self.around.own]
            if not broken:
                return kept, (*said, *(self._placed(d) for d in found))
            # one at a time where two tell on each other: with the first gone the other may stay
            gone = {str(broken[0].data["owner"]): broken[0].code}
            said += [warning("lint-left-out", self._place(id_), item=id_, rule=rule) for id_, rule in gone.items()]
            kept = tuple(_without(kept, gone))

    def further(self, version: str, sections: Sequence[Section]) -> Iterator[Diagnostic]:
        """What the rules find in another version than A, as warnings: how its items stand is the tool's doing."""
        for diagnostic in materials.lint(sections, self.lesson.meta.language, version, self.around):
            severity = "warning" if diagnostic.severity == "error" else diagnostic.severity
            yield replace(self._placed(diagnostic), severity=severity)

    @cached_property
    def around(self) -> materials.Surroundings:
        """What stands around the items. What the teacher wrote, changed or approved is hers."""
        from handouts.lessons.item_places import untouched  # an essay without drafts needs no reader of them

        drafts, essay = self.lesson.drafts, self.lesson.essay
        items = [item for section in drafts.sections or () for item in section.items]
        approved = {i.id for i in items if f"questions/{i.id}" in drafts.approved_items}
        as_made = untouched(self.folder / FILE) if items else frozenset()
        own = {i.id for i in items if i.rule == "teacher" or i.id in approved or i.id not in as_made}
        return materials.Surroundings(essay, self.glossary, frozenset(own), tuple(self._sheets()))

    def _sheets(self) -> Iterator[tuple[str, str]]:
        """What pupils hold beside the worksheet that tells when things happened: a line for each event."""
        if self.timeline is not None and self.lesson.meta.timeline_in_handout:
            yield "pupils/handout.pdf", "\n".join(f"{e.display}: {e.label}" for e in self.timeline.chosen)

    @cached_property
    def _places(self) -> ItemPlaces | None:
        from handouts.lessons.item_places import item_places  # only messages need it

        return item_places(self.folder / FILE) if self.lesson.drafts.sections is not None else None

    def _place(self, id_: str, *inside: str | int) -> Location:
        if self._places is None:
            return self.lesson.essay.source.location(0)
        return self._places.of(id_, *inside)

    def _placed(self, diagnostic: Diagnostic) -> Diagnostic:
        part, owner = str(diagnostic.data["item"]), str(diagnostic.data["owner"])
        known = self._places is not None and part in self._places.paths
        return replace(diagnostic, location=self._place(part if known else owner))

    def _against_rules(self, sections: Iterable[Section]) -> Iterator[Diagnostic]:
        """Items of the teacher's own that are worth more, or offer less, than the lesson's item rules say."""
        rules = self.lesson.meta.rules
        if rules is None:
            return
        points = dict(rules.points)
        for section in sections:
            most = points.get(section.kind, 0)
            for item in (i for i in section.items if i.id in self.around.own):
                if most and item.points > most:
                    place, name = self._place(item.id, "points"), rules.name
                    yield warning("item-points-over", place, item=item.id, points=item.points, most=most, rules=name)
                if isinstance(item, Choice) and not item.also and len(item.options) < rules.options:
                    place, count = self._place(item.id, "options"), len(item.options)
                    least, name = rules.options, rules.name
                    yield warning("item-options-fewer", place, item=item.id, count=count, least=least, rules=name)

    def _without_objective(self, sections: Iterable[Section]) -> Iterator[Diagnostic]:
        """Items that name an objective which the lesson does not have."""
        count = len(self.lesson.meta.objectives)
        for item in (item for section in sections for item in section.items):
            if (number := item.traits.objective) > count:
                place = self._place(item.id, "objective")
                yield warning("item-objective-unknown", place, item=item.id, number=number, count=count)

    def _unknown(self, sections: Iterable[Section]) -> Iterator[Diagnostic]:
        for id_, name, meant in materials.unknown_rules(sections):
            yield problem("lint-unknown-rule", self._place(id_, "allow"), item=id_, rule=name, suggestion=meant)

    def _unknown_kinds(self, sections: Iterable[Section]) -> Iterator[Diagnostic]:
        """Items of the file whose kind neither the tool nor an installed package has; "teacher" is one's own."""
        if self._places is None:
            return
        known = (*materials.registry().kinds, TEACHER)
        for item in (item for section in sections for item in section.items):
            if item.kind not in known and item.id in self._places.paths:
                near = get_close_matches(item.kind.casefold().replace("_", "-"), known, 1)
                meant = near[0] if near else ""
                yield problem(
                    "item-unknown-kind", self._place(item.id, "kind"), item=item.id, kind=item.kind, suggestion=meant
                )


def _without(sections: Iterable[Section], gone: Iterable[str]) -> Iterator[Section]:
    for section in sections:
        items = tuple(item for item in section.items if item.id not in gone)
        if items:
            yield replace(section, items=items)
