"""What is wrong or doubtful, as values: code, severity, place, data. The words are in languages.messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "hint"]
Datum = str | int

MOST = 50  # errors told of one file: who has mended these looks again


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file a person can open. Lines and columns count from 1, columns in code points; 0 = unknown."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.file] + [str(n) for n in (self.line, self.column) if n]
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `code` names its message in languages/data/<lang>/messages.toml; `data` fills the placeholders."""

    code: str
    severity: Severity = "error"
    location: Location | None = None
    data: Mapping[str, Datum] = field(default_factory=dict)

    def __str__(self) -> str:
        place = f"{self.location}: " if self.location else ""
        return f"{place}{self.code} {dict(self.data)}"


def problem(code: str, location: Location | None = None, /, **data: Datum) -> Diagnostic:
    """An error with this code at this place."""
    return Diagnostic(code, "error", location, data)


def warning(code: str, location: Location | None = None, /, **data: Datum) -> Diagnostic:
    """Something doubtful: the work goes on."""
    return Diagnostic(code, "warning", location, data)


def hint(code: str, location: Location | None = None, /, **data: Datum) -> Diagnostic:
    """Something worth knowing, such as what was left out and why."""
    return Diagnostic(code, "hint", location, data)


def capped(found: Sequence[Diagnostic], total: int = 0) -> list[Diagnostic]:
    """The first MOST findings of one file and, at the place of the next one, how many more there are.

    `total` is their number where `found` does not hold them all: it must then hold at least one more than MOST.
    """
    total = max(total, len(found))
    if total <= MOST:
        return list(found)
    return [*found[:MOST], problem("more-errors", found[MOST].location, count=total - MOST)]


def worst(diagnostics: Iterable[Diagnostic]) -> Severity | None:
    """The gravest severity present, or None."""
    found = {d.severity for d in diagnostics}
    for severity in ("error", "warning", "hint"):
        if severity in found:
            return severity
    return None
