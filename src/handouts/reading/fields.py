"""Types of fields in the files of people. The reader gives every scalar as text; these say what the text must be."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, TypeVar

# Without this pydantic searches every installed package for plugins: slow, and they could change what is accepted.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

T = TypeVar("T")
MOST_POINTS = 999


class Strict(BaseModel):
    """A mapping in a file: unknown keys are errors. `newest_format` is the greatest `format:` this tool reads."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    newest_format: ClassVar[int] = 1


def whole(value: Any) -> Any:
    """A whole number of at most nine figures."""
    if isinstance(value, str) and re.fullmatch("[0-9]{1,9}", value):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise PydanticCustomError("whole_number", "a whole number")


def paper_name(value: Any) -> Any:
    """The name of a paper, or a size; what is returned is its usual name."""
    from handouts.errors import UsageProblem
    from handouts.reading.papers import EXAMPLES, paper, papers

    try:
        return paper(value).name if isinstance(value, str) and value else value
    except UsageProblem:
        known = ", ".join([*(p.name for p in papers()), EXAMPLES])
        raise PydanticCustomError("not_matching", "{allowed}", {"allowed": known}) from None


def yes_no(value: Any) -> Any:
    """true or false."""
    if value in ("true", "false"):
        return value == "true"
    if isinstance(value, bool):
        return value
    raise PydanticCustomError("true_or_false", "true or false")


def filled(value: Any) -> Any:
    """A text that is not blank."""
    if isinstance(value, str) and not value.strip():
        raise PydanticCustomError("empty_text", "a text")
    return value


def _list(value: Any) -> Any:
    """A key with nothing behind it is an empty list."""
    return [] if value == "" else value


def _some(value: Any) -> Any:
    """At least one thing must stand in the list."""
    if value in ("", []):
        raise PydanticCustomError("empty_list", "a list of one or more")
    return value


def _points(value: Any) -> Any:
    """A whole number that can be points: three figures would not stand beside an item."""
    number = whole(value)
    if isinstance(number, int) and number > MOST_POINTS:
        raise PydanticCustomError("not_matching", "{allowed}", {"allowed": f"1–{MOST_POINTS}"})
    return number


def one_or_many(value: Any) -> Any:
    """A text or mapping alone is a list of one; nothing is an empty list."""
    if value == "":
        return []
    return [value] if isinstance(value, str | dict) else value


def _by_language(value: Any) -> Any:
    """Words by language: the keys of the labels stand below a language."""
    if isinstance(value, dict) and (key := next((k for k, v in value.items() if isinstance(v, str) and v), None)):
        raise PydanticCustomError("label_without_language", "{key}", {"key": key})
    return value


def _of_one_language(value: Any) -> Any:
    """Words of a lesson, which has one language: there is none above them."""
    if isinstance(value, dict) and (key := next((k for k, v in value.items() if isinstance(v, dict)), None)):
        raise PydanticCustomError("label_below_language", "{key}", {"key": key})
    return value


ByLanguage = BeforeValidator(_by_language)
OfOneLanguage = BeforeValidator(_of_one_language)
Filled = Annotated[str, BeforeValidator(filled)]
Whole = Annotated[int, BeforeValidator(whole)]
Points = Annotated[int, BeforeValidator(_points)]
FormatOne = Annotated[Literal[1], BeforeValidator(whole)]
PaperName = Annotated[str, BeforeValidator(paper_name)]
YesNo = Annotated[bool, BeforeValidator(yes_no)]
Many = Annotated[tuple[T, ...], BeforeValidator(_list)]
OneOrMany = Annotated[tuple[T, ...], BeforeValidator(one_or_many)]
Some = Annotated[tuple[T, ...], BeforeValidator(_some)]


@dataclass(frozen=True)
class Matching:
    """Lets only texts pass that match `pattern` as a whole; `allowed` describes them in the message."""

    pattern: str
    allowed: str

    def __call__(self, value: Any) -> Any:
        """The value, or an error of pydantic's."""
        if isinstance(value, str) and not re.fullmatch(self.pattern, value):
            raise PydanticCustomError("not_matching", "{allowed}", {"allowed": self.allowed})
        return value


@dataclass(frozen=True)
class ShortFor:
    """Takes a text alone for a mapping with the text under `key`."""

    key: str

    def __call__(self, value: Any) -> Any:
        """The mapping, or the value as it is."""
        return {self.key: value} if isinstance(value, str) else value


@dataclass(frozen=True)
class Between:
    """Takes a whole number from `least` to `most` (at least 0), with a `step` only those that it divides."""

    least: int
    most: int
    step: int = 1

    def __call__(self, value: Any) -> int:
        """The number, or an error of pydantic's that names the limits."""
        number = int(value) if isinstance(value, str) and re.fullmatch("[0-9]{1,9}", value) else value
        fits = isinstance(number, int) and not isinstance(number, bool) and self.least <= number <= self.most
        if not fits or number % self.step:
            between = "–" if self.step == 1 else f", {self.least + self.step}, {self.least + 2 * self.step} … "
            raise PydanticCustomError("not_matching", "{allowed}", {"allowed": f"{self.least}{between}{self.most}"})
        return int(number)


@dataclass(frozen=True)
class Millimetres:
    """Takes millimetres from `least` to `most` with at most three places, with or without the unit: 0.1, 0,1, 0.1mm."""

    least: float
    most: float
    pattern: ClassVar[str] = r"([0-9]{1,4}(?:[.,][0-9]{1,3})?) ?(?:mm)?"

    def __call__(self, value: Any) -> float:
        """The number, or an error of pydantic's that names the limits."""
        found = re.fullmatch(self.pattern, str(value)) if not isinstance(value, bool) else None
        number = float(found[1].replace(",", ".")) if found else -1.0
        if not self.least <= number <= self.most:
            raise PydanticCustomError("not_matching", "{allowed}", {"allowed": f"{self.least:g}–{self.most:g} mm"})
        return number


def between(least: int, most: int, step: int = 1) -> BeforeValidator:
    """A whole number from `least` to `most`, with a `step` only those that it divides."""
    return BeforeValidator(Between(least, most, step))


def millimetres(least: float, most: float) -> BeforeValidator:
    """Millimetres from `least` to `most`."""
    return BeforeValidator(Millimetres(least, most))


def matching(pattern: str, allowed: str) -> BeforeValidator:
    """A text that matches `pattern` as a whole; `allowed` describes it in the message."""
    return BeforeValidator(Matching(pattern, allowed))


def short_for(key: str) -> BeforeValidator:
    """A text alone stands for a mapping with the text under `key`."""
    return BeforeValidator(ShortFor(key))
