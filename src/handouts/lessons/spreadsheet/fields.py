"""What the items of the drafts are made of, as a table sees it: texts, groups and lists, in the order of the columns.

`tests/lessons/test_spreadsheet_fields.py` holds these against the models of the files, key by key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LeafKind = Literal["text", "yes", "whole", "date", "numbers", "kind", "source", "entry_kind"]
Topic = Literal["timeline", "glossary", "questions"]
TOPICS: tuple[Topic, ...] = ("timeline", "glossary", "questions")
OWN = "teacher"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One cell. `default` is what a missing value stands for, written into the cell where `shown`.

    `rare`: the column stands in a table only when some item has a value there. In `kind`, `source` and `entry_kind` the
    words of the file are written in the language of the table. `column` names the column where its key does not.
    """

    key: str
    type: LeafKind = "text"
    required: bool = False
    default: str = ""
    shown: bool = False
    rare: bool = False
    column: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A mapping. A text alone stands for the mapping with it under `short`."""

    key: str
    members: tuple[Leaf | Group, ...]
    short: str = "text"


@dataclass(frozen=True, slots=True)
class Many:
    """A list of `element`, whose own key is of no meaning; `least` columns stand in every table.

    `positional`: other fields count its elements, so a hole between two of them is an error. `loose`: one element may
    stand without a list. `nullable`: an empty list is something else than none. `flow`: written on one line.
    """

    key: str
    element: Leaf | Group
    least: int = 1
    letters: bool = False
    positional: bool = False
    required: bool = False
    loose: bool = False
    nullable: bool = False
    flow: bool = False


Field = Leaf | Group | Many
Fields = tuple[Field, ...]

_AT = Leaf("at", "whole", default="1", rare=True)
_TEXT = Leaf("text", required=True)
_APPROVED = Leaf("approved", "yes", default="false")
_RULE = Leaf("rule", default=OWN)
_ACCEPT = Many("accept", _TEXT, least=2, flow=True)
_EVIDENCE = Many("evidence", Group("", (_TEXT, _AT)), loose=True)


def _quote(key: str) -> Group:
    return Group(key, (_TEXT, _AT))


EVENT: Fields = (
    Leaf("id"),
    Leaf("date", "date", required=True),
    Leaf("display"),
    Leaf("label", required=True),
    _quote("sentence"),
    Group("phrase", (_TEXT, _AT, Leaf("elsewhere", "yes", default="false", rare=True))),
    Leaf("chosen", "yes", default="true", shown=True),
    _APPROVED,
    _RULE,
)

ENTRY: Fields = (
    Leaf("term", required=True),
    Leaf("definition"),
    _quote("sentence"),
    Many("variants", _TEXT, least=3, flow=True),
    Leaf("source", "source"),
    Leaf("from", rare=True),
    Leaf("kind", "entry_kind", default="term", rare=True, column="entry_kind"),
    Many("mentions", Group("", (_TEXT, _AT)), least=0, loose=True, nullable=True),
    _APPROVED,
)

_OPTION = Group("", (_TEXT, Leaf("why"), _quote("evidence")))
_PAIR = Group(
    "",
    (
        Leaf("premise", required=True),
        Leaf("response", required=True),
        _quote("evidence"),
        Leaf("date", "date"),
        Leaf("id"),
    ),
    short="",
)
_PART = Group(
    "",
    (_TEXT, Leaf("display", required=True), Leaf("date", "date", required=True), _quote("evidence")),
    short="",
)

_ROW = Group(
    "",
    (_TEXT, Leaf("column", required=True), Leaf("why"), _quote("evidence"), Leaf("id")),
    short="",
)
_RUBRIC = Group("", (Leaf("points", "whole", required=True), _TEXT), short="")

_HEAD: Fields = (Leaf("id"),)
_TAIL: Fields = (
    Leaf("points", "whole", default="1", shown=True),
    Leaf("level", default="core", rare=True),
    Leaf("bloom", default="C1", rare=True),
    Leaf("objective", "whole", default="0", rare=True),
    Many("allow", _TEXT, least=0, flow=True),
    _APPROVED,
    Leaf("kind", default=OWN),
    _RULE,
)
_CHOICE: Fields = (
    Leaf("stem", required=True),
    Many("options", _OPTION, least=4, letters=True, positional=True, required=True),
    Leaf("key", required=True),
    Leaf("natural_order", "yes", default="false", shown=True),
    _EVIDENCE,
)
_GAP: Fields = (
    Leaf("before"),
    Leaf("answer", required=True),
    Leaf("after"),
    _ACCEPT,
    Leaf("hint", rare=True),
    _EVIDENCE,
)
_MATCH: Fields = (Many("pairs", _PAIR, least=4, required=True), Many("responses", _TEXT, least=5, required=True))
_GRID: Fields = (
    Many("columns", _TEXT, least=2, positional=True, required=True, flow=True),
    Many("rows", _ROW, least=4, required=True),
)
_OPEN: Fields = (
    Leaf("prompt", required=True),
    Leaf("answer"),
    _ACCEPT,
    Many("rubric", _RUBRIC, least=0),
    Leaf("lines", "whole", default="2", shown=True),
    _EVIDENCE,
)
_OWN_FIELDS: dict[str, Fields] = {
    "multiple_choice": _CHOICE,
    "complex_choice": (
        Leaf("stem", required=True),
        Many("options", _OPTION, least=4, letters=True, positional=True, required=True),
        Leaf("keys", "numbers", required=True),
        Leaf("natural_order", "yes", default="false", shown=True),
        _EVIDENCE,
    ),
    "category_table": _GRID,
    "true_false": _GRID,
    "cloze": _GAP,
    "matching": _MATCH,
    "person_matching": _MATCH,
    "term_matching": _MATCH,
    "ordering": (
        Many("entries", _PART, least=4, positional=True, required=True),
        Leaf("shown", "numbers", required=True),
    ),
    "completion": _GAP,
    "short_answer": _OPEN,
    "source": _CHOICE,
    "essay": _OPEN,
}
# Items by the kind of their part of the worksheet.
ITEMS: dict[str, Fields] = {kind: (*_HEAD, *own, *_TAIL) for kind, own in _OWN_FIELDS.items()}


def _every_item() -> Fields:
    seen: dict[str, Field] = {}
    for own in _OWN_FIELDS.values():
        seen.update({field.key: field for field in own if field.key not in seen})
    evidence = seen.pop("evidence")
    return (*_HEAD, *seen.values(), evidence, *_TAIL)


# All kinds in one table, as in a CSV file.
EVERY_ITEM: Fields = _every_item()

# What a row says of the part of the worksheet that it stands in. The word bank has a row of its own.
PART = "part"
PART_KIND = "part.kind"
BANK = Many("bank", _TEXT, least=6, flow=True)
