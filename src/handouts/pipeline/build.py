"""Build a pack: read, make, print, check, and only then write."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import handouts
from handouts import materials, templating, typeset
from handouts.diagnostics import Diagnostic, Location, capped, hint, problem, warning
from handouts.errors import ContentError, TemplateError
from handouts.model.lesson import KEY_SHEETS, TEACHER_SHEETS, SheetName
from handouts.model.press import Rendered, Style
from handouts.model.prints import PrintName
from handouts.model.school import School
from handouts.model.sheet import FormKey
from handouts.model.text import Essay, Picture
from handouts.pipeline import codes, locks
from handouts.pipeline.glossary_faults import EntryPlaces, first_terms, unwritten
from handouts.pipeline.handout_sheet import print_reading
from handouts.pipeline.kept import NOTHING, Kept
from handouts.pipeline.key_papers import WORKSHEET, KeyPapers, key_papers, print_papers, wanted_papers
from handouts.pipeline.label_use import unused_labels
from handouts.pipeline.linting import Inspector
from handouts.pipeline.places import find_source, is_bundled, place_from
from handouts.pipeline.prepare import Prepared, handouts_of, prepare
from handouts.pipeline.printed_terms import with_printable_terms
from handouts.pipeline.printing import Printer, finish, strings
from handouts.pipeline.puzzles import left_out_of_puzzles
from handouts.pipeline.remarks import remarks
from handouts.pipeline.sheets import form_sheets, one_version, print_forms, sheet_names, tell_tales, too_few
from handouts.pipeline.surroundings import labels_of, paper_of, surroundings, theme_of
from handouts.pipeline.unprintable import essay_text, text_beside, unprintable
from handouts.store import Store

KeyMode = Literal["separate", "embedded", "only"]
KEY_MODES: tuple[KeyMode, ...] = get_args(KeyMode)
MAX_VERSIONS = 26
ATTEMPTS = 4


@dataclass(frozen=True)
class BuildOptions:
    """What a person asked for. `out` None means output/<lesson>; `theme`, `paper` and `language` None: the lesson's;

    `sheets` None those the lesson names, else names with commas between. `key`: "separate" as they are named,
    "embedded" the answers on copies of the worksheets instead of the keys, "only" without the pupils' sheets.
    `duplex`: printed on both sides, or on one; None as the theme says.
    """

    source: str
    out: Path | None = None
    language: str | None = None
    theme: str | None = None
    paper: str | None = None
    versions: int = 1
    sheets: str | None = None
    key: KeyMode = "separate"
    print_name: PrintName = "standard"
    duplex: bool | None = None


@dataclass(frozen=True)
class Built:
    """What was written, and what there is to say about it. `files` are paths below `folder` with their page counts."""

    title: str
    code: str
    folder: Path
    files: tuple[tuple[str, int], ...]
    record: Path
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class _Pack:
    """The sheets of one pack as PDFs, and what its record holds."""

    files: dict[str, Rendered]
    papers: KeyPapers
    form_keys: tuple[FormKey, ...]
    lines: Rendered | None


def build(options: BuildOptions, progress: Callable[[str], None] = lambda name: None) -> Built:
    """Make all sheets of a pack and write them. `progress` hears the name of each sheet as it is begun.

    Raises HandoutsError with all that is wrong; then nothing has been written under a final name.
    """
    made_of = ready(options)
    prepared, printer, lacking = made_of.prepared, made_of.printer, made_of.lacking
    out = options.out or Path("output") / prepared.lesson.meta.slug
    locked = record_folder(prepared, out)
    for attempt in range(ATTEMPTS):
        code = codes.make(fingerprint(prepared, printer, options), attempt)
        pack = _print(prepared, printer, lacking, code, options, progress)
        require_files(prepared, pack.files)
        made = made_for(prepared, printer, code, options.duplex, locked)
        record = locks.record(made, pack.papers, pack.form_keys, pack.lines)
        if there := locks.settled(locked, code, record):
            record = there
            break
    recorded: list[tuple[Path, tuple[Diagnostic, ...]]] = []
    # The record gets its name first: a printed pack always has one. It waits until every sheet is on the disk.
    Store(out).put_all(
        {name: rendered.data for name, rendered in pack.files.items()},
        before=lambda: recorded.append(locks.write(locked, out, code, record)),
    )
    path, moved = recorded[0]
    found = findings(made_of, options)
    told = (*found, *moved, *stale(out, pack.files, options.key))
    sizes = tuple((name, rendered.pages) for name, rendered in pack.files.items())
    return Built(prepared.lesson.meta.title, code, out, sizes, path, told)


@dataclass(frozen=True)
class Ready:
    """All that the sheets of a pack are made of: the materials in the words of the school, the printer, the characters

    that its fonts lack. `marked` tells of characters that are printed as marks, `lost` of terms left out.
    """

    prepared: Prepared
    printer: Printer
    lacking: frozenset[str]
    marked: tuple[Diagnostic, ...]
    lost: tuple[Diagnostic, ...]


def ready(options: BuildOptions, kept: Kept = NOTHING) -> Ready:
    """What `build` makes before it prints. `kept` holds what was made before. Raises as `build`."""
    sheets = sheet_names(options.sheets) if options.sheets is not None else ()
    return fitted(asked(prepare(options.source, options.language, kept=kept), sheets), options, kept)


def fitted(prepared: Prepared, options: BuildOptions, kept: Kept = NOTHING) -> Ready:
    """A prepared lesson with its printer, in words that this printer's fonts and theme have.

    Raises ContentError and TemplateError for what they cannot print.
    """
    printer, lacking = printer_for(prepared, options)
    marked = without_marks(prepared, printer.theme)
    prepared, lost = with_printable_terms(prepared, lacking)
    prepared = dataclasses.replace(prepared, sections=materials.reworded(prepared.sections, printer.labels))
    return Ready(prepared, dataclasses.replace(printer, kept=kept), lacking, marked, lost)


def require_files(prepared: Prepared, files: Collection[str]) -> None:
    """ContentError pack-empty, with what was left out and why, when the sheets asked for give no file."""
    if files:
        return
    place, asked_for = prepared.lesson.essay.source.location(0), prepared.lesson.meta.sheets
    why = too_few(asked_for, handouts_of(prepared, 1)[0])
    withheld = [d for d in prepared.diagnostics if d.severity == "warning"]
    raise ContentError(*withheld, problem("pack-empty", place, sheets=", ".join(asked_for)), *why)


def findings(made_of: Ready, options: BuildOptions) -> tuple[Diagnostic, ...]:
    """All there is to say about a lesson and its pack, what was found in preparing it included."""
    prepared = made_of.prepared
    found = (*prepared.diagnostics, *made_of.lost, *_in_versions(prepared, options))
    return (*found, *what_to_tell(prepared, made_of.marked, options, made_of.printer.theme))


def made_for(prepared: Prepared, printer: Printer, code: str, duplex: bool | None, beside: Path) -> locks.MadeFor:
    """What the record of a pack, which goes into the folder `beside`, says of its making."""
    meta, school = prepared.lesson.meta, prepared.lesson.school or School()
    said = {**school.labels.get(meta.language, {}), **dict(meta.labels)}
    words = {key: text for key, text in said.items() if key in printer.labels}
    theme, paper, print_name = printer.theme.name, printer.paper.name, printer.print_name
    place = place_from(beside, Path(printer.theme.folders[0])) if printer.theme.apart else ""
    return locks.MadeFor(meta, code, theme, paper, printer.around, words, print_name, duplex, place)


def _in_versions(prepared: Prepared, options: BuildOptions) -> tuple[Diagnostic, ...]:
    """What the rules find in further versions and not in version A: patterns of letters, orders that tell."""
    inspector = Inspector(prepared.lesson, find_source(options.source), prepared.glossary, prepared.timeline)
    first, *others = handouts_of(prepared, options.versions)
    known = {(d.code, d.data["item"]) for d in inspector.further(first.version, first.sections)}
    found = (d for handout in others for d in inspector.further(handout.version, handout.sections))
    return tuple(d for d in found if d.severity == "warning" and (d.code, d.data["item"]) not in known)


def asked(prepared: Prepared, sheets: tuple[SheetName, ...]) -> Prepared:
    """The lesson with the sheets asked for at the call instead of its own."""
    if not sheets:
        return prepared
    lesson = prepared.lesson
    meta = dataclasses.replace(lesson.meta, sheets=sheets)
    return dataclasses.replace(prepared, lesson=dataclasses.replace(lesson, meta=meta))


def printer_for(
    prepared: Prepared, options: BuildOptions, theme: templating.Theme | None = None
) -> tuple[Printer, frozenset[str]]:
    """The printer for a lesson, and the characters of its texts that the theme's fonts lack.

    A `theme` that is there already goes before the one of the options.
    """
    lesson = prepared.lesson
    theme = theme or theme_of(lesson, options.theme)
    if options.duplex is not None:
        theme = dataclasses.replace(theme, style=dataclasses.replace(theme.style, duplex=options.duplex))
    paper = paper_of(lesson, theme, options.paper)
    labels = labels_of(lesson, theme)
    around = surroundings(lesson, theme, labels)
    school = lesson.school.folder if lesson.school else ""
    printer = Printer(theme, paper, labels, lesson.folder, around, school, options.print_name)
    taken = " ".join(c.original for c in lesson.corrections)
    lacking = printer.unprintable(f"{_printed_text(prepared)} {taken} {strings(around)}")
    return dataclasses.replace(printer, around=finish(around, labels, lacking)), lacking


def _printed_text(prepared: Prepared) -> str:
    lesson = prepared.lesson
    beside = text_beside(lesson, prepared.timeline, prepared.glossary, prepared.sections)
    return f"{essay_text(lesson.essay)} {beside}"


def fingerprint(prepared: Prepared, printer: Printer, options: BuildOptions) -> bytes:
    """What the pack is made of, as bytes: the same bytes give the same sheets, so they give the pack its code."""
    lesson = prepared.lesson
    # how the teacher has the answers printed changes nothing for the pupils
    sheets = tuple(name for name in lesson.meta.sheets if name not in TEACHER_SHEETS)
    pupils = dataclasses.replace(lesson.meta, sheets=sheets, theme="", paper="")
    made_of: dict[str, Any] = {
        "tool": handouts.__version__,
        "engine": typeset.engine(),
        "theme": [printer.theme.name, sorted(printer.theme.templates.items()), _look(printer.theme.style)],
        "around": [dataclasses.asdict(printer.around), printer.pictures.digests(printer.around.theme.letterhead)],
        "labels": [(k, printer.labels[k]) for k in sorted(printer.labels.keys())],
        "paper": dataclasses.asdict(printer.paper),
        "print": printer.print_name,
        "versions": options.versions,
        "lesson": [dataclasses.asdict(pupils), lesson.essay.source.text],
        "timeline": [
            (e.display, e.label, e.date.value, e.date.basis, e.mention.text, e.sentence.text)
            for e in prepared.timeline.chosen
        ],
        "glossary": [repr(entry) for entry in prepared.glossary.entries],
        "sentences": [p.place for p in prepared.sentences],
        "items": [repr(section) for section in prepared.sections],
        "checked": [prepared.timeline.checked, prepared.glossary.checked, prepared.sections_checked],
        "corrections": [(c.action, c.original, c.replacement, c.reason) for c in lesson.corrections],
        "citations": [lesson.citations, lesson.marks_removed],
        "doubtful": [(p.span.start, p.span.end) for p in prepared.doubtful],
    }
    if pictures := printer.pictures.digests_of(_pictures(lesson.essay), printer.theme.templates.values()):
        made_of["pictures"] = pictures
    text = json.dumps(made_of, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).digest()


def _pictures(essay: Essay) -> Iterator[str]:
    return (block.file for block in essay.blocks if isinstance(block, Picture))


def pack_files(
    prepared: Prepared,
    printer: Printer,
    lacking: frozenset[str],
    code: str,
    options: BuildOptions,
    progress: Callable[[str], None],
) -> dict[str, Rendered]:
    """The sheets of a pack by their paths; nothing is written."""
    return _print(prepared, printer, lacking, code, options, progress).files


def _look(style: Style) -> dict[str, Any]:
    """A style as data: fonts by what is in their files, not by where they lie."""
    look = dataclasses.asdict(style)
    names = [f for f in (style.reading_font, style.sans_font, *style.fallback_fonts) if isinstance(f, str)]
    for name in ("reading_font", "sans_font", "fallback_fonts"):
        del look[name]
    return {**look, "fonts": [names, typeset.digests(style)]}


def _print(
    prepared: Prepared,
    printer: Printer,
    lacking: frozenset[str],
    code: str,
    options: BuildOptions,
    progress: Callable[[str], None],
) -> _Pack:
    setting = materials.Setting(printer.labels, code, lacking)
    pack = handouts_of(prepared, options.versions)
    wanted, for_pupils = prepared.lesson.meta.sheets, options.key != "only"
    files: dict[str, Rendered] = {}
    progress("handout")
    # The key cites the handout's printed lines, so the handout is set even when it is not asked for.
    _, handout, anchors = print_reading(printer, pack[0], setting)
    if "handout" in wanted and for_pupils:
        files["pupils/handout.pdf"] = handout
    sheets = (s for s in form_sheets(pack[0], wanted, setting, anchors) if s.key or for_pupils)
    forms, form_keys = print_forms(printer, sheets, progress)
    files |= forms
    for version in pack if prepared.sections and "worksheet" in wanted and for_pupils else ():
        progress(f"worksheet-{version.version}")
        work = finish(materials.work_sheet(version, setting, apart="answer-sheet" in wanted), printer.labels, lacking)
        files[f"pupils/worksheet-{version.version}.pdf"] = printer.print(WORKSHEET, work)
    for version in pack if prepared.sections and "answer-sheet" in wanted and for_pupils else ():
        progress(f"answer-sheet-{version.version}")
        answers = finish(materials.answer_sheet(version, setting), printer.labels, lacking)
        files[f"pupils/answer-sheet-{version.version}.pdf"] = printer.print("answer-sheet.xml.j2", answers)
    inspector = Inspector(prepared.lesson, find_source(options.source), prepared.glossary, prepared.timeline)
    papers = key_papers(pack, setting, anchors, remarks(prepared, inspector))
    named = wanted_papers(in_mode(wanted, options.key), papers)
    printed = print_papers(printer, papers, named, progress)
    files |= {f"teacher/{name}": rendered for name, rendered in printed.items()}
    return _Pack(files, papers, form_keys, handout)


def in_mode(sheets: tuple[SheetName, ...], key: KeyMode) -> tuple[SheetName, ...]:
    """The names of a pack's sheets with the keys of a mode: whoever asks for a mode gets a key, named or not."""
    if key == "embedded":
        return (*(name for name in sheets if name != "key"), "key-embedded")
    named = any(name in KEY_SHEETS for name in sheets)
    return sheets if named or key == "separate" else (*sheets, "key")


def record_folder(prepared: Prepared, out: Path) -> Path:
    """Where the record of a pack goes: the lesson's folder, or `out` where that takes no files."""
    folder = prepared.lesson.folder
    return out if not folder or is_bundled(Path(folder)) else Path(folder)


def stale(out: Path, written: Collection[str], key: KeyMode = "separate") -> tuple[Diagnostic, ...]:
    """PDFs that stand in the folders of a pack and were not written with it."""
    folders = ("teacher",) if key == "only" else ("pupils", "teacher", "digital")
    found = (p.relative_to(out).as_posix() for folder in folders for p in (out / folder).rglob("*.pdf"))
    old = sorted(name for name in found if name not in written)
    return (warning("files-of-an-older-build", Location(str(out)), files=", ".join(old)),) if old else ()


def without_marks(prepared: Prepared, theme: templating.Theme) -> tuple[Diagnostic, ...]:
    """What is told of characters that are printed as marks, in doubtful passages alone.

    Raises ContentError for all others, TemplateError when they all stand in the files of the theme.
    """
    made = prepared.timeline, prepared.sections
    found = tuple(unprintable(prepared.lesson, theme, made, prepared.glossary, prepared.flags))
    if errors := [d for d in found if d.severity == "error"]:
        of_theme = all(d.location and Path(d.location.file).name == "theme.yaml" for d in errors)
        raise (TemplateError if of_theme else ContentError)(*capped(errors))
    return found


def _unwritten(prepared: Prepared) -> Iterator[Diagnostic]:
    """The terms that have no meaning yet: at their lines in glossary.yaml, or that there is no such file."""
    lesson = prepared.lesson
    if lesson.folder and lesson.drafts.glossary:
        yield from unwritten(lesson.drafts.glossary, EntryPlaces(Path(lesson.folder) / "glossary.yaml"))
    elif terms := [e.term for e in prepared.glossary.entries if not e.printed]:
        place = lesson.essay.source.location(0)
        yield hint("glossary-no-file", place, count=len(terms), terms=first_terms(terms))


def what_to_tell(
    prepared: Prepared, marked: tuple[Diagnostic, ...], options: BuildOptions, theme: templating.Theme
) -> tuple[Diagnostic, ...]:
    """What there is to say about a finished pack besides what was found in preparing it."""
    essay = prepared.lesson.essay
    place = essay.source.location(0)
    found: list[Diagnostic] = list(materials.flag_diagnostics(essay, prepared.flags))
    found += theme.notes
    found += unused_labels(prepared.lesson, theme)
    found += marked
    found += _unwritten(prepared)
    if not prepared.sections:
        found.append(hint("no-items", place))
    handout = handouts_of(prepared, 1)[0]
    found += too_few(prepared.lesson.meta.sheets, handout)
    found += left_out_of_puzzles(prepared.lesson.meta.sheets, handout)
    found += tell_tales(prepared, handout)
    found += one_version(prepared.lesson.meta.sheets, options.versions, handout)
    return tuple(found)
