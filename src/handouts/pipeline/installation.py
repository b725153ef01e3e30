"""What `handouts doctor` finds out, as values: a line for each thing looked at, with what is wrong with it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from handouts.diagnostics import Datum, Diagnostic

Area = Literal["versions", "extras", "fonts", "limits", "places", "disk", "terminal"]
Status = Literal["ok", "warning", "error"]
TABLE = Path(__file__).with_name("doctor.toml")


@dataclass(frozen=True)
class Line:
    """One thing looked at. `subject` is its name, `note` the text of the interface that says how it is, with `data`.

    `finding` is what is wrong with it: an error or a warning.
    """

    area: Area
    subject: str
    note: str
    data: Mapping[str, Datum] = field(default_factory=dict)
    finding: Diagnostic | None = None

    @property
    def status(self) -> Status:
        """How it is with this thing."""
        if self.finding is None:
            return "ok"
        return "error" if self.finding.severity == "error" else "warning"


@cache
def table() -> dict[str, Any]:
    """The table of versions and file systems."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))
