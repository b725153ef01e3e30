"""What may stand in timeline.yaml and glossary.yaml, format 1; questions.yaml: see question_files."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from handouts.lessons.drafts.dates import day_of, of_value
from handouts.model.glossary import DefinitionSource, EntryKind
from handouts.model.timeline import Basis, HistoricalDate, Modifier, Precision
from handouts.reading.fields import FormatOne, Many, Strict, Whole, YesNo, matching, one_or_many, short_for

OWN = "teacher"
APPROVED = (
    "true: a teacher has approved this file. Its pages lose the note that they are drafts; the tool leaves it alone."
)
APPROVED_ITEM = "true: a teacher has approved this item."
EVIDENCE_TEXT = "The sentence of the essay that gives the answer, word for word; or several of them."
ID_TEXT = "The name of the item, unique in this file: the tool finds the item by it. Items of your own need none."
RULE_TEXT = 'How the tool made the item; "teacher" for one of your own.'


# The word of the first format, still read; `approved` says the same.
Status = Literal["draft", "checked"] | None


class Quote(Strict):
    """A sentence of the essay, word for word; `at` tells which one when the same text stands there several times."""

    text: str = Field(description="The words as they stand in the essay.")
    at: Whole = Field(default=1, description="Which one, from 1, when the same words stand there several times.")


class Phrase(Quote):
    """The words of the date: inside the sentence, or elsewhere in the essay."""

    elsewhere: YesNo = Field(
        default=False, description="true: the words stand elsewhere in the essay than in the sentence."
    )


Sentence = Annotated[Quote, short_for("text")]
Evidence = Annotated[tuple[Sentence, ...], BeforeValidator(one_or_many)]
DayText = Annotated[str, matching(r"-?(?!0000)\d{4,9}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "YYYY-MM-DD")]


class DateParts(Strict):
    """A date. `from`, `to` and `precision` may be left out where the value is a year, month, day or range of them."""

    value: str = Field(
        description="1939, 1939-08, 1939-08-23, BC0264 for 264 BC, 1939/1945 for a range, 194 for the 1940s."
    )
    from_: DayText = Field("", alias="from", description="The first day that is meant, as YYYY-MM-DD.")
    to: DayText = Field("", description="The last day that is meant, as YYYY-MM-DD.")
    precision: Precision | None = Field(None, description="How exact the date is; of a range, its beginning.")
    mod: Modifier | None = Field(None, description="Early, middle or late in the period, or about.")
    basis: Basis = Field(
        "explicit",
        description="How the date was found: stated, taken from a sentence before, counted from one, or guessed.",
    )
    end_precision: Precision | None = Field(None, description="How exact the end of a range is.")
    end_mod: Modifier | None = Field(None, description="Early, middle or late, or about, of the end of a range.")

    def date(self) -> HistoricalDate | None:
        """The date, or None when something is left out that its value does not tell."""
        usual = of_value(self.value)
        start = day_of(self.from_) or (usual and usual.start)
        end = day_of(self.to) or (usual and usual.end)
        precision = self.precision or (usual and usual.precision)
        if not start or not end or not precision:
            return None
        end_precision = self.end_precision or (usual.end_precision if usual and not self.precision else None)
        return HistoricalDate(self.value, start, end, precision, self.mod, self.basis, end_precision, self.end_mod)


Date = Annotated[DateParts, short_for("value")]


class EventEntry(Strict):
    """One event."""

    id: str = Field("", description=ID_TEXT)
    date: Date = Field(description="The date the tool works with: a value such as 1939-08-23, or its parts.")
    display: str = Field("", description="The date as it is printed. Without it the tool puts the date into words.")
    label: str = Field(description="What happened, as it is printed: who did what, in 4 to 12 words.")
    sentence: Sentence = Field(description="The sentence of the essay that says so, word for word.")
    phrase: Annotated[Phrase | None, short_for("text")] = Field(
        None, description="The words of the date in that sentence."
    )
    chosen: YesNo = Field(True, description="true: printed; false: kept here, but not printed.")
    approved: YesNo = Field(False, description=APPROVED_ITEM)
    rule: str = Field(OWN, description=RULE_TEXT)


class TimelineFile(Strict):
    """timeline.yaml."""

    format: FormatOne = Field(description="The format of this file: 1.")
    approved: YesNo | None = Field(
        None,
        description=APPROVED,
    )
    status: Status = Field(None, description="The older word for approved.")
    events: Many[EventEntry] = Field((), description="The events, in the order of the timeline.")


class GlossaryEntry(Strict):
    """One term."""

    term: str = Field(description="The word as it stands in the glossary.")
    definition: str = Field("", description="Its meaning in one short sentence. Left empty, the entry is not printed.")
    variants: Many[str] = Field((), description="Other forms of the word in the essay.")
    sentence: Annotated[Quote | None, short_for("text")] = Field(
        None, description="The sentence of the essay that tells the meaning, or that helps to write one."
    )
    source: DefinitionSource | None = Field(
        None,
        description="Where the meaning comes from: a person of this lesson, a shared glossary, the essay, a thesaurus "
        "(printed only when approved), the sentence around it, nowhere.",
    )
    from_: str = Field("", alias="from", description="The shared glossary that the meaning comes from.")
    kind: EntryKind = Field("term", description="What the term names.")
    mentions: Annotated[tuple[Sentence, ...] | None, BeforeValidator(one_or_many)] = Field(
        None, description="The places of the word in the essay, where the tool would not find them by itself."
    )
    approved: YesNo = Field(False, description="true: a teacher has approved this entry.")


class GlossaryFile(Strict):
    """glossary.yaml."""

    format: FormatOne = Field(description="The format of this file: 1.")
    approved: YesNo | None = Field(
        None,
        description=APPROVED,
    )
    status: Status = Field(None, description="The older word for approved.")
    entries: Many[GlossaryEntry] = Field((), description="The terms.")
