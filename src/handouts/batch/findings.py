"""Findings in words for a report that goes through many hands: what a cell of a class list holds is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from handouts.diagnostics import Datum, Diagnostic
from handouts.languages import messages
from handouts.model.batch_sheets import Finding

# The words of findings about class lists and printed sheets: those that are never taken from a pupil's row.
_SAFE = frozenset(
    {
        "allowed", "code", "count", "encoding", "field", "first", "font", "guess", "kind", "limit", "line", "rows",
        "scheme", "sheet", "sheets", "what",
    }
)  # fmt: skip
_OF_CLASSES = frozenset({"name", "other"})  # in findings about classes these are names of classes
_PERSONAL = ("roster-", "pack-name-", "check-", "table-")
_OF_PLANS = ("batch-", "theme-", "paper-")  # of the plan, which names schools and classes, and may be a table
_LIST = re.compile(r"\.(csv|xlsx|txt|tsv)(\[.*\])?", re.I)  # a sheet of a workbook stands in brackets
_HIDDEN = "…"


def findings(diagnostics: Iterable[Diagnostic], language: str) -> tuple[Finding, ...]:
    """The findings in words, each once, in their order."""
    told: dict[Finding, None] = {}
    for diagnostic in map(impersonal, diagnostics):
        told[
            Finding(
                diagnostic.code,
                diagnostic.severity,
                str(diagnostic.location or ""),
                messages.message(diagnostic, language),
                messages.remedy(diagnostic, language),
            )
        ] = None
    return tuple(told)


def impersonal(diagnostic: Diagnostic) -> Diagnostic:
    """The finding without anything that may have been read from the row of a pupil; its place still leads there."""
    if not _is_personal(diagnostic):
        return diagnostic
    safe = _SAFE | (_OF_CLASSES if diagnostic.code.startswith("roster-class-") else frozenset())
    data: Mapping[str, Datum] = {
        key: value if key in safe or isinstance(value, int) else _HIDDEN for key, value in diagnostic.data.items()
    }
    return replace(diagnostic, data={key: value for key, value in data.items() if key != "suggestion"})


def _is_personal(diagnostic: Diagnostic) -> bool:
    if diagnostic.code.startswith(_OF_PLANS):
        return False
    file = diagnostic.location.file if diagnostic.location else ""
    in_list = bool(file) and any(match.end() == len(file) for match in _LIST.finditer(file))
    return in_list or diagnostic.code.startswith(_PERSONAL)
