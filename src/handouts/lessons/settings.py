"""What may stand in lesson.yaml."""

from __future__ import annotations

from typing import Annotated, Literal

from handouts.model.lesson import SHEETS, LessonMeta, SheetName
from handouts.reading.fields import Filled, FormatOne, Many, Strict, Whole, matching

LanguageCode = Annotated[str, matching("[a-z]{2,3}", "id, en")]


class LessonFile(Strict):
    """lesson.yaml, format 1."""

    format: FormatOne
    title: Filled
    language: LanguageCode
    short_title: str = ""
    subject: str = ""
    phase: str = ""
    grade: str = ""
    author: str = ""
    aim: str = ""
    objectives: Many[Filled] = ()
    duration: Whole = 0
    source: str = ""
    sheets: Many[SheetName] = SHEETS
    timeline: Literal["separate", "in-handout"] = "separate"

    def meta(self, slug: str, language: str | None) -> LessonMeta:
        """The values as the stages use them; `language` given at the call goes before the file's."""
        return LessonMeta(
            slug=slug,
            title=self.title,
            language=language or self.language,
            short_title=self.short_title or self.title,
            subject=self.subject,
            phase=self.phase,
            grade=self.grade,
            author=self.author,
            aim=self.aim,
            objectives=self.objectives,
            duration=self.duration,
            source=self.source,
            sheets=self.sheets or SHEETS,
            timeline_in_handout=self.timeline == "in-handout",
        )
