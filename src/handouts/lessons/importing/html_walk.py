"""A parsed web page as blocks of styled text, each knowing where it stands and what kind of part it is in."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parents[1] / "data" / "web.toml"
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DEEPEST = 250  # the parser gives up at 256
_LONG_CELL = 300
_LARGE_PART = 0.5


@cache
def web() -> dict[str, frozenset[str]]:
    """What is known of the elements and classes of web pages."""
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return {key: frozenset(values) for key, values in data.items()}


@dataclass(slots=True)
class Block:
    """A stretch of text between two ends of line: `outside` names the part of the page it is in, "" for none known.

    `home` is the element that it and its siblings are in. `linked` counts the characters inside links, `pictures` the
    pictures since the block before.
    """

    tag: str
    path: str
    home: Any
    outside: str
    item: int | None = None
    inside_item: bool = False
    quoted: bool = False
    letters: list[tuple[str, bool, bool]] = field(default_factory=list)
    linked: int = 0
    pictures: int = 0

    @property
    def text(self) -> str:
        """The plain text, with single blanks."""
        return " ".join("".join(text for text, _, _ in self.letters).split())

    @property
    def level(self) -> int:
        """The level of a heading, 0 for anything else."""
        return int(self.tag[1]) if re.fullmatch("h[1-6]", self.tag) else 0


@dataclass(slots=True)
class Walk:
    """Goes through a tree of elements in reading order, without recursion: pages may be nested deeply."""

    root: Any
    blocks: list[Block] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    turned: Counter[str] = field(default_factory=Counter)
    _open: Block | None = None
    _bold: int = 0
    _italic: int = 0
    _link: int = 0
    _outside: list[str] = field(default_factory=list)
    _lists: list[list[Any]] = field(default_factory=list)
    _quotes: int = 0
    _rows: int = 0
    _size: int = 0
    _pictures: int = 0

    def run(self) -> bool:
        """Fill `blocks` and the counts; False when the page is nested so deeply that its parser has lost a part."""
        depth = 0
        self._size = max(1, len("".join(self.root.itertext())))
        element, skip = self.root, not self._enter(self.root)
        while True:
            if not skip and len(element):
                element = element[0]
                depth += 1
                if depth >= _DEEPEST:
                    return False
            else:
                self._leave(element, skip)
                while element is not self.root and element.getnext() is None:
                    element = element.getparent()
                    depth -= 1
                    self._leave(element, False)
                if element is self.root:
                    break
                element = element.getnext()
            skip = not self._enter(element)
        self._flush()
        return True

    def _enter(self, element: Any) -> bool:
        """Open an element; False when nothing in it is to be read."""
        tag, known = element.tag, web()
        if not isinstance(tag, str) or tag in known["silent"]:
            return False
        if _is_hidden(element):
            self.left["hidden-text"] += bool("".join(element.itertext()).strip())
            return False
        if tag not in known["blocks"] and _names(element) & known["mark_names"]:
            self.left["edit-marks"] += 1
            return False
        if tag not in known["blocks"] and _names(element) & known["note_names"]:
            self.left["notes"] += 1
            return False
        if tag in known["blocks"]:
            self._flush()
            self._structure(element, tag)
        self._bold += tag in known["bold"]
        self._italic += tag in known["italic"]
        self._link += tag == "a"
        if tag == "br":
            self._add("\n")
        elif tag == "img":
            self._pictures += 1
        self._add(element.text or "", element)
        return True

    def _structure(self, element: Any, tag: str) -> None:
        self._outside.append(self._outside[-1] if self._outside and self._outside[-1] else self._part(element, tag))
        if tag in ("ul", "ol"):
            self._lists.append([tag, 0])
        elif tag == "li" and self._lists:
            self._lists[-1][1] += 1
        elif tag == "blockquote":
            self._quotes += 1
        elif tag == "tr" and self._rows == 0 and _is_data_row(element):
            self._rows = 1
            self._block(element)
        elif tag in ("td", "th") and self._rows and self._open is not None and self._open.text:
            self._open.letters.append((" | ", False, False))

    def _leave(self, element: Any, skipped: bool) -> None:
        tag, known = element.tag, web()
        if not skipped:
            self._bold -= tag in known["bold"]
            self._italic -= tag in known["italic"]
            self._link -= tag == "a"
            if tag in known["blocks"]:
                self._close(tag)
        if element is not self.root:
            self._add(element.tail or "", element.getparent())

    def _close(self, tag: str) -> None:
        if tag == "tr" and self._rows:
            self._rows = 0
        self._flush()
        self._outside.pop()
        if tag in ("ul", "ol"):
            self._lists.pop()
        elif tag == "blockquote":
            self._quotes -= 1

    def _part(self, element: Any, tag: str) -> str:
        """What part of the page the element is, when its name or class says that it is not the text."""
        known, names = web(), _names(element)
        if tag in known["notes"] or names & known["note_names"]:
            return "notes"
        around = tag in known["around"] or element.get("role", "") in known["around_roles"]
        if not around and (tag in ("html", "body", "article", "main") or not names & known["around_names"]):
            return ""
        # A wrapper may be named after what it also holds ("content-sidebar-wrap"): most of the page is never a part.
        large = len("".join(element.itertext())) > _LARGE_PART * self._size
        return "" if large and not around else "page-parts"

    def _block(self, element: Any) -> Block:
        if self._open is None:
            home = _own_block(element)
            path = ".".join(reversed([e.tag for e in (home, *home.iterancestors()) if isinstance(e.tag, str)]))
            parent = home.getparent()
            self._open = Block(
                "tr" if self._rows else home.tag,
                path,
                parent if parent is not None else home,
                self._outside[-1] if self._outside else "",
                self._lists[-1][1] if self._lists and self._lists[-1][0] == "ol" else None,
                bool(self._lists),
                self._quotes > 0,
            )
        return self._open

    def _add(self, text: str, element: Any = None) -> None:
        if not text or (self._open is None and not text.strip()):
            return
        if element is None:
            if self._open is not None:
                self._open.letters.append((text, False, False))
            return
        block = self._block(element)
        block.letters.append((text if text == "\n" else re.sub(r"\s+", " ", text), self._bold > 0, self._italic > 0))
        block.linked += len(text.strip()) if self._link else 0

    def _flush(self) -> None:
        """End the open block; two line breaks in a row inside it are ends of paragraphs as well."""
        block = self._open
        if block is None or self._rows:
            return
        self._open = None
        for letters in _pieces(block.letters):
            share = sum(len(text) for text, _, _ in letters) / max(1, sum(len(t) for t, _, _ in block.letters))
            self.blocks.append(
                Block(
                    block.tag,
                    block.path,
                    block.home,
                    block.outside,
                    block.item,
                    block.inside_item,
                    block.quoted,
                    letters,
                    round(block.linked * share),
                    self._pictures,
                )
            )
            self._pictures = 0


def _names(element: Any) -> frozenset[str]:
    """The words of an element's classes and id."""
    said = f"{element.get('class', '')} {element.get('id', '')}".lower().split()
    return frozenset(said) | {word for name in said for word in re.split("[-_]+", name)}


def _is_hidden(element: Any) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDING.search(element.get("style", "")))
    )


def _own_block(element: Any) -> Any:
    """The nearest element around some text that ends lines."""
    while element.tag not in web()["blocks"] and element.getparent() is not None:
        element = element.getparent()
    return element


def _is_data_row(row: Any) -> bool:
    """Whether a row holds short cells, and not paragraphs that a table only places on the page."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    inner = web()["blocks"] - {"tr", "td", "th"}
    return len(cells) > 1 and not any(
        len("".join(cell.itertext())) > _LONG_CELL or any(e.tag in inner for e in cell.iterdescendants())
        for cell in cells
    )


def _pieces(letters: list[tuple[str, bool, bool]]) -> Iterator[list[tuple[str, bool, bool]]]:
    """The letters cut at empty lines, without pieces in which nothing is to be seen."""
    piece: list[tuple[str, bool, bool]] = []
    breaks = 0
    for letter in letters:
        if letter[0] == "\n":
            breaks += 1
            if breaks == 2 and any(text.strip() for text, _, _ in piece):
                yield piece
                piece = []
        elif letter[0].strip():
            breaks = 0
        piece.append(letter)
    if any(text.strip() for text, _, _ in piece):
        yield piece
