"""A batch as a whole, before its first page: everything that its plan names is read, judged, and gathered by hash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from handouts import typeset
from handouts.batch.asked import Asked, AskedJob, Said
from handouts.batch.pantry import Dish, Kop, Pantry
from handouts.batch.plan_kinds import folders, read_plan
from handouts.batch.remembered import Remembered
from handouts.batch.roster_files import RosterFiles
from handouts.batch.schools import school_slugs
from handouts.batch.worker import job_key, listed
from handouts.diagnostics import Diagnostic, Location, problem
from handouts.errors import ContentError, HandoutsError
from handouts.model.batch import BatchJob, BatchPlan, BatchSchool, JobResult
from handouts.model.press import Style
from handouts.model.roster import Listed, Roster
from handouts.pipeline.pack_plan import check_names, plan_roster
from handouts.reading.filenames import slug, unique_slugs


@dataclass(frozen=True)
class BatchOptions:
    """What a person asked for. `out`, `keys`, `zipped` go before what the plan says (None: what it says).

    `keep_going`: what is wrong with some jobs does not stop the others. `cache`: the folder in which is remembered what
    was read before; None: everything is read.
    """

    plan: Path
    out: Path | None = None
    keys: Path | None = None
    zipped: bool | None = None
    keep_going: bool = False
    cache: Path | None = None


def plan_batch(options: BatchOptions) -> BatchPlan:
    """Read a plan and everything it names. Jobs come school by school, lesson by lesson, class by class.

    Raises HandoutsError with all that is wrong: ContentError for the plan itself (what `read_plan_file` and
    `read_plan_sheet` raise and find, batch-npsn-twice, batch-folders-nested, batch-same-file), and, unless
    `keep_going`, for what its jobs are made of. UsageProblem batch-plan-missing, batch-plan-kind.
    """
    asked = read_plan(options.plan)
    out, keys = folders(asked, options.out, options.keys)
    with Remembered(options.cache) as remembered:
        planning = _Planning(asked, keys.name, options.keep_going, remembered)
        jobs = planning.jobs()
    return BatchPlan(
        name=asked.name,
        out=str(out),
        keys=str(keys),
        schools=tuple(sorted(set(planning.schools.values()), key=lambda school: school.slug)),
        jobs=jobs,
        blobs={digest: data for dish in planning.dishes for digest, data in dish.gathered.blobs.items()},
        zipped=asked.zipped if options.zipped is None else options.zipped,
        diagnostics=tuple({repr(d): d for d in planning.notes()}.values()),
        failed=planning.failures(),
        origins={dish.gathered.content.digest: dict(dish.gathered.origins) for dish in planning.dishes},
        read=planning.roster_of,
    )


@dataclass(frozen=True)
class _Pack:
    """The pack of one class, before it has a name in the output."""

    asked: AskedJob
    file: Said
    listed: Listed
    dish: Dish
    roster: Roster | None = None


@dataclass(frozen=True)
class _Failure:
    """A job that cannot be begun; `name` is that of the class, or of its file where the class is not known."""

    asked: AskedJob
    name: str
    error: HandoutsError


@dataclass
class _Planning:
    asked: Asked
    keys: str
    keep_going: bool
    remembered: Remembered
    packs: list[_Pack] = field(default_factory=list)
    failed: list[_Failure] = field(default_factory=list)
    wrong: list[Diagnostic] = field(default_factory=list)
    doubts: list[Diagnostic] = field(default_factory=list)
    schools: dict[tuple[str, str], BatchSchool] = field(default_factory=dict)
    slugs: dict[str, str] = field(default_factory=dict)
    _by_id: dict[str, _Pack] = field(default_factory=dict)
    _plans: dict[int, dict[str, object]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.pantry = Pantry(self.asked.folder)
        self.rosters = RosterFiles(self.asked.folder, self.remembered)
        self.wrong += [d for d in self.asked.found if d.severity == "error"]

    @property
    def dishes(self) -> Iterator[Dish]:
        """What jobs are made of, each once."""
        yield from {id(pack.dish): pack.dish for pack in self.packs}.values()

    def notes(self) -> Iterator[Diagnostic]:
        """Warnings and hints."""
        yield from (d for d in self.asked.found if d.severity != "error")
        yield from self.doubts
        yield from self.pantry.notes
        yield from self.rosters.notes

    def jobs(self) -> tuple[BatchJob, ...]:
        """All jobs in order. ContentError with everything that is wrong, see `plan_batch`."""
        self.schools, found = school_slugs(self.asked.jobs)
        self.wrong += (d for d in found if d.severity == "error")
        self.doubts += (d for d in found if d.severity != "error")
        with self.rosters.ahead((file, one.reading) for one in self.asked.jobs for file in one.classes):
            for one in self.asked.jobs:
                self._read(one)
        self._name_lessons()
        made = list(self._finished())
        if not self.keep_going:
            self.wrong += (d for failure in self.failed for d in failure.error.diagnostics)
        if self.wrong:
            raise ContentError(*{repr(d): d for d in self.wrong}.values())
        return tuple(sorted(made, key=lambda job: job.id.split("/")))

    def _read(self, one: AskedJob) -> None:
        """Read what a job is made of; what is wrong stands in `failed`."""
        try:
            dish = self.pantry.dish(one.lesson, self._kop(one), one.pack)
        except HandoutsError as error:
            self._fail_all(one, error)
            return
        found: list[tuple[Said, Listed]] = []
        whole = True
        for file in one.classes:
            try:
                found += ((file, each) for each in self.rosters.listed(file, one.reading))
            except HandoutsError as error:
                whole = False
                self.failed.append(_Failure(one, Path(file.text).stem, error))
        for file, each in self._chosen(one, found, whole):
            self._judge(_Pack(one, file, each, dish))

    def _kop(self, one: AskedJob) -> Kop:
        return self.pantry.kop(one.kop, one.school, one.npsn)

    def _fail_all(self, one: AskedJob, error: HandoutsError) -> None:
        """None of the classes can be made; rosters are read all the same, so that all is told at once."""
        for file in one.classes:
            try:
                self.rosters.listed(file, one.reading)
            except HandoutsError as other:
                error = type(error)(*error.diagnostics, *other.diagnostics)
            self.failed.append(_Failure(one, Path(file.text).stem, error))

    def _chosen(
        self, one: AskedJob, found: Sequence[tuple[Said, Listed]], whole: bool
    ) -> Iterator[tuple[Said, Listed]]:
        """The classes that the job names, or all. One that is in none of its rosters fails, if these are `whole`."""
        wanted = {slug(said.text, "class"): said for said in one.rombel}
        yield from ((file, each) for file, each in found if not wanted or each.slug in wanted)
        there = {each.slug: each.name for _, each in found}
        for name, said in wanted.items():
            if name not in there and whole:
                near = get_close_matches(name, there, n=1, cutoff=0.6)
                known = ", ".join(dict.fromkeys(there.values()))
                unknown = problem(
                    "batch-rombel-unknown",
                    said.at,
                    name=said.text,
                    suggestion=there[near[0]] if near else "",
                    known=known,
                )
                self.failed.append(_Failure(one, name, ContentError(unknown)))

    def _judge(self, pack: _Pack) -> None:
        """Whether a class fits its lesson and plan, and its names the fonts."""
        dish, one = pack.dish, pack.listed
        key = self.remembered.fit_key(
            dish.gathered.content.digest, self._taken_apart(dish), dish.look, one.name, one.slug, one.digest
        )
        if self.remembered.fits(key):
            self.packs.append(pack)
            return
        try:
            roster = self._read_again(pack)
            planned = plan_roster(dish.lesson, dish.plan, roster, dish.place)
            pupils = "".join(f"{pupil.name}{pupil.number}" for pupil in roster.pupils)
            style: Style = dish.theme.style
            if typeset.unprintable(roster.name + pupils, style):
                check_names(planned.classes, style)
        except HandoutsError as error:
            self.failed.append(_Failure(pack.asked, one.slug, error))
        else:
            self.remembered.learn_fit(key)
            self.packs.append(replace(pack, roster=roster))

    def _taken_apart(self, dish: Dish) -> dict[str, object]:
        """The plan of a dish for hashing."""
        if id(dish) not in self._plans:
            self._plans[id(dish)] = asdict(dish.plan)
        return self._plans[id(dish)]

    def _read_again(self, pack: _Pack) -> Roster:
        """The pupils of a class that may be known without them. ContentError batch-roster-changed."""
        for roster in self.rosters.read(pack.file, pack.asked.reading):
            if roster.slug == pack.listed.slug and listed(roster).digest == pack.listed.digest:
                return roster
        place = Location(pack.listed.at.file)
        raise ContentError(problem("batch-roster-changed", place, name=pack.listed.name))

    def roster_of(self, job: BatchJob) -> Roster:
        """See BatchPlan.read."""
        return job.roster or self._read_again(self._by_id[job.id])

    def _name_lessons(self) -> None:
        """A name for the folder of each lesson, by its path."""
        found = {pack.asked.lesson.text: pack.dish.lesson.meta.slug for pack in self.packs}
        for failure in self.failed:
            found.setdefault(failure.asked.lesson.text, Path(failure.asked.lesson.text).stem)
        wanted = [(_relative(source, self.asked.folder), name) for source, name in found.items()]
        self.slugs = dict(zip(found, unique_slugs(wanted, "lesson"), strict=True))

    def _id(self, one: AskedJob, name: str) -> str:
        school = self._school(one)
        return f"{school.slug}/{self.slugs[one.lesson.text]}/{name}"

    def _school(self, one: AskedJob) -> BatchSchool:
        return self.schools[one.school.text, one.npsn.text]

    def _finished(self) -> Iterator[BatchJob]:
        """The jobs with their keys; two of one place in the output are wrong: batch-same-file."""
        first: dict[str, _Pack] = {}
        for pack in self.packs:
            name = self._id(pack.asked, pack.listed.slug)
            other = first.setdefault(name, pack)
            place = pack.file.at or Location(pack.file.text)
            if other is not pack:
                self.wrong.append(_same_file(name, pack, other))
                continue
            self._by_id[name] = pack
            dish = pack.dish
            keys_at = f"{self.keys}/{name}/"
            settings = (f"{dish.asked_theme} {dish.look}", dish.asked_paper, dish.asked_language, keys_at)
            yield BatchJob(
                id=name,
                key=job_key(dish.gathered.content, pack.listed, self._taken_apart(dish), settings),
                school=self._school(pack.asked).slug,
                content=dish.gathered.content,
                listed=pack.listed,
                plan=dish.plan,
                at=place,
                theme=dish.asked_theme,
                paper=dish.asked_paper,
                language=dish.asked_language,
                keys_at=keys_at,
                roster=pack.roster,
            )

    def failures(self) -> tuple[JobResult, ...]:
        """The jobs that cannot be begun, in order, each with what is wrong with it.

        A file that cannot be read may be called as a class that another file holds: it does not take its place.
        """
        found: dict[str, tuple[Diagnostic, ...]] = {}
        taken = {self._id(pack.asked, pack.listed.slug) for pack in self.packs}
        for one in self.failed:
            name = self._id(one.asked, slug(one.name, "class"))
            while name in taken:
                name += "-file"
            found[name] = (*found.get(name, ()), *one.error.diagnostics)
        return tuple(
            JobResult(name, "", "failed", problems=tuple({repr(d): d for d in problems}.values()))
            for name, problems in sorted(found.items(), key=lambda pair: pair[0].split("/"))
        )


def _same_file(name: str, pack: _Pack, other: _Pack) -> Diagnostic:
    """What is said of the second of two jobs: where the plan asks for its file, else its lesson, else the job."""
    sides = [(one.file.at, one.asked.lesson.at, one.asked.at) for one in (pack, other)]
    place, first = next((pair for pair in zip(*sides, strict=True) if pair[0] != pair[1]), (sides[0][0], sides[1][0]))
    return problem(
        "batch-same-file",
        place,
        job=name,
        first=str(first or ""),
        roster=str(pack.listed.at),
        other=str(other.listed.at),
    )


def _relative(source: str, folder: Path) -> str:
    """The path of a lesson from the plan's folder where it lies in it: the same wherever the plan lies."""
    path = Path(source)
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.as_posix()
