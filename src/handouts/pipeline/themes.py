"""The themes there are, and what one of them is made of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from handouts import templating
from handouts.diagnostics import Diagnostic
from handouts.languages.labels import Labels, require
from handouts.pipeline.places import find_source, own_theme, shipped_themes, theme_folders, user_themes

Origin = Literal["lesson", "here", "user", "tool", "path"]


@dataclass(frozen=True)
class Listed:
    """A theme that can be named. `hidden`: one of the same name is found before it; `errors` in its theme.yaml."""

    name: str
    folder: Path
    origin: Origin
    based_on: str
    description: str
    hidden: bool
    errors: int


@dataclass(frozen=True)
class Value:
    """A value of a theme: who says so ("" for what is built in), and at which place ("" for none)."""

    key: str
    value: str
    theme: str
    place: str


@dataclass(frozen=True)
class Shown:
    """A theme: its chain as (name, folder, origin), its templates as (file, theme, path), its values."""

    name: str
    chain: tuple[tuple[str, str, Origin], ...]
    templates: tuple[tuple[str, str, str], ...]
    values: tuple[Value, ...]


def lesson_folder(lesson: str | None) -> str:
    """The absolute path of a lesson's folder, "" for no lesson or an essay alone."""
    path = find_source(lesson) if lesson else Path()
    return str(path.resolve()) if lesson and path.is_dir() else ""


def load(name: str, lesson: str | None) -> tuple[templating.Theme, tuple[Diagnostic, ...]]:
    """The theme of this name or path as far as it can be read, and what is wrong. UsageProblem when there is none."""
    return templating.survey_theme(name, theme_folders(lesson_folder(lesson)), shipped_themes())


def list_themes(lesson: str | None = None) -> tuple[Listed, ...]:
    """All themes in the order in which they are found; those of a lesson as well when it is named."""
    folder = lesson_folder(lesson)
    found: list[Listed] = []
    own = own_theme(folder)
    places = [themes for place in theme_folders(folder) for themes in templating.themes_in(place)]
    seen: set[str] = set()
    for path in ([own] if own else []) + places:
        theme, wrong = templating.survey_theme(path, theme_folders(folder), shipped_themes())
        said = {value.key: value.value for value in theme.said if value.place.file.startswith(path.as_posix() + "/")}
        below = theme.chain[1] if len(theme.chain) > 1 else said.get("based-on", "")
        about = said.get("description", "")
        errors = sum(d.severity == "error" for d in wrong)
        name = "theme" if path == own else path.name
        found.append(Listed(name, path, _origin(path, folder), below, about, path.name in seen, errors))
        if path != own:
            seen.add(path.name)
    return tuple(found)


def _origin(path: Path, lesson: str) -> Origin:
    real = path.resolve()
    kinds: tuple[tuple[Path, Origin], ...] = (
        (shipped_themes(), "tool"),
        (user_themes(), "user"),
        (Path("templates"), "here"),
    )
    for folder, origin in kinds:
        if folder.resolve() in real.parents:
            return origin
    return "lesson" if lesson and Path(lesson) in real.parents else "path"


def show_theme(name: str, lesson: str | None = None) -> tuple[Shown, tuple[Diagnostic, ...]]:
    """What a theme is made of, with where each thing comes from, and what is wrong with it."""
    theme, wrong = load(name, lesson)
    folder = lesson_folder(lesson)
    chain = tuple((n, f, _origin(Path(f), folder)) for n, f in zip(theme.chain, theme.folders, strict=True))
    nearest = {source.file: source for source in reversed(theme.sources)}
    templates = tuple((file, theme.chain[s.level], s.place) for file, s in sorted(nearest.items()))
    return Shown(theme.name, chain, templates, tuple(_values(theme))), wrong


def _values(theme: templating.Theme) -> list[Value]:
    by_folder = dict(zip(theme.folders, theme.chain, strict=True))
    said = {
        one.key: Value(one.key, one.value, by_folder.get(Path(one.place.file).parent.as_posix(), ""), str(one.place))
        for one in theme.said
        if one.key not in ("based-on", "description")
    }
    usual = {key: Value(key, value, "", "") for key, value in templating.usual_values().items()}
    return [said.get(key, value) for key, value in usual.items()] + [v for k, v in said.items() if k not in usual]


def label_texts(name: str, language: str, lesson: str | None = None) -> dict[str, tuple[str, str]]:
    """All labels of a language with their texts, and the theme that rewords them ("" for the tool's own)."""
    theme, _ = load(name, lesson)
    own = theme.labels.get(require(language), {})
    labels = Labels(language, own)
    return {key: (labels[key], theme.name if key in own else "") for key in sorted(labels.keys())}
