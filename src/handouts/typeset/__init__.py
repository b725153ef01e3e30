"""Documents onto paper: tagged PDF files. The only package that knows reportlab.

>>> from handouts.typeset import families
>>> "lato" in families()
True
"""

from __future__ import annotations

from handouts.model.document import Document
from handouts.model.press import Paper, Rendered, Style
from handouts.typeset.faces import digests, font_for, prints, unprintable
from handouts.typeset.families import families
from handouts.typeset.scripts import shaping_script

__all__ = ["digests", "engine", "families", "font_for", "prints", "render", "shaping_script", "unprintable"]


def engine() -> str:
    """Name and version of the typesetter: another one may break lines elsewhere, so a pack's code depends on it."""
    import reportlab

    return f"reportlab {reportlab.Version}"


def render(document: Document, style: Style, paper: Paper) -> Rendered:
    """Set a document on paper of a size: a tagged PDF (PDF/UA-1), with where each line of the passage was printed.

    The same input gives the same bytes, whatever the machine and the hour. Raises TemplateError for an unknown font or
    a broken picture, CheckFailed for a block higher than a page. Characters that no font has are printed as "?" and
    reported in `missing`.
    """
    from handouts.typeset.rendering import render as set_and_draw

    return set_and_draw(document, style, paper)
