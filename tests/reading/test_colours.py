"""Contrast of colours, and what people mean by a colour."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.reading.colours import LEAST, WHITE, contrast, meant, readable

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_as_the_rules_define_it() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.01)
    assert contrast(WHITE, "#767676") == pytest.approx(4.54, abs=0.01)


@given(COLOURS)
def test_what_is_proposed_can_be_read(colour: str) -> None:
    darker = readable(colour, WHITE)
    assert contrast(darker, WHITE) >= LEAST
    assert (darker == colour) == (contrast(colour, WHITE) >= LEAST)
    assert contrast(readable(colour, "#262626", 255), "#262626") >= LEAST


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("maroon", "#800000"),
        ("Dark Blue", "#00008b"),
        ("merah tua", "#8b0000"),
        ("#a1c", "#aa11cc"),
        ("7A1F3D", "#7a1f3d"),
        ("“#7a1f3d”", "#7a1f3d"),
        ("#7a1f3dff", "#7a1f3d"),
        ("sky", ""),
        ("", ""),
    ],
)
def test_what_is_meant(text: str, colour: str) -> None:
    assert meant(text) == colour
