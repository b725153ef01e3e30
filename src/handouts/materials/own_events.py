"""Events of a teacher's own: dates put into words where she wrote none."""

from __future__ import annotations

from dataclasses import replace

from handouts.languages.exercise_words import date_forms
from handouts.materials.dates import display
from handouts.model.timeline import Timeline


def dated(timeline: Timeline, language: str) -> Timeline:
    """The timeline with words for every date, in the order of day and month that its other dates are written in."""
    if all(e.display for e in timeline.events):
        return timeline
    usual, turned = date_forms(language), date_forms(language, month_first=True)
    given = [e for e in timeline.events if e.display and display(e.date, usual) != display(e.date, turned)]
    forms = turned if any(e.display == display(e.date, turned) for e in given) else usual
    return replace(
        timeline, events=tuple(e if e.display else replace(e, display=display(e.date, forms)) for e in timeline.events)
    )
