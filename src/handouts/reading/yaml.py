"""YAML as teachers write it: plain data, every scalar a text, and the place of every key and value.

Built on the events of PyYAML's pure Python parser (the C parser crashes on hostile files). What YAML can do beyond
plain data (anchors, aliases, tags) is refused, since it surprises people; so is a key that stands twice.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from handouts.diagnostics import Diagnostic, Location, capped, problem
from handouts.errors import ContentError
from handouts.model.text import SourceText
from handouts.reading.text import read_source
from handouts.reading.yaml_slips import place_of, slip

if TYPE_CHECKING:
    from pydantic import BaseModel
    from yaml.events import Event

    M = TypeVar("M", bound=BaseModel)
else:
    M = TypeVar("M")

MAX_DEPTH = 40
MAX_NODES = 200_000
MAX_KEYS = 1_000  # in one mapping: no file has so many, and each would be a finding

Path = tuple[str | int, ...]
Place = tuple[int, int]
Plain = str | list[Any] | dict[str, Any]


@dataclass(slots=True)
class Tree:
    """A file as plain data. `values` and `keys` map a path such as ("events", 3, "date") to line and column;

    `spans` give the code points of each value, from its first to behind its last (of a block: of its last scalar),
    `key_starts` the first code point of each key;
    `flow` are the paths of lists and mappings in brackets; `damaged` those whose value was refused and reported;
    `text` is the file as it was read.
    """

    name: str
    data: Plain = ""
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    spans: dict[Path, tuple[int, int]] = field(default_factory=dict)
    key_starts: dict[Path, int] = field(default_factory=dict)
    flow: set[Path] = field(default_factory=set)
    damaged: set[Path] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    text: str = ""

    def location(self, path: Path, of_key: bool = False) -> Location:
        """Where a value (or its key) stands; for a path that is not there, where the nearest one above it stands."""
        if of_key and path in self.keys:
            return Location(self.name, *self.keys[path])
        while path and path not in self.values:
            path = path[:-1]
        return Location(self.name, *self.values.get(path, (0, 0)))


def load(source: SourceText | str | os.PathLike[str], model: type[M]) -> M:
    """The file (a path, or a text already read) checked against a pydantic model.

    Raises ContentError with all that is wrong: yaml-syntax and what `slip` makes of it,
    yaml-no-keys, yaml-not-keys, yaml-not-plain, yaml-key-not-text, yaml-duplicate-key, yaml-too-large,
    yaml-format-newer, yaml-unknown-key, yaml-missing-key, yaml-wrong-type, yaml-wrong-value, and what `read_source`
    raises.
    """
    return load_with_places(source, model)[0]


def load_with_places(source: SourceText | str | os.PathLike[str] | Tree, model: type[M]) -> tuple[M, Tree]:
    """As `load`, with the tree that knows the lines; a tree that is there already is checked as it is."""
    from handouts.reading.validation import validate

    if isinstance(source, Tree):
        return validate(source, model), source
    tree = read_tree(source if isinstance(source, SourceText) else read_source(source))
    return validate(tree, model), tree


def read_tree(source: SourceText, large: bool = False) -> Tree:
    """The file as plain data with places. What is wrong stands in `diagnostics`; a broken file raises ContentError.

    A `large` file goes through libyaml where PyYAML has it, about eight times as fast; only its events are used, which
    it makes without recursion. Where it finds anything wrong the other parser reads again and tells.
    """
    import yaml

    if large and yaml.__with_libyaml__:
        tree = Tree(source.name, text=source.text)
        try:
            _Builder(tree, source, yaml.parse(source.text, Loader=yaml.CSafeLoader)).build()
            if not tree.diagnostics:
                return tree
        except (yaml.YAMLError, ContentError):
            pass
    tree = Tree(source.name, text=source.text)
    try:
        _Builder(tree, source, yaml.parse(source.text, Loader=yaml.SafeLoader)).build()
    except yaml.reader.ReaderError as error:
        # The reader gives an offset and no line; such a character (a control code) must not be in a text file.
        place = source.location(error.position)
        raise ContentError(*capped(tree.diagnostics), problem("yaml-syntax", place, detail=error.reason)) from error
    except yaml.MarkedYAMLError as error:
        raise ContentError(*capped(tree.diagnostics), slip(source, error)) from error
    return tree


class _Builder:
    """Turns events into nested dicts, lists and texts, without recursion."""

    def __init__(self, tree: Tree, source: SourceText, events: Iterator[Event]) -> None:
        self.tree = tree
        self.source = source
        self.events = events
        self.nodes = 0
        self.stack: list[tuple[dict[str, Any] | list[Any], Path]] = []
        self.key: tuple[str, Place, int] | None = None
        self.end = 0  # behind the last scalar or bracket

    def build(self) -> None:
        from yaml import events as kinds

        documents = 0
        for event in self.events:
            kind = type(event)
            if kind is kinds.ScalarEvent:
                self._checked(event)
                self._scalar(event)
            elif kind is kinds.MappingStartEvent or kind is kinds.SequenceStartEvent:
                self._checked(event)
                self._open(event, {} if kind is kinds.MappingStartEvent else [])
            elif kind is kinds.MappingEndEvent or kind is kinds.SequenceEndEvent:
                self._close(event)
            elif kind is kinds.AliasEvent:
                self._refuse(event, f"*{getattr(event, 'anchor', '')}")
                self._scalar(event)
            elif kind is kinds.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise ContentError(
                        *capped(self.tree.diagnostics), self._problem("yaml-syntax", event, detail="---")
                    )

    def _checked(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._too_large(event, "entries", MAX_NODES)
        if event.anchor is not None:
            self._refuse(event, f"&{event.anchor}")
        if event.tag is not None:
            self._refuse(event, event.tag.replace("tag:yaml.org,2002:", "!!"))

    def _open(self, event: Any, value: dict[str, Any] | list[Any]) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self._too_large(event, "levels", MAX_DEPTH)
        self._awaiting_key(event)
        path = self._put(value, place_of(self.source, event.start_mark))
        self.tree.spans[path] = (event.start_mark.index, event.start_mark.index)
        if event.flow_style:
            self.tree.flow.add(path)
        self.stack.append((value, path))

    def _close(self, event: Any) -> None:
        """The end of a block is an event without width, behind the comments that follow it."""
        if event.end_mark.index > event.start_mark.index:
            self.end = event.end_mark.index
        path = self.stack.pop()[1]
        self.tree.spans[path] = (self.tree.spans[path][0], self.end)
        self.key = None

    def _scalar(self, event: Any) -> None:
        value = getattr(event, "value", "")
        self.end = event.end_mark.index
        if self._awaiting_key(event):
            self.key = (value, place_of(self.source, event.start_mark), event.start_mark.index)
        else:
            path = self._put(value, place_of(self.source, event.start_mark))
            self.tree.spans[path] = (event.start_mark.index, self.end)

    def _awaiting_key(self, event: Any) -> bool:
        """True when the event is a key; a mapping or list in that place is refused."""
        if not self.stack or not isinstance(self.stack[-1][0], dict) or self.key is not None:
            return False
        if not hasattr(event, "value"):
            raise ContentError(*capped(self.tree.diagnostics), self._problem("yaml-key-not-text", event))
        return True

    def _put(self, value: Any, place: Place) -> Path:
        """Store a value where the last key or list asks for it; returns its path."""
        if not self.stack:
            self.tree.data = value
            self.tree.values[()] = place
            return ()
        holder, above = self.stack[-1]
        if isinstance(holder, list):
            path: Path = (*above, len(holder))
            holder.append(value)
        else:
            key, key_place, key_start = self.key or ("", place, 0)
            path = (*above, key)
            self.key = None
            if key in holder:
                first = self.tree.keys[path]
                here = Location(self.tree.name, *key_place)
                self.tree.diagnostics.append(
                    problem("yaml-duplicate-key", here, key=key, first=first[0], second=key_place[0])
                )
                # The second value is built beside the tree: its own faults are still found.
                return (*path, "")
            if len(holder) >= MAX_KEYS:
                here = Location(self.tree.name, *key_place)
                told = capped(self.tree.diagnostics)
                raise ContentError(*told, problem("yaml-too-large", here, what="keys", limit=MAX_KEYS))
            holder[key] = value
            self.tree.keys[path] = key_place
            self.tree.key_starts[path] = key_start
        self.tree.values[path] = place
        return path

    def _refuse(self, event: Any, what: str) -> None:
        self.tree.diagnostics.append(self._problem("yaml-not-plain", event, what=what))
        if self.stack:
            holder, above = self.stack[-1]
            last = len(holder) if isinstance(holder, list) else (self.key or ("", (0, 0), 0))[0]
            self.tree.damaged.add((*above, last))
        else:
            self.tree.damaged.add(())

    def _too_large(self, event: Any, what: str, limit: int) -> None:
        raise ContentError(
            *capped(self.tree.diagnostics), self._problem("yaml-too-large", event, what=what, limit=limit)
        )

    def _problem(self, code: str, event: Any, **data: str | int) -> Diagnostic:
        return problem(code, Location(self.tree.name, *place_of(self.source, event.start_mark)), **data)
