"""Which facts have a clause that says something whole by itself: enough to know what is told, nothing left over."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handouts.languages.exercise_words import ExerciseWords
from handouts.materials.facts import NEVER, Fact
from handouts.materials.grammar import SentenceView, Token, content_words, is_verb, untokenise
from handouts.materials.kinds.carriers import opening
from handouts.materials.kinds.context import Context
from handouts.materials.kinds.told_before import leans, month_alone
from handouts.materials.references import leaning_nouns

LEAST_WORDS, MOST_WORDS = 3, 18
# content words that a statement needs when neither a date nor a second name tells which event is meant
_LEAST_SENSE, _LEAST_TOLD, _STUMP = 4, 2, 2
_LEAST_UNDATED = 6  # words of what is left of a sentence, and has no date
_DASHES = frozenset("-–—")
# "PL–480", "V–B–B": a dash inside a word, where clauses are cut in the wrong place
_DASHED = re.compile(r"\w[–—]\w")


def standing(context: Context) -> tuple[Fact, ...]:
    """The facts whose clause says something whole by itself, in reading order."""
    views = {v.sentence.id: v for v in context.reading.views}
    return tuple(f for f in context.reading.facts if _alone(f, views[f.sentence.id], context))


def _alone(fact: Fact, view: SentenceView, context: Context) -> bool:
    """True for a clause that says something whole by itself."""
    clause, words = fact.clause, context.words
    barred = NEVER | {"subordinate", "quote", "predicates", "verbs"}
    if clause.faults & barred or not LEAST_WORDS <= clause.words <= MOST_WORDS:
        return False
    ending = clause.shown[-1].lower
    bare = clause.cut > 0 and clause.verb == len(clause.tokens) - 1
    if any(t.text in _DASHES for t in clause.shown) or (
        clause.words < _LEAST_UNDATED and fact.date is None and clause.cut
    ):
        return False
    if bare or _DASHED.search(fact.sentence.text) or (clause.cut and ending in words.statements.units):
        return False
    date = fact.date
    if date is not None and (date.basis != "explicit" or date.mod == "APPROX" or date.is_range):
        return False
    if "intent" in clause.faults and date is not None and fact.place != "front":
        return False
    if {t.lower for t in clause.subject[:2]} & words.sequence:
        # "the first called …": the first of what was named before
        return False
    tail = [t.lower for t in clause.shown[-5:]]
    behind = any(t.date >= 0 for t in clause.tokens[clause.verb :]) and date is None
    joined = bool(clause.cut) and bool(set(tail) & words.clauses.coordinators)
    last = clause.shown[-1]
    if joined or behind or not last.is_word or ("," in tail and clause.cut > 0):
        return False
    return _telling(fact, context) and not _torn(fact, view, context) and not leans(clause.shown, view, words)


def _telling(fact: Fact, context: Context) -> bool:
    """False for "Finch sailed northwards", which nobody can place, and for "the war was a time", broken off."""
    clause, words = fact.clause, context.words
    link = "link" in clause.faults
    if link and clause.cut > 1 and len(clause.shown) - clause.verb <= _STUMP:
        return False
    marks = {t.name if t.name >= 0 else -2 - t.start for t in clause.shown if t.name >= 0 or t.text[:1].isdecimal()}
    if fact.date is not None or words.verbs.prefixes:
        return True
    behind = [t for t in clause.tokens[clause.verb :] if t.date < 0 and t.lower not in words.verbs.auxiliaries]
    if not any(t.name >= 0 for t in behind) and len(content_words(untokenise(behind), words)) < _LEAST_TOLD - link:
        # "seven parties were banned"
        return False
    # a name counts as one word
    plain = untokenise([t for t in clause.shown if t.name < 0])
    return len(marks) > 1 or len(content_words(plain, words)) + len(marks) >= _LEAST_SENSE - link


def _torn(fact: Fact, view: SentenceView, context: Context) -> bool:
    """True for a clause that lost what it needs: the time of an earlier past, the first of a list, whose it is."""
    clause, words = fact.clause, context.words
    shown, start = clause.shown, opening(context, view.text)
    before = [t for t in view.tokens if start <= t.start < shown[0].start]
    earlier = {t.lower for t in clause.tokens[clause.verb : clause.verb + 1]} & {words.labels.earlier_past}
    if earlier and words.labels.earlier_past and fact.date is None and before:
        return True
    if _list_tail(before, clause.subject, words) or _loose_subject(before, clause.subject, words):
        return True
    told = [t for t in clause.tokens[clause.verb + 1 :] if t.date < 0]
    adverb = (
        shown[-1].lower.endswith("ly") and shown[-1].lower not in words.verbs.not_verbs and not words.verbs.prefixes
    )
    if clause.cut and shown[-1].name < 0 and (shown[-1].lower in words.labels.particles or adverb):
        # "the offensive cut off": whom? "was created mostly": why?
        return True
    bare = all(t.name >= 0 or t.text[:1].isupper() for t in told)
    if bare and clause.tokens[clause.verb].lower in words.labels.naming:
        # "proclaimed Dalby": what it became is told behind a comma
        return True
    after = [t for t in view.tokens if t.start >= shown[-1].end]
    if clause.cut and _list_cut(after, words):
        # "tanks" of "tanks and armoured vehicles"
        return True
    if clause.cut and after[1:] and after[0].text == "," and _goes_on(after[1], words):
        # "grain" of "grain, timber and fish", "Dalby" of "Dalby, the capital"
        return True
    if month_alone(shown, words) and fact.date is None:
        return True
    named = any(t.name >= 0 or t.text[:1].isupper() for t in clause.subject[1:])
    definite = shown[0].lower in words.labels.definite
    nominal = "link" in clause.faults and {t.lower for t in told[:1]} & words.clauses.articles
    return definite and not named and bool(nominal and leaning_nouns(clause.subject, words))


def _list_cut(after: Sequence[Token], words: ExerciseWords) -> bool:
    """True for what stands behind a clause that was cut before "and" and another thing of a list."""
    joined = bool(after) and after[0].lower in words.clauses.list_joints
    near = list(after[1:6])
    return joined and bool(near) and not any(is_verb(near, i, words) for i in range(len(near)))


def _goes_on(token: Token, words: ExerciseWords) -> bool:
    """True for a word behind a comma that is one of several things, or says more of the last one."""
    clauses, labels = words.clauses, words.labels
    opens = (
        clauses.coordinators | clauses.subordinators | clauses.prepositions | clauses.relatives | clauses.connectives
    )
    opens |= labels.rest | labels.openers | labels.purpose | labels.relatives | clauses.pronouns | clauses.removable
    ending = labels.participle
    acting = token.lower in words.verbs.words or (bool(ending) and token.lower.endswith((ending, "ly")))
    return token.lower not in opens and not acting and not token.lower.startswith(words.verbs.prefixes or ("\0",))


def _loose_subject(before: Sequence[Token], subject: Sequence[Token], words: ExerciseWords) -> bool:
    """True for no subject, one that is an insertion ("short of supplies, decided"), or one behind a noun and a comma.

    "Finch's march on Dalby, Norland ended": the comma is one within a name, or an apposition hangs on it.
    """
    commas = [i for i, t in enumerate(subject) if t.text == ","]
    adverbs = not words.verbs.prefixes and all(t.name < 0 and t.lower.endswith("ly") for t in subject)
    if adverbs or commas == [len(subject) - 1]:
        return True
    if not before or before[-1].text != ",":
        return False
    clauses = words.clauses
    opens = clauses.prepositions | clauses.subordinators | words.labels.openers | words.labels.loose | clauses.removable
    lead = before[:-1]
    endings = tuple(e for e in (words.labels.participle, words.labels.regular_past) if e)
    light = lead and (lead[0].lower in opens or lead[0].lower.endswith((*endings, "ly")) or lead[0].date >= 0)
    nominal = bool(lead) and any(t.name >= 0 for t in lead[-1:]) and not light
    return nominal and not any(is_verb(lead, i, words) for i in range(len(lead)))


def _list_tail(before: Sequence[Token], subject: Sequence[Token], words: ExerciseWords) -> bool:
    """True for "Bree and Marl joined" of "Ostin, Bree and Marl joined": the first of them stands before the comma."""
    if not {t.lower for t in subject} & words.clauses.list_joints or not before or before[-1].text != ",":
        return False
    commas = [i for i, t in enumerate(before[:-1]) if t.text == ","]
    part = before[commas[-1] + 1 : -1] if commas else before[:-1]
    clauses = words.clauses
    opens = clauses.prepositions | clauses.subordinators | words.labels.openers | words.labels.loose
    first = len(part)
    while first > 0 and (part[first - 1].name >= 0 or part[first - 1].text[:1].isupper()):
        first -= 1
    if first == len(part) or any(is_verb(part, i, words) for i in range(len(part))):
        return False
    # "In Dalby, Bree and Marl joined", but "In October 1956 Dalby, Bree and Marl joined"
    lead = part[first - 1] if first else part[0]
    return lead.date >= 0 or lead.text.isdecimal() or (part[0].lower not in opens and lead.lower not in opens)
