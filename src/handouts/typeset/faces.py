"""Font families: which there are, which characters they have, how wide text runs in them."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from handouts.diagnostics import problem
from handouts.errors import TemplateError
from handouts.model.press import MissingGlyph, Style

if TYPE_CHECKING:
    from handouts.typeset.embedding import EmbeddedFont

Role = Literal["reading", "sans"]
FONTS = Path(__file__).parent / "fonts"
_CACHED_WORDS = 20_000
_CONTEXT = 20  # characters shown on each side of a missing one


class _Cleaner(dict[int, int | str | None]):
    """A table for str.translate: what is drawn for a character. Controls and invisible format marks are not."""

    def __missing__(self, code: int) -> int | str | None:
        char = chr(code)
        category = unicodedata.category(char)
        drawn: int | str | None = code
        if category in ("Zs", "Zl", "Zp") or char in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85":
            drawn = " "
        elif category in ("Cc", "Cf") or 0xFE00 <= code <= 0xFE0F:
            drawn = None
        elif char in "\u2010\u2011":
            drawn = "-"
        self[code] = drawn
        return drawn


_CLEANER = _Cleaner()


def drawable(text: str) -> str:
    """The text as it is drawn: any space as a space, hyphens as "-", control and format characters left out."""
    return text if text.isascii() and text.isprintable() else text.translate(_CLEANER)


class _Widths(dict[int, float]):
    """Widths by code point, asked of the font when first needed: a face has thousands and a sheet uses dozens."""

    def __init__(self, font: EmbeddedFont) -> None:
        super().__init__()
        self._face = font.face

    def __missing__(self, code: int) -> float:
        self[code] = width = round(float(self._face.getCharWidth(code)), 3)
        return width


@dataclass(eq=False, slots=True)
class Face:
    """One font file. Widths are in thousandths of the type size."""

    name: str
    font: EmbeddedFont
    widths: dict[int, float]
    chars: frozenset[str]
    _words: dict[str, float] = field(default_factory=dict)

    def width(self, text: str, size: float) -> float:
        """Width of `text` in points at `size` points."""
        units = self._words.get(text)
        if units is None:
            if len(self._words) >= _CACHED_WORDS:
                self._words.clear()
            units = self._words[text] = sum(self.widths[ord(c)] for c in text)
        return units * size / 1000


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    text = (FONTS / "fonts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def families() -> tuple[str, ...]:
    """Names of the font families a style can ask for."""
    return tuple(sorted(_table()))


@cache
def load(family: str, variant: str) -> Face:
    """The face of a family ("regular", "bold", "italic", "bold-italic"), parsed once in a process."""
    from handouts.typeset.embedding import EmbeddedFont

    if family not in _table():
        raise TemplateError(problem("typeset-unknown-font", font=family, known=", ".join(families())))
    font = EmbeddedFont(f"{family}-{variant}", str(FONTS / _table()[family][variant]))
    return Face(font.fontName, font, _Widths(font), frozenset(map(chr, font.face.charToGlyph)))


def unprintable(text: str, style: Style) -> frozenset[str]:
    """The characters of `text` that none of the style's fonts has. Format marks are never drawn: not counted."""
    return (
        frozenset(drawable(text)) - load(style.reading_font, "regular").chars - load(style.sans_font, "regular").chars
    )


class FontBook:
    """The faces of one style, and what they could not print while a document was set."""

    def __init__(self, style: Style) -> None:
        self._families: dict[Role, str] = {"reading": style.reading_font, "sans": style.sans_font}
        for family in self._families.values():
            load(family, "regular")
        self.missing: dict[MissingGlyph, None] = {}

    def face(self, role: Role, bold: bool = False, italic: bool = False) -> Face:
        """The face for a role."""
        variant = "-".join(["bold"] * bold + ["italic"] * italic) or "regular"
        return load(self._families[role], variant)

    def runs(
        self, text: str, role: Role, bold: bool, italic: bool, place: tuple[str, int, str]
    ) -> list[tuple[Face, str]]:
        """`text` (already drawable) cut into stretches with the face that has them; the other family helps out.

        `place` (whole text, offset, src) is remembered for characters that no face has; "?" is printed for those.
        """
        face = self.face(role, bold, italic)
        if not text:
            return []
        if face.chars.issuperset(text):
            return [(face, text)]
        other: Role = "sans" if role == "reading" else "reading"
        chain = (face, self.face(other, bold, italic), self.face(role), self.face(other))
        cut: list[tuple[Face, str]] = []
        for char in text:
            found = next((f for f in chain if char in f.chars), None)
            if found is None:
                self._miss(char, place)
            drawn = char if found else "?"
            if cut and cut[-1][0] is (found or face):
                cut[-1] = (cut[-1][0], cut[-1][1] + drawn)
            else:
                cut.append((found or face, drawn))
        return cut

    def _miss(self, char: str, place: tuple[str, int, str]) -> None:
        text, offset, src = place
        at = text.find(char, offset)
        context = text[max(0, at - _CONTEXT) : at + _CONTEXT + 1]
        self.missing[MissingGlyph(char, context, src)] = None
