"""`handouts draft`: write the drafts for a teacher to check."""

from __future__ import annotations

import click

from handouts.languages.interface import Texts


def command(texts: Texts) -> click.Command:
    """The command in one interface language."""
    words = texts["draft"]

    @click.command("draft", help=words["help"], short_help=words["short"])
    @click.argument("source")
    @click.option("--lang", metavar="CODE", help=texts["build"]["lang"])
    def draft(source: str, lang: str | None) -> None:
        from handouts.cli.report import print_diagnostics
        from handouts.pipeline.draft import draft as run

        folder, files, diagnostics = run(source, lang)
        print_diagnostics(diagnostics, texts["group"]["language"])
        for name, written in files.items():
            click.echo(words["wrote" if written else "kept"].format(path=folder / name))

    return draft
