"""Documents onto paper: tagged PDF files. The only package that knows reportlab.

>>> from handouts.typeset import families
>>> "lato" in families()
True
"""

from __future__ import annotations

from collections.abc import Sequence

from handouts.model.document import Document
from handouts.model.press import Paper, Rendered, Style, Volume
from handouts.model.stamping import PackFile
from handouts.typeset.faces import digests, drawable, font_for, prints, unprintable
from handouts.typeset.families import families
from handouts.typeset.scripts import shaping_script

__all__ = [
    "digests",
    "drawable",
    "engine",
    "families",
    "font_for",
    "prints",
    "render",
    "render_volume",
    "shaping_script",
    "unprintable",
    "write_pack",
]


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


def render_volume(parts: Sequence[tuple[Document, Style]], paper: Paper) -> Volume:
    """Set several documents into one file, which shares their fonts and pictures. Raises as `render`."""
    from handouts.typeset.rendering import render_volume as set_and_draw

    return set_and_draw(parts, paper)


def write_pack(job: PackFile) -> bytes:
    """The file of a class: pages laid out once, and each pupil's copy of them stamped. Same job, same bytes."""
    from handouts.typeset.packfile import write_pack as write

    return write(job)
