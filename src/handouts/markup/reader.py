"""Walks the XML once: checks each element against the vocabulary, collects what is wrong, builds the document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

from handouts.diagnostics import Diagnostic, Location, problem
from handouts.errors import HandoutsError, TemplateError
from handouts.markup import content, places, wellformed
from handouts.markup.builders import Node, Unfit
from handouts.markup.element import Element
from handouts.markup.inline_reader import DEPTH, PLAIN, InlineReader
from handouts.markup.vocabulary import ELEMENTS, INLINE, suggest, tags
from handouts.model.document import Document, Inline

LIMIT = 2_000_000  # characters of one sheet's markup
ERRORS = 100  # more help nobody


def read(text: str, pictures: Callable[[str], bytes] | None) -> Document:
    """See handouts.markup.parse."""
    if len(text) > LIMIT:
        raise TemplateError(problem("markup-too-large", places.near(text, 200), limit=LIMIT))
    text, marks = places.unmarked(text.lstrip("\ufeff \t\r\n"))
    root = wellformed.tree(text, DEPTH)
    walk = _Walk(text, pictures, marks)
    document = walk.sheet(root)
    if walk.found or not isinstance(document, Document):
        raise TemplateError(*walk.found[:ERRORS])
    return document


class _Walk(InlineReader):
    """One walk over one sheet."""

    def __init__(self, text: str, pictures: Callable[[str], bytes] | None, marks: places.Marks) -> None:
        super().__init__(text, marks)
        self.pictures = pictures
        self.ids: set[str] = set()
        self.titles: list[etree._Element] = []

    def sheet(self, root: etree._Element) -> Any:
        """The document, or None when `found` says why not."""
        tag = str(root.tag)
        if tag != "sheet":
            known = tag in tags()
            self._say("markup-misplaced", root, element=tag, parent="", allowed="sheet") if known else self._say(
                "markup-unknown-element", root, element=tag, suggestion="sheet"
            )
            return None
        document = self.element(root, ELEMENTS["sheet"], 0)
        named = root.find("band") is not None or root.find("flash-cards") is not None
        if not self.titles and not named:
            self._say("markup-no-title", root)
        for again in self.titles[1:]:
            self._say("markup-second-title", again)
        for el, name in self.links:
            if name not in self.ids:
                self._say("markup-unknown-id", el, id=name, suggestion=suggest(name, self.ids))
        return document

    def element(self, el: etree._Element, rule: Element, depth: int) -> Any:
        """What the element stands for; None when it is empty or wrong."""
        before = len(self.found)
        tag, stamp = str(el.tag), el.get(places.STAMP) or ""
        node = Node(tag, stamp, self._attributes(el, rule.attributes))
        if depth > DEPTH:
            self._say("markup-too-large", el, limit=DEPTH)
            return None
        match rule.holds:
            case "elements":
                self._children(el, rule, node, depth)
            case "words":
                node.content = self._words(el)
            case "nothing":
                self._nothing(el)
            case "text and elements":
                node.content = self._mixed(el, rule, node, depth)
            case _:
                node.content = self._inline(el, rule.holds == "exact")
        if rule.filled and not node.content and len(self.found) == before:
            self._say("markup-empty", el, element=tag)
        self._special(el, node)
        if len(self.found) > before:
            return None
        try:
            return rule.build(node)
        except Unfit as unfit:
            at = el if unfit.child is None or unfit.child >= len(el) else el[unfit.child]
            self._say(unfit.code, at, **unfit.data)
            return None

    def _special(self, el: etree._Element, node: Node) -> None:
        """What the table cannot say: one title, unique ids, pictures, lists inside lists."""
        if node.tag == "h1":
            self.titles.append(el)
        if name := node.values.get("id"):
            if name in self.ids:
                self._say("markup-duplicate-id", el, id=str(name))
            self.ids.add(str(name))
        if node.values.get("src"):
            node.values["data"] = self._picture(el, node["src"])
        if node.tag in ("ul", "ol") and sum(1 for _ in el.iterancestors("li")) > 1:
            self._say("markup-misplaced", el, element=node.tag, parent="li", allowed=", ".join(INLINE))

    # ---- children

    def _children(self, el: etree._Element, rule: Element, node: Node, depth: int) -> None:
        self._no_text(el, el, el.text)
        seen: list[str] = []
        for child in el:
            tag = child.tag
            if not isinstance(tag, str):
                self._foreign(child)
            elif tag not in rule.children:
                self._misplaced(child, node.tag, rule.children)
            else:
                self._in_turn(child, rule, seen)
                built = self.element(child, ELEMENTS.get(f"{node.tag}/{tag}") or ELEMENTS[tag], depth + 1)
                if built is not None:
                    node.kids.append((tag, built))
            self._no_text(el, child, child.tail)
        for need in rule.needs:
            if need not in seen:
                self._say("markup-missing-element", el, element=node.tag, child=need)

    def _in_turn(self, child: etree._Element, rule: Element, seen: list[str]) -> None:
        """What must come first does, and what stands once stands once."""
        tag = str(child.tag)
        late = tag in rule.first and not set(seen) <= set(rule.first)
        once = tag in rule.needs or tag in rule.first
        parent = str(child.getparent().tag)  # type: ignore[union-attr]
        if once and tag in seen:
            self._say("markup-twice", child, element=tag, parent=parent)
        elif late:
            self._say("markup-not-first", child, element=tag, parent=parent)
        seen.append(tag)

    def _mixed(self, el: etree._Element, rule: Element, node: Node, depth: int) -> Any:
        """The text of an element, and behind it its children, which go to the node."""
        inner = [child for child in el if child.tag in rule.children]
        for child in inner:
            self._no_text(el, child, child.tail)
            if child is not el[-1] or len(inner) > 1:
                self._say("markup-misplaced", child, element=str(child.tag), parent=node.tag, allowed=", ".join(INLINE))
            if (built := self.element(child, ELEMENTS[str(child.tag)], depth + 1)) is not None:
                node.kids.append((str(child.tag), built))
        runs: list[Inline] = []
        self._runs(el, PLAIN, runs, tuple(INLINE), 0, skipped=rule.children)
        return content.collapsed(runs)

    def _picture(self, el: etree._Element, name: str) -> bytes:
        try:
            data = self.pictures(name) if self.pictures else None
        except HandoutsError as error:
            self.found += [d if d.location else _at(d, self._place(el)) for d in error.diagnostics]
            return b""
        except (OSError, KeyError):
            data = None
        if data is None:
            self._say("markup-picture-missing", el, src=name)
            return b""
        if not data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
            self._say("markup-bad-value", el, attribute="src", value=name, wanted="PNG, JPEG")
        return data


def _at(diagnostic: Diagnostic, place: Location) -> Diagnostic:
    return Diagnostic(diagnostic.code, diagnostic.severity, place, diagnostic.data)
