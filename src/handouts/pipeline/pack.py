"""Make the class packs of a lesson: from plan and rosters to the files for the copier and the teacher's papers."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from handouts import press, templating
from handouts.diagnostics import Diagnostic, Location, capped, problem, warning
from handouts.errors import ContentError, StorageError
from handouts.model.document import Document
from handouts.model.imposition import PageSize
from handouts.model.packing import Assigned, EditionName, JobLine
from handouts.model.press import MM, Rendered
from handouts.pipeline import locks
from handouts.pipeline.build import BuildOptions, stale
from handouts.pipeline.class_file import ClassFile, ClassPress, Inserted, Press
from handouts.pipeline.digital import digital_files
from handouts.pipeline.editions import Edition, make_edition
from handouts.pipeline.large_print import shrunk
from handouts.pipeline.pack_papers import Job, PackPapers, cut_up, mixed_papers
from handouts.pipeline.pack_plan import PackOptions, Planned, check_names, plan_pack
from handouts.pipeline.prepare import prepare
from handouts.pipeline.shelf import Shelf
from handouts.pipeline.sweeping import sweeping
from handouts.store import Store


@dataclass(frozen=True)
class PackedFile:
    """A file that was written: its path below the folder, its pages, and the sheets of paper it takes in all."""

    path: str
    pages: int
    sheets: int = 0


@dataclass(frozen=True)
class Packed:
    """What was written, and what there is to say about it. `codes` are those of the editions, the usual one first."""

    title: str
    codes: tuple[str, ...]
    folder: Path
    files: tuple[PackedFile, ...]
    records: tuple[Path, ...]
    sheets: int
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class MadePack:
    """A finished pack that is not written yet.

    `files` by their paths, `lines` of those for the copier, `records` of its editions (folder, code, content).
    """

    title: str
    codes: tuple[str, ...]
    files: Mapping[str, bytes]
    sizes: tuple[PackedFile, ...]
    lines: tuple[JobLine, ...]
    records: tuple[tuple[Path, str, bytes], ...]
    sheets: int
    diagnostics: tuple[Diagnostic, ...]


def pack(options: PackOptions, progress: Callable[[str], None] = lambda name: None) -> Packed:
    """Make the packs of all classes and write them. `progress` hears what is begun.

    Raises HandoutsError with all that is wrong; then nothing has been written under a final name.
    """
    planned = plan_pack(options)
    out = options.out or Path("output") / planned.lesson.meta.slug
    made = make_pack(planned, options, out, progress)
    written: list[tuple[Path, tuple[Diagnostic, ...]]] = []

    def record() -> None:
        written.extend(locks.write(folder, out, code, content) for folder, code, content in made.records)

    Store(out).put_all(made.files, before=record)
    moved = (d for _, found in written for d in found)
    told = (*made.diagnostics, *moved, *stale(out, made.files))
    return Packed(made.title, made.codes, out, made.sizes, tuple(path for path, _ in written), made.sheets, told)


def make_pack(
    planned: Planned,
    options: PackOptions,
    out: Path,
    progress: Callable[[str], None] = lambda name: None,
    shelf: Shelf | None = None,
) -> MadePack:
    """The packs of all planned classes; nothing is written. `out` is where records go that no lesson takes.

    `shelf` keeps what further packs of the same lesson can take over, as long as its files do not change.
    """
    shelf = shelf or Shelf()
    editions = make_editions(planned, options, out, progress, shelf)
    usual = next(iter(editions.values()))
    check_names(planned.classes, usual.printer.theme.style)
    own = (planned.plan.scheme, planned.plan.sheet_paper, planned.plan.inserts)
    same = ("press", own, tuple((name, edition.code) for name, edition in editions.items()))
    classes = shelf.get(same, lambda: ClassPress(make_press(planned, usual, editions)))
    papers_of = PackPapers(planned, editions, options.keys_at, options.pupils_at)
    cut: list[Diagnostic] = []
    jobs = _jobs(planned, classes, editions, progress, cut)
    if planned.plan.mode == "photocopy":
        jobs += papers_of.slips()
    files = {job.line.file: job.data for job in jobs}
    sizes = [PackedFile(job.line.file, job.line.pages, job.line.sheets) for job in jobs]
    progress("teacher")
    papers = {**_keys(planned, editions, shelf), **papers_of.for_teacher(jobs)}
    for path, rendered in (papers | digital_files(planned, editions, options.names_in_files)).items():
        files[path] = rendered.data
        sizes.append(PackedFile(path, rendered.pages))
    said = [*planned.diagnostics, *(d for edition in editions.values() for d in edition.diagnostics)]
    said += [*cut, *cut_up_on_shared_sheets(planned, editions), *mixed_papers(jobs, planned.place)]
    said += shrunk((job.scales for job in jobs), planned.plan.scheme.name, planned.place)
    return MadePack(
        title=planned.lesson.meta.title,
        codes=tuple(edition.code for edition in editions.values()),
        files=files,
        sizes=tuple(sizes),
        lines=tuple(job.line for job in jobs),
        records=tuple((edition.locked, edition.code, edition.record) for edition in editions.values()),
        sheets=sum(job.line.sheets for job in jobs),
        diagnostics=tuple({repr(d): d for d in said}.values()),
    )


def _keys(planned: Planned, editions: Mapping[EditionName, Edition], shelf: Shelf) -> dict[str, Rendered]:
    """The keys to the versions in use, in a folder for each edition where there are several."""
    used = planned.used()
    files: dict[str, Rendered] = {}
    for name, edition in editions.items():
        folder = "teacher" if len(editions) == 1 else f"teacher/{edition_folder(name)}"
        made = shelf.get(("keys", edition.code, used[name]), partial(edition.teacher_files, used[name]))
        files |= {f"{folder}/{path}": rendered for path, rendered in made.items()}
    return files


def make_editions(
    planned: Planned, options: PackOptions, out: Path, progress: Callable[[str], None], shelf: Shelf
) -> dict[EditionName, Edition]:
    """The editions that the pupils need, the usual one first where it is needed.

    ContentError pack-level-unknown for a level of which the lesson gives no sheet, pack-empty for no sheet at all.
    """
    made: dict[EditionName, Edition] = {}
    empty: list[EditionName] = []

    def coded(document: Document, code: str) -> Document:
        if not planned.plan.qr:
            return document
        return dataclasses.replace(document, footer=dataclasses.replace(document.footer, qr=code))

    for name in planned.used():
        progress(edition_folder(name))
        source = planned.source(name, options.source)
        build = BuildOptions(
            source=source,
            out=out,
            language=options.language if source == options.source else None,
            theme=options.theme,
            paper=options.paper,
            versions=planned.plan.versions,
            print_name=name.print_name,
            duplex=planned.plan.scheme.duplex,
        )
        sheets = planned.sheets(name)
        start = partial(prepare, source, build.language, name.level, shelf.kept)
        lesson = shelf.get(("lesson", source, build.language, name.level), start)
        make = partial(make_edition, name, lesson, build, sheets, coded)
        edition = shelf.get(("edition", name, build, sheets, planned.plan.qr), make)
        if edition is None:
            empty.append(name)
        else:
            made[name] = edition
    if wrong := press.without_sheets(planned.sets, [name for name in empty if name.level]):
        raise ContentError(*capped(wrong))
    if empty:
        named = ", ".join(planned.sheets(empty[0]))
        raise ContentError(problem("pack-empty", planned.lesson.essay.source.location(0), sheets=named))
    return made


def make_press(planned: Planned, usual: Edition, editions: Mapping[EditionName, Edition]) -> Press:
    """What the files of all classes have in common."""
    plan, meta, labels = planned.plan, planned.lesson.meta, usual.printer.labels
    words = {"spare": labels["pack.outline.spare"], "teacher": labels["pack.outline.teacher"]}
    inserts = []
    for insert in plan.inserts:
        try:
            inserts.append(Inserted(insert.after, insert.file, Path(insert.file).read_bytes()))
        except OSError as error:
            raise StorageError(
                problem("store-unreadable", Location(insert.file), reason=str(error.strerror))
            ) from error
    return Press(
        title=meta.short_title or meta.title,
        language=meta.language,
        editions=editions,
        scheme=plan.scheme,
        sheet_paper=_sheet_paper(planned),
        style=usual.printer.theme.style,
        inserts=tuple(inserts),
        words=words,
    )


def _sheet_paper(planned: Planned) -> tuple[float, float] | None:
    if not planned.plan.sheet_paper:
        return None
    paper = templating.paper(planned.plan.sheet_paper)  # a plan's has been checked; this one may be the call's
    return paper.width_mm * MM, paper.height_mm * MM


def cut_up_on_shared_sheets(planned: Planned, editions: Mapping[EditionName, Edition]) -> list[Diagnostic]:
    """pack-cards-imposed, when the backs of cards or strips do not stay where they belong."""
    scheme = planned.plan.scheme
    laid = [one for edition in editions.values() for one in edition.laid]
    spoilt = dict.fromkeys(one.sheet for one in laid if one.meeting or (one.one_sided and scheme.duplex))
    if scheme.name == "none" or not spoilt:
        return []
    return [warning("pack-cards-imposed", planned.place, scheme=scheme.name, sheets=",".join(spoilt))]


def edition_folder(name: EditionName) -> str:
    """What an edition is called in paths: support-large-18, en; "standard" for the usual one."""
    parts = [name.language, name.level or "", "" if name.print_name == "standard" else name.print_name]
    return "-".join(part for part in parts if part) or "standard"


def _jobs(
    planned: Planned,
    classes: ClassPress,
    editions: Mapping[EditionName, Edition],
    progress: Callable[[str], None],
    cut: list[Diagnostic],
) -> tuple[Job, ...]:
    """The files for the copier: one for each class, or one master for each edition and version.

    What is to be told of names that lost their ends goes to `cut`.
    """
    paper = next(iter(editions.values())).printer.paper
    if planned.plan.mode == "named":
        made = []
        for each in sweeping(planned.classes):
            progress(each.roster.slug)
            file = classes.file(each.roster.name, each.assigned)
            cut += press.cut_names(file.cut)
            made.append(
                Job.of(
                    f"pupils/{each.roster.slug}.pdf",
                    each.roster.name,
                    file,
                    each.assigned,
                    1,
                    paper,
                    cut=cut_up(each.assigned, editions),
                )
            )
        return tuple(made)
    made, copies = [], planned.copies()
    several = len(planned.used()) > 1
    for name, versions in planned.used().items():
        for version in versions:
            one = next(s for s in planned.sets if (s.edition, s.version) == (name, version))
            printed, gives = _master(planned, classes, dataclasses.replace(one, pupil=None, what="spare"))
            wanted = -(-copies[name, version] // gives) if planned.classes else 0
            path = f"pupils/master-{edition_folder(name) + '-' if several else ''}{version}.pdf"
            made.append(Job.of(path, "", printed, [one], wanted, paper, gives, cut_up([one], editions)))
    return tuple(made)


def _master(planned: Planned, classes: ClassPress, one: Assigned) -> tuple[ClassFile, int]:
    """A set to be copied, and how many sets a copy gives.

    Copies of sheets that are cut come out in order only where all small sheets on a sheet are the same one.
    """
    job, _ = classes.job("", [one], one.version)
    plates = (job.plates.pages[page.plate] for page in job.pages)
    sizes = [PageSize(plate.width, plate.height) for plate in plates]
    gives = press.sets_abreast(sizes, planned.plan.scheme, _sheet_paper(planned))
    return classes.file("", [one] * gives, one.version), gives
