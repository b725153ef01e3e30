"""What may stand in a file of item rules: item-rules/NAME.yaml, format 1."""

from __future__ import annotations

from string import Formatter
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from handouts.lessons.drafts.question_files import RubricEntry
from handouts.model.exercise import SECTION_KINDS, Bloom
from handouts.model.item_rules import ItemRules, Letters, OptionOrder, PromptTemplate, Stems
from handouts.reading.fields import Filled, FormatOne, Many, Strict, matching

MOST_OPTIONS, MOST_ITEMS, MOST_POINTS, MOST_LINES = 5, 40, 20, 5
MOST_PROMPT_LINES = 30
LEAST_PITCH, MOST_PITCH = 6.0, 20.0


def _between(least: int, most: int) -> BeforeValidator:
    def check(value: Any) -> Any:
        if not str(value).isdecimal() or not least <= int(value) <= most:
            raise PydanticCustomError("number_between", f"a whole number from {least} to {most}")
        return int(value)

    return BeforeValidator(check)


def _pitch(value: Any) -> Any:
    try:
        found = float(str(value))
    except ValueError:
        found = 0.0
    if not LEAST_PITCH <= found <= MOST_PITCH:
        raise PydanticCustomError("pitch", f"millimetres from {LEAST_PITCH:g} to {MOST_PITCH:g}")
    return found


Items = Annotated[int | None, _between(0, MOST_ITEMS), Field(description="How many items of this section.")]
Points = Annotated[int | None, _between(1, MOST_POINTS), Field(description="Points of one item of this section.")]


class SectionItems(Strict):
    """How many items each section asks for; 0 leaves the section out."""

    multiple_choice: Items = None
    complex_choice: Items = None
    category_table: Items = None
    true_false: Items = None
    cloze: Items = None
    matching: Items = None
    person_matching: Items = None
    term_matching: Items = None
    ordering: Items = None
    completion: Items = None
    short_answer: Items = None
    source: Items = None
    essay: Items = None


class SectionPoints(Strict):
    """What one item of a section is worth; in matching and tables one pair or statement. Essays have their rubrics."""

    multiple_choice: Points = None
    complex_choice: Points = None
    category_table: Points = None
    true_false: Points = None
    cloze: Points = None
    matching: Points = None
    person_matching: Points = None
    term_matching: Points = None
    completion: Points = None
    short_answer: Points = None
    source: Points = None


def _fillable(value: Any) -> Any:
    """A text with no other names in braces than those that can be filled."""
    try:
        parts = [part for part in Formatter().parse(str(value)) if part[1] is not None]
        # neither a format nor a conversion: the name alone
        names = ["" if spec or conversion else name for _, name, spec, conversion in parts]
    except ValueError:
        names = [""]
    if any(name not in ("event", "topic") for name in names) or len(names) > 1:
        raise PydanticCustomError("prompt_text", "a question with {{event}} or {{topic}} once, or without")
    return value


class PromptEntry(Strict):
    """A template of an essay question."""

    id: Annotated[str, matching("[a-z][a-z0-9-]{0,30}", "cause, our-source")] = Field(description="A name for it.")
    text: Annotated[Filled, BeforeValidator(_fillable)] = Field(
        description="The question. {event} becomes an event of the timeline, so put it behind a colon; {topic} the "
        "named event that the text mentions most."
    )
    bloom: Bloom = Field("C5", description="The cognitive level, C1 to C6.")
    lines: Annotated[int, _between(1, MOST_PROMPT_LINES)] = Field(8, description="How many lines to write on.")
    rubric: Many[RubricEntry] = Field(description="How it is marked, best answers first.")


class ItemRulesFile(Strict):
    """Item rules: item-rules/NAME.yaml beside the lessons, or content/item-rules/NAME.yaml."""

    format: FormatOne = Field(description="The format of this file: 1.")
    description: Filled = Field(description="Whom these rules are for, in one sentence.")
    options: Annotated[int, _between(3, MOST_OPTIONS)] = Field(4, description="Options of a multiple-choice item.")
    stems: Stems = Field("completion", description="A date is asked by a sentence to be ended, or by a question.")
    letters: Letters = Field(
        "balanced",
        description="balanced: right letters are spread anew in each version; constant: the same at each number.",
    )
    order: OptionOrder = Field("dates", description="Options in an order of their own: dates, or all of them.")
    items: SectionItems = Field(SectionItems(), description="How many items of each section.")
    points: SectionPoints = Field(SectionPoints(), description="Points of one item of each section.")
    line_pitch: Annotated[float, BeforeValidator(_pitch)] | None = Field(
        None, description="Millimetres between writing lines."
    )
    lines_per_point: Annotated[int, _between(1, MOST_LINES)] | None = Field(
        None, description="Writing lines of an open question for each of its points."
    )
    prompts: Many[PromptEntry] = Field((), description="Essay questions of your own instead of those of the tool.")

    def rules(self, name: str) -> ItemRules:
        """The rules as the stages use them."""
        items, points = self.items.model_dump(exclude_none=True), self.points.model_dump(exclude_none=True)
        return ItemRules(
            name=name,
            options=self.options,
            stems=self.stems,
            letters=self.letters,
            order=self.order,
            items=tuple((kind, items[kind]) for kind in SECTION_KINDS if kind in items),
            points=tuple((kind, points[kind]) for kind in SECTION_KINDS if kind in points),
            line_pitch=self.line_pitch or 0,
            lines_per_point=self.lines_per_point or 0,
            prompts=tuple(
                PromptTemplate(p.id, p.text, p.bloom, p.lines, tuple((r.points, r.text) for r in p.rubric))
                for p in self.prompts
            ),
        )
