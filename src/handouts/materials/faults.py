"""What speaks against using a clause by itself: each doubt by name; every use decides which ones it can bear."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from handouts.languages.exercise_words import ExerciseWords
from handouts.materials.grammar import QUOTES, Token

Fault = Literal[
    "start", "pronoun", "no-name", "vague", "verbs", "subordinate", "negation", "irrealis", "reporting", "link",
    "dangling", "possessive", "quote", "ending", "predicates", "intent",
]  # fmt: skip


def faults(tokens: Sequence[Token], verbs: Sequence[int], words: ExerciseWords) -> Iterable[Fault]:
    """The doubts about a clause; `verbs` are the positions of its finite verbs."""
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
    passive = len(verbs) == 1 and _passive(tokens, verbs[0], words)
    once = bool(words.verbs.prefixes) and tokens[verbs[0] - 1].lower in words.labels.states
    if once or (tokens[verbs[0]].lower in verb_words.link and not passive):
        yield "link"
    if any(t.text in QUOTES for t in shown):
        yield "quote"
    # an abbreviation at the end is a name cut in two ("the U.S.S. / Ticonderoga")
    if lower[-1] in clauses_.bad_ends or (len(lower[-1]) > 1 and lower[-1].endswith(".")):
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
        if object_form or not _named(shown[:i], skip_first=True):
            return True
    return False
