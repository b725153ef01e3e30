"""`handouts new`: a lesson folder from a text of another program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from handouts.languages.interface import Texts

if TYPE_CHECKING:
    from handouts.pipeline.new import Made


_NAMES = 18  # columns for the names of files


def command(texts: Texts) -> click.Command:
    """The command in one interface language."""
    words = texts["new"]

    @click.command("new", help=words["help"], short_help=words["short"])
    @click.argument("lesson")
    # Taken as often as it is given, so that a second one is an error and not a silent change of mind.
    @click.option("--from", "sources", metavar="FILE", multiple=True, required=True, help=words["from"])
    @click.option("--lang", metavar="CODE", help=words["lang"])
    @click.option("--encoding", metavar="NAME", default="", help=words["encoding"])
    def new(lesson: str, sources: tuple[str, ...], lang: str | None, encoding: str) -> None:
        from handouts.cli.report import print_diagnostics
        from handouts.diagnostics import problem
        from handouts.errors import UsageProblem
        from handouts.pipeline.new import new as run

        if len(sources) > 1:
            raise UsageProblem(problem("import-two-sources", count=len(sources)))
        made = run(lesson, sources[0], lang, encoding)
        print_diagnostics(made.diagnostics, texts["group"]["language"])
        _summary(made, lesson, texts)

    return new


def _summary(made: Made, lesson: str, texts: Texts) -> None:
    from handouts.languages import messages

    words, interface = texts["new"], texts["group"]["language"]
    language = messages.catalogue(interface)["words"].get(made.language, made.language)
    click.echo(words["done"].format(title=made.title, language=language))
    click.echo(texts["build"]["wrote"].format(folder=made.folder))
    # Files whose names begin with a point are the tool's own.
    for name in (name for name in made.files if not name.startswith(".")):
        explained = words.get(f"file_{name.partition('.')[0]}", "").format(count=made.drafted.get(name, 0))
        click.echo(f"  {name:<{_NAMES}}{explained}".rstrip())
    if made.flags:
        click.echo(words["doubts"])
        width = len(str(max(made.flag_counts().values())))
        for code, count in made.flag_counts().items():
            spelling = code == "flag-spelling" and made.slips
            named = words["slips"].format(words=made.slips) if spelling else _named(code, made, interface)
            click.echo(f"  {count:>{width}}  {named} [{code}]")
    else:
        click.echo(words["no_doubts"])
    click.echo(words["next"].format(lesson=f'"{lesson}"' if " " in lesson else lesson))


def _named(code: str, made: Made, interface: str) -> str:
    """The kind of doubt in the words of its first case."""
    from handouts.diagnostics import Diagnostic
    from handouts.languages import messages

    first = next(flag for flag in made.flags if flag.code == code)
    said = messages.message(Diagnostic(code, first.severity, None, dict(first.data)), interface)
    # The first sentence names the case; what follows says what comes of it.
    return said.partition(". ")[0].rstrip(".")
