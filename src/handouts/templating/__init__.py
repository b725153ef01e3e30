"""Themes, and sheets -> markup text. The only importer of jinja2."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handouts.reading.papers import paper, papers
from handouts.templating.files import Source
from handouts.templating.theme import Theme, load_theme


def render(theme: Theme, template_name: str, context: Mapping[str, Any]) -> str:
    """The markup that the theme's template makes of `context`, each start tag stamped with its template and line.

    `context` holds plain values and frozen dataclasses, of which a template sees the fields alone, and the function
    `t` for labels. Raises TemplateError, before anything is rendered when the template asks for what is not allowed.
    """
    from handouts.templating.engine import run  # jinja2 is loaded only when a sheet is made

    return run(theme, template_name, context)


def unstamped(markup: str) -> str:
    """The markup without its stamps, as a person wants to read it."""
    import re

    return re.sub(r'(<[^\s<>/]+) _src="[^"]*"', r"\1", markup)


__all__ = ["Source", "Theme", "load_theme", "paper", "papers", "render", "unstamped"]
