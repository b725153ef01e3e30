"""`handouts import`: a table from a spreadsheet program back into a draft."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.cli.export import TOPICS
from handouts.languages.interface import Texts

if TYPE_CHECKING:
    from handouts.lessons.spreadsheet.fields import Topic


def command(texts: Texts) -> click.Command:
    """The command in one interface language."""
    words = texts["import"]

    @click.command("import", help=words["help"], short_help=words["short"])
    @click.argument("source", metavar="LESSON")
    @click.argument("topic", metavar="{" + ",".join(TOPICS) + "}", type=click.Choice(TOPICS))
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--encoding", metavar="NAME", default="", help=words["encoding"])
    @click.option("--lang", metavar="CODE", help=texts["build"]["lang"])
    def import_(source: str, topic: Topic, file: Path, encoding: str, lang: str | None) -> None:
        from handouts.cli.report import print_diagnostics
        from handouts.pipeline.spreadsheet import import_ as run

        report = run(source, topic, file, lang, encoding)
        print_diagnostics(report.diagnostics, texts["group"]["language"])
        done = report.counts
        if done.nothing:
            click.echo(words["nothing"].format(path=report.path, unchanged=done.unchanged))
            return
        click.echo(words["wrote"].format(path=report.path))
        click.echo(
            "  "
            + words["counts"].format(
                changed=done.changed, added=done.added, removed=done.removed, unchanged=done.unchanged
            )
        )
        if done.moved:
            click.echo("  " + words["moved"])

    return import_
