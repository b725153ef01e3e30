"""What may stand in school.yaml, which all lessons of a school share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from handouts.diagnostics import Diagnostic, Location, capped, problem
from handouts.errors import ContentError
from handouts.languages.label_check import check_labels
from handouts.languages.labels import languages
from handouts.lessons.settings import LanguageCode, PersonOrName
from handouts.model.school import Person, School
from handouts.reading import pictures
from handouts.reading.fields import ByLanguage, Filled, FormatOne, Strict, one_or_many
from handouts.reading.letterhead import LetterheadFile, SheetNames
from handouts.reading.yaml import Tree, load_with_places

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
    head = list(file.kop.faults(tree, ("kop",))) or list(_pictures(school, tree))
    if not re.fullmatch("[0-9]{8}|", school.npsn):
        place = tree.location(("npsn",))
        head.append(problem("yaml-wrong-value", place, key="npsn", found=school.npsn[:40], allowed="20312345"))
    found = [*head, *_labels(school, tree)]
    if found:
        raise ContentError(*capped(found))
    return school


def _labels(school: School, tree: Tree) -> Iterator[Diagnostic]:
    for language, texts in school.labels.items():
        if language not in languages():
            place, known = tree.location(("labels", language), of_key=True), ", ".join(languages())
            yield problem("yaml-wrong-value", place, key="labels", found=language, allowed=known)
            continue

        def place_of(key: str, of_key: bool, at: str = language) -> Location:
            return tree.location(("labels", at, key), of_key)

        yield from check_labels(language, texts, place_of)


def _pictures(school: School, tree: Tree) -> Iterator[Diagnostic]:
    for number, logo in enumerate(school.kop.logos):
        at = ("kop", "picture") if logo.side == "full" else ("kop", "logos", number)
        place = tree.location((*at, "file"))
        wrong = pictures.check(Path(school.folder), logo.file, place)
        if wrong:
            yield wrong
