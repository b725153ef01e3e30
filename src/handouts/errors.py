"""The errors of the tool. An error holds a code and data; the words stand in languages/data/<lang>/messages.toml."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handouts.diagnostics import Diagnostic

OK = 0
SOME_FAILED = 1
USAGE = 2
CONTENT = 3
TEMPLATE = 4
IO = 5
CHECK = 6
CLUSTER = 7
INTERRUPTED = 130


class HandoutsError(Exception):
    """Something that a person can mend. Carries one or more diagnostics; prints nothing itself."""

    exit_code = SOME_FAILED

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("; ".join(str(d) for d in diagnostics))
        self.diagnostics: Sequence[Diagnostic] = diagnostics


class UsageProblem(HandoutsError):
    """The command was called with something that does not exist or does not fit."""

    exit_code = USAGE


class ContentError(HandoutsError):
    """A file that a teacher wrote cannot be used as it stands."""

    exit_code = CONTENT


class TemplateError(HandoutsError):
    """A theme or template was refused."""

    exit_code = TEMPLATE


class StorageError(HandoutsError):
    """A file could not be read or written: permission, disk full, folder gone."""

    exit_code = IO


class CheckFailed(HandoutsError):
    """The tool's check of its own output failed; the files were withheld."""

    exit_code = CHECK


class ClusterProblem(HandoutsError):
    """The cluster does not answer, or its workers would not make the same pages."""

    exit_code = CLUSTER
