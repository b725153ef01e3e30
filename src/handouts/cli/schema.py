"""`handouts schema`: what may stand in the files of a lesson, for editors and scripts."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.languages.interface import Texts
from handouts.lessons.schemas import MODELS


def command(texts: Texts) -> click.Command:
    """The command in one interface language."""
    words = texts["schema"]

    @click.command("schema", help=words["help"], short_help=words["short"])
    @click.argument("name", type=click.Choice(list(MODELS)), required=False)
    @click.option("--out", type=click.Path(path_type=Path), help=words["out"])
    def schema(name: str | None, out: Path | None) -> None:
        from handouts.pipeline import schema as run

        if out is None:
            click.echo(run.schema_text(name), nl=False)
            return
        for path in run.write_schemas(name, out):
            click.echo(words["wrote"].format(path=path))

    return schema
