"""A theme: its look, its words and its templates, with those of the themes it is based on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts.diagnostics import Diagnostic, Location, problem
from handouts.errors import ContentError, TemplateError, UsageProblem
from handouts.model.press import Family, Style
from handouts.reading.papers import paper
from handouts.templating.files import Source, read_templates, refusal
from handouts.templating.fonts import chosen_fonts

if TYPE_CHECKING:
    from handouts.templating.schema import ThemeFile

FILE = "theme.yaml"
MOST_LEVELS = 8
MOST_YAML_BYTES = 200_000


@dataclass(frozen=True)
class Theme:
    """What a theme says, the themes it is based on included.

    `sources` are all templates, those of the theme itself first. `labels` are words by language and flat key.
    `chain` are the names of the themes, this one first, and `folders` where they stand.
    `notes` is what there is to say of it.
    """

    name: str
    style: Style
    paper: str
    sources: tuple[Source, ...]
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    chain: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    notes: tuple[Diagnostic, ...] = ()

    @property
    def templates(self) -> Mapping[str, str]:
        """Template file names, each with the source of the nearest one."""
        return {source.file: source.text for source in reversed(self.sources)}

    @property
    def fonts(self) -> tuple[Family, Family]:
        """The reading and the sans family."""
        return self.style.reading_font, self.style.sans_font


@dataclass(frozen=True)
class _Level:
    folder: Path
    file: ThemeFile
    based_on: Location
    fonts: dict[str, Any]
    notes: tuple[Diagnostic, ...]


def load_theme(name_or_path: str | Path, search: Sequence[Path]) -> Theme:
    """The theme in a folder, or the one of this name in one of the folders `search`, with all it is based on.

    Raises UsageProblem (theme-not-found), and TemplateError for a theme it is based on that is not there, theme-cycle,
    a file that is refused, or what is wrong in a theme.yaml.
    """
    folder: Path | None = _given(name_or_path, search)
    levels: list[_Level] = []
    while folder is not None:
        levels.append(_read(folder))
        folder = _below(levels, search)
    values: dict[str, Any] = {}
    labels: dict[str, dict[str, str]] = {}
    sources: list[Source] = []
    from handouts.templating.schema import style_values

    for level in reversed(levels):
        values |= style_values(level.file) | level.fonts
        for language, words in level.file.labels.items():
            labels.setdefault(language, {}).update(words)
    for number, level in enumerate(levels):
        sources += read_templates(level.folder, number)
    size = next((level.file.paper for level in levels if level.file.paper), "A4")
    return Theme(
        levels[0].file.name,
        Style(**values),
        paper(size).name,
        tuple(sources),
        labels,
        tuple(level.file.name for level in levels),
        tuple(level.folder.as_posix() for level in levels),
        tuple(note for level in levels for note in level.notes),
    )


def _given(name_or_path: str | Path, search: Sequence[Path]) -> Path:
    named = str(name_or_path)
    is_path = isinstance(name_or_path, Path) or "/" in named or "\\" in named
    if is_path and _is_theme(Path(name_or_path)):
        return Path(name_or_path)
    if not is_path and (found := _candidates(named, search)):
        return found[0]
    raise UsageProblem(_not_found(named, [Path(named)] if is_path else search))


def _candidates(name: str, search: Sequence[Path]) -> list[Path]:
    """The folders of themes called `name`. A name is never a path: it was checked, or has no separator."""
    if not name or name.startswith("."):
        return []
    return [folder / name for folder in search if _is_theme(folder / name)]


def _is_theme(folder: Path) -> bool:
    return (folder / FILE).is_symlink() or (folder / FILE).exists()


def _not_found(name: str, search: Sequence[Path], place: Location | None = None) -> Diagnostic:
    from difflib import get_close_matches  # only when something is wrong

    names = sorted({p.name for folder in search if folder.is_dir() for p in folder.iterdir() if _is_theme(p)})
    close = get_close_matches(name, names, 1, 0.5)
    searched = ", ".join(folder.as_posix() for folder in search)
    known = ", ".join(names)
    return problem(
        "theme-not-found", place, name=name, searched=searched, known=known, suggestion=close[0] if close else ""
    )


def _read(folder: Path) -> _Level:
    from handouts.reading.yaml import load_with_places
    from handouts.templating.schema import ThemeFile

    path = folder / FILE
    refused = refusal(path, MOST_YAML_BYTES)
    if refused:
        raise TemplateError(refused)
    try:
        file, tree = load_with_places(path, ThemeFile)
    except ContentError as error:
        raise TemplateError(*error.diagnostics) from None
    if file.paper:
        try:
            paper(file.paper)
        except UsageProblem as error:
            wrong = error.diagnostics[0]
            raise TemplateError(problem(wrong.code, tree.location(("paper",)), **wrong.data)) from None
    fonts, notes = chosen_fonts(folder, file.fonts, tree.location)
    return _Level(folder, file, tree.location(("based-on",)), fonts, notes)


def _below(levels: list[_Level], search: Sequence[Path]) -> Path | None:
    """The folder of the theme that the last one is based on: beside it, else where themes are looked for."""
    last = levels[-1]
    name = last.file.based_on
    if name is None:
        return None
    places = [last.folder.parent, *search]
    used = {level.folder.resolve() for level in levels}
    found = _candidates(name, places)
    fresh = [folder for folder in found if folder.resolve() not in used]
    chain = " > ".join([*(level.file.name for level in levels), name])
    if (found and not fresh) or len(levels) >= MOST_LEVELS:
        raise TemplateError(problem("theme-cycle", last.based_on, chain=chain))
    if not fresh:
        raise TemplateError(_not_found(name, list(dict.fromkeys(places)), last.based_on))
    return fresh[0]
