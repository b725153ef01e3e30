"""The plan of a batch as YAML: schools with their lessons and classes; what is said of all, of one, of a job."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from handouts.batch import paths
from handouts.batch.asked import NOTHING, Asked, AskedJob, AskedPack, Reading, Said, each_once
from handouts.batch.schools import numbers_told
from handouts.diagnostics import Diagnostic, problem
from handouts.errors import ContentError
from handouts.lessons.batch_file import BatchFile, Choices, DefaultsFile, JobFile, SchoolChoices, SchoolEntry
from handouts.lessons.pack_layers import Layer
from handouts.reading.text import read_source
from handouts.reading.yaml import Path as Steps
from handouts.reading.yaml import Tree, load_with_places, read_tree

_Find = Callable[[Said, Path, list[Diagnostic]], Iterator[Said]]


def read_plan_file(path: Path) -> Asked:
    """The plan of a YAML file. Raises ContentError with what is wrong in the form of it; what it names and is not

    there stands in `found`: batch-no-match, batch-no-lessons, batch-no-classes.
    """
    try:
        file, tree = load_with_places(read_tree(read_source(path), large=True), BatchFile)
    except ContentError as error:
        raise ContentError(*numbers_told(error.diagnostics)) from error
    plan = _Plan(file, tree, path.parent)
    jobs = tuple(plan.jobs())

    def said(key: str, text: str) -> Said:
        return Said(text, tree.location((key,)))

    return Asked(
        name=file.name or path.stem,
        folder=path.parent,
        out=said("out", file.out),
        keys=said("keys", file.keys),
        zipped=file.zipped,
        jobs=jobs,
        found=tuple(plan.found),
    )


@dataclass(frozen=True)
class _Level:
    """What one level of the plan (all, a school, a job) says, and where it stands."""

    file: Choices
    steps: Steps


@dataclass
class _Plan:
    file: BatchFile
    tree: Tree
    folder: Path
    found: list[Diagnostic] = field(default_factory=list)
    known: dict[Steps, tuple[Said, ...]] = field(default_factory=dict)  # lists whose files were looked for

    def jobs(self) -> Iterator[AskedJob]:
        defaults = _Level(self.file.defaults or DefaultsFile.model_validate({}), ("defaults",))
        for number, school in enumerate(self.file.schools):
            yield from self._school(defaults, _Level(school, ("schools", number)), school)

    def _school(self, defaults: _Level, level: _Level, school: SchoolEntry) -> Iterator[AskedJob]:
        levels = (defaults, level)
        lessons = self._nearest(levels, "lessons", paths.lessons)
        classes = self._list(level, "classes", school.classes, paths.rosters)
        own = [*self._entries(level, school)]
        if not own or (school.classes and self._asks(levels, "lessons")):
            own.insert(0, (None, JobFile.model_validate({})))
        for job_level, job in own:
            where = job_level or level
            its_lessons = self._list(where, "lesson", job.lesson, paths.lessons) or lessons
            its_classes = self._list(where, "classes", job.classes, paths.rosters) or classes
            rombel = self._said(where, "rombel", job.rombel) if job.rombel else ()
            if not rombel and not job.classes:
                rombel = self._said(level, "rombel", school.rombel)
            place = self.tree.location(where.steps)
            if not (job.lesson or self._asks(levels, "lessons")):
                self.found.append(problem("batch-no-lessons", place))
            if not (job.classes or school.classes):
                self.found.append(problem("batch-no-classes", place))
            all_levels = levels if job_level is None else (*levels, job_level)
            for lesson in its_lessons:
                yield AskedJob(
                    school=Said(school.name, self.tree.location((*level.steps, "name"))),
                    npsn=Said(school.npsn, self.tree.location((*level.steps, "npsn"))),
                    kop=self._one(levels, "kop"),
                    lesson=lesson,
                    classes=its_classes,
                    rombel=rombel,
                    pack=self._pack(all_levels),
                    reading=self._reading(levels),
                    at=place,
                )

    def _entries(self, school: _Level, entry: SchoolEntry) -> Iterator[tuple[_Level | None, JobFile]]:
        alone = (*school.steps, "jobs", 0) not in self.tree.values  # a job that stands without a list
        for number, job in enumerate(entry.jobs):
            steps = (*school.steps, "jobs") if alone else (*school.steps, "jobs", number)
            yield _Level(job, steps), job

    def _asks(self, levels: Sequence[_Level], key: str) -> bool:
        return any(getattr(level.file, key, ()) for level in levels)

    def _said(self, level: _Level, key: str, texts: Sequence[str]) -> tuple[Said, ...]:
        """The texts of a list, each with its place; of a text that stands alone, that of the text."""
        return tuple(Said(text, self.tree.location((*level.steps, key, n))) for n, text in enumerate(texts))

    def _list(self, level: _Level, key: str, texts: Sequence[str], find: _Find) -> tuple[Said, ...]:
        steps = (*level.steps, key)
        if steps not in self.known:
            found = (one for said in self._said(level, key, texts) for one in find(said, self.folder, self.found))
            self.known[steps] = each_once(found)
        return self.known[steps]

    def _nearest(self, levels: Sequence[_Level], key: str, find: _Find) -> tuple[Said, ...]:
        for level in reversed(levels):
            if texts := getattr(level.file, key):
                return self._list(level, key, texts, find)
        return ()

    def _one(self, levels: Sequence[_Level], key: str) -> Said:
        """The text of the nearest level that says something."""
        for level in reversed(levels):
            if text := getattr(level.file, key, "") or "":
                return Said(text, self.tree.location((*level.steps, key)))
        return NOTHING

    def _pack(self, levels: Sequence[_Level]) -> AskedPack:
        plan, layers = NOTHING, list[Layer]()
        for level in levels:
            if level.file.plan:
                plan, layers = Said(level.file.plan, self.tree.location((*level.steps, "plan"))), []
            if level.file.pack is not None:
                layers.append(Layer(level.file.pack, self.folder, self.tree, (*level.steps, "pack")))
        return AskedPack(
            theme=self._one(levels, "theme"),
            paper=self._one(levels, "paper").text,
            language=self._one(levels, "language"),
            plan=plan,
            layers=tuple(layers),
        )

    def _reading(self, levels: Sequence[_Level]) -> Reading:
        encoding, columns, allow = "", tuple[tuple[str, str], ...](), tuple[str, ...]()
        for level in levels:
            if isinstance(level.file, SchoolChoices):
                encoding = level.file.encoding or encoding
                columns = level.file.columns.given() if level.file.columns else columns
                allow = level.file.allow or allow
        return Reading(encoding, columns, allow)
