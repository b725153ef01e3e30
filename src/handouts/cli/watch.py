"""`handouts watch`: the sheets of a lesson, made again after each save."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handouts.cli.build import progress_line
from handouts.languages.interface import Texts

if TYPE_CHECKING:
    from handouts.pipeline.watch import Round

# As in pipeline.build, which is loaded only when sheets are made.
_KEY_MODES = ("separate", "embedded", "only")
_PRINTS = ("standard", "large-18", "large-24", "ink-saver")
_NAMED = 3  # files that a line names before it counts the others


def command(texts: Texts) -> click.Command:
    """The command in one interface language."""
    words, build = texts["watch"], texts["build"]

    @click.command("watch", help=words["help"], short_help=words["short"])
    @click.argument("source")
    @click.option("--out", type=click.Path(path_type=Path), help=words["out"])
    @click.option("--lang", "language", metavar="CODE", help=build["lang"])
    @click.option("--theme", metavar="NAME", help=build["theme"])
    @click.option("--paper", metavar="NAME", help=build["paper"])
    @click.option(
        "--print", "print_name", type=click.Choice(_PRINTS), default="standard", show_default=True, help=build["print"]
    )
    @click.option("--duplex/--simplex", default=None, help=build["duplex"])
    @click.option("--sheets", metavar="NAMES", help=build["sheets"])
    @click.option("--versions", type=click.IntRange(1, 26), default=1, show_default=True, help=build["versions"])
    @click.option("--key", type=click.Choice(_KEY_MODES), default="separate", show_default=True, help=build["key"])
    @click.option("--once", is_flag=True, help=words["once"])
    def watch(source: str, once: bool, **asked: Any) -> int:
        from handouts.errors import INTERRUPTED, USAGE
        from handouts.pipeline.build import BuildOptions
        from handouts.pipeline.watch import Watcher

        with progress_line(words["working"]) as tell:
            watcher = Watcher(BuildOptions(source, **asked), tell)
            rounds = watcher.rounds()
            first = next(rounds)
        _tell(first, texts, first=True)
        # a wrong call is not mended by saving a file
        if once or first.failed == USAGE:
            return first.failed
        click.echo(words["watching"])
        try:
            for made in rounds:
                _tell(made, texts)
        except KeyboardInterrupt:
            click.echo(words["ended"], err=True)
        return INTERRUPTED

    return watch


def _tell(made: Round, texts: Texts, first: bool = False) -> None:
    from handouts.cli.report import print_diagnostics

    print_diagnostics(made.told, texts["group"]["language"])
    click.echo(line(made, texts, first))


def line(made: Round, texts: Texts, first: bool = False) -> str:
    """One line for a round: what changed, which sheets were made again, in how many seconds."""
    words = texts["watch"]
    told = {"changed": _some(made.changed, words["more"]) or words["start"], "seconds": f"{made.seconds:.1f}"}
    sheets = ", ".join(made.made)
    if made.failed:
        return words["waiting" if made.waiting else "failed"].format(**told)
    if first:
        return words["first"].format(sheets=made.sheets, count=len(made.made), folder=made.folder, **told)
    if not made.changed:
        return words["freed"].format(made=sheets)
    return words["made" if made.made else "same"].format(made=sheets, **told)


def _some(names: tuple[str, ...], more: str) -> str:
    if len(names) <= _NAMED:
        return ", ".join(names)
    return more.format(first=", ".join(names[:_NAMED]), count=len(names) - _NAMED)
