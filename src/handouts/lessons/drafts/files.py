"""What may stand in timeline.yaml, glossary.yaml and questions.yaml, format 1."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from handouts.lessons.drafts.dates import day_of, of_value
from handouts.model.glossary import DefinitionSource
from handouts.model.timeline import Basis, HistoricalDate, Modifier, Precision
from handouts.reading.fields import FormatOne, Many, Strict, Whole, YesNo, matching, short_for

OWN = "teacher"


def _one_or_many(value: Any) -> Any:
    if value == "":
        return []
    return [value] if isinstance(value, str | dict) else value


# The word of the first format, still read; `approved` says the same.
Status = Literal["draft", "checked"] | None


class Quote(Strict):
    """A sentence of the essay, word for word; `at` tells which one when the same text stands there several times."""

    text: str
    at: Whole = 1


class Phrase(Quote):
    """The words of the date: inside the sentence, or elsewhere in the essay."""

    elsewhere: YesNo = False


Sentence = Annotated[Quote, short_for("text")]
Evidence = Annotated[tuple[Sentence, ...], BeforeValidator(_one_or_many)]
DayText = Annotated[str, matching(r"-?(?!0000)\d{4,9}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "YYYY-MM-DD")]


class DateParts(Strict):
    """A date. `from`, `to` and `precision` may be left out where the value is a year, month, day or range of them."""

    value: str
    from_: DayText = Field("", alias="from")
    to: DayText = ""
    precision: Precision | None = None
    mod: Modifier | None = None
    basis: Basis = "explicit"
    end_precision: Precision | None = None
    end_mod: Modifier | None = None

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

    id: str
    date: Date
    display: str
    label: str
    sentence: Sentence
    phrase: Annotated[Phrase | None, short_for("text")] = None
    chosen: YesNo = True
    approved: YesNo = False
    rule: str = OWN


class TimelineFile(Strict):
    """timeline.yaml."""

    format: FormatOne
    approved: YesNo | None = None
    status: Status = None
    events: Many[EventEntry] = ()


class GlossaryEntry(Strict):
    """One term."""

    term: str
    definition: str = ""
    variants: Many[str] = ()
    source: DefinitionSource | None = None
    mentions: Annotated[tuple[Sentence, ...] | None, BeforeValidator(_one_or_many)] = None
    approved: YesNo = False


class GlossaryFile(Strict):
    """glossary.yaml."""

    format: FormatOne
    approved: YesNo | None = None
    status: Status = None
    entries: Many[GlossaryEntry] = ()


class _Item(Strict):
    id: str
    kind: str = OWN
    points: Whole = 1
    approved: YesNo = False
    rule: str = OWN


class OptionEntry(Strict):
    """An option."""

    text: str
    why: str = ""
    evidence: Annotated[Quote | None, short_for("text")] = None


class ChoiceItem(_Item):
    """A multiple-choice item; `key` is the letter of the right option."""

    stem: str
    options: Many[Annotated[OptionEntry, short_for("text")]]
    key: Annotated[str, matching("[A-Z]", "A, B, C …")]
    natural_order: YesNo = False
    evidence: Evidence = ()


class GapItem(_Item):
    """A cloze item."""

    before: str = ""
    after: str = ""
    answer: str
    accept: Many[str] = ()
    evidence: Evidence = ()


class PairEntry(Strict):
    """A premise and its response."""

    id: str
    premise: str
    response: str
    evidence: Sentence
    date: Annotated[DateParts | None, short_for("value")] = None


class MatchItem(_Item):
    """A matching item."""

    pairs: Many[PairEntry]
    responses: Many[str]


class OrderPart(Strict):
    """An event to be put in order."""

    text: str
    display: str
    date: Date
    evidence: Sentence


class OrderItem(_Item):
    """An ordering item; `shown` are the numbers of the entries in the order in which they are printed."""

    entries: Many[OrderPart]
    shown: Many[Whole]


class OpenItem(_Item):
    """A question answered in writing."""

    prompt: str
    answer: str
    accept: Many[str] = ()
    lines: Whole = 2
    evidence: Evidence = ()


class ChoiceSection(Strict):
    """Multiple choice."""

    kind: Literal["multiple_choice"]
    bank: Many[str] = ()
    items: Many[ChoiceItem] = ()


class GapSection(Strict):
    """Cloze."""

    kind: Literal["cloze"]
    bank: Many[str] = ()
    items: Many[GapItem] = ()


class MatchSection(Strict):
    """Matching."""

    kind: Literal["matching"]
    bank: Many[str] = ()
    items: Many[MatchItem] = ()


class OrderSection(Strict):
    """Ordering."""

    kind: Literal["ordering"]
    bank: Many[str] = ()
    items: Many[OrderItem] = ()


class OpenSection(Strict):
    """Short answer."""

    kind: Literal["short_answer"]
    bank: Many[str] = ()
    items: Many[OpenItem] = ()


AnySection = Annotated[
    ChoiceSection | GapSection | MatchSection | OrderSection | OpenSection, Field(discriminator="kind")
]
AnyItem = ChoiceItem | GapItem | MatchItem | OrderItem | OpenItem


class QuestionsFile(Strict):
    """questions.yaml."""

    format: FormatOne
    approved: YesNo | None = None
    status: Status = None
    sections: Many[AnySection] = ()
