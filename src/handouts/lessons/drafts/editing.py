"""Edits of a draft file that leave every byte of everything else as it is, checked against what they should give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from handouts.diagnostics import Location, problem
from handouts.errors import ContentError
from handouts.lessons.drafts.chunks import INDENT, Chunks, Piece, chunks_of
from handouts.model.text import SourceText
from handouts.reading.yaml import Path, read_tree


@dataclass(frozen=True, slots=True)
class Replace:
    """Other text for an item, or for the word bank of a section. Texts are written as from column 0, lines by \\n."""

    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class Remove:
    """An item or word bank taken out, or a section with all that is in it. Comments beside it stay."""

    path: Path


@dataclass(frozen=True, slots=True)
class Insert:
    """A new item (or section) in the list `into`, behind the item at the path `after`, or before all others.

    Several behind the same item stand in the order in which they are given. A list that is missing is made.
    """

    into: Path
    text: str
    after: Path | None = None


@dataclass(frozen=True, slots=True)
class AddBank:
    """A word bank for a section that has none."""

    section: Path
    text: str


Edit = Replace | Remove | Insert | AddBank


def edited(chunks: Chunks, edits: Sequence[Edit]) -> Chunks:
    """The file with all edits made; paths are those of the file as it is.

    Raises ContentError draft-layout when the file is written so that it cannot be edited without touching other lines.
    """
    if not edits:
        return chunks
    if chunks.odd:
        raise ContentError(chunks.odd)
    text = _Writer(chunks).write(edits)
    try:
        result = chunks_of(chunks.name, text, chunks.encoding)
    except ContentError as error:
        raise ContentError(problem("draft-layout", Location(chunks.name))) from error
    # A comment that would become part of a text, a list that swallows what follows: told by the data, not foreseen.
    if result.odd or result.tree.data != _wanted(chunks.tree.data, edits):
        raise ContentError(problem("draft-layout", Location(chunks.name)))
    return result


class _Writer:
    """Lines of the old file and of the new texts, in order."""

    def __init__(self, chunks: Chunks) -> None:
        self.chunks = chunks
        self.lines: list[str] = list(chunks.lines)
        self.added: list[tuple[int, int, str]] = []  # line, depth of the list, text

    def write(self, edits: Sequence[Edit]) -> str:
        for edit in edits:
            match edit:
                case Replace():
                    self._replace(self._piece(edit.path), edit.text)
                case Remove():
                    self._replace(self._piece(edit.path), "")
                case AddBank():
                    self._add_bank(edit)
                case Insert():
                    self._insert(edit)
        return self._joined()

    def _joined(self) -> str:
        """Deeper lists end before the lists they stand in, so their texts go first; sorting keeps the rest in order."""
        waiting = sorted(self.added, key=lambda added: (added[0], -added[1]))
        out: list[str] = []
        for number, line in enumerate([*self.lines, ""]):
            while waiting and waiting[0][0] == number:
                if out and not out[-1].endswith(("\n", "\r")):
                    out.append(self.chunks.newline)
                out.append(waiting.pop(0)[2])
            if line:
                out.append(line)
        return "".join(out)

    def _piece(self, path: Path) -> Piece:
        return next(piece for piece in (*self.chunks.items, *self.chunks.sections) if piece.path == path)

    def _replace(self, piece: Piece, text: str) -> None:
        last = piece.line + _count(self.chunks, piece)
        new = self._placed(text, piece.indent) if text else ""
        if not piece.text.endswith(("\n", "\r")):
            new = new.removesuffix(self.chunks.newline)
        self.lines[piece.line : last] = [new] + [""] * (last - piece.line - 1)

    def _insert(self, edit: Insert) -> None:
        found = self.chunks.lists.get(edit.into)
        depth = len(edit.into)
        if edit.after is not None:
            every = self.chunks.sections if edit.into == ("sections",) else self.chunks.items
            before = next(item for item in every if item.path == edit.after)
            self.added.append(
                (before.line + _count(self.chunks, before), depth, self._placed(edit.text, before.indent))
            )
        elif found is None:
            self._into_missing(edit)
        else:
            if found.brackets:
                self._drop(found.first_line - 1, *found.brackets)
            self.added.append((found.first_line, depth, self._placed(edit.text, found.indent)))

    def _drop(self, line: int, start: int, end: int) -> None:
        """Take `[]` out of its line, once."""
        text = self.lines[line]
        if text == self.chunks.lines[line]:
            self.lines[line] = text[:start].rstrip(" ") + text[end:]

    def _into_missing(self, edit: Insert) -> None:
        """The key of the list goes to the end of the mapping that it belongs to, once; then its first items."""
        line, column = len(self.lines), 0
        if len(edit.into) > 1:
            section = next(s for s in self.chunks.sections if s.path == edit.into[:-1])
            line, column = section.line + _count(self.chunks, section), section.indent + INDENT
        key = (line, len(edit.into) - 1, self._placed(f"{edit.into[-1]}:", column))
        if key not in self.added:
            self.added.append(key)
        self.added.append((line, len(edit.into) - 1, self._placed(edit.text, column + INDENT)))

    def _add_bank(self, edit: AddBank) -> None:
        """Below the line of the section's kind, which every section has."""
        path = (*edit.section, "kind")
        section = next(s for s in self.chunks.sections if s.path == edit.section)
        line = self.chunks.tree.values[path][0]
        self.added.append((line, len(path), self._placed(edit.text, section.indent + INDENT)))

    def _placed(self, text: str, indent: int) -> str:
        lines = text.removesuffix("\n").split("\n")
        return "".join(f"{' ' * indent if line else ''}{line}{self.chunks.newline}" for line in lines)


def _count(chunks: Chunks, piece: Piece) -> int:
    """How many lines a piece has."""
    length, line = 0, piece.line
    while length < len(piece.text):
        length += len(chunks.lines[line])
        line += 1
    return line - piece.line


def _wanted(data: Any, edits: Sequence[Edit]) -> Any:
    """The data of the file after the edits."""
    wanted = deepcopy(data)
    for edit in edits:
        if isinstance(edit, AddBank) or (isinstance(edit, Replace) and edit.path[-1] == "bank"):
            path = edit.section if isinstance(edit, AddBank) else edit.path[:-1]
            _at(wanted, path)["bank"] = _parsed(edit.text)["bank"]
        elif isinstance(edit, Remove) and edit.path[-1] == "bank":
            del _at(wanted, edit.path[:-1])["bank"]
    lists = {e.into for e in edits if isinstance(e, Insert)}
    lists |= {e.path[:-1] for e in edits if isinstance(e, Replace | Remove) and e.path[-1] != "bank"}
    # Items before sections: the paths are those of the old file.
    for path in sorted(lists, key=len, reverse=True):
        holder = _at(wanted, path[:-1])
        holder[path[-1]] = list(_new_list(holder.get(path[-1]) or [], path, edits)) or ""
    return wanted


def _new_list(old: Sequence[Any], path: Path, edits: Sequence[Edit]) -> Iterable[Any]:
    def added(after: Path | None) -> Iterable[Any]:
        for edit in edits:
            if isinstance(edit, Insert) and edit.into == path and edit.after == after:
                yield from _parsed(edit.text)

    yield from added(None)
    replaced = {e.path: e for e in edits if isinstance(e, Replace | Remove)}
    for i, entry in enumerate(old):
        change = replaced.get((*path, i))
        if isinstance(change, Replace):
            yield from _parsed(change.text)
        elif change is None:
            yield entry
        yield from added((*path, i))


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _parsed(text: str) -> Any:
    return read_tree(SourceText("", text.removesuffix("\n") + "\n")).data
