"""`handouts draft`: write the drafts for a teacher to check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING

import click

from handouts.languages.interface import Texts

if TYPE_CHECKING:
    from handouts.lessons.drafts.merge import Counts


def command(texts: Texts) -> click.Command:
    """The command in one interface language."""
    words = texts["draft"]

    @click.command("draft", help=words["help"], short_help=words["short"])
    @click.argument("source")
    @click.option("--lang", metavar="CODE", help=texts["build"]["lang"])
    def draft(source: str, lang: str | None) -> None:
        from handouts.cli.report import print_diagnostics
        from handouts.pipeline.draft import draft as run

        drafted = run(source, lang)
        print_diagnostics(drafted.diagnostics, texts["group"]["language"])
        for file in drafted.files:
            line = words[file.state].format(path=drafted.folder / file.name)
            parts = _parts(file.counts, words) if file.state == "merged" else []
            click.echo(f"{line} ({', '.join(parts)})" if parts else line)

    return draft


def _parts(counts: Counts, words: Mapping[str, str]) -> list[str]:
    """What became of the items, without what did not occur."""
    numbers = {field.name: getattr(counts, field.name) for field in fields(counts)}
    return [words[f"items_{name}"].format(count=count) for name, count in numbers.items() if count]
