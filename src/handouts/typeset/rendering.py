"""A document becomes a finished PDF: set, put on pages, drawn."""

from __future__ import annotations

from dataclasses import replace
from threading import Lock

from handouts.model.document import Document
from handouts.model.press import Paper, Rendered, Style
from handouts.typeset.blocks import set_blocks
from handouts.typeset.faces import FontBook
from handouts.typeset.flow import Page, paginate
from handouts.typeset.page import Banner, FooterLine, HeaderLine, frame, with_head
from handouts.typeset.paper_room import fitted
from handouts.typeset.passage import printed_lines
from handouts.typeset.pdffile import PdfFile
from handouts.typeset.sheet import MM, Sheet
from handouts.typeset.tagging import Tree

_LEAST_SHARE = 0.25  # of the page that a last page fills, unless tighter spacing cannot save it
_LOCK = Lock()  # font faces are shared and remember where they were reading


def render(document: Document, style: Style, paper: Paper) -> Rendered:
    """Set a document on paper of a size. The same input gives the same bytes, whatever the machine and the hour.

    Raises TemplateError for an unknown font or a broken picture, CheckFailed for a block higher than a page.
    Characters that no font has are printed as "?" and reported in `missing`.
    """
    with _LOCK:
        return _render(document, style, paper)


def _render(document: Document, style: Style, paper: Paper) -> Rendered:
    if document.landscape:
        paper = Paper(paper.name, paper.height_mm, paper.width_mm)
    if document.one_sided:
        style = replace(style, duplex=False)
    style = fitted(style, paper)
    if document.header and document.banner:
        style = with_head(style)
    tree = Tree()
    book = FontBook(style)
    file = PdfFile(document, tree, style)
    sheet = Sheet(style, paper, book, tree, file.picture, file.pen)
    pieces = set_blocks(sheet, document.blocks, tree.root)
    pages = paginate(pieces, sheet.height, _LEAST_SHARE * sheet.height)
    footers = _draw(sheet, file, document, pages)
    return Rendered(file.finish(), len(pages), printed_lines(pages), tuple(book.missing), footers, tuple(sheet.added))


def _draw(sheet: Sheet, file: PdfFile, document: Document, pages: list[Page]) -> tuple[str, ...]:
    footers = []
    footer = FooterLine(sheet, document.footer, len(pages))
    banner = Banner(sheet, document.banner)
    header = HeaderLine(sheet, document.header) if document.header else None
    for number, page in enumerate(pages, 1):
        area = frame(sheet, number)
        file.begin_page()
        for placed in page:
            placed.piece.place(file.pen, area.left, area.top - placed.offset)
        taken = header.draw(number, area.left) if header else 0.0
        if document.banner:
            sheet.added.append(banner.draw(area.left, taken))
        footers.append(footer.draw(number, area.left))
        file.end_page(sheet.paper.width_mm * MM, sheet.paper.height_mm * MM)
    return tuple(footers)
