"""A draft file as text in pieces that lose nothing: its items by themselves, and all that stands between them.

Where an item begins and ends is told by the events of the strict YAML reader, never guessed from the look of the lines.
A file in which items do not have lines of their own (brackets around the list, two items on a line) is `odd`: it can be
read, but not be edited here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from handouts.diagnostics import Diagnostic, Location, capped, problem
from handouts.errors import ContentError
from handouts.lessons.drafts.identity import term_id
from handouts.model.text import SourceText
from handouts.reading.text import decode
from handouts.reading.yaml import Path, Tree, read_tree

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_LISTS = ("events", "entries")
INDENT = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole lines of a file. An item has the path of its entry, its id (a glossary entry: its term, normalised), the

    column of its dash (from 0) and its first line (from 0). The word bank of a section is a piece with the id "bank".
    Loose text has the path ().
    """

    text: str
    path: Path = ()
    id: str = ""
    indent: int = 0
    line: int = 0

    @property
    def plain(self) -> str:
        """The text without its last line end, line ends as \\n: what makes two states of an item the same."""
        return unified(self.text).removesuffix("\n")

    def reads(self, text: str) -> bool:
        """Whether the piece stands as `text`, written from column 0, would be written at its place."""
        indent = " " * self.indent
        return self.plain == "\n".join(f"{indent}{line}" if line else "" for line in text.rstrip("\n").split("\n"))


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list that items stand in: its path, the column of the dashes, the line that a first item would be put before,

    and the place of `[]` in its line where the list is written so.
    """

    path: Path
    indent: int
    first_line: int
    brackets: tuple[int, int] | None = None


@dataclass(frozen=True)
class Chunks:
    """A draft file. `text` is the file's text with its mark and line ends; `odd` says why it cannot be edited.

    `items` are the pieces that are no loose text; `sections` the parts of questions.yaml, each with its items in it.
    """

    name: str
    text: str
    encoding: str
    tree: Tree
    lines: tuple[str, ...]
    items: tuple[Piece, ...]
    lists: dict[Path, ItemList] = field(default_factory=dict)
    sections: tuple[Piece, ...] = ()
    odd: Diagnostic | None = None

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Items and loose text in the order of the file; their texts joined are the file's text."""
        found: list[Piece] = []
        at = 0
        for item in self.items:
            if item.line > at:
                found.append(Piece("".join(self.lines[at : item.line]), line=at))
            found.append(item)
            at = item.line + len(_LINES.findall(item.text))
        if at < len(self.lines):
            found.append(Piece("".join(self.lines[at:]), line=at))
        return tuple(found)

    @property
    def newline(self) -> str:
        """The line end of the file: that of its first line."""
        first = self.lines[0] if self.lines else ""
        return next((end for end in ("\r\n", "\n", "\r") if first.endswith(end)), "\n")

    def find(self, path: Path) -> Piece | None:
        """The item at a path."""
        return next((item for item in self.items if item.path == path), None)

    def items_of(self, path: Path) -> tuple[Piece, ...]:
        """The items of one list, such as ("events",) or ("sections", 0, "items"), in the order of the file."""
        return tuple(item for item in self.items if item.path[:-1] == path and isinstance(item.path[-1], int))

    @property
    def source(self) -> SourceText:
        """The file as the readers take it: without mark, line ends as \\n."""
        return SourceText(self.name, unified(self.text.removeprefix("\ufeff")))

    def data(self) -> bytes:
        """The bytes of the file."""
        return self.text.encode(self.encoding)


def read_chunks(name: str, data: bytes) -> Chunks:
    """A draft file in pieces. Raises ContentError as the readers of text and YAML do (`reading.yaml.load`)."""
    decode(name, data)  # says what is wrong with bytes that are no text
    encoding = _UTF16.get(data[:2], "utf-8")
    return chunks_of(name, data.decode(encoding), encoding)


def chunks_of(name: str, text: str, encoding: str = "utf-8") -> Chunks:
    """As `read_chunks`, from the text with its mark and line ends."""
    source = SourceText(name, unified(text.removeprefix("\ufeff")))
    tree = read_tree(source)
    if tree.diagnostics:
        raise ContentError(*capped(tree.diagnostics))
    lines = tuple(_LINES.findall(text))
    cutter = _Cutter(tree, source, lines)
    try:
        items = tuple(sorted(cutter.items(), key=lambda item: item.line))
        _refuse_shared_lines(tree, items)
    except _Odd as error:
        return Chunks(name, text, encoding, tree, lines, (), odd=error.found)
    return Chunks(name, text, encoding, tree, lines, items, cutter.lists, cutter.sections)


def unified(text: str) -> str:
    """The text with line ends as \\n."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class _Odd(Exception):
    """The file is written in a way that leaves items no lines of their own."""

    def __init__(self, place: Location) -> None:
        super().__init__()
        self.found = problem("draft-layout", place)


def _refuse_shared_lines(tree: Tree, items: Sequence[Piece]) -> None:
    end = 0
    for item in items:
        if item.line < end:
            raise _Odd(Location(tree.name, item.line + 1))
        end = item.line + len(_LINES.findall(item.text))


class _Cutter:
    """Finds the items of one file and the lists that they stand in."""

    def __init__(self, tree: Tree, source: SourceText, lines: Sequence[str]) -> None:
        self.tree = tree
        self.lines = lines
        self.starts = [0] + [i + 1 for i, c in enumerate(source.text) if c == "\n"]
        self.plain = source.text
        self.lists: dict[Path, ItemList] = {}
        self.sections: tuple[Piece, ...] = ()

    def items(self) -> Iterator[Piece]:
        """All items and word banks."""
        data = self.tree.data
        if not isinstance(data, dict):
            return
        if () in self.tree.flow:
            raise _Odd(self.tree.location(()))
        for key in _LISTS:
            if key in data:
                yield from self._list((key,))
        if "sections" not in data:
            return
        self.sections = tuple(self._list(("sections",)))
        for section in self.sections:
            fields = data["sections"][section.path[-1]]
            if not isinstance(fields, dict):
                continue
            if section.path in self.tree.flow:
                raise _Odd(self.tree.location(section.path))
            if "items" in fields:
                yield from self._list((*section.path, "items"))
            if "bank" in fields:
                yield from self._bank((*section.path, "bank"))

    def _list(self, path: Path) -> Iterator[Piece]:
        value = self._value(path)
        start, end = self.tree.spans[path]
        if isinstance(value, list) and value:
            if path in self.tree.flow:
                raise _Odd(self.tree.location(path))
            yield from self._entries(path, value)
        elif value == "" and start == end:
            self.lists[path] = ItemList(path, self._key_column(path) + INDENT, self._line(max(start - 1, 0)) + 1)
        elif value == [] and re.fullmatch(r"\[\s*\]", self.plain[start:end]) and "\n" not in self.plain[start:end]:
            line = self._line(start)
            mark = len(self.lines[0]) - len(self.lines[0].removeprefix("\ufeff")) if line == 0 else 0
            at = start - self.starts[line] + mark
            self.lists[path] = ItemList(path, self._key_column(path) + INDENT, line + 1, (at, at + end - start))
        else:
            raise _Odd(self.tree.location(path))

    def _entries(self, path: Path, value: Sequence[object]) -> Iterator[Piece]:
        start = self.tree.spans[path][0]
        first = self._line(start)
        indent = start - self.starts[first]
        self.lists[path] = ItemList(path, indent, self._below_key(first, path))
        line = first
        for i in range(len(value)):
            begin, end = self.tree.spans[(*path, i)]
            line = self._dash(line, self._line(begin), indent, path)
            after = self._line(max(end - 1, 0)) + 1
            while not self.lines[after - 1].strip():  # blank lines behind a block of text are no part of it
                after -= 1
            yield Piece("".join(self.lines[line:after]), (*path, i), self._id((*path, i)), indent, line)
            line = after

    def _dash(self, line: int, last: int, indent: int, path: Path) -> int:
        """The line of the next dash: between two items only comments and blank lines stand before it."""
        for at in range(line, last + 1):
            text = self.lines[at].removeprefix("\ufeff") if at == 0 else self.lines[at]
            if text.startswith("-", indent) and not text[:indent].strip(" "):
                return at
            if text.strip() and not text.lstrip().startswith("#"):
                break
        raise _Odd(self.tree.location(path))

    def _below_key(self, first: int, path: Path) -> int:
        """The line below the key of a list whose first item begins in line `first`."""
        for at in range(first - 1, -1, -1):
            text = self.lines[at].strip()
            if text and not text.startswith("#"):
                return at + 1
        raise _Odd(self.tree.location(path))

    def _bank(self, path: Path) -> Iterator[Piece]:
        """The word bank, where its key begins a line; else it is loose text, and so the teacher's."""
        line, column = self._line(self._key_index(path)), self._key_column(path)
        if self.lines[line][:column].strip(" "):
            return
        after = self._line(max(self.tree.spans[path][1] - 1, 0)) + 1
        yield Piece("".join(self.lines[line:after]), path, "bank", column, line)

    def _id(self, path: Path) -> str:
        entry = self._value(path)
        if not isinstance(entry, dict):
            return ""
        if path[0] == "entries":
            return term_id(entry["term"]) if isinstance(entry.get("term"), str) else ""
        return entry["id"] if isinstance(entry.get("id"), str) else ""

    def _value(self, path: Path) -> object:
        here: object = self.tree.data
        for step in path:
            here = here[step]  # type: ignore[index]
        return here

    def _line(self, index: int) -> int:
        return bisect_right(self.starts, index) - 1

    def _key_index(self, path: Path) -> int:
        return self.tree.key_starts[path]

    def _key_column(self, path: Path) -> int:
        index = self._key_index(path)
        return index - self.starts[self._line(index)]
