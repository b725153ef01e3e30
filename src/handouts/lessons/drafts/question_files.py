"""What may stand in questions.yaml, format 1."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from handouts.lessons.drafts.files import (
    APPROVED,
    APPROVED_ITEM,
    EVIDENCE_TEXT,
    ID_TEXT,
    OWN,
    RULE_TEXT,
    Date,
    DateParts,
    Evidence,
    Quote,
    Sentence,
    Status,
)
from handouts.model.exercise import Bloom, Level
from handouts.reading.fields import (
    FormatOne,
    Many,
    Points,
    Some,
    Strict,
    Whole,
    YesNo,
    matching,
    one_or_many,
    short_for,
)

_ITEMS = "The items, in the order of the first version."


class Item(Strict):
    """What every item has."""

    id: str = Field("", description=ID_TEXT)
    kind: str = Field(OWN, description='What the item asks, such as mcq-date; "teacher" for one of your own.')
    points: Points = Field(
        1,
        description="Points for the item; in matching for each pair, in ordering for each two neighbours.",
    )
    level: Level = Field("core", description="How hard the item is: support, core or challenge.")
    bloom: Bloom = Field(
        "C1", description="The cognitive level, C1 to C6; for the teacher's blueprint; no pupil sees it."
    )
    objective: Whole = Field(0, description="Which objective of lesson.yaml the item serves, by its number from 1.")
    allow: Annotated[tuple[str, ...], BeforeValidator(one_or_many)] = Field(
        (), description="Rules of the check that this item may break, such as lint-longest-option."
    )
    approved: YesNo = Field(False, description=APPROVED_ITEM)
    rule: str = Field(OWN, description=RULE_TEXT)


class OptionEntry(Strict):
    """An option."""

    text: str = Field(description="The option as it is printed.")
    why: str = Field("", description="Why it is wrong, for the teacher's key.")
    evidence: Annotated[Quote | None, short_for("text")] = Field(
        None, description="The sentence of the essay that the option was taken from."
    )


class ChoiceItem(Item):
    """A multiple-choice item; `key` is the letter of the right option."""

    stem: str = Field(description="The question, or the sentence that breaks off.")
    options: Some[Annotated[OptionEntry, short_for("text")]] = Field(
        description="The options: texts, or texts with the reason why they are wrong."
    )
    key: Annotated[str, matching("[A-Z]", "A, B, C …")] = Field(description="The letter of the right option.")
    natural_order: YesNo = Field(False, description="true keeps the options in this order, as for years.")
    evidence: Evidence = Field((), description=EVIDENCE_TEXT)


class SeveralItem(Item):
    """A complex multiple-choice item; `keys` are the letters of all right options."""

    stem: str = Field(description="The question, or the sentence that breaks off.")
    options: Some[Annotated[OptionEntry, short_for("text")]] = Field(
        description="The statements: texts, or texts with the reason why they are wrong."
    )
    keys: Some[Annotated[str, matching("[A-Z]", "A, B, C …")]] = Field(description="The letters of the right options.")
    natural_order: YesNo = Field(False, description="true keeps the options in this order, as for years.")
    evidence: Evidence = Field((), description=EVIDENCE_TEXT)


class RowEntry(Strict):
    """A statement of a table and the column it belongs to."""

    id: str = Field("", description="The name of the statement. Leave it as it is; your own need none.")
    text: str = Field(description="The statement as it is printed.")
    column: str = Field(description="The column that is right, as the head of the table has it.")
    why: str = Field("", description="What the essay says instead, for the teacher's key.")
    evidence: Annotated[Quote | None, short_for("text")] = Field(
        None, description="The sentence of the essay that decides; none for what it does not state."
    )


class GridItem(Item):
    """A table of statements to be ticked in one column each."""

    columns: Some[str] = Field(description="The heads of the columns, such as Benar, Salah.")
    rows: Some[RowEntry] = Field(description="The statements.")


class GapItem(Item):
    """A cloze item."""

    before: str = Field("", description="The sentence up to the gap.")
    after: str = Field("", description="The sentence behind the gap.")
    answer: str = Field(description="What belongs in the gap.")
    accept: Many[str] = Field((), description="Other answers that are right.")
    hint: str = Field("", description="What is printed at the start of the gap, such as the first letter.")
    evidence: Evidence = Field((), description=EVIDENCE_TEXT)


class PairEntry(Strict):
    """A premise and its response."""

    id: str = Field("", description="The name of the pair. Leave it as it is; pairs of your own need none.")
    premise: str = Field(description="What stands on the left.")
    response: str = Field(description="What belongs to it, on the right.")
    evidence: Sentence = Field(description="The sentence of the essay that says so.")
    date: Annotated[DateParts | None, short_for("value")] = Field(
        None, description="The date of the event, so that the tool can check the pair."
    )


class MatchItem(Item):
    """A matching item."""

    pairs: Some[PairEntry] = Field(
        description="Premises and their responses, in the order in which the premises are printed."
    )
    responses: Many[str] = Field(
        description="All responses that are printed, in their order; some may belong to no premise."
    )


class OrderPart(Strict):
    """An event to be put in order."""

    text: str = Field(description="The event as it is printed.")
    display: str = Field(description="Its date as the key prints it.")
    date: Date = Field(description="Its date.")
    evidence: Sentence = Field(description="The sentence of the essay that says so.")


class OrderItem(Item):
    """An ordering item; `shown` are the numbers of the entries in the order in which they are printed."""

    entries: Some[OrderPart] = Field(description="The events in the right order.")
    shown: Many[Whole] = Field(description="The numbers of the events in the order in which they are printed.")


class RubricEntry(Strict):
    """A level of a rubric."""

    points: Points = Field(description="The points for an answer of this kind.")
    text: str = Field(description="What such an answer does.")


class OpenItem(Item):
    """A question answered in writing."""

    prompt: str = Field(description="The question.")
    answer: str = Field("", description="The model answer; empty where a rubric tells how to mark.")
    rubric: Many[RubricEntry] = Field((), description="How to mark an answer that the teacher judges, best first.")
    accept: Many[str] = Field((), description="Other answers that are right.")
    lines: Whole = Field(2, description="How many lines to write on.")
    evidence: Evidence = Field((), description=EVIDENCE_TEXT)


class _Section(Strict):
    bank: Many[str] = Field((), description="The word bank, as it is printed; only in a cloze.")


class ChoiceSection(_Section):
    """Multiple choice; in a "source" section on the passage quoted above it."""

    kind: Literal["multiple_choice", "source"] = Field(description="The kind of the section.")
    stimulus: Evidence = Field(
        (), description="The sentences of the essay that a source section prints and asks about."
    )
    items: Many[ChoiceItem] = Field((), description=_ITEMS)


class SeveralSection(_Section):
    """Multiple choice with several right options."""

    kind: Literal["complex_choice"] = Field(description="The kind of the section.")
    items: Many[SeveralItem] = Field((), description=_ITEMS)


class GridSection(_Section):
    """Tables of statements: true or false, or categories."""

    kind: Literal["true_false", "category_table"] = Field(description="The kind of the section.")
    items: Many[GridItem] = Field((), description=_ITEMS)


class GapSection(_Section):
    """Sentences with gaps: a cloze with its word bank, or completion without one."""

    kind: Literal["cloze", "completion"] = Field(description="The kind of the section.")
    items: Many[GapItem] = Field((), description=_ITEMS)


class MatchSection(_Section):
    """Matching: events and dates, persons and roles, or terms and meanings."""

    kind: Literal["matching", "person_matching", "term_matching"] = Field(description="The kind of the section.")
    items: Many[MatchItem] = Field((), description=_ITEMS)


class OrderSection(_Section):
    """Ordering."""

    kind: Literal["ordering"] = Field(description="The kind of the section.")
    items: Many[OrderItem] = Field((), description=_ITEMS)


class OpenSection(_Section):
    """Questions answered in writing: short ones with a model answer, or essay questions with a rubric."""

    kind: Literal["short_answer", "essay"] = Field(description="The kind of the section.")
    items: Many[OpenItem] = Field((), description=_ITEMS)


AnySection = Annotated[
    ChoiceSection | SeveralSection | GridSection | GapSection | MatchSection | OrderSection | OpenSection,
    Field(discriminator="kind"),
]
AnyItem = ChoiceItem | SeveralItem | GridItem | GapItem | MatchItem | OrderItem | OpenItem


class QuestionsFile(Strict):
    """questions.yaml."""

    format: FormatOne = Field(description="The format of this file: 1.")
    approved: YesNo | None = Field(
        None,
        description=APPROVED,
    )
    status: Status = Field(None, description="The older word for approved.")
    sections: Many[AnySection] = Field((), description="The sections of the worksheet, in their order.")
