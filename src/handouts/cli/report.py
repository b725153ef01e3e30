"""Diagnostics on the terminal: place, severity, message, remedy. Colour only on a terminal, and never with NO_COLOR."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from handouts.diagnostics import Diagnostic, hint
from handouts.languages import interface, messages

MOST_NOTES = 8  # of one code; a long essay gives hundreds
COLOURS = {"error": "bold red", "warning": "yellow", "hint": "cyan"}


def lines(diagnostic: Diagnostic, language: str) -> tuple[str, str]:
    """The line "file:line:column: error: message [code]" and the remedy, "" when there is none."""
    word = interface.texts(language)["severity"][diagnostic.severity]
    place = f"{diagnostic.location}: " if diagnostic.location else ""
    text = f"{place}{word}: {messages.message(diagnostic, language)} [{diagnostic.code}]"
    return text, messages.remedy(diagnostic, language)


def _condensed(diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """All errors and warnings; of notes of one code the first few and how many more there are."""
    counts: Counter[str] = Counter()
    for diagnostic in diagnostics:
        if diagnostic.severity == "hint":
            counts[diagnostic.code] += 1
            if counts[diagnostic.code] > MOST_NOTES:
                continue
        yield diagnostic
    for code, count in counts.items():
        if count > MOST_NOTES:
            yield hint("more-of-the-same", None, other=code, count=count - MOST_NOTES)


def print_diagnostics(diagnostics: Iterable[Diagnostic], language: str) -> None:
    """Write diagnostics to standard error; each one once."""
    shown = list(dict.fromkeys(lines(d, language) + (d.severity,) for d in _condensed(diagnostics)))
    if not sys.stderr.isatty():
        for text, remedy, _ in shown:
            print(text + (f"\n    {remedy}" if remedy else ""), file=sys.stderr)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for text, remedy, severity in shown:
        console.print(Text(text, style=COLOURS[severity]))
        if remedy:
            console.print(Text(f"    {remedy}"))
