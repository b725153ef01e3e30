"""The item rules that a lesson names: the school's before those that came with the tool."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from handouts import materials
from handouts.diagnostics import Diagnostic, Location, problem
from handouts.errors import ContentError
from handouts.lessons import place_of
from handouts.model.lesson import Lesson
from handouts.pipeline.places import rules_folders

ENDING = ".yaml"


def with_rules(lesson: Lesson) -> Lesson:
    """The lesson with the rules that `item-rules:` names. ContentError when there are none, or they cannot be read."""
    name = lesson.meta.item_rules
    if not name or lesson.meta.rules is not None:
        return lesson
    from handouts.lessons.item_rules_file import ItemRulesFile  # most lessons name no rules
    from handouts.reading.yaml import load

    there = known(lesson.folder)
    if name not in there:
        place = place_of(Path(lesson.folder) / "lesson.yaml", ("item-rules",)) if lesson.folder else Location("")
        near = get_close_matches(name.casefold(), there, n=1, cutoff=0.4)
        suggestion = near[0] if near else ""
        raise ContentError(
            problem("item-rules-unknown", place, name=name, suggestion=suggestion, known=", ".join(there))
        )
    rules = load(there[name], ItemRulesFile).rules(name)
    return replace(lesson, meta=replace(lesson.meta, rules=rules))


def at_rules(said: Sequence[Diagnostic], lesson: Lesson) -> tuple[Diagnostic, ...]:
    """What was said of a sheet, with a place where a teacher can act: more options than the text has, at the line that

    names the rules; too few items of a section, at the beginning of the essay.
    """
    essay = lesson.essay.source.location(0)
    asked = place_of(Path(lesson.folder) / "lesson.yaml", ("item-rules",)) if lesson.folder else essay
    places = {"item-options-short": asked, "section-short": essay, "section-empty": essay}
    return tuple(replace(d, location=places[d.code]) if d.code in places else d for d in said)


def require_kinds(lesson: Lesson) -> None:
    """ContentError, at its place, when `kinds:` names a kind of exercise that does not exist."""
    there = list(materials.registry().kinds) if lesson.meta.kinds else []
    for number, name in enumerate(lesson.meta.kinds):
        if name not in there:
            place = place_of(Path(lesson.folder) / "lesson.yaml", ("kinds", number))
            near = get_close_matches(name.casefold(), there, n=1, cutoff=0.4)
            suggestion, all_kinds = near[0] if near else "", ", ".join(there)
            raise ContentError(problem("lesson-unknown-kind", place, name=name, suggestion=suggestion, known=all_kinds))


def known(folder: str) -> dict[str, Path]:
    """All rules that a lesson in this folder can name, with their files; of two with one name the nearer one."""
    found: dict[str, Path] = {}
    for place in rules_folders(folder):
        for path in sorted(place.glob(f"*{ENDING}")) if place.is_dir() else ():
            found.setdefault(path.stem, path)
    return dict(sorted(found.items()))
