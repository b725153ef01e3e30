"""Prints: one and the same sheet for other eyes and other machines. A print changes a style, never what a sheet says.

Large print sets every word at 18 or 24 points in one column, ragged right, black on white. The ink saver has black and
white alone, without dark areas: what it shows survives any copier.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, get_args

from handouts.model.press import Style

PrintName = Literal["standard", "large-18", "large-24", "ink-saver"]
PRINTS: tuple[PrintName, ...] = get_args(PrintName)


@dataclass(frozen=True, slots=True)
class _Large:
    """A large print: size of all words in points, of what stands outside the text, and factors of white space and of

    the room to write by hand.
    """

    size: float
    tiny: float
    spacing: float
    hand: float


_LARGE = {"large-18": _Large(18, 14, 1.35, 1.35), "large-24": _Large(24, 16, 1.6, 1.6)}
_LEADING = 1.38  # of the size
_HEADING, _TITLE = 1.12, 1.35  # of the size of the words
_FOOT_MM = 26  # margin that holds a foot of two lines


def large_size(name: str) -> float | None:
    """The size in points of the words of a large print; None for any other print."""
    large = _LARGE.get(name)
    return large.size if large else None


def printed(style: Style, name: PrintName) -> Style:
    """The style of a print of the sheets that have `style`."""
    if name == "ink-saver":
        return replace(style, black_only=True, spare_ink=True)
    large = _LARGE.get(name)
    if large is None:
        return style
    return replace(
        style,
        black_only=True,
        single=True,
        spacing=large.spacing,
        hand=large.hand,
        size_tiny=large.tiny,
        size_small=large.size,
        size_body=large.size,
        size_heading=large.size * _HEADING,
        size_title=large.size * _TITLE,
        reading_size=large.size,
        reading_leading=round(large.size * _LEADING, 2),
        measure_mm=max(style.measure_mm, 300),
        margin_bottom_mm=max(style.margin_bottom_mm, _FOOT_MM),
        gap_mm=style.gap_mm * large.hand,
        box_width_mm=style.box_width_mm * large.hand,
        box_height_mm=style.box_height_mm * large.hand,
    )


def for_teachers(name: PrintName) -> PrintName:
    """The print of a teacher's papers: their words are of the usual size also beside sheets in large print."""
    return "standard" if name in _LARGE else name
