"""Which font families there are: bundled ones, those of installed packages, and files of a school."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path

from handouts.diagnostics import problem
from handouts.errors import TemplateError
from handouts.model.press import FontFiles

FONTS = Path(__file__).parent / "fonts"
VARIANTS = ("regular", "bold", "italic", "bold-italic")
_PREFIX = "fontpkg_"  # packages that hold a family in `files/`: pip install fontpkg-noto-sans
_SUFFIXES = {"Regular": "regular", "Bold": "bold", "Italic": "italic", "BoldItalic": "bold-italic", "": "regular"}


@lru_cache(maxsize=1)
def families_bundled() -> dict[str, dict[str, str]]:
    """The families that come with the tool, each with its files by variant."""
    table = tomllib.loads((FONTS / "fonts.toml").read_text(encoding="utf-8"))
    return {name: {v: str(FONTS / files[v]) for v in VARIANTS if v in files} for name, files in table.items()}


def _installed(family: str) -> dict[str, str]:
    """The files of a family that an installed package holds, by variant; {} where there is no such package."""
    package = _PREFIX + family.replace("-", "_")
    for entry in sys.path:
        folder = Path(entry or ".") / package / "files"
        if folder.is_dir():
            return _variants(sorted(folder.glob("*.ttf")))
    return {}


def _variants(paths: list[Path]) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in paths:
        # "NotoSans-Italic[wdth,wght].ttf": of a font with axes the usual weight is taken
        _, _, style = path.stem.partition("[")[0].partition("-")
        if style in _SUFFIXES:
            found.setdefault(_SUFFIXES[style], str(path))
    return found if "regular" in found else {}


def families() -> tuple[str, ...]:
    """Names of the families that a style can ask for, installed ones included."""
    installed = {
        path.parent.name.removeprefix(_PREFIX).replace("_", "-")
        for entry in sys.path
        for path in sorted(Path(entry or ".").glob(f"{_PREFIX}*/files"))
    }
    return tuple(sorted({*families_bundled(), *(name for name in installed if _installed(name))}))


@cache
def files_of(family: str | FontFiles) -> Mapping[str, str]:
    """The files of a family by variant ("regular", "bold", "italic", "bold-italic"); "regular" is always there.

    Raises TemplateError `typeset-unknown-font`.
    """
    if isinstance(family, FontFiles):
        return {variant: file.path for variant, file in family.variants().items()}
    found = families_bundled().get(family) or _installed(family)
    if not found:
        close = get_close_matches(family, families(), 1)
        meant, known = close[0] if close else "", ", ".join(families())
        raise TemplateError(problem("typeset-unknown-font", font=family, known=known, suggestion=meant))
    return found


def name_of(family: str | FontFiles) -> str:
    """What a family is called in a message."""
    return family if isinstance(family, str) else Path(family.regular.path).name
