"""Typography over all themes, sheets, papers and prints: nothing stranded, cut apart, blank or uneven."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from unittest.mock import patch

import pytest
from support import LESSONS, copy_lesson
from typeset_sample import everything
from typography import cut_questions, faults, flowed, uneven_lines

from handouts.errors import UsageProblem
from handouts.model.document import Document
from handouts.model.lesson import SHEET_NAMES
from handouts.model.press import Style
from handouts.model.prints import PRINTS, PrintName, for_teachers, printed
from handouts.pipeline.build import BuildOptions, build
from handouts.pipeline.printing import PUPIL_SHEETS, Printer
from handouts.reading.papers import paper

THEMES = ("default", "indonesia-lkpd", "indonesia-naskah-soal", "primary")
ALL = ",".join(SHEET_NAMES)
OWN = "handout,worksheet,answer-sheet"  # what the other themes change
USUAL = [
    ("default", "A4", "standard", ALL),
    ("default", "A4", "large-24", ALL),
    ("default", "F4", "ink-saver", ALL),
    ("default", "A5", "standard", ALL),
    ("indonesia-lkpd", "F4", "standard", OWN),
    ("indonesia-lkpd", "Letter", "large-24", OWN),
    ("indonesia-naskah-soal", "F4", "ink-saver", OWN),
    ("primary", "A4", "standard", OWN),
    ("primary", "A5", "large-18", OWN),
]
PAPERS = ("A4", "F4", "Letter", "A5", "B5", "A3")


@dataclass(frozen=True)
class Made:
    """A sheet of a theme, and whether it is for pupils."""

    document: Document
    style: Style
    for_pupils: bool


Sheets = Callable[[str, str, str], list[Made]]


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Sheets:
    """`sheets("primary", "id", "handout,worksheet")`: these sheets of the sample lesson."""

    @cache
    def made(theme: str, language: str, names: str) -> list[Made]:
        folder = tmp_path_factory.mktemp("typography")
        found: list[Made] = []
        plain = Printer.document

        def noted(self: Printer, template: str, sheet: object) -> Document:
            document = plain(self, template, sheet)  # type: ignore[arg-type]
            found.append(Made(document, self.theme.style, isinstance(sheet, PUPIL_SHEETS)))
            return document

        with patch.object(Printer, "document", noted):
            lesson = copy_lesson(language, folder)
            build(BuildOptions(str(lesson), folder / "out", sheets=names, theme=theme))
        return found

    return made


@pytest.mark.sliced(9)
@pytest.mark.parametrize(("theme", "paper_name", "print_name", "names"), USUAL)
def test_usual_papers_and_prints(
    theme: str, paper_name: str, print_name: PrintName, names: str, sheets: Sheets
) -> None:
    found = sheets(theme, "id", names)
    sample = [Made(everything(), found[0].style, False)] if theme == "default" else []
    assert _faults([*sample, *found], paper_name, print_name) == []


@pytest.mark.verify
@pytest.mark.parametrize("print_name", PRINTS)
@pytest.mark.parametrize("paper_name", PAPERS)
@pytest.mark.parametrize("language", LESSONS)
@pytest.mark.parametrize("theme", THEMES)
def test_all_papers_and_prints(
    theme: str, language: str, paper_name: str, print_name: PrintName, sheets: Sheets
) -> None:
    found = sheets(theme, language, ALL)
    sample = Made(everything(), found[0].style, False)
    assert _faults([sample, *found], paper_name, print_name) == []


def _faults(found: list[Made], paper_name: str, print_name: PrintName) -> list[str]:
    told: list[str] = []
    for made in found:
        style = printed(made.style, print_name if made.for_pupils else for_teachers(print_name))
        try:
            pages, room = flowed(made.document, style, paper(paper_name))
        except UsageProblem as refused:
            assert [d.code for d in refused.diagnostics] == ["paper-print"]
            continue
        title = made.document.title
        told += [f"{title}: {fault}" for fault in faults(pages, room)]
        told += [f"{title}: {n} questions stand on two pages" for n in [cut_questions(made.document, pages, room)] if n]
        told += [f"{title}: lines {uneven} apart" for uneven in [uneven_lines(pages)] if len(uneven) > 1]
    return told
