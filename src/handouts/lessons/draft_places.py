"""Where the things of a draft file stand, for messages about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handouts.diagnostics import Location
from handouts.errors import HandoutsError
from handouts.reading.text import read_source
from handouts.reading.yaml import Path as KeyPath
from handouts.reading.yaml import read_tree

_NAMES = ("id", "term")


def places(path: Path) -> Mapping[str, Location]:
    """The place of each thing that has an id or is a term, by that name; nothing when the file cannot be read.

    The file is read again for this: only messages need it, and most files give none.
    """
    try:
        tree = read_tree(read_source(path))
    except HandoutsError:
        return {}
    found: dict[str, Location] = {}
    below: list[tuple[KeyPath, Any]] = [((), tree.data)]
    while below:
        at, value = below.pop()
        if isinstance(value, dict):
            for name in _NAMES:
                if isinstance(value.get(name), str):
                    found.setdefault(value[name], tree.location((*at, name)))
            below += [((*at, key), part) for key, part in value.items()]
        elif isinstance(value, list):
            below += [((*at, i), part) for i, part in enumerate(value)]
    return found


def place_of(path: Path, key: KeyPath) -> Location:
    """Where a value of a file stands, or the nearest one above it; the file alone when it cannot be read."""
    try:
        return read_tree(read_source(path)).location(key)
    except HandoutsError:
        return Location(str(path))


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """Where an entry of a glossary has its term and its meaning."""

    term: Location
    definition: Location


def entry_places(path: Path) -> tuple[EntryPlace, ...]:
    """The places of the entries of a glossary.yaml, in the order of the file; none when it cannot be read."""
    try:
        tree = read_tree(read_source(path))
    except HandoutsError:
        return ()
    entries = tree.data.get("entries") if isinstance(tree.data, dict) else ()
    above = [("entries", i) for i in range(len(entries or ()))]
    return tuple(EntryPlace(tree.location((*at, "term")), tree.location((*at, "definition"))) for at in above)
