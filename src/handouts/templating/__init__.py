"""Themes, and sheets -> markup text. The only importer of jinja2."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handouts.diagnostics import Diagnostic
from handouts.reading.papers import paper, papers
from handouts.templating.files import Source
from handouts.templating.label_use import Mentioned, mentioned_labels, printed_instead
from handouts.templating.tags import leftovers
from handouts.templating.theme import Theme, load_theme, survey_theme, themes_in


def render(theme: Theme, template_name: str, context: Mapping[str, Any]) -> str:
    """The markup that the theme's template makes of `context`, each start tag stamped with its template and line.

    `context` holds plain values and frozen dataclasses, of which a template sees the fields alone, and the function
    `t` for labels. Raises TemplateError, before anything is rendered when the template asks for what is not allowed.
    """
    if theme.apart:
        from handouts.templating.apart import render_apart

        return render_apart(theme, template_name, context)
    from handouts.templating.engine import run  # jinja2 is loaded only when a sheet is made

    return run(theme.sources, theme.folders[0] if theme.folders else "", template_name, context)


def template_faults(theme: Theme) -> tuple[Diagnostic, ...]:
    """All that is refused or broken in the theme's templates, before any of them is rendered."""
    if theme.apart:
        from handouts.templating.apart import faults_apart

        return faults_apart(theme)
    from handouts.templating.engine import faults

    return faults(theme.sources)


def usual_values() -> dict[str, str]:
    """The keys of theme.yaml that say how things look ("colours.accent"), with the values that are built in."""
    from handouts.templating.schema import usual

    return usual()


def unstamped(markup: str) -> str:
    """The markup without its stamps and marks, as a person wants to read it."""
    import re

    return re.sub(r'(<[^\s<>/]+) _src="[^"]*"|\ufdd0[^\ufdd1]*\ufdd1', r"\1", markup)


__all__ = [
    "Mentioned",
    "Source",
    "Theme",
    "leftovers",
    "load_theme",
    "mentioned_labels",
    "paper",
    "papers",
    "printed_instead",
    "render",
    "survey_theme",
    "template_faults",
    "themes_in",
    "unstamped",
    "usual_values",
]
