"""A document becomes a finished PDF: set, put on pages, drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from threading import Lock

from handouts.model.document import Document
from handouts.model.press import MM, Paper, Rendered, Style, Volume
from handouts.typeset.blocks import set_blocks
from handouts.typeset.faces import FontBook
from handouts.typeset.flow import Page, paginate
from handouts.typeset.page import Banner, FooterLine, HeaderLine, frame, running_line, with_head
from handouts.typeset.paper_room import fitted
from handouts.typeset.passage import printed_lines
from handouts.typeset.pdffile import PdfFile
from handouts.typeset.sheet import Sheet
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


def render_volume(parts: Sequence[tuple[Document, Style]], paper: Paper) -> Volume:
    """Set several documents into one file, which shares their fonts and pictures. Raises as `render`."""
    with _LOCK:
        tree = Tree()
        first, style = parts[0]
        file = PdfFile(first, tree, style)
        rendered = tuple(_add(file, tree, document, style, paper) for document, style in parts)
        return Volume(file.finish(), rendered)


def _render(document: Document, style: Style, paper: Paper) -> Rendered:
    tree = Tree()
    file = PdfFile(document, tree, replace(style, duplex=False) if document.one_sided else style)
    rendered = _add(file, tree, document, style, paper)
    return replace(rendered, data=file.finish())


def _add(file: PdfFile, tree: Tree, document: Document, style: Style, paper: Paper) -> Rendered:
    """Draw a document on further pages of a file; what is returned has no data yet."""
    if document.landscape:
        paper = Paper(paper.name, paper.height_mm, paper.width_mm)
    if document.one_sided:
        style = replace(style, duplex=False)
    style = fitted(style, paper)
    if document.header and document.banner:
        style = with_head(style)
    book = FontBook(style)
    file.pen.black_only = style.black_only
    sheet = Sheet(style, paper, book, tree, file.picture, file.pen)
    pieces = set_blocks(sheet, document.blocks, tree.root)
    pages = paginate(pieces, sheet.height, _LEAST_SHARE * sheet.height)
    before, known = tree.page + 1, len(file.pen.fields)
    footers = _draw(sheet, file, document, pages)
    fields = tuple(replace(place, page=place.page - before) for place in file.pen.fields[known:])
    lines, added = printed_lines(pages), tuple(sheet.added)
    return Rendered(b"", len(pages), lines, tuple(book.missing), footers, added, fields)


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
        running_line(sheet, area.left, taken)
        if document.banner:
            sheet.added.append(banner.draw(area.left, taken))
        footers.append(footer.draw(number, area.left))
        file.end_page(sheet.paper.width_mm * MM, sheet.paper.height_mm * MM)
    return tuple(footers)
