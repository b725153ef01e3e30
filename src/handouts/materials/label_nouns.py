"""Nouns that a date may belong to: the name of an event, a noun that tells one, the noun of a relative clause."""

from __future__ import annotations

from dataclasses import replace

from handouts.languages.exercise_words import ExerciseWords
from handouts.materials.grammar import QUOTES, SentenceView, Token
from handouts.materials.label_phrases import title

LONGEST_SUBJECT = 9


def noun_before(part: list[Token], at: int, words: ExerciseWords) -> list[Token]:
    """The noun phrase with a name that a relative clause describes: "the Treaty of Bree, which was signed …"."""
    i = at
    while i > 0 and part[i - 1].text == ",":
        i -= 1
    end = i
    while i > 0 and (part[i - 1].name >= 0 or part[i - 1].lower in words.clauses.articles):
        i -= 1
    noun = part[i:end]
    described = i > 0 and part[i - 1].lower in words.clauses.prepositions
    return noun if any(t.name >= 0 for t in noun) and not described else []


def event_name(part: list[Token], at: int, view: SentenceView, words: ExerciseWords, *, whole: bool) -> list[Token]:
    """The name of an event that the date is attached to: "the Treaty of Paris of 1763", "Perang Salib tahun 1204".

    `whole` tells that the date is bound to the name as its own ("of 1763", a range), not as one of its days.
    """
    if at == 0 or part[at - 1].name < 0 or part[at - 1].date >= 0:
        return []
    found = title(part, at, view, words)
    if not found:
        return []
    start = part.index(found[0])
    acting = start > 0 and part[start - 1].lower == words.clauses.agent
    if acting and {t.lower for t in found} & words.labels.assemblies:
        # "adopted by the National Convention": who did it
        return []
    inside = start > 0 and part[start - 1].lower in words.clauses.prepositions
    if (inside or not whole) and any(t.lower in words.labels.lasting for t in part[start:at]):
        # "at the end of the Karlsholm War in 411 BC": a day of the war, not the war's
        return []
    return found


def event_noun(part: list[Token], at: int, words: ExerciseWords) -> list[Token]:
    """A noun that tells an event, with whose event it is: "the invasion of Grenada in October 1983"."""
    for i in range(at - 1, max(at - LONGEST_SUBJECT, -1), -1):
        token = part[i]
        if token.name < 0 and token.lower in words.labels.event_nouns:
            tail = part[i + 1 : at]
            if token.lower in words.labels.directed and not {t.lower for t in tail} & words.labels.noun_links:
                # "invasi Uni Soviet" may be by or against the Soviet Union
                return []
            modifiers = _modifiers(part, i, words)
            before = [t.lower for t in part[: i - len(modifiers)]][-2:]
            if len(before) > 1 and before[0] in words.labels.unreal and before[1] in words.clauses.prepositions:
                # "plans for an invasion of Norland"
                return []
            owned = i > 0 and part[i - 1].lower in words.clauses.possessives
            whose = any(t.name >= 0 for t in tail) and not tail[-1].lower.endswith(("'s", "’s"))
            return [*modifiers, token, *tail] if whose and not owned else []
        passing = words.labels.noun_links | words.clauses.articles | words.labels.generic | words.names.regions
        if token.name < 0 and token.lower not in passing and not token.text[:1].isupper():
            return []
    return []


def opposed(part: list[Token], at: int, view: SentenceView, words: ExerciseWords) -> list[Token]:
    """A named event and against whom it was: "the Salt War against Saxony in December 1853"."""
    tie = at - 1
    while tie > 0 and part[tie].name >= 0 and part[tie].date < 0:
        tie -= 1
    if tie == at - 1 or tie < 2 or part[tie].lower not in words.labels.against:
        return []
    end = tie
    while end > 0 and part[end - 1].text in QUOTES:
        end -= 1
    start = end
    while start > 0 and part[start - 1].name >= 0 and part[start - 1].name == part[end - 1].name:
        start -= 1
    if start == end or view.names[part[end - 1].name].type != "event":
        return []
    article = next((t for t in reversed(part[:start]) if t.text not in QUOTES), None)
    kept = article is not None and article.lower in words.clauses.articles
    opening = [article] if kept and article is not None else []
    return [*opening, *(replace(t, space=True) for t in part[start:end]), *part[tie:at]]


def _modifiers(part: list[Token], at: int, words: ExerciseWords) -> list[Token]:
    """The article and the capitalised words before an event noun ("the Japanese invasion")."""
    i = at
    while i > 0 and (part[i - 1].name >= 0 or part[i - 1].text[:1].isupper()) and i > at - 3:
        i -= 1
    if i > 0 and part[i - 1].lower in words.clauses.articles:
        i -= 1
    return part[i:at]
