"""What may stand in corrections.yaml, format 1."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from handouts.model.correction import Citations
from handouts.reading.fields import Filled, FormatOne, Many, Strict, Whole, short_for

ACTIONS = ("replace", "keep", "do-not-use")


def _only_true(value: Any) -> Any:
    if value in ("true", True):
        return True
    raise PydanticCustomError("not_matching", "{allowed}", {"allowed": "true"})


def _from_one(value: Any) -> Any:
    if value == "0":
        raise PydanticCustomError("not_matching", "{allowed}", {"allowed": "1, 2, 3 …"})
    return value


Chosen = Annotated[Literal[True] | None, BeforeValidator(_only_true)]


class Target(Strict):
    """A passage of the essay, word for word; `at` tells which one when the same text stands there several times."""

    text: Filled = Field(description="The words as they stand in the essay, within one paragraph.")
    at: Annotated[Whole | None, BeforeValidator(_from_one)] = Field(
        None, description="Which one, counted from 1, when the same text stands in the essay several times."
    )


class CorrectionEntry(Strict):
    """One decision: exactly one of `replace`, `keep` and `do-not-use`, and why."""

    # For editors; the reader has messages of its own for this (`corrections.read_corrections`).
    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": [key]} for key in ACTIONS]})

    sentence: Annotated[Target, short_for("text")] = Field(
        description="The exact sentence of the essay: one, several, or a part of one, within one paragraph."
    )
    replace: str | None = Field(
        None, description='What is printed instead; "" leaves the sentence out of the printed text.'
    )
    keep: Chosen = Field(None, description="true: the sentence is right as it is, and its flags are cleared.")
    do_not_use: Chosen = Field(
        None, alias="do-not-use", description="true: the sentence is printed, and nothing is asked or made from it."
    )
    reason: Filled = Field(description="Why. It is printed in the teacher's key and on no pupil's sheet.")


class CorrectionsFile(Strict):
    """corrections.yaml."""

    format: FormatOne = Field(description="The format of this file: 1.")
    citations: Citations = Field(
        "ask",
        description="Citation marks such as [1]. ask: printed, and flagged; remove: taken out of the printed text; "
        "keep: printed, and not flagged.",
    )
    corrections: Many[CorrectionEntry] = Field((), description="The decisions, one for each passage.")
