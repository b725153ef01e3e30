"""From the analysis to what is printed: timeline, glossary, exercises, versions, the views of pupil and key."""

from __future__ import annotations

from handouts.materials.anchors import Anchors
from handouts.materials.dates import display, edtf
from handouts.materials.doubts import flag_diagnostics
from handouts.materials.entries import glossary, locate
from handouts.materials.events import timeline
from handouts.materials.key_view import key_sheet
from handouts.materials.kinds.context import ExerciseOptions, options_for
from handouts.materials.linting import lint
from handouts.materials.passage_view import printable
from handouts.materials.shuffling import versions
from handouts.materials.views import Setting, reading_sheet, timeline_sheet, work_sheet
from handouts.materials.worksheet import exercises

__all__ = [
    "Anchors",
    "ExerciseOptions",
    "Setting",
    "display",
    "edtf",
    "exercises",
    "flag_diagnostics",
    "glossary",
    "key_sheet",
    "lint",
    "locate",
    "options_for",
    "printable",
    "reading_sheet",
    "timeline",
    "timeline_sheet",
    "versions",
    "work_sheet",
]
