"""JSON Schemas of the files of people, for completion and checks in an editor.

The reader takes every scalar as text, and an editor takes it as YAML 1.2 types it: `display: 1941` is a text here and a
number there. The schema says what the reader accepts, in the types that the editor sees.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from handouts.reading import fields

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: JsonSchemaValue = {"type": ["string", "number", "boolean", "null"]}
_FILLED: JsonSchemaValue = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
_WHOLE: JsonSchemaValue = {
    "type": ["integer", "string"],
    "minimum": 0,
    "maximum": 999_999_999,
    "pattern": "^[0-9]{1,9}$",
}
_YES_NO: JsonSchemaValue = {"enum": [True, False, "true", "false"]}


def file_schema(model: type[BaseModel], title: str) -> dict[str, Any]:
    """The schema (draft 2020-12) of a file that `model` describes."""
    made = model.model_json_schema(schema_generator=_FileSchema)
    return {"$schema": DIALECT, **made, "title": title}


class _FileSchema(GenerateJsonSchema):
    """Says of each field what its text may look like instead of what it becomes."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        return dict(_TEXT)

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        return dict(_WHOLE)

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        return dict(_YES_NO)

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        """A number or truth value may stand in quotes as well."""
        found: list[Any] = []
        for value in schema["expected"]:
            found += [value] if isinstance(value, str) else [value, str(value).lower()]
        return {"enum": found}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """None stands for a key that is left out: no text gives it."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        return {key: value for key, value in made.items() if key != "default" or value is not None}

    def tuple_schema(self, schema: core_schema.TupleSchema) -> JsonSchemaValue:
        """A list; its key with nothing behind it is an empty one."""
        return {"type": ["array", "null"], "items": self.generate_inner(schema["items_schema"][0])}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """A mapping with keys of the user's own: where these have a form, no others may stand there."""
        made = super().dict_schema(schema)
        return {**made, "additionalProperties": False} if "patternProperties" in made else made

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        check: Any = schema["function"]["function"]
        if check in _KNOWN:
            return dict(_KNOWN[check])
        if isinstance(check, fields.Matching):
            return {"type": "string", "pattern": f"^(?:{check.pattern})$"}
        if isinstance(check, fields.Between):
            step = {} if check.step == 1 else {"multipleOf": check.step}
            return {**_WHOLE, "minimum": check.least, "maximum": check.most, **step}
        if isinstance(check, fields.Millimetres):
            limits = {"minimum": check.least, "maximum": check.most}
            return {"type": ["number", "string"], **limits, "pattern": f"^(?:{check.pattern})$"}
        inner = self.generate_inner(schema["schema"])
        if isinstance(check, fields.ShortFor):
            return {"anyOf": [inner, dict(_TEXT)]}
        if check is fields.one_or_many:
            return {"anyOf": [inner, inner["items"]]}
        return inner


_KNOWN: Mapping[Callable[..., Any], JsonSchemaValue] = {
    fields.filled: _FILLED,
    fields.yes_no: _YES_NO,
}
