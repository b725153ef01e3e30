"""The fonts a theme.yaml names: families by name, or files in the theme's folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts.diagnostics import Diagnostic, Location, hint, problem
from handouts.errors import TemplateError
from handouts.model.press import Family, FontFile, FontFiles
from handouts.reading.fontfile import MOST_BYTES, font_file
from handouts.templating.files import refusal

if TYPE_CHECKING:
    from handouts.templating.schema import FontChoice, Fonts

KeyPath = tuple[str | int, ...]
Place = Callable[[KeyPath], Location]


def chosen_fonts(folder: Path, fonts: Fonts, place: Place) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """The values of Style that the fonts of a theme.yaml set, and what is drawn in place of faces that are missing.

    `place` tells where a key stands. Raises TemplateError with every file that is refused: `font-not-found`,
    `font-outlines`, `font-collection`, `font-web`, `font-damaged`, `font-licence`, `font-no-regular`.
    """
    values: dict[str, Any] = {}
    said: list[Diagnostic] = []
    refused: list[Diagnostic] = []
    for role, choice in (("reading", fonts.reading), ("sans", fonts.sans)):
        family = _family(folder, choice, (role,), place) if choice else None
        if isinstance(family, list):
            refused += family
        elif family is not None:
            values[f"{role}_font"] = family
            said += _instead(family, place(("fonts", role)))
    fallback: list[Family] = []
    for number, choice in enumerate(fonts.fallback or ()):
        family = _family(folder, choice, ("fallback", number), place)
        if isinstance(family, list):
            refused += family
        else:
            fallback.append(family)
    if refused:
        raise TemplateError(*refused)
    if fonts.fallback is not None:
        values["fallback_fonts"] = tuple(fallback)
    return values, tuple(said)


def _family(folder: Path, choice: FontChoice, at: KeyPath, place: Place) -> Family | list[Diagnostic]:
    if choice.family is not None:
        return choice.family
    named = {"regular": choice.regular, "bold": choice.bold, "italic": choice.italic, "bold-italic": choice.bold_italic}
    if choice.regular is None:
        return [problem("font-no-regular", place(("fonts", *at)))]
    found = {v: _file(folder, name, place(("fonts", *at, v))) for v, name in named.items() if name is not None}
    wrong = [file for file in found.values() if isinstance(file, Diagnostic)]
    if wrong:
        return wrong
    files = {v.replace("-", "_"): file for v, file in found.items() if isinstance(file, FontFile)}
    return FontFiles(**files)


def _file(folder: Path, name: str, place: Location) -> FontFile | Diagnostic:
    path = folder / name
    inside = path.resolve().is_relative_to(folder.resolve())
    if not path.is_file() or not inside:
        if path.is_symlink() and (refused := refusal(path)):
            return refused
        from difflib import get_close_matches  # only when something is wrong

        there = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.[tT][tT][fF]"))
        same = [file for file in there if file.casefold() == name.casefold()]
        close = same or get_close_matches(name, there, 1, 0.6)
        meant = close[0] if close else ""
        return problem("font-not-found", place, file=name, reason=folder.as_posix(), suggestion=meant)
    return refusal(path, MOST_BYTES) or font_file(path, place)


def _instead(family: Family, place: Location) -> list[Diagnostic]:
    """A hint for a family in files without all four faces: what is missing is drawn thicker or slanted."""
    if isinstance(family, str):
        return []
    missing = [name for name in ("bold", "italic", "bold-italic") if name not in family.variants()]
    names = ", ".join(missing)
    return [hint("font-faces-drawn", place, file=Path(family.regular.path).name, faces=names)] if missing else []
