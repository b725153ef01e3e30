"""What a teacher decided about passages of the essay, in corrections.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handouts.diagnostics import Diagnostic, Location
from handouts.model.text import Essay, Passage

Action = Literal["replace", "leave-out", "keep", "do-not-use"]
Citations = Literal["ask", "remove", "keep"]


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision, as it was carried out.

    `original` and `replacement` are plain text as printed; the replacement is "" when the passage is left out, and the
    original when it stays. `passage` is what stands there in the corrected essay (None when nothing does); `after` is
    the end of the text that a left-out passage followed (None at the beginning). `place` is in corrections.yaml.
    """

    action: Action
    original: str
    replacement: str
    reason: str
    passage: Passage | None
    place: Location
    after: Passage | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """An essay as it is printed, what was done to it, and what there is to say about corrections.yaml."""

    essay: Essay
    corrections: tuple[Correction, ...] = ()
    citations: Citations = "ask"
    marks_removed: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
