"""Where the things of a draft file stand, for messages about them."""

from __future__ import annotations

from collections.abc import Mapping
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
