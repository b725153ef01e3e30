"""The assembled pack: all that is printed, with its answers, before the pupil's and the teacher's views."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.model.exercise import Section
from handouts.model.glossary import Glossary
from handouts.model.lesson import LessonMeta
from handouts.model.text import Essay, Passage
from handouts.model.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Handout:
    """One version of a pack. `doubtful` are the passages under a warning: they are marked on the page.

    `drafted_*` tells which parts were generated and not yet approved by a teacher.
    """

    meta: LessonMeta
    essay: Essay
    timeline: Timeline
    glossary: Glossary
    sections: tuple[Section, ...]
    version: str = "A"
    doubtful: tuple[Passage, ...] = ()
    sections_checked: bool = False
