"""A lesson: who it is for, the essay, and the teacher's files beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from handouts.model.correction import Citations, Correction
from handouts.model.exercise import Section
from handouts.model.glossary import Glossary
from handouts.model.item_rules import ItemRules
from handouts.model.puzzle import Level
from handouts.model.text import Essay
from handouts.model.timeline import Timeline
from handouts.model.word_blocks import FlipEdge as FlipEdge

TimelineForm = Literal[
    "timeline",
    "timeline-chart",
    "timeline-table",
    "timeline-blank-events",
    "timeline-blank-dates",
    "timeline-cards",
    "timeline-strip",
]
TIMELINE_FORMS: tuple[TimelineForm, ...] = get_args(TimelineForm)
# Forms that show dates and events side by side: one key serves them all.
FILLED_FORMS: tuple[TimelineForm, ...] = ("timeline", "timeline-chart", "timeline-table", "timeline-strip")
# Sheets that may hold a timeline: the forms, and a handout with the timeline in it.
TimelineHolder = Literal["handout", TimelineForm]
# Sheets made of the glossary.
WordForm = Literal[
    "glossary",
    "glossary-blanks",
    "glossary-matching",
    "vocabulary",
    "crossword",
    "word-search",
    "flash-cards",
]
WORD_FORMS: tuple[WordForm, ...] = get_args(WordForm)
Form = Literal[TimelineForm, WordForm]
FORMS: tuple[Form, ...] = (*TIMELINE_FORMS, *WORD_FORMS)
# What the teacher marks the worksheet with, and what a school office files of its items; none of them changes what
# pupils get.
KeySheetName = Literal["key", "key-embedded", "key-quick", "key-matrix", "key-review"]
KEY_SHEETS: tuple[KeySheetName, ...] = get_args(KeySheetName)
TeacherSheetName = Literal[KeySheetName, "blueprint", "item-cards"]
TEACHER_SHEETS: tuple[TeacherSheetName, ...] = get_args(TeacherSheetName)
SheetName = Literal["handout", Form, "worksheet", "answer-sheet", TeacherSheetName]
SHEET_NAMES: tuple[SheetName, ...] = ("handout", *FORMS, "worksheet", "answer-sheet", *TEACHER_SHEETS)
SHEETS: tuple[SheetName, ...] = ("handout", "timeline", "worksheet", "key")
Language = str


@dataclass(frozen=True, slots=True)
class LessonMeta:
    """What lesson.yaml says. `duration` in minutes; empty strings mean: not given.

    `glossaries` are the shared glossaries that the lesson names; without any, those of its subject serve.
    `flash_cards`: how the printer turns the paper for the backs of the cards. `item_rules` names the rules of the items
    ("" for the usual ones) and `rules` holds them once they are read; `level` is how hard
    the worksheet is (None: as usual). `kinds` are kinds of exercise that are made only when a lesson asks for them.
    `paper` is the name of a paper ("" for that of the theme).
    """

    slug: str
    title: str
    language: Language
    short_title: str = ""
    subject: str = ""
    phase: str = ""
    grade: str = ""
    author: str = ""
    aim: str = ""
    objectives: tuple[str, ...] = ()
    duration: int = 0
    source: str = ""
    sheets: tuple[SheetName, ...] = SHEETS
    timeline_in_handout: bool = False
    glossaries: tuple[str, ...] = ()
    word_search_level: Level = "core"
    flash_cards: FlipEdge = "long"
    item_rules: str = ""
    kinds: tuple[str, ...] = ()
    level: Level | None = None
    rules: ItemRules | None = None
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts found in the lesson folder; None where there is no such file.

    `approved_items` are the items that a teacher has approved, alone or with their file: "timeline/" and an event's id,
    "glossary/" and a term as `lessons.drafts.identity.term_id` gives it, "questions/" and an item's id.
    """

    timeline: Timeline | None = None
    glossary: Glossary | None = None
    sections: tuple[Section, ...] | None = None
    sections_checked: bool = False
    approved_items: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson as read. `folder` is the absolute path of its folder, or "" for a bare essay file.

    `essay` is the corrected text; `corrections` tell what was changed. `citations` is what becomes of citation marks,
    `marks_removed` how many were taken out.
    """

    meta: LessonMeta
    essay: Essay
    drafts: Drafts = Drafts()
    folder: str = ""
    corrections: tuple[Correction, ...] = ()
    citations: Citations = "ask"
    marks_removed: int = 0
