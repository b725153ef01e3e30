"""What is said of a character that the fonts of a theme lack: its name, and a font that has it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from handouts import typeset
from handouts.diagnostics import Diagnostic, Location, problem, warning
from handouts.model.press import FontFiles
from handouts.reading.fontfile import font_file
from handouts.templating import Theme

MOST = 60  # characters of a run
_NAMED = 3  # characters told with their names in Unicode
_MOST_FILES = 20  # font files of a theme that are looked into


@dataclass(frozen=True)
class Lacking:
    """The characters that no font of a theme prints, each with the script that must be shaped and the font to take."""

    verdicts: dict[str, tuple[str, str]]

    @property
    def characters(self) -> frozenset[str]:
        """All of them."""
        return frozenset(self.verdicts)

    def runs(
        self, text: str, among: frozenset[str], apart: Callable[[int], object] = lambda at: None
    ) -> Iterator[tuple[int, str]]:
        """Stretches of such characters with their offsets: of one verdict, and alike in what `apart` says of a place.

        Blanks between two characters of a stretch belong to it.
        """
        begun, end, kind = -1, 0, None
        for at, char in enumerate(text):
            if char not in among:
                if begun >= 0 and not char.isspace():
                    yield begun, text[begun:end]
                    begun = -1
                continue
            here = (self.verdicts[char], apart(at))
            if begun >= 0 and (here != kind or at - begun >= MOST):
                yield begun, text[begun:end]
                begun = -1
            begun, end, kind = (at if begun < 0 else begun), at + 1, here
        if begun >= 0:
            yield begun, text[begun:end]

    def said(self, place: Location, run: str, doubtful: bool = False) -> Diagnostic:
        """The error at a run of such characters; a warning where it is `doubtful`, since a mark is printed there.

        Codes glyph-shaped, glyph-other-font, glyph-missing; as warnings characters-shaped, characters-other-font,
        characters-left-out.
        """
        script, font = self.verdicts[run[0]]
        told = names(run)
        if script and doubtful:
            return warning("characters-shaped", place, characters=run, names=told, script=script)
        if script:
            return problem("glyph-shaped", place, characters=run, names=told, script=script)
        if font and doubtful:
            return warning("characters-other-font", place, characters=run, names=told, font=font)
        if font:
            return problem("glyph-other-font", place, characters=run, names=told, font=font)
        if doubtful:
            return warning("characters-left-out", place, characters=run, names=told)
        return problem("glyph-missing", place, characters=run, names=told)


def lacking(text: str, theme: Theme) -> Lacking:
    """What the theme's fonts lack of a text. TemplateError typeset-unknown-font."""
    style = theme.style
    missing = sorted(typeset.unprintable(text, style)) if not text.isascii() else []
    scripts = {char: typeset.shaping_script(char) for char in missing}
    plain = [char for char in missing if not scripts[char]]
    beside = tuple(_files_of(theme)) if plain else ()

    def font(characters: Sequence[str]) -> str:
        return typeset.font_for(characters, style) or _school_font(characters, beside)

    one = font(plain) if plain else ""
    return Lacking({char: (scripts[char], "" if scripts[char] else one or font([char])) for char in missing})


def _files_of(theme: Theme) -> Iterator[tuple[str, FontFiles]]:
    """The font files that lie in the folders of a theme from elsewhere, with what theme.yaml would call them."""
    for folder in map(Path, theme.folders if theme.apart else ()):
        for path in sorted(folder.rglob("*.[tT][tT][fF]"))[:_MOST_FILES]:
            file = font_file(path, None)
            if not isinstance(file, Diagnostic):
                yield f"{{regular: {path.relative_to(folder).as_posix()}}}", FontFiles(file)


def _school_font(characters: Iterable[str], files: Iterable[tuple[str, FontFiles]]) -> str:
    return next((name for name, family in files if typeset.prints(family, characters)), "")


def names(characters: str) -> str:
    """Code points with their names: "U+AE40 HANGUL SYLLABLE GIM"."""
    each = [char for char in dict.fromkeys(characters) if not char.isspace()]
    named = [f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip() for char in each[:_NAMED]]
    return ", ".join([*named, *(["…"] if len(each) > _NAMED else [])])
