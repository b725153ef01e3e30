"""Every shipped theme with every sheet on every paper in every print: valid, whole, in order, inside its margins.

A slice of the matrix runs with all tests, the rest with `make verify`.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from unittest.mock import patch

import page
import pikepdf
import pytest
from support import LESSONS, copy_lesson
from support_order import misplaced, texts
from support_pdf import Box, text_boxes

from handouts.model.document import Document
from handouts.model.lesson import SHEET_NAMES
from handouts.model.press import Paper, Rendered, Style
from handouts.model.prints import PRINTS, PrintName
from handouts.pipeline import build as building
from handouts.pipeline.build import BuildOptions, build
from handouts.pipeline.prepare import Prepared, prepare
from handouts.pipeline.printing import Printer
from handouts.reading.papers import paper
from handouts.typeset.paper_room import fitted

MM = 72 / 25.4
_BEARING = 3.0  # points that a letter such as j may reach to the left of its place
THEMES = ("default", "indonesia-lkpd", "indonesia-naskah-soal", "primary")
PAPERS = ("A4", "F4", "Letter")
Case = tuple[str, str, str, PrintName]
FAST: list[Case] = [
    ("primary", "id", "A4", "large-18"),
    ("default", "en", "Letter", "large-24"),
    ("indonesia-lkpd", "id", "F4", "standard"),
    ("indonesia-naskah-soal", "id", "F4", "ink-saver"),
]
EVERY: list[Case] = [(t, lang, p, name) for t in THEMES for lang in LESSONS for p in PAPERS for name in PRINTS]
SLICE = "handout,timeline,worksheet,answer-sheet,key,key-embedded,blueprint"
Set = tuple[str, Document, Style, Rendered]
Sheets = Callable[[Case, str], list[Set]]


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Sheets:
    """All sheets of a case as they were set: template, document, style and what came of them."""

    @cache
    def lesson(language: str) -> tuple[Path, Prepared]:
        folder = copy_lesson(language, tmp_path_factory.mktemp("lesson"))
        return folder, prepare(str(folder), None)

    def made(case: Case, names: str) -> list[Set]:
        theme, language, on_paper, print_name = case
        source, prepared = lesson(language)
        found: list[Set] = []
        plain = Printer._set

        def noted(self: Printer, template: str, document: Document, style: Style) -> Rendered:
            rendered = plain(self, template, document, style)
            found.append((template, document, style, rendered))
            return rendered

        out = tmp_path_factory.mktemp("out")
        asked = BuildOptions(
            str(source), out, sheets=names, theme=theme, paper=on_paper, versions=2, print_name=print_name
        )
        with patch.object(Printer, "_set", noted), patch.object(building, "prepare", lambda *_, **__: prepared):
            build(asked)
        return found

    return made


@pytest.mark.sliced(4)
@pytest.mark.parametrize("case", FAST, ids="-".join)
def test_a_slice(case: Case, sheets: Sheets) -> None:
    assert_good(sheets(case, SLICE), paper(case[2]))


@pytest.mark.verify
@pytest.mark.parametrize("case", EVERY, ids="-".join)
def test_every_sheet(case: Case, sheets: Sheets) -> None:
    assert_good(sheets(case, ",".join(SHEET_NAMES)), paper(case[2]))


def assert_good(found: list[Set], on_paper: Paper) -> None:
    """Each sheet by itself, so that one message tells all that is wrong with the pack."""
    faults = [f"{template} {fault}" for template, *made in found for fault in faults_of(*made, on_paper)]
    assert faults == []
    assert len({template for template, *_ in found}) >= 6
    assert sum(1 for _, document, *_ in found for text in texts(document.blocks) if text) > 400


def faults_of(document: Document, style: Style, made: Rendered, on_paper: Paper) -> Iterator[str]:
    report = page.validate_pdf_bytes(made.data, profile="ua1")
    if not report.is_compliant:
        yield f"is not PDF/UA-1: {list(report.failures)[:3]}"
    with pikepdf.open(io.BytesIO(made.data), attempt_recovery=False) as pdf:
        yield from map(str, (*pdf.check_pdf_syntax(), *pdf.get_warnings()))
    yield from (f"lacks a glyph for {missing.character}" for missing in made.missing)
    yield from (f"has not in its place: {text}" for text in misplaced(document, made.data))
    yield from outside(document, style, made, on_paper)


def outside(document: Document, style: Style, made: Rendered, on_paper: Paper) -> Iterator[str]:
    """Words beyond the margins, and words that lie on others."""
    width, height = on_paper.width_mm * MM, on_paper.height_mm * MM
    if document.landscape:
        width, height, on_paper = height, width, Paper("", on_paper.height_mm, on_paper.width_mm)
    room = fitted(style, on_paper)
    side = min(room.margin_inner_mm, room.margin_outer_mm) * MM - _BEARING
    by_page: dict[int, list[Box]] = {}
    for box in text_boxes(made.data):
        by_page.setdefault(box.page, []).append(box)
        if box.left < side or box.right > width - side or box.foot < 0 or box.head > height:
            yield f"page {box.page}: {box.text!r} at {box.left:.0f}–{box.right:.0f} of {width:.0f} leaves the margins"
    for boxes in by_page.values():
        boxes.sort(key=lambda b: b.foot)
        for place, one in enumerate(boxes):
            for other in boxes[place + 1 :]:
                if other.foot > one.head:
                    break
                if one.touches(other, 1):
                    yield f"page {one.page}: {one.text!r} lies on {other.text!r}"
