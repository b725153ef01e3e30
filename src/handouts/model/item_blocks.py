"""The items of a worksheet and the places to write in: questions, banks, pairs, orders, the name block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handouts.model.inline import Content
from handouts.model.layout_blocks import Box

Fill = Literal["name", "class", "number"]


@dataclass(frozen=True, slots=True)
class Options:
    """Lettered options, in one, two or four columns by their longest one, never split from their stem.

    With `loose` a page that would else be rather empty may end between two of them.
    The letters in `right` are marked, with `spoken` read out; marks take no room.
    """

    options: tuple[tuple[str, Content], ...]
    src: str = ""
    right: tuple[str, ...] = ()
    spoken: str = ""
    loose: bool = False


@dataclass(frozen=True, slots=True)
class WritingLines:
    """Ruled lines to write on; the first stands a full pitch below what precedes.

    `answer` is written over them, a paragraph each, as small as it must be; it takes no room.
    """

    count: int
    pitch_mm: float = 8
    label: str = ""
    src: str = ""
    answer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A numbered item: the number hangs, stem and body hold together on one page.

    `answer` is written small below an item that has no lines to write on; it takes no room.
    """

    number: str
    stem: Content
    body: tuple[Options | WritingLines | Box, ...] = ()
    src: str = ""
    answer: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Bank:
    """The framed word bank of a cloze."""

    title: str
    words: tuple[str, ...]
    src: str = ""


@dataclass(frozen=True, slots=True)
class Matching:
    """Two columns on one page: numbered premises with a blank before the number, lettered responses.

    Without `blanks` the letters are written elsewhere. `answers` are written on the blanks, one for each premise, and
    take no room.
    """

    premises: tuple[tuple[str, Content], ...]
    responses: tuple[tuple[str, Content], ...]
    premise_head: str = ""
    response_head: str = ""
    src: str = ""
    answers: tuple[str, ...] = ()
    blanks: bool = True


@dataclass(frozen=True, slots=True)
class Ordering:
    """Events with a box before each; on one page. `answers` stand in the boxes."""

    events: tuple[Content, ...]
    number: str = ""
    src: str = ""
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NameField:
    """A label and a rule to write on; `share` is its share of the row's width.

    A `heading` has no rule: the members of a group are listed below it, a `member` each. `fill` says what a class pack
    prints on the rule ("" = nothing, the pupil writes); `filled` is what stands there already.
    """

    label: str
    share: float = 1
    kind: Literal["field", "heading", "member"] = "field"
    fill: Fill | Literal[""] = ""
    filled: str = ""


@dataclass(frozen=True, slots=True)
class NameBlock:
    """Rows of fields, and a box for the score with `score_of` ("/ 40") in it."""

    rows: tuple[tuple[NameField, ...], ...]
    score_label: str = ""
    score_of: str = ""
    src: str = ""
