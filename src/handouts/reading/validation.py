"""Plain data against a pydantic model: each fault becomes a diagnostic at its line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from handouts.diagnostics import MOST, Diagnostic, Location, capped, problem
from handouts.errors import ContentError
from handouts.reading.colours import meant as colour_meant
from handouts.reading.yaml import Path, Plain, Tree

M = TypeVar("M", bound=BaseModel)

# What pydantic's names of faults mean to a person. The messages translate these five words.
_WANTED = {
    "string_type": "text",
    "whole_number": "number",
    "true_or_false": "true-false",
    "list_type": "list",
    "tuple_type": "list",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "dict_type": "mapping",
}
_FOUND_LENGTH = 40
_KEY_LENGTH = 60  # of a longer key nothing is like a key of ours


def validate(tree: Tree, model: type[M]) -> M:
    """The model filled from a tree, or ContentError with all that is wrong in the file (see `yaml.load`)."""
    newer = _newer_format(tree, model)
    if newer:
        raise ContentError(newer)
    try:
        filled = model.model_validate(tree.data)
    except ValidationError as error:
        raise ContentError(*_told(tree, model, error)) from error
    if tree.diagnostics:
        raise ContentError(*capped(sorted(tree.diagnostics, key=_place)))
    return filled


def _place(diagnostic: Diagnostic) -> tuple[int, int]:
    return (diagnostic.location.line, diagnostic.location.column) if diagnostic.location else (0, 0)


def _told(tree: Tree, model: type[BaseModel], error: ValidationError) -> list[Diagnostic]:
    """The first findings of the file: only these are put into words, since looking for what was meant takes time."""
    first: list[tuple[tuple[int, int], Diagnostic | _Fault]] = [(_place(d), d) for d in tree.diagnostics]
    first += [(_fault_place(tree, fault), fault) for fault in _faults(tree, error)]
    first.sort(key=lambda found: found[0])
    schema = model.model_json_schema()
    shown = [d if isinstance(d, Diagnostic) else _diagnostic(tree, schema, d) for _, d in first[: MOST + 1]]
    return capped(shown, len(first))


def _newer_format(tree: Tree, model: type[BaseModel]) -> Diagnostic | None:
    found = tree.data.get("format") if isinstance(tree.data, dict) else None
    newest = int(getattr(model, "newest_format", 1))
    if isinstance(found, str) and found.isdecimal() and int(found) > newest:
        return problem("yaml-format-newer", tree.location(("format",)), found=found, newest=newest)
    return None


@dataclass(frozen=True, slots=True)
class _Fault:
    """What pydantic says of the value (or the key) at a path of the file: its name for the fault, and the details."""

    path: Path
    kind: str
    ctx: Mapping[str, Any]
    message: str
    of_key: bool = False


def _faults(tree: Tree, error: ValidationError) -> Iterator[_Fault]:
    for fault in error.errors(include_url=False, include_input=False):
        path = _path(tree.data, fault["loc"], fault["type"])
        if any(path[:n] in tree.damaged for n in range(len(path) + 1)):
            continue
        # A key that the user chooses is judged as well; pydantic puts this word behind it.
        of_key = fault["loc"][-1:] == ("[key]",) and path[-1:] == fault["loc"][-2:-1]
        yield _Fault(path, fault["type"], fault.get("ctx", {}), fault["msg"], of_key)


def _fault_place(tree: Tree, fault: _Fault) -> tuple[int, int]:
    path = fault.path[:-1] if fault.kind == "missing" else fault.path
    place = tree.location(path, of_key=fault.of_key or fault.kind == "extra_forbidden")
    return place.line, place.column


def _path(data: Plain, loc: tuple[str | int, ...], kind: str) -> Path:
    """The path in the file: pydantic's, without the names of union members, which stand in no file."""
    path: Path = ()
    here: Any = data
    for step in loc:
        if isinstance(here, dict) and step in here:
            here = here[str(step)]
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            here = here[step]
        elif not (kind == "missing" and step == loc[-1]):
            continue
        path = (*path, step)
    return path


def _diagnostic(tree: Tree, schema: Mapping[str, Any], fault: _Fault) -> Diagnostic:
    path, kind, ctx, message = fault.path, fault.kind, fault.ctx, fault.message
    key = str(path[-1]) if path else ""
    if kind == "missing":
        return problem("yaml-missing-key", tree.location(path[:-1]), key=key)
    if kind == "label_without_language":
        return problem("label-without-language", tree.location(path), key=str(ctx["key"]))
    if kind == "label_below_language":
        return problem("label-below-language", tree.location(path), key=str(ctx["key"]))
    if kind == "union_tag_not_found":
        return problem("yaml-missing-key", tree.location(path), key=str(ctx.get("discriminator", "")).strip("'"))
    if kind == "no_colour":
        return _no_colour(tree, path, str(ctx["meant"]))
    if kind == "extra_forbidden":
        if comma := _decimal_comma(tree, path):
            return comma
        there = _at(tree.data, path[:-1]) or ()
        known = {one for one in _keys(schema, path[:-1]) if one not in there}
        near = get_close_matches(key.casefold()[:_KEY_LENGTH], sorted(known), n=1, cutoff=0.6)
        return problem(
            "yaml-unknown-key",
            tree.location(path, of_key=True),
            key=key,
            suggestion=near[0] if near else "",
            known=", ".join(sorted(known)),
        )
    named = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    if kind in ("empty_text", "empty_list"):
        return problem("yaml-missing-key", tree.location(path), key=named)
    if not path and kind in _WANTED:
        return _no_keys(tree, schema)
    found = _found(_at(tree.data, path))
    if fault.of_key:
        named, found = "".join(map(str, path[-2:-1])), _found(key)
    if kind in _WANTED:
        return problem("yaml-wrong-type", tree.location(path), key=named, wanted=_WANTED[kind], found=found)
    allowed = str(ctx.get("allowed") or ctx.get("expected_tags") or ctx.get("expected") or message)
    if kind == "union_tag_invalid":
        named = str(ctx.get("discriminator", "")).strip("'")
        path = (*path, named)
        found = _found(_at(tree.data, path))
    allowed = allowed.replace("'", "").replace(" or ", ", ")
    meant = next(iter(get_close_matches(found.casefold(), allowed.split(", "), 1, 0.7)), "")
    place = tree.location(path, of_key=fault.of_key)
    wrong = problem("yaml-wrong-value", place, key=named, found=found, allowed=allowed)
    return replace(wrong, data={**wrong.data, "suggestion": meant}) if meant else wrong


def _no_colour(tree: Tree, path: Path, meant: str) -> Diagnostic:
    """What is no colour, with the one that was meant; without quotes all from # on is a comment."""
    key, found, place = str(path[-1]), _found(_at(tree.data, path)), tree.location(path)
    if found:
        return problem("theme-colour", place, key=key, found=found, meant=meant or "#16505a")
    rest = tree.text[tree.spans[path][0] :].partition("\n")[0]
    comment = re.match(r"\s*(#[0-9a-fA-F]{3,8})\b", rest)
    return problem(
        "theme-colour-comment", place, key=key, meant=colour_meant(comment[1] if comment else "") or "#16505a"
    )


def _decimal_comma(tree: Tree, path: Path) -> Diagnostic | None:
    """`{body: 10,5}`: the comma ends the value, and its second half would be a key."""
    there = _at(tree.data, path[:-1])
    half = re.fullmatch(r"\d{1,3} ?(mm|cm|in|pt)?", str(path[-1]))
    if not half or path[:-1] not in tree.flow or not isinstance(there, dict) or there[str(path[-1])]:
        return None
    keys = list(there)
    before = keys[keys.index(str(path[-1])) - 1]
    whole = str(there[before])
    if before == path[-1] or not whole.isdecimal():
        return None
    place = tree.location((*path[:-1], before))
    return problem("yaml-decimal-comma", place, key=before, found=f"{whole},{path[-1]}", meant=f"{whole}.{path[-1]}")


def _no_keys(tree: Tree, schema: Mapping[str, Any]) -> Diagnostic:
    """A file that is a list or a mere text, or holds nothing but comments."""
    needed = ", ".join(schema.get("required", ()) or schema.get("properties", ()))
    # A file of comments has no root at all, or behind "---" one without width.
    start, end = tree.spans.get((), (0, 0))
    if start == end and not tree.data:
        return problem("yaml-no-keys", Location(tree.name, 1, 1), needed=needed)
    return problem("yaml-not-keys", tree.location(()), found=_found(tree.data), needed=needed)


def _at(data: Any, path: Path) -> Any:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _found(value: Any) -> str:
    if isinstance(value, dict):
        return "mapping"
    if isinstance(value, list):
        return "list"
    text = str(value)
    return text if len(text) <= _FOUND_LENGTH else text[: _FOUND_LENGTH - 1] + "…"


def _keys(schema: Mapping[str, Any], path: Path) -> set[str]:
    """The keys that the model knows for the mapping at `path`."""
    here = list(_members(schema, schema))
    for step in path:
        below: list[Mapping[str, Any]] = []
        for member in here:
            part = member.get("items") if isinstance(step, int) else member.get("properties", {}).get(step)
            if isinstance(part, dict):
                below.extend(_members(schema, part))
        here = below
    return {key for member in here for key in member.get("properties", {})}


def _members(schema: Mapping[str, Any], part: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A schema with its reference followed, or each member of a union."""
    if "$ref" in part:
        yield from _members(schema, schema["$defs"][part["$ref"].rsplit("/", 1)[-1]])
        return
    members = [*part.get("anyOf", ()), *part.get("oneOf", ())]
    for member in members:
        yield from _members(schema, member)
    if not members or "properties" in part:
        yield part
