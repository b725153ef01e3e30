"""Files of classes made of tiny pages: two sheets of two pages a version, laid out once for all tests."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from handouts import press, typeset
from handouts.diagnostics import Location
from handouts.model.document import Document, NameBlock, NameField, PageBreak, Para, Span
from handouts.model.imposition import PLAIN, Flip, PageSize, Scheme
from handouts.model.packing import Assigned, EditionName
from handouts.model.press import FieldPlace, Paper, Style
from handouts.model.roster import Pupil
from handouts.model.stamping import PackFile, Plates, Stamp, StampedPage
from handouts.pipeline.class_file import ClassPress, Press
from handouts.pipeline.editions import Edition, LaidOut

VERSIONS = "ABCDEF"
EDITION = EditionName()
A5 = Paper("A5", 148, 210)
STYLE = Style(margin_inner_mm=16, margin_outer_mm=12)
NAME_ROWS = (
    (NameField("Name", 5, fill="name"), NameField("Class", 2, fill="class"), NameField("No.", 2, fill="number")),
)


def _document(version: str) -> Document:
    blocks = (NameBlock(NAME_ROWS), Para((Span(f"first {version}"),)), PageBreak(), Para((Span(f"second {version}"),)))
    return Document("en", "Tiny", blocks)


@cache
def edition() -> Edition:
    """An edition of six versions, each a page with a place for the name and one without."""
    volume = typeset.render_volume([(_document(version), STYLE) for version in VERSIONS], A5)
    laid = [
        LaidOut("worksheet", v, 2 * n, part) for n, (v, part) in enumerate(zip(VERSIONS, volume.parts, strict=True))
    ]
    unused: Any = None
    return Edition(
        name=EDITION,
        code="K7M2QX3",
        prepared=unused,
        printer=unused,
        data=volume.data,
        laid=tuple(laid),
        keys=unused,
        forms=(),
        rows=(),
        record=b"",
        locked=Path(),
        diagnostics=(),
    )


@cache
def class_press(scheme: Scheme = PLAIN) -> ClassPress:
    """What makes files of classes of these pages."""
    words = {"spare": "spare", "teacher": "teacher"}
    return ClassPress(Press("Tiny", "en", {EDITION: edition()}, scheme, None, STYLE, words=words))


def pupil(name: str, number: str = "", line: int = 2) -> Pupil:
    """A pupil of a class list."""
    return Pupil(name, Location("class.csv", line), number)


def sets_of(people: Sequence[tuple[str, str]], versions: int = 2) -> tuple[Assigned, ...]:
    """The sets of pupils (name, number), with the versions in turn."""
    return tuple(
        Assigned(pupil(name, number, line), EDITION, VERSIONS[(line - 2) % versions])
        for line, (name, number) in enumerate(people, start=2)
    )


@cache
def plates() -> Plates:
    """The pages of the edition, A first: two of each version."""
    return press.plates(edition().data)


def places(plate: int) -> dict[str, FieldPlace]:
    """The places of one of the plates by what they are for."""
    laid = edition().laid[plate // 2]
    return {place.fill: place for place in laid.rendered.fields if place.page == plate % 2 + 1}


def stamped(plate: int, **words: str) -> StampedPage:
    """A copy of a plate with these words at its places: stamped(0, name="Ada", number="1")."""
    found = places(plate)
    return StampedPage(plate, tuple(Stamp(text, found[fill]) for fill, text in words.items()))


def pack_file(pages: Sequence[StampedPage], flip: Flip | None = "long", **more: Any) -> PackFile:
    """A file with these pages one on a side."""
    width, height = plates().pages[0].width, plates().pages[0].height
    scheme = Scheme(duplex=flip is not None)
    sides = press.impose([[PageSize(width, height) for _ in pages]], scheme)
    return PackFile("Tiny", "en", plates(), tuple(pages), sides, STYLE, flip, **more)
