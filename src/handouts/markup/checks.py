"""What may stand where, and what is said when something else does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lxml import etree

from handouts.diagnostics import Diagnostic, Location, problem
from handouts.markup import places
from handouts.markup.values import Attribute, blanks, meant_value
from handouts.markup.vocabulary import MEANT_IN, place_for_text, suggest, tags


class Checks:
    """The checks of one walk over one sheet. `found` collects what is wrong."""

    def __init__(self, text: str, marks: places.Marks = ()) -> None:
        self.text = text
        self.marks = marks
        self.found: list[Diagnostic] = []

    def _attributes(self, el: etree._Element, table: Any) -> dict[str, Any]:
        values = {name: attribute.default for name, attribute in table.items()}
        for name, written in el.attrib.items():
            attribute: Attribute | None = table.get(name)
            if attribute is None:
                if name != places.STAMP:
                    self._unknown_attribute(el, str(name), set(table))
                continue
            value = attribute.read(str(written))
            if value is None:
                wanted = attribute.wanted
                self._say("markup-bad-value", el, attribute=str(name), value=str(written)[:80], wanted=wanted)
                if meant := meant_value(attribute, str(written)):
                    self.found[-1] = replace(self.found[-1], data={**self.found[-1].data, "suggestion": meant})
            values[str(name)] = value
        for name, attribute in table.items():
            if attribute.required and name not in el.attrib:
                self._say("markup-missing-attribute", el, attribute=name, element=str(el.tag))
        return values

    def _unknown_attribute(self, el: etree._Element, name: str, table: set[str]) -> None:
        known, close = ", ".join(sorted(table)), suggest(name, table)
        self._say("markup-unknown-attribute", el, attribute=name, element=str(el.tag), suggestion=close, allowed=known)

    def _misplaced(self, child: etree._Element, parent: str, allowed: tuple[str, ...]) -> None:
        tag = str(child.tag)
        known = tags()
        columns = parent == "columns" or next(child.iterancestors("columns"), None) is not None
        if tag == "passage" and columns:
            self._say("markup-passage-in-columns", child)
        elif tag in known:
            meant = MEANT_IN.get((parent, tag)) or suggest(tag, set(allowed))
            data = {"suggestion": meant} if meant else {}
            self._say("markup-misplaced", child, element=tag, parent=parent, allowed=", ".join(allowed), **data)
        else:
            meant = suggest(tag, set(allowed)) or suggest(tag, known)
            self._say("markup-unknown-element", child, element=tag, suggestion=meant)

    def _nothing(self, el: etree._Element) -> None:
        self._no_text(el, el, el.text)
        for child in el:
            self._no_text(el, child, child.tail)
            self._foreign(child) if not isinstance(child.tag, str) else self._misplaced(child, str(el.tag), ())

    def _no_text(self, el: etree._Element, where: etree._Element, text: str | None) -> None:
        if text and (words := blanks(text).strip(" ")):
            tag, place = str(el.tag), self._text_place(where, words)
            into = place_for_text(tag)
            self.found.append(problem("markup-text-not-allowed", place, element=tag, text=words[:40], into=into))

    def _text_place(self, where: etree._Element, words: str) -> Location:
        """The line of the words themselves: in the markup behind the element they follow."""
        elements = [e for e in where.getroottree().iter() if isinstance(e.tag, str)]
        number = elements.index(where) if where in elements else 0
        behind = places.start_of(self.text, number)
        return places.near(self.text, places.offset_of_text(self.text, words, behind), self.marks)

    def _foreign(self, node: Any) -> None:
        """An entity or a processing instruction."""
        if isinstance(node, etree._ProcessingInstruction):
            self._say("markup-doctype", node.getparent(), what=str(node).split()[0])
        else:
            self._say("markup-not-wellformed", node.getparent(), detail=str(node))

    def _place(self, el: Any) -> Location:
        return places.location(el.get(places.STAMP), el.sourceline or 0)

    def _say(self, code: str, el: Any, **data: str | int) -> None:
        self.found.append(problem(code, self._place(el), **data))
