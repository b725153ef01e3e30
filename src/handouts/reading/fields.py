"""Types of fields in the files of people. The reader gives every scalar as text; these say what the text must be."""

from __future__ import annotations

import os
import re
from typing import Annotated, Any, ClassVar, Literal, TypeVar

# Without this pydantic searches every installed package for plugins: slow, and they could change what is accepted.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

T = TypeVar("T")


class Strict(BaseModel):
    """A mapping in a file: unknown keys are errors. `newest_format` is the greatest `format:` this tool reads."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    newest_format: ClassVar[int] = 1


def _whole(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch("[0-9]{1,9}", value):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise PydanticCustomError("whole_number", "a whole number")


def _yes_no(value: Any) -> Any:
    if value in ("true", "false"):
        return value == "true"
    if isinstance(value, bool):
        return value
    raise PydanticCustomError("true_or_false", "true or false")


def _filled(value: Any) -> Any:
    if isinstance(value, str) and not value.strip():
        raise PydanticCustomError("empty_text", "a text")
    return value


def _list(value: Any) -> Any:
    """A key with nothing behind it is an empty list."""
    return [] if value == "" else value


Filled = Annotated[str, BeforeValidator(_filled)]
Whole = Annotated[int, BeforeValidator(_whole)]
FormatOne = Annotated[Literal[1], BeforeValidator(_whole)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Many = Annotated[tuple[T, ...], BeforeValidator(_list)]


def matching(pattern: str, allowed: str) -> BeforeValidator:
    """A text that matches `pattern` as a whole; `allowed` describes it in the message."""
    compiled = re.compile(pattern)

    def check(value: Any) -> Any:
        if isinstance(value, str) and not compiled.fullmatch(value):
            raise PydanticCustomError("not_matching", "{allowed}", {"allowed": allowed})
        return value

    return BeforeValidator(check)


def short_for(key: str) -> BeforeValidator:
    """A text alone stands for a mapping with the text under `key`."""

    def wrap(value: Any) -> Any:
        return {key: value} if isinstance(value, str) else value

    return BeforeValidator(wrap)
