"""Which of the events are printed, and which tell the same thing twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from handouts.languages.exercise_words import ExerciseWords
from handouts.materials.facts import Fact
from handouts.materials.grammar import content_words
from handouts.model.timeline import HistoricalDate

_SAME_EVENT = 0.5
_FINENESS = {"day": 0.5, "month": 0.3, "season": 0.1, "year": 0.1, "decade": -0.5, "century": -1.0}
# how sure the date belongs to the clause: a clause of its own, a part of one, a name
_RULES = {
    "clause": 0.5,
    "clause-front": 0.4,
    "clause-end": 0.3,
    "clause-cut": 0.2,
    "clause-name": -0.6,
    "clause-noun": -0.4,
}


class Candidate(Protocol):
    """An event that may be chosen."""

    @property
    def fact(self) -> Fact:
        """Its clause and sentence."""

    @property
    def date(self) -> HistoricalDate:
        """When it was."""

    @property
    def label(self) -> str:
        """What is printed."""

    @property
    def score(self) -> float:
        """How much it is worth printing."""


C = TypeVar("C", bound=Candidate)


def score(fact: Fact, text: str, rule: str, words: ExerciseWords, *, named: bool) -> float:
    """Cue words, a named event, a date the text names, its fineness, how surely it belongs to the clause, names."""
    date = fact.date
    if date is None:
        return 0.0
    points = 1.5 if set(text.lower().split()) & words.verbs.important else 0.0
    points += 0.8 if named else 0.0
    points += 1.0 if date.basis == "explicit" else 0.0
    points += _FINENESS.get(date.precision, 0.0) + _RULES.get(rule, 0.0)
    return points + 0.1 * min(len({t.name for t in fact.clause.tokens if t.name >= 0}), 3)


def merged(found: Sequence[C], words: ExerciseWords) -> list[C]:
    """One of each event: the same event told twice keeps its better telling (finer date, explicit, more to say)."""
    kept: list[C] = []
    for candidate in found:
        twin = next((k for k in kept if _same(k, candidate, words)), None)
        if twin is None:
            kept.append(candidate)
        elif candidate.score > twin.score:
            kept[kept.index(twin)] = candidate
    return kept


def _same(a: Candidate, b: Candidate, words: ExerciseWords) -> bool:
    if a.label == b.label and a.fact.sentence.id == b.fact.sentence.id:
        return True
    if not (a.date.start.ordinal() <= b.date.end.ordinal() and b.date.start.ordinal() <= a.date.end.ordinal()):
        return False
    one, two = content_words(a.label, words), content_words(b.label, words)
    common, least = len(one & two), _SAME_EVENT * min(len(one), len(two))
    # with just half of the words in common the names decide ("Multilateral talks in Moscow"), or the same paragraph
    together = a.date == b.date and a.fact.sentence.passage.block == b.fact.sentence.passage.block and common > 1
    return common > least or (common == least and (together or _names_agree(a.label, b.label)))


def _names_agree(a: str, b: str) -> bool:
    """True when one of two labels has no name that the other has not; a first word proves nothing."""
    one, two = ({w.strip(".,") for w in text.split()[1:] if w[:1].isupper()} for text in (a, b))
    first = {text.split()[0] for text in (a, b)}
    return bool(one and two) and (one <= two | first or two <= one | first)


def choose(found: Sequence[C], limit: int) -> list[C]:
    """Greedy: the best score, more for a paragraph and a stretch of time that has no event yet."""
    if len(found) <= limit:
        return list(found)
    first = min(f.date.start.ordinal() for f in found)
    width = max(max(f.date.start.ordinal() for f in found) - first, 1)
    # the first and the last event hold the line at its ends, unless they are slight
    ends = (min(found, key=_begins), max(found, key=_begins))
    chosen: list[C] = []
    rest = list(found)
    while rest and len(chosen) < limit:
        blocks = {c.fact.sentence.passage.block for c in chosen}
        slots = {(c.date.start.ordinal() - first) * limit // (width + 1) for c in chosen}

        def gain(f: C, blocks: set[int] = blocks, slots: set[int] = slots) -> float:
            slot = (f.date.start.ordinal() - first) * limit // (width + 1)
            fresh = (f.fact.sentence.passage.block not in blocks) + (slot not in slots) + (f in ends)
            return f.score + 1.0 * fresh

        best = max(rest, key=lambda f: (gain(f), -rest.index(f)))
        chosen.append(best)
        rest.remove(best)
    return chosen


def _begins(found: Candidate) -> tuple[int, int]:
    return found.date.start.ordinal(), found.date.end.ordinal()
