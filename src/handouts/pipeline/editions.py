"""Editions of a class pack: the sheets of a lesson for one level, language and print, laid out once in all versions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from handouts import materials
from handouts.diagnostics import Diagnostic
from handouts.model.document import Document
from handouts.model.handout import Handout
from handouts.model.imposition import Flip
from handouts.model.lesson import SheetName
from handouts.model.packing import EditionName
from handouts.model.press import Rendered
from handouts.model.sheet import PupilSheet
from handouts.pipeline import codes, locks
from handouts.pipeline.build import (
    ATTEMPTS,
    BuildOptions,
    asked,
    findings,
    fingerprint,
    fitted,
    made_for,
    record_folder,
)
from handouts.pipeline.handout_sheet import TEMPLATE as READING
from handouts.pipeline.handout_sheet import print_reading
from handouts.pipeline.key_papers import WORKSHEET, KeyPapers, key_papers, print_papers, wanted_papers
from handouts.pipeline.linting import Inspector
from handouts.pipeline.places import find_source
from handouts.pipeline.prepare import Prepared, handouts_of
from handouts.pipeline.printing import Printer, finish
from handouts.pipeline.remarks import remarks
from handouts.pipeline.sheets import FormSheet, form_sheets

ANSWERS = "answer-sheet.xml.j2"
Change = Callable[[Document, str], Document]
SheetRow = tuple[SheetName, str, str, PupilSheet]  # name, version ("" for all), template, sheet


@dataclass(frozen=True)
class LaidOut:
    """A sheet in one version ("" = the same in all): its pages among those of its edition, from `first` (0) on.

    `flip`: the edge of the paper around which its backs stand as in a book, or `meeting` exactly behind their fronts.
    `one_sided`: backs stay empty.
    """

    sheet: SheetName
    version: str
    first: int
    rendered: Rendered
    flip: Flip = "long"
    meeting: bool = False
    one_sided: bool = False

    @property
    def cut_up(self) -> bool:
        """Whether it is cut up into cards or strips."""
        return self.one_sided or self.meeting

    @property
    def pages(self) -> range:
        """The places of its pages in the edition."""
        return range(self.first, self.first + self.rendered.pages)


@dataclass(frozen=True)
class _Keys:
    """The papers to mark some of the versions with; without any named, all of them."""

    prepared: Prepared
    pack: tuple[Handout, ...]
    setting: materials.Setting
    anchors: materials.Anchors
    source: str

    def of(self, versions: Collection[str]) -> KeyPapers:
        """The papers of these versions, as if there were no others."""
        used = tuple(h for h in self.pack if not versions or h.version in versions)
        names = tuple(h.version for h in used)
        if names not in self._made:
            self._made[names] = key_papers(used, self.setting, self.anchors, self._remarks)
        return self._made[names]

    @cached_property
    def _made(self) -> dict[tuple[str, ...], KeyPapers]:
        return {}

    @cached_property
    def _remarks(self) -> materials.Remarks:
        lesson = self.prepared.lesson
        inspector = Inspector(lesson, find_source(self.source), self.prepared.glossary, self.prepared.timeline)
        return remarks(self.prepared, inspector)


@dataclass(frozen=True)
class Edition:
    """One edition: `data` is a PDF of all its pages, `laid` says which they are. `record` is what its keys need.

    `printer` prints what the teacher gets of it, `forms` among that, and the sheets of the `rows`; `locked` is where
    the record goes.
    """

    name: EditionName
    code: str
    prepared: Prepared
    printer: Printer
    data: bytes
    laid: tuple[LaidOut, ...]
    keys: _Keys
    forms: tuple[FormSheet, ...]
    rows: tuple[SheetRow, ...]
    record: bytes
    locked: Path
    diagnostics: tuple[Diagnostic, ...]

    def of_version(self, version: str) -> tuple[LaidOut, ...]:
        """The sheets that a pupil with this version gets, in the order of the pack."""
        return tuple(one for one in self.laid if one.version in ("", version))

    def teacher_files(self, versions: Collection[str]) -> dict[str, Rendered]:
        """The keys to these versions and to the forms, by their file names."""
        papers = self.keys.of(versions)
        files = print_papers(self.printer, papers, wanted_papers(("key",), papers))
        for form in self.forms:
            files[f"{form.name}.pdf"] = self.printer.print(form.template, form.content)
        return files


@dataclass(frozen=True)
class _Sheets:
    """The pupils' sheets of an edition, and the keys to its forms."""

    rows: tuple[SheetRow, ...]
    forms: tuple[FormSheet, ...]
    reading: Rendered
    keys: _Keys


def make_edition(
    name: EditionName, lesson: Prepared, options: BuildOptions, sheets: tuple[SheetName, ...], change: Change
) -> Edition | None:
    """Lay out and check an edition of a prepared lesson; nothing is written. None when it gives none of the sheets.

    `options` hold where the lesson is, the number of versions, theme, paper and print. `change` is made to each
    document, which it gets with the code of its sheet ("K7M2QX3-B"). Raises what `build` raises.
    """
    made_of = fitted(asked(lesson, sheets), options)
    prepared, printer = made_of.prepared, made_of.printer
    folder = record_folder(prepared, options.out or Path("output") / prepared.lesson.meta.slug)
    for attempt in range(ATTEMPTS):
        code = codes.make(fingerprint(prepared, printer, options), attempt)
        made = _sheets(prepared, printer, materials.Setting(printer.labels, code, made_of.lacking), options, sheets)
        if not made.rows:
            return None
        form_keys = tuple(form.content for form in made.forms)
        made_as = made_for(prepared, printer, code, options.duplex, folder)
        record = locks.record(made_as, made.keys.of(()), form_keys, made.reading)
        if there := locks.settled(folder, code, record):
            record = there
            break
    data, laid = _lay_out(printer, made, code, change)
    said = findings(made_of, options)
    return Edition(name, code, prepared, printer, data, laid, made.keys, made.forms, made.rows, record, folder, said)


def _sheets(
    prepared: Prepared,
    printer: Printer,
    setting: materials.Setting,
    options: BuildOptions,
    wanted: Sequence[SheetName],
) -> _Sheets:
    pack = handouts_of(prepared, options.versions)
    reading, rendered, anchors = print_reading(printer, pack[0], setting)
    forms = tuple(form_sheets(pack[0], wanted, setting, anchors))
    apart = "answer-sheet" in wanted

    def finished(sheet: Any) -> Any:
        return finish(sheet, printer.labels, setting.unprintable)

    rows: list[SheetRow] = []
    for name in wanted:
        if name == "handout":
            rows.append((name, "", READING, reading))
        elif name == "worksheet" and prepared.sections:
            work = ((h.version, materials.work_sheet(h, setting, apart=apart)) for h in pack)
            rows += ((name, version, WORKSHEET, finished(sheet)) for version, sheet in work)
        elif name == "answer-sheet" and prepared.sections:
            rows += ((name, h.version, ANSWERS, finished(materials.answer_sheet(h, setting))) for h in pack)
        else:
            rows += ((name, "", form.template, form.content) for form in forms if not form.key and form.name == name)
    keys = _Keys(prepared, pack, setting, anchors, options.source)
    return _Sheets(tuple(rows), tuple(form for form in forms if form.key), rendered, keys)


def _lay_out(printer: Printer, made: _Sheets, code: str, change: Change) -> tuple[bytes, tuple[LaidOut, ...]]:
    def changed(document: Document, number: int) -> Document:
        version = made.rows[number][1]
        return change(document, f"{code}-{version}" if version else code)

    documents, volume = printer.volume([(template, sheet) for _, _, template, sheet in made.rows], changed)
    laid: list[LaidOut] = []
    first = 0
    for (name, version, _, _), document, rendered in zip(made.rows, documents, volume.parts, strict=True):
        flip: Flip = document.flip or ("short" if document.landscape else "long")
        meeting = document.flip is not None
        laid.append(LaidOut(name, version, first, rendered, flip, meeting, document.one_sided))
        first += rendered.pages
    return volume.data, tuple(laid)
