"""What is found wrong while a roster is read: all of it, row after row, before anything is refused."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from handouts.diagnostics import Datum, Diagnostic, Location, capped, hint, problem, warning
from handouts.errors import ContentError, UsageProblem

# Doubts about a name that a person may overrule, having looked.
ALLOWABLE = ("roster-name-garbled", "roster-name-sign")


@dataclass(slots=True)
class Findings:
    """The findings of one file. `allow` are the codes of ALLOWABLE that a person overrules: they become warnings."""

    allow: Collection[str] = ()
    errors: list[Diagnostic] = field(default_factory=list)
    notes: list[Diagnostic] = field(default_factory=list)

    def error(self, code: str, place: Location, /, **data: Datum) -> None:
        """An error, or a warning where it is allowed."""
        if code in self.allow:
            self.notes.append(warning(code, place, **data))
        else:
            self.errors.append(problem(code, place, **data))

    def warning(self, code: str, place: Location, /, **data: Datum) -> None:
        """Something doubtful."""
        self.notes.append(warning(code, place, **data))

    def hint(self, code: str, place: Location, /, **data: Datum) -> None:
        """Something worth knowing."""
        self.notes.append(hint(code, place, **data))


def raise_errors(findings: Sequence[Findings]) -> None:
    """ContentError with the errors of all files, the first ones of each; nothing where there are none."""
    errors = [told for one in findings for told in capped(_ordered(one.errors))]
    if errors:
        raise ContentError(*errors)


def _ordered(errors: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Errors row by row, the sheets in the order in which they were read."""
    places = [error.location or Location("") for error in errors]
    sheets = list(dict.fromkeys(place.file for place in places))
    pairs = zip(places, errors, strict=True)
    return [e for _, e in sorted(pairs, key=lambda p: (sheets.index(p[0].file), p[0].line, p[0].column))]


def check_allowed(allow: Collection[str]) -> None:
    """UsageProblem roster-allow-unknown for a code that nobody may overrule."""
    for code in sorted(set(allow) - set(ALLOWABLE)):
        raise UsageProblem(problem("roster-allow-unknown", None, code=code, allowed=", ".join(ALLOWABLE)))
