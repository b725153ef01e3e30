"""What the jobs of a batch are made of beside rosters, each read once: lessons, schools, themes, plans of packs."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from handouts import lessons, press, templating
from handouts.batch import paths
from handouts.batch.asked import AskedPack, Said
from handouts.batch.contents import Gathered, Ingredients, gather, tree_path
from handouts.diagnostics import Diagnostic, Location, problem
from handouts.errors import ContentError, HandoutsError, TemplateError
from handouts.lessons.pack_layers import Layer, laid, place, read_layer
from handouts.lessons.pack_options import homeless_inserts
from handouts.lessons.school_file import FILE as SCHOOL_FILE
from handouts.lessons.school_file import read_school
from handouts.model.lesson import Lesson
from handouts.model.packing import EditionName, PackPlan
from handouts.model.school import School
from handouts.pipeline.pack_plan import PLAN_FILE
from handouts.pipeline.places import bundled, samples, shipped_themes
from handouts.pipeline.prepare import settled
from handouts.pipeline.school import in_school
from handouts.pipeline.surroundings import labels_of, paper_of, theme_of

Made = TypeVar("Made")


@dataclass(frozen=True)
class Kop:
    """A school, and its school.yaml: the file, or what stands in one that was made for it. `key` tells it apart."""

    school: School
    source: Path | str

    @property
    def key(self) -> str:
        """What tells the source from others."""
        return str(self.source)


@dataclass(frozen=True)
class Dish:
    """All that the packs of a lesson in a school share. The asked ones are as a worker is asked for them.

    `look` is the hash of what the theme says, that of a shipped one included.
    """

    lesson: Lesson
    plan: PackPlan
    place: Location
    theme: templating.Theme
    gathered: Gathered
    asked_theme: str
    asked_paper: str
    asked_language: str
    look: str


@dataclass
class Pantry:
    """Reads, and remembers what it read and what was wrong with it. Paths of the plan start from `folder`."""

    folder: Path
    notes: list[Diagnostic] = field(default_factory=list)
    _kept: dict[Hashable, Any] = field(default_factory=dict)
    _files: dict[Path, tuple[str, bytes]] = field(default_factory=dict)

    def _once(self, key: Hashable, make: Callable[[], Made], *said: Said) -> Made:
        """What was made of this key, or the error that came of it, again.

        `said` are the texts of the plan that ask for it now: what is wrong with one is told where this one stands.
        """
        if key not in self._kept:
            try:
                self._kept[key] = make(), said
            except HandoutsError as error:
                self._kept[key] = error, said
        kept, first = self._kept[key]
        if isinstance(kept, HandoutsError):
            raise _told_at(kept, first, said)
        made: Made = kept
        return made

    def lesson(self, source: Said, language: Said) -> Lesson:
        """A lesson without a school. ContentError batch-lesson-unknown, and what readers of lessons raise."""
        key = ("lesson", source.text, language.text)
        return self._once(key, lambda: self._lesson(source, language), source, language)

    def _lesson(self, source: Said, language: Said) -> Lesson:
        if not paths.is_there(Path(source.text)):
            near, known = paths.near_lesson(source.text, self.folder), ", ".join(samples())
            name = paths.from_folder(source.text, self.folder)
            raise ContentError(problem("batch-lesson-unknown", source.at, name=name, suggestion=near, known=known))
        with located(language.at):
            read, found = lessons.read(source.text, language.text or None)
            self.notes += found
            return settled(replace(read, school=School()), language.text or None)

    def kop(self, kop: Said, school: Said, npsn: Said) -> Kop:
        """The school of a job. ContentError batch-kop-missing, batch-kop-other, and what `read_school` raises."""
        if not kop:
            lines = {"format": 1, "name": school.text} | ({"npsn": npsn.text} if npsn else {})
            text = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in lines.items())
            return Kop(School(name=school.text, npsn=npsn.text), text)
        path = self.folder / kop.text.strip().replace("\\", "/")
        if paths.is_there(path) and path.is_dir():
            path = path / SCHOOL_FILE
        if not paths.is_file(path):
            near = paths.from_folder(paths.near(str(path)), self.folder)
            raise ContentError(problem("batch-kop-missing", kop.at, file=kop.text, suggestion=near))
        found = self._once(("kop", str(path)), lambda: read_school(path))
        if npsn and found.npsn and found.npsn != npsn.text:
            raise ContentError(problem("batch-kop-other", npsn.at, found=npsn.text, kop=str(path), other=found.npsn))
        return Kop(found, path)

    def dish(self, source: Said, kop: Kop, pack: AskedPack) -> Dish:
        """What the packs of a lesson in a school share. HandoutsError with what is wrong in it."""
        layers = self._layers(source, pack)
        keys = tuple((layer.tree.name, layer.steps, layer.at(())) for layer in layers)
        wanted = (pack.theme.text, pack.paper, pack.language.text)
        key = ("dish", source.text, kop.key, wanted, keys)
        said = (source, pack.theme, pack.language, pack.plan)
        return self._once(key, lambda: self._dish(source, kop, pack, layers), *said)

    def _layers(self, source: Said, pack: AskedPack) -> tuple[Layer, ...]:
        """The plans of a pack on one another: the one that is named, else the one beside the lesson, at the bottom."""
        path = Path(source.text) / PLAN_FILE
        if pack.plan:
            path = self.folder / pack.plan.text.strip().replace("\\", "/")
            if not paths.is_file(path):
                near = paths.from_folder(paths.near(str(path)), self.folder)
                raise ContentError(problem("pack-file-missing", pack.plan.at, file=pack.plan.text, suggestion=near))
        elif not paths.is_file(path):
            return pack.layers
        return (self._once(("plan", str(path)), lambda: read_layer(path)), *pack.layers)

    def _plan(self, layers: tuple[Layer, ...]) -> PackPlan:
        plan, wrong = laid(layers)
        missing = [fault for layer in layers for fault in layer.faults()]
        if missing or wrong:
            raise ContentError(*missing, *wrong)
        return plan

    def _dish(self, source: Said, kop: Kop, pack: AskedPack, layers: tuple[Layer, ...]) -> Dish:
        lesson = in_school(self.lesson(source, pack.language), kop.school)
        plan = self._plan(layers)
        where = layers[-1].at(()) if layers else (source.at or Location(source.text))
        usual = press.sheets_of(plan, EditionName(), lesson.meta.sheets)
        if wrong := [*homeless_inserts(plan, usual, partial(place, layers))]:
            raise ContentError(*wrong)
        for code, path in plan.languages:
            self.lesson(Said(path, place(layers, ("languages", code))), Said())
        theme = self._theme(lesson, pack.theme)
        paper_of(lesson, theme, pack.paper or None)
        labels_of(lesson, theme)
        folder = Path(source.text)
        strange, asked = self._folders(theme, folder, pack.theme)
        gathered = self._gathered(folder, kop, plan, strange)
        return Dish(lesson, gathered.plan, where, theme, gathered, asked, pack.paper, pack.language.text, _look(theme))

    def _theme(self, lesson: Lesson, asked: Said) -> templating.Theme:
        name = asked.text.strip().replace("\\", "/")
        if "/" in name:
            name = self._theme_at(self.folder / name, asked)
        named = name or lesson.meta.theme or (lesson.school.theme if lesson.school else "")

        def load() -> templating.Theme:
            with located(asked.at):
                return theme_of(lesson, name or None, (self.folder / "templates",))

        try:
            return self._once(("theme", lesson.folder, bool(name), named), load, asked)
        except HandoutsError:
            if name or lesson.meta.theme:
                raise
            return load()  # told of the school.yaml that names it, which is that of each school

    def _theme_at(self, path: Path, asked: Said) -> str:
        """The path of a theme that the plan names so. ContentError batch-theme-missing when it is no folder."""
        if paths.is_there(path) and path.is_dir():
            return path.as_posix()
        near = path.parent.as_posix() if paths.is_file(path) else paths.near(str(path))
        suggestion = paths.from_folder(near, self.folder)
        raise ContentError(problem("batch-theme-missing", asked.at, name=asked.text, suggestion=suggestion))

    def _folders(self, theme: templating.Theme, lesson: Path, asked: Said) -> tuple[tuple[Path, ...], str]:
        """The folders of a theme that must travel, and how a worker asks for it: by its path in the tree, or by name.

        TemplateError batch-theme-twice when two of one name would have to.
        """
        strange: dict[str, Path] = {}
        root, shipped = lesson.resolve(), shipped_themes().resolve()
        first_place = ""
        for number, folder in enumerate(map(Path, theme.folders)):
            real = folder.resolve()
            if lesson.is_dir() and real.is_relative_to(root):
                there = f"{tree_path(lesson)}/{real.relative_to(root).as_posix()}"
            elif real.is_relative_to(shipped):
                there = folder.name
            elif folder.name in strange:
                first = str(strange[folder.name])
                at = asked.at or Location(str(folder))
                raise TemplateError(problem("batch-theme-twice", at, name=folder.name, first=first, other=str(folder)))
            else:
                strange[folder.name] = folder
                there = f"templates/{folder.name}"
            first_place = first_place if number else there
        return tuple(strange.values()), first_place if asked else ""

    def _gathered(self, lesson: Path, kop: Kop, plan: PackPlan, themes: tuple[Path, ...]) -> Gathered:
        """The content of a dish; the files of a tree are read once, and so is a tree that two dishes share."""
        here = Path("content")
        beside = (here,) if here.resolve() != bundled("content").resolve() else ()
        parts = Ingredients(
            lesson=lesson,
            glossaries=tuple(folder / "glossaries" for folder in beside),
            rules=tuple(folder / "item-rules" for folder in beside),
            school=kop.source,
            themes=themes,
            plan=replace(plan, classes=()),
        )
        files = (parts.lesson, kop.key, themes, plan.languages, plan.inserts)
        made = self._once(("tree", files), lambda: gather(parts, self._files))
        if made.plan == plan:
            return made
        return replace(made, plan=replace(plan, languages=made.plan.languages, inserts=made.plan.inserts))


@contextmanager
def located(place: Location | None) -> Iterator[None]:
    """Give errors that have no place, which a text of the plan caused, the place of that text."""
    try:
        yield
    except HandoutsError as error:
        raise type(error)(*(replace(d, location=d.location or place) for d in error.diagnostics)) from error


def _told_at(error: HandoutsError, first: Sequence[Said], said: Sequence[Said]) -> HandoutsError:
    """The error of texts that stood at the places of `first`, where `said` stand now; other places stay."""
    places = {old.at: new.at for old, new in zip(first, said, strict=True) if old.at}
    return type(error)(
        *(replace(d, location=d.location and places.get(d.location, d.location)) for d in error.diagnostics)
    )


def _look(theme: templating.Theme) -> str:
    """The hash of a theme's templates, values and words, wherever it lies."""
    sources = [(source.level, source.file, source.text) for source in theme.sources]
    said = [(one.key, one.value) for one in theme.said]
    words = [(language, sorted(labels.items())) for language, labels in sorted(theme.labels.items())]
    return sha256(json.dumps([theme.chain, sources, said, words], ensure_ascii=False).encode()).hexdigest()
