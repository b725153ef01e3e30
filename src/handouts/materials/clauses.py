"""Sentences taken apart: main clauses without dates, asides and parts that lean on their neighbours.

Conservative on purpose: what is not understood is marked with a fault, and each use decides which faults it can bear.
Heilman and Smith (2010) simplify first and ask afterwards; here only cuts at commas and at closed lists of
conjunctions are made, so that what is left is always a piece of the essay's own wording.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from handouts.languages.exercise_words import ExerciseWords
from handouts.materials.faults import Fault, faults
from handouts.materials.grammar import SentenceView, Token, untokenise, verb_groups
from handouts.materials.segments import ITEM_WORDS, Marks, marked, split, without_asides, without_connective

Place = Literal["front", "end", "inside"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A main clause. `tokens` holds marks where dates were taken out; `verb` is the position of its first finite verb.

    `cut` is 0 when nothing but dates, connectives and light adverbs was left out, 1 when another clause of the
    sentence was, 2 when a part of this clause was.
    """

    tokens: tuple[Token, ...]
    verb: int
    cut: int
    faults: frozenset[Fault]

    @property
    def text(self) -> str:
        """The clause as a text without final mark, with a capital first."""
        text = untokenise(self.tokens)
        return text[:1].upper() + text[1:]

    @property
    def words(self) -> int:
        """Number of words."""
        return sum(t.is_word for t in self.tokens)

    @property
    def subject(self) -> tuple[Token, ...]:
        """What stands before the verb."""
        return tuple(t for t in self.tokens[: self.verb] if t.date < 0)

    @property
    def predicate(self) -> str:
        """The verb and what follows it."""
        return untokenise(self.tokens[self.verb :])

    def dates(self) -> tuple[tuple[int, Place], ...]:
        """Index and place of each date taken out of this clause."""
        last = len(self.tokens) - 1
        return tuple(
            (t.date, "front" if i == 0 else "end" if i == last else "inside")
            for i, t in enumerate(self.tokens)
            if t.date >= 0
        )

    @property
    def shown(self) -> tuple[Token, ...]:
        """The clause without the marks of its dates."""
        return tuple(t for t in self.tokens if t.date < 0)


def clauses(view: SentenceView, marks: Marks, words: ExerciseWords) -> tuple[Clause, ...]:
    """The main clauses of a sentence. `marks[i]` is the range of the i-th date phrase in the sentence's text."""
    tokens = without_asides(marked(view.tokens, marks))
    if tokens is None:
        return ()
    segments = split(tokens, words)
    found: list[Clause] = []
    front: list[Token] = []
    lead = False
    i = 0
    while i < len(segments):
        segment = without_connective(segments[i], words)
        if all(t.date >= 0 for t in segment):
            if found and segment:
                found[-1] = _rebuilt(found[-1], (*found[-1].tokens, *segment), words)
            else:
                front += segment
        elif _opens_clause(segment, words, bool(found)):
            own = _own_subject(segment, words)
            if found and not own:
                found[-1] = _cut(found[-1], 1)
            else:
                body = own or segment
                clause = _clause([*front, *body], 1 if lead or found else 0, words)
                found = [*(_cut(c, 1) for c in found), clause]
                front = []
        elif not found and (joined := _around_apposition(segments, i, words)):
            body, i = joined
            found.append(_clause([*front, *body], 2, words))
            front = []
        elif found:
            found[-1] = _cut(found[-1], 1)
        else:
            lead = True
        i += 1
    return tuple(found)


def _opens_clause(segment: list[Token], words: ExerciseWords, later: bool) -> bool:
    """True when a segment is a clause of its own, perhaps after a coordinator."""
    plain = [t for t in segment if t.date < 0]
    if not plain:
        return False
    first, clauses_ = plain[0].lower, words.clauses
    if first in clauses_.coordinators:
        return later and len(plain) > 1 and bool(verb_groups(plain[1:], words))
    if later:
        # without a coordinator a later part is an aside, or nobody can tell
        return False
    if plain[0].name < 0 and (first in clauses_.subordinators | clauses_.prepositions or _participle(plain, words)):
        return False
    verbs = verb_groups(plain, words)
    return bool(verbs) and verbs[0] > 0


def _participle(plain: Sequence[Token], words: ExerciseWords) -> bool:
    """True when an English segment opens with a participle ("Alarmed by", "Beginning in")."""
    first = plain[0]
    if words.verbs.prefixes or first.name >= 0 or first.lower in words.verbs.not_verbs:
        return False
    return first.lower.endswith(("ing", "ed")) and len(first.text) > 4


def _own_subject(segment: list[Token], words: ExerciseWords) -> list[Token]:
    """A coordinated clause without its coordinator, [] when it shares the subject of the clause before."""
    plain = [t for t in segment if t.date < 0]
    if plain[0].lower not in words.clauses.coordinators:
        return segment
    rest = [t for t in segment if t is not plain[0]]
    verbs = verb_groups([t for t in rest if t.date < 0], words)
    return rest if verbs and verbs[0] > 0 else []


def _around_apposition(segments: list[list[Token]], i: int, words: ExerciseWords) -> tuple[list[Token], int] | None:
    """Subject, aside, predicate: "Molotov", "menteri luar negeri", "menandatangani pakta itu" without the aside."""
    subject = segments[i]
    first = next((t.lower for t in subject if t.date < 0), "")
    if first in words.clauses.subordinators | words.clauses.prepositions | words.clauses.coordinators:
        return None
    if _participle(subject, words) or len(subject) > ITEM_WORDS + 2:
        return None
    window = range(i + 1, min(i + 3, len(segments)))
    openers = [j for j in window if verb_groups([t for t in segments[j] if t.date < 0], words)[:1] == [0]]
    # of two parts that open with a verb the first is a participle ("the treaty, negotiated in 1903, allowed …")
    return ([*subject, *segments[openers[-1]]], openers[-1]) if openers else None


def _clause(tokens: Sequence[Token], cut: int, words: ExerciseWords) -> Clause:
    light = [t for t in tokens if t.lower not in words.clauses.removable or t.name >= 0]
    kept, level = _cut_inside(light, words)
    return _built(kept, max(cut, level), words)


def _rebuilt(clause: Clause, tokens: Sequence[Token], words: ExerciseWords) -> Clause:
    return _built(tuple(tokens), clause.cut, words)


def _cut(clause: Clause, level: int) -> Clause:
    return Clause(clause.tokens, clause.verb, max(clause.cut, level), clause.faults)


def _cut_inside(tokens: Sequence[Token], words: ExerciseWords) -> tuple[tuple[Token, ...], int]:
    """The clause up to the first part that can go ("sehingga …", "and withdrew …"), unless a date stands in that part.

    A date behind the cut belongs to what would be cut, or nobody can tell: then nothing is cut and the faults remain.
    """
    verbs = verb_groups(tokens, words)
    if not verbs:
        return tuple(tokens), 0
    for i in range(verbs[0] + 1, len(tokens)):
        if not (_cuttable(tokens, i, words) or _second_predicate(tokens, i, words)):
            continue
        if any(t.date >= 0 for t in tokens[i:]) or _needed(tokens, i, words):
            return tuple(tokens), 0
        return tuple(tokens[:i]), 2
    return tuple(tokens), 0


def _needed(tokens: Sequence[Token], i: int, words: ExerciseWords) -> bool:
    """True when what is left says too little: "menggagalkan upaya", "mendesak Roosevelt" without "untuk …"."""
    if tokens[i - 1].name < 0 and tokens[i - 1].lower in words.labels.open_ends:
        return True
    if tokens[i].lower in words.clauses.relatives and tokens[i - 1].name < 0:
        # "on cases where …": what kind of cases is said behind the cut
        return tokens[i - 2].lower in words.clauses.prepositions | words.clauses.no_gap_after
    asks = any(t.lower in words.labels.control for t in tokens[:i] if t.name < 0)
    return tokens[i].lower in words.labels.purpose and asks


def _cuttable(tokens: Sequence[Token], i: int, words: ExerciseWords) -> bool:
    rest = " ".join(t.lower for t in tokens[i : i + 5])
    return any(rest == c or rest.startswith(c + " ") for c in words.clauses.cut_before)


def _second_predicate(tokens: Sequence[Token], i: int, words: ExerciseWords) -> bool:
    """True for the coordinator before a second verb of the same subject, or before a clause without comma."""
    if tokens[i].lower not in words.clauses.coordinators:
        return False
    rest = tokens[i + 1 :]
    verbs = verb_groups(rest, words)
    return bool(verbs) and (verbs[0] <= 1 or tokens[i].lower not in words.clauses.list_joints)


def _built(tokens: Sequence[Token], cut: int, words: ExerciseWords) -> Clause:
    verbs = verb_groups(tokens, words)
    verb = verbs[0] if verbs else len(tokens)
    return Clause(tuple(tokens), verb, cut, frozenset(faults(tokens, verbs, words)))
