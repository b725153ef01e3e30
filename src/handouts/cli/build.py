"""`handouts build`: make the pack of a lesson."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.languages.interface import Texts

if TYPE_CHECKING:
    from handouts.model.prints import PrintName
    from handouts.pipeline.build import Built, KeyMode

# As in pipeline.build, which is loaded only when a pack is made.
_KEY_MODES = ("separate", "embedded", "only")
PRINTS = ("standard", "large-18", "large-24", "ink-saver")


def command(texts: Texts) -> click.Command:
    """The command in one interface language."""
    words = texts["build"]

    @click.command("build", help=words["help"], short_help=words["short"])
    @click.argument("source")
    @click.option("--out", type=click.Path(path_type=Path), help=words["out"])
    @click.option("--lang", metavar="CODE", help=words["lang"])
    @click.option("--theme", metavar="NAME", help=words["theme"])
    @click.option("--paper", metavar="NAME", help=words["paper"])
    @click.option(
        "--print", "print_name", type=click.Choice(PRINTS), default="standard", show_default=True, help=words["print"]
    )
    @click.option("--duplex/--simplex", default=None, help=words["duplex"])
    @click.option("--sheets", metavar="NAMES", help=words["sheets"])
    @click.option("--versions", type=click.IntRange(1, 26), default=1, show_default=True, help=words["versions"])
    @click.option("--key", type=click.Choice(_KEY_MODES), default="separate", show_default=True, help=words["key"])
    def build(
        source: str,
        out: Path | None,
        lang: str | None,
        theme: str | None,
        paper: str | None,
        sheets: str | None,
        versions: int,
        key: KeyMode,
        print_name: PrintName,
        duplex: bool | None,
    ) -> None:
        from handouts.cli.report import print_diagnostics
        from handouts.pipeline.build import BuildOptions
        from handouts.pipeline.build import build as run

        with progress_line(words["working"]) as tell:
            built = run(BuildOptions(source, out, lang, theme, paper, versions, sheets, key, print_name, duplex), tell)
        print_diagnostics(built.diagnostics, texts["group"]["language"])
        _summary(built, texts)

    return build


def _summary(built: Built, texts: Texts) -> None:
    words = texts["build"]
    pages = sum(count for _, count in built.files)
    click.echo(words["done"].format(title=built.title, sheets=len(built.files), pages=pages, code=built.code))
    click.echo(words["wrote"].format(folder=built.folder))
    for path, count in built.files:
        form = "file_one" if count == 1 else "file_other"
        click.echo("  " + words[form].format(path=path, pages=count))
    if any(path.startswith("teacher/") for path, _ in built.files):
        click.echo(words["teacher_only"])
    click.echo(words["lock"].format(path=built.record))


@contextmanager
def progress_line(title: str) -> Iterator[Callable[[str], None]]:
    """A spinner naming the sheet in work, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda name: None
        return
    from rich.console import Console

    with Console(stderr=True).status(title) as status:
        yield lambda name: status.update(f"{title}: {name}")
