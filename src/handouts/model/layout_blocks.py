"""A school's letterhead, boxes to write or draw in, boxes for scores, lines to cut along, QR codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handouts.model.inline import Content

LetterSize = Literal["small", "body", "heading", "title"]
LogoSide = Literal["left", "right", "full"]
HeadRule = Literal["double", "single", "none"]
BoxFill = Literal["empty", "lined", "dotted", "squared"]


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture of a letterhead: beside its lines, `height_mm` high, or over the full width instead of them."""

    data: bytes
    alt: str
    side: LogoSide = "left"
    height_mm: float = 22
    src: str = ""


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A line of a letterhead."""

    content: Content
    size: LetterSize = "body"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of a school's paper (kop): lines, pictures beside them, a rule below."""

    lines: tuple[LetterLine, ...]
    logos: tuple[Logo, ...] = ()
    rule: HeadRule = "double"
    align: Literal["left", "center"] = "center"
    src: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A place to write or draw: `height_mm` high, or `share` per cent of the room that is left on its page.

    `pitch_mm` is the distance of its lines, dots or squares; `label` is what a screen reader says.
    """

    height_mm: float = 0
    share: int = 0
    title: str = ""
    fill: BoxFill = "empty"
    pitch_mm: float = 8
    border: bool = True
    label: str = ""
    src: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """A compartment of a score box: its label at the top, `of` ("/ 40") at the foot, `share` of the width."""

    label: str
    of: str = ""
    share: float = 1


@dataclass(frozen=True, slots=True)
class ScoreBox:
    """A box for marks and signatures; `width` in per cent of the width between the margins."""

    scores: tuple[Score, ...]
    width: int = 40
    height_mm: float = 16
    align: Literal["left", "center", "right"] = "right"
    src: str = ""


@dataclass(frozen=True, slots=True)
class CutLine:
    """A dashed line over the full width, with scissors drawn on it and words in its middle."""

    label: str = ""
    src: str = ""


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code of `value`, with its white margin `size_mm` wide; `caption` stands beside it."""

    value: str
    alt: str
    size_mm: float = 25
    caption: Content = ()
    align: Literal["left", "center", "right"] = "left"
    src: str = ""
