"""A theme: its look, its words and its templates, with those of the themes it is based on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts.diagnostics import Diagnostic, Location, capped, problem
from handouts.errors import TemplateError, UsageProblem
from handouts.model.press import Family, Style
from handouts.model.school import NO_LETTERHEAD, USUAL_FOOTER, FooterWords, Letterhead
from handouts.reading.papers import paper
from handouts.templating.files import Source, read_templates

if TYPE_CHECKING:
    from handouts.templating.theme_file import Level

FILE = "theme.yaml"
MOST_LEVELS = 8
_LIKE_FILE = re.compile(r"th?eme?s?\.(ya?ml|txt|json|yaml\.txt|yml\.txt)", re.I)


@dataclass(frozen=True, slots=True)
class Said:
    """A value of a theme.yaml: its key with points between ("colours.accent"), its text, and where it stands."""

    key: str
    value: str
    place: Location


@dataclass(frozen=True)
class Theme:
    """What a theme says, the themes it is based on included.

    `sources` are all templates, those of the theme itself first. `labels` are words by language and flat key.
    `chain` are the names of the themes, this one first, and `folders` where they stand. `said` is what their files say,
    of each key the nearest. The templates of a theme with `apart` run in a process of their own. `notes` is what there
    is to say of it. `choices` are what labels that are no words may be: texts, and ranges such as "0-20".
    """

    name: str
    style: Style
    paper: str
    sources: tuple[Source, ...]
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    chain: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    letterhead: Letterhead = NO_LETTERHEAD
    footer: FooterWords = USUAL_FOOTER
    said: tuple[Said, ...] = ()
    apart: bool = False
    notes: tuple[Diagnostic, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def templates(self) -> Mapping[str, str]:
        """Template file names, each with the source of the nearest one."""
        return {source.file: source.text for source in reversed(self.sources)}

    @property
    def fonts(self) -> tuple[Family, Family]:
        """The reading and the sans family."""
        return self.style.reading_font, self.style.sans_font


def load_theme(name_or_path: str | Path, search: Sequence[Path], shipped: Path | None = None) -> Theme:
    """The theme in a folder, or the one of this name in one of the folders `search`, with all it is based on.

    Where `shipped` is given, templates of a theme from elsewhere are rendered in a process of their own.
    Raises UsageProblem (theme-not-found), and TemplateError for a theme it is based on that is not there, theme-cycle,
    files that are refused, and all that is wrong in a theme.yaml.
    """
    theme, found = survey_theme(name_or_path, search, shipped)
    if found:
        raise TemplateError(*capped(found))
    return theme


def survey_theme(
    name_or_path: str | Path, search: Sequence[Path], shipped: Path | None = None
) -> tuple[Theme, tuple[Diagnostic, ...]]:
    """As `load_theme`, but what is broken stops nothing: the theme as far as it could be read, and all that is wrong.

    UsageProblem when there is no such theme.
    """
    from handouts.templating.theme_file import read_level  # pydantic is slow to load

    folder: Path | None = _given(name_or_path, search)
    found: list[Diagnostic] = []
    levels: list[Level] = []
    while folder is not None:
        levels.append(read_level(folder, found))
        folder = _below(levels, search, found)
    sources: list[Source] = []
    for number, level in enumerate(levels):
        try:
            sources += read_templates(level.folder, number)
        except TemplateError as error:
            found += error.diagnostics
    apart = shipped is not None and not all(_inside(level.folder, shipped) for level in levels)
    return _merged(levels, tuple(sources), apart, found), tuple(found)


def _merged(levels: Sequence[Level], sources: tuple[Source, ...], apart: bool, found: list[Diagnostic]) -> Theme:
    """One theme of all levels: of each value the nearest."""
    from handouts.templating.schema import style_values
    from handouts.templating.theme_file import check_words

    values: dict[str, Any] = {}
    labels: dict[str, dict[str, str]] = {}
    choices: dict[str, tuple[str, ...]] = {}
    for level in reversed(levels):
        values |= {**style_values(level.file), **level.fonts}
        choices |= level.file.choices
        found += check_words(level, labels, choices)
        for language, words in level.file.labels.items():
            labels.setdefault(language, {}).update(words)
    size = next((level.file.paper for level in levels if level.file.paper), "A4")
    return Theme(
        levels[0].file.name,
        Style(**values),
        paper(size).name,
        sources,
        labels,
        tuple(level.file.name for level in levels),
        tuple(level.folder.as_posix() for level in levels),
        _letterhead([level.file.letterhead.value() for level in levels]),
        FooterWords(
            next((level.file.footer.left for level in levels if level.file.footer.left is not None), None),
            next((level.file.footer.middle for level in levels if level.file.footer.middle is not None), None),
        ),
        tuple(_said(levels)),
        apart,
        tuple(note for level in levels for note in level.notes),
        choices,
    )


def _letterhead(heads: Sequence[Letterhead]) -> Letterhead:
    """Its words and pictures from the nearest theme that has any, its looks each from the nearest that says so."""
    content = next((head for head in heads if head.says_something), NO_LETTERHEAD)
    return Letterhead(
        content.lines,
        content.logos,
        next((head.rule for head in heads if head.rule), None),
        next((head.align for head in heads if head.align), None),
        next((head.sheets for head in heads if head.sheets), ()),
    )


_CONTENT = ("letterhead.lines", "letterhead.logos", "letterhead.picture")


def _said(levels: Sequence[Level]) -> Iterator[Said]:
    done: set[str] = set()
    for level in levels:
        here = [said for said in level.said() if said.key not in done]
        done.update(said.key for said in here)
        if any(key.startswith(_CONTENT) for key in done):
            done.update(_CONTENT)
            done.update(said.key for lower in levels for said in lower.said() if said.key.startswith(_CONTENT))
        yield from here


def _inside(folder: Path, shipped: Path) -> bool:
    return shipped.resolve() in folder.resolve().parents


def _given(name_or_path: str | Path, search: Sequence[Path]) -> Path:
    named = str(name_or_path)
    is_path = isinstance(name_or_path, Path) or "/" in named or "\\" in named
    if is_path and _is_theme(Path(name_or_path)):
        return Path(name_or_path)
    if not is_path and (found := _candidates(named, search)):
        return found[0]
    plain = bool(named) and not named.startswith(".")  # a name is never a way out of the folders
    bare = _bare_folder([Path(name_or_path)] if is_path else [folder / named for folder in search if plain])
    raise UsageProblem(bare or _not_found(named, [Path(named)] if is_path else search))


def _bare_folder(folders: Sequence[Path]) -> Diagnostic | None:
    """What is said of the first of these that is a folder: it has no theme.yaml."""
    for folder in folders:
        try:
            files = sorted(p.name for p in folder.iterdir()) if folder.is_dir() else None
        except OSError:
            continue
        if files is not None:
            other = next((name for name in files if _LIKE_FILE.fullmatch(name)), "")
            place = Location((folder / other).as_posix())
            return problem("theme-no-file", place, name=folder.name, suggestion=FILE if other else "")
    return None


def _candidates(name: str, search: Sequence[Path]) -> list[Path]:
    """The folders of themes called `name`. A name is never a path: it was checked, or has no separator."""
    if not name or name.startswith("."):
        return []
    return [folder / name for folder in search if _is_theme(folder / name)]


def _is_theme(folder: Path) -> bool:
    try:
        return (folder / FILE).is_symlink() or (folder / FILE).exists()
    except OSError:  # a name that no system could hold, a folder that may not be entered
        return False


def themes_in(folder: Path) -> tuple[Path, ...]:
    """The folders of the themes in a folder, sorted by name."""
    try:
        return tuple(sorted((p for p in folder.iterdir() if _is_theme(p)), key=lambda p: p.name))
    except OSError:
        return ()


def _not_found(name: str, search: Sequence[Path], place: Location | None = None) -> Diagnostic:
    from difflib import get_close_matches  # only when something is wrong

    names = sorted({p.name for folder in search for p in themes_in(folder)})
    close = get_close_matches(name, names, 1, 0.5)
    searched = ", ".join(folder.as_posix() for folder in search)
    known = ", ".join(names)
    return problem(
        "theme-not-found", place, name=name, searched=searched, known=known, suggestion=close[0] if close else ""
    )


def _below(levels: list[Level], search: Sequence[Path], wrong: list[Diagnostic]) -> Path | None:
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
        wrong.append(problem("theme-cycle", last.based_on, chain=chain))
        return None
    if not fresh:
        wrong.append(_not_found(name, list(dict.fromkeys(places)), last.based_on))
        return None
    return fresh[0]
