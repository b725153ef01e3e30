"""Dataclasses from the plain data of a record: each field as its type says, and nothing else."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def restored(kind: type[T], data: Any) -> T:
    """The dataclass `kind` from what `dataclasses.asdict` and JSON made of it. Missing fields take their defaults.

    TypeError when a field is unknown, missing without a default, or not of its type.
    """
    if not isinstance(data, Mapping):
        raise TypeError(f"{kind.__name__}: {data!r}")
    hints = get_type_hints(kind)
    unknown = [name for name in data if name not in hints]
    if unknown:
        raise TypeError(f"{kind.__name__}.{unknown[0]}")
    return kind(**{name: _value(hints[name], value, name) for name, value in data.items()})


def _value(hint: Any, value: Any, name: str) -> Any:
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return restored(hint, value)
    if get_origin(hint) in (Union, UnionType) and type(None) in get_args(hint):
        inner = next(part for part in get_args(hint) if part is not type(None))
        return None if value is None else _value(inner, value, name)
    if get_origin(hint) is Literal and value in get_args(hint):
        return value
    if get_origin(hint) is tuple and isinstance(value, list):
        parts = get_args(hint)
        if parts[-1] is Ellipsis:
            return tuple(_value(parts[0], part, name) for part in value)
        if len(parts) == len(value):
            return tuple(_value(part, given, name) for part, given in zip(parts, value, strict=True))
    # A truth value is a whole number to Python, but not to a reader.
    elif isinstance(hint, type) and type(value) is hint:
        return value
    raise TypeError(f"{name}: {value!r}")
