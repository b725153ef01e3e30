"""Messages on a terminal: coloured unless NO_COLOR is set, and the same words as in a file."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stderr

import pytest
from support import ESSAYS

from handouts.cli import main
from handouts.cli.report import lines, print_diagnostics
from handouts.diagnostics import Location, hint, problem

SAID = (
    problem(
        "yaml-unknown-key",
        Location("[bold]lesson.yaml", 4, 1),
        key="[red]subjet[/red]",
        suggestion="subject",
        known="subject",
    ),
    hint("picture-no-alt", Location("essay.md"), file=":smile: " + "long name " * 30),
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def on_terminal(monkeypatch: pytest.MonkeyPatch, **environment: str) -> str:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"TERM": "xterm", "COLUMNS": "40", **environment}.items():
        monkeypatch.setenv(name, value)
    with redirect_stderr(Terminal()) as screen:
        print_diagnostics((*SAID, *SAID), "en")
    return screen.getvalue()


def test_colour_on_a_terminal_only_and_never_with_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    coloured = re.compile(r"\x1b\[[\d;]*3[136]m")
    assert len(coloured.findall(on_terminal(monkeypatch))) >= 2
    assert not coloured.search(on_terminal(monkeypatch, NO_COLOR="1"))
    with redirect_stderr(io.StringIO()) as pipe:
        print_diagnostics(SAID, "en")
    assert "\x1b" not in pipe.getvalue()


def test_the_same_words_whole_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a person wrote is no markup, and no line is cut where it could not be copied or clicked."""
    shown = re.sub(r"\x1b\[[\d;]*m", "", on_terminal(monkeypatch)).splitlines()
    wanted = [line for d in SAID for line in (lines(d, "en")[0], "    " + lines(d, "en")[1])]
    assert shown == wanted


@pytest.mark.parametrize(("failure", "code"), [(OSError(28, "No space left on device"), 5), (BrokenPipeError(), 0)])
def test_standard_output_that_takes_nothing(
    failure: OSError, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr("click.echo", refuse)
    monkeypatch.setattr(main.sys, "stdout", main.sys.stdout)
    assert main._guarded(["show", "dates", str(ESSAYS / "flight-en.txt"), "--lang", "en"], "en") == code
    main.sys.stdout.close()  # what stands in for the full one
    told = capsys.readouterr().err
    assert ("[output-failed]" in told) == (code == 5)
    assert "Traceback" not in told
