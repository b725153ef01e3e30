"""What may stand in a shared glossary, format 1."""

from __future__ import annotations

from pydantic import Field

from handouts.lessons.settings import LanguageCode
from handouts.model.glossary import EntryKind
from handouts.reading.fields import Filled, FormatOne, Many, Strict


class SharedTerm(Strict):
    """One term."""

    term: Filled = Field(description="The word as it stands in the glossary.")
    definition: Filled = Field(description="Its meaning: one phrase without a full stop.")
    variants: Many[Filled] = Field((), description="Other spellings and forms; regular endings need no entry.")
    kind: EntryKind = Field("term", description="What the term names.")


class SharedGlossaryFile(Strict):
    """A shared glossary: glossaries/LANGUAGE/NAME.yaml beside the lessons."""

    format: FormatOne = Field(description="The format of this file: 1.")
    language: LanguageCode = Field(description="The language of the terms, as that of the folder: id or en.")
    name: Filled = Field(description="How the teachers' files call this glossary.")
    subjects: Many[Filled] = Field((), description="The school subjects that use it without naming it.")
    entries: Many[SharedTerm] = Field((), description="The terms.")
