"""From the analysis to what is printed: timeline, glossary, exercises, versions, the views of pupil and key."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from handouts.materials.anchors import Anchors
    from handouts.materials.dates import display, edtf
    from handouts.materials.doubts import flag_diagnostics
    from handouts.materials.entries import glossary, locate
    from handouts.materials.events import timeline
    from handouts.materials.form_keys import timeline_key
    from handouts.materials.key_view import key_sheet
    from handouts.materials.kinds.context import ExerciseOptions, options_for
    from handouts.materials.linting import Surroundings, judgements, lint, unknown_rules
    from handouts.materials.own_events import dated
    from handouts.materials.passage_view import printable
    from handouts.materials.shuffling import versions
    from handouts.materials.timeline_views import timeline_form, timeline_sheet
    from handouts.materials.views import Setting, printed_entries, reading_sheet, work_sheet
    from handouts.materials.worksheet import exercises

# Where each name lives. Modules are loaded when first asked for: a build from drafts needs no generator.
_HOMES = {
    "Anchors": "handouts.materials.anchors",
    "ExerciseOptions": "handouts.materials.kinds.context",
    "Setting": "handouts.materials.views",
    "Surroundings": "handouts.materials.linting",
    "dated": "handouts.materials.own_events",
    "display": "handouts.materials.dates",
    "edtf": "handouts.materials.dates",
    "exercises": "handouts.materials.worksheet",
    "flag_diagnostics": "handouts.materials.doubts",
    "glossary": "handouts.materials.entries",
    "judgements": "handouts.materials.linting",
    "key_sheet": "handouts.materials.key_view",
    "lint": "handouts.materials.linting",
    "locate": "handouts.materials.entries",
    "options_for": "handouts.materials.kinds.context",
    "printable": "handouts.materials.passage_view",
    "printed_entries": "handouts.materials.views",
    "reading_sheet": "handouts.materials.views",
    "timeline": "handouts.materials.events",
    "timeline_form": "handouts.materials.timeline_views",
    "timeline_key": "handouts.materials.form_keys",
    "timeline_sheet": "handouts.materials.timeline_views",
    "unknown_rules": "handouts.materials.linting",
    "versions": "handouts.materials.shuffling",
    "work_sheet": "handouts.materials.views",
}

__all__ = [
    "Anchors",
    "ExerciseOptions",
    "Setting",
    "Surroundings",
    "dated",
    "display",
    "edtf",
    "exercises",
    "flag_diagnostics",
    "glossary",
    "judgements",
    "key_sheet",
    "lint",
    "locate",
    "options_for",
    "printable",
    "printed_entries",
    "reading_sheet",
    "timeline",
    "timeline_form",
    "timeline_key",
    "timeline_sheet",
    "unknown_rules",
    "versions",
    "work_sheet",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(_HOMES[name]), name)
