"""What a printed line is made of: its fragments, what they are drawn with, and the range of text it stands for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from handouts.model.document import Content
from handouts.typeset.faces import Face, Role
from handouts.typeset.tagging import Elem


@dataclass(frozen=True, slots=True)
class Type:
    """How a run of text is set: sizes and tracking in points."""

    role: Role
    size: float
    leading: float
    bold: bool = False
    italic: bool = False
    color: str = "#000000"
    tracking: float = 0
    align: Literal["left", "center", "right"] = "left"


@dataclass(eq=False, slots=True)
class Ink:
    """What a fragment is drawn with. `rise` in points; `owner`: its structure element, if not the block's."""

    face: Face
    size: float
    color: str
    tracking: float = 0
    rise: float = 0
    gloss: bool = False
    doubt: bool = False
    lang: str = ""
    owner: Elem | None = None
    underline: bool = False
    href: str = ""


@dataclass(eq=False, slots=True)
class Frag:
    """A stretch of a line: text, or a gap to write in when `ink` is None. `x` in points from the line's start.

    `inset` is what is written in the gap, with its own `x` from the gap's start.
    """

    x: float
    width: float
    text: str
    ink: Ink | None
    owner: Elem | None = None
    inset: tuple[Frag, ...] = ()


@dataclass(eq=False, slots=True)
class Line:
    """A printed line: its fragments, its inked width, and the range of the plain text it stands for.

    `cut` says that it ends inside a word, or at a no-break space, since the whole was wider than the line.
    """

    start: int
    end: int = 0
    width: float = 0
    frags: list[Frag] = field(default_factory=list)
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Content in one type; `owner` as in Ink."""

    content: Content
    type: Type
    owner: Elem | None = None
