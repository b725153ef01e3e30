"""Sentences that can be broken off at their end: before the year of their date, or before the name they close with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from handouts.materials.facts import Fact
from handouts.materials.grammar import SentenceView, Token, untokenise
from handouts.materials.kinds.carriers import dates_in
from handouts.materials.kinds.context import Context
from handouts.materials.kinds.known_names import Known
from handouts.materials.kinds.name_groups import Group, counted, groups, place_of, proper
from handouts.materials.kinds.standing import standing
from handouts.materials.kinds.wholes import whole_facts
from handouts.model.analysis import NameMention
from handouts.model.timeline import HistoricalDate

LEAST_WORDS, MOST_WORDS = 7, 26
_MARKS = frozenset('“”"();:—')


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
    sorts, often = groups(context), counted(context)
    views = {v.sentence.id: v for v in context.reading.views}
    facts = standing(context)
    taken = {f.sentence.id for f in facts}
    whole = [f for seen, f in whole_facts(context) if seen.sentence.id not in taken and whole_enough(seen, f)]
    for fact in sorted((*facts, *whole), key=lambda f: f.sentence.passage.place):
        found = _ending(context, fact, views[fact.sentence.id], sorts, often)
        if found is not None:
            yield found


def whole_enough(seen: SentenceView, fact: Fact) -> bool:
    """True for a whole sentence that can be broken off at its end: not too long, nothing quoted or in brackets."""
    return LEAST_WORDS <= fact.clause.words <= MOST_WORDS and not _MARKS & set(seen.text)


def _ending(
    context: Context, fact: Fact, seen: SentenceView, sorts: tuple[Group, ...], often: Mapping[str, int]
) -> NameEnding | None:
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
    group = next((g for g in sorts if name.canonical in g.names), None) or _alone(name, often)
    place = place_of(seen, tokens, last.name)
    if group is None or place is None or place[1] != len(tokens) - 1 or not group.called(name):
        return None
    head = tokens[: place[0]]
    if group.sort == "country" and head and head[-1].lower in context.words.clauses.articles:
        # each option brings its own article or none
        head = head[:-1]
    if not head:
        return None
    if context.everywhere(name.canonical):
        return None
    rule = _rule(context, head, fact)
    before = untokenise(head)
    known = group.names[name.canonical]
    text = f" {before} ".lower()
    again = any(f" {word} " in text for f in known.forms for word in f.lower().split() if len(word) > 3)
    if not rule or again or _in_list(context, head) or _bare_state(fact):
        return None
    return NameEnding(fact, before[:1].upper() + before[1:], known, group, rule)


def _alone(name: NameMention, often: Mapping[str, int]) -> Group | None:
    """A group for a sure name that has no other of its sort beside it: it can be asked for, but not chosen."""
    text = name.passage.text
    sure = proper(name, often) and text == name.canonical
    return Group("", {name.canonical: Known(text, frozenset((text,)), frozenset())}) if sure else None


def _bare_state(fact: Fact) -> bool:
    """True for what something unnamed is: "The major concern was the effect on Russia"."""
    return "link" in fact.clause.faults and not any(t.name >= 0 for t in fact.clause.subject)


def _rule(context: Context, head: tuple[Token, ...], fact: Fact) -> str:
    words = context.words
    lower = head[-1].lower
    if lower in words.clauses.articles and len(head) > 1:
        lower = head[-2].lower
    if lower == words.clauses.agent:
        before = head[-2].lower if len(head) > 1 else ""
        return "" if before in words.clauses.beside_agent else "agent"
    if lower in words.labels.places:
        return "place"
    at_verb = len(head) - 1 == fact.clause.verb and not fact.clause.dates()
    return "object" if lower in words.clauses.prepositions or at_verb else ""


def _in_list(context: Context, head: tuple[Token, ...]) -> bool:
    """True when other names stand beside it ("between Prussia and Austria")."""
    near = {t.lower for t in head[-3:]}
    return bool(near & (context.words.clauses.list_joints | {",", "between", "antara"}))


@dataclass(frozen=True, slots=True)
class DateEnding:
    """A whole sentence without the date it ends with; `before` keeps what leads to the date ("in", "pada tahun").

    `plain`: what leads to it says when and nothing else, and is gone from the clause of `fact` ("until" is not).
    """

    fact: Fact
    before: str
    mention: str
    date: HistoricalDate
    plain: bool


def date_endings(context: Context) -> Iterator[DateEnding]:
    """Sentences that can be read alone and end with their only date, which the essay states, in reading order."""
    for seen, fact in whole_facts(context):
        phrases = dates_in(context, seen)
        if len(phrases) != 1 or phrases[0].date.is_range or phrases[0].date.basis != "explicit":
            continue
        mention, start = phrases[0].mention, seen.sentence.passage.start
        at, end = mention.start - start, mention.end - start
        first = fact.clause.tokens[0].start
        led = seen.text[:at].rstrip()[-1:].isalpha()
        if seen.text[end:] == "." and at > first and led and whole_enough(seen, fact) and not _told(seen.text[:at]):
            before = seen.text[first:at].rstrip()
            plain = seen.text[phrases[0].start : at].strip().lower() in _leads(context)
            tokens = tuple(t for t in fact.clause.tokens if t.start < (phrases[0].start if plain else at))
            kept = replace(fact, clause=replace(fact.clause, tokens=tokens), date=phrases[0].date, mention=mention)
            yield DateEnding(kept, before[:1].upper() + before[1:], mention.text, phrases[0].date, plain)


def _leads(context: Context) -> frozenset[str]:
    """The words that lead to a date and say nothing but when: those of the language's own stems."""
    stems = context.words.stems
    leads = [stems[f"date_{p}"].removeprefix("{clause}") for p in ("day", "month", "year", "other")]
    return frozenset(lead.strip() for lead in [*leads, *(stems[f"at_{p}"].partition("{")[0] for p in ("day", "other"))])


def _told(text: str) -> bool:
    """True when another number that may be a year stands in the sentence."""
    return any(word.strip(".,").isdecimal() and len(word.strip(".,")) > 2 for word in text.split())
