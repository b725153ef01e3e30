"""What the styles and lists of a Word document mean for its text."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading (\d)")
_QUOTES = frozenset({"quote", "intense quote", "block text"})
_DEEPEST_CHAIN = 12


def value(parent: Any, *path: str) -> str | None:
    """The w:val of the element at `path` below `parent`; "" when it has none, None without the element."""
    element = parent
    for name in path:
        element = element.find(W + name) if element is not None else None
    return None if element is None else str(element.get(W + "val", ""))


def switched(properties: Any, name: str) -> bool | None:
    """Whether a property such as bold is on (True), off (False), or not spoken of (None)."""
    said = value(properties, name)
    return None if said is None else said not in ("0", "false", "off", "none")


class Styles:
    """The styles of a document by id, each with the chain of those it is based on."""

    def __init__(self, root: Any) -> None:
        self._by_id = {s.get(W + "styleId"): s for s in root.iter(W + "style")}
        self._default = next((s for s in self._by_id.values() if _is_default_paragraph(s)), None)

    def chain(self, style: str | None) -> list[Any]:
        """The style and its ancestors, nearest first; the default paragraph style when none is named."""
        found: list[Any] = []
        here = self._by_id.get(style) if style else self._default
        while here is not None and here not in found and len(found) < _DEEPEST_CHAIN:
            found.append(here)
            here = self._by_id.get(value(here, "basedOn"))
        return found

    def names(self, style: str | None) -> list[str]:
        """The built-in (English) names of the chain, in small letters."""
        return [(value(s, "name") or "").lower() for s in self.chain(style)]

    def switched(self, style: str | None, name: str) -> bool:
        """Whether the style turns on a property of letters."""
        said = (switched(s.find(W + "rPr"), name) for s in self.chain(style))
        return next((one for one in said if one is not None), False)

    def kind(self, properties: Any) -> tuple[str, int]:
        """The kind of a paragraph by its properties, and for a heading its level: 0 for the title, else 1 to 9."""
        style = value(properties, "pStyle")
        for name in self.names(style):
            match = _HEADING.fullmatch(name)
            if match:
                return "heading", int(match[1])
            if name in ("title", "subtitle"):
                return "heading", 0 if name == "title" else 1
            if name in _QUOTES:
                return "quote", 0
            if name.startswith("toc "):
                return "contents", 0
        outlines = [value(properties, "outlineLvl")]
        outlines += [value(s, "pPr", "outlineLvl") for s in self.chain(style)]
        outline = next((o for o in outlines if o is not None), "9")
        return ("heading", int(outline) + 1) if outline.isdigit() and int(outline) < 9 else ("paragraph", 0)

    def list_of(self, properties: Any) -> tuple[str, int] | None:
        """The list and level of a paragraph, by itself or by its style; None for no list."""
        for holder in [properties, *(s.find(W + "pPr") for s in self.chain(value(properties, "pStyle")))]:
            number = value(holder, "numPr", "numId")
            if number is not None:
                level = value(holder, "numPr", "ilvl") or "0"
                return (number, int(level) if level.isdigit() else 0) if number != "0" else None
        return None


def _is_default_paragraph(style: Any) -> bool:
    return style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true")


class Lists:
    """The numbers of numbered lists, counted as the paragraphs come."""

    def __init__(self, root: Any) -> None:
        abstract = {a.get(W + "abstractNumId"): a for a in root.iter(W + "abstractNum")} if root is not None else {}
        numbers = root.iter(W + "num") if root is not None else ()
        self._lists = {n.get(W + "numId"): abstract.get(value(n, "abstractNumId")) for n in numbers}
        self._counts: Counter[tuple[str, int]] = Counter()

    def next_number(self, number: str, level: int) -> int | None:
        """The number of the next item of a list, None for bullets."""
        definition = self._lists.get(number)
        levels = definition.iter(W + "lvl") if definition is not None else ()
        found = next((one for one in levels if one.get(W + "ilvl") == str(level)), None)
        if found is None or value(found, "numFmt") in (None, "bullet", "none"):
            return None
        for deeper in range(level + 1, 9):
            del self._counts[number, deeper]
        start = value(found, "start") or "1"
        if (number, level) not in self._counts:
            self._counts[number, level] = int(start) - 1 if start.isdigit() else 0
        self._counts[number, level] += 1
        return self._counts[number, level]
