"""Where an expression stands: opening its sentence, in an aside, behind a word of planning; what it takes along."""

from __future__ import annotations

from itertools import pairwise

from handouts.analysis.date_links import has_any
from handouts.analysis.date_patterns import Found
from handouts.analysis.date_settled import Settled
from handouts.analysis.date_tokens import Token, date_lexicon
from handouts.analysis.spine import Spine

_LEADING = frozenset({"PREP", "FROM", "BETWEEN", "IN", "ON", "DATEHEAD", "TO", "WHEN"})
_SET_IN = frozenset({"PREP", "IN", "ON"})
_APPOSED = 2
_CLAUSE = 5
_TELLING = frozenset({"PREP", "IN", "ON", "DATEHEAD", "TO", "DASH"})
_OPENING = frozenset({"PREP", "FROM", "BETWEEN", "IN", "ON", "THE", "MODA", "MODN", "DATEHEAD", "COMMA"})


def opens(f: Found, tokens: tuple[Token, ...]) -> bool:
    """Only prepositions, articles and marks stand before it in its sentence, or the clause of "when" that opens it."""
    before = tokens[: f.first]
    if before and "WHILE" in before[0].classes and not any("COMMA" in t.classes for t in before):
        return True
    return all(has_any(t, _OPENING) or not t.text[0].isalnum() for t in before)


def opens_with_old_year(f: Found, tokens: tuple[Token, ...]) -> bool:
    """ "In 410, the last troops left": three digits between the preposition that opens a sentence and a comma."""
    return (
        f.rule == "bc-year"
        and f.first == 1
        and has_any(tokens[0], _SET_IN)
        and f.last + 1 < len(tokens)
        and "COMMA" in tokens[f.last + 1].classes
    )


def asides(tokens: tuple[Token, ...]) -> list[bool]:
    """For each token whether it stands in parentheses or brackets."""
    depth, found = 0, []
    for token in tokens:
        depth = max(0, depth + (token.text in ("(", "[")) - (token.text in (")", "]")))
        found.append(depth > 0)
    return found


def relative_clauses(tokens: tuple[Token, ...]) -> list[bool]:
    """For each token whether it stands in a relative clause between commas."""
    found = [False] * len(tokens)
    commas = [i for i, t in enumerate(tokens) if "COMMA" in t.classes]
    for start, end in pairwise(commas):
        if "RELATIVE" in tokens[start + 1].classes:
            found[start:end] = [True] * (end - start)
    return found


def first_plan(tokens: tuple[Token, ...], language: str) -> int:
    """Index of the first word of planning in the sentence, or one past its end."""
    plans = date_lexicon(language).words.plans
    return next((i for i, t in enumerate(tokens) if t.text.lower() in plans), len(tokens))


def looks_back(f: Found, tokens: tuple[Token, ...]) -> bool:
    """True after "since": the last such month or season, not one to come."""
    return f.first > 0 and "SINCE" in tokens[f.first - 1].classes


def is_goal(f: Found, tokens: tuple[Token, ...], settled: Settled, spine: Spine, plan: int) -> bool:
    """A date that the story only looks at: a deadline, a plan, a look back ("two years earlier")."""
    if spine.year is None and settled.basis == "explicit" and plan > f.first and is_told(f, tokens):
        # the first date is where the story begins, even behind "since" or "until"
        return False
    if f.parts.get("SHIFT", "").startswith("-") or "HAPPENING" in f.parts or looks_back(f, tokens):
        return True
    if "PREV" in f.parts and settled.basis != "explicit":
        return True
    if opens(f, tokens):
        return False
    if f.first > 0 and "DEADLINE" in tokens[f.first - 1].classes and settled.basis == "explicit":
        return True
    year = settled.moment.year
    return plan < f.first and year is not None and spine.year is not None and year > spine.year


def is_told(f: Found, tokens: tuple[Token, ...]) -> bool:
    """True behind a preposition of time: "fell in 1813", but not "the fleet of 1813"."""
    before = tokens[f.first - 1] if f.first else None
    if before is None or not has_any(before, _TELLING) or "OF" in before.classes:
        return False
    # "the longest bridge since 1880" is a comparison, "Since 1880 the town had a bridge" the story
    return "SINCE" not in before.classes or opens(f, tokens)


def restates(found: list[Found], i: int, tokens: tuple[Token, ...]) -> bool:
    """True when the expression says of the date before its comma how far it was from some event.

    "on 17 August 1938, exactly seven years before his song": no date of its own.
    """
    if i == 0 or found[i].rule != "shift-event":
        return False
    gap = tokens[found[i - 1].last + 1 : found[i].first]
    return 0 < len(gap) <= _APPOSED and "COMMA" in gap[0].classes and all(t.text[0].islower() for t in gap[1:])


def said_again(found: list[Found], i: int, tokens: tuple[Token, ...]) -> bool:
    """True when the next expression says the same date in full: "three years after it ended, in early 1833"."""
    if found[i].rule not in ("shift", "shift-event") or i + 1 == len(found):
        return False
    gap = tokens[found[i].last + 1 : found[i + 1].first]
    clause = _CLAUSE if found[i].rule == "shift-event" else 0
    marks = [n for n, t in enumerate(gap) if "COMMA" in t.classes]
    return (
        len(marks) == 1
        and marks[0] <= clause
        and marks[0] + 1 < len(gap)
        and all(has_any(t, _TELLING) for t in gap[marks[0] + 1 :])
    )


def phrase(f: Found, tokens: tuple[Token, ...]) -> tuple[int, int]:
    """Offsets of what goes when the date is taken out: prepositions before it, brackets around it, one comma."""
    first = f.first
    while first and has_any(tokens[first - 1], _LEADING) and "AND" not in tokens[first - 1].classes:
        first -= 1
    start, end = tokens[first].start, tokens[f.last].end
    before = tokens[first - 1].text if first else ""
    after = tokens[f.last + 1].text if f.last + 1 < len(tokens) else ""
    if before == "(" and after == ")":
        return tokens[first - 1].start, tokens[f.last + 1].end
    if after == "," and (first == 0 or before == ","):
        return start, tokens[f.last + 1].end
    return start, end
