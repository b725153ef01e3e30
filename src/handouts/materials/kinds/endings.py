"""Sentences that can be broken off at their end: before the year of their date, or before the name they close with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handouts.materials.facts import Fact
from handouts.materials.grammar import SentenceView, Token, untokenise
from handouts.materials.kinds.context import Context
from handouts.materials.kinds.known_names import Known
from handouts.materials.kinds.name_groups import Group, groups, place_of
from handouts.materials.kinds.statements import standing

_LISTED = re.compile(r"\s*,\s*[A-Z]")


@dataclass(frozen=True, slots=True)
class NameEnding:
    """A clause without the name it ends with, and without the article that a country brings along.

    `rule` says how the name stands there: agent, place or object.
    """

    fact: Fact
    before: str
    name: Known
    group: Group
    rule: str


def name_endings(context: Context) -> Iterator[NameEnding]:
    """Clauses that end with one sure name behind a preposition or the verb, in reading order."""
    sorts = groups(context)
    views = {v.sentence.id: v for v in context.reading.views}
    for fact in standing(context):
        found = _ending(context, fact, views[fact.sentence.id], sorts)
        if found is not None:
            yield found


def _ending(context: Context, fact: Fact, seen: SentenceView, sorts: tuple[Group, ...]) -> NameEnding | None:
    tokens = tuple(fact.clause.shown)
    last = tokens[-1]
    if last.name < 0 or fact.clause.cut > 1 or (fact.date is not None and fact.place == "end"):
        return None
    if (
        fact.clause.cut
        and seen.text[last.end :].lstrip()[:1] == ","
        and seen.text[last.end + 1 :].lstrip()[:1].isupper()
    ):
        # more names follow: a list, or a wider place
        return None
    name = seen.names[last.name]
    group = next((g for g in sorts if name.canonical in g.names), None)
    place = place_of(seen, tokens, last.name)
    if group is None or place is None or place[1] != len(tokens) - 1:
        return None
    head = tokens[: place[0]]
    articled = name.canonical.lower() in context.words.statements.with_article
    if articled and head and head[-1].lower in context.words.clauses.articles:
        head = head[:-1]
    if not head:
        return None
    rule = _rule(context, head, fact)
    before = untokenise(head)
    known = group.names[name.canonical]
    text = f" {before} ".lower()
    again = any(f" {word} " in text for f in known.forms for word in f.lower().split() if len(word) > 3)
    if not rule or again or _in_list(context, head):
        return None
    return NameEnding(fact, before[:1].upper() + before[1:], known, group, rule)


def _rule(context: Context, head: tuple[Token, ...], fact: Fact) -> str:
    words = context.words
    lower = head[-1].lower
    if lower in words.clauses.articles and len(head) > 1:
        lower = head[-2].lower
    if lower == words.clauses.agent:
        return "agent"
    if lower in words.labels.places:
        return "place"
    at_verb = len(head) - 1 == fact.clause.verb and not fact.clause.dates()
    return "object" if lower in words.clauses.prepositions or at_verb else ""


def _in_list(context: Context, head: tuple[Token, ...]) -> bool:
    """True when other names stand beside it ("between Prussia and Austria")."""
    near = {t.lower for t in head[-3:]}
    return bool(near & (context.words.clauses.list_joints | {",", "between", "antara"}))
