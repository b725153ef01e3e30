"""The entry point: commands found by name and imported only when called, errors put into words and exit codes."""

from __future__ import annotations

import gc
import os
import pathlib
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from handouts import __version__
from handouts.cli import library_words
from handouts.languages.interface import Texts, interface_language, texts

# One visible table: command name -> module with a function `command(texts) -> click.Command`.
COMMANDS = {
    "new": "handouts.cli.new",
    "build": "handouts.cli.build",
    "watch": "handouts.cli.watch",
    "pack": "handouts.cli.pack",
    "batch": "handouts.cli.batch",
    "show": "handouts.cli.show",
    "draft": "handouts.cli.draft",
    "check": "handouts.cli.check",
    "export": "handouts.cli.export",
    "import": "handouts.cli.import_",
    "key": "handouts.cli.key",
    "theme": "handouts.cli.theme",
    "explain": "handouts.cli.explain",
    "schema": "handouts.cli.schema",
    "doctor": "handouts.cli.doctor",
}
INTERNAL = 70


class LazyGroup(click.Group):
    """A group that knows its commands by table: `--help` imports none of them."""

    def __init__(self, words: Texts) -> None:
        super().__init__(
            "handouts", help=words["group"]["help"], context_settings={"help_option_names": ["-h", "--help"]}
        )
        self.words = words

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module; None for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        made: click.Command = import_module(COMMANDS[cmd_name]).command(self.words)
        return made

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands from the texts alone."""
        with formatter.section(self.words["group"]["commands"]):
            formatter.write_dl([(name, self.words[name]["short"]) for name in COMMANDS])


def application(language: str) -> click.Group:
    """The whole command line in one interface language."""
    words = texts(language)
    library_words.use(words["library"])
    group = LazyGroup(words)
    click.version_option(__version__, prog_name="handouts", help=words["group"]["version"])(group)
    return group


def run(args: Sequence[str] | None = None) -> None:
    """Run the command line and exit with a documented code (see docs/cli.md)."""
    # One command is one short process: nothing is gained by looking for garbage while it runs.
    gc.disable()
    language = interface_language(os.environ)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_guarded(list(sys.argv[1:] if args is None else args), language))


def _guarded(args: list[str], language: str) -> int:
    from handouts.errors import INTERRUPTED, HandoutsError

    words = texts(language)
    try:
        result = application(language).main(args, prog_name="handouts", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(words["internal"]["interrupted"], err=True)
        return INTERRUPTED
    except HandoutsError as error:
        from handouts.cli.report import print_diagnostics

        print_diagnostics(error.diagnostics, language)
        return error.exit_code
    except OSError as failed:  # what the stages read and write is told by them; this is the terminal or pipe
        return _unheard(failed, language)
    except Exception as bug:
        if os.environ.get("HANDOUTS_DEBUG"):
            raise
        text = words["internal"]["text"].format(error=f"{type(bug).__name__}: {bug}")
        click.echo(text, err=True)
        return INTERNAL
    return result if isinstance(result, int) else 0


def _unheard(failed: OSError, language: str) -> int:
    """Standard output is full or gone. The reader of a pipe may leave when it has seen enough."""
    from handouts.cli.report import print_diagnostics
    from handouts.diagnostics import problem
    from handouts.errors import IO

    # What is still in the buffer would fail again when Python closes the stream.
    sys.stdout = pathlib.Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    if isinstance(failed, BrokenPipeError):
        return 0
    print_diagnostics([problem("output-failed", None, reason=failed.strerror or type(failed).__name__)], language)
    return IO
