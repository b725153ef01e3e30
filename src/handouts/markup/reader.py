"""Walks the XML once: checks each element against the vocabulary, collects what is wrong, builds the document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from lxml import etree

from handouts.diagnostics import Diagnostic, Location, problem
from handouts.errors import HandoutsError, TemplateError
from handouts.markup import content, places, wellformed
from handouts.markup.builders import Node, Unfit
from handouts.markup.element import Element
from handouts.markup.values import Attribute, blanks
from handouts.markup.vocabulary import ELEMENTS, EMPTY_INLINE, EXACT_INLINE, INLINE, suggest, tags
from handouts.model.document import Document, GapMark, Inline, LineBreak, Span

LIMIT = 2_000_000  # characters of one sheet's markup
DEPTH = 60  # elements inside one another
ERRORS = 100  # more help nobody

_PLAIN = Span("")


def read(text: str, pictures: Callable[[str], bytes] | None) -> Document:
    """See handouts.markup.parse."""
    if len(text) > LIMIT:
        raise TemplateError(problem("markup-too-large", places.near(text, 200), limit=LIMIT))
    text = text.lstrip("\ufeff \t\r\n")
    root = wellformed.tree(text, DEPTH)
    walk = _Walk(text, pictures)
    document = walk.sheet(root)
    if walk.found or not isinstance(document, Document):
        raise TemplateError(*walk.found[:ERRORS])
    return document


class _Walk:
    """One walk over one sheet. `found` collects what is wrong."""

    def __init__(self, text: str, pictures: Callable[[str], bytes] | None) -> None:
        self.text = text
        self.pictures = pictures
        self.found: list[Diagnostic] = []
        self.ids: set[str] = set()
        self.links: list[tuple[etree._Element, str]] = []  # to places in the sheet itself
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
            self._say(unfit.code, el, **unfit.data)
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

    # ---- attributes

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
            values[str(name)] = value
        for name, attribute in table.items():
            if attribute.required and name not in el.attrib:
                self._say("markup-missing-attribute", el, attribute=name, element=str(el.tag))
        return values

    def _unknown_attribute(self, el: etree._Element, name: str, table: set[str]) -> None:
        known, close = ", ".join(sorted(table)), suggest(name, table)
        self._say("markup-unknown-attribute", el, attribute=name, element=str(el.tag), suggestion=close, allowed=known)

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
        if late or (once and tag in seen):
            parent = str(child.getparent().tag)  # type: ignore[union-attr]
            self._say("markup-misplaced", child, element=tag, parent=parent, allowed=", ".join(rule.children))
        seen.append(tag)

    def _misplaced(self, child: etree._Element, parent: str, allowed: tuple[str, ...]) -> None:
        tag = str(child.tag)
        known = tags()
        columns = parent == "columns" or next(child.iterancestors("columns"), None) is not None
        if tag == "passage" and columns:
            self._say("markup-passage-in-columns", child)
        elif tag in known:
            self._say("markup-misplaced", child, element=tag, parent=parent, allowed=", ".join(allowed))
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
            data = {"element": str(el.tag), "text": words[:40]}
            self.found.append(problem("markup-text-not-allowed", self._text_place(where, words), **data))

    def _text_place(self, where: etree._Element, words: str) -> Location:
        """The line of the words themselves: in the markup behind the element they follow."""
        elements = [e for e in where.getroottree().iter() if isinstance(e.tag, str)]
        number = elements.index(where) if where in elements else 0
        behind = places.start_of(self.text, number)
        return places.near(self.text, places.offset_of_text(self.text, words, behind))

    # ---- text

    def _words(self, el: etree._Element) -> str:
        for child in el:
            if isinstance(child.tag, str):
                self._misplaced(child, str(el.tag), ())
            else:
                self._foreign(child)
        return blanks("".join(str(part) for part in el.itertext())).strip(" ")

    def _inline(self, el: etree._Element, is_exact: bool) -> Any:
        runs: list[Inline] = []
        self._runs(el, _PLAIN, runs, EXACT_INLINE if is_exact else tuple(INLINE), 0)
        if not is_exact:
            return content.collapsed(runs)
        kept = content.exact(runs)
        if kept is None:
            self._say("markup-line-break", el, element=str(el.tag))
        return kept or ()

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
        self._runs(el, _PLAIN, runs, tuple(INLINE), 0, skipped=rule.children)
        return content.collapsed(runs)

    def _runs(
        self,
        el: etree._Element,
        style: Span,
        runs: list[Inline],
        allowed: tuple[str, ...],
        depth: int,
        skipped: tuple[str, ...] = (),
    ) -> None:
        if depth > DEPTH:
            self._say("markup-too-large", el, limit=DEPTH)
            return
        if el.text:
            runs.append(_styled(style, el.text))
        for child in el:
            tag = child.tag
            if tag in skipped:
                continue
            if not isinstance(tag, str):
                self._foreign(child)
            elif tag not in allowed or (tag == "a" and style.href):
                self._misplaced(child, str(el.tag), allowed)
            else:
                self._inline_element(child, style, runs, allowed, depth)
            if child.tail:
                runs.append(_styled(style, child.tail))

    def _inline_element(
        self, child: etree._Element, style: Span, runs: list[Inline], allowed: tuple[str, ...], depth: int
    ) -> None:
        tag = str(child.tag)
        values = self._attributes(child, INLINE[tag])
        if tag in EMPTY_INLINE:
            self._nothing(child)
            runs.append(LineBreak() if tag == "br" else GapMark(values["label"]))
            return
        before = len(runs)
        self._runs(child, _restyled(style, tag, values), runs, allowed, depth + 1)
        if tag == "a":
            self._link(child, style, values, runs, before, allowed)

    def _link(
        self,
        el: etree._Element,
        style: Span,
        values: dict[str, Any],
        runs: list[Inline],
        before: int,
        allowed: tuple[str, ...],
    ) -> None:
        """What leads nowhere is noted for later; with `show` the address follows in brackets."""
        href = str(values["href"] or "")
        if not "".join(run.text for run in runs[before:] if isinstance(run, Span)).strip():
            self._say("markup-empty", el, element="a")
        if href.startswith("#"):
            self.links.append((el, href[1:]))
        elif values["show"] and allowed is EXACT_INLINE:
            self._say("markup-bad-value", el, attribute="show", value="yes", wanted="no")
        elif values["show"]:
            runs.append(_styled(style, f" ({href.removeprefix('mailto:')})"))

    # ---- the rest

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


def _at(diagnostic: Diagnostic, place: Location) -> Diagnostic:
    return Diagnostic(diagnostic.code, diagnostic.severity, place, diagnostic.data)


def _styled(style: Span, text: str) -> Span:
    return replace(style, text=text)


def _restyled(style: Span, tag: str, values: dict[str, Any]) -> Span:
    marks: tuple[str, ...] = values.get("class") or ()
    return Span(
        "",
        style.bold or tag == "b",
        style.italic or tag == "i",
        style.sup or tag == "sup",
        style.sub or tag == "sub",
        style.gloss or "gloss" in marks,
        style.doubt or "doubt" in marks,
        values.get("lang") or style.lang,
        style.underline or tag == "u",
        style.href or values.get("href") or "",
    )
