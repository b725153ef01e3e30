"""The analysis's flags as diagnostics with places in the file."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.diagnostics import Diagnostic, Location, hint
from handouts.model.analysis import Flag
from handouts.model.text import Essay


def flag_diagnostics(essay: Essay, flags: Iterable[Flag]) -> tuple[Diagnostic, ...]:
    """One diagnostic for each flag, at its line and column; of one in the teacher's own words only that it is there."""
    return tuple(_said(f, essay.source.location(f.passage.span.start)) for f in flags)


def _said(flag: Flag, place: Location) -> Diagnostic:
    if flag.settled:
        return hint("correction-doubt", place, flag=flag.code)
    return Diagnostic(flag.code, flag.severity, place, dict(flag.data))
