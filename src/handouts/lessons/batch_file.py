"""What may stand in the plan of a batch, which makes the packs of many classes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from handouts.lessons.pack_file import PackKeys
from handouts.lessons.settings import LanguageCode
from handouts.reading.fields import Filled, FormatOne, OneOrMany, PaperName, Some, Strict, YesNo, matching


def _encoding(value: Any) -> Any:
    """The name of an encoding that texts can be stored in; nothing for the usual one."""
    if isinstance(value, str) and value:
        try:
            "a".encode(value)
        except (LookupError, ValueError):
            raise PydanticCustomError("not_matching", "{allowed}", {"allowed": "name-of-an-encoding"}) from None
    return value


Encoding = Annotated[str, BeforeValidator(_encoding)]
Npsn = Annotated[str, matching("[0-9]{8}|", "00000000–99999999")]
Overruled = Literal["roster-name-garbled", "roster-name-sign"]


class ColumnsFile(Strict):
    """Which column of the rosters holds what: its header, or its letter; nothing for none."""

    name: str | None = Field(None, description="The names of the pupils.")
    number: str | None = Field(None, description="Their numbers in the class.")
    class_: str | None = Field(None, alias="class", description="Their classes.")
    row: str | None = Field(None, description="The row in which they sit.")
    column: str | None = Field(None, description="The column in which they sit.")
    seat: str | None = Field(None, description="Row and column of their seats in one.")
    level: str | None = Field(None, description="Their levels of support.")
    print: str | None = Field(None, description="The print they need.")
    language: str | None = Field(None, description="The language of their sheets.")
    id: str | None = Field(None, description="What tells pupils of one name apart.")

    def given(self) -> tuple[tuple[str, str], ...]:
        """The answers as readers of rosters take them."""
        said = ((field.alias or name, getattr(self, name)) for name, field in type(self).model_fields.items())
        return tuple((name, value) for name, value in said if value is not None)


class Choices(Strict):
    """What the plan, a school or a job may say of packs; the nearest goes first."""

    theme: str = Field("", description="The theme, by its name or its path from the folder of this file.")
    paper: PaperName = Field("", description="The paper of the sheets, such as F4.")
    language: LanguageCode | None = Field(None, description="The language of the material: id or en.")
    plan: str = Field("", description="A pack.yaml that takes the place of the one beside the lesson.")
    pack: PackKeys | None = Field(None, description="Keys of pack.yaml that go before those of the plan.")


class SchoolChoices(Choices):
    """What the plan or a school may say of lessons and rosters besides."""

    kop: str = Field("", description="A school.yaml, or the folder that holds it.")
    lessons: OneOrMany[Filled] = Field((), description="Lessons: paths, patterns such as lessons/*, names of samples.")
    encoding: Encoding = Field(
        "", description="The encoding of rosters in CSV that are not UTF-8, such as windows-1252."
    )
    columns: ColumnsFile | None = Field(None, description="Columns of the rosters that are not found by themselves.")
    allow: OneOrMany[Overruled] = Field((), description="Codes of doubts about names that you have looked at.")


class DefaultsFile(SchoolChoices):
    """What is said for all schools at once."""


class JobFile(Choices):
    """A lesson for some classes of a school."""

    lesson: OneOrMany[Filled] = Field((), description="The lesson, or several. Without this line those of the school.")
    classes: OneOrMany[Filled] = Field((), description="Its rosters. Without this line those of the school.")
    rombel: OneOrMany[Filled] = Field((), description="The classes in them by name. Without this line all of them.")


class SchoolEntry(SchoolChoices):
    """A school with its lessons and classes."""

    name: Filled = Field(description="The name of the school.")
    npsn: Npsn = Field("", description="The school's number (NPSN): eight digits, zeros at the start included.")
    classes: OneOrMany[Filled] = Field((), description="Its rosters: paths or patterns, such as smpn-1/*.csv.")
    rombel: OneOrMany[Filled] = Field((), description="The classes in them by name. Without this line all of them.")
    jobs: OneOrMany[JobFile] = Field((), description="Lessons for some of the classes, or with another pack.")


class BatchHead(Strict):
    """Where the packs of a batch go."""

    name: str = Field("", description="The name of the batch in its report. Without this line that of the file.")
    out: str = Field("", description="The folder for what is printed, from the folder of this file.")
    keys: str = Field("", description="The folder for keys and records. Without this line as out, with -keys.")
    zipped: YesNo = Field(False, alias="zip", description="Whether each school gets a ZIP of its files as well.")


class _Format(Strict):
    """What every file begins with."""

    format: FormatOne = Field(description="The format of this file: 1.")


class BatchFile(BatchHead, _Format):
    """The plan of a batch, format 1: lessons, classes and packs of many schools."""

    defaults: DefaultsFile | None = Field(None, description="What holds for all schools that say nothing else.")
    schools: Some[SchoolEntry] = Field(description="The schools with their lessons and classes.")


class RowFile(Choices):
    """A row of a plan as a table: one lesson for the classes of one school."""

    school: Filled = Field(description="The name of the school.")
    npsn: Npsn = Field("", description="The school's number (NPSN): eight digits.")
    kop: str = Field("", description="A school.yaml, or the folder that holds it.")
    lesson: OneOrMany[Filled] = Field((), description="The lesson, or several.")
    classes: Some[Filled] = Field(description="The rosters.")
    rombel: OneOrMany[Filled] = Field((), description="The classes in them by name; all of them where it is empty.")
    encoding: Encoding = Field("", description="The encoding of rosters in CSV that are not UTF-8.")


class SheetDefaults(BatchHead, Choices):
    """The sheet of a plan as a workbook that holds what is said for all rows."""

    kop: str = Field("", description="A school.yaml, or the folder that holds it.")
    lesson: OneOrMany[Filled] = Field((), description="The lesson, or several.")
    encoding: Encoding = Field("", description="The encoding of rosters in CSV that are not UTF-8.")
