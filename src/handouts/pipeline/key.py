"""Make the keys of a printed pack again from its record."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from handouts import templating
from handouts.diagnostics import Location, problem
from handouts.errors import UsageProblem
from handouts.languages.labels import Labels, require
from handouts.model.lesson import KEY_SHEETS, TEACHER_SHEETS
from handouts.model.school import Surroundings, ThemeFacts
from handouts.pipeline import codes, locks
from handouts.pipeline.forms import FORM_KINDS
from handouts.pipeline.key_papers import print_papers, wanted_papers
from handouts.pipeline.places import own_theme, school_files, shipped_themes, theme_folders
from handouts.pipeline.printing import Printer
from handouts.pipeline.sheets import names_among
from handouts.store import Store


def make_keys(
    code: str, inside: Path, out: Path | None, sheets: str | None = None, theme: str | None = None
) -> tuple[str, Path, tuple[tuple[str, int], ...]]:
    """Write the keys of the pack `code`, found at or below `inside`; returns title, folder, files and page counts.

    `sheets` names the papers to make, with commas between; None: the keys, the matrix of several versions, and the keys
    to the forms. Of a code with its version ("K7M2QX3-B 3/8") only that version's key. `theme` is for packs whose theme
    has another name or place now. UsageProblem for other names, or when the record does not hold what they name.
    """
    asked = names_among(sheets, TEACHER_SHEETS) if sheets is not None else ()
    path = locks.find(code, inside)
    record = _of_version(locks.read(path), codes.version_in(code), path, bool(asked))
    lacking = [name for name in asked if not record.papers.has(name)]
    if lacking:
        raise UsageProblem(problem("record-lacks-sheet", Location(str(path)), sheets=", ".join(lacking)))
    data = record.data
    printer = _printer(record, path.parent.parent, theme)
    files = print_papers(printer, record.papers, asked or wanted_papers(KEY_SHEETS[:1], record.papers))
    for form in record.forms if not asked else ():
        files[f"{form.form}-key.pdf"] = printer.print(FORM_KINDS[form.form].key_template, form)
    folder = out or Path("output") / "keys" / str(data["code"])
    Store(folder).put_all({name: rendered.data for name, rendered in files.items()})
    return str(data["title"]), folder, tuple((name, r.pages) for name, r in files.items())


def _of_version(record: locks.Record, version: str, path: Path, all_papers: bool) -> locks.Record:
    """The record with the papers of one version alone; what is of several stays where a person has asked for papers.

    UsageProblem key-version-unknown for a version that the pack does not have.
    """
    papers = record.papers
    known = [key.version for key in papers.keys]
    if not version or not known:
        return record
    if version not in known:
        place, code = Location(str(path)), str(record.data["code"])
        raise UsageProblem(problem("key-version-unknown", place, version=version, code=code, versions=", ".join(known)))
    keys = tuple(key for key in papers.keys if key.version == version)
    marked = tuple(copy for copy in papers.marked if copy.version == version)
    own = replace(papers, keys=keys, marked=marked, matrix=papers.matrix if all_papers else None)
    return replace(record, papers=own)


def _printer(record: locks.Record, folder: Path, theme: str | None) -> Printer:
    """The printer of a pack. `folder` is that of its lesson, or where the pack was put."""
    data, language = record.data, require(str(record.data["language"]))
    loaded = _asked(theme, folder) if theme else _recorded(record, folder)
    labels = Labels(language, {**loaded.labels.get(language, {}), **record.labels})
    around = record.around or Surroundings(ThemeFacts(loaded.name))
    school = next(school_files(folder.resolve().parent), None)
    paper = templating.paper(str(data["paper"]))
    if data.get("duplex") is not None:
        loaded = replace(loaded, style=replace(loaded.style, duplex=data["duplex"]))
    beside = str(school.parent) if school else ""
    return Printer(loaded, paper, labels, str(folder), around, beside, data.get("print", "standard"))


def _asked(name: str, folder: Path) -> templating.Theme:
    return templating.load_theme(name, theme_folders(str(folder)), shipped_themes())


def _recorded(record: locks.Record, folder: Path) -> templating.Theme:
    """The theme that a record names: where it lay, in the lesson's own folder `theme`, or by its name.

    UsageProblem key-theme-lost when it is in none of these places.
    """
    search, shipped = theme_folders(str(folder)), shipped_themes()
    name, code = str(record.data["theme"]), str(record.data["code"])
    there = folder / record.theme_place if record.theme_place else None
    for place in (there, own_theme(str(folder))):
        if place is not None and (place / "theme.yaml").is_file():
            theme = templating.load_theme(place, search, shipped)
            if theme.name == name:
                return theme
    try:
        return templating.load_theme(name, search, shipped)
    except UsageProblem as error:
        lay = os.path.normpath(there) if there else "–"
        raise UsageProblem(problem("key-theme-lost", None, name=name, code=code, folder=lay)) from error
