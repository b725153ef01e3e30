"""The inside of a Word document, read in the child process: plain data out, and a count of what is left out."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from handouts.diagnostics import Location, problem
from handouts.errors import ContentError
from handouts.lessons.importing.word_styles import Lists, Styles, W, switched, value

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WITHIN = frozenset(
    W + name
    for name in ("hyperlink", "ins", "moveTo", "smartTag", "fldSimple", "customXml", "dir", "bdo", "sdt", "sdtContent")
)
_PAUSES = {W + "tab": " ", W + "ptab": " ", W + "cr": "\n", W + "noBreakHyphen": "\u2011"}
_NO_LETTERS = 0xD800  # from here on: surrogates and private use
_BREAKS = re.compile(r"\n[ \t]*\n\s*")

Told = dict[str, Any]
Letters = list[tuple[str, bool, bool]]


def read(data: bytes, name: str) -> Told:
    """Parts, and counts of what was left out and what became paragraphs, as JSON data.

    Raises ContentError (source-hostile) and whatever the libraries raise on a file that is no Word document.
    """
    _refuse_declarations(data, name)
    from docx import Document
    from docx.oxml.parser import parse_xml

    document = Document(io.BytesIO(data))
    related: dict[str, list[Any]] = {}
    for relation in document.part.rels.values():
        if not relation.is_external:
            related.setdefault(relation.reltype.rpartition("/")[2], []).append(relation.target_part)
    numbering = related.get("numbering", [None])[0]
    walk = _Walk(Styles(document.styles.element), Lists(parse_xml(numbering.blob) if numbering else None))
    walk.blocks(document.element.body)
    for kind in ("header", "footer"):
        walk.left["page-heads"] += sum(_has_text(parse_xml(p.blob)) for p in related.get(kind, ()))
    for comments in related.get("comments", ()):
        walk.left["comments"] += sum(1 for _ in parse_xml(comments.blob).iter(W + "comment"))
    return {"parts": walk.finished(), "left": dict(walk.left), "turned": dict(walk.turned)}


def _refuse_declarations(data: bytes, name: str) -> None:
    """No Word program writes document type declarations; they serve to blow up or to fetch what is elsewhere."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            if entry.filename.endswith((".xml", ".rels")):
                text = archive.read(entry).replace(b"\0", b"")
                if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                    raise ContentError(problem("source-hostile", Location(name)))


def _has_text(root: Any) -> bool:
    return any((t.text or "").strip() for t in root.iter(W + "t"))


@dataclass(slots=True)
class _Walk:
    """Goes through the elements in reading order."""

    styles: Styles
    lists: Lists
    parts: list[Told] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    turned: Counter[str] = field(default_factory=Counter)
    boxes: list[Any] = field(default_factory=list)

    def blocks(self, parent: Any) -> None:
        """All paragraphs and tables below `parent`."""
        for child in parent:
            if child.tag == W + "p":
                self._paragraph(child)
            elif child.tag == W + "tbl":
                self._table(child)
            elif child.tag == W + "sdt" and (value(child, "sdtPr", "docPartObj", "docPartGallery") or "").startswith(
                "Table of"
            ):
                self.left["contents"] += 1
            elif child.tag in _WITHIN:
                self.blocks(child)

    def finished(self) -> list[Told]:
        """The parts; below a title style all headings are one level deeper."""
        headings = [p for p in self.parts if p["kind"] == "heading"]
        shift = any(p["level"] == 0 for p in headings)
        for heading in headings:
            heading["level"] = max(1, min(3, heading["level"] + shift))
        return self.parts

    def _paragraph(self, element: Any) -> None:
        properties = element.find(W + "pPr")
        kind, level = self.styles.kind(properties)
        if kind == "contents":
            self.left["contents"] += 1
            return
        style = value(properties, "pStyle")
        plain = kind == "heading"
        letters = list(self._letters(element, style, plain))
        where = None if plain else self.styles.list_of(properties)
        number = None
        if where and any(text.strip() for text, _, _ in letters):
            kind, number = "item", self.lists.next_number(*where)
        for runs in _split_at_empty_lines(letters):
            if not any(text.strip() for text, _, _ in runs):
                continue
            self.parts.append({"kind": kind, "level": level, "number": number, "runs": runs})
        # What floats beside a paragraph comes after it.
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.turned["text-boxes"] += 1
            self.blocks(box)

    def _letters(self, parent: Any, style: str | None, plain: bool) -> Iterator[tuple[str, bool, bool]]:
        """The styled text below an element."""
        for child in parent:
            if child.tag == W + "r":
                yield from self._run(child, style, plain)
            elif child.tag in _WITHIN:
                yield from self._letters(child, style, plain)
            elif child.tag in (W + "del", W + "moveFrom"):
                self.left["deletions"] += 1
            elif isinstance(child.tag, str) and child.tag.startswith(_MATH):
                yield "".join(t.text or "" for t in child.iter(_MATH + "t")), False, False

    def _run(self, run: Any, style: str | None, plain: bool) -> Iterator[tuple[str, bool, bool]]:
        properties = run.find(W + "rPr")
        text = "".join(self._pieces(run))
        if switched(properties, "vanish"):
            self.left["hidden-text"] += bool(text.strip())
            return
        yield text, not plain and self._on("b", properties, style), not plain and self._on("i", properties, style)

    def _on(self, name: str, properties: Any, style: str | None) -> bool:
        said = switched(properties, name)
        if said is not None:
            return said
        own = value(properties, "rStyle")
        return (own is not None and self.styles.switched(own, name)) or self.styles.switched(style, name)

    def _pieces(self, run: Any) -> Iterator[str]:
        for child in run:
            tag = child.tag
            if tag == W + "t":
                yield child.text or ""
            elif tag in _PAUSES:
                yield _PAUSES[tag]
            elif tag == W + "br":
                yield " " if child.get(W + "type") in ("page", "column") else "\n"
            elif tag == W + "sym":
                yield self._symbol(child.get(W + "char", ""))
            elif tag in (W + "footnoteReference", W + "endnoteReference"):
                self.left["footnotes" if tag == W + "footnoteReference" else "endnotes"] += 1
            elif tag in (W + "drawing", W + "pict", W + "object"):
                self._drawing(child)
            elif tag == _COMPATIBLE + "AlternateContent" and len(child):
                # The same thing for newer and for older programs: one of them is enough.
                yield from self._pieces(child[0])

    def _symbol(self, code: str) -> str:
        """A character of a symbol font; those of private code points mean nothing without that font."""
        number = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,4}", code) else _NO_LETTERS
        if number >= _NO_LETTERS:
            self.left["symbols"] += 1
            return ""
        return chr(number)

    def _drawing(self, element: Any) -> None:
        found = [box for box in element.iter(W + "txbxContent") if _has_text(box)]
        # A group may hold the same box twice, for newer and for older programs, and boxes in boxes.
        self.boxes += [box for box in found if not _inside(box, element, "Fallback", "txbxContent")]
        if not found:
            self.left["pictures"] += 1

    def _table(self, element: Any) -> None:
        """Rows as paragraphs with bars between the cells; a cell alone or with more in it as blocks of its own."""
        self.turned["tables"] += 1
        for row in _found_below(element, W + "tr"):
            cells = [self._cell(cell) for cell in _found_below(row, W + "tc")]
            cells = [cell for cell in cells if cell]
            if len(cells) < 2 or any(len(cell) > 1 for cell in cells):
                self.parts += [part for cell in cells for part in cell]
                continue
            runs: Letters = []
            for (only,) in cells:
                runs += [(" | ", False, False)] * bool(runs) + only["runs"]
            self.parts.append({"kind": "paragraph", "level": 0, "number": None, "runs": runs})

    def _cell(self, cell: Any) -> list[Told]:
        outside, self.parts = self.parts, []
        self.blocks(cell)
        inside, self.parts = self.parts, outside
        return inside


def _found_below(parent: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also inside content controls and tracked changes."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WITHIN:
            yield from _found_below(child, tag)


def _inside(element: Any, top: Any, *names: str) -> bool:
    """Whether an ancestor of the element, below `top`, has one of these names."""
    here = element.getparent()
    while here is not None and here is not top:
        if here.tag.rpartition("}")[2] in names:
            return True
        here = here.getparent()
    return False


def _split_at_empty_lines(letters: Letters) -> Iterator[Letters]:
    """The text cut where two line breaks in a row stand."""
    piece: Letters = []
    whole = "".join(text for text, _, _ in letters)
    cuts = [match.end() for match in _BREAKS.finditer(whole)]
    at = 0
    for text, bold, italic in letters:
        begin = 0
        while cuts and cuts[0] <= at + len(text):
            end = cuts.pop(0) - at
            piece.append((text[begin:end], bold, italic))
            yield piece
            piece, begin = [], end
        piece.append((text[begin:], bold, italic))
        at += len(text)
    yield piece
