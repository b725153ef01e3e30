"""Which sheets a pack has: the names a person gave, the forms with their keys, what answers what."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, TypeVar

from handouts import materials
from handouts.diagnostics import Diagnostic, hint, problem
from handouts.errors import UsageProblem
from handouts.model.handout import Handout
from handouts.model.lesson import FILLED_FORMS, FORMS, SHEET_NAMES, TEACHER_SHEETS, SheetName, WordForm
from handouts.model.press import Rendered
from handouts.model.sheet import FormKey
from handouts.pipeline.forms import FORM_KINDS
from handouts.pipeline.prepare import Prepared
from handouts.pipeline.printing import Printer, finish

Name = TypeVar("Name", bound=str)

# What gives away what pupils are to find out with a form of the timeline, besides the filled ones.
_TELLING: dict[SheetName, tuple[SheetName, ...]] = {
    "timeline-blank-events": ("timeline-blank-dates",),
    "timeline-blank-dates": ("timeline-blank-events",),
    "timeline-cards": ("timeline-blank-dates",),
}
# On these pupils are to find out which term has which meaning; those show both side by side.
_ASKS_MEANINGS: tuple[WordForm, ...] = ("glossary-blanks", "glossary-matching", "crossword")
_SHOWS_MEANINGS: tuple[SheetName, ...] = ("handout", "glossary", "flash-cards")


def sheet_names(text: str) -> tuple[SheetName, ...]:
    """The names in "handout, timeline-cards", each once; UsageProblem `sheet-unknown` for any other, or for none."""
    return names_among(text, SHEET_NAMES)


def names_among(text: str, known: Sequence[Name]) -> tuple[Name, ...]:
    """The same with the names that are `known` at this place."""
    found: dict[Name, None] = {}
    for part in [part for part in text.split(",") if part.strip()] or [text]:
        given = part.strip().casefold()
        name = next((k for k in known if k == given), None)
        if name is None:
            close = get_close_matches(given, list(known), 1, 0.5)
            listed, suggestion = ", ".join(known), str(close[0]) if close else ""
            raise UsageProblem(problem("sheet-unknown", None, name=part.strip(), known=listed, suggestion=suggestion))
        found[name] = None
    return tuple(found)


def one_version(wanted: Collection[SheetName], versions: int, handout: Handout) -> Iterator[Diagnostic]:
    """A hint when papers that compare versions were asked for a pack of one."""
    asked = [name for name in ("key-matrix", "key-review") if name in wanted]
    if asked and versions == 1 and handout.sections:
        yield hint("sheet-one-version", handout.essay.source.location(0), sheets=", ".join(asked))


def gives(name: SheetName, handout: Handout, unknown: Collection[str] = ()) -> bool:
    """Whether a sheet of this name is made of a lesson. `unknown` names the drafts that are still to be generated

    ("timeline", "glossary", "questions"): they may give anything.
    """
    if name in ("worksheet", "answer-sheet") or name in TEACHER_SHEETS:
        return "questions" in unknown or bool(handout.sections)
    if name == "handout":
        return True
    if name == "timeline" and handout.meta.timeline_in_handout:
        return False
    kind = FORM_KINDS.get(name)
    return kind is not None and (kind.needs in unknown or kind.possible(handout))


def keyed(wanted: Collection[SheetName], handout: Handout) -> tuple[tuple[SheetName, ...], ...]:
    """The forms among those wanted that the lesson gives, grouped as keys serve them: filled timelines share one key.

    Where the plain timeline stands in the handout, the handout takes its place.
    """
    inside = handout.meta.timeline_in_handout
    names: list[SheetName] = ["handout" if form == "timeline" and inside else form for form in FORMS]
    timeline = bool(handout.timeline.chosen)
    found = [name for name in names if name in wanted and (timeline if name == "handout" else gives(name, handout))]
    filled = tuple(name for name in found if name == "handout" or name in FILLED_FORMS)
    return (*([filled] if filled else []), *((name,) for name in found if name not in filled))


@dataclass(frozen=True)
class FormSheet:
    """A sheet of a form, or the key to one, ready to be printed with its template."""

    name: str
    template: str
    content: Any
    key: bool

    @property
    def path(self) -> str:
        """Where the file stands in the pack."""
        return f"{'teacher' if self.key else 'pupils'}/{self.name}.pdf"


def form_sheets(
    handout: Handout, wanted: Collection[SheetName], setting: materials.Setting, anchors: materials.Anchors
) -> Iterator[FormSheet]:
    """The forms that a lesson asks for, and behind those that share a key the key to them."""

    def finished(sheet: Any) -> Any:
        return finish(sheet, setting.labels, setting.unprintable)

    for names in keyed(wanted, handout):
        for form in (form for form in FORMS if form in names):
            kind = FORM_KINDS[form]
            yield FormSheet(form, kind.template, finished(kind.view(handout, setting, anchors)), False)
        kind = FORM_KINDS["timeline" if names[0] == "handout" else names[0]]
        key = finished(kind.key(names, handout, setting, anchors))
        yield FormSheet(f"{key.form}-key", kind.key_template, key, True)


def print_forms(
    printer: Printer, sheets: Iterator[FormSheet], progress: Callable[[str], None]
) -> tuple[dict[str, Rendered], tuple[FormKey, ...]]:
    """Files by their path, and the keys for the record."""
    files: dict[str, Rendered] = {}
    keys: list[FormKey] = []
    for sheet in sheets:
        progress(sheet.name)
        files[sheet.path] = printer.print(sheet.template, sheet.content)
        if sheet.key:
            keys.append(sheet.content)
    return files, tuple(keys)


def too_few(wanted: Collection[SheetName], handout: Handout) -> Iterator[Diagnostic]:
    """One hint for all sheets asked for that the glossary has too few terms for."""
    short = []
    for name in wanted:
        kind = FORM_KINDS.get(name)
        if kind and kind.needs == "glossary" and not kind.possible(handout):
            short.append(f"{name} ({kind.found(handout)}/{kind.least})")
    if short:
        yield hint("sheet-too-few-terms", handout.essay.source.location(0), sheets=", ".join(short))


def tell_tales(prepared: Prepared, handout: Handout) -> Iterator[Diagnostic]:
    """A hint for each sheet to be worked on whose answers another sheet of the same pack shows."""
    yield from _told_timelines(prepared)
    wanted = [name for name in prepared.lesson.meta.sheets if gives(name, handout)]
    hard = ("word-search",) if handout.meta.word_search_level == "challenge" else ()
    asking = [_path(name) for name in (*_ASKS_MEANINGS, *hard) if name in wanted]
    showing = [_path(name) for name in _SHOWS_MEANINGS if name in wanted]
    if asking and showing:
        # One hint for all, since one decision settles them.
        place = prepared.lesson.essay.source.location(0)
        yield hint("glossary-answers", place, sheets=", ".join(asking), files=", ".join(showing))


def _told_timelines(prepared: Prepared) -> Iterator[Diagnostic]:
    meta = prepared.lesson.meta
    if not prepared.timeline.chosen:
        return
    wanted = meta.sheets
    shown = [
        _path(name) for name in wanted if name in FILLED_FORMS and not (name == "timeline" and meta.timeline_in_handout)
    ]
    if meta.timeline_in_handout and "handout" in wanted:
        shown.append(_path("handout"))
    place = prepared.lesson.essay.source.location(0)
    for form, others in _TELLING.items():
        files = [*shown, *(_path(name) for name in others if name in wanted)]
        if form in wanted and files:
            yield hint("sheet-answered", place, sheet=_path(form), files=", ".join(files))
    asks = any(section.items[0].shape in ("order", "match") for section in prepared.sections)
    if asks and "worksheet" in wanted and "timeline-blank-dates" in wanted:
        sheet = "pupils/worksheet-A.pdf"
        yield hint("sheet-answered", place, sheet=sheet, files=_path("timeline-blank-dates"))


def _path(name: SheetName) -> str:
    return f"pupils/{name}.pdf"
