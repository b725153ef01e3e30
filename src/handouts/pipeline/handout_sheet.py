"""The handout: set once to learn on which line each word stands, and again with those lines in its glossary."""

from __future__ import annotations

from collections.abc import Iterable

from handouts import materials
from handouts.diagnostics import problem
from handouts.errors import CheckFailed
from handouts.model.handout import Handout
from handouts.model.press import PrintedLine, Rendered
from handouts.model.sheet import ReadingSheet
from handouts.pipeline.printing import Printer, finish

TEMPLATE = "handout.xml.j2"


def print_reading(
    printer: Printer, handout: Handout, setting: materials.Setting
) -> tuple[ReadingSheet, Rendered, materials.Anchors]:
    """The handout's sheet, its PDF, and where each passage stands in it.

    CheckFailed when the lines that the glossary names are not those of the finished passage.
    """
    sheet, maps = materials.reading_sheet(handout, setting)
    sheet = finish(sheet, setting.labels, setting.unprintable)
    if not sheet.glossary:
        rendered = printer.print(TEMPLATE, sheet)
        return sheet, rendered, materials.Anchors(handout.essay, rendered.lines, maps)
    lines = printer.lines(TEMPLATE, sheet)
    anchors = materials.Anchors(handout.essay, lines, maps)
    sheet, _ = materials.reading_sheet(handout, setting, anchors)
    sheet = finish(sheet, setting.labels, setting.unprintable)
    rendered = printer.print(TEMPLATE, sheet)
    if _places(rendered.lines) != _places(lines):
        raise CheckFailed(problem("check-lines", None, sheet=TEMPLATE))
    return sheet, rendered, materials.Anchors(handout.essay, rendered.lines, maps)


def _places(lines: Iterable[PrintedLine]) -> list[tuple[str, int, int, int]]:
    """The lines without their pages, which a longer glossary may change."""
    return [(line.para, line.number, line.start, line.end) for line in lines]
