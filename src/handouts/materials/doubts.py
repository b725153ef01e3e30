"""The analysis's flags as diagnostics with places in the file."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.diagnostics import Diagnostic
from handouts.model.analysis import Flag
from handouts.model.text import Essay


def flag_diagnostics(essay: Essay, flags: Iterable[Flag]) -> tuple[Diagnostic, ...]:
    """One diagnostic for each flag, at its line and column."""
    return tuple(
        Diagnostic(f.code, f.severity, essay.source.location(f.passage.span.start), dict(f.data)) for f in flags
    )
