"""The vocabulary as a RelaxNG schema, for editors: made from the table, so that it says neither more nor less."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from handouts.markup.element import Element
from handouts.markup.values import Attribute
from handouts.markup.vocabulary import ELEMENTS, EMPTY_INLINE, EXACT_INLINE, INLINE

_RNG = "http://relaxng.org/ns/structure/1.0"
_XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
_FILLED_IN = r"[\s\S]*\{\{[\s\S]*"  # a value that the template language puts in


def relaxng() -> str:
    """The schema as XML text. Values in braces ({{ … }}) are allowed in every attribute: templates hold them."""
    grammar = etree.Element(f"{{{_RNG}}}grammar", nsmap={None: _RNG})  # type: ignore[dict-item]
    grammar.set("datatypeLibrary", _XSD)
    _add(_add(grammar, "start"), "ref", name="sheet")
    for name, rule in ELEMENTS.items():
        _define(grammar, name, rule)
    for name, table in INLINE.items():
        for exact in (False, True) if name in EXACT_INLINE else (False,):
            element = _named(grammar, _inline_name(name, exact), name)
            _attributes(element, table)
            _add(element, "empty") if name in EMPTY_INLINE else _add(element, "ref", name=_content(exact))
    for exact in (False, True):
        choice = _add(_add(_add(grammar, "define", name=_content(exact)), "zeroOrMore"), "choice")
        _add(choice, "text")
        for name in EXACT_INLINE if exact else INLINE:
            _add(choice, "ref", name=_inline_name(name, exact))
    etree.indent(grammar)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(grammar, encoding="unicode") + "\n"


def _define(grammar: etree._Element, name: str, rule: Element) -> None:
    tag = name.rpartition("/")[2]
    element = _named(grammar, _ref(name), tag)
    _attributes(element, rule.attributes)
    match rule.holds:
        case "nothing":
            _add(element, "empty")
        case "words":
            _add(element, "text")
        case "elements":
            _children(element, tag, rule)
        case "text and elements":
            _add(element, "ref", name=_content(False))
            _choice(_add(element, "optional"), tag, rule.children)
        case _:
            _add(element, "ref", name=_content(rule.holds == "exact"))


def _children(element: etree._Element, tag: str, rule: Element) -> None:
    """First what comes first, then the others in any order, those that are needed once."""
    if rule.first:
        start = _add(element, "interleave") if len(rule.first) > 1 else element
        for child in rule.first:
            place = start if child in rule.needs else _add(start, "optional")
            _add(place, "ref", name=_child(tag, child))
    needs = [child for child in rule.needs if child not in rule.first]
    others = [child for child in rule.children if child not in rule.first and child not in needs]
    place = _add(element, "interleave") if needs and others else element
    for child in needs:
        _add(place, "ref", name=_child(tag, child))
    if others:
        _choice(_add(place, "zeroOrMore"), tag, others)


def _choice(parent: etree._Element, tag: str, children: Iterable[str]) -> None:
    choice = _add(parent, "choice")
    for child in children:
        _add(choice, "ref", name=_child(tag, child))


def _attributes(element: etree._Element, table: Mapping[str, Attribute]) -> None:
    for name, attribute in table.items():
        place = element if attribute.required else _add(element, "optional")
        _value(_add(place, "attribute", name=name), attribute)


def _value(parent: etree._Element, attribute: Attribute) -> None:
    if not (attribute.choices or attribute.bounds or attribute.pattern):
        _add(parent, "text")
        return
    choice = _add(parent, "choice")
    for value in attribute.choices:
        _add(choice, "value").text = value
    if attribute.bounds:
        number = _add(choice, "data", type="integer")
        for limit, bound in zip(("minInclusive", "maxInclusive"), attribute.bounds, strict=True):
            _add(number, "param", name=limit).text = str(bound)
    for pattern in (attribute.pattern, _FILLED_IN):
        if pattern:
            _add(_add(choice, "data", type="string"), "param", name="pattern").text = pattern


def _named(grammar: etree._Element, name: str, tag: str) -> etree._Element:
    return _add(_add(grammar, "define", name=name), "element", name=tag)


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_RNG}}}{tag}", dict(attributes))


def _child(parent: str, tag: str) -> str:
    """The definition of an element in this place."""
    own = f"{parent}/{tag}"
    return _ref(own if own in ELEMENTS else tag)


def _ref(name: str) -> str:
    parent, _, tag = name.rpartition("/")
    return f"{tag}-in-{parent}" if parent else tag


def _content(exact: bool) -> str:
    return "exact-content" if exact else "inline-content"


def _inline_name(tag: str, exact: bool) -> str:
    return f"exact-{tag}" if exact else f"inline-{tag}"
