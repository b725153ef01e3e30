"""`handouts explain`: what the code behind a message means."""

from __future__ import annotations

import dataclasses
import json
from itertools import groupby
from typing import TYPE_CHECKING

import click

from handouts.languages.interface import Texts

if TYPE_CHECKING:
    from handouts.languages.explain import Explanation

WIDEST = 88  # characters of a line; longer ones are hard to read


def command(texts: Texts) -> click.Command:
    """The command in one interface language."""
    words = texts["explain"]

    @click.command("explain", help=words["help"], short_help=words["short"])
    @click.argument("code", required=False)
    @click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=words["format"])
    def explain(code: str | None, form: str) -> None:
        from handouts.languages import explain as catalogue

        language = texts["group"]["language"]
        found = catalogue.explain(code, language) if code else None
        every = tuple(catalogue.explanations(language).values())
        if form == "json":
            data = dataclasses.asdict(found) if found else [dataclasses.asdict(e) for e in every]
            click.echo(json.dumps(data, ensure_ascii=False, indent=1))
        else:
            click.echo(_one(found, texts) if found else _list(every, words["more"]))

    return explain


def _one(found: Explanation, texts: Texts) -> str:
    """The code with its gist, how grave it is, the text, the example."""
    parts = [f"[{found.code}]  {found.gist}"]
    if found.severity:
        parts[0] += "\n" + texts["explain"][f"severity_{found.severity}"]
    parts.append(_wrapped(found.text))
    if found.example:
        example = "\n".join(f"    {line}".rstrip() for line in found.example.split("\n"))
        parts.append(f"{texts['explain']['example']}\n{example}")
    return "\n\n".join(parts)


def _list(found: tuple[Explanation, ...], more: str) -> str:
    """All codes below the headings of their families, each with its gist."""
    width = max(len(e.code) for e in found)
    parts = [
        "\n".join([heading, *(f"  {e.code:{width}}  {e.gist}" for e in group)])
        for heading, group in groupby(found, key=lambda e: e.family)
    ]
    return "\n\n".join([*parts, _wrapped(more)])


def _wrapped(text: str) -> str:
    """The paragraph in lines that fit the terminal; a code or option with a hyphen is not broken."""
    import shutil
    import textwrap

    width = min(shutil.get_terminal_size().columns, WIDEST)
    return textwrap.fill(text, width, break_on_hyphens=False, break_long_words=False)
