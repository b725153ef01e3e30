"""Colours as people write them, and how well text in them can be read."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

LEAST = 4.5  # contrast of text by the rules for accessible documents (WCAG 2.2, 1.4.3)
WHITE = "#ffffff"
_STEPS = 200


def contrast(one: str, other: str) -> float:
    """The contrast of two colours such as #16505a, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, against: str, to: int = 0) -> str:
    """The colour, mixed with as much black (`to` 0) or white (255) as it needs to be read against the other one."""
    parts = _parts(colour)
    for step in range(_STEPS + 1):
        mixed = "#" + "".join(f"{round(part + (to - part) * step / _STEPS):02x}" for part in parts)
        if contrast(mixed, against) >= LEAST:
            return mixed
    return mixed


def meant(text: str) -> str:
    """The colour that somebody meant, as #rrggbb: a name, three figures, figures without the sign; "" if none."""
    plain = " ".join(text.casefold().strip("“”„‟‘’\"' ").split())
    if found := re.fullmatch("#?([0-9a-f]{6})(?:[0-9a-f]{2})?", plain):
        return f"#{found[1]}"
    if found := re.fullmatch("#?([0-9a-f])([0-9a-f])([0-9a-f])", plain):
        return "#" + "".join(2 * part for part in found.groups())
    return _names().get(plain, "") or _names().get(plain.replace(" ", ""), "")


@cache
def _names() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name("colours.toml").read_text(encoding="utf-8"))


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = map(linear, _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
