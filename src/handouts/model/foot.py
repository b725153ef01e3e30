"""What stands at the foot of every page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Foot:
    """The footer's parts, in words. `version` and `notice` may be empty."""

    lesson: str
    version: str
    code: str
    pages: str
    notice: str
