"""How far a clause reaches around a date: its beginning, its end, the clause behind it, and its subject."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.languages.exercise_words import ExerciseWords
from handouts.materials.grammar import Token, verb_groups
from handouts.materials.label_nouns import LONGEST_SUBJECT
from handouts.materials.label_parts import BREAKS


def clause_start(part: list[Token], at: int, words: ExerciseWords) -> int:
    """Where the clause around a date begins: behind the nearest comma with a coordinator, or the start."""
    for i in range(at - 1, 0, -1):
        if part[i].lower in words.clauses.coordinators and part[i].name < 0:
            between = part[i + 1 : at]
            if all(t.lower in words.clauses.removable or t.text in BREAKS for t in between):
                return i + 1
            break
    return 0


def fronts(part: list[Token], start: int, at: int, words: ExerciseWords) -> bool:
    """True when nothing but connectives stands between the start of the clause and the date."""
    between = [t for t in part[start:at] if t.text and t.text not in BREAKS]
    text = " ".join(t.lower for t in between)
    loose = all(t.lower in words.clauses.removable | words.clauses.connectives for t in between)
    return not between or text in words.clauses.connectives or loose


def main_after(part: list[Token], start: int, words: ExerciseWords) -> list[Token]:
    """The main clause behind a date that opens it; adjuncts between commas are skipped."""
    rest = part[start:]
    if rest and rest[0].text in BREAKS and rest[0].text:
        rest = rest[1:]
    while rest:
        first = rest[0]
        if first.date >= 0:
            comma = next((i for i, t in enumerate(rest) if t.text == ","), -1)
            rest = rest[comma + 1 :] if comma >= 0 else []
            continue
        adjunct = is_adjunct(rest, words)
        if not adjunct:
            return rest
        comma = next((i for i, t in enumerate(rest) if t.text == ","), -1)
        if comma < 0:
            return []
        rest = rest[comma + 1 :]
    return []


def is_adjunct(tokens: Sequence[Token], words: ExerciseWords) -> bool:
    """A stretch up to the comma that opens with a preposition, a subordinator or a participle."""
    first = tokens[0]
    if first.name >= 0:
        return False
    clauses = words.clauses
    if first.lower in clauses.subordinators | clauses.prepositions | words.labels.openers:
        return True
    participle = not words.verbs.prefixes and first.lower.endswith(("ing", "ed")) and len(first.text) > 4
    return participle and first.lower not in words.verbs.not_verbs and any(t.text == "," for t in tokens)


def end(part: list[Token], at: int, words: ExerciseWords) -> int:
    """Where the clause with the date at `at` ends; -1 when what follows may claim the date."""
    if at + 1 >= len(part):
        return at + 1
    after = part[at + 1]
    if (after.text and after.text in BREAKS) or after.lower in words.clauses.coordinators | words.clauses.subordinators:
        return at + 1
    if after.lower in words.clauses.after_date:
        stop = next((i for i in range(at + 1, len(part)) if part[i].text == "," or part[i].date >= 0), len(part))
        return stop
    return -1


UNSURE = "?"


def left(part: list[Token], at: int, words: ExerciseWords) -> tuple[int, str]:
    """Start of the nearest clause to the left that has a verb before the date, and the word that opens it."""
    openers = words.clauses.subordinators | words.labels.subclauses | words.labels.relatives
    for i in range(at - 1, -1, -1):
        token = part[i]
        if token.name >= 0 or not token.text:
            continue
        inner = part[i + 1 : at]
        if token.lower in openers - words.clauses.harmless and verb_groups(inner, words):
            comma = next((c for c in range(at - 1, i, -1) if part[c].text == ","), -1)
            main = part[comma + 1 : at] if comma > 0 else []
            if main and verb_groups(main, words)[:1] > [0]:
                # the clause of the opener is over: "When news came, the council met on 3 May"
                return (comma + 1, "") if all(t.text != "," for t in part[:i]) else (i + 1, UNSURE)
            return i + 1, token.lower
        if token.lower in words.clauses.coordinators and verb_groups(part[:i], words):
            verbs = verb_groups(inner, words)
            plain = i > 0 and (part[i - 1].text == "," or token.lower not in words.clauses.list_joints)
            if verbs and (verbs[0] == 0 or plain) and verbs[0] <= LONGEST_SUBJECT:
                return i + 1, token.lower
    return 0, ""


def without_front(body: list[Token], words: ExerciseWords) -> list[Token]:
    """A clause without the adjuncts and connectives that open its sentence."""
    rest = body
    while rest and any(t.text == "," for t in rest):
        comma = next(i for i, t in enumerate(rest) if t.text == ",")
        head = " ".join(t.lower for t in rest[:comma])
        if head in words.clauses.connectives or is_adjunct(rest, words):
            rest = rest[comma + 1 :]
        else:
            break
    return rest


def subject_of(part: list[Token], at: int, words: ExerciseWords) -> list[Token]:
    """The subject of the clause before the coordinator at `at`; [] when it is not plain."""
    start, opener = left(part, at, words)
    if opener and opener not in words.labels.subclauses | words.clauses.coordinators:
        return []
    if opener in words.labels.subclauses and any(t.text == "," for t in part[start:at]):
        return []
    body = without_front(part[start:at], words)
    if body and body[0].date >= 0:
        body = main_after(body, 1, words)
    verbs = verb_groups(body, words)
    if not verbs or not 0 < verbs[0] <= LONGEST_SUBJECT:
        return []
    subject = body[: verbs[0]]
    return [] if any(t.text in BREAKS and t.text for t in subject) else subject


def with_subject(body: list[Token], words: ExerciseWords, subject: Sequence[Token]) -> list[Token]:
    """The clause with its pronoun subject replaced by the name that it means."""
    clause = [t for t in body if t.date < 0 and t.lower not in words.clauses.removable]
    if not subject or not clause:
        return body
    if clause[0].lower in words.labels.persons:
        rest = body[body.index(clause[0]) + 1 :]
        return [*subject, *rest]
    return body
