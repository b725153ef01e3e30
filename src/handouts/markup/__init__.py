"""Markup text -> model.document, with every error at its template and line. The only importer of lxml."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handouts.model.document import Document


def parse(text: str, pictures: Callable[[str], bytes] | None = None) -> Document:
    """The document that `text` describes; `pictures` reads a picture by the name in `src`.

    Raises TemplateError with all that is wrong, each located at the template and line it was written in.
    """
    from handouts.markup.reader import read  # lxml is loaded only when a sheet is made

    return read(text, pictures)


__all__ = ["parse"]
