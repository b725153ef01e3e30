"""`handouts export`: a draft as a table for a spreadsheet program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.languages.interface import Texts

if TYPE_CHECKING:
    from handouts.lessons.spreadsheet.fields import Topic

TOPICS = ("questions", "timeline", "glossary")


def command(texts: Texts) -> click.Command:
    """The command in one interface language."""
    words = texts["export"]

    @click.command("export", help=words["help"], short_help=words["short"])
    @click.argument("source", metavar="LESSON")
    @click.argument("topic", metavar="{" + ",".join(TOPICS) + "}", type=click.Choice(TOPICS))
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--force", is_flag=True, help=words["force"])
    @click.option("--lang", metavar="CODE", help=texts["build"]["lang"])
    def export(source: str, topic: Topic, file: Path, force: bool, lang: str | None) -> None:
        from handouts.cli.report import print_diagnostics
        from handouts.pipeline.spreadsheet import export as run

        count, diagnostics = run(source, topic, file, lang, force)
        print_diagnostics(diagnostics, texts["group"]["language"])
        click.echo(words["wrote"].format(path=file, count=count))
        click.echo(words["next"].format(source=source, topic=topic, path=file))

    return export
