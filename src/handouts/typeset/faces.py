"""Font families: which there are, which characters they have, how wide text runs in them."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from handouts.diagnostics import problem
from handouts.errors import TemplateError
from handouts.model.press import Family, MissingGlyph, Style
from handouts.typeset.families import families, files_of
from handouts.typeset.scripts import needs_shaping, shaped
from handouts.typeset.word_breaks import cuts

if TYPE_CHECKING:
    from handouts.typeset.embedding import EmbeddedFont

Role = Literal["reading", "sans"]
# What each face is made of where the family lacks it.
_INSTEAD = {
    "regular": ("regular",),
    "bold": ("bold", "regular"),
    "italic": ("italic", "regular"),
    "bold-italic": ("bold-italic", "bold", "italic", "regular"),
}
_HEAVIER, _SLANT = 0.035, 0.2
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


# The parts of a word between which a line may end: their length, what is drawn for them, its width in the face's units.
Units = tuple[tuple[int, str, float], ...]


@dataclass(eq=False, slots=True)
class Face:
    """One font file. Widths are in thousandths of the type size.

    A face that a family lacks is another one drawn `heavier` (its outline this wide, of the size) or with a `slant`.
    """

    name: str
    font: EmbeddedFont
    widths: dict[int, float]
    chars: frozenset[str]
    heavier: float = 0
    slant: float = 0
    _words: dict[str, float] = field(default_factory=dict)
    _measured: dict[str, Units] = field(default_factory=dict)

    def width(self, text: str, size: float) -> float:
        """Width of `text` in points at `size` points."""
        units = self._words.get(text)
        if units is None:
            if len(self._words) >= _CACHED_WORDS:
                self._words.clear()
            units = self._words[text] = sum(self.widths[ord(c)] for c in text)
        return units * size / 1000

    def measured(self, word: str) -> Units:
        """The parts of a word without spaces; none when the face lacks a character, or one is not drawn."""
        found = self._measured.get(word)
        if found is None:
            if len(self._measured) >= _CACHED_WORDS:
                self._measured.clear()
            found = self._measured[word] = self._measure(word)
        return found

    def _measure(self, word: str) -> Units:
        ends = [*cuts(word), len(word)]
        found: list[tuple[int, str, float]] = []
        for start, end in zip([0, *ends], ends, strict=False):
            text = drawable(word[start:end])
            if not text or not self.chars.issuperset(text) or shaped(text):
                return ()
            found.append((end - start, text, sum(self.widths[ord(c)] for c in text)))
        return tuple(found)


@cache
def load(family: Family, variant: str) -> Face:
    """The face of a family ("regular", "bold", "italic", "bold-italic"), parsed once in a process.

    One that the family lacks is made of the nearest that it has. TemplateError `typeset-unknown-font`, `font-damaged`.
    """
    from reportlab.pdfbase.ttfonts import TTFError

    from handouts.typeset.embedding import EmbeddedFont

    files = files_of(family)
    used = next(v for v in _INSTEAD[variant] if v in files)
    if used != variant:
        made = load(family, used)
        heavier = "bold" in variant and "bold" not in used
        slanted = "italic" in variant and "italic" not in used
        return Face(
            f"{made.name}-as-{variant}", made.font, made.widths, made.chars, _HEAVIER * heavier, _SLANT * slanted
        )
    name = family if isinstance(family, str) else family.variants()[variant].digest[:8]
    try:
        font = EmbeddedFont(f"{name}-{variant}", files[variant])
    except (TTFError, ValueError, LookupError, struct.error) as error:
        raise TemplateError(problem("font-damaged", None, file=Path(files[variant]).name)) from error
    if not isinstance(family, str) and sha256(font.face._ttf_data).hexdigest() != family.variants()[variant].digest:
        raise TemplateError(problem("font-damaged", None, file=Path(files[variant]).name))
    return Face(font.fontName, font, _Widths(font), frozenset(map(chr, font.face.charToGlyph)))


def _families(style: Style) -> tuple[Family, ...]:
    return (style.reading_font, style.sans_font, *style.fallback_fonts)


def unprintable(text: str, style: Style) -> frozenset[str]:
    """The characters of `text` that none of the style's fonts has. Format marks are never drawn: not counted.

    Those of scripts that must be shaped are never printed, whatever the fonts have.
    """
    drawn = frozenset(drawable(text))
    held = frozenset[str]().union(*(load(family, "regular").chars for family in _families(style)))
    return (drawn - held) | frozenset(char for char in drawn if needs_shaping(char))


def font_for(characters: Iterable[str], style: Style) -> str:
    """A font family with all the characters that the style does not use yet; "" if there is none."""
    wanted = frozenset(characters)
    others = (name for name in families() if name not in _families(style))
    return next((name for name in others if prints(name, wanted)), "")


def prints(family: Family, characters: Iterable[str]) -> bool:
    """Whether a family has all the characters, and they can be set letter by letter."""
    wanted = frozenset(characters)
    return not any(map(needs_shaping, wanted)) and wanted <= load(family, "regular").chars


def digests(style: Style) -> list[str]:
    """What tells the font files of a style apart from others of the same name."""
    found: list[str] = []
    for family in _families(style):
        # A school's file is known by the hash that its theme was read with: another one may have its path by now.
        own = {} if isinstance(family, str) else family.variants()
        files = files_of(family)
        found += (own[variant].digest if variant in own else _digest(files[variant]) for variant in sorted(files))
    return found


@cache
def _digest(path: str) -> str:
    return sha256(Path(path).read_bytes()).hexdigest()


class FontBook:
    """The faces of one style, and what they could not print while a document was set."""

    def __init__(self, style: Style) -> None:
        self._families: dict[Role, Family] = {"reading": style.reading_font, "sans": style.sans_font}
        self._fallback = style.fallback_fonts
        for family in _families(style):
            load(family, "regular")
        self.missing: dict[MissingGlyph, None] = {}
        self._faces: dict[tuple[Role, bool, bool], Face] = {}

    def face(self, role: Role, bold: bool = False, italic: bool = False) -> Face:
        """The face for a role."""
        found = self._faces.get((role, bold, italic))
        if found is None:
            variant = "-".join(["bold"] * bold + ["italic"] * italic) or "regular"
            found = self._faces[role, bold, italic] = load(self._families[role], variant)
        return found

    def runs(
        self, text: str, role: Role, bold: bool, italic: bool, place: tuple[str, int, str]
    ) -> list[tuple[Face, str]]:
        """`text` (already drawable) cut into stretches with the face that has them; the other family helps out.

        `place` (whole text, offset, src) is remembered for characters that no face has; "?" is printed for those.
        """
        face = self.face(role, bold, italic)
        if not text:
            return []
        if face.chars.issuperset(text) and not shaped(text):
            return [(face, text)]
        other: Role = "sans" if role == "reading" else "reading"
        variant = "-".join(["bold"] * bold + ["italic"] * italic) or "regular"
        further = (load(family, v) for family in self._fallback for v in (variant, "regular"))
        chain = (face, self.face(other, bold, italic), self.face(role), self.face(other), *further)
        cut: list[tuple[Face, str]] = []
        for char in text:
            found = None if needs_shaping(char) else next((f for f in chain if char in f.chars), None)
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
