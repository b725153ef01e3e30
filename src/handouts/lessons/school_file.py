"""What may stand in school.yaml, which all lessons of a school share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from handouts.diagnostics import Location, capped, problem
from handouts.errors import ContentError
from handouts.languages.label_check import check_tables
from handouts.lessons.settings import LanguageCode, PersonOrName
from handouts.model.school import Person, School
from handouts.reading.fields import ByLanguage, Filled, FormatOne, Strict, one_or_many
from handouts.reading.letterhead import LetterheadFile, SheetNames
from handouts.reading.yaml import load_with_places

FILE = "school.yaml"


class SchoolFile(Strict):
    """school.yaml, format 1: the facts about a school that its lessons share."""

    format: FormatOne = Field(description="The format of this file: 1.")
    name: Filled = Field(description="The name of the school.")
    npsn: str = Field("", description="The school's number (NPSN): eight digits.")
    address: Annotated[tuple[Filled, ...], BeforeValidator(one_or_many)] = Field(
        (), description="The address, in lines."
    )
    kop: LetterheadFile = Field(
        default_factory=lambda: LetterheadFile.model_validate({}), description="The letterhead."
    )
    head: PersonOrName | None = Field(None, description="The head of the school, who signs.")
    city: str = Field("", description="The place that stands before the date of a signature.")
    school_year: str = Field("", alias="school-year", description="The school year, such as 2026/2027.")
    semester: str = Field("", description="The semester, such as 1 or Ganjil.")
    signature: SheetNames = Field(("blueprint",), description="The sheets that are signed at their end.")
    paper: str = Field("", description="The paper of all lessons, such as F4.")
    theme: str = Field("", description="The theme of all lessons, by name.")
    labels: Annotated[Mapping[LanguageCode, Mapping[str, str]], ByLanguage] = Field(
        {}, description="The school's own words by language and label key: {id: {header.kind_reading: Teks}}."
    )

    def value(self, path: Path) -> School:
        """The school as the stages use it; `path` is the file it was read from."""
        return School(
            name=self.name,
            npsn=self.npsn,
            address=self.address,
            city=self.city,
            year=self.school_year,
            semester=self.semester,
            head=self.head.value() if self.head else Person(),
            kop=self.kop.value(),
            signature=tuple(map(str, self.signature)),
            paper=self.paper,
            theme=self.theme,
            labels={language: dict(texts) for language, texts in self.labels.items()},
            folder=str(path.parent),
            file=str(path),
        )


def read_school(path: Path) -> School:
    """The school of a school.yaml. Raises ContentError with all that is wrong in it, its pictures included."""
    file, tree = load_with_places(path, SchoolFile)
    school = file.value(path)

    def label(path: tuple[str, ...], of_key: bool) -> Location:
        return tree.location(("labels", *path), of_key)

    head = list(file.kop.faults(tree, ("kop",))) or list(file.kop.missing(path.parent, tree, ("kop",)))
    if not re.fullmatch("[0-9]{8}|", school.npsn):
        place = tree.location(("npsn",))
        head.append(problem("yaml-wrong-value", place, key="npsn", found=school.npsn[:40], allowed="00000000–99999999"))
    found = [*head, *check_tables(school.labels, label)]
    if found:
        raise ContentError(*capped(found))
    return school
