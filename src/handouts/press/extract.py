"""The text of a PDF that somebody brings, read in a process of its own."""

from __future__ import annotations

import io
from typing import Any

from handouts.diagnostics import Location, problem
from handouts.errors import ContentError
from handouts.model.pages import Page, PageLine
from handouts.reading.apart import run_apart

_FEWEST_LETTERS = 20  # on a page, on average; a scanned page may carry a stamp or a number
_MOST_ODD = 0.2


def extract(name: str, data: bytes) -> tuple[Page, ...]:
    """The lines of every page in the order in which the file draws them.

    Raises ContentError: pdf-locked, pdf-garbled, source-no-text, import-no-text, and what `run_apart` raises.
    """
    pages = run_apart("handouts.press.extract:read_pages", data, name)
    return tuple(tuple(PageLine(*line) for line in page) for page in pages)


def read_pages(data: bytes, name: str) -> list[list[Any]]:
    """For each page its lines as lists of the fields of PageLine (in the child process)."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    place = Location(name)
    try:
        reader = PdfReader(io.BytesIO(data))
        # Many files are locked against changes only, and open without a password.
        if reader.is_encrypted and not reader.decrypt(""):
            raise ContentError(problem("pdf-locked", place))
        pages = [_lines(page) for page in reader.pages]
    except (DependencyError, FileNotDecryptedError, NotImplementedError) as error:
        raise ContentError(problem("pdf-locked", place)) from error
    shown = "".join(line[0] for page in pages for line in page)
    letters = sum(char.isalpha() for char in shown)
    if letters < _FEWEST_LETTERS * len(pages) and any(_has_picture(page) for page in reader.pages):
        raise ContentError(problem("source-no-text", place, pages=len(pages)))
    if not letters:
        raise ContentError(problem("import-no-text", place))
    odd = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or char < " " for char in shown)
    if odd > _MOST_ODD * len(shown):
        raise ContentError(problem("pdf-garbled", place))
    return pages


def _lines(page: Any) -> list[list[Any]]:
    """The lines of one page; each has the place and size of its first piece."""
    pieces: list[tuple[str, float, float, float, bool]] = []

    def visit(text: str, matrix: list[float], text_matrix: list[float], font: Any, size: float) -> None:
        x = text_matrix[4] * matrix[0] + text_matrix[5] * matrix[2] + matrix[4]
        y = text_matrix[4] * matrix[1] + text_matrix[5] * matrix[3] + matrix[5]
        scale = abs(text_matrix[3] or text_matrix[1] or 1) * abs(matrix[3] or matrix[1] or 1)
        name = str((font or {}).get("/BaseFont", "")).lower()
        pieces.append((text, x, y, size * scale, "bold" in name or "black" in name or "heavy" in name))

    page.extract_text(visitor_text=visit)
    lines: list[list[Any]] = []
    here: list[tuple[str, float, float, float, bool]] = []
    for text, *where in pieces:
        parts = text.split("\n")
        for i, part in enumerate(parts):
            if i:
                _end(here, lines)
                here = []
            if part:
                here.append((part, *where))  # type: ignore[arg-type]
    _end(here, lines)
    return lines


def _end(pieces: list[tuple[str, float, float, float, bool]], lines: list[list[Any]]) -> None:
    visible = [piece for piece in pieces if piece[0].strip()]
    if visible:
        _, x, y, size, _ = max(visible, key=lambda piece: len(piece[0]))
        x = min(piece[1] for piece in visible)
        text = "".join(piece[0] for piece in pieces).strip()
        lines.append([text, round(x, 1), round(y, 1), round(size, 1), all(piece[4] for piece in visible)])


def _has_picture(page: Any) -> bool:
    return next(iter(page.images.keys()), None) is not None
