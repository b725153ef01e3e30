"""Typography over all sheets of a lesson, papers and prints: nothing stranded, cut apart, blank or uneven."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from support import copy_lesson
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

USUAL = [("A4", "standard"), ("A4", "large-24"), ("F4", "ink-saver"), ("A5", "standard")]
PAPERS = ("A4", "F4", "Letter", "A5", "B5", "A3")


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Document, bool]]:
    """All sheets, and whether each is for pupils."""
    folder = tmp_path_factory.mktemp("typography")
    made: list[tuple[Document, bool]] = []
    plain = Printer.document

    def noted(self: Printer, template: str, sheet: object) -> Document:
        document = plain(self, template, sheet)  # type: ignore[arg-type]
        made.append((document, isinstance(sheet, PUPIL_SHEETS)))
        return document

    with patch.object(Printer, "document", noted):
        lesson = copy_lesson("id", folder)
        build(BuildOptions(str(lesson), folder / "out", sheets=",".join(SHEET_NAMES)))
    return made


@pytest.mark.parametrize(("paper_name", "print_name"), USUAL)
def test_all_sheets(documents: list[tuple[Document, bool]], paper_name: str, print_name: PrintName) -> None:
    _look_at(documents, paper_name, print_name)


@pytest.mark.verify
@pytest.mark.parametrize("print_name", PRINTS)
@pytest.mark.parametrize("paper_name", PAPERS)
def test_all_sheets_on_other_papers(
    documents: list[tuple[Document, bool]], paper_name: str, print_name: PrintName
) -> None:
    _look_at(documents, paper_name, print_name)


def _look_at(documents: list[tuple[Document, bool]], paper_name: str, print_name: PrintName) -> None:
    for document, for_pupils in ((everything(), False), *documents):
        style = printed(Style(), print_name if for_pupils else for_teachers(print_name))
        try:
            pages, room = flowed(document, style, paper(paper_name))
        except UsageProblem as refused:
            assert [d.code for d in refused.diagnostics] == ["paper-print"]
            continue
        assert list(faults(pages, room)) == [], document.title
        assert cut_questions(document, pages) == 0, document.title
        assert len(uneven_lines(pages)) <= 1, document.title
