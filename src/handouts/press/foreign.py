"""Pages of a PDF that somebody brings (a cover, a map), as objects to be put into a file of ours."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from handouts.diagnostics import Diagnostic, Location, problem, warning
from handouts.errors import ContentError
from handouts.reading.apart import run_apart

MOST_BYTES = 20_000_000
MOST_PAGES = 50
SECONDS = 30

_HEAD = 1024  # bytes in which a PDF must say that it is one
_NAMED = 5  # fonts that a message names


@dataclass(frozen=True, slots=True)
class ForeignPage:
    """A page as it is seen in a viewer: its size in points, upright, and the number of its form XObject.

    The form's matrix puts the lower left corner of what is visible at 0, 0; its BBox cuts off what lies outside.
    """

    width: float
    height: float
    number: int


@dataclass(frozen=True, slots=True)
class Foreign:
    """What was taken from a file. `objects` are bodies of objects (what stands between "N 0 obj" and "endobj").

    The first has the number that was asked for, each further one the next; they refer to nothing but one another.
    `notes` are warnings about what will not be as in the original.
    """

    pages: tuple[ForeignPage, ...]
    objects: tuple[bytes, ...]
    notes: tuple[Diagnostic, ...] = ()


def read_foreign(data: bytes, name: str, first_number: int) -> Foreign:
    """The pages of a PDF, read in a process of its own with limits of time and memory. The same bytes give the same.

    `name` is what messages call the file. Annotations, form fields, scripts, attachments, tags, layers and metadata
    stay behind. Raises ContentError: foreign-not-pdf, foreign-damaged, foreign-locked, foreign-too-many-pages,
    foreign-too-large (more than 20 MB), foreign-too-heavy (time, memory, number of objects).
    """
    place = Location(name)
    if len(data) > MOST_BYTES:
        size = -(-len(data) // 1_000_000)
        raise ContentError(problem("foreign-too-large", place, size=size, limit=MOST_BYTES // 1_000_000))
    if b"%PDF-" not in data[:_HEAD]:
        raise ContentError(problem("foreign-not-pdf", place))
    try:
        found = run_apart("handouts.press.foreign_pages:carry", data, name, str(first_number), seconds=SECONDS)
    except ContentError as error:
        code = error.diagnostics[0].code
        if code in ("source-too-slow", "source-too-hungry"):
            raise ContentError(problem("foreign-too-heavy", place)) from error
        if code == "source-damaged":  # the process died
            raise ContentError(problem("foreign-damaged", place)) from error
        raise
    return Foreign(
        tuple(ForeignPage(*page) for page in found["pages"]),
        tuple(base64.b64decode(body) for body in found["objects"]),
        tuple(_notes(place, found["fonts"], found["annotations"], found["layers"])),
    )


def _notes(place: Location, fonts: list[str], annotations: int, layers: bool) -> list[Diagnostic]:
    notes = []
    if fonts:
        shown = ", ".join(fonts[:_NAMED]) + (", …" if len(fonts) > _NAMED else "")
        notes.append(warning("foreign-fonts", place, fonts=shown))
    if annotations:
        notes.append(warning("foreign-annotations", place, count=annotations))
    if layers:
        notes.append(warning("foreign-layers", place))
    return notes
