"""Inline content: stretches of text in one style, gaps to write in, line breaks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one style. `gloss`: dotted underline (explained in the glossary). `doubt`: tinted, a flagged

    passage the teacher must check. `lang`: language of the stretch when it differs from the sheet's. `href`: what a
    link leads to, an address or "#" and an id.
    """

    text: str
    bold: bool = False
    italic: bool = False
    sup: bool = False
    sub: bool = False
    gloss: bool = False
    doubt: bool = False
    lang: str = ""
    underline: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class GapMark:
    """A gap to write in: a solid rule, all of one width. `label` is what a screen reader says.

    `answer` is written over the rule and takes no room of its own.
    """

    label: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced line break."""


Inline = Span | GapMark | LineBreak
Content = tuple[Inline, ...]


def plain(content: Content) -> str:
    """The text of inline content, gaps as "____"."""
    return "".join(i.text if isinstance(i, Span) else ("____" if isinstance(i, GapMark) else "\n") for i in content)
