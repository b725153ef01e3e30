"""What a template sees of the tool's values: texts, numbers, lists, records with fields. Never a method."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, cast

from handouts.model.timeline import Day


class Record:
    """The fields of a dataclass. The engine reads `values`; templates cannot name it."""

    __slots__ = ("kind", "values")

    def __init__(self, kind: str, values: dict[str, Any]) -> None:
        self.kind = kind
        self.values = values


@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cast(Any, kind)))


def plain(value: Any) -> Any:
    """`value` as a template may have it. Raises TypeError for what is no plain data: a programming error."""
    kind = type(value)
    if kind is str or kind is int or kind is bool or kind is float or value is None:
        return value
    if kind is tuple or kind is list:
        return tuple([plain(v) for v in value])
    if kind is Day:
        return iso(value)
    if kind is Record:
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return Record(kind.__name__, {name: plain(getattr(value, name)) for name in _names(cast(Hashable, kind))})
    if isinstance(value, str):
        return str.__str__(value)  # a subclass might call itself safe markup
    if isinstance(value, Mapping):
        return {str.__str__(k): plain(v) for k, v in value.items()}
    raise TypeError(f"a template cannot be given a {kind.__name__}")


def plain_context(context: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a rendering as its templates have them; `t`, the label function, is none of them."""
    return {str(name): plain(value) for name, value in context.items() if name != "t"}


def packed(value: Any) -> Any:
    """What `plain` gave, as JSON data."""
    if isinstance(value, Record):
        return {"kind": value.kind, "values": {name: packed(part) for name, part in value.values.items()}}
    if isinstance(value, tuple):
        return [packed(part) for part in value]
    return {"map": {k: packed(v) for k, v in value.items()}} if isinstance(value, dict) else value


def unpacked(data: Any) -> Any:
    """The value that `packed` made this data of."""
    if isinstance(data, list):
        return tuple([unpacked(part) for part in data])
    if isinstance(data, dict):
        inside = data["map"] if "map" in data else data["values"]
        values = {name: unpacked(part) for name, part in inside.items()}
        return values if "map" in data else Record(data["kind"], values)
    return data


def iso(day: Day) -> str:
    """1941-06-22; -0264-01-01 for 264 BC."""
    sign = "-" if day.year < 0 else ""
    return f"{sign}{abs(day.year):04}-{day.month:02}-{day.day:02}"
