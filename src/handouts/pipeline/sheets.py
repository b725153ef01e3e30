"""Which sheets a pack has: the names a person gave, the forms of the timeline with their keys, what answers what."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, cast

from handouts import materials
from handouts.diagnostics import Diagnostic, hint, problem
from handouts.errors import UsageProblem
from handouts.model.handout import Handout
from handouts.model.lesson import FILLED_FORMS, SHEET_NAMES, TIMELINE_FORMS, SheetName, TimelineHolder
from handouts.model.press import Rendered
from handouts.model.sheet import TimelineKeySheet
from handouts.pipeline.prepare import Prepared
from handouts.pipeline.printing import Printer, finish

# What gives away what pupils are to find out with a form, besides the filled ones.
_TELLING: dict[SheetName, tuple[SheetName, ...]] = {
    "timeline-blank-events": ("timeline-blank-dates",),
    "timeline-blank-dates": ("timeline-blank-events",),
    "timeline-cards": ("timeline-blank-dates",),
}


def sheet_names(text: str) -> tuple[SheetName, ...]:
    """The names in "handout, timeline-cards", each once; UsageProblem `sheet-unknown` for any other, or for none."""
    found: dict[SheetName, None] = {}
    for part in [part for part in text.split(",") if part.strip()] or [text]:
        name = part.strip().casefold()
        if name not in SHEET_NAMES:
            close = get_close_matches(name, SHEET_NAMES, 1, 0.5)
            known = ", ".join(SHEET_NAMES)
            suggestion = close[0] if close else ""
            raise UsageProblem(problem("sheet-unknown", None, name=part.strip(), known=known, suggestion=suggestion))
        found[cast(SheetName, name)] = None
    return tuple(found)


def gives(name: SheetName, in_handout: bool, has_events: bool, has_items: bool) -> bool:
    """Whether a sheet of this name is made of a lesson that has events, or items, or neither."""
    if name in ("worksheet", "key"):
        return has_items
    return name == "handout" or (has_events and not (name == "timeline" and in_handout))


def keyed(wanted: Collection[SheetName], in_handout: bool) -> tuple[tuple[TimelineHolder, ...], ...]:
    """The sheets with a timeline among those wanted, grouped as keys serve them: the filled ones share one key.

    `in_handout`: the plain timeline stands in the handout, so the handout takes its place.
    """
    names: list[TimelineHolder] = ["handout" if form == "timeline" and in_handout else form for form in TIMELINE_FORMS]
    found = [name for name in names if name in wanted]
    filled = tuple(name for name in found if name == "handout" or name in FILLED_FORMS)
    return (*([filled] if filled else []), *((name,) for name in found if name not in filled))


@dataclass(frozen=True)
class FormPrinter:
    """Prints the forms of the timeline that a lesson asks for, with their keys."""

    printer: Printer
    setting: materials.Setting
    anchors: materials.Anchors
    progress: Callable[[str], None]

    def print(
        self, handout: Handout, wanted: Collection[SheetName]
    ) -> tuple[dict[str, Rendered], tuple[TimelineKeySheet, ...]]:
        """Files by their path, and the keys for the record. Nothing when the timeline has no chosen event."""
        files: dict[str, Rendered] = {}
        keys: list[TimelineKeySheet] = []
        for names in keyed(wanted, handout.meta.timeline_in_handout) if handout.timeline.chosen else ():
            for form in (form for form in TIMELINE_FORMS if form in names):
                self.progress(form)
                sheet = self._finished(materials.timeline_form(form, handout, self.setting))
                files[f"pupils/{form}.pdf"] = self.printer.print(f"{form}.xml.j2", sheet)
            keys.append(self._finished(materials.timeline_key(names, handout, self.setting, self.anchors)))
            path = f"teacher/{keys[-1].form}-key.pdf"
            files[path] = self.printer.print("timeline-key.xml.j2", keys[-1])
        return files, tuple(keys)

    def _finished(self, sheet: Any) -> Any:
        return finish(sheet, self.setting.labels, self.setting.unprintable)


def tell_tales(prepared: Prepared) -> Iterator[Diagnostic]:
    """A hint for each sheet to be worked on whose answers another sheet of the same pack shows."""
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
