"""Make the class packs of a lesson: from plan and rosters to the files for the copier and the teacher's papers."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from handouts import press, templating
from handouts.diagnostics import Diagnostic, Location, capped, problem
from handouts.errors import ContentError, StorageError, UsageProblem
from handouts.model.document import Document
from handouts.model.packing import EditionName
from handouts.model.press import Paper
from handouts.pipeline import locks
from handouts.pipeline.build import BuildOptions
from handouts.pipeline.class_file import ClassFile, ClassPress, Inserted, Press
from handouts.pipeline.digital import digital_files
from handouts.pipeline.editions import Edition, make_edition
from handouts.pipeline.pack_papers import Job, pack_papers
from handouts.pipeline.pack_plan import PackOptions, Planned, check_names, plan_pack
from handouts.store import Store

MM = 72 / 25.4


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


def pack(options: PackOptions, progress: Callable[[str], None] = lambda name: None) -> Packed:
    """Make the packs of all classes and write them. `progress` hears what is begun.

    Raises HandoutsError with all that is wrong; then nothing has been written under a final name.
    """
    planned = plan_pack(options)
    out = options.out or Path("output") / planned.lesson.meta.slug
    editions = make_editions(planned, options, out, progress)
    usual = next(iter(editions.values()))
    check_names(planned.classes, usual.printer.theme.style)
    jobs = _jobs(planned, ClassPress(make_press(planned, usual, editions)), usual.printer.paper, progress)
    files = {job.line.file: job.file.data for job in jobs}
    sizes = [PackedFile(job.line.file, job.file.pages, job.line.sheets) for job in jobs]
    progress("teacher")
    used = planned.used()
    for name, edition in editions.items():
        folder = "teacher" if len(editions) == 1 else f"teacher/{edition_folder(name)}"
        for path, rendered in edition.teacher_files(used[name]).items():
            files[f"{folder}/{path}"] = rendered.data
            sizes.append(PackedFile(f"{folder}/{path}", rendered.pages))
    for path, rendered in pack_papers(planned, editions, jobs).items():
        files[path] = rendered.data
        sizes.append(PackedFile(path, rendered.pages))
    for path, rendered in digital_files(planned, editions, options.names_in_files).items():
        files[path] = rendered.data
        sizes.append(PackedFile(path, rendered.pages))
    written: list[tuple[Path, tuple[Diagnostic, ...]]] = []

    def record() -> None:
        for edition in editions.values():
            written.append(locks.write(edition.locked, out, edition.code, edition.record))

    Store(out).put_all(files, before=record)
    said = [*planned.diagnostics, *(d for edition in editions.values() for d in edition.diagnostics)]
    said += (d for _, moved in written for d in moved)
    title, codes = planned.lesson.meta.title, tuple(edition.code for edition in editions.values())
    sheets = sum(job.line.sheets for job in jobs)
    told = tuple(dict.fromkeys(said))
    return Packed(title, codes, out, tuple(sizes), tuple(path for path, _ in written), sheets, told)


def make_editions(
    planned: Planned, options: PackOptions, out: Path, progress: Callable[[str], None]
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
        edition = make_edition(name, build, planned.sheets(name), coded)
        if edition is None:
            empty.append(name)
        else:
            made[name] = edition
    if wrong := press.without_sheets(planned.sets, empty):
        raise ContentError(*capped(wrong))
    if empty:
        sheets = ", ".join(planned.sheets(empty[0]))
        raise ContentError(problem("pack-empty", planned.lesson.essay.source.location(0), sheets=sheets))
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
    try:
        paper = templating.paper(planned.plan.sheet_paper)
    except UsageProblem as error:
        raise ContentError(*(dataclasses.replace(d, location=planned.place) for d in error.diagnostics)) from error
    return paper.width_mm * MM, paper.height_mm * MM


def edition_folder(name: EditionName) -> str:
    """What an edition is called in paths: support-large-18, en; "standard" for the usual one."""
    parts = [name.language, name.level or "", "" if name.print_name == "standard" else name.print_name]
    return "-".join(part for part in parts if part) or "standard"


def _jobs(planned: Planned, classes: ClassPress, paper: Paper, progress: Callable[[str], None]) -> tuple[Job, ...]:
    """The files for the copier: one for each class, or one master for each edition and version."""
    if planned.plan.mode == "named":
        made = []
        for each in planned.classes:
            progress(each.roster.slug)
            file = classes.file(each.roster.name, each.assigned)
            made.append(Job.of(f"pupils/{each.roster.slug}.pdf", each.roster.name, file, 1, paper))
        return tuple(made)
    made, copies = [], planned.copies()
    several = len(planned.used()) > 1
    for name, versions in planned.used().items():
        for version in versions:
            one = next(s for s in planned.sets if (s.edition, s.version) == (name, version))
            master = dataclasses.replace(one, pupil=None, what="spare")
            printed: ClassFile = classes.file("", [master], version)
            path = f"pupils/master-{edition_folder(name) + '-' if several else ''}{version}.pdf"
            made.append(Job.of(path, "", printed, copies[name, version] if planned.classes else 0, paper))
    return tuple(made)
