"""`handouts key`: make the keys of a printed pack again."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.languages.interface import Texts


def command(texts: Texts) -> click.Command:
    """The command in one interface language."""
    words = texts["key"]

    @click.command("key", help=words["help"], short_help=words["short"])
    @click.argument("code")
    @click.option("--in", "inside", type=click.Path(path_type=Path), default=Path(), help=words["inside"])
    @click.option("--out", type=click.Path(path_type=Path), help=words["out"])
    @click.option("--sheets", metavar="NAMES", help=words["sheets"])
    @click.option("--theme", metavar="NAME", help=words["theme"])
    def key(code: str, inside: Path, out: Path | None, sheets: str | None, theme: str | None) -> None:
        from handouts.pipeline.key import make_keys

        title, folder, files = make_keys(code, inside, out, sheets, theme)
        click.echo(title)
        click.echo(texts["build"]["wrote"].format(folder=folder))
        for name, pages in files:
            form = "file_one" if pages == 1 else "file_other"
            click.echo("  " + texts["build"][form].format(path=name, pages=pages))

    return key
