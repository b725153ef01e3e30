"""One theme.yaml: read, checked, and what it says with its places. Imports pydantic, so it is loaded when needed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handouts.diagnostics import Diagnostic, Location, problem, warning
from handouts.errors import ContentError, TemplateError, UsageProblem
from handouts.languages.label_check import Choices, check_tables
from handouts.model.press import Style
from handouts.reading.colours import LEAST, WHITE, contrast, readable
from handouts.reading.papers import paper
from handouts.reading.text import read_source
from handouts.reading.yaml import Tree, load_with_places, read_tree
from handouts.templating.files import refusal
from handouts.templating.fonts import chosen_fonts
from handouts.templating.schema import LEAST_MARGIN, THEME_NAME, ThemeFile
from handouts.templating.theme import FILE, Said

MOST_YAML_BYTES = 200_000
_TEXT_COLOURS = ("accent", "dark", "grey", "answer")
_TRY_MARGIN = "5mm"  # what most printers manage


@dataclass(frozen=True)
class Level:
    """A theme of a chain: its folder, what its file says, and where."""

    folder: Path
    file: ThemeFile
    tree: Tree
    fonts: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[Diagnostic, ...] = ()

    @property
    def based_on(self) -> Location:
        """Where `based-on` stands."""
        return self.tree.location(("based-on",))

    def said(self) -> Iterator[Said]:
        """The values of the file, each with its place; a list is one value."""
        for path, value in _leaves(self.tree.data, ()):
            if path not in (("format",), ("name",)):
                yield Said(".".join(map(str, path)), value, self.tree.location(path))


def _leaves(data: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(data, list):
        yield path, " | ".join(_flat(part) for part in data)
    else:
        yield path, str(data)


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_flat(part)}" for key, part in value.items())
    return ", ".join(map(_flat, value)) if isinstance(value, list) else str(value)


def read_level(folder: Path, found: list[Diagnostic]) -> Level:
    """The theme.yaml of a folder. What is wrong is added to `found`; of a broken file only `based-on` is kept."""
    path = folder / FILE
    refused = refusal(path, MOST_YAML_BYTES)
    if refused:
        found.append(refused)
        return _bare(folder, Tree(path.as_posix()))
    try:
        file, tree = load_with_places(path, ThemeFile)
    except ContentError as error:
        found += error.diagnostics
        return _bare(folder, _tree(path))
    at = ("letterhead",)
    found += list(file.letterhead.faults(tree, at)) or file.letterhead.missing(folder, tree, at)
    if file.paper:
        try:
            paper(file.paper)
        except UsageProblem as error:
            wrong = error.diagnostics[0]
            found.append(problem(wrong.code, tree.location(("paper",)), **wrong.data))
            file = file.model_copy(update={"paper": None})
    try:
        fonts, notes = chosen_fonts(folder, file.fonts, tree.location)
    except TemplateError as error:
        found += error.diagnostics
        fonts, notes = {}, ()
    return Level(folder, file, tree, fonts, (*notes, *_narrow(file, tree), *_pale(file, tree)))


def _narrow(file: ThemeFile, tree: Tree) -> Iterator[Diagnostic]:
    """Margins that no printer can keep white, mostly centimetres written without their unit."""
    for side in ("inner", "outer", "top", "bottom"):
        width = getattr(file.margins, side)
        if width is not None and width < LEAST_MARGIN:
            place = tree.location(("margins", side))
            written = str(tree.data["margins"][side]) if isinstance(tree.data, dict) else ""
            meant = f"{width:g}cm" if width >= 1 and written.replace(".", "").isdecimal() else _TRY_MARGIN
            yield warning("theme-narrow-margin", place, key=side, width=f"{width:g}", suggestion=meant)


def _pale(file: ThemeFile, tree: Tree) -> Iterator[Diagnostic]:
    """Colours in which text is hard to read: on white, and on the boxes behind text."""
    for key in _TEXT_COLOURS:
        colour = getattr(file.colours, key)
        if colour is not None and contrast(colour, WHITE) < LEAST:
            ratio, meant = f"{contrast(colour, WHITE):.1f}", readable(colour, WHITE)
            place = tree.location(("colours", key))
            yield warning("theme-pale-colour", place, key=key, colour=colour, ratio=ratio, meant=meant)
    tint, dark = file.colours.tint, file.colours.dark or Style().dark
    if tint is not None and contrast(tint, dark) < LEAST:
        ratio, meant = f"{contrast(tint, dark):.1f}", readable(tint, dark, 255)
        yield warning("theme-dark-tint", tree.location(("colours", "tint")), colour=tint, ratio=ratio, meant=meant)


def _tree(path: Path) -> Tree:
    try:
        return read_tree(read_source(path))
    except ContentError:
        return Tree(path.as_posix())


def _bare(folder: Path, tree: Tree) -> Level:
    name = folder.name if re.fullmatch(THEME_NAME, folder.name) else "theme"
    below = tree.data.get("based-on") if isinstance(tree.data, dict) else None
    given = {"based-on": below} if isinstance(below, str) and re.fullmatch(THEME_NAME, below) else {}
    return Level(folder, ThemeFile.model_validate({"format": 1, "name": name, **given}), tree)


def check_words(level: Level, below: Mapping[str, Mapping[str, str]], choices: Choices) -> Iterator[Diagnostic]:
    """What is wrong with the labels of a theme; `below` are those of the themes it is based on, `choices` as
    in Theme.
    """

    def place(path: tuple[str, ...], of_key: bool) -> Location:
        return level.tree.location(("labels", *path), of_key)

    yield from check_tables(level.file.labels, place, below, choices)
