"""The assembled pack: all that is printed, with its answers, before the pupil's and the teacher's views."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.model.correction import Correction
from handouts.model.exercise import Section
from handouts.model.glossary import Glossary
from handouts.model.lesson import LessonMeta
from handouts.model.text import Essay, Passage
from handouts.model.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Handout:
    """One version of a pack. `doubtful` are the passages under a warning: they are marked on the page.

    `corrections` and `marks_removed` tell what was changed in the essay, for the key alone; `sections_checked` whether
    a teacher has approved the items. `sentences` are those of the essay that are evidence for something.
    """

    meta: LessonMeta
    essay: Essay
    timeline: Timeline
    glossary: Glossary
    sections: tuple[Section, ...]
    version: str = "A"
    doubtful: tuple[Passage, ...] = ()
    sections_checked: bool = False
    corrections: tuple[Correction, ...] = ()
    marks_removed: int = 0
    sentences: tuple[Passage, ...] = ()
