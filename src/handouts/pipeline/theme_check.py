"""A theme tried on the sample lessons: everything that is wrong at once, or all its sheets to look at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from handouts import materials, templating
from handouts.diagnostics import Diagnostic, Location, problem, warning
from handouts.errors import HandoutsError, TemplateError, UsageProblem
from handouts.languages.labels import languages
from handouts.model.handout import Handout
from handouts.model.lesson import FORMS, SHEET_NAMES
from handouts.model.press import Rendered
from handouts.model.prints import PrintName
from handouts.pipeline.build import BuildOptions, pack_files, printer_for
from handouts.pipeline.handout_sheet import TEMPLATE, print_reading
from handouts.pipeline.key_papers import WORKSHEET, key_papers
from handouts.pipeline.label_use import unused_in_theme
from handouts.pipeline.linting import Inspector
from handouts.pipeline.pack_samples import sample_papers
from handouts.pipeline.places import bundled, shipped_themes
from handouts.pipeline.prepare import Prepared, handouts_of, prepare
from handouts.pipeline.printing import Printer, finish
from handouts.pipeline.remarks import remarks
from handouts.pipeline.sheets import form_sheets
from handouts.pipeline.themes import load
from handouts.store import Store

CODE = "0000000"
VERSIONS = 2
Sheet = tuple[str, Any]


def check_theme(name: str, lesson: str | None = None) -> tuple[Diagnostic, ...]:
    """All that is wrong with a theme: its theme.yaml, its templates, and what its sheets become with sample lessons.

    Nothing is written. UsageProblem when there is no such theme.
    """
    theme, wrong = load(name, lesson)
    found = [*wrong, *theme.notes, *_names(theme, name), *templating.leftovers(theme.sources)]
    found += unused_in_theme(theme) if not any(d.severity == "error" for d in wrong) else ()
    broken = any(d.severity == "error" for d in wrong)
    # where a theme.yaml cannot be read, or its base is not there, templates miss what stands below them
    found += [d for d in templating.template_faults(theme) if not (broken and d.code == "theme-no-template")]
    if not broken:
        for language in languages():
            found += (d for d in _printed(theme, language) if d not in found)
    told: list[Diagnostic] = []
    for diagnostic in found:
        if diagnostic not in told:
            told.append(diagnostic)
    return tuple(sorted(told, key=_place))


def _place(diagnostic: Diagnostic) -> tuple[str, int, int]:
    place = diagnostic.location or Location("")
    return place.file, place.line, place.column


def _names(theme: templating.Theme, asked: str) -> Iterator[Diagnostic]:
    """Names that fit nothing: of the theme itself, and of templates that no sheet uses."""
    folder = Path(theme.folders[0]).resolve().name
    if folder not in (theme.name, "theme") and theme.folders:
        yield warning("theme-name-differs", Location(f"{theme.folders[0]}/theme.yaml"), name=theme.name, folder=folder)
    known = {source.file for source in templating.load_theme(shipped_themes() / "default", []).sources}
    named = " ".join(source.text for source in theme.sources)
    for source in theme.sources:
        if source.level == 0 and source.file not in known and f'"{source.file}"' not in named.replace("'", '"'):
            yield _unused(source.file, source.place, known)
    for path in sorted(Path(theme.folders[0]).iterdir()) if theme.folders else ():
        if re.search(r"\.(xml|j2|jinja2?|html?|xml\.j2\.txt)$", path.name, re.I) and not path.name.endswith(".j2"):
            yield _unused(path.name, path.as_posix(), known)


def _unused(file: str, place: str, known: set[str]) -> Diagnostic:
    from difflib import get_close_matches

    close = get_close_matches(file, sorted(known), 1, 0.6)
    return warning("theme-unused-template", Location(place), name=file, suggestion=close[0] if close else "")


def _printed(theme: templating.Theme, language: str) -> Iterator[Diagnostic]:
    """What goes wrong with each sheet of the sample lesson of a language."""
    prepared = sample(language)
    plain, unprintable = printer_for(prepared, BuildOptions("", theme="default"))
    try:
        printer, _ = printer_for(prepared, BuildOptions("", theme="default"), theme)
    except TemplateError as error:  # a font that is not there: no sheet can be made
        yield from error.diagnostics
        return
    done: set[str] = set()
    for template, sheet in _sheets(prepared, plain, unprintable):
        place = Location(next((s.place for s in theme.sources if s.file == template), theme.folders[0]))
        try:
            printer.print(template, sheet)
        except HandoutsError as error:
            for one in error.diagnostics:
                placed = one if one.location else replace(one, location=place)
                if repr(placed) not in done:
                    done.add(repr(placed))
                    yield placed


def _sheets(prepared: Prepared, printer: Printer, unprintable: frozenset[str]) -> Iterator[Sheet]:
    """Every kind of sheet with its template, for a pack of two versions."""
    setting = materials.Setting(printer.labels, CODE, unprintable)
    pack = handouts_of(prepared, VERSIONS)
    reading, _, anchors = print_reading(printer, pack[0], setting)
    yield TEMPLATE, reading
    inside: Handout = replace(pack[0], meta=replace(pack[0].meta, timeline_in_handout=True))
    yield TEMPLATE, finish(materials.reading_sheet(inside, setting)[0], printer.labels, unprintable)
    for form in form_sheets(pack[0], FORMS, setting, anchors):
        yield form.template, form.content
    for apart in (False, True):
        sheet = materials.work_sheet(pack[0], setting, apart=apart)
        yield WORKSHEET, finish(sheet, printer.labels, unprintable)
    yield "answer-sheet.xml.j2", finish(materials.answer_sheet(pack[0], setting), printer.labels, unprintable)
    inspector = Inspector(prepared.lesson, Path(prepared.lesson.folder), prepared.glossary, prepared.timeline)
    papers = key_papers(pack, setting, anchors, remarks(prepared, inspector))
    yield "key.xml.j2", papers.keys[0]
    for name, paper in papers.single.items():
        if paper is not None:
            yield f"{name}.xml.j2", paper
    yield from sample_papers(prepared.lesson.meta, setting)


def sample(language: str) -> Prepared:
    """The sample lesson of a language that came with the tool."""
    for folder in sorted(bundled("content").iterdir()):
        if (folder / "lesson.yaml").is_file():
            prepared = prepare(str(folder), None)
            if prepared.lesson.meta.language == language:
                return prepared
    raise UsageProblem(problem("language-unknown", language=language, known=", ".join(languages())))


@dataclass(frozen=True)
class Preview:
    """What a preview is asked for: the language of the sample lesson, a paper (None: that of the theme), the print.

    `lesson`: its own themes can be named as well.
    """

    lang: str
    paper: str | None = None
    print_name: PrintName = "standard"
    lesson: str | None = None


def preview_theme(
    name: str, asked: Preview, out: Path | None, progress: Callable[[str], None] = lambda name: None
) -> tuple[Path, tuple[tuple[str, int], ...]]:
    """Write every kind of sheet of the sample lesson in a theme; returns the folder, the files and their page counts.

    Worksheets are there twice: as a pack has them, and as the question papers they become beside an answer sheet.
    Nothing else is written: a preview leaves no record.
    """
    theme, wrong = load(name, asked.lesson)
    if wrong:
        raise TemplateError(*wrong)
    prepared = sample(asked.lang)
    meta = replace(prepared.lesson.meta, sheets=tuple(name for name in SHEET_NAMES if name != "answer-sheet"))
    worksheets = replace(prepared, lesson=replace(prepared.lesson, meta=meta))
    options = BuildOptions("", paper=asked.paper, versions=VERSIONS, theme="default", print_name=asked.print_name)
    printer, unprintable = printer_for(worksheets, options, theme)
    files: dict[str, Rendered] = pack_files(worksheets, printer, unprintable, CODE, options, progress)
    files |= _question_papers(worksheets, printer, unprintable, progress)
    folder = out or Path("output") / "preview" / theme.name
    Store(folder).put_all({file: rendered.data for file, rendered in files.items()})
    return folder, tuple((file, rendered.pages) for file, rendered in files.items())


def _question_papers(
    prepared: Prepared, printer: Printer, unprintable: frozenset[str], progress: Callable[[str], None]
) -> Iterator[tuple[str, Rendered]]:
    """The worksheets of a pack with answer sheets, and these, by their paths."""
    setting = materials.Setting(printer.labels, CODE, unprintable)
    for version in handouts_of(prepared, VERSIONS):
        for name, template, sheet in (
            ("question-paper", WORKSHEET, materials.work_sheet(version, setting, apart=True)),
            ("answer-sheet", "answer-sheet.xml.j2", materials.answer_sheet(version, setting)),
        ):
            file = f"{name}-{version.version}"
            progress(file)
            yield f"pupils/{file}.pdf", printer.print(template, finish(sheet, printer.labels, unprintable))
