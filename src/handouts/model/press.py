"""Paper, type and the result of typesetting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MM = 72 / 25.4  # points in a millimetre
Punch = Literal["mirrored", "left", "right"]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper size in millimetres, portrait."""

    name: str
    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font file of a school, and the hash of its content, by which a pack's code knows it."""

    path: str
    digest: str


@dataclass(frozen=True, slots=True)
class FontFiles:
    """A family in files of a school. A face that it lacks is drawn from the nearest one: thicker, or slanted."""

    regular: FontFile
    bold: FontFile | None = None
    italic: FontFile | None = None
    bold_italic: FontFile | None = None

    def variants(self) -> dict[str, FontFile]:
        """The files that are there, by the names "regular", "bold", "italic", "bold-italic"."""
        named = {"regular": self.regular, "bold": self.bold, "italic": self.italic, "bold-italic": self.bold_italic}
        return {name: file for name, file in named.items() if file is not None}


Family = str | FontFiles


@dataclass(frozen=True, slots=True)
class Style:
    """How a theme looks: font families by name (typeset/families) or files, sizes in points, lengths in millimetres.

    `margin_inner_mm` is that of the punched side: the left one, the right one, or by `punch` "mirrored" the left one of
    odd and the right one of even pages, unless the sheet has one printed side. `duplex`: whether the file asks the
    printer for both sides, for one, or for nothing. What follows is set by a print (`model.prints`) alone: `black_only`
    without any colour, grey or tint; `spare_ink` without dark areas; `single` in one column; `spacing` and `hand` are
    factors of the white space and of the room to write in. `fallback_fonts` print what the two others lack, in order.
    """

    reading_font: Family = "pt-serif"
    sans_font: Family = "lato"
    accent: str = "#16505a"
    dark: str = "#262626"
    grey: str = "#555555"
    rule: str = "#8c8c8c"
    tint: str = "#efefef"
    answer: str = "#a3132b"
    size_tiny: float = 7.5
    size_small: float = 9
    size_body: float = 10.5
    size_heading: float = 12.5
    size_title: float = 19
    reading_size: float = 10.75
    reading_leading: float = 15.5
    measure_mm: float = 127
    margin_inner_mm: float = 22
    margin_outer_mm: float = 16
    margin_top_mm: float = 17
    margin_bottom_mm: float = 18
    punch: Punch = "mirrored"
    gap_mm: float = 26
    box_width_mm: float = 8
    box_height_mm: float = 6.5
    line_pitch_mm: float = 8
    duplex: bool | None = None
    black_only: bool = False
    spare_ink: bool = False
    single: bool = False
    spacing: float = 1
    hand: float = 1
    fallback_fonts: tuple[Family, ...] = ()

    @property
    def mirrored(self) -> bool:
        """Whether the punched margin changes sides from page to page."""
        return self.punch == "mirrored" and self.duplex is not False


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of the reading passage as printed: its number, page (from 1), and the range of its paragraph's text.

    `para` is the PassagePara's id; `start:end` are offsets into that paragraph's plain text (spans joined).
    """

    para: str
    number: int
    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """Where a class pack prints what it knows of a pupil: on `page` (from 1), `width` points from `x` on, the base line

    at `y`, in letters of `size` points; `running` is the line with name, class and number in the margin of every page.
    """

    fill: Literal["name", "class", "number", "running"]
    page: int
    x: float
    y: float
    width: float
    size: float


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A character no font of the style has, and the text around it."""

    character: str
    context: str
    src: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished PDF and what was learned by setting it. `lines` is empty for sheets without a reading passage;

    `footers` are the words at the foot of each page, which may be cut where they are too long; `added` the words that
    stand on the page because of how it was set: years at an axis, the year again at the head of a page, glue marks.
    `fields` are the places for a pupil's name, class and number.
    """

    data: bytes
    pages: int
    lines: tuple[PrintedLine, ...]
    missing: tuple[MissingGlyph, ...]
    footers: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    fields: tuple[FieldPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Volume:
    """Several documents in one PDF, one behind the other; `parts` say of each what `Rendered` does, without data."""

    data: bytes
    parts: tuple[Rendered, ...]
