"""What may stand in lesson.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from handouts.model.lesson import SHEETS, FlipEdge, LessonMeta, SheetName
from handouts.model.puzzle import Level
from handouts.model.school import NOBODY, Person
from handouts.reading.fields import (
    Filled,
    FormatOne,
    Many,
    OfOneLanguage,
    OneOrMany,
    PaperName,
    Strict,
    Whole,
    YesNo,
    matching,
    short_for,
)

LanguageCode = Annotated[str, matching("[a-z]{2,3}", "id, en")]


class PersonFile(Strict):
    """Who signs: a name alone, or a mapping."""

    name: Filled = Field(description="The name, as it is printed below the signature.")
    nip: str = Field("", description="The number of a civil servant (NIP).")
    title: str = Field("", description="What stands above the name instead of the usual words.")

    def value(self) -> Person:
        """The person as the stages use it."""
        return Person(self.name, self.nip, self.title)


PersonOrName = Annotated[PersonFile, short_for("name")]


class LessonFile(Strict):
    """lesson.yaml, format 1."""

    format: FormatOne = Field(description="The format of this file: 1.")
    title: Filled = Field(description="The title, as it is printed.")
    language: LanguageCode = Field(description="The language of the material: id or en.")
    short_title: str = Field("", description="A shorter title for the foot of the pages.")
    subject: str = Field("", description="The school subject.")
    phase: str = Field("", description="The phase of the curriculum, such as E.")
    grade: str = Field("", description="The school year, such as 10 or X. It decides how many options a question has.")
    author: str = Field("", description="Who is printed as the author.")
    aim: str = Field("", description="One sentence that tells the pupils what the reading is for.")
    objectives: Many[Filled] = Field((), description="What the pupils learn, one sentence each.")
    duration: Whole = Field(0, description="Minutes for the worksheet.")
    source: str = Field("", description="Where the text and its facts come from.")
    sheets: OneOrMany[SheetName] = Field(SHEETS, description="The sheets that are made.")
    timeline: Literal["separate", "in-handout"] = Field(
        "separate",
        description="separate: a sheet for after the work; in-handout: on the reading, and no item asks it.",
    )
    paper: PaperName = Field(
        "",
        description="The paper: A4, F4, Letter ... or a size such as 215x330mm. Without this line that of school.yaml.",
    )
    flash_cards: FlipEdge = Field(
        "long", description="The edge on which the printer turns the paper for the backs of flash-cards."
    )

    word_search: Level = Field(
        "core",
        description="How hard the word search is. support: words run across or down; core: also diagonally downwards; "
        "challenge: in all directions, and instead of the words their meanings are printed.",
    )

    glossaries: Many[Filled] = Field(
        (),
        description="The shared glossaries to take meanings from, by the names of their files: [history]. Without this "
        "line those of the subject are taken.",
    )

    item_rules: str = Field(
        "",
        alias="item-rules",
        description="The item rules by name: indonesia-smp, indonesia-sma, international, or a file of your own in "
        "item-rules/ beside the lesson.",
    )
    kinds: Many[Filled] = Field(
        (),
        description="Kinds of exercise to be made besides the usual ones: [completion, who, which].",
    )
    theme: str = Field("", description="The theme, by name. Without this line that of school.yaml.")
    labels: Annotated[Mapping[str, str], OfOneLanguage] = Field(
        {}, description="Words of this lesson instead of the usual ones, by their keys: {header.kind_reading: Text}."
    )
    kop: YesNo = Field(True, description="Whether the sheets have the letterhead of the school.")
    semester: str = Field("", description="The semester, when it is not that of school.yaml.")
    school_year: str = Field("", alias="school-year", description="The school year, when not that of school.yaml.")
    teacher: PersonOrName | None = Field(
        None, description="Who signs as the teacher. Without this line there is room for the name."
    )
    date: str = Field("", description="The day that stands above the signatures, in words.")
    level: Level | None = Field(
        None,
        description="How hard the worksheet is. support: recognising, gaps with a word box; core: gaps with first "
        "letters; challenge: gaps without help, and what joins several sentences first.",
    )

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
            word_search_level=self.word_search,
            timeline_in_handout=self.timeline == "in-handout",
            glossaries=self.glossaries,
            flash_cards=self.flash_cards,
            item_rules=self.item_rules,
            kinds=self.kinds,
            level=self.level,
            theme=self.theme,
            paper=self.paper,
            labels=tuple(self.labels.items()),
            kop=self.kop,
            semester=self.semester,
            school_year=self.school_year,
            teacher=self.teacher.value() if self.teacher else NOBODY,
            date=self.date,
        )
