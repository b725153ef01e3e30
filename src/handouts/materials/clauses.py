"""Sentences taken apart: main clauses without dates, asides and parts that lean on their neighbours.

Conservative on purpose: what is not understood is marked with a fault, and each use decides which faults it can bear.
Heilman and Smith (2010) simplify first and ask afterwards; here only cuts at commas and at closed lists of
conjunctions are made, so that what is left is always a piece of the essay's own wording.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from handouts.languages.exercise_words import ExerciseWords
from handouts.materials.grammar import CLOSERS, OPENERS, QUOTES, SentenceView, Token, untokenise, verb_groups

Fault = Literal[
    "start", "pronoun", "no-name", "vague", "verbs", "subordinate", "negation", "irrealis", "reporting", "link",
    "dangling", "possessive", "quote", "ending", "predicates", "intent",
]  # fmt: skip
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

    def inline(self) -> str:
        """The clause as it would stand inside a sentence: first letter small unless a name begins it."""
        shown = [t for t in self.tokens if t.date < 0]
        text = untokenise(shown)
        first = shown[0]
        keep = first.name >= 0 or not first.text[1:].islower()
        return text if keep else text[:1].lower() + text[1:]


Marks = Sequence[tuple[int, int]]


def clauses(view: SentenceView, marks: Marks, words: ExerciseWords) -> tuple[Clause, ...]:
    """The main clauses of a sentence. `marks[i]` is the range of the i-th date phrase in the sentence's text."""
    tokens = _without_asides(_marked(view.tokens, marks))
    if tokens is None:
        return ()
    segments = _segments(tokens, words)
    found: list[Clause] = []
    front: list[Token] = []
    lead = False
    i = 0
    while i < len(segments):
        segment = _without_connective(segments[i], words)
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


def _marked(tokens: Sequence[Token], marks: Marks) -> list[Token]:
    """Date phrases replaced by marks; the comma after a date that opens the sentence goes with it."""
    result: list[Token] = []
    for token in tokens:
        index = next((i for i, (a, b) in enumerate(marks) if a <= token.start < b), -1)
        if index < 0:
            if token.text == "," and len(result) == 1 and result[0].date >= 0:
                continue
            result.append(token)
        elif not result or result[-1].date != index:
            result.append(Token("", token.start, token.end, space=token.space, date=index))
    return result


def _without_asides(tokens: list[Token]) -> list[Token] | None:
    """Without parentheses and final marks; None for what is no plain statement."""
    while tokens and tokens[-1].text in (".", "!", "…", "..."):
        tokens = tokens[:-1]
    depth, kept = 0, []
    for token in tokens:
        depth += (token.text in OPENERS and token.text != "") - (
            depth > 0 and token.text in CLOSERS and token.text != ""
        )
        if depth == 0 and token.text not in (")", "]"):
            kept.append(token)
    marks = {t.text for t in kept}
    return None if depth or marks & {"?", ":", ";", "!", "/"} or not kept else kept


def _segments(tokens: Sequence[Token], words: ExerciseWords) -> list[list[Token]]:
    """The sentence split at commas and dashes, lists put together again."""
    segments: list[list[Token]] = [[]]
    for token in tokens:
        if token.text in (",", "—", "–"):
            segments.append([])
        else:
            segments[-1].append(token)
    return _with_lists([s for s in segments if s], words)


def _with_lists(segments: list[list[Token]], words: ExerciseWords) -> list[list[Token]]:
    """ "A", "B", "dan C menyerang" become one segment again."""
    merged: list[list[Token]] = []
    i = 0
    while i < len(segments):
        end = _list_end(segments, i, words)
        if end > i:
            whole = list(segments[i])
            for part in segments[i + 1 : end + 1]:
                comma = Token(",", part[0].start - 1, part[0].start, space=False)
                whole += [comma, *part]
            merged.append(whole)
            i = end + 1
        else:
            merged.append(segments[i])
            i += 1
    return merged


def _list_end(segments: list[list[Token]], i: int, words: ExerciseWords) -> int:
    """Index of the last segment of a list that begins in segment i; i when there is none."""
    joints = words.clauses.list_joints
    j = i + 1
    while j < len(segments) and _short_item(segments[j], words):
        first = segments[j][0].lower
        if first in joints:
            return j if j > i + 1 else i
        inner = [t.lower for t in segments[j]]
        if any(w in joints for w in inner) and segments[j][0].name >= 0 and segments[i][-1].name >= 0:
            return j
        j += 1
    if i + 1 < j < len(segments) and segments[j][0].lower in joints:
        # the last item of the list carries the verb: "Roosevelt, Churchill, dan Stalin bertemu"
        body = segments[j][1:]
        verbs = verb_groups(body, words)
        if body and (not verbs or 0 < verbs[0] <= _ITEM_WORDS):
            return j
    return i


_ITEM_WORDS = 6


def _short_item(segment: list[Token], words: ExerciseWords) -> bool:
    if len(segment) > _ITEM_WORDS or segment[0].date >= 0:
        return False
    opener = segment[0].lower in words.clauses.subordinators
    return not opener and not verb_groups(segment, words)


def _without_connective(segment: list[Token], words: ExerciseWords) -> list[Token]:
    """Nothing left of a segment that is only a connective ("Namun", "Selain itu")."""
    text = " ".join(t.lower for t in segment if t.date < 0)
    return [t for t in segment if t.date >= 0] if text in words.clauses.connectives else segment


def _opens_clause(segment: list[Token], words: ExerciseWords, later: bool) -> bool:
    """True when a segment is a clause of its own, perhaps after a coordinator."""
    plain = [t for t in segment if t.date < 0]
    if not plain:
        return False
    first, clauses_ = plain[0].lower, words.clauses
    if first in clauses_.coordinators:
        return later and len(plain) > 1 and bool(verb_groups(plain[1:], words))
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
    if _participle(subject, words) or len(subject) > _ITEM_WORDS + 2:
        return None
    for j in range(i + 1, min(i + 3, len(segments))):
        if verb_groups(segments[j], words)[:1] == [0]:
            return [*subject, *segments[j]], j
    return None


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
        if any(t.date >= 0 for t in tokens[i:]):
            return tuple(tokens), 0
        return tuple(tokens[:i]), 2
    return tuple(tokens), 0


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
    return Clause(tuple(tokens), verb, cut, frozenset(_faults(tokens, verbs, words)))


def _faults(tokens: Sequence[Token], verbs: Sequence[int], words: ExerciseWords) -> Iterable[Fault]:
    clauses_, verb_words = words.clauses, words.verbs
    shown = [t for t in tokens if t.date < 0]
    lower = [t.lower for t in shown]
    if not shown or not verbs:
        yield "verbs"
        return
    if lower[0] in clauses_.reject_starts:
        yield "start"
    if len(verbs) > 1:
        yield "verbs"
        if any(t.lower in clauses_.coordinators for t in tokens[verbs[0] : verbs[-1]]):
            yield "predicates"
    if set(lower) & clauses_.subordinators - clauses_.harmless:
        yield "subordinate"
    checks: tuple[tuple[Fault, frozenset[str]], ...] = (
        ("negation", verb_words.negation), ("irrealis", verb_words.irrealis), ("reporting", verb_words.reporting),
        ("intent", verb_words.intent), ("dangling", clauses_.dangling), ("pronoun", clauses_.object_pronouns),
    )  # fmt: skip
    for fault, listed in checks:
        if listed & set(lower):
            yield fault
    if tokens[verbs[0]].lower in verb_words.link and not (len(verbs) == 1 and _passive(tokens, verbs[0], words)):
        yield "link"
    if any(t.text in QUOTES for t in shown):
        yield "quote"
    if lower[-1] in clauses_.bad_ends:
        yield "ending"
    yield from _subject_faults([t for t in tokens[: verbs[0]] if t.date < 0], shown, words)
    if _loose_possessive(shown, words):
        yield "possessive"


def _passive(tokens: Sequence[Token], verb: int, words: ExerciseWords) -> bool:
    """True for an English auxiliary with a participle behind it: an event, not a state."""
    if tokens[verb].lower not in words.verbs.auxiliaries:
        return False
    after = [t.lower for t in tokens[verb + 1 : verb + 4]]
    skipped = [w for w in after if w not in words.verbs.auxiliaries and not w.endswith("ly") and w != "first"]
    return bool(skipped) and (
        skipped[0] in words.verbs.words or (skipped[0].endswith("ed") and skipped[0] not in words.verbs.not_verbs)
    )


def _subject_faults(subject: Sequence[Token], shown: Sequence[Token], words: ExerciseWords) -> Iterable[Fault]:
    clauses_ = words.clauses
    lower = [t.lower for t in subject]
    if not subject or set(lower) & clauses_.pronouns or (lower[0] in clauses_.prepositions and subject[0].name < 0):
        yield "pronoun"
        return
    named = _named(subject, skip_first=True)
    if not named and not _named(shown, skip_first=True):
        yield "no-name"
    head = [w for w in lower if w not in clauses_.articles]
    if not named and (
        not head or head[0] in clauses_.counters or (len(head) == 1 and head[0] in clauses_.vague_subjects)
    ):
        yield "vague"


def _named(tokens: Sequence[Token], skip_first: bool = False) -> bool:
    """True when a name or a word with a capital is among the tokens; a capital at the start proves nothing."""
    return any(t.name >= 0 or (t.text[0].isupper() and not (skip_first and t is tokens[0])) for t in tokens)


def _loose_possessive(shown: Sequence[Token], words: ExerciseWords) -> bool:
    """True when "its", "their" or -nya has no name before it in the clause to belong to."""
    clauses_ = words.clauses
    for i, token in enumerate(shown):
        suffix = clauses_.possessive_suffix
        ends = bool(suffix) and token.lower.endswith(suffix) and token.lower not in clauses_.not_possessive
        if not ends and token.lower not in clauses_.possessives:
            continue
        object_form = ends and any(token.lower.startswith(p) for p in words.verbs.prefixes[:2]) and len(token.text) > 6
        if object_form or not _named(shown[:i]):
            return True
    return False
