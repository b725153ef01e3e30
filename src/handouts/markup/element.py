"""What a row of the vocabulary's table says of an element."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from handouts.markup.builders import Node, content
from handouts.markup.values import Attribute

Holds = Literal["nothing", "words", "text", "exact", "elements", "text and elements"]


@dataclass(frozen=True, slots=True)
class Element:
    """What the table says of an element.

    `holds`: nothing, words (a plain string), text (inline content), exact (inline content whose white space counts),
    the elements named in `children`, or text with such elements behind it. `needs` are children that must stand there
    once; those in `first` come before the others, at most once each. `filled`: empty content is an error.
    """

    build: Callable[[Node], Any]
    holds: Holds
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    children: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    filled: bool = False


def text(build: Callable[[Node], Any] = content, **attributes: Attribute) -> Element:
    """An element that holds inline content and must not be empty."""
    return Element(build, "text", hyphened(attributes), filled=True)


def hyphened(attributes: Mapping[str, Attribute]) -> dict[str, Attribute]:
    """The attributes by the names they have in markup."""
    return {name.replace("_", "-"): attribute for name, attribute in attributes.items()}
