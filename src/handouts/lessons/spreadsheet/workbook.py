"""Tables as an Excel workbook whose bytes depend on the tables alone."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, cast

from handouts.diagnostics import Location, problem
from handouts.errors import ContentError
from handouts.languages import spreadsheet as words
from handouts.lessons.spreadsheet.cells import is_formula
from handouts.lessons.spreadsheet.pages import Page
from handouts.reading.grid import cell_name, letters

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MAX_TEXT = 32_767  # characters of a cell; longer texts are cut by every program
_DATE = datetime(2000, 1, 1)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_NARROW, _WIDE = 8, 44
_LINE, _MAX_HEIGHT = 15, 405  # points
_NOTES = 100  # width of the explanations
_SPARE_ROWS = 500  # below the last one, for new items


def write(pages: Sequence[Page], language: str, name: str) -> bytes:
    """The workbook: one sheet a table, and one that explains the columns.

    Raises ContentError table-text-too-long with the cell of the workbook called `name`.
    """
    from openpyxl import Workbook

    _refuse_long_texts(pages, name)
    book = Workbook()
    for number, page in enumerate(pages):
        sheet = book.worksheets[0] if number == 0 else book.create_sheet()
        sheet.title = page.title
        _fill(sheet, page)
    if not pages:
        book.remove(book.worksheets[0])
    _explain(book.create_sheet(words.sheet_name("readme", language)), pages, language)
    book.properties.creator = "handouts"
    book.properties.created = book.properties.modified = _DATE
    return _repacked(book)


def _refuse_long_texts(pages: Sequence[Page], name: str) -> None:
    found = [
        problem("table-text-too-long", Location(f"{name}[{page.title}]", row, column), head=head, limit=MAX_TEXT)
        for page in pages
        for row, cells in enumerate(page.rows, start=2)
        for column, (head, cell) in enumerate(zip(page.heads, cells, strict=True), start=1)
        # Programs count characters beyond the first plane twice.
        if len(cell.encode("utf-16-le")) // 2 > MAX_TEXT
    ]
    if found:
        raise ContentError(*found)


def _fill(sheet: Worksheet, page: Page) -> None:
    from openpyxl.styles import Font

    widths = []
    for column, head in enumerate(page.heads, start=1):
        _put(sheet, 1, column, head).font = Font(bold=True)
        cells = [row[column - 1] for row in page.rows]
        dimension = sheet.column_dimensions[letters(column)]
        widths.append(_width(head, cells))
        dimension.width = widths[-1]
        dimension.number_format = "@"
        for row, cell in enumerate(cells, start=2):
            _put(sheet, row, column, cell)
        _offer(sheet, page, column)
    for row, texts in enumerate((page.heads, *page.rows), start=1):
        sheet.row_dimensions[row].height = _height(texts, widths)
    # The header, and the columns up to the one that names the item.
    sheet.freeze_panes = cell_name(2, page.names.index("id") + 2 if "id" in page.names else 2)


def _put(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    from openpyxl.styles import Alignment

    cell = cast("Cell", sheet.cell(row, column))
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if text:
        cell.value = text
        # What looks like a formula or an error is a text all the same.
        cell.data_type = "s"
        if is_formula(text):
            cell.quotePrefix = True
    return cell


def _width(head: str, cells: Sequence[str]) -> int:
    longest = max((len(cell) for cell in cells), default=0)
    return min(max(_NARROW, len(head) * 2 // 3 + 2, longest + 2), _WIDE)


def _height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """Points for all lines of a row; not every program finds them out when it opens the file."""
    lines = max(
        sum(1 + len(line) // (width - 1) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    return min(lines * _LINE, _MAX_HEIGHT)


def _offer(sheet: Worksheet, page: Page, column: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    offered = page.choices[column - 1]
    if not offered:
        return
    rule = DataValidation(type="list", formula1='"' + ",".join(offered) + '"', allow_blank=True, showErrorMessage=False)
    rule.add(f"{cell_name(2, column)}:{cell_name(len(page.rows) + 1 + _SPARE_ROWS, column)}")
    sheet.add_data_validation(rule)


def _explain(sheet: Worksheet, pages: Sequence[Page], language: str) -> None:
    from openpyxl.styles import Font

    columns, meaning, intro = words.readme(language)
    row = 0
    for row, line in enumerate(intro, start=1):
        _put(sheet, row, 2, line)
    row += 2
    for column, text in enumerate((columns, meaning), start=1):
        _put(sheet, row, column, text).font = Font(bold=True)
    kinds = {name: head for page in pages for name, head in page.kinds.items()}
    for at, (name, head) in enumerate(kinds.items(), start=row + 1):
        _put(sheet, at, 1, head)
        note = words.note(name, language)
        _put(sheet, at, 2, note)
        sheet.row_dimensions[at].height = _height([note], [_NOTES])
    sheet.column_dimensions["A"].width = 30
    sheet.column_dimensions["B"].width = _NOTES


def _repacked(book: Workbook) -> bytes:
    """The saved workbook without the times that the library writes into it."""
    saved, out = io.BytesIO(), io.BytesIO()
    book.save(saved)
    stamp = _DATE.strftime("%Y-%m-%dT%H:%M:%SZ").encode("ascii")
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + stamp, data)
            new.writestr(zipfile.ZipInfo(entry.filename, _ZIP_DATE), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
