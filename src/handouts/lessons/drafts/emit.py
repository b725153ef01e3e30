"""Plain data as YAML text that a teacher can edit: one key a line, quotes only where YAML needs them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_PLAIN = re.compile(r"[^\W_]|[^\W_][^\n]*[^\s:]")
# Words that other YAML readers take for something else than text, and numbers of the kinds they change.
_WORDS = {"true", "false", "yes", "no", "on", "off", "y", "n", "null"}
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


@dataclass(frozen=True, slots=True)
class Flow:
    """A mapping or list to be written on one line."""

    value: Mapping[str, str | int] | Sequence[str | int]


Value = str | int | bool | Flow | Mapping[str, "Value"] | Sequence["Value"]


def emit(data: Mapping[str, Value]) -> str:
    """YAML text of a mapping, in the order given, ending with a newline."""
    return "\n".join(_mapping(data, 0)) + "\n"


def emit_item(value: Mapping[str, Value]) -> str:
    """YAML text of one entry of a list, its dash in column 0, ending with a newline."""
    return "\n".join(_item(value, 0)) + "\n"


def _mapping(data: Mapping[str, Value], indent: int) -> Iterator[str]:
    for key, value in data.items():
        yield from _entry(f"{' ' * indent}{key}:", value, indent + 2)


def _entry(lead: str, value: Value, indent: int) -> Iterator[str]:
    """A key or dash and what belongs to it; nested lines begin at `indent`."""
    if isinstance(value, Mapping) and value:
        yield lead
        yield from _mapping(value, indent)
    elif isinstance(value, str | int | Flow):
        yield f"{lead} {_inline(value)}"
    elif not value:
        yield f"{lead} []"
    else:
        yield lead
        for item in value:
            yield from _item(item, indent)


def _item(value: Value, indent: int) -> Iterator[str]:
    dash = f"{' ' * indent}-"
    if isinstance(value, Mapping):
        lines = list(_mapping(value, indent + 2))
        yield f"{dash} {lines[0].lstrip(' ')}"
        yield from lines[1:]
    else:
        yield from _entry(dash, value, indent + 2)


def _inline(value: str | int | bool | Flow) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value.value, Mapping):
        return "{" + ", ".join(f"{k}: {quoted(str(v), True)}" for k, v in value.value.items()) + "}"
    return "[" + ", ".join(quoted(str(v), True) for v in value.value) + "]"


def quoted(text: str, in_flow: bool = False) -> str:
    """The text as a YAML scalar that is read back exactly, on one line."""
    if _is_plain(text, in_flow):
        return text
    if text.isprintable() and "'" not in text:
        return f"'{text}'"
    return '"' + "".join(_escaped(char) for char in text) + '"'


def _is_plain(text: str, in_flow: bool) -> bool:
    return (
        bool(_PLAIN.fullmatch(text))
        and text.isprintable()
        and ": " not in text
        and " #" not in text
        and text.casefold() not in _WORDS
        and not (in_flow and re.search(r"[,\[\]{}:?]", text))
    )


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
