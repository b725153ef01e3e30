"""Words of the themes' own (`own.…`) that school and lesson reword: those of the theme in use, and of any other.

A school prints with several themes, so that one file holds the words of all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from handouts import templating
from handouts.diagnostics import Diagnostic
from handouts.languages.label_check import OWN, Choices, Place, check_labels, unknown_label
from handouts.pipeline.places import shipped_themes, theme_folders

_CLOSE = 0.7  # of two keys without what all of them begin with


@dataclass(frozen=True)
class _Words:
    """The words of a theme in one language, and what those that are no words may be."""

    theme: str
    labels: Mapping[str, str]
    choices: Choices


def own_words(
    language: str, texts: Mapping[str, str], theme: templating.Theme, place: Place, lesson_folder: str
) -> Iterator[Diagnostic]:
    """What is wrong with those of the `texts` whose keys begin with "own.", each at its place; codes of `check_labels`.

    A key must be one of the theme's, or of another that can be found from the lesson: then nothing prints it here.
    """
    here = _Words(theme.name, theme.labels.get(language, {}), theme.choices)
    own = {key: text for key, text in texts.items() if key.startswith(OWN)}
    others = list(_others(language, theme, lesson_folder)) if not own.keys() <= here.labels.keys() else []
    for key, text in own.items():
        having = [here] if key in here.labels else [words for words in others if key in words.labels]
        found = [list(check_labels(language, {key: text}, place, words.labels, words.choices)) for words in having]
        if not having:
            yield _unknown(language, key, place, [here, *others])
        elif all(found):
            yield from found[0]


def printable_words(texts: Mapping[str, str], theme: templating.Theme, language: str) -> dict[str, str]:
    """Those of the texts that this theme can print: all but the own words of other themes."""
    here = theme.labels.get(language, {})
    return {key: text for key, text in texts.items() if key in here or not key.startswith(OWN)}


def _others(language: str, theme: templating.Theme, lesson_folder: str) -> Iterator[_Words]:
    """The words of every theme that can be named, in the order in which they are found."""
    search = theme_folders(lesson_folder)
    beside = [Path(folder).parent for folder in theme.folders]
    for folder in dict.fromkeys(path for place in (*beside, *search) for path in templating.themes_in(place)):
        other, _ = templating.survey_theme(folder, search, shipped_themes())
        if other.labels.get(language):
            yield _Words(other.name, other.labels[language], other.choices)


def _unknown(language: str, key: str, place: Place, themes: list[_Words]) -> Diagnostic:
    """There is no such word: the nearest one there is, and a theme that has it."""
    from difflib import get_close_matches  # only when something is wrong

    for words in themes:
        stems = sorted(k.removeprefix(OWN) for k in words.labels if k.startswith(OWN))
        if close := get_close_matches(key.removeprefix(OWN)[:80].casefold(), stems, 1, _CLOSE):
            return unknown_label(language, key, place, OWN + close[0], words.theme)
    return unknown_label(language, key, place, "", themes[0].theme)
